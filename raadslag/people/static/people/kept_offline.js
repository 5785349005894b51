// What is kept in this browser to be read without a net: only what the house listed for the one who is
// signed in, wiped at sign-out, at another's sign-in, where the right is gone, and after 14 days without
// contact. Notes written meanwhile are locked with their writer's own key and sent when the net is back.
import { forgetForm, locked, unlocked } from "./drafts.js";

const whose = document.querySelector("meta[name=drafts]")?.content ?? "";
const HOUSE = "raadslag-uden-net|";
const STANDING = "/arbejde/uden-net/stand";
export const OWN = "/arbejde/uden-net/";
const WORKER = "/arbejde/uden-net.js";
const DAYS = 14;
const AGAIN_MS = 10 * 60 * 1000;
const ASKED = `${HOUSE}spurgt|${whose}`;
const ALWAYS = `${HOUSE}altid|${whose}`;
export const able = Boolean(whose && navigator.serviceWorker && globalThis.caches && globalThis.crypto?.subtle && globalThis.indexedDB);
export const without = document.body.dataset.udenNet ?? "";
const clock = (at) => new Date(at).toLocaleString("da-DK", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
export const when = (at) => new Date(at).toDateString() === new Date().toDateString() ? `i dag kl. ${clock(at)}`
  : `${new Date(at).toLocaleString("da-DK", { day: "numeric", month: "long" })} kl. ${clock(at)}`;

// ---- what is kept ----
const named = (meeting) => `${HOUSE}${whose}|${meeting}`;
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(HOUSE));
async function standing(name) {
  const found = await (await caches.open(name)).match(STANDING);
  return found ? found.json() : null;
}
export async function kept() {
  const found = await Promise.all((await ours()).map(standing));
  return found.filter(Boolean).sort((one, other) => one.starts.localeCompare(other.starts));
}
export const keptOf = async (meeting) => (await caches.has(named(meeting))) ? standing(named(meeting)) : null;
export const forget = (meeting) => caches.delete(named(meeting));
export async function wipe() { for (const name of await ours()) await caches.delete(name); }

async function sweep() {
  for (const name of await ours()) {
    const found = name.startsWith(`${HOUSE}${whose}|`) ? await standing(name) : null;
    if (!found || Date.now() - found.contact > DAYS * 86400000) await caches.delete(name);
  }
}

async function sound(entry, answer) {
  if (!answer.ok || answer.redirected) return false;
  if (!entry.sha256) return true;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer()));
  return [...sum].map((one) => one.toString(16).padStart(2, "0")).join("") === entry.sha256;
}

// Fetches exactly what the house lists, and drops what it lists no more. Null where there is no right any more.
export async function fetchMeeting(list, step = () => {}) {
  const answer = await fetch(list, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (answer.status === 404) { await forget(list.split("/")[3]); return null; }
  if (!answer.ok) throw new Error(String(answer.status));
  const told = await answer.json();
  if (told.whose !== whose) throw new Error("another is signed in");
  const cache = await caches.open(named(told.meeting));
  const before = (await standing(named(told.meeting)))?.hashes ?? {};
  const hashes = {};
  const missing = [];
  const wanted = new Set([STANDING, ...told.files.map((one) => one.address)]);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!wanted.has(pathname + search)) await cache.delete(url);
  }
  for (const [done, entry] of told.files.entries()) {
    step(done, told.files.length);
    if (before[entry.address] !== entry.hash || !(await cache.match(entry.address, { ignoreVary: true }))) {
      const got = await fetch(entry.address, { cache: "no-store" });
      if (!(await sound(entry, got))) { missing.push(entry.title); await cache.delete(entry.address); continue; }
      await cache.put(entry.address, got);
    }
    hashes[entry.address] = entry.hash;
  }
  const now = { ...told, files: undefined, at: Date.now(), contact: Date.now(), list, hashes, missing,
    attached: told.files.filter((one) => one.bytes && hashes[one.address]).length,
    bytes: told.files.reduce((sum, one) => sum + (one.bytes ?? 0), 0) };
  await cache.put(STANDING, new Response(JSON.stringify(now), { headers: { "Content-Type": "application/json" } }));
  return now;
}

export async function keepMeeting(list, step) {
  await navigator.serviceWorker.register(WORKER);
  navigator.storage?.persist?.();
  return fetchMeeting(list, step);
}

export const always = () => localStorage.getItem(ALWAYS) === "1";
export const setAlways = (on) => { if (on) localStorage.setItem(ALWAYS, "1"); else localStorage.removeItem(ALWAYS); };

// ---- notes written without a net ----
let opened;
function store(mode) {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("raadslag-uden-net", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("notes", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened.then((base) => base.transaction("notes", mode).objectStore("notes"));
}
const ask = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });

export async function unsent() {
  const rows = (await ask((await store("readonly")).getAll())).filter((one) => one.whose === whose);
  const found = [];
  for (const row of rows) {
    try { found.push({ ...row, ...(await unlocked(row)) }); } catch { /* locked with another key */ }
  }
  return found;
}

async function write(note) {
  const { id, action, place, at, ...said } = note;
  const { iv, text } = await locked(said);
  const row = { id, whose, action, place, at, iv, text };
  await ask((await store("readwrite")).put(row));
}
export const dropNote = async (id) => ask((await store("readwrite")).delete(id));

// `was` is the note as the page showed it: what was written elsewhere meanwhile is never overwritten.
export async function keepNote(form, { note, was, title }) {
  const action = new URL(form.action).pathname;
  const place = form.elements.namedItem("place").value;
  const id = `${whose}|${action}|${place}`;
  const before = (await unsent()).find((one) => one.id === id);
  await write({ id, action, place, at: Date.now(), note, was: before?.was ?? was, title, now: before?.now });
  forgetForm(form);
}

// "sent", "conflict", "refused" or "later"
export async function send(note, token) {
  const said = new FormData();
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, kind: "note", place: note.place, text: note.note, was: note.was })) said.set(name, value);
  const answer = await fetch(note.action, { method: "POST", body: said, headers: { Accept: "application/json" } });
  if (answer.ok) { await dropNote(note.id); return "sent"; }
  if (answer.status === 409) { // written elsewhere meanwhile, or too long: it stays here for its writer
    const told = await answer.json();
    await write(told.obstacles ? { ...note, refused: true } : { ...note, now: told.now });
    return told.obstacles ? "refused" : "conflict";
  }
  if (answer.status === 404) { await write({ ...note, refused: true }); return "refused"; }
  return "later";
}

export async function own() {
  const answer = await fetch(OWN, { headers: { Accept: "application/json" }, cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

// Sends what waits; conflicts wait for their writer's choice. How many were sent.
export async function sendAll() {
  const waiting = (await unsent()).filter((one) => one.now === undefined && !one.refused);
  if (!waiting.length) return 0;
  const told = await own();
  if (told?.whose !== whose) return 0;
  let sent = 0;
  for (const note of waiting) if (await send(note, told.token) === "sent") sent += 1;
  return sent;
}

// ---- on every inside page ----
function banner(words, ...more) {
  let line = document.querySelector(".offline-banner");
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "offline-banner" });
    line.setAttribute("role", "status");
    document.querySelector("main").before(line);
  }
  line.replaceChildren(words, ...more);
}
const link = (words, href = OWN) => Object.assign(document.createElement("a"), { href, textContent: words });

async function contact() {
  const sent = await sendAll();
  if (sent) banner(sent === 1 ? "Din note er sendt." : `Dine ${sent} noter er sendt.`);
  const waits = (await unsent()).filter((one) => one.now !== undefined || one.refused).length;
  if (waits) banner(waits === 1 ? "En note, du skrev uden net, venter på dit valg. " : `${waits} noter, du skrev uden net, venter på dit valg. `, link("Se dem"));
  const mine = (await kept()).filter((one) => one.whose === whose);
  for (const one of mine) if (sent || Date.now() - one.contact > AGAIN_MS) await fetchMeeting(one.list);
  if (!always() || Date.now() - Number(localStorage.getItem(ASKED)) < AGAIN_MS) return;
  localStorage.setItem(ASKED, String(Date.now()));
  const told = await own();
  for (const list of told?.whose === whose ? told.lists : []) if (!mine.some((one) => one.list === list)) await keepMeeting(list);
}

async function signOut(event) {
  event.preventDefault();
  const form = event.target;
  let left = 0;
  try { if (navigator.onLine) await sendAll(); } catch { /* they stay locked */ }
  try { left = (await unsent()).length; } catch { /* a browser that keeps nothing has nothing */ }
  const words = `${left === 1 ? "En note er" : `${left} noter er`} ikke sendt. De bliver liggende låst i denne browser og sendes, når du logger ind her igen. Log ud?`;
  if (left && !confirm(words)) return;
  await wipe();
  if (navigator.onLine && !without) form.submit();
  else banner("Alt, du havde hentet, er slettet her. Du er først logget ud, når nettet er tilbage: tryk da Log ud igen.");
}

export const ready = (async () => {
  if (!able) return;
  await sweep();
  const out = document.querySelector("form.sign-out");
  out?.addEventListener("submit", signOut);
  if (without) banner(`Uden net · hentet ${when(Number(without))}`, " · ", link("Alt, du har hentet"));
  addEventListener("offline", () => banner(`Uden net · siden er fra kl. ${clock(performance.timeOrigin)}`));
  // What is half written on the page stays: its reader fetches it anew when it suits.
  addEventListener("online", () => {
    if (without) banner("Nettet er tilbage. ", link("Hent siden igen", location.href));
    else document.querySelector(".offline-banner")?.remove();
    contact().catch(() => { /* the next page tries again */ });
  });
  if (!without) contact().catch(() => { /* the next page tries again */ });
})();
