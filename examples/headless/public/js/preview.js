/** What an editor sees before it is saved, by the script of the careers site. */

import { api } from "./api.js";

const TOKEN = /^#preview=/;

const isShown = TOKEN.test(location.hash) || Boolean(history.state?.careersPreview);

/** Whether this window shows a preview: the token stands behind the # of its address. */
export const isPreview = () => isShown;

export async function startPreview({ draw, fail }) {
  try {
    const { showPreview } = await import(`${api}preview.js`);
    showPreview({ api, show: draw, fail });
  } catch (error) {
    fail(error);
  }
}
