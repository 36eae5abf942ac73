// Everything works without this file. Listeners sit on the document, so that they outlive what htmx swaps.
{
  const TRACK = ".careers .testimonial-track";
  const buttonsOf = (track) => track.closest(".block-testimonials")?.querySelector(".step-buttons");

  // Previous and next beside the testimonials: gone where nothing scrolls, off at either end. They stay
  // focusable there (aria-disabled), so that the keyboard isn't thrown back to the top of the page.
  const update = (track) => {
    const buttons = buttonsOf(track);
    if (!buttons) return;
    const range = track.scrollWidth - track.clientWidth;
    const position = Math.abs(track.scrollLeft); // negative from right to left
    buttons.hidden = range < 2;
    for (const button of buttons.children) {
      button.ariaDisabled = String(button.value < 0 ? position < 2 : position > range - 2);
    }
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".careers .step-buttons button");
    const track = button?.closest(".block-testimonials")?.querySelector(TRACK);
    if (!track || button.ariaDisabled === "true") return;
    const forward = getComputedStyle(track).direction === "rtl" ? -1 : 1;
    const card = track.firstElementChild.offsetWidth;
    const position = Math.abs(track.scrollLeft) / card; // in cards; the last stop may lie between two
    const next = button.value > 0 ? Math.floor(position + 0.1) + 1 : Math.ceil(position - 0.1) - 1;
    track.scrollTo({ left: next * card * forward });
  });

  document.addEventListener("scroll", ({ target }) => {
    if (target.matches?.(TRACK)) update(target);
  }, { capture: true, passive: true });

  // An observed track reports once at once, so this also makes the buttons appear.
  const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
  const start = () => document.querySelectorAll(TRACK).forEach((track) => resized.observe(track));
  document.addEventListener("htmx:load", start);
  start();
}

// Show more: htmx adds the new rows; the keyboard goes on at the first of them.
{
  const ROWS = "open-positions-rows";
  const error = () => document.getElementById("open-positions-error");
  let before = 0;

  const fail = ({ detail }) => {
    if (detail.target?.id !== ROWS) return;
    error().querySelector("a").href = document.querySelector("#open-positions-more a").href;
    error().hidden = false;
  };

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.target.id !== ROWS) return;
    before = detail.target.children.length;
    error().hidden = true;
  });

  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target.id === ROWS) detail.target.children[before]?.querySelector("a").focus();
  });

  for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
    document.addEventListener(event, fail);
  }
}

// Copy link: there only where the browser lets a page write to the clipboard.
for (const button of document.querySelectorAll(".careers .copy-link")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}

// A video's player comes from its provider, so it is asked for only by a click that says so. With a modifier
// the click is the browser's: it opens the provider's own page elsewhere.
document.addEventListener("click", (event) => {
  const facade = event.target.closest?.(".careers .video-facade[data-embed]");
  if (!facade || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const player = document.createElement("iframe");
  player.className = "video-frame";
  player.title = facade.dataset.title || facade.innerText.trim();
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  player.referrerPolicy = "strict-origin"; // providers refuse to play for nobody; they learn the site, not the page
  player.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox");
  player.src = facade.dataset.embed;
  const caption = facade.closest("figure").querySelector("figcaption");
  caption.querySelector(".video-note").hidden = true;
  caption.querySelector(".video-elsewhere").hidden = false;
  facade.replaceWith(player);
  player.focus();
});
