/** The types of pages: for each what it shows. */

import { link } from "./addresses.js";
import { teamCards } from "./blocks/lists.js";
import { drawBody } from "./blocks.js";
import { h } from "./dom.js";
import { say } from "./language.js";
import { drawPosition } from "./pages/position.js";
import { drawSearch } from "./pages/search.js";
import { hero, pageLinks, plainHero, trail } from "./parts.js";
import { markCurrent } from "./shell.js";

const PAGES = {
  "home.HomePage": drawHome,
  "careers.TeamIndexPage": drawTeamIndex,
  "careers.TeamPage": drawTeam,
  "careers.PositionIndexPage": drawSearch,
  "careers.PositionPage": drawPosition,
};

/** Draw a page by its type; one that isn't known is a title and a body. */
export function drawPage(page, site) {
  if (page.ancestors) markCurrent(page);
  return (PAGES[page.type] ?? drawStandard)(page, site);
}

function drawHome(page) {
  return [
    hero(
      page,
      h(
        "p",
        null,
        link(
          page.positions_url,
          { class: "button" },
          say("openPositions", { n: page.open_positions }),
        ),
      ),
    ),
    drawBody(page.body, page),
  ];
}

function drawTeam(page) {
  return [trail(page), hero(page), drawBody(page.body, page)];
}

function drawTeamIndex(page) {
  const { teams } = page;
  return [
    trail(page),
    plainHero(page.title, page.intro),
    h(
      "div",
      { class: "section" },
      h("div", { class: "section-body wide" }, teamCards(teams.results, 2)),
    ),
    pageLinks(teams),
  ];
}

function drawStandard(page) {
  return [
    page.ancestors?.length > 0 && trail(page),
    plainHero(page.title, page.intro),
    drawBody(page.body ?? [], page),
  ];
}
