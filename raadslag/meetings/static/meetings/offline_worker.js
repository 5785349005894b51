// Answers from what is kept when there is no net, and never otherwise: the net comes first, and nothing
// is kept here that the page did not fetch from the house's own list (`kept_offline.js`).
const HOUSE = "raadslag-uden-net|";
const STANDING = "/arbejde/uden-net/stand";
const OWN = "/arbejde/uden-net/";
const DAYS = 14;
const PATIENCE_MS = 6000;
const GONE = new Set([502, 503, 504]);
const READ = /(\/bilag\/[0-9a-f-]{36}\/)laes\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || headers.get("Accept") === "text/event-stream" || pathname.endsWith("/haendelser/")) return;
  event.respondWith(answer(event.request));
});

// The page or file as it was kept, and when; null where it was not, or where 14 days went by without contact.
async function find(request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(HOUSE)) continue;
    const cache = await caches.open(name);
    const standing = await (await cache.match(STANDING))?.json();
    if (!standing || Date.now() - standing.contact > DAYS * 86400000) { await caches.delete(name); continue; }
    const found = await cache.match(request.url, { ignoreSearch: true, ignoreVary: true }) ?? await bytesOf(cache, request);
    if (found) return { found, at: standing.at };
  }
  return null;
}

// The page that shows an attachment needs the house; its bytes are kept, and the browser opens them.
async function bytesOf(cache, request) {
  const [, end] = READ.exec(new URL(request.url).pathname) ?? [];
  const kept = end && (await cache.keys()).find((one) => new URL(one.url).pathname.endsWith(end));
  return kept && cache.match(kept, { ignoreVary: true });
}

async function shown({ found, at }) {
  if (!found.headers.get("Content-Type")?.startsWith("text/html")) return found;
  const headers = new Headers(found.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  const text = (await found.text()).replace("<body", `<body data-uden-net="${at}"`);
  return new Response(text, { status: 200, headers });
}

async function without(request) {
  const kept = await find(request);
  if (kept) return shown(kept);
  const own = request.mode === "navigate" ? await find(new Request(OWN)) : null;
  return own && shown(own);
}

async function answer(request) {
  const net = fetch(request);
  const late = new Promise((done) => { setTimeout(done, PATIENCE_MS, null); });
  try {
    const first = await Promise.race([net, late]);
    if (first && !GONE.has(first.status)) return first;
    return (await find(request).then((kept) => kept && shown(kept))) ?? first ?? await net;
  } catch {
    return (await without(request)) ?? Response.error();
  }
}
