// Lists of rows in a form: new by Enter, moved by drag, by Alt and an arrow or by the buttons, gone by
// Backspace in an empty one. Without this file the same buttons send the form, and the page comes back
// arranged.
const spoken = document.createElement("p");
spoken.className = "hidden-text";
spoken.setAttribute("role", "status");
document.body.append(spoken);

const rowsOf = (list) => [...list.children].filter((one) => one.matches("[data-row]"));
const fieldsOf = (row) => [...row.querySelectorAll("textarea, input, select")];
const empty = (row) => fieldsOf(row).every((one) => one.value.trim() === "" || "beforehand" in one.dataset);

function changed(list) {
  list.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
}

function number(list) {
  rowsOf(list).forEach((row, at) => {
    for (const one of row.querySelectorAll("[data-label]")) one.setAttribute("aria-label", `${one.dataset.label} ${at + 1}`);
    for (const one of row.querySelectorAll("button[name=arrange]")) {
      one.value = one.value.replace(/:\d*:/, `:${at + 1}:`);
      one.setAttribute("aria-label", one.getAttribute("aria-label").replace(/\d+/, at + 1));
    }
  });
}

function fit(area) {
  if (area.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

function add(list, after) {
  const last = rowsOf(list).at(-1);
  const made = last.cloneNode(true);
  for (const one of fieldsOf(made)) {
    if (one.tagName === "SELECT") one.selectedIndex = 0;
    else one.value = "";
    one.removeAttribute("aria-invalid");
  }
  for (const wrong of made.querySelectorAll(".wrong")) wrong.remove();
  (after ?? last).after(made);
  number(list);
  return made;
}

function move(list, row, by) {
  const rows = rowsOf(list);
  const to = rows.indexOf(row) + by;
  if (to < 0 || to >= rows.length) return;
  const focused = document.activeElement;
  if (by < 0) rows[to].before(row);
  else rows[to].after(row);
  focused?.focus();
  number(list);
  changed(list);
  spoken.textContent = `Flyttet til plads ${to + 1} af ${rows.length}.`;
}

function off(list, row) {
  const rows = rowsOf(list);
  const at = rows.indexOf(row);
  if (rows.length === 1) add(list);
  row.remove();
  number(list);
  changed(list);
  const next = rowsOf(list)[Math.max(0, at - 1)];
  fieldsOf(next)[0]?.focus();
  spoken.textContent = "Fjernet.";
}

function put(list, value) {
  const there = rowsOf(list).find((one) => fieldsOf(one)[0].value === value);
  if (there) return fieldsOf(there)[0].focus();
  const row = rowsOf(list).find(empty) ?? add(list);
  const field = fieldsOf(row)[0];
  field.value = value;
  if (!rowsOf(list).some(empty)) add(list);
  field.focus();
  changed(list);
}

function order(button, list) {
  const way = button.value.split(":").at(-1);
  if (button.dataset.put) return put(document.querySelector(`[data-list="${button.dataset.put}"]`), button.value.split(":")[1]);
  if (button.dataset.add) return fieldsOf(add(document.querySelector(`[data-list="${button.dataset.add}"]`)))[0].focus();
  const row = button.closest("[data-row]");
  if (way === "off") return off(list, row);
  return move(list, row, way === "up" ? -1 : 1);
}

function keys(event, list) {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(list, row, event.key === "ArrowUp" ? -1 : 1);
  } else if (event.target.tagName !== "TEXTAREA") {
    return;
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    fieldsOf(add(list, row))[0].focus();
  } else if (event.key === "Backspace" && event.target.value === "" && rowsOf(list).length > 1) {
    event.preventDefault();
    off(list, row);
  }
}

// Several lines pasted into one point are as many points.
function paste(event, list) {
  const lines = event.clipboardData?.getData("text/plain").split(/\r?\n/).map((one) => one.trim()).filter(Boolean) ?? [];
  if (event.target.tagName !== "TEXTAREA" || lines.length < 2) return;
  event.preventDefault();
  let row = event.target.closest("[data-row]");
  for (const [n, line] of lines.entries()) {
    if (n > 0 || !empty(row)) row = add(list, row);
    const field = fieldsOf(row)[0];
    field.value = line;
    fit(field);
  }
  changed(list);
}

let dragged = null;
function drags(list, settled) {
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-grab]")?.closest("[data-row]");
    if (row) row.draggable = true;
  });
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-row][draggable=true]") ?? null;
    dragged?.classList.add("dragged");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-row]");
    if (!dragged || !over || dragged.parentElement !== list) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    dragged.draggable = false;
    dragged = null;
    settled();
  });
}

for (const form of document.querySelectorAll("form[data-lists]")) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=arrange]");
    if (!button) return;
    event.preventDefault();
    order(button, button.closest("[data-list]"));
  });
  for (const list of form.querySelectorAll("[data-list]")) {
    list.addEventListener("keydown", (event) => keys(event, list));
    list.addEventListener("paste", (event) => paste(event, list));
    list.addEventListener("input", (event) => {
      fit(event.target);
      if (event.target.closest("[data-row]") === rowsOf(list).at(-1) && event.target.name !== "points" && !empty(rowsOf(list).at(-1))) add(list);
    });
    drags(list, () => { number(list); changed(list); });
    for (const area of list.querySelectorAll("textarea")) fit(area);
  }
  // A draft that is taken up may have more rows than the page.
  form.addEventListener("raadslag:rows", (event) => {
    for (const [name, count] of Object.entries(event.detail)) {
      const list = form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-list]");
      while (list && rowsOf(list).length < count) add(list);
    }
  });
}

for (const list of document.querySelectorAll("ul[data-order-form]")) {
  const form = document.getElementById(list.dataset.orderForm);
  const send = () => {
    form.querySelector("[name=order]").value = rowsOf(list).map((row) => row.dataset.uid).join(" ");
    form.requestSubmit();
  };
  drags(list, send);
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const up = event.key === "ArrowUp";
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
    send();
  });
}

// Files dropped on the case's field are the field's files, sent at once.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { if (holds(event)) { event.preventDefault(); form.classList.add("over"); } });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
