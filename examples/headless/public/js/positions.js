/** Lists of positions, as a timetable: one row each. */

import { link } from "./addresses.js";
import { h } from "./dom.js";
import { say } from "./language.js";

/** The rows of `positions`; those beyond `pageSize` come on demand. */
export function positionList(positions, { pageSize = positions.length, level = 3, total } = {}) {
  const list = h("ul", { class: "timetable" });
  const shown = h("p", { class: "count", role: "status" });
  const more = h("button", { type: "button", class: "button", onclick: showMore }, say("more"));

  function showMore() {
    const first = list.children.length;
    list.append(...positions.slice(first, first + pageSize).map((each) => row(each, level)));
    shown.textContent = say("showing", {
      shown: list.children.length,
      total: total ?? positions.length,
    });
    more.hidden = list.children.length === positions.length;
    if (first) list.children[first].querySelector("a").focus();
  }

  showMore();
  return total === undefined ? list : [list, h("div", { class: "after" }, shown, more)];
}

function row(position, level) {
  const { title, url, team, locations, workplace, types } = position;
  const marks = [workplace.value === "remote" && workplace.label, ...types.map(({ name }) => name)];
  return h(
    "li",
    null,
    h(`h${level}`, null, link(url, null, title)),
    h("p", { class: "places" }, locations.map(({ name }) => name).join(", ")),
    h("p", { class: "team" }, team?.title),
    h("p", { class: "marks" }, marks.filter(Boolean).map(mark)),
  );
}

const mark = (text) => [h("span", null, text), " "];
