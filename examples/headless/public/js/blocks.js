/** The sections of a page: for each type of block what it shows in its body. */

import {
  featuredPositions,
  locations,
  openPositions,
  positionSearch,
  teamGrid,
} from "./blocks/lists.js";
import { cards, gallery, image, testimonials, video } from "./blocks/media.js";
import {
  about,
  benefits,
  callToAction,
  faq,
  hiringProcess,
  pillars,
  richTextBlock,
  statistics,
} from "./blocks/texts.js";
import { h } from "./dom.js";

const BLOCKS = {
  about,
  benefits,
  call_to_action: callToAction,
  faq,
  featured_positions: featuredPositions,
  gallery,
  hiring_process: hiringProcess,
  image,
  latest: cards,
  locations,
  open_positions: openPositions,
  pillars,
  position_search: positionSearch,
  rich_text: richTextBlock,
  section: richTextBlock,
  statistics,
  team_grid: teamGrid,
  testimonials,
  video,
};

/** Draw the blocks of a body. Of unknown types, such as a host's, nothing is shown. */
export function drawBody(body, page) {
  return body.map((block) => {
    const content = drawContent(block, page);
    return content && section(block, content);
  });
}

/** What a block shows besides its heading; null for a type that isn't known here. */
export function drawContent({ type, value }, page) {
  return BLOCKS[type]?.(value, page) ?? null;
}

function section({ type, id, anchor, value }, content) {
  const { heading, tone } = value;
  return h(
    "section",
    {
      id: anchor || null,
      class: "section",
      "data-block": type,
      "data-tone": tone || null,
      // The editor's preview scrolls to the block that is edited.
      "data-preview": id,
    },
    heading ? h("h2", null, heading) : null,
    h("div", { class: "section-body" }, content),
  );
}
