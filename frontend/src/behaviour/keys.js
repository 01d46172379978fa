// Keys that press a button or follow a link: <button data-keys="1 ส s">. Digits and Latin letters also count by their
// place on the keyboard, so that they work while it is set to Thai. Nothing happens while somebody types, and whoever
// is disturbed by single keys turns them off (kept on this device).
const OFF = "keys-off";

let off = false;
try {
  off = localStorage.getItem(OFF) !== null;
} catch {
  // Without storage the keys are on.
}

function pressed({ key, code }) {
  const names = new Set([key.length === 1 ? key.toLowerCase() : key]);
  const place = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code);
  // A Thai letter is meant as that letter; a sign that shares its key with a digit or Latin letter stands for both.
  if (place && !(key in letters())) names.add(place[1].toLowerCase());
  return names;
}

// The single letters that some element here asks for.
function letters() {
  const asked = {};
  for (const element of document.querySelectorAll("[data-keys]")) {
    for (const key of element.dataset.keys.split(" ")) if (key.length === 1) asked[key] = true;
  }
  return asked;
}

document.addEventListener("keydown", (event) => {
  if (off || event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  // Enter belongs to the button or link that has the focus.
  if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
  const names = pressed(event);
  for (const element of document.querySelectorAll("[data-keys]")) {
    if (!element.dataset.keys.split(" ").some((key) => names.has(key))) continue;
    event.preventDefault();
    element.click();
    return;
  }
});

function show(button) {
  button.hidden = false;
  button.querySelector("[data-keys-on]").hidden = off;
  button.querySelector("[data-keys-off]").hidden = !off;
}

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  show(button);
  button.addEventListener("click", () => {
    off = !off;
    try {
      if (off) localStorage.setItem(OFF, "");
      else localStorage.removeItem(OFF);
    } catch {
      // It holds for this page then.
    }
    show(button);
  });
}

// A page that is read one after another begins at its new part, not at the menu.
document.querySelector("[data-focus-first]")?.focus({ preventScroll: true });
