"""Answers that stay open: one thread for all readers, told what changed and never what it says."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence

from raadslag.streams import Reader, Streams, take_over


def event(line: socket.socket) -> dict[str, object]:
    """The next event, past the head and whatever only keeps the line open."""
    said = b""
    while b"data: " not in said or not said.endswith(b"\n\n"):
        said += line.recv(4096)
    found: dict[str, object] = json.loads(said.split(b"data: ")[-1])
    return found


def test_readers_hear_of_what_others_did_and_the_server_keeps_no_hold_of_them() -> None:
    parts = {"act:4": "1", "draft:4:7": "x"}

    def look(readers: Sequence[Reader]) -> dict[int, dict[str, str]]:
        return {one.about: dict(parts) for one in readers}

    streams = Streams(look)
    ends, servers = [], []
    for reader in (Reader(1, 7, frozenset({"act", "draft"})), Reader(1, 8, frozenset({"act"}))):
        end, server = socket.socketpair()
        end.settimeout(5)
        mine = take_over(server)
        assert mine is not None
        streams.take(mine, b"HTTP/1.1 200 OK\r\n\r\n", reader)
        server.shutdown(socket.SHUT_WR)  # as gunicorn does when it thinks that it has answered
        server.close()
        ends.append(end)
        servers.append(server)
    writer, other = ends
    first = event(writer)
    assert first["changed"] == []
    assert first["at"] == event(other)["at"]  # one's own draft is no part of what one hears
    parts |= {"draft:4:7": "y"}
    parts |= {"act:4": "2"}
    assert event(writer)["changed"] == event(other)["changed"] == ["act:4"]
    other.close()
    parts |= {"draft:4:8": "z"}
    assert event(writer)["changed"] == ["draft:4:8"]
    assert len(streams) == 1
    writer.close()


def test_a_connection_that_is_locked_by_tls_or_no_connection_is_left_to_the_server() -> None:
    assert take_over(None) is None
