// The live screen: keys that press the page's own buttons, formulas with their words, votes counted
// as they are marked, and a draft that survives a lost network, login or browser. Nothing here
// decides: what is typed is saved as a draft, and the secretary's own press confirms it.
import * as drafts from "../people/drafts.js";

const $ = (selector, inside = document) => inside.querySelector(selector);
const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];
// Parts of the page are put in anew when a colleague acted (`together.js`): `dress` finds what stands now.
let form, text, ballot, known, draft;
const field = (name) => form?.elements.namedItem(name);
const stateLine = $("[data-saved]");
const ONE_KEY = "afvikling-genveje";
const say = (words, bad = false) => { stateLine.replaceChildren(words); stateLine.classList.toggle("bad", bad); };

for (const one of $$("[data-without-scripts]")) one.hidden = true;
for (const one of $$("[data-help]")) { one.hidden = false; one.addEventListener("click", help); }
function help() { $("#genveje").showModal(); }

// ---- the draft ----
const written = () => JSON.stringify(drafts.values(form));
let saved = "";
let lies = false;
let timer = 0;
let sending = null;

async function keep() { lies = await drafts.keep(draft, { fields: drafts.values(form), version: field("version").value }); }

async function save() {
  clearTimeout(timer);
  const sent = written();
  if (sent === saved) return true;
  try {
    const body = new FormData(form);
    body.append("draft", "1");
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (drafts.closed(answer.status, told)) {
      if (told.kept && written() === sent) drafts.forget(draft);
      say(drafts.closed(answer.status, told), true);
      return false;
    }
    if (answer.status === 409) { say(told.obstacles.map((no) => no.reason).join(" "), true); return false; }
    if (!answer.ok) { say(told.reason, true); return false; }
    saved = sent;
    if (written() === sent) drafts.forget(draft);
    if (told.draft) mark();
    say(told.draft ? `Kladde gemt kl. ${new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" })}` : "");
    return true;
  } catch {
    say(`Ikke gemt endnu: forbindelsen mangler. ${lies ? "Teksten ligger i denne browser, og vi" : "Luk ikke siden. Vi"} prøver igen.`, true);
    timer = setTimeout(save, 5000);
    return false;
  }
}

function mark() {
  const mode = $("[data-mode]");
  mode.className = "tag draft";
  mode.textContent = "Kladde: ikke bekræftet";
  text.classList.add("proposal");
}

function changed() {
  keep();
  clearTimeout(timer);
  timer = setTimeout(() => { sending = save(); }, 1500);
}

// Whatever leads away from the page takes the draft along first.
async function leave(go) {
  clearTimeout(timer);
  if (text) { await sending; await save(); }
  go();
}

document.addEventListener("input", (event) => { if (text && event.target.form === form) changed(); });

function dressDraft() {
  draft = `beslutning-${form.dataset.decision}`;
  saved = written();
  form.addEventListener("submit", () => { clearTimeout(timer); drafts.sending(draft, form); });
  drafts.offer(draft, form, {
    same: (kept) => JSON.stringify(kept.fields) === written(),
    words: (kept) => drafts.spoken(form, kept.fields),
    take: (kept) => {
      drafts.restore(form, kept.fields);
      field("version").value = kept.version;
      const outcome = kept.fields.find(([name]) => name === "outcome");
      if (outcome) choose(outcome[1]);
      keep();
      sending = save();
    },
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-leave]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !text || written() === saved) return;
  event.preventDefault();
  leave(() => { location.href = link.href; });
});
document.addEventListener("submit", (event) => {
  const other = event.target;
  if (other === form || other.method !== "post" || !text || written() === saved) return;
  event.preventDefault();
  leave(() => { saved = written(); other.requestSubmit(event.submitter); });
});
$("[data-turn]")?.addEventListener("change", (event) => leave(() => { location.search = `?punkt=${event.target.value}`; }));

// ---- formulas: the same as `meetings/wording.py` ----
const stem = (formula) => formula.trim().replace(/[. …]+$/, "");
const begins = (words, formula) => {
  const from = stem(formula);
  return from !== "" && words.startsWith(from) && !/^[\p{L}\p{N}]/u.test(words.slice(from.length));
};

function choose(outcome, chip = null) {
  field("outcome").value = outcome;
  for (const one of $$("[data-chip]")) one.setAttribute("aria-pressed", String(chip ? one === chip : one.dataset.chip === outcome));
  for (const one of $$("[data-for]")) one.hidden = one.dataset.for !== outcome;
}

function press(chip) {
  const words = chip.dataset.words;
  const plain = text.value.trim();
  choose(chip.dataset.chip, chip);
  offer("");
  if (plain === "" || known.includes(plain)) text.value = words;
  else if (words && !begins(plain, words)) {
    const old = known.filter((one) => begins(plain, one)).sort((one, other) => other.length - one.length)[0];
    offer(old ? stem(words) + plain.slice(stem(old).length) : `${words} ${plain}`);
  }
  if (text.value.trim().endsWith("…")) { text.focus(); text.setSelectionRange(text.value.lastIndexOf("…"), text.value.length); }
  changed();
}

function offer(words) {
  const box = $("[data-offer]");
  box.hidden = words === "";
  $("[data-offer-words]").textContent = words;
}
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-chip]");
  if (chip) { event.preventDefault(); press(chip); }
  if (!event.target.closest("[data-take-offer]")) return;
  event.preventDefault();
  text.value = $("[data-offer-words]").textContent;
  offer("");
  text.focus();
  changed();
});

// ---- ballots ----
const NAMES = { for: "for", against: "imod", abstained: "undlod" };

function count() {
  const sides = { for: 0, against: 0, abstained: 0, silent: 0 };
  for (const one of $$("[name^=member-]:checked", ballot)) sides[one.value] += 1;
  const box = $("[data-count]", ballot);
  box.hidden = false;
  $("strong", box).textContent = Object.entries(NAMES).map(([side, name]) => `${sides[side]} ${name}`).join(" · ");
  const tie = sides.for === sides.against;
  const tag = $(".tag", box);
  tag.textContent = tie ? "Stemmelighed" : sides.for > sides.against ? "Vedtaget" : "Forkastet";
  tag.className = `tag ${tie ? "wait" : sides.for > sides.against ? "good" : "bad"}`;
}
function about() { for (const one of $$("[data-about]", ballot)) one.hidden = one.dataset.about !== field("about").value; }

function dressBallot() {
  ballot.addEventListener("toggle", (event) => {
    if (event.target !== ballot) return;
    field("with_vote").checked = ballot.open;
    if (ballot.open) count();
  });
  ballot.addEventListener("change", (event) => {
    const side = event.target;
    if (side.dataset.of) for (const row of $$("tr[data-party]", ballot)) {
      if (row.dataset.party === side.dataset.of) $(`[value=${side.value}]`, row).checked = true;
    }
    count();
    about();
  });
  about();
}

// ---- case or decision on a narrow screen ----
for (const tab of $$("[data-view]")) tab.addEventListener("click", (event) => {
  event.preventDefault();
  $("[data-run]").classList.toggle("show-read", tab.dataset.view === "read");
  for (const one of $$("[data-view]")) one.toggleAttribute("aria-current", one === tab);
});

// A seat's menu opens under the seat.
document.addEventListener("beforetoggle", (event) => {
  const menu = event.target;
  const button = $(`[popovertarget="${menu.id}"]`);
  if (event.newState !== "open" || !button) return;
  const place = button.getBoundingClientRect();
  menu.style.margin = "0";
  menu.style.top = `${place.bottom + 6}px`;
  menu.style.left = `${Math.max(8, Math.min(place.left - 160, innerWidth - 330))}px`;
}, true);

// ---- keys ----
const singles = $("[data-single-keys]");
singles.checked = !document.cookie.includes(`${ONE_KEY}=off`);
singles.addEventListener("change", () => { document.cookie = `${ONE_KEY}=${singles.checked ? "on" : "off"}; path=/; max-age=31536000; SameSite=Lax`; });
let seats = false;
const open = (fold, into) => { if (fold) { fold.open = !fold.open; if (fold.open) $(into, fold)?.focus(); } };
const KEYS = {
  v: () => open(ballot, "input[type=radio]:checked"),
  b: () => open($("[data-remark]"), "textarea"),
  t: () => text?.focus(),
  f: () => { seats = true; say("Fremmøde: tryk medlemmets nummer."); },
  ",": () => $("[data-before]")?.click(),
  ".": () => $("[data-after]")?.click(),
  "?": help,
};

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && $("[data-confirm]")) { event.preventDefault(); $("[data-confirm]").click(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || !singles.checked) return;
  if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])") || $("dialog[open]")) return;
  const digit = /^[1-9]$/.test(event.key);
  const act = digit ? () => $(seats ? `[data-seat="${event.key}"]` : `[data-key="${event.key}"]`)?.click() : KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  const turned = seats && digit;
  act();
  if (turned || event.key.toLowerCase() !== "f") seats = false;
});

// ---- the page's parts, at first and each time some of them are put in anew ----
function dress() {
  form = $("form[data-decision]");
  text = field("text");
  ballot = $("[data-vote]");
  known = text ? text.dataset.known.split("|") : [];
  if (text) dressDraft();
  if (ballot) dressBallot();
}
dress();
// What is typed and not saved yet is not exchanged.
document.addEventListener("raadslag:replacing", (event) => {
  if (event.detail === "decision" && text && written() !== saved) event.preventDefault();
});
document.addEventListener("raadslag:replaced", (event) => { if (event.detail.includes("decision")) dress(); });
document.addEventListener("raadslag:see-anew", () => leave(() => location.reload()));
