/** A position, open or closed. */

import { link } from "../addresses.js";
import { time } from "../blocks/media.js";
import { drawContent } from "../blocks.js";
import { filled, h } from "../dom.js";
import { date, say } from "../language.js";
import { trail } from "../parts.js";
import { positionList } from "../positions.js";

export function drawPosition(page) {
  return [
    trail(page),
    h("div", { class: "hero" }, h("h1", { "data-preview": "title" }, page.title), summary(page)),
    h(
      "div",
      { class: "position" },
      facts(page),
      page.is_open &&
        h(
          "div",
          { class: "texts" },
          page.body.map((block) => part(block, page)),
          applyLink(page),
        ),
    ),
    page.similar.length > 0 &&
      h(
        "section",
        { class: "section" },
        h("h2", null, say("similar")),
        h("div", { class: "section-body" }, positionList(page.similar)),
      ),
  ];
}

/** The way to apply, or that there is none any more. */
function summary(page) {
  if (page.is_open) return h("div", { class: "hero-text" }, applyLink(page));
  const on = page.closed_on;
  const text = on ? say("closedOn", { date: date(on) }) : say("closed");
  return h("div", { class: "hero-text" }, h("p", { class: "lead closed" }, text));
}

function applyLink({ apply_url: url }) {
  return url && h("p", null, link(url, { class: "button" }, say("apply")));
}

/** A part of the text; within one column, other blocks look like it. */
function part(block, page) {
  return h(
    "section",
    { "data-block": block.type, "data-preview": block.id },
    filled("h2", null, block.value.heading),
    drawContent(block, page),
  );
}

function facts(page) {
  const rows = [
    [say("team"), page.team && link(page.team.url, null, page.team.title)],
    [say("locations"), page.locations.map(({ name }) => name).join(", ")],
    [say("workplace"), page.workplace_description || page.workplace.label],
    [say("types"), page.types.map(({ name }) => name).join(", ")],
    [say("pay"), page.pay?.text],
    [say("posted"), page.posted_date && time(page.posted_date)],
    [say("closes"), page.is_open && page.closing_date && time(page.closing_date)],
    [say("reference"), page.reference],
  ];
  return h(
    "aside",
    { class: "facts", "aria-label": say("facts") },
    h(
      "dl",
      null,
      rows
        .filter(([_name, value]) => value)
        .map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))),
    ),
  );
}
