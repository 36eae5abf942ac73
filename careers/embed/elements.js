// <careers-positions> and <careers-search>, for pages of any origin. `script.py` puts EMBED before
// this file: language, texts, style sheet and the address of the search page.

export default EMBED;

const FILTERS = ["team", "workplace", "location", "country", "type", ...EMBED.facts];
const FIELDS = "title,url,locations,workplace,team,types";
const FRESH = 300_000; // milliseconds until the list is refreshed
const TIMEOUT = 10_000;

const sheet = new CSSStyleSheet(); // unlike a style element, no content security policy refuses it
sheet.replaceSync(EMBED.style);

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const listOf = (text) => text.split(/[\s,]+/).filter(Boolean);

// EMBED in the language that the element or the page around it names, where the site has that.
const embedFor = async (host) => {
  const named = host.getAttribute("locale") || host.closest("[lang]")?.lang || "";
  if (!EMBED.others.includes(named.toLowerCase().split("-")[0])) return EMBED;
  return (await import(new URL(`?locale=${named}`, import.meta.url))).default;
};

// While the API can't be reached, take its last answer from the browser's cache, if that has one.
const ask = async (url, aborted) => {
  const get = (cache) =>
    fetch(url, {
      cache,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.any([aborted, AbortSignal.timeout(TIMEOUT)]),
    });
  let isOld = false;
  const response = await get("default").catch(() => {
    isOld = true;
    return get("force-cache");
  });
  if (!response.ok) throw new Error(response.status);
  const text = await response.text();
  return { ...JSON.parse(text), isOld, text, url };
};

const makeRow = ({ title, url, locations, workplace, team, types }) => {
  const names = (items) => items.map(({ name }) => name).join(", ");
  const remote = workplace.value === "remote" && workplace.label;
  const facts = [names(locations), remote, team.title, names(types)].filter(Boolean);
  const isolated = facts.map((fact) => `\u2068${fact}\u2069`); // each in its own direction
  return make(
    "li",
    { part: "position" },
    make("a", { part: "link", href: url, dir: "auto" }, title),
    make("span", { part: "facts" }, isolated.join(" · ")),
  );
};

const makeForm = (label, value, texts, search) => {
  const field = make("input", { part: "field", name: "q", type: "search", maxLength: 200, value });
  return make(
    "form",
    {
      ariaLabel: label,
      role: "search",
      onchange: ({ target }) => target === field || search(),
      onsubmit: (event) => {
        event.preventDefault();
        search();
      },
    },
    make("label", {}, texts.search, field),
    make("button", { part: "button" }, texts.submit),
  );
};

// Replace the options only: a select element may have the focus.
const updateForm = (form, facets, offered, texts) => {
  for (const { name, label, choices } of facets) {
    if (!offered.includes(name)) continue;
    const select = form.elements[name] ?? make("select", { part: "field", name });
    const { value } = select;
    const options = choices
      .filter(({ count, is_active }) => count || is_active)
      .map(({ value, label, count }) => make("option", { value }, `${label} (${count})`));
    select.replaceChildren(make("option", { value: "" }, texts.any), ...options);
    select.value = value;
    if (!select.form) form.append(make("label", {}, label, select));
  }
};

// Prepare the inside of an element, and return the function that fills it, now and again.
const prepare = (host, isSearch) => {
  const slot = make("slot");
  const list = make("ul", { part: "list", role: "list" });
  const status = make("p", { part: "status", role: "status" });
  const foot = make("p");
  const parts = isSearch ? [status, list] : [list, status];
  const root = make("div", { tabIndex: -1 }, slot, ...parts, foot);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(root);
  const attribute = (name) => host.getAttribute(name) ?? "";
  // The filters that a search offers: those that no attribute has set.
  const offered = () =>
    listOf(attribute("filters") || "team location").filter((name) => !attribute(name));
  let answer = {}; // what is shown: the JSON of the API, its text and address, and if it is old
  let form;
  let request;

  const say = (state, ...texts) => {
    host.dataset.state = state;
    const text = texts.filter(Boolean).join("\n");
    if (status.textContent !== text) status.textContent = text;
  };

  const chosen = () => {
    const query = new URLSearchParams();
    for (const [name, value] of form ? new FormData(form) : [["q", attribute("q")]]) {
      if (value.trim()) query.append(name, value);
    }
    for (const name of FILTERS) {
      for (const value of listOf(attribute(name))) query.append(name, value);
    }
    return query;
  };

  const show = (shown, { search, texts }, filters) => {
    const { correction, facets, isOld, results = [], text, total = 0 } = answer;
    const focused = shadow.activeElement;
    slot.hidden = true;
    list.hidden = !total;
    if (text !== shown.text) list.replaceChildren(...results.map(makeRow));
    if (form && facets) updateForm(form, facets, offered(), texts);
    if (text) {
      const number = texts.shown.replace("%(shown)s", results.length).replace("%(total)s", total);
      say(
        isOld ? "old" : total ? "ready" : "empty",
        correction && texts.corrected.replace("%(query)s", () => correction.query),
        total ? number : filters ? texts.nothing : texts.none,
        isOld && texts.old,
      );
    } else say("failed", texts.failed);

    foot.replaceChildren();
    const isMore = total > results.length;
    if (search && (isMore || !total)) {
      const href = isMore && filters ? `${search}?${filters}` : search;
      foot.append(make("a", { part: "more", href }, isMore ? texts.more : texts.all));
    }
    if (isOld) foot.append(make("button", { part: "button", onclick: load }, texts.again));
    if (focused?.isConnected === false) {
      const links = [...list.querySelectorAll("a"), ...foot.children];
      (links.find(({ href }) => href === focused.href) ?? root).focus();
    }
  };

  const load = async () => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const embed = await embedFor(host).catch(() => EMBED);
    if (!host.isConnected) return;
    const { dir, lang, texts } = embed;
    const label = attribute("label") || texts.positions;
    if (isSearch && root.lang !== lang) {
      form?.remove();
      form = makeForm(label, attribute("q"), texts, load);
      root.prepend(form);
    }
    Object.assign(root, { ariaBusy: true, dir, lang });
    list.ariaLabel = label;
    if (!answer.url) say("loading", texts.loading);

    const query = chosen();
    const filters = String(query);
    query.append("fields", FIELDS);
    query.append("limit", attribute("limit") || (isSearch ? 10 : 5));
    query.append("locale", lang);
    for (const name of form ? offered() : []) query.append("all", name);
    const url = String(new URL(`positions/?${query}`, import.meta.url));
    const failed = () => ({ ...(answer.url === url && answer), isOld: true });
    const next = await ask(url, signal).catch(failed);
    if (signal.aborted) return;
    const shown = answer;
    answer = next;
    root.ariaBusy = null;
    show(shown, embed, filters);
  };
  return load;
};

const define = (name, isSearch) => {
  if (customElements.get(name)) return;
  class CareersElement extends HTMLElement {
    static observedAttributes = [...FILTERS, "filters", "label", "limit", "locale", "q"];
    #load;
    #timer;

    connectedCallback() {
      this.#load ??= prepare(this, isSearch);
      this.#timer = setInterval(() => document.hidden || this.#load(), FRESH);
      this.#load();
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
    }

    attributeChangedCallback() {
      this.#load?.();
    }
  }
  customElements.define(name, CareersElement);
};

define("careers-positions");
define("careers-search", true);
