// Small comforts; every page works without them.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details");
  if (folded) folded.open = true;
}

function expandAll(button) {
  const items = all("details.item");
  const show = () => {
    const open = items.every((item) => item.open);
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Fold alle punkter sammen" : "Fold alle punkter ud";
  };
  button.hidden = items.length === 0;
  button.addEventListener("click", () => {
    const open = !items.every((item) => item.open);
    items.forEach((item) => { item.open = open; });
    show();
  });
  items.forEach((item) => item.addEventListener("toggle", show));
  show();
}

function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector(".suggestions");
  let timer = 0;
  let chosen = -1;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => { input.value = option.textContent; close(); form.requestSubmit(); };
  const mark = (options) => {
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const fetchThem = async () => {
    const text = input.value.trim();
    if (text.length < 2) return close();
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || text !== input.value.trim()) return undefined;
    const { suggestions } = await answer.json();
    list.replaceChildren(...suggestions.map((word, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = word;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    chosen = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    return undefined;
  };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(fetchThem, 150); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const options = all("li", list);
    if (event.key === "Escape") close();
    if (list.hidden || options.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      chosen = (chosen + step + options.length) % options.length;
      mark(options);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(options[chosen]);
    }
  });
}

// Somebody signed out here: what was kept to be read without a net goes (`kept_offline.js` does it first).
async function wipeKept() {
  const told = document.cookie.split("; ").find((one) => /^(__Host-)?signed_out=/.test(one));
  if (!told) return;
  for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith("raadslag-uden-net|")) await caches.delete(name);
  document.cookie = `${told.split("=")[0]}=; Max-Age=0; path=/; SameSite=Strict${location.protocol === "https:" ? "; Secure" : ""}`;
}

wipeKept();
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => all("details.item").forEach((item) => { item.open = true; }));
openTarget();
document.querySelector(".stations [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
all("[data-expand-all]").forEach(expandAll);
all("form[data-suggest]").forEach(suggest);
all("[data-submit-on-change]").forEach((form) => form.addEventListener("change", () => form.requestSubmit()));
