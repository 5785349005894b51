"""A meeting's busiest hour: `./run bench cycle`.

Fifty members read and approve at once while the secretary writes, on SQLite and on PostgreSQL, against
a real gunicorn on loopback; minutes to PDF beside Typst alone; the public meeting page beside a static
file of the same server. Bounded: some 400 requests a database, no more than two minutes each.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
SERVER = ["--workers", "2", "--threads", "8", "--log-level", "error", "--no-control-socket"]
PUBLIC_REQUESTS = 300
TIMEOUT_S = 60
LONGEST_S = 120
STATIC = "/statisk/raadslag/raadslag.css"


@dataclass
class Tally:
    """Seconds each kind of request took, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One signed-in browser: a session, a CSRF token, one connection."""

    def __init__(self, port: int, session: str, tally: Tally) -> None:
        self.port, self.tally, self.session, self.csrf = port, tally, session, ""
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)

    def ask(self, kind: str, address: str, form: dict[str, str] | None = None) -> str:
        """The page's text; the time and anything wrong go into the tally."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form | {"csrfmiddlewaretoken": self.csrf}) if form is not None else None
        begun = time.perf_counter()
        try:
            self.line.request("POST" if form is not None else "GET", address, body, headers)
            answer = self.line.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.tally.errors.append(f"{kind}: {type(error).__name__}")
            self.line.close()
            return ""
        self.tally.seconds[kind].append(time.perf_counter() - begun)
        if answer.status >= 400:
            self.tally.errors.append(f"{kind}: {answer.status}")
        if found := re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie") or ""):
            self.csrf = found.group(1)
        return text


def hidden(text: str, name: str) -> str:
    """The value of a hidden field, or of the first field with the name."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)
    return found.group(1) if found else ""


def member(port: int, session: str, meeting: str, tally: Tally, gate: threading.Barrier) -> None:
    """Read the front page and the minutes, approve, and read again."""
    one = Visitor(port, session, tally)
    gate.wait()
    one.ask("læs", "/arbejde/")
    text = one.ask("læs", f"/arbejde/moeder/{meeting}/referat/")
    answer = {"hash": hidden(text, "hash")}
    one.ask("godkend", f"/arbejde/moeder/{meeting}/referat/svar/", answer)
    one.ask("læs", f"/arbejde/moeder/{meeting}/referat/")


def secretary(port: int, session: str, items: list[str], meeting: str, tally: Tally, stop: threading.Event) -> int:  # fmt: skip
    """Write decision after decision until the members are done; how many were written."""
    one, written = Visitor(port, session, tally), 0
    versions = dict.fromkeys(items, 0)
    one.ask("vis", f"/arbejde/moeder/{meeting}/afvikling/")
    while not stop.is_set():
        item = items[written % len(items)]
        form = {"outcome": "noted", "text": f"Taget til efterretning ({written}).",
                "version": str(versions[item])}  # fmt: skip
        one.ask("skriv", f"/arbejde/moeder/{meeting}/punkt/{item}/beslut/", form)
        versions[item] += 1
        written += 1
    return written


def under_load(database: str) -> None:
    """The measure on the database that `DATABASE_URL` names; prints its part of the table."""
    from django.core.management import call_command

    from raadslag.bench.cycle_town import make_council
    from raadslag.journal.actions import first_misfit
    from raadslag.meetings.models import Decision, DecisionVersion
    from raadslag.minutes.models import Approval

    call_command("migrate", verbosity=0)
    desk = make_council()
    meeting, live = str(desk.to_approve.uid), str(desk.under_way.uid)
    items = [str(uid) for uid in desk.under_way.items.values_list("uid", flat=True)]
    with served() as (port, _):
        alone, tally, stop = Tally(), Tally(), threading.Event()
        reader = Visitor(port, desk.secretary, alone)
        for _ in range(10):
            reader.ask("læs", f"/arbejde/moeder/{meeting}/referat/")
        gate = threading.Barrier(len(desk.members))
        with ThreadPoolExecutor(len(desk.members) + 1) as pool:
            writing = pool.submit(secretary, port, desk.secretary, items, live, tally, stop)
            reading = [pool.submit(member, port, s, meeting, tally, gate) for s in desk.members]
            for one in reading:
                one.result(timeout=LONGEST_S)
            stop.set()
            written = writing.result(timeout=LONGEST_S)
        approvals = Approval.objects.filter(minutes__meeting=desk.to_approve).count()
        kept = DecisionVersion.objects.filter(item__meeting=desk.under_way).count()
        public = throughput(port, desk.public_page), throughput(port, STATIC)
    one_p50 = statistics.median(alone.seconds["læs"][2:])
    print(f"\n{database}: {len(desk.members)} medlemmer på én gang, sekretæren skriver imens")
    for kind in ("læs", "godkend", "skriv"):
        p50, p95 = percentiles(tally.seconds[kind])
        print(f"  {kind:8} {len(tally.seconds[kind]):4} svar   p50 {p50:6.2f} s   p95 {p95:6.2f} s   p50 er {p50 / one_p50:5.1f} × én læser alene")  # fmt: skip
    whole = "hel" if first_misfit() is None else "BRUDT"
    print(f"  fejl {len(tally.errors)} {sorted(set(tally.errors))[:4] or ''}; godkendelser {approvals} af {len(desk.members)}; tekster skrevet {written}, gemt {kept} (på {Decision.objects.filter(item__meeting=desk.under_way).count()} punkter); journalen {whole}")  # fmt: skip
    print(f"  offentlig mødeside {public[0]:.0f} sider/s, statisk fil {public[1]:.0f} filer/s: en fil er {public[1] / public[0]:.1f} × en side")  # fmt: skip


def percentiles(seconds: list[float]) -> tuple[float, float]:
    """p50 and p95 in seconds; zeros for none."""
    ordered = sorted(seconds) or [0.0]
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def throughput(port: int, address: str) -> float:
    """Answers a second over eight connections kept open."""

    def fetch(count: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        for _ in range(count):
            line.request("GET", address)
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address} svarede {answer.status}")

    fetch(3)
    begun = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fetch, [PUBLIC_REQUESTS // 8] * 8))
    return (PUBLIC_REQUESTS // 8) * 8 / (time.perf_counter() - begun)


@contextmanager
def served(options: list[str] = SERVER) -> Iterator[tuple[int, int]]:
    """A gunicorn of one's own; yields its port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "raadslag.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, *options], cwd=ROOT)
    try:
        end = time.monotonic() + TIMEOUT_S
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", port), 1):
                    break
            except OSError:
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def documents() -> None:
    """Minutes of 12 and 40 items to PDF, beside Typst alone, and the seal."""
    from raadslag.bench.cycle_record import record_of
    from raadslag.render.document import Source, prepared, record_to_pdf, typeset
    from raadslag.render.own_seal import OwnSeal
    from raadslag.render.seal import seal_pdf

    source = Source("Målsted Kommune", "Byrådet", date(2026, 3, 3), date(2026, 3, 5), "")
    record_to_pdf(record_of(2, seed=9), source)
    print("\nReferat til PDF, processorsekunder (bedste af 3)")
    with tempfile.TemporaryDirectory() as name:
        own = OwnSeal(Path(name) / "seal")
        own.roots()
        for items in (12, 40):
            whole, bare, sealing = [], [], []
            for turn in range(3):  # another text each turn: Typst remembers what it has set
                record = record_of(items, seed=turn)
                folder = Path(name) / f"{items}-{turn}"
                folder.mkdir()
                prepared(record_of(items, seed=turn + 3), source, folder)
                bare.append(taken(lambda folder=folder: typeset(folder)))  # type: ignore[misc]
                whole.append(taken(lambda record=record: record_to_pdf(record, source)))  # type: ignore[misc]
                made = record_to_pdf(record, source)
                sealing.append(taken(lambda made=made: seal_pdf(made, own)))  # type: ignore[misc]
            ratio = min(whole) / min(bare)
            print(f"  {items} punkter: {min(whole):.2f} s, Typst alene {min(bare):.2f} s: {ratio:.2f} ×; seglet {min(sealing):.2f} s")  # fmt: skip


def taken(act: Callable[[], object]) -> float:
    """Processor seconds it took: what the work costs, whatever else the machine does."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def on_each_database(module: str) -> None:
    """Run a module's `--here NAME` on an empty SQLite and an empty PostgreSQL."""
    for name, before in (("SQLite", []), ("PostgreSQL", [sys.executable, "tools/postgres.py"])):
        with tempfile.TemporaryDirectory(prefix="raadslag-bench-") as folder:
            environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
                "RAADSLAG_VAR": folder,
                "RAADSLAG_DEMO": "1",
                "RAADSLAG_LIMITS": "0",  # one address asks as fast as it can
                "DJANGO_SETTINGS_MODULE": "raadslag.settings",
            }
            command = [*before, sys.executable, "-m", module, "--here", name]
            done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
            if done.returncode:
                print(f"{name}: ikke målt (slutkode {done.returncode})")


def main(arguments: list[str]) -> int:
    """Everything; with `--here NAME` only the load on the database that `DATABASE_URL` names."""
    if arguments[:1] == ["--here"]:
        import django

        django.setup()
        under_load(arguments[1])
        return 0
    documents()
    on_each_database("raadslag.bench.cycle")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
