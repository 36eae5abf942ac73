// Checks for Wagtail's content checker. Each returns whether an element passes.
{
  const words = (text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim();

  const accessibleName = (element) => {
    const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    const labels = ids.map((id) => document.getElementById(id)?.textContent ?? "");
    const pictures = [...element.querySelectorAll("img[alt]")].map(({ alt }) => alt);
    return (
      [labels, [element.ariaLabel ?? ""], [element.textContent, ...pictures]]
        .map((texts) => texts.join(" ").trim())
        .find(Boolean) ?? ""
    );
  };

  // Header, footer and menus are edited elsewhere than on the page.
  const isShared = (element) => element.closest("header, footer, nav") && !element.closest("main");

  const isDescribed = (image) => image.hasAttribute("alt") && !("altMissing" in image.dataset);

  const checks = {
    "careers-link-text": (element, { texts }) => {
      const empty = texts.map(words);
      const links = element.matches("details")
        ? [...element.querySelectorAll("a[href]")]
        : [element];
      return (
        isShared(element) || !links.some((link) => empty.includes(words(accessibleName(link))))
      );
    },
    "careers-image-alt": (image) => isDescribed(image) || Boolean(image.closest(".hero-media")),
    "careers-hero-alt": isDescribed,
    "careers-testimonial-photo": (person) => Boolean(person.querySelector("img")),
    "careers-pillars": (section, { fewest }) =>
      section.querySelectorAll(".pillar h3").length >= fewest,
    "careers-search-description": (_heading, { passes }) => passes,
    "careers-search-description-length": (_heading, { passes }) => passes,
    "careers-open-positions": (_heading, { passes }) => passes,
  };

  for (const [name, check] of Object.entries(checks)) {
    window.wagtail?.userbar?.registerCheck(name, check);
  }
}
