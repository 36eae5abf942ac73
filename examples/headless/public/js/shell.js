/** What surrounds every page: brand, navigation, footer. */

import { link, toPath } from "./addresses.js";
import { h } from "./dom.js";
import { say } from "./language.js";

export function drawShell(site) {
  document.querySelector(".skip").textContent = say("skip");
  document.querySelector(".bar").replaceChildren(
    link(site.url, { class: "brand" }, site.brand.name),
    h(
      "nav",
      { "aria-label": say("navigation") },
      h(
        "ul",
        null,
        site.navigation.map(({ label, url }) => h("li", null, link(url, null, label))),
      ),
    ),
  );
  document
    .querySelector(".foot")
    .replaceChildren(
      h("div", { class: "columns" }, site.footer.columns.map(column)),
      h("p", { class: "wordmark", "aria-hidden": "true" }, site.brand.name),
      h("p", { class: "note" }, site.footer.note),
    );
}

/** Mark where in the navigation the visitor is. */
export function markCurrent(page) {
  const paths = [page.path, ...page.ancestors.map(({ path }) => path)];
  for (const anchor of document.querySelectorAll(".bar nav a")) {
    const path = toPath(anchor.href);
    const isHere = path !== "/" && paths.includes(path);
    if (isHere) anchor.setAttribute("aria-current", path === page.path ? "page" : "true");
    else anchor.removeAttribute("aria-current");
  }
}

function column({ title, links }) {
  return h(
    "section",
    null,
    h("h2", null, title),
    h(
      "ul",
      null,
      links.map(({ label, url }) => h("li", null, link(url, null, label))),
    ),
  );
}
