// One's own marks in the file that is shown: chosen text is marked or noted at, and stands there again.
// The list beside it is the house's; without this file its forms are sent as they are.
import { placeIn, placeOf, textOf, wordsIn } from "../cases/places.js";
import { paint, view } from "../cases/viewer.js";
import { forgetForm, watchIn } from "../people/drafts.js";

const BESIDE = 60;
const LONGEST = 4000;
const { root, holder } = view;
const panel = root.querySelector("[data-marks-panel]");
const bar = root.querySelector("[data-mark-bar]");
const opener = root.querySelector("[data-open-marks]");
const list = () => panel.querySelector("[data-mark-list]");
const entries = () => [...list().querySelectorAll("[data-mark]")];
let chosen = [];
let colour = "yellow";

const say = (text, bad = false) => {
  const told = panel.querySelector("[data-marks-told]");
  told.textContent = text;
  told.classList.toggle("bad", bad);
};

// ---- what stands on the pages ----
const lettersOf = (sheet) => { sheet.letters ??= wordsIn(sheet.layer); return sheet.letters; };
const placed = (sheet, entry) => entry.dataset.quote && placeOf(lettersOf(sheet), { quote: entry.dataset.quote, start: Number(entry.dataset.start) });

function draw(sheet) {
  sheet.element.querySelectorAll(":scope > .paint > .mark, :scope > .pins").forEach((one) => one.remove());
  const pins = Object.assign(document.createElement("div"), { className: "pins" });
  for (const entry of entries()) {
    if (Number(entry.dataset.page) !== sheet.number || entry.dataset.fate === "lost") continue;
    const place = placed(sheet, entry);
    const boxes = place ? paint(sheet, place, `mark mark-${entry.dataset.colour}`) : [];
    boxes.forEach((box) => { box.dataset.uid = entry.dataset.mark; });
    const note = entry.querySelector(".mark-text")?.textContent;
    if (note) pins.append(pin(entry, note, boxes[0]?.style.top ?? "", pins));
  }
  if (pins.children.length) sheet.element.append(pins);
}

// Beside its line, or at the page's top; next to those that stand there already.
function pin(entry, note, top, pins) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: `pin mark-${entry.dataset.colour}`, title: note });
  button.setAttribute("aria-label", `Din note: ${note.slice(0, 80)}`);
  button.style.top = top;
  button.style.right = `${0.4 + 3 * [...pins.children].filter((one) => one.style.top === top).length}rem`;
  button.addEventListener("click", () => open(entry.dataset.mark));
  return button;
}

const drawAll = () => view.sheets.filter((sheet) => sheet.layer).forEach(draw);

async function goTo(entry) {
  const sheet = view.sheets[Number(entry.dataset.page) - 1];
  if (!sheet) return;
  await view.show(sheet.number);
  for (let turn = 0; turn < 100 && !sheet.layer; turn += 1) await new Promise((done) => { setTimeout(done, 50); });
  const place = sheet.layer && placed(sheet, entry);
  if (place) await view.show(sheet.number, place);
}

// ---- the list ----
const narrow = matchMedia("(max-width: 1099px)");
function toggle(on) {
  root.classList.toggle("marks-open", on);
  opener.setAttribute("aria-expanded", String(on));
}

function open(uid, edit = false) {
  const entry = entries().find((one) => one.dataset.mark === uid);
  if (!entry) return;
  toggle(true);
  const details = entry.querySelector("details");
  if (edit) details.open = true;
  entry.scrollIntoView({ block: "nearest", behavior: "instant" });
  (edit ? entry.querySelector("textarea") : details.querySelector("summary")).focus({ preventScroll: narrow.matches });
  entries().forEach((one) => one.classList.toggle("now", one === entry));
}

const RELOAD = { 401: "Du er logget ud. Log ind i et andet vindue, og prøv igen; det, du skrev, står her stadig.", 404: "Du kan ikke længere læse filen her." };

// Tells the house, and shows its list; null where it could not be done, which is said.
async function send(fields, form = null) {
  const body = new FormData(panel.querySelector("[data-new-note] form"));
  for (const name of ["act", "page", "text"]) body.delete(name);
  for (const [name, value] of fields) body.set(name, value);
  let answer;
  let said = {};
  try {
    answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
    said = await answer.json();
  } catch {
    if (!answer) { say("Der er ikke forbindelse. Det, du skrev, står her stadig; prøv igen.", true); return null; }
  }
  if (!answer.ok) {
    say(said.reason ?? said.obstacles?.map((one) => one.reason).join(" ") ?? RELOAD[answer.status] ?? "Det kunne ikke gemmes. Prøv igen.", true);
    if (said.code === "changed" && form) {
      form.elements.namedItem("was").value = said.now;
      say(`Noten er ændret et andet sted. Der står nu: »${said.now}«. Gem igen, hvis din skal stå.`, true);
    } else if (said.code === "gone" && form) {
      const typed = form.elements.namedItem("text").value;
      form.closest("[data-mark]").remove();
      noteOnPage(typed);
      drawAll();
    }
    return null;
  }
  const standing = unsaved(form);
  list().outerHTML = said.list;
  watchIn(list());
  restore(standing);
  for (const count of root.querySelectorAll("[data-mark-count]")) count.textContent = entries().length;
  drawAll();
  say(said.told);
  return said;
}

// What is open and typed in another entry's form outlives the list that is shown anew.
const unsaved = (sent) => entries().map((entry) => [entry.dataset.mark, entry.querySelector("form")])
  .filter(([, form]) => form !== sent && form.closest("details").open)
  .map(([uid, form]) => [uid, ["text", "was"].map((name) => [name, form.elements.namedItem(name).value])]);
function restore(standing) {
  for (const [uid, values] of standing) {
    const form = entries().find((one) => one.dataset.mark === uid)?.querySelector("form");
    if (!form) continue;
    form.closest("details").open = true;
    for (const [name, value] of values) form.elements.namedItem(name).value = value;
  }
}

panel.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-mark-form]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter); // a button that is disabled says nothing
  const buttons = form.querySelectorAll("button");
  buttons.forEach((one) => { one.disabled = true; });
  const said = await send(fields, form);
  buttons.forEach((one) => { one.disabled = false; });
  if (!said) return;
  forgetForm(form);
  if (form.closest("[data-new-note]")) { form.reset(); form.closest("details").open = false; }
  if (said.mark) open(said.mark);
  else panel.querySelector("h2").focus();
});

panel.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (!link || !view.sheets.length || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (narrow.matches) toggle(false);
  goTo(link.closest("[data-mark]"));
});

panel.querySelector("[data-new-note]").addEventListener("toggle", (event) => {
  const field = panel.querySelector("[data-note-page]");
  if (event.target.open && field && !field.value && view.sheets.length) field.value = view.page;
});

// ---- choosing ----
function chosenNow() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return [];
  const range = selection.getRangeAt(0);
  return view.sheets.filter((sheet) => sheet.layer && range.intersectsNode(sheet.layer)).flatMap((sheet) => {
    const place = placeIn(lettersOf(sheet), range);
    return place ? [{ sheet, place }] : [];
  });
}

const fieldsOf = ({ sheet, place: [start, end] }) => {
  const words = lettersOf(sheet);
  return { page: sheet.number, start, quote: textOf(words, start, end), before: textOf(words, Math.max(0, start - BESIDE), start), after: textOf(words, end, Math.min(words.at.length, end + BESIDE)) };
};

const toMark = () => { if (chosen.length) return chosen; const { hit } = view; return hit?.sheet.layer ? [hit] : []; };

async function mark({ note = false } = {}) {
  const places = toMark().map(fieldsOf);
  if (!places.length) {
    if (note) noteOnPage();
    else say("Vælg først den tekst, der skal markeres, eller søg den frem.");
    return;
  }
  if (places.some((one) => one.quote.length > LONGEST)) { toggle(true); say("Markér højst 4.000 tegn ad gangen.", true); return; }
  chosen = [];
  bar.hidden = true;
  getSelection().removeAllRanges();
  let first = null;
  for (const place of places) {
    const said = await send(Object.entries({ act: "new", colour, ...place }));
    if (!said) { toggle(true); return; }
    first ??= said.mark;
  }
  if (note) open(first, true);
}

function noteOnPage(typed = "") {
  toggle(true);
  const details = panel.querySelector("[data-new-note]");
  details.open = true;
  const field = panel.querySelector("[data-note-page]");
  if (field && view.sheets.length) field.value = view.page;
  const text = details.querySelector("textarea");
  if (typed) text.value = typed;
  text.focus();
}

let timer = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    chosen = chosenNow();
    if (bar) bar.hidden = !chosen.length;
  }, 120);
});

if (bar) {
  // A finger on a button must not let go of the text that is chosen.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (!chosen.length) chosen = chosenNow();
    colour = button.dataset.colour ?? colour;
    mark({ note: "note" in button.dataset });
  });
}

holder.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  const under = ({ left, right, top, bottom }) => event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
  const hit = [...holder.querySelectorAll(".mark")].find((box) => under(box.getBoundingClientRect()));
  if (hit) open(hit.dataset.uid);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.classList.contains("marks-open") && !event.target.closest("[data-find]")) { toggle(false); opener.focus(); return; }
  if (event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() === "m") mark();
  else if (event.key.toLowerCase() === "n") mark({ note: true });
  else return;
  event.preventDefault();
});

opener.addEventListener("click", () => { const on = !root.classList.contains("marks-open"); toggle(on); if (on) panel.querySelector("h2").focus(); });
panel.querySelector("[data-close-marks]").addEventListener("click", () => { toggle(false); opener.focus(); });

function begin() {
  view.drawn(draw);
  const uid = location.hash.match(/^#maerke-(.+)$/)?.[1];
  const entry = uid && entries().find((one) => one.dataset.mark === uid);
  if (!entry) return;
  entry.classList.add("now");
  if (!narrow.matches) entry.scrollIntoView({ block: "nearest", behavior: "instant" });
  goTo(entry);
}
if (root.classList.contains("ready")) begin();
else root.addEventListener("ready", begin, { once: true });
