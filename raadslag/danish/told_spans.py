"""The items and times of day that stand with what is told of a person: "efter punkt 2", "kl. 17.54"."""

from __future__ import annotations

from raadslag.danish.tokens import Printed

_ITEM_WORDS = frozenset(
    "punkt punktet punkter punkterne pkt dagsordenspunkt dagsordenspunktet dagsordenspunkter dagsordenspunkterne "
    "dagsordenens sag sager sagerne".split()
)
_HOW = frozenset("fra til før inden efter under ved i på".split())


def items_at(printed: Printed, i: int) -> tuple[list[tuple[str, int, int]], int] | None:
    """[(preposition, first, last)] of "efter punkt 2", "pkt. 4-6", "punkterne 12, 13 og 15", and the token after."""
    if printed.low(i) not in _ITEM_WORDS:
        return None
    how = _how(printed, i, 6)
    k = i + 1
    while printed.low(k) in (".", "nr", "punkt", ":"):
        k += 1
    found: list[tuple[str, int, int]] = []
    while printed.raw(k).isdecimal() and len(printed.raw(k)) <= 4:
        first = last = int(printed.raw(k))
        k += 1
        n = k + 1
        while printed.low(n) in ("og", "med", "punkt", "pkt", "."):
            n += 1
        if printed.low(k) in ("-", "–", "til") and printed.raw(n).isdecimal():
            last, k = int(printed.raw(n)[:4]), n + 1
        found.append((how, first, max(first, last)))
        n = k
        while printed.low(n) in (",", "og", "samt", "pkt", "punkt", ".") and n - k < 3:
            n += 1
        if n == k or not printed.raw(n).isdecimal():
            break
        k = n
    return (found, k) if found else None


def time_at(printed: Printed, i: int) -> tuple[str, str, int] | None:
    """(preposition, HH:MM, the token after) of "kl. 17.54", and of the second time of "kl. 16-17.30"."""
    second = printed.low(i) in ("-", "–") and _is_hour(printed, i)
    if printed.low(i) not in ("kl", "klokken") and not second:
        return None
    k = i + 2 if printed.raw(i + 1) == "." else i + 1
    hour, minute = printed.raw(k), printed.raw(k + 2)
    if not hour.isdecimal() or int(hour[:3]) > 23:
        return None
    how = "til" if second else _how(printed, i, 2)
    if printed.raw(k + 1) in (".", ":") and minute.isdecimal() and len(minute) == 2:
        return how, f"{int(hour):02}:{minute}", k + 3
    return how, f"{int(hour):02}:00", k + 1


def _is_hour(printed: Printed, i: int) -> bool:
    """The dash at token i stands between two times of day: "kl. 16.30-18.00"."""
    back = [printed.low(k) for k in range(max(0, i - 5), i)]
    return ("kl" in back or "klokken" in back) and printed.raw(i - 1).isdecimal()


def _how(printed: Printed, i: int, back: int) -> str:
    """The preposition before token i, at most `back` tokens before it."""
    return next(
        (printed.low(k) for k in range(i - 1, i - 1 - back, -1) if printed.low(k) in _HOW), ""
    )
