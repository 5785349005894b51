// The member's page of a meeting: fetch it to be read without a net, and keep notes that can't be sent.
import { able, always, forget, keepMeeting, keepNote, keptOf, ready, setAlways, unsent, when, without } from "../people/kept_offline.js";

const $ = (selector, inside = document) => inside.querySelector(selector);
const panel = $("[data-offline]");
const say = (words) => { $("[data-offline-state]", panel).textContent = words; };
const size = (bytes) => bytes < 100000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1000000).toFixed(1).replace(".", ",")} MB`;

async function show() {
  const kept = await keptOf(panel.dataset.meeting);
  $("[data-offline-fetch]", panel).textContent = kept ? "Hent igen" : "Hent til læsning uden net";
  $("[data-offline-drop]", panel).hidden = !kept;
  if (!kept) { say("ikke hentet til denne enhed."); return; }
  const files = kept.attached === 1 ? "1 bilag" : `${kept.attached} bilag`;
  say(`hentet ${when(kept.at)}: dagsorden, dine noter${kept.attached ? ` og ${files} (${size(kept.bytes)})` : ""}.${kept.missing.length ? ` Kunne ikke hentes: ${kept.missing.join(", ")}.` : ""}`);
}

async function fetchIt(event) {
  event.target.disabled = true;
  try {
    await keepMeeting(panel.dataset.offline, (done, all) => say(`Henter ${done + 1} af ${all} …`));
    await show();
  } catch (error) {
    say(error.name === "QuotaExceededError" ? "Der er ikke plads nok på enheden. Slet noget andet, og prøv igen." : "Det kunne ikke hentes nu. Se efter, at du har net, og prøv igen.");
  }
  event.target.disabled = false;
}

// ---- notes ----
function mark(form, note) {
  const piece = form.closest(".piece");
  let box = $("[data-unsent]", piece);
  if (!box) {
    box = Object.assign(document.createElement("p"), { className: "note-box" });
    box.dataset.unsent = "";
    $(".mark-tools", piece).before(box);
  }
  const why = note.refused ? "Kan ikke gemmes: du kan ikke længere læse punktet" : note.now === undefined ? "Ikke sendt endnu" : "Venter på dit valg: noten er ændret et andet sted";
  box.replaceChildren(note.note || "(noten slettes)", document.createElement("br"), Object.assign(document.createElement("small"), { textContent: why }));
  form.elements.namedItem("text").value = note.note;
  form.closest("details").open = false;
}

function watch(form) {
  const field = form.elements.namedItem("text");
  const was = field.defaultValue;
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "note") return;
    event.preventDefault();
    const note = field.value.trim();
    if (!without && navigator.onLine) {
      const said = new FormData(form, event.submitter);
      said.set("was", was);
      try {
        const answer = await fetch(form.action, { method: "POST", body: said, headers: { Accept: "application/json" } });
        if (answer.ok) { location.reload(); return; }
        // Signed out, or changed elsewhere: kept here for its writer's choice.
      } catch { /* no net after all */ }
    }
    const title = form.closest("details.item").querySelector("h3").textContent;
    await keepNote(form, { note, was, title });
    for (const one of await unsent()) if (one.action === new URL(form.action).pathname && one.place === form.elements.namedItem("place").value) mark(form, one);
  });
}

if (able && panel) {
  ready.then(async () => {
    panel.hidden = false;
    $("[data-offline-fetch]", panel).addEventListener("click", fetchIt);
    $("[data-offline-drop]", panel).addEventListener("click", async () => { await forget(panel.dataset.meeting); show(); });
    const box = $("[data-offline-always]", panel);
    box.checked = always();
    box.addEventListener("change", () => { setAlways(box.checked); if (box.checked) $("[data-offline-fetch]", panel).click(); });
    const forms = [...document.querySelectorAll("form[data-note]")];
    // What is written reaches the house by this page's own way only where the meeting is kept here.
    if (await keptOf(panel.dataset.meeting)) forms.forEach(watch);
    for (const note of await unsent()) {
      const form = forms.find((one) => new URL(one.action).pathname === note.action && one.elements.namedItem("place").value === note.place);
      if (form) mark(form, note);
    }
    show();
  });
}
