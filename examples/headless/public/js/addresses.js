/** Addresses of the site, which the API gives absolute, as addresses of this front end. */

import { h } from "./dom.js";

/** What the site's server answers itself: uploads, and whatever is no page. */
const NO_PAGES = /^\/(admin|api|documents|media|static)\//;

let siteOrigin = "";

export function setSite(site) {
  siteOrigin = new URL(site.url).origin;
}

/** The path of a page of the site, with its query and anchor, or null for any other address. */
export function toPath(url) {
  const { origin, pathname, search, hash } = new URL(url, location.href);
  const isOurs = origin === location.origin || origin === siteOrigin;
  return isOurs && !NO_PAGES.test(pathname) ? pathname + search + hash : null;
}

/** A link; one to a page of the site stays on this front end. */
export function link(url, attributes, ...children) {
  return h("a", { href: toPath(url) ?? safe(url), ...attributes }, ...children);
}

/** An address that holds no script, whoever wrote it. */
function safe(url) {
  return /^(https?|mailto|tel):/.test(new URL(url, location.href).href) ? url : null;
}
