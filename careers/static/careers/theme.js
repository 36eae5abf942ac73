// Shows the tokens of a theme on the sample page in the admin, and writes them as CSS to copy.
(() => {
  const root = document.querySelector("[data-careers-theme]");
  if (!root) return;
  const form = root.querySelector("form");
  const frame = root.querySelector("[data-careers-sample]");
  const code = root.querySelector("#theme-code");
  const scheme = root.querySelector("[data-careers-scheme]");
  const width = root.querySelector("[data-careers-width]");
  const tokens = [...form.querySelectorAll("[data-takes]")];

  const isKnown = (token, value) =>
    !/[;{}]/.test(value) && CSS.supports(token.dataset.takes, value);

  // Once the frame has loaded: tokens stand on the element itself, as a host's rule for it would.
  const show = () => {
    const chosen = new Map();
    for (const token of tokens) {
      const value = token.value.trim();
      const error = root.querySelector(`[id="${token.id}-error"]`);
      const isWrong = value !== "" && !isKnown(token, value);
      token.setAttribute("aria-invalid", isWrong);
      const message = isWrong ? error.dataset.message : "";
      if (error.textContent !== message) error.textContent = message;
      if (value && !isWrong) chosen.set(token.name, value);
    }
    const lines = [...chosen].map(([name, value]) => `  ${name}: ${value};\n`);
    code.value = lines.length ? `.careers {\n${lines.join("")}}\n` : "";
    for (const part of frame.contentDocument?.querySelectorAll(".careers") ?? []) {
      for (const { name } of tokens) {
        if (chosen.has(name)) part.style.setProperty(name, chosen.get(name));
        else part.style.removeProperty(name);
      }
      part.style.colorScheme = scheme.value;
    }
  };

  // The sample is as wide as a window, and scaled to the room that there is.
  const fit = () => {
    const room = frame.parentElement.clientWidth;
    const scale = Math.min(1, room / Number(width.value));
    frame.style.inlineSize = `${width.value}px`;
    frame.style.blockSize = `${frame.parentElement.clientHeight / scale}px`;
    frame.style.scale = scale;
  };

  form.addEventListener("input", ({ target }) => {
    const name = target.dataset.careersPick;
    if (name) form.elements[name].value = target.value;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  scheme.addEventListener("change", show);
  width.addEventListener("change", fit);
  frame.addEventListener("load", show);
  new ResizeObserver(fit).observe(frame.parentElement);
  show();
})();
