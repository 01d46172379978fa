// The driver's page goes on without network: every tap is kept on the phone first, in order, and then sent. A phone that
// shows one bar and reaches nobody is the usual case in the hills, so nothing waits for an answer.
const notice = document.getElementById("kept-words");
const refused = document.getElementById("refused-words");
const away = document.getElementById("signed-out");
// Two drivers may use one phone; nobody sends what another one tapped.
const KEPT = `huangyai-route-words-${notice?.dataset.driver}`;
const PATIENCE = 20_000;
const NEWS_EVERY = 30_000;
const changed = document.getElementById("changed-words");
const SOON = 1_000;
const AT_LATEST = 30_000;

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

// "taken", "never" (the route was planned again meanwhile), "signed out"; no answer at all is thrown.
async function send(word) {
  const answer = await fetch(word.address, {
    method: "POST",
    body: new URLSearchParams(word.fields),
    headers: {
      "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "",
      // A refusal comes back as itself, and not as the page that was there before.
      "HX-Request": "true",
    },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error("later");
  if (answer.status === 403 || new URL(answer.url).pathname.startsWith(notice.dataset.login)) return "signed out";
  return answer.ok ? "taken" : "never";
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
  if (!stop.hidden && following?.matches("[data-next-stop]")) {
    following.hidden = false;
    following.querySelector("button, a")?.focus();
  }
}

let sending = false;
let askedMeanwhile = false;
let wait = SOON;
let next;

// A phone often says that it has network before anything goes through: asked again soon, and then more and more seldom.
function tryLater() {
  clearTimeout(next);
  next = setTimeout(sendKept, askedMeanwhile ? 0 : wait);
  wait = Math.min(2 * wait, AT_LATEST);
}

function networkIsBack() {
  wait = SOON;
  sendKept();
}

// Oldest first; the same word sent twice counts once, because it carries its own key.
async function sendKept() {
  // The network comes back while an attempt is still dying of its absence: it is tried again at once.
  askedMeanwhile = sending;
  if (sending || kept().length === 0) return;
  sending = true;
  let news = false;
  try {
    for (let words = kept(); words.length > 0; words = kept()) {
      const [word] = words;
      const said = await send(word);
      wait = SOON;
      if (said === "signed out") {
        if (away) away.hidden = false;
        return;
      }
      if (said === "never" && refused) sessionStorage.setItem(`${KEPT}-refused`, "yes");
      // Another tab may have sent it too: this word goes, not whichever is first now.
      const sent = JSON.stringify(word);
      keep(kept().filter((one) => JSON.stringify(one) !== sent));
      news = true;
    }
  } catch {
    keep(kept());
    tryLater();
  } finally {
    sending = false;
  }
  if (news && kept().length === 0) location.reload();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-keep]") || !notice) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const fields = new FormData(form, event.submitter);
  // The page that sends it has the mark of its own sign-in.
  fields.delete("csrfmiddlewaretoken");
  fields.append("at", new Date().toISOString());
  keep([...kept(), { address: form.action, fields: [...fields] }]);
  goOn(form);
  sendKept();
}, { capture: true });

// What the page needs is kept from the first visit on, before the worker stands between it and the network.
async function keepThisPage() {
  await navigator.serviceWorker.register(notice.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  const own = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(location.origin));
  active.postMessage([location.href, ...own]);
}

// The office plans again while the car is on its way. Nothing that was tapped is left behind by opening the page anew.
async function askForNews() {
  if (document.hidden || kept().length > 0 || !navigator.onLine) return;
  try {
    const answer = await fetch(notice.dataset.news, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 200 || answer.redirected || kept().length > 0) return;
    sessionStorage.setItem(`${KEPT}-changed`, "yes");
    location.reload();
  } catch {
    // No network: asked again with the next turn.
  }
}

if (changed && sessionStorage.getItem(`${KEPT}-changed`)) {
  changed.hidden = false;
  sessionStorage.removeItem(`${KEPT}-changed`);
}
if (refused && sessionStorage.getItem(`${KEPT}-refused`)) {
  refused.hidden = false;
  sessionStorage.removeItem(`${KEPT}-refused`);
}
addEventListener("online", networkIsBack);
if (notice) {
  keep(kept());
  // A page from the phone's own store does not know what was tapped since.
  for (const { address } of kept()) {
    const form = [...document.querySelectorAll("form[data-keep]")].find((one) => one.action === address);
    if (form) goOn(form);
  }
  sendKept();
  setInterval(askForNews, NEWS_EVERY);
  document.addEventListener("visibilitychange", askForNews);
  if ("serviceWorker" in navigator) keepThisPage();
}
