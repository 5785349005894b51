// The writing surface: ProseMirror over each section's form, saved as one writes.
// Without this file each section is a plain text field with its own button.
import { inDanish } from "./editor_danish.js"; // first: the editor asks for its words when it is read
import * as prose from "django-prose-editor/editor";
import * as drafts from "../people/drafts.js";
import { collect, pictureNode, sendPicture, tableNode, tableTools } from "./pictures.js";

const WAIT_MS = 1200;
const ASK_MS = 15000;

function extensions() {
  const { Document, Paragraph, Text, HardBreak, History, Menu, Heading, Bold, Italic, Link, ListItem, BulletList, OrderedList, TableRow, TableHeader, TableCell, Gapcursor, Dropcursor } = prose;
  return [Document, Paragraph, Text, HardBreak, History, Menu, Heading.configure({ levels: [2, 3] }), Bold, Italic, Link, ListItem, BulletList, OrderedList, pictureNode(prose), tableNode(prose), TableRow, TableHeader, TableCell, Gapcursor, Dropcursor];
}

function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const image of page.querySelectorAll("img[data-picture]")) image.replaceWith(`[Billede: ${image.alt}]`);
  for (const end of page.querySelectorAll("p, h2, h3, li, tr, br, figure")) end.append("\n");
  return page.body.textContent.trim();
}

// Gennemsyn beside the text: fetched anew after each save. Somebody in the midst of writing in the
// panel is left in peace until the next save; what they folded out or in stays so.
const panel = document.querySelector("[data-review]");
const told = document.querySelector("[data-review-told]");
let asked = 0;

function count() {
  return panel.querySelectorAll("[data-finding]").length;
}

function tell(number) {
  const link = document.createElement("a");
  link.href = "#gennemsyn";
  link.textContent = `Gennemsyn har ${number} ${number === 1 ? "bemærkning" : "bemærkninger"}`;
  told.replaceChildren(...(number ? [link] : ["Gennemsyn har ingen bemærkninger."]));
}

function busy() {
  const here = document.activeElement;
  return panel.contains(here) && here.matches("input") && here.value !== "";
}

async function review() {
  if (!panel || busy()) return;
  const mine = ++asked;
  try {
    const answer = await fetch(panel.dataset.review, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected || mine !== asked || busy()) return;
    const html = await answer.text();
    if (mine !== asked || busy()) return;
    const before = count();
    const folds = new Map([...panel.querySelectorAll("[data-finding]")].map((one) => [one.dataset.finding, one.open]));
    panel.innerHTML = html;
    for (const one of panel.querySelectorAll("[data-finding]")) one.open = folds.get(one.dataset.finding) ?? one.open;
    if (count() !== before) tell(count());
  } catch { /* looked at again after the next save */ }
}

function equip(form) {
  const plain = form.querySelector("textarea");
  const saved = form.querySelector("[data-saved]");
  const pastedSaid = form.querySelector("[data-pasted]");
  const version = form.elements.namedItem("version");
  const label = plain.getAttribute("aria-label");
  const area = document.createElement("textarea");
  area.name = "html";
  area.value = form.querySelector("template").innerHTML;
  area.hidden = true;
  plain.replaceWith(area);
  form.querySelector(".plain-save").hidden = true;
  form.parentElement.querySelector(".plain-picture").hidden = true;
  const editor = prose.createTextareaEditor(area, extensions());
  inDanish(form);
  editor.view.dom.setAttribute("aria-label", label);
  editor.view.dom.setAttribute("role", "textbox");
  editor.view.dom.setAttribute("aria-multiline", "true");
  let timer = 0;
  let running = false;
  let dirty = false;

  const draft = `afsnit-${form.dataset.section}`;
  const say = (text, bad = false) => { saved.replaceChildren(text); saved.classList.toggle("bad", bad); };
  const lost = (sentences) => {
    pastedSaid.querySelector("ul").replaceChildren(...sentences.map((text) => {
      const point = document.createElement("li");
      point.textContent = text;
      return point;
    }));
    pastedSaid.hidden = sentences.length === 0;
  };
  let lies = false;
  const keep = async () => { lies = await drafts.keep(draft, { html: area.value, version: version.value }); };
  const forget = () => drafts.forget(draft);

  async function save() {
    if (running) { dirty = true; return; }
    running = true;
    dirty = false;
    const sent = area.value;
    say("Gemmer …");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (answer.status === 409 && said) say(said.obstacles.map((no) => no.reason).join(" "), true);
      else if (drafts.closed(answer.status, said)) {
        if (said.kept && area.value === sent) forget();
        say(drafts.closed(answer.status, said), true);
      } else if (answer.status === 413 && said) say(said.reason, true);
      else if (answer.status === 507 && said) { // a full disk: the text stays here until there is room
        say(`${said.reason} ${lies ? "Teksten ligger i denne browser, og vi" : "Luk ikke siden. Vi"} prøver selv igen.`, true);
        dirty = true;
      }
      else if (!answer.ok || !said) throw new Error(String(answer.status));
      else if (said.conflict) {
        forget();
        say(`${said.by} skrev i afsnittet imens. Begge tekster er gemt.`, true);
        const link = document.createElement("a");
        link.href = `${location.pathname}?${Date.now()}#afsnit-${form.dataset.section}`;
        link.textContent = " Se dem og vælg.";
        saved.append(link);
      } else {
        version.value = said.version;
        if (area.value === sent) forget();
        say(`Gemt kl. ${said.at}`);
        review();
      }
    } catch {
      say(`Ikke gemt endnu: forbindelsen mangler. ${lies ? "Teksten ligger i denne browser, og vi" : "Luk ikke siden. Vi"} prøver igen.`, true);
      dirty = true;
    }
    running = false;
    if (dirty) { clearTimeout(timer); timer = setTimeout(save, 5000); }
  }

  area.addEventListener("input", () => { keep(); clearTimeout(timer); timer = setTimeout(save, WAIT_MS); });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });

  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  // Pictures go in at the cursor, one after the other: by button, by drop, from the clipboard.
  async function putIn(files, at = editor.state.selection.to) {
    say(files.length === 1 ? "Henter billedet …" : `Henter ${files.length} billeder …`);
    const wrong = [];
    for (const file of files) {
      try {
        const html = await sendPicture(form.dataset.picture, token, file);
        editor.chain().focus(at).insertContent(html).run();
        at = editor.state.selection.to;
      } catch (error) {
        wrong.push(...(error.reasons ?? [`»${file.name}« kom ikke med: forbindelsen mangler. Prøv igen.`]));
      }
    }
    lost(wrong);
    say("");
  }

  editor.view.dom.parentElement.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (pictures.length && !textOf(html)) {
      event.preventDefault();
      event.stopPropagation();
      putIn(pictures);
      return;
    }
    if (!html) return;
    const text = event.clipboardData.getData("text/plain");
    const rtf = event.clipboardData.getData("text/rtf");
    event.preventDefault();
    event.stopPropagation();
    const body = collect(html, rtf, pictures);
    body.append("case", form.dataset.case);
    body.append("csrfmiddlewaretoken", token);
    try {
      const answer = await fetch(form.dataset.paste, { method: "POST", body, headers: { Accept: "application/json" } });
      const pasted = await answer.json();
      if (answer.status === 409) { lost(pasted.obstacles.map((no) => no.reason)); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      editor.chain().focus().insertContent(pasted.html).run();
      lost(pasted.said);
    } catch {
      editor.chain().focus().insertContent(text.split(/\n{2,}/).map((part) => ({ type: "paragraph", content: part.trim() ? [{ type: "text", text: part.trim() }] : [] }))).run();
    }
  }, true);

  editor.view.dom.parentElement.addEventListener("drop", (event) => {
    const pictures = [...(event.dataTransfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    event.stopPropagation();
    const place = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
    putIn(pictures, place?.pos ?? editor.state.selection.to);
  }, true);

  const choose = form.querySelector("[data-choose-picture]");
  choose.hidden = false;
  choose.querySelector("button").addEventListener("click", () => choose.querySelector("input").click());
  choose.querySelector("input").addEventListener("change", (event) => {
    putIn([...event.target.files]);
    event.target.value = "";
  });
  tableTools(editor, form, token);

  drafts.offer(draft, form, {
    same: (kept) => textOf(kept.html) === textOf(area.value),
    words: (kept) => textOf(kept.html),
    take: (kept) => {
      version.value = kept.version;
      editor.commands.setContent(kept.html);
      area.value = kept.html;
      keep();
      save();
    },
  });

  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(form.dataset.state, { headers: { Accept: "application/json" } });
      const now = await answer.json();
      if (drafts.closed(answer.status, now)) { say(drafts.closed(answer.status, now), true); return; }
      if (now.by && now.version > Number(version.value)) say(`${now.by} har gemt en nyere tekst. Genindlæs siden for at se den; din egen bliver gemt ved siden af.`, true);
    } catch { /* asked again soon */ }
  }, ASK_MS);
}

for (const form of document.querySelectorAll("form[data-section]")) equip(form);
