/** The search: every state of it is an address, as on the careers site. */

import { link, toPath } from "../addresses.js";
import { searchForm } from "../blocks/lists.js";
import { h } from "../dom.js";
import { say } from "../language.js";
import { pageLinks, trail } from "../parts.js";
import { positionList } from "../positions.js";

export function drawSearch(page) {
  const { search } = page;
  const query = activeValue(search.active_filters, "q");
  return [
    trail(page),
    h("div", { class: "hero" }, h("h1", null, page.title)),
    h(
      "div",
      { class: "finder" },
      searchForm(page.url, query, facets(search)),
      h(
        "section",
        { class: "results" },
        correction(search, query),
        h("h2", { id: "results", tabindex: "-1" }, say("positions", { n: search.total })),
        activeFilters(search.active_filters),
        search.results.length > 0 ? positionList(search.results) : nothing(search),
        pageLinks({ ...search, ...search.links }),
      ),
    ),
  ];
}

function facets({ facets: all, links }) {
  return h(
    "fieldset",
    { class: "facets" },
    h("legend", null, say("filters")),
    all.filter(({ choices }) => choices.length > 0).map((facet) => drawFacet(facet, links.self)),
  );
}

function drawFacet({ name, label, choices, number_of_others: others }, self) {
  const isActive = choices.some((choice) => choice.is_active);
  const open = isActive || new URLSearchParams(location.search).getAll("all").includes(name);
  return h(
    "details",
    { open },
    h("summary", null, label),
    h(
      "ul",
      null,
      choices.map((choice) => h("li", null, drawChoice(name, choice))),
    ),
    others > 0 && h("p", null, link(withAll(self, name), null, say("others", { n: others }))),
  );
}

/** A choice searches at once, and keeps the focus where it is. */
function drawChoice(name, { value, label, count, is_active: checked }) {
  const id = `${name}-${value}`;
  const onchange = ({ target: { form } }) => {
    form.dataset.focus = id;
    form.requestSubmit();
  };
  return [
    h("input", { type: "checkbox", id, name, value, checked, onchange }),
    h("label", { for: id }, label, " ", h("span", { class: "number" }, String(count))),
  ];
}

function activeFilters(filters) {
  if (filters.length === 0) return null;
  const remove = ({ url, label }) =>
    link(url, { "aria-label": say("remove", { label }) }, label, " ", h("b", null, "×"));
  return h(
    "ul",
    { class: "tags", "aria-label": say("active") },
    filters.map((each) => h("li", null, remove(each))),
  );
}

function correction({ correction: made }, query) {
  if (!made) return null;
  return h(
    "p",
    { class: "lead" },
    say("corrected", { query, correction: made.query }),
    " ",
    link(made.literally_url, null, say("literally", { query })),
  );
}

function nothing({ suggestions }) {
  const label = (each) => {
    if (each.query) return each.query;
    return each.label ? say("without", { label: each.label }) : say("anyPosition");
  };
  return [
    h("p", { class: "lead" }, say("none")),
    suggestions.length > 0 && [
      h("h3", null, say("instead")),
      h(
        "ul",
        { class: "plain-list" },
        suggestions.map((each) =>
          h("li", null, link(each.url, null, label(each)), ` (${each.total})`),
        ),
      ),
    ],
  ];
}

function activeValue(filters, name) {
  return filters.find((filter) => filter.name === name)?.value ?? "";
}

/** The same search with all choices of a filter. */
function withAll(address, name) {
  const [path, query] = toPath(address).split("?");
  const parameters = new URLSearchParams(query);
  parameters.append("all", name);
  return `${path}?${parameters}`;
}
