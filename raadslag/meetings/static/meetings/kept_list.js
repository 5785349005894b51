// What this browser keeps for its reader, and the notes that wait for a choice.
import { able, dropNote, forget, kept, own, ready, send, unsent, when, wipe } from "../people/kept_offline.js";

const made = (tag, words, ...inside) => { const one = document.createElement(tag); one.append(words, ...inside); return one; };
const button = (words, act) => { const one = made("button", words); one.type = "button"; one.className = "button quiet"; one.addEventListener("click", act); return one; };
const list = document.querySelector("[data-kept-list]");
const waiting = document.querySelector("[data-unsent-list]");

async function choose(note, text) {
  const told = await own();
  if (told) await send({ ...note, note: text, was: note.now ?? note.was, now: undefined }, told.token);
  show();
}

function row(note) {
  const one = made("li", made("strong", note.title), made("blockquote", note.note || "(noten slettes)"));
  const acts = made("p", ""); acts.className = "buttons";
  if (note.refused) one.append(made("p", "Noten kan ikke gemmes: du kan ikke længere læse punktet."));
  else if (note.now !== undefined) {
    one.append(made("p", "Imens står der et andet sted:"), made("blockquote", note.now || "(ingen note)"));
    acts.append(button("Behold begge", () => choose(note, `${note.now}\n\n${note.note}`)), button("Brug den, jeg skrev uden net", () => choose(note, note.note)));
  } else one.append(made("p", `Skrevet ${when(note.at)}. Sendes, når nettet er tilbage.`));
  acts.append(button("Smid den væk", async () => { await dropNote(note.id); show(); }));
  one.append(acts);
  return one;
}

async function show() {
  const rows = await kept();
  list.replaceChildren(...rows.map((one) => {
    const link = made("a", one.title); link.href = one.page;
    return made("li", link, ` · hentet ${when(one.at)} `, button("Slet herfra", async () => { await forget(one.meeting); show(); }));
  }));
  if (!rows.length) list.append(made("li", "Der er ikke hentet noget til denne enhed."));
  const notes = await unsent();
  waiting.replaceChildren(...notes.map(row));
  waiting.closest("section").hidden = !notes.length;
  document.querySelector("[data-wipe]").hidden = !rows.length;
}

if (able) ready.then(() => {
  document.querySelector("[data-wipe]").addEventListener("click", async () => { await wipe(); show(); });
  show();
});
