// Selects positions in their table in the admin, and shows the bar with the bulk actions.
// Wagtail replaces the table after each change of filter, search or page: look elements up anew.
(() => {
  const start = () => {
    const bar = document.querySelector("[data-careers-bulk-bar]");
    if (!bar) return;
    const form = bar.querySelector("form");
    const status = document.querySelector("[data-careers-bulk-status]");
    const count = bar.querySelector("[data-careers-bulk-count]");
    const toggle = bar.querySelector("[data-careers-bulk-all]");
    const clear = bar.querySelector("[data-careers-bulk-clear]");
    const { all, filters, next } = form.elements;

    const rows = () => [...document.querySelectorAll('input[name="id"][form="careers-bulk-form"]')];
    const page = () => document.querySelector("[data-careers-select-page]");
    const table = () => document.querySelector("[data-careers-bulk-filters]");

    const update = () => {
      const boxes = rows();
      const ticked = boxes.filter((box) => box.checked).length;
      const isPage = ticked > 0 && ticked === boxes.length;
      const total = Number(table()?.dataset.careersBulkTotal ?? boxes.length);
      if (!isPage) all.checked = false;
      const number = all.checked ? total : ticked;
      bar.classList.toggle("hidden", number === 0);
      if (page()) {
        page().hidden = boxes.length === 0;
        page().checked = isPage;
        page().indeterminate = ticked > 0 && !isPage;
      }
      toggle.hidden = !isPage || total <= boxes.length;
      toggle.textContent = all.checked
        ? toggle.dataset.back
        : toggle.dataset.select.replace("%s", total);
      const text = count.dataset.selected.replace("%s", number);
      if (text === count.textContent) return;
      count.textContent = text;
      status.textContent = text;
    };

    document.addEventListener("change", ({ target }) => {
      if (target === page()) {
        for (const box of rows()) box.checked = target.checked;
      }
      if (target === page() || rows().includes(target)) {
        all.checked = false;
        update();
      }
    });
    // With the shift key, select every row from the one clicked before.
    let previous;
    document.addEventListener("click", ({ target, shiftKey }) => {
      const boxes = rows();
      if (!boxes.includes(target)) return;
      if (shiftKey && boxes.includes(previous)) {
        const [from, to] = [boxes.indexOf(previous), boxes.indexOf(target)].sort((a, b) => a - b);
        for (const box of boxes.slice(from, to)) box.checked = target.checked;
      }
      previous = target;
    });
    toggle.addEventListener("click", () => {
      all.checked = !all.checked;
      update();
    });
    clear.addEventListener("click", () => {
      for (const box of rows()) box.checked = false;
      update();
      page()?.focus(); // the button that had the focus is hidden with the bar
    });
    form.addEventListener("submit", () => {
      filters.value = table()?.dataset.careersBulkFilters ?? filters.value;
      next.value = window.location.pathname + window.location.search;
    });
    document.addEventListener("w-swap:success", update);
    // The browser may restore the page with its checkboxes after going back.
    window.addEventListener("pageshow", update);

    bar.querySelector("[data-careers-bulk-without-script]").hidden = true;
    count.hidden = false;
    clear.hidden = false;
    update();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
