// HTMX: server-rendered fragments. Nothing is evaluated from attributes, the security policy forbids it.
import htmx from "htmx.org";

htmx.config.includeIndicatorCSS = false;

document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx?.request;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (request && token && request.method !== "GET") {
    request.headers["X-CSRFToken"] = token;
  }
});

// A person who loses the connection is told so; what was typed stays in the form.
document.addEventListener("htmx:error", () => {
  const offline = document.getElementById("offline-message");
  if (offline) offline.hidden = false;
});
document.addEventListener("htmx:after:swap", () => {
  const offline = document.getElementById("offline-message");
  if (offline) offline.hidden = true;
});

document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-dismiss]");
  if (close) close.closest(".toast")?.remove();
});

// Good news leaves by itself after a while, unless somebody is reading it; bad news stays.
setTimeout(() => {
  for (const toast of document.querySelectorAll(".toast:not(.toast-error)")) {
    if (!toast.matches(":hover, :focus-within")) toast.remove();
  }
}, 12000);
