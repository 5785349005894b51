// Choosing an item without a new page, moving by drag and by Alt and arrows. Links and buttons do the same without this file.
const list = document.querySelector("[data-agenda]");
const panel = document.querySelector("[data-panel-place]");
let dragged = null;

async function choose(link, { focus = false } = {}) {
  const answer = await fetch(link.href.split("#")[0], { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) { location.assign(link.href); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-panel-place]");
  if (!fresh) { location.assign(link.href); return; }
  panel.replaceChildren(...fresh.childNodes);
  for (const row of list.children) {
    const own = row.contains(link);
    row.classList.toggle("at-hand", own);
    const title = row.querySelector("[data-panel]");
    if (own) title?.setAttribute("aria-current", "true"); else title?.removeAttribute("aria-current");
  }
  history.replaceState(null, "", link.href.split("#")[0]);
  if (!matchMedia("(min-width: 1000px)").matches) panel.scrollIntoView();
  if (focus) panel.focus();
}

function move(to) {
  const form = panel.querySelector("form[data-move]");
  if (!form) return;
  const field = form.querySelector("[data-place-field]");
  field.disabled = false;
  field.value = to;
  form.submit();
}

async function drop(row, to) {
  await choose(row.querySelector("[data-panel]"));
  move(to);
}

function byKey(event) {
  const link = event.target.closest("[data-panel]");
  if (!link || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = link.closest("li");
  const other = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  event.preventDefault();
  if (event.altKey) {
    if (row.draggable) drop(row, Number(row.dataset.place) + (event.key === "ArrowUp" ? -1 : 1));
    return;
  }
  const next = other.querySelector("[data-panel]");
  next?.focus();
  if (next) choose(next);
}

if (list && panel) {
  document.querySelector(".keys")?.setAttribute("data-on", "");
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-panel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link);
  });
  list.addEventListener("keydown", byKey);
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li[draggable=true]");
    if (!dragged) return;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.place);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    for (const item of list.children) item.classList.remove("over");
    dragged = null;
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    for (const item of list.children) item.classList.toggle("over", item === over);
  });
  list.addEventListener("drop", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    drop(dragged, over.dataset.place);
  });
}
