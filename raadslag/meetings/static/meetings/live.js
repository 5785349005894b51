// The secretary's keys, and a decision that survives a lost network, login or browser.
import * as drafts from "../people/drafts.js";

const form = document.querySelector("form[data-decision]");
const press = (selector) => document.querySelector(selector)?.click();

addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const act = { n: () => press("[data-after]"), p: () => press("[data-before]"), b: () => document.getElementById("id_text")?.focus(), s: () => form?.requestSubmit() }[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});

if (form) {
  const version = form.elements.namedItem("version");
  const said = form.querySelector("[data-saved]");
  const draft = `beslutning-${form.dataset.decision}`;
  const say = (words, bad = false) => { said.replaceChildren(words); said.classList.toggle("bad", bad); };
  const written = () => JSON.stringify(drafts.values(form));
  const forget = () => drafts.forget(draft);
  let lies = false;
  let timer = 0;
  let parted = false;

  async function keep() {
    lies = await drafts.keep(draft, { fields: drafts.values(form), version: version.value });
  }

  async function save() {
    if (parted) return;
    const sent = written();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (drafts.closed(answer.status, told)) {
        if (told.kept && written() === sent) forget();
        say(drafts.closed(answer.status, told), true);
        return;
      }
      if (answer.status === 409) { say(told.obstacles.map((no) => no.reason).join(" "), true); return; }
      if (!answer.ok) { say(told.reason, true); return; }
      if (told.conflict) { parted = true; say("En anden skrev samtidig. Begge beslutninger er gemt, hver for sig. Genindlæs siden, og vælg mellem dem, før du skriver videre.", true); forget(); return; }
      version.value = told.version;
      if (written() === sent) forget();
      say("Gemt.");
    } catch {
      say(`Ikke gemt endnu: forbindelsen mangler. ${lies ? "Teksten ligger i denne browser, og vi" : "Luk ikke siden. Vi"} prøver igen.`, true);
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    }
  }

  form.addEventListener("input", () => { keep(); clearTimeout(timer); timer = setTimeout(save, 1500); });
  form.addEventListener("submit", () => { clearTimeout(timer); drafts.sending(draft, form); });
  drafts.offer(draft, form, {
    same: (kept) => JSON.stringify(kept.fields) === written(),
    words: (kept) => drafts.spoken(form, kept.fields),
    take: (kept) => {
      drafts.restore(form, kept.fields);
      version.value = kept.version;
      keep();
      save();
    },
  });
}
