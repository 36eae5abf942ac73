/** What the server has to know of a page, which stands in its head. */

import type { Page } from "wagtail-careers-client";

const KINDS: Record<string, string> = {
  "careers.PositionPage": "position",
  "careers.TeamPage": "team",
};
/** Blocks that count or choose among all positions, or list all teams. */
const LISTS: Record<string, string[]> = {
  featured_positions: ["positions"],
  locations: ["positions"],
  team_grid: ["positions", "teams"],
};
/** Page types that do. */
const LISTING_PAGES: Record<string, string[]> = {
  "careers.PositionIndexPage": ["positions"],
  "careers.TeamIndexPage": ["positions", "teams"],
  "home.HomePage": ["positions"],
};

/** How the page is answered: a closed position is gone, but shows similar ones. */
export function statusOf(page: Page): number {
  return page.type === "careers.PositionPage" && !page.is_open ? 410 : 200;
}

/** What it is made of, by the keys that webhooks name: it is built again when one changes. */
export function keysOf(page: Page): string[] {
  const keys = new Set(LISTING_PAGES[page.type]);
  collect(page, keys);
  return [...keys].sort();
}

/** Find the pages that stand anywhere in `value`, and the blocks that list. */
function collect(value: unknown, keys: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, keys);
  } else if (typeof value === "object" && value !== null) {
    const { type, id } = value as { type?: unknown; id?: unknown };
    if (typeof type === "string") {
      for (const key of LISTS[type] ?? []) keys.add(key);
      if (typeof id === "number" && type.includes(".")) keys.add(`${KINDS[type] ?? "page"}-${id}`);
    }
    for (const item of Object.values(value)) collect(item, keys);
  }
}
