// Several at one meeting: what a colleague did is put into the open page, part by part. A part that one
// is writing in is left alone; the versioned decision keeps both when two write at once.
import { watchIn } from "../people/drafts.js";
import { listen } from "./listen.js";

const $ = (selector, inside = document) => inside.querySelector(selector);
const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const run = $("[data-run]");
const BREATHER = 250;
const WRITES_EVERY = 7000;

// ---- the parts: as the server last wrote them, without what differs from one answer to the next ----
function plain(part) {
  const copy = part.cloneNode(true);
  for (const one of $$("[name=csrfmiddlewaretoken], [name=form_origin], [data-live]", copy)) one.remove();
  return copy.outerHTML;
}
const parts = (root) => new Map($$("[data-live]", root).map((part) => [part.dataset.live, part]));
let shown = null;

function typedIn(part) {
  const fields = $$("input:not([type=hidden]), textarea, select", part);
  return fields.some((one) => one.matches("[type=checkbox], [type=radio]") ? one.checked !== one.defaultChecked
    : one.matches("select") ? [...one.options].some((option) => option.selected !== option.defaultSelected) && $("option[selected]", one)
      : one.value !== one.defaultValue);
}

function busy(part) {
  if ($(":popover-open, dialog[open], [data-draft]", part) || typedIn(part)) return true;
  const asked = new CustomEvent("raadslag:replacing", { cancelable: true, detail: part.dataset.live });
  return !document.dispatchEvent(asked);
}

// What one had folded out stays so, and the keyboard stays where it was.
function exchange(old, fresh) {
  const named = (fold) => $("summary", fold)?.textContent;
  const open = new Set($$("details[open]", old).map(named));
  for (const fold of $$("details", fresh)) if (open.has(named(fold))) fold.open = true;
  const at = old.contains(document.activeElement) ? document.activeElement : null;
  const top = old.scrollTop;
  old.replaceWith(fresh);
  fresh.scrollTop = top;
  const same = at && (at.id ? document.getElementById(at.id) : $$(at.tagName, fresh).find((one) => one.name === at.name && one.value === at.value && one.textContent === at.textContent));
  same?.focus({ preventScroll: true });
}

function putIn(page) {
  const now = parts(page);
  const done = [];
  for (const [name, fresh] of now) {
    const words = plain(fresh);
    if (shown.get(name) === words) continue;
    const old = parts(document).get(name);
    if (!old) continue;
    if (busy(old)) { if (name === "decision") $("[data-changed]", old).hidden = false; continue; }
    shown.set(name, words);
    exchange(old, document.importNode(fresh, true));
    done.push(name);
  }
  for (const name of done) watchIn(parts(document).get(name) ?? document.createElement("i"));
  if (done.length) document.dispatchEvent(new CustomEvent("raadslag:replaced", { detail: done }));
}

// ---- looking again: one at a time, and once more if something happened meanwhile ----
let looking = false;
let again = false;

async function look() {
  if (looking) { again = true; return; }
  looking = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Raadslag-Look": run.dataset.since, Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && $("[data-run]", page)) putIn(page);
    else if (answer.ok) location.assign(answer.url);
  } catch { /* the next event looks again */ }
  setTimeout(() => { looking = false; if (again) { again = false; look(); } }, BREATHER);
}

// ---- who writes where ----
let wrote = "";
let when = 0;
let rest = 0;

function writes(field) {
  clearTimeout(rest);
  if (field) rest = setTimeout(() => writes(""), 2 * WRITES_EVERY);
  if (field === wrote && Date.now() - when < WRITES_EVERY) return;
  if (!field && !wrote) return;
  [wrote, when] = [field, Date.now()];
  const said = new FormData();
  said.set("csrfmiddlewaretoken", $("#decision [name=csrfmiddlewaretoken]").value);
  said.set("field", field);
  fetch(run.dataset.here, { method: "POST", body: said, keepalive: true }).catch(() => {});
}

if (run?.dataset.events) {
  shown = new Map([...parts(document)].map(([name, part]) => [name, plain(part)]));
  listen(run.dataset.events, run.dataset.at, look);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-see-changed]")) document.dispatchEvent(new CustomEvent("raadslag:see-anew"));
  });
  if (run.dataset.here) {
    document.addEventListener("input", (event) => { if (event.target.form?.id === "decision" && event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) writes(event.target.name); });
    document.addEventListener("focusout", (event) => { if (event.target.name === wrote) writes(""); });
  }
}
