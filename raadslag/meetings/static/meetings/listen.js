// Hears that something happened in a meeting: by a stream, and where there is none by asking now and
// then. It is told that something changed and what kind, never a text; the page fetches that itself.
const ASK_HIDDEN = 15000;
const WAIT = 5000;

// `at` names the state that the page shows; `heard(names)` is called when another stands. `every` is
// how often (milliseconds) it is asked for where there is no stream.
export function listen(address, at, heard, every = 1000) {
  let stream = null;
  let timer = 0;
  let plain = !globalThis.EventSource;

  function told({ at: now, changed }) {
    if (now === at) return;
    at = now;
    heard(changed ?? []);
  }

  async function ask() {
    clearTimeout(timer);
    let wait = document.hidden ? ASK_HIDDEN : every;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json", "If-None-Match": `"${at}"` }, cache: "no-store" });
      if ([401, 403, 404].includes(answer.status)) return;
      if (answer.status === 200) told(await answer.json());
      else if (answer.status !== 304) wait = WAIT;
    } catch { wait = WAIT; }
    timer = setTimeout(ask, wait);
  }

  function open() {
    if (plain) { ask(); return; }
    stream = new EventSource(address);
    stream.onmessage = (event) => told(JSON.parse(event.data));
    // Closed for good: no stream is to be had here (or no right to it, which asking finds out).
    stream.onerror = () => { if (stream?.readyState === EventSource.CLOSED) { stream = null; plain = true; ask(); } };
  }

  // A page that nobody looks at holds no connection: a browser has few of them for one house.
  document.addEventListener("visibilitychange", () => {
    if (plain) { if (!document.hidden) ask(); return; }
    if (document.hidden) { stream?.close(); stream = null; } else if (!stream) open();
  });
  open();
}
