// The secretary's keys, and a decision that survives a lost network or browser.
const form = document.querySelector("form[data-decision]");
const press = (selector) => document.querySelector(selector)?.click();

addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const act = { n: () => press("[data-after]"), p: () => press("[data-before]"), b: () => document.getElementById("id_text")?.focus(), s: () => form?.requestSubmit() }[event.key.toLowerCase()];
  if (act) { event.preventDefault(); act(); }
});

if (form) {
  const text = form.elements.namedItem("text");
  const outcome = form.elements.namedItem("outcome");
  const version = form.elements.namedItem("version");
  const said = form.querySelector("[data-saved]");
  const key = `raadslag-beslutning-${form.dataset.decision}`;
  const say = (words, bad = false) => { said.textContent = words; said.classList.toggle("bad", bad); };
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ text: text.value, outcome: outcome.value, version: version.value })); } catch { /* no room */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing kept */ } };
  let timer = 0;
  let touched = false;
  let parted = false;

  async function save() {
    if (parted) return;
    const sent = text.value;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.status === 409) { say(told.obstacles.map((no) => no.reason).join(" "), true); return; }
      if (told.conflict) { parted = true; say("En anden skrev samtidig. Begge beslutninger er gemt, hver for sig. Genindlæs siden, og vælg mellem dem, før du skriver videre.", true); forget(); return; }
      version.value = told.version;
      if (text.value === sent) forget();
      say("Gemt.");
    } catch {
      say("Ikke gemt endnu: forbindelsen mangler. Teksten ligger i denne browser, og vi prøver igen.", true);
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    }
  }

  form.addEventListener("input", () => { touched = true; keep(); clearTimeout(timer); timer = setTimeout(save, 1500); });
  form.addEventListener("submit", forget);
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && kept.text !== text.value && !touched) {
      text.value = kept.text;
      outcome.value = kept.outcome;
      version.value = kept.version;
      say("Teksten fra sidst, som ikke nåede at blive gemt, er hentet frem.");
      save();
    }
  } catch { /* nothing kept */ }
}
