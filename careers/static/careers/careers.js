// All pages work without this file. Listeners are on the document, because htmx replaces elements.

// Load htmx once the page is loaded and painted: what is seen first has the network to itself.
{
  const { nonce } = document.currentScript;
  const src = document.querySelector('meta[name="careers-htmx"]')?.content;
  const painted = new PerformanceObserver(() => {
    painted.disconnect();
    document.head.append(Object.assign(document.createElement("script"), { nonce, src }));
  });
  if (src) addEventListener("load", () => painted.observe({ type: "paint", buffered: true }));
}

{
  const TRACK = ".careers .testimonial-track";
  const buttonsOf = (track) =>
    track.closest(".block-testimonials")?.querySelector(".scroll-buttons");

  // Hide the buttons "previous" and "next" of testimonials if nothing scrolls, and disable one at
  // either end. With aria-disabled it keeps the focus, which would else go to the top of the page.
  const update = (track) => {
    const buttons = buttonsOf(track);
    if (!buttons) return;
    const range = track.scrollWidth - track.clientWidth;
    const position = Math.abs(track.scrollLeft); // negative from right to left
    buttons.hidden = range < 2;
    for (const button of buttons.children) {
      button.ariaDisabled = String(button.value < 0 ? position < 2 : position > range - 2);
    }
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".careers .scroll-buttons button");
    const track = button?.closest(".block-testimonials")?.querySelector(TRACK);
    if (!track || button.ariaDisabled === "true") return;
    const forward = getComputedStyle(track).direction === "rtl" ? -1 : 1;
    const card = track.firstElementChild.offsetWidth;
    const position = Math.abs(track.scrollLeft) / card; // in cards; a fraction at the end of the track
    const next = button.value > 0 ? Math.floor(position + 0.1) + 1 : Math.ceil(position - 0.1) - 1;
    track.scrollTo({ left: next * card * forward });
  });

  document.addEventListener(
    "scroll",
    ({ target }) => {
      if (target.matches?.(TRACK)) update(target);
    },
    { capture: true, passive: true },
  );

  // The observer reports each track at once when it starts, which also shows the buttons.
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target);
  });
  const start = () => {
    for (const track of document.querySelectorAll(TRACK)) resized.observe(track);
  };
  document.addEventListener("htmx:load", start);
  start();
}

// The style elements of a page that htmx fetches have the nonce of another answer, which the content
// security policy of this one refuses. Nothing of them is needed here.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  detail.serverResponse = detail.serverResponse.replace(/<style\b[\s\S]*?<\/style>/gi, "");
});

// "Show more" adds rows through htmx; move the focus to the first new one.
const FAILURES = ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"];
{
  const LISTS = ".careers :is(.position-list, .team-rows)";
  const isOwn = (list) => list?.matches("#open-positions-rows, #teams-rows"); // the search does more
  const partOf = (list, name) => document.getElementById(list.id.replace("rows", name));
  let before = 0;

  document.addEventListener("htmx:beforeRequest", ({ detail: { target } }) => {
    if (target.matches(LISTS)) before = target.children.length;
    if (isOwn(target)) partOf(target, "error").hidden = true;
  });

  // The number of the first row that is shown stays.
  document.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
    if (!target.matches("#search-shown, #teams-shown")) return;
    detail.fragment.querySelector("span").textContent =
      target.querySelector("span")?.textContent ?? "";
  });

  document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
    if (target !== detail.target || !target.matches(LISTS)) return;
    target.children[before]?.querySelector("a").focus();
  });

  for (const event of FAILURES) {
    document.addEventListener(event, ({ detail: { target } }) => {
      if (!isOwn(target)) return;
      const error = partOf(target, "error");
      error.querySelector("a").href = partOf(target, "more").querySelector("a").href;
      error.hidden = false;
    });
  }
}

// The search results follow the form. A response holds the form too, but the elements in use are
// kept: the field, the checkbox that has the focus, and the region that announces the number.
if (document.getElementById("search-form")) {
  const byId = (id) => document.getElementById(id);
  const results = byId("search-results");
  const field = byId("search-form").elements.q;
  const found = () => byId("search-found");
  const chips = () => [...found().querySelectorAll(".chip")];
  const ownTitle = document.title.startsWith(found().dataset.title) ? found().dataset.title : null;
  const titleSuffix = document.title.slice(ownTitle?.length);
  let asked = {}; // the last request: its element, its event, and the number of its chip
  let wasTyped = false;
  let composed = false;
  let tryAgain = null;

  const isSearch = ({ target }) => target === results || target?.id === "search-rows";

  const load = (path) => {
    htmx.ajax("get", path, { source: results, target: results }).catch(() => {}); // the events of htmx report it
  };

  // Don't search for a word that an input method is still composing. On-screen keyboards compose
  // every word, so there this holds for Chinese, Japanese and Korean only.
  document.addEventListener(
    "input",
    (event) => {
      if (event.target !== field || !event.isComposing) return;
      const isCjk = /[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(field.value);
      if (matchMedia("(pointer: coarse)").matches && !isCjk) return;
      composed = true;
      event.stopPropagation();
    },
    true,
  );

  field.addEventListener("compositionend", () => {
    if (!composed) return;
    composed = false;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("htmx:confirm", (event) => {
    if (composed && event.detail.triggeringEvent?.type === "input") event.preventDefault();
  });

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (isSearch(detail) && !detail.parameters.q?.trim()) delete detail.parameters.q;
  });

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!isSearch(detail)) return;
    const { elt, triggeringEvent } = detail.requestConfig;
    asked = {
      elt,
      event: triggeringEvent,
      chip: chips().indexOf(elt),
      retried: byId("search-error").contains(document.activeElement),
    };
    byId("search-error").hidden = true;
    if (detail.target === results) found().ariaBusy = "true";
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (isSearch(detail)) found().ariaBusy = null;
  });

  // Going back once undoes all that was typed in one go, not one letter.
  document.addEventListener("htmx:beforeHistoryUpdate", ({ detail }) => {
    if (!isSearch(detail)) return;
    const isTyped = asked.event?.type === "input";
    const isSame =
      String(new URLSearchParams(location.search)) ===
      String(new URL(detail.history.path, location).searchParams);
    if (isSame || detail.target !== results || (isTyped && wasTyped)) {
      detail.history.type = "replace";
    }
    wasTyped = isTyped;
  });

  document.addEventListener("htmx:historyCacheMiss", (event) => {
    event.preventDefault();
    wasTyped = false;
    load(event.detail.path);
  });

  const updateChoices = (group, next) => {
    const boxes = [...next.querySelectorAll("input")];
    const order = (inputs) => Array.from(inputs, (box) => box.id).join();
    const isUsed = group.contains(document.activeElement) || group.contains(asked.event?.target);
    const isSame = order(group.querySelectorAll("input")) === order(boxes);
    if (!isSame && !(isUsed && boxes.every((box) => group.contains(byId(box.id))))) {
      const isFolded = group.querySelector("details:not([open])");
      group.replaceChildren(...next.childNodes);
      if (isFolded) group.querySelector("details")?.removeAttribute("open");
      return;
    }
    for (const box of boxes) {
      const label = byId(box.id).closest("label");
      byId(box.id).checked = box.checked;
      label.className = box.closest("label").className;
      label
        .querySelector("span")
        .replaceChildren(...box.closest("label").querySelector("span").childNodes);
    }
  };

  const updateFilters = (filters, next) => {
    for (const part of [".filters > summary > span", ".filters > .button"]) {
      filters.querySelector(part).replaceChildren(...next.querySelector(part).childNodes);
    }
    for (const group of next.querySelectorAll(".filter-group")) {
      updateChoices(byId(group.id), group);
    }
  };

  const groups = (filters) =>
    Array.from(filters.querySelectorAll(".filter-group"), ({ id }) => id).join();

  document.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
    if (target.id === "search-filters" && groups(target) === groups(detail.fragment)) {
      updateFilters(target, detail.fragment);
      detail.shouldSwap = false;
    } else if (target.id === "search-count") {
      // A screen reader announces the number again only if it changed.
      detail.shouldSwap = target.textContent !== detail.fragment.textContent;
    } else if (target.id === "search-found") {
      const { query, title } = detail.fragment.firstElementChild.dataset;
      if (asked.elt !== field.form) field.value = query;
      if (ownTitle !== null) document.title = title + titleSuffix;
    }
  });

  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target !== results) return;
    const heading = byId("results-heading");
    if (byId("search-filters").contains(asked.event?.submitter)) {
      document.querySelector(".filters").open = false;
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    } else if (asked.retried || asked.elt.matches("a")) {
      (chips()[asked.chip] ?? heading).focus();
    }
  });

  for (const event of FAILURES) {
    document.addEventListener(event, ({ detail }) => {
      if (!isSearch(detail)) return;
      const path = detail.pathInfo.finalRequestPath;
      const isMore = detail.target !== results;
      const error = byId("search-error");
      tryAgain = () => (isMore ? document.querySelector("#search-more a").click() : load(path));
      error.querySelector("a").href = path;
      found()[isMore ? "after" : "before"](error);
      error.hidden = false;
    });
  }

  byId("search-error").addEventListener("click", (event) => {
    if (!event.target.closest("a") || !tryAgain) return;
    event.preventDefault();
    tryAgain();
  });
}

// Show "Copy link" only if the browser lets a page write to the clipboard.
for (const button of document.querySelectorAll(".careers .copy-link")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, 3000);
  });
}

// Load a video's player from its provider only after a click. A click with a modifier key is left
// to the browser, which opens the provider's page in a new tab or window.
document.addEventListener("click", (event) => {
  const facade = event.target.closest?.(".careers .video-facade[data-embed]");
  const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!facade || event.button || isModified) return;
  event.preventDefault();
  const player = document.createElement("iframe");
  player.className = "video-frame";
  // biome-ignore lint/performance/useDomNodeTextContent: hidden text is no part of the name
  player.title = facade.dataset.title || facade.innerText.trim();
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin"; // providers refuse an empty one; this hides the page
  player.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox",
  );
  player.src = facade.dataset.embed;
  const caption = facade.closest("figure").querySelector("figcaption");
  caption.querySelector(".video-note").hidden = true;
  caption.querySelector(".video-elsewhere").hidden = false;
  facade.replaceWith(player);
  player.focus();
});
