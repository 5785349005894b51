// Keys for whoever approves: G approves, R opens the answer, comma and full stop go between changes.
const form = document.querySelector("form[data-approve]");
const changes = [...document.querySelectorAll(".reading-text .changed")];
let at = -1;

function go(by) {
  if (!changes.length) return;
  at = (at + by + changes.length) % changes.length;
  changes[at].focus({ preventScroll: true });
  changes[at].scrollIntoView({ block: "center" });
}

const writing = (event) => event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey;

document.addEventListener("keydown", (event) => {
  if (writing(event)) return;
  if (event.key === ",") go(-1);
  else if (event.key === ".") go(1);
  else if (form && event.key.toLowerCase() === "g") form.requestSubmit(form.querySelector("[data-key=g]"));
  else if (form && event.key.toLowerCase() === "r") {
    const fold = form.querySelector("details");
    fold.open = true;
    fold.querySelector("textarea").focus();
  } else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-change]")) button.addEventListener("click", () => go(Number(button.dataset.change)));
for (const fold of document.querySelectorAll("details.return")) fold.addEventListener("toggle", () => { if (fold.open) fold.querySelector("textarea").focus(); });
