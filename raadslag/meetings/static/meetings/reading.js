// Reading a meeting: a tap on a paragraph opens its note, and »Læst · næste« goes on without leaving the place.
const list = document.querySelector(".read-list");
const said = document.querySelector("[data-said]");
const say = (words) => { if (said) said.textContent = words; };

// What the house says no to is sent the plain way, so that it can say why.
async function send(form, button) {
  const words = new FormData(form, button);
  try {
    const answer = await fetch(form.action, { method: "POST", body: words, headers: { Accept: "application/json" } });
    if (answer.ok) return true;
  } catch { /* no net: the browser says so */ }
  form.dataset.plain = "";
  form.requestSubmit(button);
  return false;
}

// ---- notes ----
function tap(event) {
  const paragraph = event.target.closest(".paragraph");
  if (!paragraph || event.target.closest("a, button, summary, input, textarea") || String(getSelection())) return;
  const tools = paragraph.parentElement.querySelector(".mark-tools");
  if (tools) tools.open = !tools.open;
}

function noted(form, button) {
  const piece = form.closest(".piece");
  const tools = form.closest("details");
  if (button.value === "highlight") {
    say(piece.querySelector(".paragraph").classList.toggle("marked") ? "Fremhævet" : "Ikke længere fremhævet");
  } else {
    const note = form.elements.namedItem("text").value.trim();
    piece.querySelectorAll(".note-box:not([data-unsent])").forEach((one) => one.remove());
    if (note) tools.before(Object.assign(document.createElement("p"), { className: "note-box", textContent: note }));
    form.elements.namedItem("text").defaultValue = note;
    say(note ? "Noten er gemt" : "Noten er slettet");
  }
  tools.open = false;
}

// ---- on to the next ----
function open(name, from) {
  const next = name && document.getElementById(name);
  if (from) from.open = false;
  if (next) next.open = true;
  const at = next || document.getElementById("punkter");
  at.scrollIntoView({ block: "start" });
  (next ? next.querySelector("summary") : at).focus({ preventScroll: true });
}

function wasRead(item) {
  item.classList.add("been-read");
  item.querySelector(".read-tag").hidden = false;
  item.querySelector(".next-tag")?.remove();
  const count = document.querySelector("[data-read-count]");
  const all = list.querySelectorAll(".item").length;
  const done = list.querySelectorAll(".item.been-read").length;
  if (count) count.textContent = done;
  say(`${done} af ${all} punkter læst`);
}

async function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || "plain" in form.dataset) return;
  const button = event.submitter;
  if (!button || !form.matches("[data-note], [data-read]")) return;
  event.preventDefault();
  if (!await send(form, button)) return;
  if (form.matches("[data-note]")) { noted(form, button); return; }
  const item = form.closest(".item");
  wasRead(item);
  open(form.dataset.then, item);
}

if (list) {
  if (list.querySelector(".mark-tools")) {
    list.classList.add("can-tap");
    list.querySelector(".tap-hint").hidden = false;
    list.addEventListener("click", tap);
  }
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (!link) return;
    event.preventDefault();
    open(link.dataset.open, link.closest(".item"));
  });
  document.addEventListener("submit", submitted);
}
