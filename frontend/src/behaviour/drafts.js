// Drafts: <form data-draft="name"> keeps what was typed until it is sent, in this window only: a shared office machine
// forgets it when the window closes. Passwords, files and hidden fields are never kept.
const PREFIX = "draft:";
const SENT = "draft-sent";
const KEPT = "input:not([type=hidden], [type=password], [type=file], [type=submit]), textarea, select";

const keyOf = (form) => PREFIX + form.dataset.draft;
const fieldsOf = (form) => [...form.querySelectorAll(KEPT)].filter((field) => field.name);

function valuesOf(form) {
  return fieldsOf(form).map((field) => [
    field.name,
    field.type === "checkbox" || field.type === "radio" ? [field.value, field.checked] : field.value,
  ]);
}

function fill(form, values) {
  const left = [...values];
  for (const field of fieldsOf(form)) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const at = left.findIndex(([name, value]) => name === field.name && (!isChoice || value[0] === field.value));
    if (at < 0) continue;
    const [[, value]] = left.splice(at, 1);
    if (isChoice) field.checked = value[1];
    else field.value = value;
  }
}

const forms = [...document.querySelectorAll("form[data-draft]")];

// What was sent and did not come back with mistakes has arrived: its draft is done with. Going back or loading again
// after a lost connection is not an arrival.
const sent = sessionStorage.getItem(SENT);
const [{ type: arrival } = {}] = performance.getEntriesByType("navigation");
if (sent !== null && arrival === "navigate") {
  const refused = forms.find((form) => keyOf(form) === sent)?.querySelector(".field-error, .notice-danger");
  if (!refused) sessionStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

for (const form of forms) {
  const kept = sessionStorage.getItem(keyOf(form));
  if (kept && !form.querySelector(".field-error")) {
    fill(form, JSON.parse(kept));
    const note = form.querySelector("[data-draft-note]");
    if (note) note.hidden = false;
  }
  form.addEventListener("input", () => sessionStorage.setItem(keyOf(form), JSON.stringify(valuesOf(form))));
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, keyOf(form)));
  form.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-draft-forget]")) return;
    sessionStorage.removeItem(keyOf(form));
    form.reset();
    form.querySelector("[data-draft-note]").hidden = true;
  });
}
