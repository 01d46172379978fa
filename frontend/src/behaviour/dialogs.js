// Confirm dialogs open by the HTML attributes commandfor and command; this serves browsers that don't know them yet.
const known = "commandForElement" in HTMLButtonElement.prototype;

document.addEventListener("click", (event) => {
  if (known) return;
  const button = event.target.closest?.("button[commandfor]");
  if (!button) return;
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (button.getAttribute("command") === "show-modal") dialog.showModal();
  else dialog.close();
});

// "Leave this page now": the page that was open doesn't stay in the history.
document.addEventListener("click", (event) => {
  const leave = event.target.closest?.("a[data-leave]");
  if (!leave) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(leave.href);
});

// The print button of sheets.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});

// On paper nothing can be opened: what is folded is printed unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.details:not([open])")) {
    folded.dataset.folded = "";
    folded.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const unfolded of document.querySelectorAll("details[data-folded]")) {
    unfolded.open = false;
    delete unfolded.dataset.folded;
  }
});
