/** Reads all of the demo site and some paths given, and prints what was found. */

import {
  type Block,
  CareersError,
  createCareersClient,
  type Page,
  type PageResult,
  type RichTextNode,
} from "wagtail-careers-client";

declare const process: { argv: string[] };

const baseUrl = process.argv[2] ?? "";
const careers = createCareersClient({ baseUrl, locale: "en-gb" });

/** Every type of page has a case: one that is missing doesn't compile. */
function heading(page: Page): string {
  switch (page.type) {
    case "home.HomePage":
    case "careers.TeamPage":
      return page.hero.heading;
    case "home.StandardPage":
      return page.intro;
    case "careers.TeamIndexPage":
      return `${page.teams.total} teams`;
    case "careers.PositionIndexPage":
      return `${page.search.total} positions`;
    case "careers.PositionPage":
      return page.workplace.label;
    default:
      return page satisfies never;
  }
}

function text(nodes: RichTextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.text;
      return "children" in node ? text(node.children) : "";
    })
    .join("");
}

function shown(block: Block): string {
  switch (block.type) {
    case "about":
      return text(block.value.text.tree);
    case "statistics":
      return block.value.statistics.map(({ value, label }) => `${value} ${label}`).join(", ");
    case "open_positions":
      return `${block.value.total} positions`;
    case "testimonials":
      return block.value.testimonials.map(({ person }) => person?.name ?? "").join(", ");
    default:
      return block.type;
  }
}

function at(result: PageResult): string {
  switch (result.kind) {
    case "page":
      return `${result.page.type}: ${heading(result.page)}`;
    case "redirect":
      return `to ${result.path}`;
    case "gone":
      return `gone, ${result.page.similar.length} similar`;
    case "not-found":
      return "nothing";
  }
}

async function refusal(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return "";
  } catch (error) {
    if (error instanceof CareersError && error.problem) {
      return error.problem.errors.map(({ parameter }) => parameter).join(" ");
    }
    throw error;
  }
}

const addresses = await careers.addresses({ fields: ["path"], limit: 1000 });
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString();
const paths = [...addresses.results.map(({ path }) => path), ...process.argv.slice(3)];
const team = await careers.team("backend-development");
const found = await careers.positions({
  team: ["backend-development", "data"],
  workplace: ["remote"],
  limit: 3,
});
const slim = await careers.positions({ fields: ["title", "url"], limit: 1 });
const first = slim.results[0];
// @ts-expect-error: it wasn't asked for
first?.slug;

console.log(
  JSON.stringify({
    pages: Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, at(await careers.page(path))])),
    ),
    redirects: (await careers.redirects()).total,
    changed: (await careers.changes(yesterday)).results.length,
    site: (await careers.site()).name,
    blocks: team.kind === "page" ? team.page.body.map(shown) : [],
    openPositions: team.kind === "page" ? team.page.open_positions.total : 0,
    found: {
      total: found.total,
      workplaces: found.results.map(({ workplace }) => workplace.value),
    },
    slim: Object.keys(first ?? {}),
    missing: (await careers.position("no-such-position")).kind,
    teams: (await careers.teams({ limit: 100 })).results.map(({ slug }) => slug),
    locations: (await careers.locations()).total,
    types: (await careers.types()).results.map(({ slug }) => slug),
    refusal: await refusal(careers.positions({ limit: 101 })),
  }),
);
