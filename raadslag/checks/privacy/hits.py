"""What a privacy detector finds, and the one way in which every detector is given its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import update_wrapper
from typing import Concatenate, Literal, ParamSpec

from raadslag.danish import Folded, fold

Tier = Literal["stop", "ask", "note"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something private at `start:end` of the printed text searched.

    `kind` is one of those in `messages.RULE_OF_KIND`. `text` is as printed, or what was put
    together where it stands in several places; it is masked before it is shown or stored.
    """

    kind: str
    tier: Tier
    text: str
    start: int
    end: int
    about: str = ""
    """The word that makes it private, for a name (`sygemeldt`)."""
    whole: str = ""
    """All that was found, where `text` only sums it up."""


_More = ParamSpec("_More")


def on_folded(
    detector: Callable[Concatenate[str, _More], Iterator[Hit]],
) -> Callable[Concatenate[str | Folded, _More], Iterator[Hit]]:
    """A detector reads the folded text (`raadslag.danish.fold`) and its hits tell the printed places.

    All detectors are entered so: none can meet a text in another spelling.
    """

    def found(text: str | Folded, /, *args: _More.args, **more: _More.kwargs) -> Iterator[Hit]:
        folded = fold(text) if isinstance(text, str) else text
        for hit in detector(folded.text, *args, **more):
            start, end = folded.printed(hit.start, hit.end)
            is_whole = hit.text == folded.text[hit.start : hit.end]
            printed = folded.original[start:end] if is_whole else hit.text
            yield replace(hit, text=printed, start=start, end=end)

    update_wrapper(found, detector)
    return found


def masked(text: str) -> str:
    """The first six signs, the rest hidden: a finding must not itself spread what it found."""
    kept, hidden = text[:6], text[6:]
    return kept + "".join("•" if sign.isalnum() else sign for sign in hidden)
