/** The head of the page: its title, and what the API says to search engines and messengers. */

import { h } from "./dom.js";

/** Marks what was printed for a page, to be replaced by that of the next. */
const MARK = "data-of-page";

/** Print the `head` object of a page. */
export function printHead(head, site) {
  const graph = head.open_graph;
  const name = site.name || site.brand.full_name;
  print([head.title, name].filter(Boolean).join(" – "), [
    meta("description", head.description),
    meta("robots", head.robots),
    h("link", { rel: "canonical", href: head.canonical }),
    ...head.alternates.map(({ hreflang, href }) => h("link", { rel: "alternate", hreflang, href })),
    ...["type", "title", "description", "url", "site_name", "locale"].map((name) =>
      property(name, graph[name]),
    ),
    ...(graph.image ? Object.entries(imageProperties(graph.image)) : []).map(([name, value]) =>
      property(name, value),
    ),
  ]);
}

/** What stands there for an answer that holds no page. */
export function printPlainHead(title) {
  print(title, [meta("robots", "noindex")]);
}

function print(title, elements) {
  document.title = title;
  for (const old of document.head.querySelectorAll(`[${MARK}]`)) old.remove();
  for (const element of elements.filter(Boolean)) {
    element.setAttribute(MARK, "");
    document.head.append(element);
  }
}

function imageProperties({ url, width, height, alt }) {
  return { image: url, "image:width": width, "image:height": height, "image:alt": alt };
}

function meta(name, content) {
  return content ? h("meta", { name, content }) : null;
}

function property(name, content) {
  return content ? h("meta", { property: `og:${name}`, content }) : null;
}
