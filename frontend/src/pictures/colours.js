// Pictures take their colours from the same tokens as the page, so both themes fit.
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Draws again when the theme changes.
export function onTheme(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

export function dataOf(element) {
  return JSON.parse(document.getElementById(element.dataset.source).textContent);
}
