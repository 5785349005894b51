"""Answers that stay open: server-sent events to many readers, held by one thread of the web server.

A worker answers the request by the normal rules, hands the connection over and is free again. The
thread holds all of them, looks every half second at what they watch, and tells each reader which parts
are others now: their names, never their text. The page then fetches what it shows by the normal rules.
"""

from __future__ import annotations

import logging
import os
import selectors
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5
BREATH_EVERY_S = 15.0
"""A line that says nothing, so that no proxy on the way (nginx: 60 s) takes the answer for dead."""
LONGEST_S = 120.0
"""Then the browser asks again by itself, and its rights are read anew."""
MOST = 800
"""Readers a process holds: below the 1024 files that a process may have open in most places."""
RETRY = b"retry: 1000\n\n"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who listens to what. `kinds` are the parts told of (`act:4` is an `act`), but none of one's own."""

    about: int
    who: int
    kinds: frozenset[str]

    def hears(self, part: str) -> bool:
        """Is the part told to this reader? The last number of `draft:4:17` says whose it is."""
        kind, *rest = part.split(":")
        return kind in self.kinds and not (kind in OWN and rest[-1:] == [str(self.who)])


OWN = frozenset({"draft", "here"})
"""Kinds of parts that belong to somebody, who knows of them already."""
Parts = Mapping[str, str]
Look = Callable[[Sequence[Reader]], Mapping[int, Parts]]
"""What stands now of each thing that somebody listens to (`Reader.about`)."""


def heard(parts: Parts, reader: Reader) -> dict[str, str]:
    """Those of the parts that the reader is told of."""
    return {name: said for name, said in parts.items() if reader.hears(name)}


def mark_of(parts: Parts) -> str:
    """Names the state of all the parts (16 hexadecimal letters)."""
    return sha256(dumps(sorted(parts.items())).encode()).hexdigest()[:16]


def changed(before: Parts, now: Parts) -> list[str]:
    """Names of the parts that are others, new or gone."""
    return sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))


def event_of(parts: Parts, names: Sequence[str]) -> bytes:
    """One event: the state's name, and the parts that changed."""
    return f"data: {dumps({'at': mark_of(parts), 'changed': list(names)})}\n\n".encode()


def take_over(connection: object) -> socket.socket | None:
    """The connection for ourselves; the server keeps one that leads nowhere. Null where that can't be.

    gunicorn names it `environ["gunicorn.socket"]`. Its own object must not shut ours down, so that
    object's file is exchanged: what the server still writes and closes is a pair without another end.
    """
    if not isinstance(connection, socket.socket) or isinstance(connection, ssl.SSLSocket):
        return None
    mine = connection.dup()
    left, right = socket.socketpair()
    os.dup2(left.fileno(), connection.fileno())
    left.close()
    right.close()
    return mine


@dataclass(slots=True)
class _Open:
    connection: socket.socket
    reader: Reader
    since: float
    breathed: float
    told: dict[str, str] | None = None


class Streams:
    """The open answers of one process. Its thread lives while there are any."""

    def __init__(self, look: Look, *, after_look: Callable[[], None] = lambda: None) -> None:
        self._look, self._after_look = look, after_look
        self._lock = threading.Lock()
        self._coming: deque[_Open] = deque()
        self._open: dict[socket.socket, _Open] = {}
        self._thread: threading.Thread | None = None

    def __len__(self) -> int:
        return len(self._open) + len(self._coming)

    def take(self, connection: socket.socket, head: bytes, reader: Reader) -> None:
        """Hold a connection from now on; `head` is the status line and headers."""
        connection.setblocking(False)
        now = time.monotonic()
        one = _Open(connection, reader, since=now, breathed=now)
        if not _sent(one, head + RETRY):
            connection.close()
            return
        with self._lock:
            self._coming.append(one)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="streams", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        with selectors.DefaultSelector() as ears:
            while self._let_in(ears):
                until = time.monotonic() + LOOK_EVERY_S
                self._tell(ears)
                while (left := until - time.monotonic()) > 0:
                    for key, _ in ears.select(left):
                        self._hear(ears, key.fileobj)

    def _let_in(self, ears: selectors.BaseSelector) -> bool:
        """Take those who came; whether there is anybody at all. The last one out ends the thread."""
        with self._lock:
            while self._coming:
                one = self._coming.popleft()
                self._open[one.connection] = one
                ears.register(one.connection, selectors.EVENT_READ)
            if not self._open:
                self._thread = None
            return bool(self._open)

    def _tell(self, ears: selectors.BaseSelector) -> None:
        states = self._look_now()
        now = time.monotonic()
        for one in list(self._open.values()):
            said = self._words_for(one, states, now)
            if (said and not _sent(one, said)) or now - one.since > LONGEST_S:
                self._let_go(ears, one.connection)

    def _look_now(self) -> Mapping[int, Parts]:
        try:
            return self._look([one.reader for one in self._open.values()])
        except (
            Exception
        ):  # a database away for a while: the readers stay, and are told when it is back
            log.exception("streams: could not look")
            return {}
        finally:
            self._after_look()

    def _words_for(self, one: _Open, states: Mapping[int, Parts], now: float) -> bytes:
        found = states.get(one.reader.about)
        if found is not None:
            parts = heard(found, one.reader)
            before, one.told = one.told, parts
            if before is None:
                return event_of(parts, [])
            if names := changed(before, parts):
                return event_of(parts, names)
        if now - one.breathed < BREATH_EVERY_S:
            return b""
        one.breathed = now
        return b": \n\n"

    def _hear(self, ears: selectors.BaseSelector, who: object) -> None:
        """A reader says nothing more: what comes is the end."""
        assert isinstance(who, socket.socket)
        try:
            gone = who.recv(4096) == b""
        except BlockingIOError:
            return
        except OSError:
            gone = True
        if gone:
            self._let_go(ears, who)

    def _let_go(self, ears: selectors.BaseSelector, connection: socket.socket) -> None:
        if self._open.pop(connection, None) is not None:
            ears.unregister(connection)
            connection.close()


def _sent(one: _Open, words: bytes) -> bool:
    """False where the reader is gone, or takes so little that it had better come again."""
    try:
        return one.connection.send(words) == len(words)
    except OSError:
        return False
