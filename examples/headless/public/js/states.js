/** Pages without content: there is none, or it can't be read. */

import { h } from "./dom.js";
import { say } from "./language.js";

export function notFound() {
  return state(
    say("notFound"),
    say("notFoundText"),
    h("a", { href: "/", class: "button" }, say("home")),
  );
}

export function failure(detail, again) {
  return state(
    say("failed"),
    detail ?? say("failedText"),
    h("button", { type: "button", class: "button", onclick: again }, say("again")),
  );
}

function state(heading, text, action) {
  return h(
    "div",
    { class: "state" },
    h("h1", null, heading),
    h("p", { class: "lead" }, text),
    h("p", null, action),
  );
}
