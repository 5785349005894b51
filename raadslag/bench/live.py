"""How soon an open page hears what happened: `./run bench live`.

Ten and fifty readers of one meeting listen, by stream and by asking each second, against a gunicorn of
one worker and eight threads on loopback, while the secretary turns and confirms items. Prints how long
after the request was sent each reader heard of it, and the server's processor time a second meanwhile.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import sys
import threading
import time
from pathlib import Path

from raadslag.bench.cycle import Tally, Visitor, on_each_database, percentiles, served

SIZES = (10, 50)
ACTS = 12
APART_S = 2.5
ASK_EVERY_S = 1.0
SERVER = ["--workers", "1", "--threads", "8", "--log-level", "error", "--no-control-socket"]
TICKS = os.sysconf("SC_CLK_TCK")


class Heard:
    """When each reader heard of each act; acts are told apart by time, a reader hears each once."""

    def __init__(self) -> None:
        self.sent: list[float] = []
        self.late: list[float] = []
        self.lock = threading.Lock()

    def hear(self, known: int) -> int:
        """A reader heard something new, having heard `known` acts before; how many now."""
        now = time.perf_counter()
        with self.lock:
            if known < len(self.sent):
                self.late.append(now - self.sent[-1])
            return len(self.sent)


def by_stream(port: int, session: str, where: str, heard: Heard, stop: threading.Event) -> None:
    """One reader with a connection that stays open."""
    line = socket.create_connection(("127.0.0.1", port), 10)
    ask = f"GET {where} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: sessionid={session}\r\n\r\n"
    line.sendall(ask.encode())
    line.settimeout(1)
    known = 0
    while not stop.is_set():
        try:
            said = line.recv(4096)
        except TimeoutError:
            continue
        if not said:
            break
        if b'"changed": ["' in said:
            known = heard.hear(known)
    line.close()


def by_asking(port: int, session: str, where: str, heard: Heard, stop: threading.Event) -> None:
    """One reader that asks each second."""
    line, mark, known = http.client.HTTPConnection("127.0.0.1", port, timeout=30), "", 0
    while not stop.wait(ASK_EVERY_S):
        headers = {"Accept": "application/json", "Cookie": f"sessionid={session}"}
        line.request("GET", where, headers=headers | {"If-None-Match": mark})
        answer = line.getresponse()
        answer.read()
        if answer.status == 200:
            known = heard.hear(known) if mark else known
            mark = answer.headers["ETag"]


def processor(pid: int) -> float:
    """Seconds of processor time that the server's workers have used."""
    used = 0.0
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = re.sub(r"\(.*\)", "x", one.read_text()).split()
        except OSError:
            continue
        if int(said[3]) == pid:
            used += (int(said[13]) + int(said[14])) / TICKS
    return used


def measure(name: str, way: str, readers: list[str], desk: tuple[str, str, list[str]]) -> None:
    """One line of the table."""
    secretary, meeting, items = desk
    heard, stop, tally = Heard(), threading.Event(), Tally()
    where = f"/arbejde/moeder/{meeting}/haendelser/"
    with served(SERVER) as (port, pid):
        one = Visitor(port, secretary, tally)
        one.ask("vis", f"/arbejde/moeder/{meeting}/afvikling/?punkt=1")
        listen = by_stream if way == "strøm" else by_asking
        threads = [threading.Thread(target=listen, args=(port, s, where, heard, stop)) for s in readers]  # fmt: skip
        for thread in threads:
            thread.start()
        time.sleep(3)
        begun, used = time.perf_counter(), processor(pid)
        for act in range(ACTS):
            with heard.lock:
                heard.sent.append(time.perf_counter())
            item = items[act % len(items)]
            form = {
                "outcome": "noted",
                "text": f"{name} {way} {len(readers)} {act}",
                "version": "0",
            }
            one.line.close()  # kept alive for two seconds only
            one.ask("skriv", f"/arbejde/moeder/{meeting}/punkt/{item}/beslut/", form)
            time.sleep(APART_S)
        took, spent = time.perf_counter() - begun, processor(pid) - used
        stop.set()
        for thread in threads:
            thread.join()
    p50, p95 = percentiles(heard.late)
    missed = ACTS * len(readers) - len(heard.late)
    print(f"  {name:10} {way:6} {len(readers):3} læsere   p50 {p50:5.2f} s   p95 {p95:5.2f} s   længst {max(heard.late or [0]):5.2f} s   ikke hørt {missed}   serveren {100 * spent / took:4.1f} % af en kerne   fejl {len(tally.errors)}", flush=True)  # fmt: skip


def here(name: str) -> None:
    """All arms on the database that `DATABASE_URL` names."""
    from django.core.management import call_command

    from raadslag.bench.cycle_town import make_council

    call_command("migrate", verbosity=0)
    made = make_council()
    items = [str(uid) for uid in made.under_way.items.values_list("uid", flat=True)]
    desk = made.secretary, str(made.under_way.uid), items
    for way in ("strøm", "spørg"):
        for count in SIZES:
            measure(name, way, made.members[:count], desk)


def main(arguments: list[str]) -> int:
    """Both databases; with `--here NAME` the one that `DATABASE_URL` names."""
    if arguments[:1] == ["--here"]:
        import django

        django.setup()
        here(arguments[1])
        return 0
    on_each_database("raadslag.bench.live")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
