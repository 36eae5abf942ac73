// The choice of the visitor, whatever the device says.
document.documentElement.dataset.theme = localStorage.getItem("theme") || "light";
addEventListener("click", (event) => {
  if (event.target.closest(".theme-switch")) {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
});
