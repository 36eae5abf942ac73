/** The careers site, read by its typed client. */

import { PUBLIC_CAREERS_API } from "astro:env/client";
import { CAREERS_PATHS } from "astro:env/server";
import { CareersError, createCareersClient, type Page, type Site } from "wagtail-careers-client";

export const careers = createCareersClient({ baseUrl: PUBLIC_CAREERS_API });

/** The paths of all pages, or those to which this build is limited. */
export async function pathsToBuild(): Promise<string[]> {
  if (CAREERS_PATHS) return CAREERS_PATHS.split(" ");
  const paths: string[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = { page, fields: ["path" as const] };
    const { data, error, response } = await careers.api.GET("/addresses/", { params: { query } });
    if (!data) throw new CareersError(response, error);
    paths.push(...data.results.flatMap(({ path }) => path ?? []));
    pages = data.pages;
  }
  return paths;
}

export interface ReadPage {
  page: Page;
  /** How it is answered: a closed position is gone, but shows similar ones. */
  status: number;
  /** What it is made of, by the keys that webhooks name: it is built again when one changes. */
  keys: string[];
}

/** The page at a path; null where there is none (any more). */
export async function readPage(path: string): Promise<ReadPage | null> {
  const result = await careers.page(path);
  if (result.kind !== "page" && result.kind !== "gone") return null;
  return { page: result.page, status: result.kind === "gone" ? 410 : 200, keys: result.keys };
}

let site: Promise<Site> | undefined;

/** What surrounds every page, read once a build. */
export function readSite(): Promise<Site> {
  site ??= careers.site();
  return site;
}

const NO_PAGES = /^\/(admin|api|documents|media|static)\//;

/** Make of the absolute address of one of the site's pages the path of it here. */
export function local(url: string, siteUrl: string): string {
  if (!url.startsWith(siteUrl)) return url;
  const path = `/${url.slice(siteUrl.length)}`;
  return NO_PAGES.test(path) ? url : path;
}
