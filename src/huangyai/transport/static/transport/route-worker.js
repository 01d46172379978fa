// Keeps the last seen driver's page and its styles on the phone, for a day; the network is always asked first.
const CACHE = "huangyai-route";
const KEPT_AT = "x-kept-at";
const A_DAY = 16 * 60 * 60 * 1000;
// What carries a mark of its content in its name.
const NEVER_CHANGES = /\/built\/.+-[\w-]{8}\.\w+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keep(request, answer) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, String(Date.now()));
  const cache = await caches.open(CACHE);
  await cache.put(request, new Response(await answer.blob(), { status: answer.status, headers }));
}

async function answer(request) {
  try {
    const found = await fetch(request);
    if (request.mode === "navigate" && (found.redirected || !found.ok)) {
      // Signed out, or no longer this driver's: nothing stays on the phone.
      await caches.delete(CACHE);
    } else if (found.ok) {
      // A phone that is full shows the page all the same.
      await keep(request, found.clone()).catch(() => {});
    }
    return found;
  } catch (lost) {
    const before = await caches.match(request, { cacheName: CACHE, ignoreVary: true });
    // Names and numbers stay no longer than the day.
    if (before && Date.now() - Number(before.headers.get(KEPT_AT)) < A_DAY) return before;
    if (before) await caches.delete(CACHE);
    throw lost;
  }
}

async function keptOrFetched(request) {
  return (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ?? answer(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // News are asked of the network or not at all.
  if (request.method !== "GET" || origin !== self.location.origin || pathname.endsWith("/news/")) return;
  event.respondWith(NEVER_CHANGES.test(pathname) ? keptOrFetched(request) : answer(request));
});

// The first visit was loaded before this worker stood there.
self.addEventListener("message", (event) => {
  const fetched = event.data.map(async (address) => {
    const found = await fetch(address, { credentials: "same-origin" });
    if (found.ok && !found.redirected) await keep(address, found);
  });
  event.waitUntil(Promise.allSettled(fetched));
});
