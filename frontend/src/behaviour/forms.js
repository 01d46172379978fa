// A double tap creates one record; leaving an unsaved page warns.
const changed = new WeakSet();
let leaving = false;

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-guard]")) changed.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  changed.delete(form);
  if (form.method === "post" && !form.matches("[hx-post], [hx-put], [hx-get]")) {
    leaving = true;
    form.dataset.sent = "";
    // The button that was pressed must still carry its value, so it is greyed after the browser has read the form.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
    });
  }
});

// The back button shows the page as it was: make its forms usable again.
addEventListener("pageshow", () => {
  leaving = false;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

addEventListener("beforeunload", (event) => {
  if (leaving) return;
  for (const form of document.querySelectorAll("form[data-guard]")) {
    if (changed.has(form)) {
      event.preventDefault();
      return;
    }
  }
});

// Filter bars answer at once; without a script their button does it.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-submit-on-change]")) form.requestSubmit();
});
