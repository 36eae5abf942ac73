/** The search in the browser: the page is built without a query, and asks for its answer itself. */

import { PUBLIC_CAREERS_API } from "astro:env/client";
import { createCareersClient, type PositionSummary } from "wagtail-careers-client";

const careers = createCareersClient({
  baseUrl: PUBLIC_CAREERS_API,
  locale: document.documentElement.lang,
});
const form = document.querySelector<HTMLFormElement>("main form[role=search]");
const results = document.querySelector<HTMLElement>("#results");

if (form && results && location.search) show(form, results);

async function show(form: HTMLFormElement, results: HTMLElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const q = asked.get("q") ?? "";
  const field = form.elements.namedItem("q");
  if (field instanceof HTMLInputElement) field.value = q;
  const heading = results.querySelector("h2");
  if (!heading) return;
  results.ariaBusy = "true";
  try {
    const found = await careers.positions({
      q,
      limit: 100,
      team: asked.getAll("team"),
      location: asked.getAll("location"),
    });
    const corrected = found.correction ? ` for “${found.correction.query}”` : "";
    heading.textContent = `${found.total} positions${corrected}`;
    results.querySelector("ul")?.replaceChildren(...found.results.map(row));
  } catch {
    heading.textContent = "The search doesn’t answer now. These are all positions.";
  }
  results.ariaBusy = "false";
}

function row({ title, path, team, locations }: PositionSummary): HTMLElement {
  const link = Object.assign(document.createElement("a"), { href: path, textContent: title });
  const places = [team?.title, ...locations.map(({ name }) => name)].filter(Boolean).join(", ");
  const item = document.createElement("li");
  const heading = document.createElement("h3");
  heading.append(link);
  item.append(heading, Object.assign(document.createElement("p"), { textContent: places }));
  return item;
}
