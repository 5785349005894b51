// The minutes while they are put right: what a colleague changes, or a member answers, is shown as it happens.
// What somebody is writing here is never taken from them: then the page says that there is something new.
import { listen } from "../meetings/listen.js";

const place = document.querySelector("[data-minutes-live]");
const forms = () => [...place.querySelectorAll("input:not([type=hidden]), textarea, select")];
const typed = (field) => field.matches("select") ? [...field.options].some((one) => one.selected !== one.defaultSelected && one.index) : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
const writes = () => forms().some((field) => field === document.activeElement || typed(field));
const folds = (root) => [...root.querySelectorAll("details")];

async function renew() {
  if (writes()) { place.querySelector("[data-changed]").hidden = false; return; }
  try {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-minutes-live]");
    if (!fresh || writes()) return;
    const [count, now] = [document, page].map((one) => one.querySelector(".answers-in"));
    if (count && now) count.replaceWith(now);
    const open = folds(place).map((one) => one.open);
    folds(fresh).forEach((one, n) => { one.open = open[n] || one.open; });
    place.replaceChildren(...fresh.childNodes);
  } catch { /* the next event fetches it */ }
}

if (place?.dataset.at) listen(place.dataset.events, place.dataset.at, renew, 3000);
