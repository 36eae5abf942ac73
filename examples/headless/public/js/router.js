/** Addresses, history and focus: what a browser does by itself where every page is a document. */

/** After so many milliseconds a page that hasn't come yet is said to be loading. */
const PATIENCE = 400;

/**
 * Show the page at the browser's address with `show`, and every other one that is gone to.
 *
 * `show(path, { signal })` draws the page and returns the path that the browser shall have instead,
 * if it is another one. `wait(isWaiting)` tells of a page that takes long.
 */
export function startRouter({ show, wait }) {
  let current = null;
  let running = null;

  const visit = async (path, { scroll = [0, 0], focus = "heading" } = {}) => {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    const timer = setTimeout(wait, PATIENCE, true);
    try {
      const other = await show(path, { signal: controller.signal });
      if (controller.signal.aborted) return;
      current = pathOf(other ?? path);
      if (other) history.replaceState(history.state, "", other);
      arrive(scroll, focus);
    } finally {
      clearTimeout(timer);
      if (running === controller) wait(false);
    }
  };

  const go = (path, options) => {
    keepScroll();
    history.pushState(null, "", path);
    return visit(path, options);
  };

  addEventListener("popstate", ({ state }) => {
    const path = location.pathname + location.search;
    if (path === current) return;
    visit(path + location.hash, { scroll: state?.scroll });
  });
  addEventListener("pagehide", keepScroll);
  document.addEventListener("click", (event) => {
    const path = pathOfClick(event);
    if (path === null) return;
    if (pathOf(path) === current && path.includes("#")) return; // the browser's own matter
    event.preventDefault();
    go(path);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "get" || !form.action.startsWith(location.origin)) return;
    event.preventDefault();
    go(addressOfForm(form), { focus: form.dataset.focus });
  });

  history.scrollRestoration = "manual";
  const here = location.pathname + location.search + location.hash;
  return {
    start: () => visit(here, { focus: null, scroll: history.state?.scroll }),
    again: () => visit(location.pathname + location.search + location.hash),
  };
}

/** Scroll to the anchor of the address or to `scroll`, and let readers go on from the heading. */
function arrive(scroll, focus) {
  const anchor =
    location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (anchor) {
    anchor.tabIndex = -1;
    anchor.focus({ preventScroll: true });
    anchor.scrollIntoView();
    return;
  }
  scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
  const element = focus === "heading" ? document.querySelector("h1") : findById(focus);
  if (!element) return;
  if (focus === "heading") element.tabIndex = -1;
  element.focus({ preventScroll: focus === "heading" });
}

function keepScroll() {
  history.replaceState({ ...history.state, scroll: [scrollX, scrollY] }, "");
}

/** The path that a plain click on a link of this front end leads to, or null. */
function pathOfClick(event) {
  const anchor = event.target.closest("a[href]");
  if (!anchor || event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  if (anchor.target || anchor.hasAttribute("download") || anchor.origin !== location.origin) {
    return null;
  }
  return anchor.pathname + anchor.search + anchor.hash;
}

/** What a browser would ask for, without the fields that are empty. */
function addressOfForm(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([_name, value]) => value));
  const { pathname } = new URL(form.action);
  return query.size ? `${pathname}?${query}` : pathname;
}

function findById(id) {
  return id ? document.getElementById(id) : null;
}

function pathOf(path) {
  return path.split("#")[0];
}
