/** A front end without a build: it asks the API what stands at the browser's address, and draws it. */

import { setSite } from "./addresses.js";
import { ReadingError, readPage, readSite } from "./api.js";
import { present } from "./dom.js";
import { printHead, printPlainHead } from "./head.js";
import { currentLocale, say, setLanguage } from "./language.js";
import { drawPage } from "./pages.js";
import { isPreview, startPreview } from "./preview.js";
import { startRouter } from "./router.js";
import { drawShell } from "./shell.js";
import { failure, notFound } from "./states.js";

const content = document.querySelector("main");
const status = document.querySelector("[role=status]");
const progress = document.querySelector(".progress");

/** The parts around the page, by language; the first one is in the site's own. */
const sites = new Map();
let site = null;

const router = startRouter({ show, wait });
if (isPreview()) startPreview({ draw: drawPreview, fail: drawFailure });
else router.start();

async function show(path, { signal }) {
  let page;
  try {
    [page] = await Promise.all([readPage(path.split("#")[0], signal), readFirstSite()]);
    if (page.type !== "redirect") await readSiteIn(page.locale);
  } catch (error) {
    if (!signal.aborted) drawFailure(error);
    return null;
  }
  if (page.type === "redirect") return follow(page, signal);
  if (signal.aborted) return null;
  drawWhole(page);
  announce(page.search ? say("positions", { n: page.search.total }) : document.title);
  return null;
}

/** Draw the page that a redirect leads to, or leave for another site. */
async function follow({ path, url }, signal) {
  if (!path) {
    location.replace(url);
    return null;
  }
  return (await show(path, { signal })) ?? path;
}

function drawWhole(page) {
  useLanguage(page.locale);
  draw(drawPage(page, site));
  printHead(page.head, site);
}

async function drawPreview(page) {
  await readFirstSite();
  await readSiteIn(page.locale ?? site.locale);
  useLanguage(page.locale ?? site.locale);
  draw(drawPage(page, site));
  printPlainHead(say("preview", { title: page.title }));
}

function drawFailure(error) {
  const isMissing = error instanceof ReadingError && error.status === 404;
  draw(isMissing ? notFound() : failure(error.problem?.detail, tryAgain));
  printPlainHead(say(isMissing ? "notFound" : "failed"));
  announce(document.title);
}

function tryAgain() {
  if (isPreview()) location.reload();
  else router.again();
}

function draw(...nodes) {
  content.replaceChildren(...present(nodes));
}

/** Read the parts around the page, once a language. */
async function readSiteIn(locale) {
  if (!sites.has(locale)) sites.set(locale, await readSite(locale));
}

function useLanguage(locale) {
  if (site === sites.get(locale)) return;
  site = sites.get(locale);
  setLanguage(locale);
  drawShell(site);
}

async function readFirstSite() {
  if (site) return;
  const first = await readSite();
  site = first;
  sites.set(first.locale, first);
  setSite(first);
  setLanguage(first.locale);
  drawShell(first);
}

function wait(isWaiting) {
  content.setAttribute("aria-busy", String(isWaiting));
  progress.hidden = !isWaiting;
  if (isWaiting) announce(say("loading"));
}

/** Have screen readers say `text`, which nobody sees. */
function announce(text) {
  status.lang = currentLocale();
  status.textContent = text;
}
