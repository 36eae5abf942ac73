/** Blocks of pictures, films and voices. */

import { link } from "../addresses.js";
import { filled, h } from "../dom.js";
import { date, say } from "../language.js";
import { picture } from "../picture.js";
import { prose } from "../rich-text.js";

const WIDE = "(width >= 60rem) 66vw, 92vw";
const HALF = "(width >= 60rem) 32vw, 92vw";
const SMALL = "6rem";

export const image = ({ image: shown, caption, credit }) =>
  figure(shown, [caption, credit].filter(Boolean).join(" – "), WIDE);

export const gallery = ({ figures }) =>
  h(
    "ul",
    { class: "gallery" },
    figures.map(({ image: shown, caption, shape }) =>
      h("li", { "data-shape": shape }, figure(shown, caption, shape === "wide" ? WIDE : HALF)),
    ),
  );

/** Nothing is loaded from the film's provider: a link leads there. */
export const video = ({ title, poster, duration, transcript, player }) => [
  h(
    "figure",
    null,
    picture(poster, { sizes: WIDE }),
    filled("figcaption", null, [title, duration].filter(Boolean).join(" · ")),
  ),
  player &&
    h(
      "p",
      null,
      link(player.watch_url, { class: "button" }, say("watch", { provider: player.provider })),
    ),
  transcript.text && h("details", null, h("summary", null, say("transcript")), prose(transcript)),
];

export const cards = ({ cards: items }) =>
  h(
    "ul",
    { class: "cards" },
    items.map((card) =>
      h(
        "li",
        null,
        picture(card.image, { sizes: HALF }),
        h("p", { class: "small" }, [card.kind_label, card.duration].filter(Boolean).join(" · ")),
        filled("h3", null, card.url ? link(card.url, null, card.title) : card.title),
        card.summary && h("p", null, card.summary),
        card.date && h("p", { class: "small" }, time(card.date)),
      ),
    ),
  );

export const testimonials = ({ testimonials: voices }) =>
  h(
    "ul",
    { class: "voices" },
    voices.map(({ unit, quote, person }) =>
      h(
        "li",
        null,
        h(
          "figure",
          null,
          filled("blockquote", null, filled("p", null, quote)),
          person &&
            h(
              "figcaption",
              null,
              picture(person.photo, { sizes: SMALL }),
              h(
                "span",
                null,
                h("b", null, person.name),
                h("span", null, [person.job_title, unit].filter(Boolean).join(", ")),
              ),
            ),
        ),
      ),
    ),
  );

export function time(iso) {
  return h("time", { datetime: iso }, date(iso));
}

function figure(shown, caption, sizes) {
  return h("figure", null, picture(shown, { sizes }), caption && h("figcaption", null, caption));
}
