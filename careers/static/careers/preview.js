// For front ends of one's own: shows an editor what isn't saved yet. It needs nothing else, and
// may be loaded from the server of the API:
//
//   import { showPreview } from "https://careers.example.com/api/careers/v1/preview.js";
//   const isPreview = showPreview({ api: "https://careers.example.com/api/careers/v1/", show });
//
// The messages between it and the editor are described in docs/how-to/use-your-own-front-end.md.

const FRAGMENT = /^#preview=([\w.-]+)$/;
const STATE = "careersPreview";
const isFramed = window.parent !== window;

// Take the token out of the address, where scripts that report addresses would find it.
const takeToken = () => {
  const token = FRAGMENT.exec(location.hash)?.[1];
  if (!token) return history.state?.[STATE] ?? null;
  const state = { ...history.state, [STATE]: token };
  history.replaceState(state, "", location.pathname + location.search);
  return token;
};

const ask = async (address) => {
  const response = await fetch(address, {
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => null);
  throw Object.assign(new Error(problem?.detail || response.statusText), { problem });
};

// What the front end has drawn of a field or a block: marked with its name or its id.
const findPart = (path) =>
  path
    .toReversed()
    .map((name) => document.querySelector(`[data-preview="${CSS.escape(name)}"]`))
    .find(Boolean);

const scrollToPart = (path) => {
  const part = findPart(path);
  part?.scrollIntoView({ block: "start", behavior: "instant" });
  return Boolean(part);
};

// Scripts of HTML that is inserted don't run: make them anew, to run in their order.
const runScripts = async (scripts) => {
  for (const { src } of scripts) {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    await new Promise((done) => {
      script.onload = script.onerror = done;
      document.body.append(script);
    });
  }
};

const askForUserBar = async (address) => {
  const html = await (await ask(address)).text();
  return new DOMParser().parseFromString(html, "text/html");
};

// The bar starts where it finds its template. That comes last, so that checks of one's own, whose
// scripts need the bar, are known by then.
const addUserBar = async (address) => {
  const parsed = await askForUserBar(address);
  const bar = parsed.querySelector("wagtail-userbar");
  document.body.append(bar);
  await runScripts(parsed.querySelectorAll("script[src]"));
  const template = parsed.querySelector("template");
  template.content.querySelector("aside").hidden = isFramed; // the editor has buttons of its own
  document.body.append(template, bar);
  return bar;
};

// What the checks have to know of a draft changes with it. The editor checks again after the bar.
const checkAgain = async (bar, address) => {
  const { content } = (await askForUserBar(address)).querySelector("template");
  const config = JSON.parse(content.querySelector("#checker-axe-configuration").textContent);
  bar.axeConfig = config;
  window.axe?.configure({ checks: config.spec.checks });
  await bar.runAxe();
};

/**
 * Show the preview whose token stands in the address. Returns false where there is none: then the
 * front end shows what is published.
 *
 * @param {object} options
 * @param {string} options.api address of the API, such as https://careers.example.com/api/careers/v1/
 * @param {(page: object) => (void | Promise<void>)} options.show draws a page as `pages/` returns it,
 *   or a snippet; called again after each change
 * @param {(error: Error) => void} [options.fail] tells that there is no such preview (any more)
 * @param {(path: string[]) => (void | boolean)} [options.scroll] scrolls to what is edited, instead
 *   of to the element with `data-preview`; returns false if it isn't there
 * @param {string} [options.admin] origin of the admin, where it isn't that of the API
 * @param {boolean} [options.userBar] whether Wagtail's user bar is loaded, which checks the content
 * @returns {boolean}
 */
export const showPreview = ({
  api,
  show,
  fail = (error) => console.error(error),
  scroll = scrollToPart,
  admin = new URL(api, location.href).origin,
  userBar = true,
}) => {
  let token = takeToken();
  if (!token) return false;
  let edited = null; // where the editor is, until it was scrolled to
  let drawing = Promise.resolve();
  let bar = null;

  const address = () => new URL(`preview/${token}/`, new URL(api, location.href));
  const userBarAddress = () => new URL("user-bar/", address());
  const say = (message) => {
    if (isFramed) window.parent.postMessage(message, admin);
  };
  const sayToWagtail = (type, values) =>
    say({ wagtail: { type, origin: location.origin, ...values } });

  const goToEdited = () => {
    if (edited && scroll(edited) !== false) edited = null;
  };

  const drawOnce = async () => {
    try {
      await show(await (await ask(address())).json());
      goToEdited();
    } catch (error) {
      fail(error);
      return;
    }
    if (bar) await checkAgain(bar, userBarAddress()).catch(console.warn);
  };

  const draw = () => {
    drawing = drawing.then(drawOnce);
    return drawing;
  };

  const start = async () => {
    await draw();
    if (document.readyState !== "complete") {
      await new Promise((done) => addEventListener("load", done, { once: true }));
    }
    say({ careers: { type: "ready" } });
    // The user bar asks to be scrolled to where the last frame was; without it we do.
    if (userBar) bar = await addUserBar(userBarAddress()).catch(console.warn);
    else sayToWagtail("w-preview:request-scroll");
  };

  const receive = ({ data, origin, source }) => {
    if (source !== window.parent || origin !== admin) return;
    const { type, token: newToken, path } = data?.careers ?? {};
    if (type === "changed") {
      token = newToken;
      draw();
    } else if (type === "edited") {
      edited = path;
      goToEdited();
    } else if (!userBar) {
      answerWagtail(data?.wagtail);
    }
  };

  const answerWagtail = (message) => {
    if (message?.type === "w-preview:get-scroll-position") {
      sayToWagtail("w-preview:set-scroll-position", { x: scrollX, y: scrollY });
    } else if (message?.type === "w-preview:set-scroll-position") {
      scrollTo({ left: message.x, top: message.y, behavior: "instant" });
    }
  };

  if (isFramed) addEventListener("message", receive);
  start();
  return true;
};
