"""Things counted in words against the list of them, below the sentence or inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadslag.checks.findings import Flaw, Held, Operand, Verdict
from raadslag.checks.form.sequence import text_to_mark
from raadslag.checks.prose.sentence import Sentence, passage_sentences
from raadslag.checks.registry import rule
from raadslag.checks.view import Part, Passage
from raadslag.danish.quantities import Quantity, quantities_in
from raadslag.danish.statements import Said, said_in

MOST = 20
"""Things that a sentence counts and then lists."""
NO_THING = ("gange", "kommuner", "partier", "år", "pct", "stemmer")
LONGEST = 90
"""Letters between the number and the colon."""
WORDS_OF_ONE = 5
"""Words that one of the things listed in a sentence may have."""


def _count_before(head: str) -> Said | None:
    """The one number of a text that ends at a colon and says how many things come after it."""
    counts = [one for one in said_in((head,)) if one.kind == "count" and one.quantity.exact]
    counts = [one for one in counts if 2 <= one.value <= MOST and one.value == int(one.value)]
    if len(counts) != 1:
        return None
    said = counts[0]
    named = said.behind(1)
    after = head[said.quantity.end :]
    thing = named and named[0].isalpha() and not named[0].startswith(NO_THING)
    spoken_of_else = "følgende" in after or "," in after[:-1] or len(after) > LONGEST
    spoken_of_else = spoken_of_else or after.rstrip(": ").endswith((" om", " at"))
    return said if thing and not spoken_of_else else None


@rule("form-106")
def counted_lists(part: Part) -> Iterator[Verdict]:
    """ "følgende fire spor:" and a list of other length."""
    for number, piece in enumerate(part.flow):
        if not isinstance(piece, Passage) or not piece.text.rstrip().endswith(":"):
            continue
        last = passage_sentences(piece)[-1]
        said = _count_before(last.text)
        points = _list_after(part, number + 1, piece.list_number)
        numbered = any(quantities_in(point.text[:12]) for point in points)
        if said is None or numbered or len(points) < 2 or _counts_other(said.quantity, len(points)):
            continue
        yield _counted(said, last, [point.operand(point.text[:60], None, 0) for point in points])


def _counts_other(said: Quantity, listed: int) -> bool:
    """A number in digits far from the list's length counts something else: "20 spørgsmål om:"."""
    return said.text[-1].isdecimal() and not listed / 2 <= said.value <= listed * 2


def _counted(said: Said, sentence: Sentence, listed: list[Operand]) -> Verdict:
    operands = (sentence.operand(said.quantity), *listed)
    if said.value == len(listed):
        return Held(operands)
    word = said.quantity.text
    message = f"Teksten siger {word}, men listen har {len(listed)} punkter."
    return Flaw("warning", message, operands, f"{len(listed)} ≠ {said.value:f}", "0")


def _list_after(part: Part, start: int, around: int) -> list[Passage]:
    """The points of the list that follows; `around` is the list that the text itself stands in."""
    points = _marked_after(part, start)
    if points:
        return points
    for piece in part.flow[start:]:
        if not isinstance(piece, Passage) or piece.list_number in (0, around):
            break
        if points and piece.list_number != points[0].list_number:
            break
        points.append(piece)
    return points


def _marked_after(part: Part, start: int) -> list[Passage]:
    """Points that are paragraphs of their own, each with its number or letter: "a) …", "2. …"."""
    points: list[Passage] = []
    for piece in part.flow[start:]:
        mark = text_to_mark(piece) if isinstance(piece, Passage) else None
        if mark is None or mark.number != len(points) + 1 or not isinstance(piece, Passage):
            break
        points.append(piece)
    return points if len(points) >= 2 else []


_AND = re.compile(r"\b(?:og|samt)\b")
_PART = re.compile(r",\s?|\s(?:og|samt)\s")


@rule("form-111")
def counted_in_line(part: Part) -> Iterator[Verdict]:
    """ "tre spor: job, uddannelse og sundhed": short parts with commas and one "og" before the last."""
    for passage in part.passages if ":" in "".join(one.text for one in part.passages) else ():
        for sentence in passage_sentences(passage):
            head, colon, listed = sentence.text.partition(":")
            plain = listed.strip().rstrip(".")
            if (
                not colon
                or not plain
                or re.search(r"[.;:()\d]", plain)
                or len(_AND.findall(plain)) != 1
            ):
                continue
            named = [name.strip() for name in _PART.split(plain) if name.strip()]
            said = _count_before(head)
            last = plain[_AND.search(plain).end() :]  # type: ignore[union-attr]
            short = all(len(name.split()) <= WORDS_OF_ONE for name in named)
            if (
                said is not None
                and len(named) >= 3
                and short
                and "," not in last
                and not quantities_in(plain)
            ):
                yield _counted(
                    said,
                    sentence,
                    [sentence.marked(name, sentence.text.find(name)) for name in named],
                )
