// In the editor: tells the front end in the preview panel what was changed and what is edited, instead
// of loading it anew. A front end that doesn't say it is ready is loaded anew, as Wagtail does.
// The messages are described in docs/how-to/use-your-own-front-end.md.
{
  const origins = document.currentScript.dataset.origins.split(" ");
  let shown = null; // the front end in the frame: its window and its origin
  let lastChange = 0;

  const say = (message) => shown?.frame.postMessage({ careers: message }, shown.origin);
  const frameOf = (panel) => panel.querySelector("#w-preview-iframe");

  const previewUrl = (panel) => {
    const url = new URL(panel.dataset.wPreviewUrlValue, location.href);
    const mode = panel.querySelector('[data-w-preview-target="mode"]');
    if (mode) url.searchParams.set("mode", mode.value);
    url.searchParams.set("in_preview_panel", "true");
    return url;
  };

  // As Wagtail does: the front end, or why there is no preview.
  const load = (panel) => {
    shown = null;
    frameOf(panel).src = previewUrl(panel);
  };

  const refresh = async (panel) => {
    lastChange += 1;
    const change = lastChange;
    const response = await fetch(previewUrl(panel), { headers: { Accept: "application/json" } });
    const isPreview = response.headers.get("Content-Type")?.startsWith("application/json");
    const told = isPreview ? await response.json() : null;
    if (change !== lastChange) return; // a later one is under way
    if (told) say({ type: "changed", token: told.token });
    else load(panel);
  };

  addEventListener("message", ({ data, origin, source }) => {
    if (data?.careers?.type !== "ready" || !origins.includes(origin)) return;
    const frames = [...document.querySelectorAll(".w-preview iframe")];
    if (frames.some(({ contentWindow }) => contentWindow === source)) {
      shown = { frame: source, origin };
    }
  });

  document.addEventListener("w-preview:load", (event) => {
    if (!shown || frameOf(event.target)?.contentWindow !== shown.frame) return;
    event.preventDefault();
    refresh(event.target).catch(() => load(event.target));
  });

  // The names of fields and the ids of blocks that stand around what is edited, from outside in.
  const pathOf = (element) => {
    const path = [];
    for (let part = element; part; part = part.parentElement?.closest("[data-contentpath]")) {
      if (part.dataset.contentpath) path.unshift(part.dataset.contentpath);
    }
    return path;
  };

  document.addEventListener("focusin", ({ target }) => {
    const path = target.closest("[data-edit-form]") ? pathOf(target) : [];
    if (path.length) say({ type: "edited", path });
  });
}
