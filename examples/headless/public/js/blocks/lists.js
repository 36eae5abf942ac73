/** Blocks that list positions, teams and locations. */

import { link, toPath } from "../addresses.js";
import { filled, h } from "../dom.js";
import { say } from "../language.js";
import { picture } from "../picture.js";
import { positionList } from "../positions.js";

const CARD = "(width >= 60rem) 20vw, 45vw";

/** The positions themselves stand in the page, once. */
export function openPositions({ page_size: pageSize, empty_text: empty, total }, page) {
  const positions = page.open_positions?.results ?? [];
  if (positions.length === 0) return h("p", { class: "lead" }, empty);
  return [
    positionList(positions, { pageSize, total }),
    h("p", null, link(page.open_positions.url, { class: "onward" }, say("all"))),
  ];
}

export const featuredPositions = ({ positions, positions_url: url }) => [
  positionList(positions),
  h("p", null, link(url, { class: "onward" }, say("all"))),
];

export const positionSearch = ({ suggestions, positions_url: url }) => [
  searchForm(url, ""),
  suggestions.length > 0 &&
    h(
      "ul",
      { class: "tags" },
      suggestions.map((each) => h("li", null, link(each.url, null, each.query))),
    ),
];

/** The form of the search, which asks for a page of this front end. */
export function searchForm(url, query, ...filters) {
  return h(
    "form",
    { action: toPath(url), role: "search", class: "search", "data-focus": "results" },
    h("label", { for: "q" }, say("searchLabel")),
    h(
      "div",
      { class: "field" },
      h("input", { id: "q", name: "q", type: "search", value: query, maxlength: 200 }),
      h("button", { class: "button" }, say("search")),
    ),
    filters,
  );
}

export const teamGrid = ({ teams, teams_url: url }) => [
  teamCards(teams),
  h("p", null, link(url, { class: "onward" }, say("allTeams"))),
];

export const teamCards = (teams, level = 3) =>
  h(
    "ul",
    { class: "teams" },
    teams.map((team) =>
      h(
        "li",
        null,
        picture(team.image, { sizes: CARD }),
        h(`h${level}`, null, link(team.url, null, team.title)),
        h("p", { class: "small" }, say("openPositions", { n: team.open_positions })),
      ),
    ),
  );

export const locations = ({ locations: places }) =>
  h(
    "ul",
    { class: "grid" },
    places.map((place) =>
      h(
        "li",
        null,
        filled("h3", null, place.name),
        h(
          "address",
          null,
          place.address.map((line) => h("span", null, line)),
        ),
        h("p", { class: "small" }, place.time_zone_name),
        h(
          "p",
          null,
          link(place.positions_url, null, say("openPositions", { n: place.open_positions })),
        ),
      ),
    ),
  );
