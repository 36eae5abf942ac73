/** Rich text from its tree: each node becomes an element, and nothing is parsed as HTML. */

import { link } from "./addresses.js";
import { h } from "./dom.js";

/** Elements of other features that editors may have; of the rest only the content is shown. */
const KNOWN_ELEMENTS = ["code", "del", "pre", "s", "small", "strike", "sub", "sup", "u"];

const NODES = {
  text: (node) => node.text,
  paragraph: (node) => h("p", null, richText(node.children)),
  heading: (node) => h(`h${Math.max(node.level, 2)}`, null, richText(node.children)),
  list: (node) => h(node.ordered ? "ol" : "ul", null, richText(node.children)),
  list_item: (node) => h("li", null, richText(node.children)),
  quote: (node) => h("blockquote", null, richText(node.children)),
  link: (node) => link(node.href, null, richText(node.children)),
  bold: (node) => h("strong", null, richText(node.children)),
  italic: (node) => h("em", null, richText(node.children)),
  line_break: () => h("br"),
  rule: () => h("hr"),
  image: ({ src, alt, width, height }) => h("img", { src, alt, width, height, loading: "lazy" }),
  embed: ({ src, title }) => h("p", null, link(src, null, title || src)),
  element: (node) =>
    KNOWN_ELEMENTS.includes(node.name)
      ? h(node.name, null, richText(node.children))
      : richText(node.children),
};

/** The nodes of a tree as DOM nodes and texts. */
export function richText(nodes) {
  return nodes.map((node) => NODES[node.type]?.(node) ?? richText(node.children ?? []));
}

export function prose(text, attributes) {
  return text.tree.length > 0 && h("div", { class: "prose", ...attributes }, richText(text.tree));
}
