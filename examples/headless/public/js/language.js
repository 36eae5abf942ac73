/** The language of the page that is shown, its direction, words, dates and numbers. */

import { WORDS } from "./words.js";

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

let locale = "en";

export function setLanguage(code) {
  locale = code;
  const [language] = code.split("-");
  document.documentElement.lang = code;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}

export const currentLocale = () => locale;

/** The words of `key` in the page's language, or else in English. `n` chooses the plural. */
export function say(key, values = {}) {
  const found = WORDS[locale.split("-")[0]]?.[key] ?? WORDS.en[key];
  const text = typeof found === "string" ? found : plural(found, values.n);
  return text.replace(/\{(\w+)\}/g, (_match, name) => number(values[name]));
}

export function date(iso) {
  const day = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(day);
}

function plural(forms, n) {
  return forms[new Intl.PluralRules(locale).select(n)] ?? forms.other;
}

function number(value) {
  return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
}
