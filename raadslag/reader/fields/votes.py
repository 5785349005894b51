"""Votes, reservations, dissents and the right to stop, as the decision prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from raadslag.danish.sentences import sentence_texts
from raadslag.reader.fields.people import split_people
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Vote

_WHO = r"(?P<who>[^.:;]{1,220}?)"
_REST = r"(?:[^.;]|(?<=\b[A-ZÆØÅ])\.(?=\s[A-ZÆØÅ]))*"
"""The rest of a sentence; an initial's full stop does not end it."""
_AGAINST = re.compile(
    rf"\bimod(?:\s+(?:stemte|stemmer))?\s*:?\s+(?:\d+\s*(?:stemmer|medlemmer|medlem)?\s*:?\s*)?\(?(?P<after>[A-ZÆØÅ]{_REST})|{_WHO}\s+(?:stemte|stemmer|har stemt)\s+imod\b",
    re.I,
)
_FOR = re.compile(
    rf"\bfor(?:\s+(?:dette|forslaget|indstillingen))?\s+(?:stemte|stemmer)\s*:?\s*(?P<after>{_REST})|^for\s*:\s*(?P<label>{_REST})",
    re.I,
)
_WHO_FOR = re.compile(rf"{_WHO}\s+(?:stemte|stemmer)\s+for\b", re.I)
_ABSTAIN = re.compile(
    rf"{_WHO}\s+(?:undlod at stemme|undlader at stemme|stemte hverken|afholdt sig fra)\b|\b(?:hverken for eller imod|undlod at stemme|blankt|blanke)\s*:?\s*(?:stemte\s+)?(?P<after>[A-ZÆØÅ][^.;]*)",
    re.I,
)
_LABEL = re.compile(
    r"^(?P<side>for|imod|undlod(?: at stemme)?|blank[te]?|hverken for eller imod|fraværende)\s*:\s*(?P<rest>.+)$",
    re.I,
)
_GROUPED = re.compile(
    r"(?P<n>\d{1,3})\s+(?:stemmer|stemme|medlemmer|medlem)\s+(?P<side>for|imod)?\s*\(?(?P<who>[^.;)]*)\)?",
    re.I,
)
_COUNTED = re.compile(
    r"\d+\s+stemmer\s*(?:for\s*)?(?:\((?P<for>[^()]*)\)\s*)?i?mod\s+\d+(?:\s+stemmer?)?\s*\((?P<against>[^()]*)\)",
    re.I,
)
_SIDE_VERB = re.compile(
    r"(?<!\d\s)\b(?:stemte|stemmer|har stemt)\s+(?:for|imod|hverken)\b|\b(?:undlod|undlader)\s+at\s+stemme\b",
    re.I,
)
_JOINT = re.compile(r"[,;]?\s+(?:og|mens|men|samt|hvorimod)\s+|[,;]\s+", re.I)
_NOBODY = re.compile(
    r"^(?:resten|(?:de|alle|udvalgets) øvrige|øvrige|alle|ingen|flertallet)\b", re.I
)
_MAJORITY = re.compile(
    r"^(?:et\s+)?flertal(?:let)?\b(?:,)?(?:\s+(?:i udvalget\s+)?(?:bestående af|på \d+)?)?\s*(?P<who>[^.;:]*?)\s+(?:kunne|kan|anbefaler|anbefalede|tiltræder|tiltrådte|godkendte|stemte|besluttede|indstiller|vedtog)\b",
    re.I,
)
_MINORITY = re.compile(
    r"^(?:et\s+)?mindretal(?:let)?\b,?\s*(?:bestående af|på \d+)?\s*(?P<who>[^.;:]*?)\s+(?:kunne|kan|stemte|ønsker|ønskede|indstiller|foreslår|anbefaler|kan ikke)\b",
    re.I,
)
RESERVES = re.compile(
    r"\b(?:tog|tager|har taget|tages) (?:et )?(?:\w+ )?forbehold\b|\bstandpunkt forbeholdt\b|\bforbeholder sig\b|\bforbeholdt sig\b",
    re.I,
)
DISSENTS = re.compile(
    r"\b(?:(?:kan|kunne|kunne dog|kan dog) ikke (?:tiltræde|anbefale|støtte|godkende|stemme for|tilslutte)\b|mindretalsudtalelse\b|protokoltilførsel|protokolbemærkning|ønsker(?:ede)? (?:\w+ )?(?:ført|tilført) (?:til ?)?protokol|finder ikke,? at\b|stemte imod\b|(?<!\d )stemmer imod\b|afvigende mening)",
    re.I,
)
_STOPPED = re.compile(
    r"(?P<who>[A-ZÆØÅ][^.;:]{1,90}?)\s+(?:begærede|begærer|ønskede|ønsker|forlangte|krævede|anmodede om at få)\s+(?:\w+\s+)?(?:sagen|punktet|beslutningen)\s+(?:indbragt|forelagt|afgjort)\b"
    r"|(?P<who2>[A-ZÆØÅ][^.;:]{1,90}?)\s+(?:anvendte|brugte|gjorde brug af|benyttede)\s+(?:sin\s+)?(?:standsningsret\w*|stand[s]?ningsretten|§ ?23)",
)
_MAY_STOP = re.compile(r"indbragt|forelagt|afgjort|ndsningsret|§ ?23")
_SUBCLAUSE = re.compile(r",?\s*\b(?:idet|mens|hvor|men|da)\b\s*")
_ADJECTIVE = re.compile(
    r"^(?:heraf|samt|og|mens|dog|dette|herfor|medlemmerne|gruppe\w*|byrådsmedlemmerne)\b\s*", re.I
)
_RESULT = re.compile(
    r"^(?P<on>[^.:]{3,90}?)\s+(?:blev|er|bliver)\s+(?:herefter\s+|dermed\s+|derefter\s+)?"
    r"(?:forkastet|nedstemt|vedtaget|godkendt|afvist|tiltrådt)\s+med\s+\d+",
    re.I,
)


@dataclass(slots=True)
class _Ballot:
    """What is voted on, where it is printed, and the sides ("for", "against", "abstained")."""

    on: str | None = None
    sides: dict[str, list[str]] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        return any(self.sides.values())


def read_votes(text: str, words: Vocabulary) -> list[Vote]:
    """One ballot for each question that names sides; only what is printed, never inferred."""
    ballots = [_Ballot()]
    for paragraph in text.split("\n"):
        if found := re.match(r"^(?:ad\.?\s*)?(\d{1,2})\.\s*", paragraph, re.I):
            _open(ballots, found.group(1))
        for sentence in sentence_texts(paragraph):
            if found := _RESULT.match(sentence):
                _name(ballots, found["on"])
            for side, who in _sides(sentence, words):
                if _next_ballot(side, ballots[-1].sides):
                    ballots.append(_Ballot(_point(ballots[-1])))
                here = ballots[-1].sides.setdefault(side, [])
                here += [voter for voter in who if voter not in here]
    return [
        Vote(
            on=b.on,
            in_favour=tuple(b.sides.get("for", ())),
            against=tuple(b.sides.get("against", ())),
            abstained=tuple(b.sides.get("abstained", ())),
        )
        for b in ballots
        if b.held
    ]


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
    return ballot.on if ballot.on and ballot.on.isdigit() else None


def _next_ballot(side: str, current: dict[str, list[str]]) -> bool:
    """Those in favour are told first: told again, after the others, they vote on something else."""
    return side == "for" and bool(
        current.get("for") and (current.get("against") or current.get("abstained"))
    )


_TELLS_ABSTAINED = ("undlod", "undlader", "hverken", "afholdt", "blank")
_TELLS_SIDES = ("stem", "flertal", "mindretal", "for:", "imod", "undlod", "blank")


def _sides(sentence: str, words: Vocabulary) -> list[tuple[str, list[str]]]:
    low = sentence.casefold()
    if not any(word in low for word in _TELLS_SIDES):
        return []
    if label := _LABEL.match(sentence):
        return _labelled(label, words)
    if counted := _COUNTED.search(sentence):
        sides = [(side, _voters(who, words)) for side, who in counted.groupdict().items() if who]
        return [(side, who) for side, who in sides if who]
    return [found for clause in _clauses(sentence) for found in _clause_sides(clause, words)]


def _clauses(sentence: str) -> list[str]:
    """One clause for each "stemte for", "stemte imod", "undlod at stemme" in the sentence."""
    clauses: list[str] = []
    verbs = list(_SIDE_VERB.finditer(sentence))
    at = 0
    for verb, after in pairwise(verbs):
        for joint in _JOINT.finditer(sentence, verb.end(), after.start()):
            if sentence.count("(", at, joint.start()) == sentence.count(")", at, joint.start()):
                clauses.append(sentence[at : joint.start()])
                at = joint.end()
                break
    return [*clauses, sentence[at:]]


def _clause_sides(sentence: str, words: Vocabulary) -> list[tuple[str, list[str]]]:
    low = sentence.casefold()
    if any(word in low for word in _TELLS_ABSTAINED) and (hit := _ABSTAIN.search(sentence)):
        return [("abstained", _voters(hit["who"] or hit["after"] or "", words))]
    found = [
        ("for" if hit["side"].casefold() == "for" else "against", _voters(hit["who"], words))
        for hit in _GROUPED.finditer(sentence)
        if hit["side"]
    ]
    if any(who for _, who in found):
        return found
    return [(side, who) for side, who in _told(sentence, words) if who]


def _labelled(label: re.Match[str], words: Vocabulary) -> list[tuple[str, list[str]]]:
    side = label["side"].casefold()
    if side == "fraværende":
        return []
    name = "for" if side == "for" else "against" if side == "imod" else "abstained"
    return [(name, _voters(label["rest"], words))]


def _told(sentence: str, words: Vocabulary) -> list[tuple[str, list[str]]]:
    """Sides told in a sentence: "X stemte imod", "for dette stemte …", "et mindretal (V) …"."""
    found: list[tuple[str, list[str]]] = []
    if "imod" in sentence.casefold() and (hit := _AGAINST.search(sentence)):
        found = [("against", _voters(hit["after"] or hit["who"] or "", words))]
    if hit := _FOR.search(sentence) or _WHO_FOR.search(sentence):
        groups = hit.groupdict()
        found.append(
            (
                "for",
                _voters(
                    groups.get("after") or groups.get("label") or groups.get("who") or "", words
                ),
            )
        )
    if not found and (hit := _MAJORITY.match(sentence)):
        found = [("for", _voters(hit["who"], words))]
    elif not found and (hit := _MINORITY.match(sentence)):
        found = [("against", _voters(hit["who"], words))]
    return found


def _voters(text: str, words: Vocabulary) -> list[str]:
    """Names or party letters of a side; counts and filling words go."""
    text = _SUBCLAUSE.split(text)[-1]
    if inner := re.search(r"\(([^()]*)\)", text):
        letters = _letters(inner.group(1), words)
        if letters and re.match(r"^\s*\d+\s+(?:medlemmer|stemmer|stemme|medlem)?", text):
            return letters
    text = re.sub(
        r"^\s*(?:for|imod)\s+|\b\d+\s*(?:stemmer|stemme|medlemmer|medlem)\b|\(\d+(?:\s+medlemmer)?\)|^\d+\s*",
        " ",
        text,
        flags=re.I,
    )
    letters = _letters(text, words)
    if letters:
        return letters
    names = []
    for part in split_people(text.strip(" :,")):
        name = _ADJECTIVE.sub("", re.sub(r"\s*\([^)]*\)", "", part)).strip(" ,:+()")
        if _NOBODY.match(name):
            continue
        if 1 < len(name) <= 60 and name[0].isupper() and len(name.split()) <= 6:
            names.append(name)
    return names


def _letters(text: str, words: Vocabulary) -> list[str]:
    parts = [
        p
        for p in re.split(
            r"[,+/&\s]+|\bog\b|\bsamt\b", text.replace("(", " ").replace(")", " ").replace(".", " ")
        )
        if p
    ]
    parts = [p for p in parts if fold(p) not in ("og", "samt", "medlemmer", "stemmer")]
    return parts if parts and all(p in words.parties for p in parts) else []


def stopped_by(text: str) -> str | None:
    """Who took the case to the council (the law's § 23), null where nobody did."""
    found = _STOPPED.search(text) if _MAY_STOP.search(text) else None
    if not found or "ikke" in found.group(0).split()[:-2]:
        return None
    return (found["who"] or found["who2"]).strip()


def matching(sentences: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The sentences in which the pattern is found."""
    return tuple(sentence for sentence in sentences if pattern.search(sentence))
