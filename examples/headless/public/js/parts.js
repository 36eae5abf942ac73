/** What pages of several types have. */

import { link } from "./addresses.js";
import { h } from "./dom.js";
import { say } from "./language.js";
import { picture } from "./picture.js";

/** The way from the front page to a page, but not itself. */
export function trail(page) {
  return h(
    "nav",
    { "aria-label": say("path"), class: "trail" },
    h(
      "ol",
      null,
      page.ancestors.map(({ url, title }) => h("li", null, link(url, null, title))),
    ),
  );
}

export function hero({ hero: { heading, text, image } }, ...more) {
  return h(
    "div",
    { class: "hero" },
    h("h1", { "data-preview": "hero_heading" }, heading),
    h(
      "div",
      { class: "hero-text" },
      text && h("p", { class: "lead", "data-preview": "hero_text" }, text),
      more,
    ),
    picture(image, { sizes: "100vw", eager: true }),
  );
}

export function plainHero(title, intro) {
  return h(
    "div",
    { class: "hero" },
    h("h1", { "data-preview": "title" }, title),
    intro &&
      h("div", { class: "hero-text" }, h("p", { class: "lead", "data-preview": "intro" }, intro)),
  );
}

/** The links to the pages before and after, with what stands between them. */
export function pageLinks({ page, pages, previous, next }) {
  if (pages < 2) return null;
  return h(
    "nav",
    { class: "paging", "aria-label": say("pages") },
    previous && link(previous, { rel: "prev" }, say("previous")),
    h("span", null, say("pageOf", { page, pages })),
    next && link(next, { rel: "next" }, say("next")),
  );
}
