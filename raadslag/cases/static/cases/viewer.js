// An attachment inside the page: its pages, zoom, search and keys. Without this file it opens by a link.
import { boxesOf, occurrences, wordsIn } from "./places.js";
import { openPdf } from "./pdf_sheets.js";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const WAIT_MS = 250;
const SAID = {
  PasswordException: "Filen er beskyttet med en adgangskode og kan ikke vises her.",
  InvalidPDFException: "Filen kan ikke læses som PDF.",
  ResponseException: "Filen kunne ikke hentes. Prøv at genindlæse siden.",
};
const root = document.querySelector("[data-viewer]");
const part = (name) => root.querySelector(`[data-${name}]`);
const holder = part("sheets");
const { kind } = root.dataset;
const listeners = [];
let book = null;
let zoom = 1;

// What stands on the screen. `drawn(listener)`: told of each page that is drawn, now and later. `hit` is the
// place of the search that is shown, `show` turns to a page or a place on it.
export const view = {
  root,
  holder,
  sheets: [],
  drawn(listener) { listeners.push(listener); view.sheets.filter((sheet) => sheet.layer).forEach(listener); },
  async show(number, place = null) { await turnTo(number, place); },
  get page() { return onScreen(); },
  get hit() { return hits[at]; },
};

// A box over letters of a drawn page, placed in parts of the page, so that it follows the zoom.
export function paint(sheet, [start, end], className) {
  const around = sheet.element.getBoundingClientRect();
  const place = sheet.element.querySelector(":scope > .paint");
  sheet.letters ??= wordsIn(sheet.layer);
  return boxesOf(sheet.letters, start, end).map((box) => {
    const piece = document.createElement("div");
    piece.className = className;
    piece.style.left = `${(100 * (box.left - around.left)) / around.width}%`;
    piece.style.top = `${(100 * (box.top - around.top)) / around.height}%`;
    piece.style.width = `${(100 * box.width) / around.width}%`;
    piece.style.height = `${(100 * box.height) / around.height}%`;
    place.append(piece);
    return piece;
  });
}

function isDrawn(sheet) {
  sheet.letters = null;
  paintHits(sheet);
  listeners.forEach((listener) => listener(sheet));
}

// Pages
function onScreen() {
  const line = innerHeight / 3;
  let here = 1;
  for (const sheet of view.sheets) {
    if (sheet.element.getBoundingClientRect().top > line) break;
    here = sheet.number;
  }
  return here;
}

async function turnTo(number, place) {
  const sheet = view.sheets[Math.min(Math.max(number, 1), view.sheets.length) - 1];
  if (!sheet) return;
  sheet.element.scrollIntoView({ block: "start", behavior: "instant" });
  tellPage(sheet.number);
  if (!place) return;
  await new Promise((done) => { waitFor(sheet, done); });
  const [box] = paint(sheet, place, "seek");
  if (!box) return;
  box.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  root.querySelectorAll(".seek").forEach((one) => one.remove());
}

function waitFor(sheet, done) {
  if (sheet.layer) done();
  else setTimeout(() => waitFor(sheet, done), 50);
}

function tellPage(number = onScreen()) {
  const field = part("turn");
  if (field && document.activeElement !== field) field.value = number;
}

function setZoom(wanted) {
  const at = view.page;
  const sheet = view.sheets[at - 1];
  const before = sheet?.element.getBoundingClientRect();
  const through = before ? (innerHeight / 3 - before.top) / before.height : 0;
  zoom = wanted;
  part("zoom").textContent = `${Math.round(zoom * 100)} %`;
  fit();
  const after = sheet?.element.getBoundingClientRect();
  if (after) scrollBy({ top: after.top + through * after.height - innerHeight / 3, behavior: "instant" });
}

const step = (by) => {
  const place = ZOOMS.indexOf(zoom);
  setZoom(ZOOMS[Math.min(Math.max(place + by, 0), ZOOMS.length - 1)]);
};

// What a page may fill without a bar below it.
function room() {
  const { paddingLeft, paddingRight } = getComputedStyle(holder);
  return holder.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

function fit() {
  if (book) book.fit(room(), zoom);
  else if (kind === "picture") holder.querySelector("img").style.width = `${zoom * 100}%`;
  else {
    holder.style.setProperty("--zoom", zoom);
    view.sheets.forEach(isAnew);
  }
}

function isAnew(sheet) {
  sheet.element.querySelector(":scope > .paint").replaceChildren();
  isDrawn(sheet);
}

// Search
let hits = [];
let at = -1;
let asked = 0;

function paintHits(sheet) {
  hits.forEach((hit, place) => { if (hit.sheet === sheet) paint(sheet, hit.place, place === at ? "hit now" : "hit"); });
}

function tellHits(wording) {
  part("found").textContent = !wording ? "" : hits.length ? `${at + 1} af ${hits.length}` : "Findes ikke";
  for (const name of ["hit-before", "hit-after"]) part(name).disabled = !hits.length;
}

async function search() {
  const wording = part("find").value.trim();
  asked += 1;
  const turn = asked;
  const fresh = [];
  if (wording) {
    part("found").textContent = "Søger …";
    for (const sheet of view.sheets) {
      const words = await sheet.words();
      if (turn !== asked) return;
      fresh.push(...occurrences(words, wording).map((place) => ({ sheet, place })));
    }
  }
  hits = fresh;
  const here = view.page;
  at = hits.findIndex((hit) => hit.sheet.number >= here);
  if (hits.length && at < 0) at = 0;
  await goToHit(wording);
}

async function goToHit(wording = part("find").value.trim()) {
  root.querySelectorAll(".hit").forEach((one) => one.remove());
  view.sheets.filter((sheet) => sheet.layer).forEach(paintHits);
  tellHits(wording);
  if (hits[at]) await turnTo(hits[at].sheet.number, hits[at].place);
}

const nextHit = (by) => {
  if (!hits.length) return;
  at = (at + by + hits.length) % hits.length;
  goToHit();
};

function openFind() {
  root.classList.add("finding");
  part("find").focus();
  part("find").select();
}

function listen() {
  const on = (name, event, act) => part(name)?.addEventListener(event, act);
  on("before", "click", () => turnTo(view.page - 1));
  on("after", "click", () => turnTo(view.page + 1));
  on("turn", "change", (event) => turnTo(Number(event.target.value) || 1));
  on("smaller", "click", () => step(-1));
  on("larger", "click", () => step(1));
  on("open-find", "click", openFind);
  on("hit-before", "click", () => nextHit(-1));
  on("hit-after", "click", () => nextHit(1));
  let timer = 0;
  on("find", "input", () => { clearTimeout(timer); timer = setTimeout(search, WAIT_MS); });
  on("find", "keydown", (event) => {
    if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") { event.target.value = ""; search(); root.classList.remove("finding"); holder.focus(); } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", keys);
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; tellPage(); });
  }, { passive: true });
  let wide = holder.clientWidth;
  new ResizeObserver(() => { if (holder.clientWidth !== wide) { wide = holder.clientWidth; fit(); } }).observe(holder);
}

function keys(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if ((event.ctrlKey || event.metaKey) && event.key === "f" && part("find") && event.target !== part("find")) openFind();
  else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "/" && part("find")) openFind();
  else if (event.key === ",") turnTo(view.page - 1);
  else if (event.key === ".") turnTo(view.page + 1);
  else if (event.key === "+") step(1);
  else if (event.key === "-") step(-1);
  else return;
  event.preventDefault();
}

// Begin
function tell(text) {
  part("told").textContent = text;
}

function isReady() {
  part("bar").hidden = false;
  if (part("pages")) part("pages").textContent = view.sheets.length;
  listen();
  fit();
  tellPage();
  root.classList.add("ready");
  root.dispatchEvent(new CustomEvent("ready"));
}

async function beginPdf() {
  root.classList.add("on");
  tell("Henter filen …");
  try {
    book = await openPdf(root, holder, { drawn: isDrawn, progress: (share) => { if (share > 0 && share < 1) tell(`Henter filen … ${Math.round(share * 100)} %`); } });
  } catch (problem) {
    root.classList.remove("on");
    tell(SAID[problem.name] ?? "Filen kan ikke vises her.");
    return;
  }
  tell("");
  view.sheets = book.sheets;
  book.begin();
  isReady();
}

function beginStanding() {
  view.sheets = [...holder.querySelectorAll(".sheet")].map((element) => ({
    element, number: Number(element.dataset.page), layer: element.querySelector(".words"), words: async () => wordsIn(element.querySelector(".words")),
  }));
  isReady();
}

if (kind === "pdf" && root.dataset.pdfjs) beginPdf();
else if (kind === "text" || kind === "table") beginStanding();
else if (kind === "picture") isReady();
