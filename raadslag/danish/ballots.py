"""One sentence of a ballot: who votes, and on which side.

A sentence is voters (`voters`), cues (a side with its verb, or beside a number) and what ends a list. A cue
takes the voters before it ("A og F stemte for"), or those after it where it is fronted, heads a list or has
nobody before it ("Imod stemte V", "Imod: V"). Who is excepted from a side is on none, unless the clause after
them says so ("undtagen Ida Kær, der stemte imod"). The words are data (`votes.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from raadslag.danish.presence_words import cues as presence_cues
from raadslag.danish.tokens import Printed
from raadslag.danish.vocabulary import rows
from raadslag.danish.voters import Voters, is_verb, phrases, voters_at, words

SIDES = ("for", "against", "abstained", "did_not_vote")
LONGEST_ON = 90
"""Letters of the longest name of what is voted on."""
MOST_FILL = 6
"""Small words between a verb and its side: "stemte herefter som den eneste imod"."""
LONGEST_FRONT = 30
"""Tokens from a fronted side to its verb: "For Socialdemokratiets forslag om at udsætte sagen stemte"."""
_AND = ("og", "samt")
_AS = {"majority": "for", "minority": "against"}


@dataclass(slots=True)
class Side:
    """One side told of: its voters as printed, its printed number, and what is voted on where that is told."""

    name: str
    voters: list[str] = field(default_factory=list)
    count: int | None = None
    on: str | None = None


@dataclass(slots=True)
class _Cue:
    """A side at `start:end`. `fronted`: its voters follow; `versus`: the other side's stand before it."""

    name: str
    start: int
    end: int
    fronted: bool = False
    versus: bool = False
    on: str | None = None


@dataclass(slots=True)
class _Stop:
    """A word that ends a list of voters. `closing`: nobody before it is meant by what follows ("idet")."""

    closing: bool


def examples() -> list[tuple[str, str]]:
    """(made-up sentence, "side: voters") of every row."""
    return [pair for row in rows("votes", "side") for pair in row["examples"].items()]


def sides_in(sentence: str) -> list[Side]:
    """The sides that the sentence tells, in print order; those with neither a voter nor a number left out."""
    printed = Printed(sentence)
    return _Laid(printed, _Scan(printed).parts()).sides()


def is_voters(text: str) -> bool:
    """The text holds voters and nothing else."""
    printed = Printed(text)
    found = voters_at(printed, 0)
    return found is not None and bool(found.names) and printed.raw(found.end) in ("", ".")


class _Scan:
    """The sentence read from left to right into voters, cues and stops."""

    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.found: list[Voters | _Cue | _Stop] = []
        self.cued = self.voted = self.excepted = False
        self.result = any(token.low in words("result") for token in printed.tokens)

    def parts(self) -> list[Voters | _Cue | _Stop]:
        i = 0
        while i < len(self.printed):
            i = self._step(i)
        return self.found

    def _step(self, i: int) -> int:
        if self.printed.tokens[i].is_word and (cue := self._cue(i)):
            self.found.append(cue)
            self.cued = self.voted = True
            self.excepted = False
            return max(cue.end, i + 1)
        if end := self._except_end(i):
            self.excepted = True
            return end
        if voters := voters_at(self.printed, i, told=self._last_end() == i):
            voters.excepted, self.excepted = self.excepted, False
            self.found.append(voters)
            return voters.end
        self._word(i)
        return i + 1

    def _last_end(self) -> int | None:
        last = self.found[-1] if self.found else None
        return None if last is None or isinstance(last, _Stop) else last.end

    def _except_end(self, i: int) -> int | None:
        """The token after "undtagen", "bortset fra"."""
        hit = presence_cues().at(self.printed, i)
        return hit[0] if hit and hit[1] == "except" else None

    def _word(self, i: int) -> None:
        token = self.printed.tokens[i]
        known = not token.is_word or token.low in words("between") | words("relative") | words(
            "fill"
        )
        if is_verb(self.printed, i):
            self.voted = True
        elif token.low in words("closing"):
            self.found.append(_Stop(closing=True))
        elif not known or token.low == ";":
            self.found.append(_Stop(closing=False))

    # ---------------------------------------------------------------- cues
    def _cue(self, i: int) -> _Cue | None:
        if hit := phrases("before").at(self.printed, i):
            return _Cue(hit[1], i, hit[0], fronted=True)
        begins = self._begins(i)
        fronted = (self._label(i) or self._fronted(i)) if begins else None
        return fronted or self._told(i) or self._beside(i, begins=begins)

    def _begins(self, i: int) -> bool:
        """The token begins a clause."""
        before = self.printed.low(i - 1)
        return i == 0 or before in words("apart") or not (before[0].isalnum() or before in ")]")

    def _label(self, i: int) -> _Cue | None:
        """ "For: A, B", "Stemte imod (2): V"."""
        hit = phrases("label").at(self.printed, i)
        if hit is None:
            return None
        bracket = self.printed.closing(hit[0])
        number = bracket == hit[0] + 2 and self.printed.raw(hit[0] + 1).isdecimal()
        if self.printed.raw(hit[0] + 3 if number else hit[0]) not in (":", "-", "–"):
            return None
        return _Cue(hit[1], i, hit[0] + (not number), fronted=True)

    def _fronted(self, i: int) -> _Cue | None:
        """ "Imod stemte", "For forslaget om en sti stemte": what is voted on stands between side and verb."""
        printed = self.printed
        hit = phrases("words").at(printed, i)
        if hit is None or (hit[1] == "abstained" and not is_verb(printed, hit[0])):
            return None
        for k in range(hit[0], min(len(printed), hit[0] + LONGEST_FRONT)):
            labelled = printed.raw(k) == ":" and 0 < k - hit[0] <= MOST_FILL
            if (printed.raw(k) in ",;:(" and not labelled) or printed.low(hit[0]) in words("apart"):
                return None
            if labelled or is_verb(printed, k):
                on = printed.cut(hit[0], k) or None
                return _Cue(hit[1], i, k + 1 + (printed.raw(k + 1) == ":"), fronted=True, on=on)
        return None

    def _told(self, i: int) -> _Cue | None:
        """A verb with its side after it, or a phrase that is both."""
        printed = self.printed
        hit = phrases("whole").at(printed, i)
        if hit and hit[1] == "abstained":
            k = self._past_fill(hit[0])
            stem = printed.cut(k, k + 2).casefold() == "at stemme"
            return self._with_object(_Cue(hit[1], i, k + 2 if stem else hit[0]))
        if hit and hit[1] == "did_not_vote":
            return self._refused(i, hit[0])
        if not is_verb(printed, i):
            return None
        k = self._past_fill(i + 1)
        if printed.low(k) == "ikke":
            return self._refused(i, k + 1)
        side = phrases("words").at(printed, k)
        return self._with_object(_Cue(side[1], i, side[0])) if side else None

    def _refused(self, i: int, end: int) -> _Cue:
        """Who did not vote; who "stemte ikke for" is on no side that is told."""
        side = phrases("words").at(self.printed, end)
        return _Cue("", i, side[0]) if side else _Cue("did_not_vote", i, end)

    def _past_fill(self, i: int) -> int:
        k = i
        while self.printed.low(k) in words("fill") and k - i <= MOST_FILL:
            k += 1
        return k

    def _with_object(self, cue: _Cue) -> _Cue:
        """ "stemte imod indstillingen", "stemte for at udsætte sagen": the words up to the clause's end."""
        printed, first = self.printed, cue.end
        first += cue.name == "abstained" and printed.low(first) == "om"
        first += printed.raw(first) == "," and printed.low(first + 1) == "at"
        low, raw = printed.low(first), printed.raw(first)
        voter = raw[:1].isupper() and not low.endswith("s")  # "stemte imod Ida Kær"
        if not raw[:1].isalpha() or voter or low in words("no_object") | words("count"):
            return cue
        k = first
        while k < len(printed) and not self._ends_object(k):
            k += 1
        text = printed.cut(first, k)
        cue.end, cue.on = k, text if 0 < len(text) <= LONGEST_ON else None
        return cue

    def _ends_object(self, k: int) -> bool:
        printed, low = self.printed, self.printed.low(k)
        if low == ",":
            return printed.low(k + 1) != "at"
        if low in _AND:
            follows = voters_at(printed, k + 1) or phrases("words").at(printed, k + 1)
            return follows is not None
        parts = low in words("apart") or low in words("closing")
        return parts or printed.raw(k) in ".;:()" or self._except_end(k) is not None

    def _beside(self, i: int, *, begins: bool) -> _Cue | None:
        """A side without its verb: after a number, after voters where one has voted, or between two sides."""
        printed = self.printed
        hit = phrases("words").at(printed, i)
        if hit is None:
            return None
        end, side = hit
        last = self.found[-1] if self.found and self._last_end() == i else None
        near = last if isinstance(last, Voters) else None
        counted = near is not None and near.count is not None
        after = voters_at(printed, end)
        follows = after is not None and (bool(after.names) or after.count is not None)
        if (
            side == "against"
            and follows
            and not (counted and (self.cued or printed.raw(end) == "("))
        ):
            versus = near is not None and not self.cued
            if versus and (counted or any("stemme" in token.low for token in printed.tokens)):
                return _Cue(side, i, end, fronted=True, versus=True)
            if not versus and (self.result or self.cued):
                return _Cue(side, i, end, fronted=True)
        ends = not printed.low(end).isalpha() or printed.low(end) in words("apart") or self._except_end(end)  # fmt: skip
        if near and (counted or self.voted) and (ends or printed.low(end).endswith(("et", "en"))):
            return self._with_object(_Cue(side, i, end))
        left_out = begins and self.voted and after is not None and after.count is not None
        return _Cue(side, i, end, fronted=True) if left_out else None


class _Laid:
    """The parts of a sentence, and which voters belong to which cue."""

    def __init__(self, printed: Printed, parts: list[Voters | _Cue | _Stop]) -> None:
        self.printed, self.parts = printed, parts
        self.taken: set[int] = set()
        self.before = {n: self._before(n) for n, part in enumerate(parts) if isinstance(part, _Cue)}

    def sides(self) -> list[Side]:
        found: list[Side] = []
        for n in list(self.before):
            cue = self.parts[n]
            if isinstance(cue, _Cue):
                found += self._of_cue(n, cue)
        found += self._of_bodies()
        return [side for side in found if side.name and (side.voters or side.count is not None)]

    def _of_cue(self, n: int, cue: _Cue) -> Iterator[Side]:
        """The cue's side; of "5 stemmer mod 2" the other one first."""
        own = [k for k in self.before[n] if k not in self.taken]
        if cue.versus:
            yield self._side("for", own, None)
        own = [] if cue.fronted else own
        yield self._side(cue.name, own + self._after(n, cue, alone=not own), cue.on)

    def _side(self, name: str, units: list[int], on: str | None) -> Side:
        side = Side(name, on=on)
        self.taken |= set(units)
        for unit in map(self._voters, units):
            side.voters += [voter for voter in unit.names if voter not in side.voters]
            side.count = unit.count if side.count is None else side.count
        return side

    def _voters(self, n: int) -> Voters:
        part = self.parts[n]
        return part if isinstance(part, Voters) else Voters([], [], 0, 0)

    def _before(self, n: int) -> list[int]:
        """The voters right before cue n, back to the cue or reason before; past unknown words, the nearest."""
        found: list[int] = []
        for k in range(n - 1, -1, -1):
            part = self.parts[k]
            if isinstance(part, _Cue) or (isinstance(part, _Stop) and (part.closing or found)):
                break
            if isinstance(part, Voters):
                if part.excepted:
                    at = part.end + (self.printed.raw(part.end) == ",")
                    told = self.printed.low(at) in words("relative")
                    return found or ([k] if told else [])
                found.insert(0, k)
        return found

    def _after(self, n: int, cue: _Cue, *, alone: bool) -> list[int]:
        """The voters after the cue: all of a list where it has nobody before it, else its bracket."""
        run = self._run(n + 1)
        marks = (self.printed.raw(cue.end), self.printed.raw(cue.end - 1))
        if not (alone or cue.fronted or ":" in marks):
            return (
                run[:1] if marks[0] == "(" and run and self._voters(run[0]).start == cue.end else []
            )
        k = n + 1 + len(run)
        run = [m for m in run if not self._voters(m).excepted]
        rival = self.parts[k] if k < len(self.parts) else None
        if not run or not isinstance(rival, _Cue) or (rival.fronted and not rival.versus):
            return run
        wanted = [m for m in self.before[k] if m in run]
        return [m for m in run if m not in wanted] if wanted != run else self._shared(run, k)

    def _run(self, start: int) -> list[int]:
        end = start
        while end < len(self.parts) and isinstance(self.parts[end], Voters):
            end += 1
        return list(range(start, end))

    def _shared(self, run: list[int], rival: int) -> list[int]:
        """A list before a second cue holds the voters of both: the last unit, or of one unit what follows its
        "og", is the second's ("For stemte A, B og C, D undlod")."""
        self.before[rival] = run[-1:]
        unit = self._voters(run[0])
        if len(run) > 1 or len(unit.names) < 2:
            return run[:-1]
        ends = [k for k in range(1, len(unit.names)) if unit.marks[k - 1] in _AND and unit.marks[k] == ","]  # fmt: skip
        cut = ends[-1] if ends else len(unit.names) - 1
        self.parts.append(Voters(unit.names[cut:], unit.marks[cut:], unit.start, unit.end))
        self.before[rival] = [len(self.parts) - 1]
        unit.names, unit.marks = unit.names[:cut], unit.marks[:cut]
        return run

    def _of_bodies(self) -> Iterator[Side]:
        """ "Et flertal (A, V og C) anbefaler indstillingen": where no verb of voting takes them."""
        for n, part in enumerate(self.parts):
            if isinstance(part, Voters) and part.body and n not in self.taken:
                yield self._side(
                    _AS[part.body], [k for k in self._run(n) if k not in self.taken], None
                )
