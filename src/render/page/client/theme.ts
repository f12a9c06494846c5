import { element } from "./dom.ts";

/** A switch between light and dark; until it is used, the page follows the system. */
export function themeSwitch(): HTMLElement {
  const button = element("button", { type: "button", class: "theme", "aria-pressed": "false" }, "Dark");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen === undefined ? system.matches : chosen === "dark";
  };
  const update = () => button.setAttribute("aria-pressed", String(dark()));
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    update();
  });
  system.addEventListener("change", update);
  update();
  return button;
}
