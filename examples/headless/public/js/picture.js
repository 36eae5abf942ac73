/** Responsive pictures: the browser chooses among the formats, crops and sizes of the API. */

import { h } from "./dom.js";

/** A `picture`, or null without an image. `sizes` says how wide this layout shows it. */
export function picture(image, { sizes, eager = false, shape } = {}) {
  if (!image) return null;
  const img = h("img", {
    src: image.src,
    alt: image.alt,
    width: image.width,
    height: image.height,
    loading: eager ? null : "lazy",
    fetchpriority: eager ? "high" : null,
    decoding: "async",
  });
  const sources = image.sources.map((source) =>
    h("source", {
      type: source.type,
      media: source.media || null,
      srcset: source.srcset,
      sizes: sizes ?? source.sizes,
      width: source.width,
      height: source.height,
    }),
  );
  const element = h("picture", { "data-shape": shape }, sources, img);
  showPlaceholder(element, img, image.placeholder_colour);
  return element;
}

/** The mean colour of the image, until the image is there. */
function showPlaceholder(element, img, colour) {
  if (!colour) return;
  element.style.setProperty("--placeholder", colour);
  element.classList.add("waiting");
  const end = () => element.classList.remove("waiting");
  img.addEventListener("load", end, { once: true });
  img.addEventListener("error", end, { once: true });
  if (img.complete) end();
}
