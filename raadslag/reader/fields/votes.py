"""Votes, reservations, dissents and the right to stop, as the decision prints them.

A sentence is voters (persons, parties), numbers and words for a side. Words that are fronted ("imod stemte")
take what follows, all others what stands before them; "5 stemmer (A, F) mod 2 (V)" tells two sides.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from raadslag import danish
from raadslag.danish.parties import is_letter, is_party
from raadslag.danish.persons import SEPARATORS, person_at
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.tokens import Phrases, Printed
from raadslag.record import Vote, VoteCount

LONGEST_ON = 90
"""Letters of the longest name of what is voted on."""
LONGEST_SENTENCE = 3000
MOST_VOTES = 200
"""More than any council has; a larger number counts something else."""
_TELLS = ("stem", "flertal", "mindretal", "for:", "imod", "undlod", "blank", "mod ")
_SIDES = ("for", "against", "abstained", "did_not_vote")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(danish.__file__).parent / "votes.toml").read_text("utf-8"))


@cache
def _cues() -> Phrases:
    return Phrases(
        (phrase.strip(), f"{row['side']} {how}")
        for row in _data()["cue"]
        for how in ("before", "after", "number")
        for phrase in row[how].split("|")
        if phrase.strip()
    )


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_data()["words"][kind].split())


def examples() -> list[tuple[str, str]]:
    """(made-up sentence, "side: voters") of every row."""
    return [tuple(row["example"].split(" | ")) for row in _data()["cue"]]


@dataclass(slots=True)
class _Side:
    """One side told of in a sentence. `open`: voters may still follow."""

    name: str
    voters: list[str] = field(default_factory=list)
    count: int | None = None


@dataclass(slots=True)
class _Ballot:
    """What is voted on, where it is printed, and the sides."""

    on: str | None = None
    sides: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        return any(self.sides.values()) or len(self.counts) > 1

    def takes(self, side: _Side) -> bool:
        """Nobody is on two sides of one ballot, and a side is not told twice once the other was."""
        others = {v for name, voters in self.sides.items() if name != side.name for v in voters}
        if others & set(side.voters):
            return False
        told_again = side.name == "for" and bool(self.sides.get("for")) and len(self.sides) > 1
        counted_again = (
            side.count is not None and self.counts.get(side.name, side.count) != side.count
        )
        return not (told_again and side.voters) and not counted_again

    def vote(self) -> Vote:
        told = {name: tuple(self.sides.get(name, ())) for name in _SIDES}
        count = self.counts
        numbers = VoteCount(count.get("for"), count.get("against"), count.get("abstained"))
        return Vote(
            self.on, told["for"], told["against"], told["abstained"], did_not_vote=told["did_not_vote"],
            count=numbers if count else None,
        )  # fmt: skip


def read_votes(text: str) -> list[Vote]:
    """One ballot for each question that names sides or their numbers; only what is printed, never inferred."""
    ballots = [_Ballot()]
    for paragraph in _paragraphs(text):
        if found := re.match(r"(?:ad\.? ?)?(\d{1,2})\. ", paragraph, re.I):
            _open(ballots, found.group(1))
        for sentence in sentence_texts(paragraph):
            low = sentence.casefold()
            if len(sentence) > LONGEST_SENTENCE or not any(word in low for word in _TELLS):
                continue
            if on := _on(sentence):
                _name(ballots, on)
            for side in _Sentence(sentence).read():
                _lay(ballots, side)
    return [ballot.vote() for ballot in ballots if ballot.held]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs; voters on lines of their own under a side's label ("Imod stemmer:") are put to it."""
    found: list[str] = []
    labelled = False
    for line in filter(None, map(str.strip, text.split("\n"))):
        if labelled and len(line) < LONGEST_SENTENCE and _Sentence(line).is_voters():
            found[-1] += f"{' ' if found[-1].endswith(':') else ', '}{line.rstrip('.')}"
            continue
        if found and (found[-1].endswith((",", " og")) or line[0].islower()):
            found[-1] += (
                f" {line}"  # The margin broke it: a new paragraph begins with a capital letter.
            )
        else:
            found.append(line)
        labelled = line.endswith(":") and any(word in line.casefold() for word in _TELLS)
    return found


def _lay(ballots: list[_Ballot], side: _Side) -> None:
    if not ballots[-1].takes(side):
        ballots.append(_Ballot(_point(ballots[-1])))
    here = ballots[-1]
    voters = here.sides.setdefault(side.name, [])
    voters += [voter for voter in side.voters if voter not in voters]
    if side.count is not None and side.name != "did_not_vote":
        here.counts[side.name] = side.count


def _open(ballots: list[_Ballot], on: str) -> None:
    if ballots[-1].held:
        ballots.append(_Ballot(on))
    else:
        ballots[-1].on = on


def _name(ballots: list[_Ballot], on: str) -> None:
    """A result stands before the sides of its ballot or after them."""
    if ballots[-1].held and ballots[-1].on is None:
        ballots[-1].on = on
    elif _point(ballots[-1]) is None:
        _open(ballots, on)


def _point(ballot: _Ballot) -> str | None:
    return ballot.on if ballot.on and ballot.on.isdecimal() else None


def _on(sentence: str) -> str | None:
    """What is voted on: "Forslaget" of "Forslaget blev forkastet med 5 …", or a heading before a colon."""
    head, colon, _ = sentence[: LONGEST_ON + 1].partition(":")
    asked = "afstemning" in head.casefold() or "forslag" in head.casefold()
    alone = head.strip().casefold() in ("afstemning", "afstemningen", "afstemningsresultat")
    if colon and asked and not alone and "stemte" not in head and "stemmer" not in head:
        return head.strip()
    printed = Printed(sentence[: LONGEST_ON + 60])
    for i in range(1, len(printed)):
        if printed.low(i) in ("blev", "er", "bliver") and any(printed.low(k) in _words("result") for k in (i + 1, i + 2)):  # fmt: skip
            ends = next(k for k in (i + 1, i + 2) if printed.low(k) in _words("result"))
            name = printed.cut(0, i)
            counted = printed.low(ends + 1) == "med" and printed.raw(ends + 2).isdecimal()
            return name if counted and 3 <= len(name) <= LONGEST_ON else None
    return None


class _Sentence:
    """One sentence read from left to right: voters and numbers go to the side before or after them."""

    def __init__(self, text: str) -> None:
        self.printed = Printed(text)
        self.sides: list[_Side] = []
        self.open: _Side | None = None
        self.voters: list[str] = []
        self.count: int | None = None
        self.voted = False

    def read(self) -> list[_Side]:
        i = 0
        while i < len(self.printed):
            i = self._step(i)
        plain = [side for side in self.sides if side.name in _SIDES]
        sides = plain or [_Side(_AS[side.name], side.voters, side.count) for side in self.sides]
        return [side for side in sides if side.voters or side.count is not None]

    def is_voters(self) -> bool:
        """The line holds voters and nothing else."""
        voters, end = self._voters_at(0)
        return bool(voters) and self.printed.raw(end) in ("", ".")

    def _step(self, i: int) -> int:
        printed = self.printed
        if cue := self._cue(i):
            end, side, how = cue
            self._side(side, how)
            return end + (printed.raw(end) == ":")
        if printed.raw(i).isdecimal():
            self._number(i)
            return i + 1
        voters, end = self._voters_at(i)
        if voters:
            counted = self.open is not None and self.open.count is not None and not self.open.voters
            if counted and printed.raw(i - 1) == ",":
                self.open = None
            self._take(voters)
            return end
        self._word(i)
        return i + 1

    def _cue(self, i: int) -> tuple[int, str, str] | None:
        """(end, side, how) of words for a side; a bare "for" or "mod" only beside a number, a colon or a result."""
        printed = self.printed
        if named := self._named(i):
            return named
        hit = _cues().at(printed, i)
        if hit is None or (printed.low(i) == "stemmer" and self._is_count(i - 1)):
            return None
        end, (side, how) = hit[0], hit[1].split()
        if how != "number":
            return end, side, how
        number = printed.raw(end).isdecimal()
        if printed.raw(end) == ":" and printed.raw(i - 1) in ("", ";", ",", "."):
            return end, side, "before"
        if side == "against" and number and (self.count is not None or self.voters):
            return end, side, "versus"
        if side == "against" and ((number and self.sides) or self._against_result(i, end)):
            return end, side, "before"
        beside = self._is_count(i - 1) or printed.low(i - 1) in _words("count")
        told = (self.count is not None and beside) or (self.voters and self.voted and not beside)
        return (end, side, "after") if told else None

    def _named(self, i: int) -> tuple[int, str, str] | None:
        """ "For ændringsforslaget stemte": what is voted on stands between the side and the verb."""
        printed = self.printed
        side = {"for": "for", "imod": "against", "mod": "against"}.get(printed.low(i))
        begins = i == 0 or not printed.tokens[i - 1].is_word or printed.low(i - 1) in ("og", "mens")
        if (
            side
            and begins
            and printed.low(i + 1).endswith(("et", "en"))
            and printed.low(i + 2).startswith("stem")
        ):
            return i + 3, side, "before"
        return None

    def _against_result(self, i: int, end: int) -> bool:
        """ "Godkendt mod Liste Ø", "Vedtaget mod Bo Lunds stemme"."""
        return self.printed.low(i - 1) in _words("result") and bool(self._voters_at(end)[0])

    def _side(self, name: str, how: str) -> None:
        if how == "versus":
            self._close("for")
            self.open = _Side(name)
            self.sides.append(self.open)
        elif (
            how == "after"
            and self.open
            and self.open.voters
            and self.open.name in _AS
            and not self.voters
        ):
            self.open.name, self.open = name, None
        elif how == "before" or not (self.voters or self.count is not None):
            self.voters, self.count = [], None
            self.open = _Side(name)
            self.sides.append(self.open)
        else:
            bare = not self.voters
            self._close(name)
            self.open = self.sides[-1] if bare else None

    def _close(self, name: str) -> None:
        self.sides.append(_Side(name, self.voters, self.count))
        self.voters, self.count = [], None

    def _take(self, voters: list[str]) -> None:
        if self.open is not None:
            self.open.voters += voters
        else:
            self.voters += voters

    def _is_count(self, i: int) -> bool:
        return self.printed.raw(i).isdecimal() or self.printed.raw(i) == ")"

    def _number(self, i: int) -> None:
        printed = self.printed
        before, after = printed.low(i - 1), printed.low(i + 1)
        if before == "." and printed.glued(i - 1):
            before = printed.low(i - 2)
        if before in _words("not_counted") or int(printed.raw(i)[:6]) > MOST_VOTES:
            return
        if (
            after == "."
            and printed.raw(i + 2)[:1].islower()
            and printed.low(i + 2) not in _words("count")
        ):
            return
        if (
            self.open is not None
            and self.open.count is None
            and not (self.open.voters and before != "(")
        ):
            self.open.count = int(printed.raw(i))
        else:
            self.open = None
            self.count = int(printed.raw(i))

    def _word(self, i: int) -> None:
        token = self.printed.tokens[i]
        self.voted = self.voted or token.low in ("stemte", "stemmer")
        if token.low == "men":
            self.open = None
        elif token.low in _words("closing"):
            self.open, self.voters, self.count = None, [], None
        elif (
            self.open is not None
            and self.open.voters
            and token.is_word
            and token.low not in _words("between")
        ):
            self.open = None

    def _voters_at(self, i: int) -> tuple[list[str], int]:
        """Parties and persons that follow each other, and the token after them."""
        found: list[str] = []
        at = end = i
        while at < len(self.printed):
            one = self._voter(at, listed=bool(found))
            if one is None:
                break
            found.append(one[0])
            at = end = one[1]
            while self.printed.low(at) in SEPARATORS:
                at += 1
        return found, end

    def _voter(self, i: int, *, listed: bool) -> tuple[str, int] | None:
        printed = self.printed
        if not printed.raw(i)[:1].isupper():
            one = person_at(printed, i, listed=False) if printed.tokens[i].is_word else None
            return (one[0].name, one[1]) if one else None
        for n in (5, 4, 3, 2, 1):
            text = printed.cut(i, i + n) if i + n <= len(printed) else ""
            if (
                text
                and text[-1].isalnum()
                and is_party(text)
                and (listed or self._ends_voter(i + n, text))
            ):
                return text, i + n
        one = person_at(printed, i, listed=bool(self.open))
        if one is None:
            return None
        genitive = one[0].name.endswith("s") and printed.low(one[1]) in _words("count")
        return one[0].name[: -1 if genitive else None], one[1]

    def _ends_voter(self, end: int, text: str) -> bool:
        """A letter is a party where the list goes on or ends: "I udvalget" begins no list."""
        if not is_letter(text):
            return True
        low = self.printed.low(end)
        lists = low in SEPARATORS or low in ("", ".", ")", "(", ";")
        return lists or (text not in ("I", "Å") and low in ("stemte", "stemmer", "undlod", "undlader", "deltog", "har", "var", "kunne", "imod", "kan"))  # fmt: skip


_AS = {"majority": "for", "minority": "against"}
