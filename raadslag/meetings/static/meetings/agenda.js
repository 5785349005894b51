// Moving items by drag; the arrows and the number field do the same without this file.
const list = document.querySelector("[data-agenda]");
let dragged = null;

function move(item, to) {
  const form = item.querySelector("form[data-move]");
  form.elements.namedItem("to").value = to;
  form.requestSubmit();
}

if (list) {
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li[draggable]");
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
    move(dragged, over.dataset.place);
  });
  for (const field of list.querySelectorAll("input.place")) field.addEventListener("change", () => field.form.requestSubmit());
}
