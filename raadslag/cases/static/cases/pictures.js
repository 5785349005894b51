// Pictures and charts in the writing surface. A picture is kept by the house first; the text names it by
// its hash, and its words are written right under it. A table says itself how it is shown.

// The node of a picture: the image, what it shows in words (required), and its caption.
export function pictureNode(prose) {
  return prose.Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    selectable: true,
    addAttributes() {
      const from = (name) => ({ default: null, parseHTML: (dom) => dom.querySelector("img")?.getAttribute(name) ?? null });
      return {
        picture: { default: "", parseHTML: (dom) => dom.dataset.picture },
        src: from("src"),
        width: from("width"),
        height: from("height"),
        alt: { default: "", parseHTML: (dom) => dom.querySelector("img")?.alt ?? "" },
        caption: { default: "", parseHTML: (dom) => dom.querySelector("figcaption")?.textContent ?? "" },
      };
    },
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML({ node }) {
      const { picture, src, alt, width, height, caption } = node.attrs;
      return ["figure", { "data-picture": picture }, ["img", { "data-picture": picture, src, alt, width, height }], ["figcaption", {}, caption]];
    },
    addNodeView: () => ({ node, editor, getPos }) => pictureView(node, editor, getPos),
  });
}

let fields = 0;

function pictureView(node, editor, getPos) {
  const dom = document.createElement("figure");
  dom.className = "edited-picture";
  dom.contentEditable = "false";
  const image = document.createElement("img");
  const words = field("Hvad viser billedet?", "Læses op for dem, der ikke kan se det. Skal udfyldes.", 2);
  const caption = field("Billedtekst", "Står under billedet, hvis du skriver noget.", 1);
  const away = document.createElement("button");
  Object.assign(away, { type: "button", className: "button quiet small", textContent: "Fjern billedet" });
  dom.append(image, words.around, caption.around, away);
  let shown = node;
  const show = () => {
    const { src, alt, width, height } = shown.attrs;
    if (image.getAttribute("src") !== src) image.src = src ?? "";
    image.alt = alt;
    if (width && height) Object.assign(image, { width, height });
    for (const [one, name] of [[words, "alt"], [caption, "caption"]]) {
      if (one.input.value !== shown.attrs[name]) one.input.value = shown.attrs[name] ?? "";
    }
    dom.classList.toggle("undescribed", !alt.trim());
    words.input.setAttribute("aria-invalid", String(!alt.trim()));
  };
  const change = (name, value) => editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), name, value));
  words.input.addEventListener("input", () => change("alt", words.input.value));
  caption.input.addEventListener("input", () => change("caption", caption.input.value));
  away.addEventListener("click", () => {
    const at = getPos();
    editor.chain().focus().deleteRange({ from: at, to: at + shown.nodeSize }).run();
  });
  show();
  return {
    dom,
    update(next) {
      if (next.type.name !== "picture") return false;
      shown = next;
      show();
      return true;
    },
    stopEvent: (event) => event.target !== image,
    ignoreMutation: () => true,
  };
}

function field(label, hint, rows) {
  const around = document.createElement("div");
  const name = document.createElement("label");
  const help = document.createElement("p");
  const input = document.createElement("textarea");
  fields += 1;
  Object.assign(input, { id: `billede-felt-${fields}`, rows, spellcheck: true, maxLength: 1000 });
  Object.assign(help, { className: "hint", id: `billede-hjaelp-${fields}`, textContent: hint });
  input.setAttribute("aria-describedby", help.id);
  name.htmlFor = input.id;
  name.textContent = label;
  around.append(name, help, input);
  return { around, input };
}

// A table keeps its caption and how it is shown.
export function tableNode(prose) {
  return prose.Table.extend({
    addAttributes() {
      const said = (name) => ({
        default: "",
        parseHTML: (dom) => dom.dataset[name] ?? "",
        renderHTML: (all) => (all[name] ? { [`data-${name}`]: all[name] } : {}),
      });
      return { ...this.parent?.(), caption: said("caption"), shown: said("shown") };
    },
  });
}

const FORMS = [["", "Tabel"], ["bar", "Søjler"], ["line", "Linje"]];
let tools = 0;

// While the cursor is in a table: its caption, its form, and how it will look.
export function tableTools(editor, form, token) {
  const bar = form.querySelector("[data-table-tools]");
  const shown = form.querySelector("[data-chart-shown]");
  tools += 1;
  const name = document.createElement("label");
  const caption = document.createElement("input");
  Object.assign(caption, { id: `tabel-overskrift-${tools}`, maxLength: 300 });
  name.htmlFor = caption.id;
  name.textContent = "Tabellens overskrift";
  const choices = document.createElement("span");
  choices.className = "seg";
  choices.setAttribute("role", "group");
  choices.setAttribute("aria-label", "Vis tabellen som");
  const buttons = FORMS.map(([form, label]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: label });
    button.addEventListener("click", () => { change("shown", form); look(); });
    choices.append(button);
    return [form, button];
  });
  bar.append(name, caption, choices);

  const find = () => {
    const { $from } = editor.state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name === "table") return { node: $from.node(depth), at: $from.before(depth) };
    }
    return null;
  };
  let held = null;
  const change = (attribute, value) => {
    const at = held?.at;
    if (at === undefined) return;
    editor.view.dispatch(editor.state.tr.setNodeAttribute(at, attribute, value));
  };
  caption.addEventListener("input", () => { change("caption", caption.value); soon(); });

  let asked = 0;
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(look, 600); };
  async function look() {
    const mine = ++asked;
    const table = held && editor.view.nodeDOM(held.at);
    if (!table || !held.node.attrs.shown) { shown.hidden = true; return; }
    const element = table.matches?.("table") ? table : table.querySelector("table");
    const copy = element.cloneNode(true);
    copy.dataset.shown = held.node.attrs.shown;
    copy.dataset.caption = held.node.attrs.caption;
    const body = new FormData();
    body.append("html", copy.outerHTML);
    body.append("csrfmiddlewaretoken", token);
    try {
      const answer = await fetch(form.dataset.chart, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked) return;
      const said = await answer.json();
      if (mine !== asked) return;
      shown.hidden = false;
      if (said.reason) {
        const told = document.createElement("p");
        told.className = "notice wait";
        told.textContent = `Vises som tabel: ${said.reason}`;
        shown.replaceChildren(told);
      } else shown.innerHTML = `<p class="small muted">Sådan ser læserne tabellen:</p>${said.html}`;
    } catch { /* shown when the net is back */ }
  }

  const follow = () => {
    const found = find();
    const inTools = bar.contains(document.activeElement) || shown.contains(document.activeElement);
    if (!found && inTools) return;
    const same = held && found && held.at === found.at;
    held = found;
    bar.hidden = !found;
    if (!found) { shown.hidden = true; return; }
    if (document.activeElement !== caption) caption.value = found.node.attrs.caption ?? "";
    for (const [form, button] of buttons) button.setAttribute("aria-pressed", String(form === (found.node.attrs.shown ?? "")));
    if (!same) look();
  };
  editor.on("selectionUpdate", follow);
  editor.on("update", () => { follow(); soon(); });
}

export async function sendPicture(address, token, file) {
  const body = new FormData();
  body.append("file", file, file.name || "billedet");
  body.append("csrfmiddlewaretoken", token);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (!answer.ok || !said.html) {
    const reasons = said.obstacles?.map((no) => no.reason) ?? (said.reason ? [said.reason] : null);
    throw Object.assign(new Error(String(answer.status)), reasons ? { reasons } : {});
  }
  return said.html;
}

// What is on the clipboard as one form: the page, and the pictures that it shows. Word gives the page
// with addresses on its own disk, and the pictures themselves in the same text as RTF, in the same order.
export function collect(html, rtf, files) {
  const body = new FormData();
  const page = new DOMParser().parseFromString(html, "text/html");
  const images = [...page.querySelectorAll("img")];
  const local = images.filter((image) => /^(file:|cid:|blob:|webkit-fake-url:)/i.test(image.getAttribute("src") ?? ""));
  const drawn = rtf ? picturesOf(rtf) : [];
  const found = drawn.length === local.length ? drawn : files.length === local.length ? files : [];
  images.forEach((image, number) => {
    const source = image.getAttribute("src") ?? "";
    const blob = source.startsWith("data:") ? blobOf(source) : found[local.indexOf(image)];
    if (!blob) return;
    image.dataset.sent = String(number);
    image.removeAttribute("src");
    body.append(String(number), blob, `billede ${number + 1}`);
  });
  body.append("html", images.length ? page.documentElement.outerHTML : html);
  return body;
}

function picturesOf(rtf) {
  const found = [];
  const mark = /\\(png|jpeg)blip/g;
  for (let hit = mark.exec(rtf); hit; hit = mark.exec(rtf)) {
    const body = rtf.slice(hit.index + hit[0].length).replace(/^(?:\\[a-z]+-?\d*\s?|\s)*(?:\{\\\*\\blipuid[^}]*\})?(?:\\[a-z]+-?\d*\s?|\s)*/i, "");
    const hex = (/^[0-9a-f\s]+/i.exec(body)?.[0] ?? "").replace(/\s/g, "");
    if (hex.length < 16) continue;
    const bytes = new Uint8Array(hex.length >> 1);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(hex.substr(at * 2, 2), 16);
    found.push(new Blob([bytes], { type: `image/${hit[1]}` }));
  }
  return found;
}

function blobOf(source) {
  const said = /^data:(image\/[\w.+-]+);base64,/.exec(source.slice(0, 100));
  if (!said) return null;
  try {
    const raw = atob(source.slice(said[0].length));
    return new Blob([Uint8Array.from(raw, (sign) => sign.charCodeAt(0))], { type: said[1] });
  } catch {
    return null;
  }
}
