// What one has typed and the house has not taken yet: kept in this browser, locked with a key that
// only its writer's own pages carry. Others at the same machine are shown nothing and can read
// nothing. A draft is offered to its writer and never sent by itself.
const lock = document.querySelector("meta[name=drafts]");
const whose = lock?.content ?? "";
const house = "raadslag:";
const mine = `${house}${whose}:`;
const DAYS = 7;
const able = Boolean(whose && globalThis.crypto?.subtle);
const slot = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const order = new Map();
let key;

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const letters = (buffer) => btoa(Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join(""));

function theKey() {
  key ??= crypto.subtle.importKey("raw", bytes(lock.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);
  return key;
}

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

// Only its writer's pages can read what is locked.
export async function locked(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await theKey(), new TextEncoder().encode(JSON.stringify(value)));
  return { iv: letters(iv), text: letters(text) };
}

export async function unlocked(kept) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(kept.iv) }, await theKey(), bytes(kept.text));
  return JSON.parse(new TextDecoder().decode(text));
}

// True when the draft lies in this browser; false where it could not be locked or there is no room.
export async function keep(name, value) {
  if (!able) return false;
  const place = `${mine}${name}|${slot}`;
  const turn = (order.get(place) ?? 0) + 1;
  order.set(place, turn);
  const shut = await locked(value);
  if (order.get(place) !== turn) return true;
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), ...shut, sent: read(place)?.sent }));
    return true;
  } catch { return false; }
}

export function forget(name) {
  const place = `${mine}${name}|${slot}`;
  order.set(place, (order.get(place) ?? 0) + 1);
  drop(place);
}

function drop(place) {
  try { localStorage.removeItem(place); } catch { /* nothing is kept here at all */ }
}

const markOf = (form) => form.elements.namedItem("form_origin")?.value.slice(-16);

// The form is on its way; whether it was taken is for the next page to say.
export function sending(name, form) {
  const place = `${mine}${name}|${slot}`;
  const kept = read(place);
  if (!kept) return;
  try { localStorage.setItem(place, JSON.stringify({ ...kept, sent: markOf(form) })); } catch { /* it stays as it was */ }
}

function places() {
  try { return Object.keys(localStorage).filter((one) => one.startsWith("raadslag")); } catch { return []; }
}

// Too old, unlocked (from before they were locked) or unreadable: nobody can be offered it any more.
function sweep() {
  for (const place of places()) {
    const kept = place.startsWith(house) ? read(place) : null;
    if (!kept?.at || Date.now() - kept.at > DAYS * 86400000) drop(place);
  }
}

// What the house has taken, or keeps itself and shows on this page, needs no draft.
function settle() {
  const name = lock.dataset.taken;
  const told = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  const marks = new Set([...document.querySelectorAll("[data-kept]")].map((one) => one.dataset.kept));
  if (told) {
    marks.add(decodeURIComponent(told.slice(name.length + 1)));
    document.cookie = `${name}=; Max-Age=0; path=/; SameSite=Strict${location.protocol === "https:" ? "; Secure" : ""}`;
  }
  for (const place of places()) if (place.startsWith(mine) && marks.has(read(place)?.sent)) drop(place);
}

async function earlier(name) {
  const found = [];
  for (const place of places().filter((one) => one.startsWith(`${mine}${name}|`) && !one.endsWith(`|${slot}`))) {
    const kept = read(place);
    try {
      found.push({ place, at: kept.at, value: await unlocked(kept) });
    } catch { drop(place); }
  }
  return found.sort((one, other) => other.at - one.at);
}

function element(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

// Shows each earlier draft before `form`: its text, and the writer's choice. `same` says that nothing is missing.
export async function offer(name, form, { same, words, take }) {
  if (!able) return;
  const seen = new Set();
  for (const { place, at, value } of await earlier(name)) {
    const text = words(value);
    if (same(value) || seen.has(text)) { drop(place); continue; }
    seen.add(text);
    const when = new Date(at).toLocaleString("da-DK", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    const box = element("section", { className: "kept" });
    box.dataset.draft = name;
    box.setAttribute("aria-label", "Ikke gemt");
    const use = element("button", { type: "button", className: "button first", textContent: "Hent det frem" });
    const away = element("button", { type: "button", className: "button quiet", textContent: "Smid det væk" });
    use.addEventListener("click", () => { take(value); drop(place); box.remove(); });
    away.addEventListener("click", () => { drop(place); box.remove(); });
    const quote = element("blockquote", { className: "typed", textContent: text, tabIndex: 0 });
    quote.setAttribute("aria-label", "Det, du skrev");
    box.append(element("p", {}, element("strong", { textContent: `Du skrev her ${when}, uden at det blev gemt.` }), " Kun du kan se det."), quote, element("div", { className: "buttons" }, use, away));
    form.before(box);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
}

// What the house answers a script that was not let in: in words, with a way on. Blank for other answers.
export function closed(status, told) {
  if (!told?.reason || (status !== 401 && status !== 403)) return null;
  const said = document.createDocumentFragment();
  said.append(told.reason, " ");
  if (told.sign_in) said.append(element("a", { href: told.sign_in, textContent: "Log ind igen" }));
  else if (told.page) {
    const again = element("a", { href: told.page, textContent: "Genindlæs siden" });
    again.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
    said.append(again);
  }
  return said;
}

const OWN = new Set(["csrfmiddlewaretoken", "form_origin", "kept_form", "back", "version", "hash", "seen_draft"]);
const typing = "textarea, input:not([type]), input[type=text]";

export function values(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));
}

// A name that stands several times is a list: the first field gets the first text, and a list of the
// page that has too few rows is told how many there were.
export function restore(form, pairs) {
  const rows = {};
  for (const [name] of pairs) rows[name] = (rows[name] ?? 0) + 1;
  form.dispatchEvent(new CustomEvent("raadslag:rows", { detail: rows }));
  const taken = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file") continue;
    const kept = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (kept.length > 0) {
      taken[field.name] = (taken[field.name] ?? -1) + 1;
      field.value = kept[taken[field.name]] ?? "";
    }
  }
}

export function spoken(form, pairs) {
  const fields = [...form.elements].filter((one) => one.matches(typing)).map((one) => one.name);
  return pairs.filter(([name, value]) => fields.includes(name) && value.trim()).map(([, value]) => value).join("\n");
}

function nameOf(form) {
  const hidden = [...form.querySelectorAll("input[type=hidden]")].filter((one) => !OWN.has(one.name)).map((one) => `${one.name}=${one.value}`);
  const fields = new Set([...form.querySelectorAll(typing)].map((one) => one.name));
  return [new URL(form.action).pathname, ...hidden, ...fields].join(" ");
}

export const forgetForm = (form) => forget(nameOf(form));

function watch(form) {
  const name = nameOf(form);
  const start = JSON.stringify(values(form));
  form.addEventListener("input", () => {
    const now = values(form);
    if (JSON.stringify(now) === start || !spoken(form, now)) forget(name);
    else keep(name, now);
  });
  form.addEventListener("submit", () => sending(name, form));
  offer(name, form, {
    same: (pairs) => !spoken(form, pairs) || spoken(form, pairs) === spoken(form, values(form)),
    words: (pairs) => spoken(form, pairs),
    take: (pairs) => { restore(form, pairs); form.dispatchEvent(new Event("input", { bubbles: true })); },
  });
}

// Watches every form within; those that are put in later too.
export function watchIn(root) {
  if (!able) return;
  for (const form of root.querySelectorAll("form[method=post]:not([data-section], [data-decision], [data-upload], [data-own-draft])")) {
    if (form.querySelector(typing)) watch(form);
  }
}

if (able) {
  sweep();
  settle();
  watchIn(document.querySelector("main"));
}
