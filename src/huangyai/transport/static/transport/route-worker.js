// Keeps the last seen driver's page and its styles on the phone, for a day; the network is always asked first.
const CACHE = "huangyai-route";
const A_DAY = 16 * 60 * 60 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fresh(answer) {
  const seen = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(seen) || Date.now() - seen < A_DAY;
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const found = await fetch(request);
    if (request.mode === "navigate" && (found.redirected || !found.ok)) {
      // Signed out, or no longer this driver's: nothing stays on the phone.
      await caches.delete(CACHE);
    } else if (found.ok) {
      await cache.put(request, found.clone());
    }
    return found;
  } catch (lost) {
    const before = await cache.match(request);
    if (before && (await fresh(before))) return before;
    throw lost;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) event.respondWith(answer(request));
});
