/** Blocks of texts. */

import { link } from "../addresses.js";
import { filled, h } from "../dom.js";
import { picture } from "../picture.js";
import { prose } from "../rich-text.js";

export const about = ({ text }) => prose(text, { class: "prose large" });

export const richTextBlock = ({ text }) => prose(text);

export const statistics = ({ statistics: figures }) =>
  h(
    "dl",
    { class: "figures" },
    figures.map(({ value, unit, label }) =>
      h(
        "div",
        null,
        h("dt", null, label),
        h("dd", null, value, unit && h("small", null, ` ${unit}`)),
      ),
    ),
  );

export const pillars = ({ pillars: items }) =>
  h(
    "ol",
    { class: "numbered" },
    items.map(({ title, text, image }) =>
      h("li", null, filled("h3", null, title), prose(text), picture(image, { sizes: THIRD })),
    ),
  );

export const benefits = ({ benefits: items }) =>
  h(
    "ul",
    { class: "grid" },
    items.map(({ title, text }) =>
      h("li", null, filled("h3", null, title), filled("p", null, text)),
    ),
  );

export const hiringProcess = ({ steps }) =>
  h(
    "ol",
    { class: "numbered" },
    steps.map(({ title, text, duration }) =>
      h(
        "li",
        null,
        filled("h3", null, title),
        filled("p", null, text),
        duration && h("p", { class: "small" }, duration),
      ),
    ),
  );

export const faq = ({ questions }) =>
  questions
    .filter(({ question }) => question)
    .map(({ question, answer }) => h("details", null, h("summary", null, question), prose(answer)));

export const callToAction = ({ text, button }) => [
  text && h("p", { class: "lead" }, text),
  button && h("p", null, link(button.url, { class: "button" }, button.text)),
];

const THIRD = "(width >= 60rem) 20rem, 92vw";
