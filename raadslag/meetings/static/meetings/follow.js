// The second screen turns when the meeting does.
import { listen } from "./listen.js";

const screen = document.querySelector("[data-follow]");

async function fetchIt() {
  try {
    const answer = await fetch(screen.dataset.follow, { cache: "no-store" });
    if (answer.ok && !answer.redirected) screen.innerHTML = await answer.text();
  } catch { /* the next event fetches it */ }
}

listen(screen.dataset.events, screen.dataset.at, fetchIt, 3000);
