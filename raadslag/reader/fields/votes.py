"""The ballots of a decision: each question's sides, as printed, never inferred.

A sentence's sides are read by `danish.ballots`; here they are laid together to ballots, and what each is on
is found: in the vote's own words, in a heading, in the motion before it, or in the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raadslag.danish.ballots import SIDES, Side, is_voters, sides_in
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.voted_on import heading_of, motion_of, result_of
from raadslag.record import Vote, VoteCount

LONGEST_SENTENCE = 3000
SHORTEST_PRINTED_LINE = 45
"""Letters of a line without a stop that the margin may have cut; a shorter one is a heading or a label."""
_TELLS = re.compile(
    r"(?<!sy)(?<!be)stem|flertal|mindretal|\bi?mod\b|undl(?:od|ad)|blank|\b(?:for|ja|nej) ?(?:\(\d+\) ?)?[:–-]|\d for\b|^for \w+:",
    re.I,
)
"""Without one of these no sentence tells of a ballot: looking for them is quicker than reading it."""
_FORMULA = re.compile(
    r"(?:enstemmigt )?(?:godkendt|vedtaget|tiltrådt|anbefales|anbefalet|udsat)\b", re.I
)
"""The decision itself: what was moved before it was not voted on, or its ballot is done."""
_BARE = ("forslaget", "ændringsforslaget", "forslag")
"""Words for what was moved; the motion itself says more."""
_POINTS_BACK = ("dette", "det", "denne", "disse", "herfor", "den")


@dataclass(slots=True)
class _Ballot:
    """What is voted on, where it is printed, and the sides. `moved`: `on` is what somebody moved before."""

    on: str | None = None
    moved: bool = False
    sides: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        return any(self.sides.values()) or len(self.counts) > 1

    def takes(self, side: Side) -> bool:
        """Nobody is on two sides of one ballot, and a side is not told twice once the other was."""
        others = {v for name, voters in self.sides.items() if name != side.name for v in voters}
        if others & set(side.voters):
            return False
        told_again = side.name == "for" and bool(self.sides.get("for")) and len(self.sides) > 1
        counted_again = (
            side.count is not None and self.counts.get(side.name, side.count) != side.count
        )
        return not (told_again and side.voters) and not counted_again

    def add(self, side: Side) -> None:
        voters = self.sides.setdefault(side.name, [])
        voters += [voter for voter in side.voters if voter not in voters]
        if side.count is not None and side.name != "did_not_vote":
            self.counts[side.name] = side.count

    def vote(self) -> Vote:
        told = {name: tuple(self.sides.get(name, ())) for name in SIDES}
        count = self.counts
        numbers = VoteCount(count.get("for"), count.get("against"), count.get("abstained"))
        return Vote(
            self.on, told["for"], told["against"], told["abstained"], did_not_vote=told["did_not_vote"],
            count=numbers if count else None,
        )  # fmt: skip


def read_votes(text: str) -> list[Vote]:
    """One ballot for each question that names sides or their numbers; only what is printed, never inferred."""
    if not _TELLS.search(text):
        return []
    ballots = _Ballots()
    for paragraph in _paragraphs(text):
        if found := re.match(r"(?:ad\.? ?)?(\d{1,2})\. ", paragraph, re.I):
            ballots.open(found.group(1))
        for sentence in sentence_texts(paragraph):
            if len(sentence) <= LONGEST_SENTENCE:
                ballots.read(sentence)
    return [ballot.vote() for ballot in ballots.all if ballot.held]


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs. A line break is a blank inside a bracket, after a comma or "og", and before a small letter;
    voters on lines of their own under a side's label ("Imod stemmer:") are put to it."""
    held = before = ""
    labelled = False
    for line in filter(None, map(str.strip, text.split("\n"))):
        if held and labelled and len(line) < LONGEST_SENTENCE and is_voters(line):
            held += f"{' ' if held.endswith(':') else ', '}{line.rstrip('.')}"
            before = f"{line}."
            continue
        if held and len(held) < LONGEST_SENTENCE and _goes_on(before, line, held):
            held += f" {line}"
        else:
            yield from [held] if held else []
            held = line
        before = line
        labelled = line.endswith(":") and _TELLS.search(line) is not None
    yield from [held] if held else []


def _goes_on(before: str, line: str, held: str) -> bool:
    if before.endswith((",", " og", " samt", "(")) or line[0].islower():
        return True
    cut = before[-1].isalnum() and len(before) >= SHORTEST_PRINTED_LINE
    return held.count("(") > held.count(")") or cut


class _Ballots:
    """The ballots in print order; the last is the one that is told of."""

    def __init__(self) -> None:
        self.all = [_Ballot()]

    def open(self, on: str | None, *, moved: bool = False) -> None:
        last = self.all[-1]
        if last.held:
            self.all.append(_Ballot(on, moved))
        else:
            last.on, last.moved = on, moved

    def read(self, sentence: str) -> None:
        sides = sides_in(sentence) if _TELLS.search(sentence) else []
        heading = heading_of(sentence)
        result = result_of(sentence)
        motion = motion_of(sentence)
        if heading:
            self._name(heading)
        elif motion and not sides:
            self.open(motion, moved=True)
        elif result and sides:
            self._name(result[0])
        elif result:
            self._ended(*result)
        elif not sides and not self.all[-1].held and _FORMULA.match(sentence):
            self.open(None)
        named = list(dict.fromkeys(side.on for side in sides if side.on))
        for side in sides:
            if on := side.on or (named[0] if len(named) == 1 else None):
                self._name(on)
            self._lay(side)

    def _name(self, on: str) -> None:
        """What the vote's own sentence says it is on: the same ballot, or a new one."""
        last = self.all[-1]
        bare = on.casefold() in _BARE
        if _point(last) is not None or on.casefold() in _POINTS_BACK:
            return
        if last.on is None and not last.held:
            last.on = on
        elif last.moved and (bare or _is_about(on, last.on or "")):
            last.on = last.on if on.casefold() == "forslaget" else on
        elif not _is_about(on, last.on or "") and not (bare and _is_motion(last.on or "")):
            self.open(on)

    def _ended(self, on: str, follows: bool) -> None:
        """A result in a sentence of its own names the ballot before it, or the one that will be told; after
        "herefter" it is of something else."""
        last = self.all[-1]
        if last.held:
            if last.on is None and not follows:
                last.on = on
        elif last.moved and not _is_motion(on):
            last.on, last.moved = None, False
        elif last.on is None and (_is_motion(on) or "indstilling" in on.casefold()):
            last.on = on

    def _lay(self, side: Side) -> None:
        if not self.all[-1].takes(side):
            self.all.append(_Ballot(_point(self.all[-1])))
        self.all[-1].add(side)


def _point(ballot: _Ballot) -> str | None:
    return ballot.on if ballot.on and ballot.on.isdecimal() else None


def _is_about(on: str, other: str) -> bool:
    """The two name the same thing: all words of one stand in the other."""
    one, two = set(on.casefold().split()), set(other.casefold().split())
    return bool(two) and (one <= two or two <= one)


def _is_motion(on: str) -> bool:
    return "forslag" in on.casefold()
