// The driver's page goes on without network: what is tapped is kept on the phone, in order, and sent when it can be.
const KEPT = "huangyai-route-words";
const notice = document.getElementById("kept-words");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  } catch {
    return [];
  }
}

function keep(words) {
  localStorage.setItem(KEPT, JSON.stringify(words));
  if (notice) notice.hidden = words.length === 0;
}

async function send(word) {
  const answer = await fetch(word.address, {
    method: "POST",
    body: new URLSearchParams(word.fields),
    headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" },
    redirect: "manual",
  });
  // A redirect is the answer to a word that was taken; a server that is down is asked again later.
  if (answer.status >= 500) throw new Error("later");
}

// All stops that are still open are in the page; only the next one is shown.
function goOn(form) {
  const stop = form.closest("[data-next-stop]");
  if (!stop || form.dataset.keep === "stay") {
    form.remove();
    return;
  }
  const following = stop.nextElementSibling;
  stop.remove();
  if (following?.matches("[data-next-stop]")) {
    following.hidden = false;
    following.querySelector("button, a")?.focus();
  }
}

let sending = false;

// Oldest first; the same word sent twice counts once, because it carries its own key.
async function sendKept() {
  if (sending) return;
  sending = true;
  const before = kept().length;
  try {
    for (let words = kept(); words.length > 0; words = kept()) {
      await send(words[0]);
      keep(kept().slice(1));
    }
    if (before > 0) location.reload();
  } catch {
    keep(kept());
  } finally {
    sending = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-keep]") || navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const fields = new FormData(form, event.submitter);
  fields.append("at", new Date().toISOString());
  keep([...kept(), { address: form.action, fields: [...fields] }]);
  goOn(form);
}, { capture: true });

addEventListener("online", sendKept);
sendKept();
if ("serviceWorker" in navigator && notice) navigator.serviceWorker.register(notice.dataset.worker);
