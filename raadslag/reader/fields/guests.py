"""People from outside the committee who took part in one item: name, title and organisation as printed.

A guest is a person with a title or an organisation in a sentence that says they are there ("deltager under
punktet", "fortalte om"), or anybody under a heading of guests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from raadslag.danish.names import is_first
from raadslag.danish.person_names import name_at, role_at, role_word
from raadslag.danish.presence_words import kinds_in
from raadslag.danish.sentences import sentence_texts
from raadslag.danish.tokens import Printed
from raadslag.danish.told_spans import items_at
from raadslag.reader.cut.pieces import Piece
from raadslag.reader.lines.blocks import lines_to_blocks, paragraphs_of
from raadslag.record import ExtraParticipant

LONGEST = 600
_NOT_OURS = ("earlier", "prior", "attachments", "recommendation")
_TAKES_PART = frozenset("deltager deltog deltage medvirker medvirkede".split())
_SPEAKS = frozenset(
    "fortalte fortæller orienterede orienterer præsenterede præsenterer fremlagde fremlægger gennemgik gennemgår redegjorde "
    "redegør oplæg".split()
)
"""What a guest does at an item; who only is written about does not."""
_LATER = frozenset("vil skal kan kunne inviteres ikke tidligere".split())
_AFTER = frozenset(("", ".", ",", "og", "under", "fra", "ved", "via", "med", "for", "som", ";"))
"""What may follow "deltager" where the item is not named: "deltager.", "deltager fra kl. 14", "deltager og fortæller"."""
_JOINS = frozenset("og for af i på samt & - / til".split())


def read_guests(pieces: Sequence[Piece], width: float | None) -> list[ExtraParticipant]:
    """Named guests from a heading of their own, or from sentences that say who takes part in the item."""
    known: dict[str, ExtraParticipant] = {}
    for sentence, certain in _sentences(pieces, width):
        for person in guests_in(sentence, certain=certain):
            known.setdefault(person.name, person)
    return list(known.values())


def _sentences(pieces: Sequence[Piece], width: float | None) -> Iterator[tuple[str, bool]]:
    for piece in pieces:
        if piece.role == "guests":
            for text in paragraphs_of(lines_to_blocks(piece.lines, width)):
                yield from ((sentence, True) for sentence in sentence_texts(text))
        elif piece.role not in _NOT_OURS:
            for line in piece.filled:
                words = set(line.text.casefold().replace(".", " ").replace(",", " ").split()) if len(line.text) < LONGEST else set()  # fmt: skip
                if words & (_TAKES_PART | _SPEAKS):
                    yield from ((sentence, False) for sentence in sentence_texts(line.text))


def guests_in(sentence: str, *, certain: bool = False) -> list[ExtraParticipant]:
    """The guests of one sentence. `certain`: it stands under a heading of guests."""
    printed = Printed(sentence)
    lows = {token.low for token in printed.tokens}
    kinds = kinds_in(sentence)
    if (
        lows & _LATER or kinds & {"aside", "hindered", "absent", "apologies", "stand_in"}
    ) and not certain:
        return []
    here = _is_here(printed)
    if not certain and not here and not lows & _SPEAKS:
        return []
    scoped = certain or (here and bool(kinds & {"point", "treatment", "meeting"}))
    found: list[ExtraParticipant] = []
    i = 0
    while i < len(printed):
        one = _guest_at(printed, i)
        if one is None:
            i += 1
            continue
        person, i = one
        if person and (scoped or person.title or person.org):
            found.append(person)
    return _sharing_org(found)


def _is_here(printed: Printed) -> bool:
    """The verb says that somebody is at this meeting: it names the item, or nothing else they might take part in."""
    named = bool(kinds_in(printed.text) & {"point", "treatment", "meeting"}) or any(items_at(printed, i) for i in range(len(printed)))  # fmt: skip
    return any(
        printed.low(i) in _TAKES_PART and (named or printed.low(i + 1) in _AFTER)
        for i in range(len(printed))
    )


def _guest_at(printed: Printed, i: int) -> tuple[ExtraParticipant | None, int] | None:
    """One person with title and organisation, and the token after; a member (party, seat) gives null with it."""
    title, at = _title(printed, i)
    name = name_at(printed, at, titled=title is not None)
    if name is None or (" " not in name[0]):
        return None
    text, end = name
    first, _, rest = text.partition(" ")
    if title is None and not is_first(first) and " " in rest and is_first(rest.split()[0]):
        # "Havnemester Ole Kær": a title that no list knows stands before a first name.
        title, text = first, rest
    title, org, end, member = _after(printed, end, title)
    return (None if member else ExtraParticipant(text, title, org)), end


def _title(printed: Printed, i: int) -> tuple[str | None, int]:
    """ "Børne- og Familiechef", "afsnitsleder for Ungeafsnittet,": the title before a name, and where the name begins."""
    at = i + 3 if printed.raw(i + 1) == "-" and printed.low(i + 2) in ("og", "/") else i
    role = role_at(printed, at, before_name=True)
    if role is None:
        return None, i
    end = role[1] + (printed.raw(role[1]) == "," and name_at(printed, role[1] + 1) is not None)
    return printed.cut(i, role[1]), end


def _after(printed: Printed, i: int, title: str | None) -> tuple[str | None, str | None, int, bool]:
    """(title, organisation, the token after, whether it is a member) from brackets and commas after the name."""
    org: str | None = None
    member = bool(title) and role_word((title or "").casefold().split()[-1]) in (
        "political",
        "standing_in",
    )
    while i < len(printed):
        k = i + (printed.raw(i) == ",")
        close = printed.closing(k)
        if close is not None:
            inner = [part.strip() for part in printed.cut(k + 1, close).split(",")]
            member |= len(inner[0]) <= 2 and inner[0].isupper()
            title = title or (inner[0] if inner[0][:1].islower() else None)
            org = org or next(
                (part for part in inner if len(part) > 2 and part[:1].isupper()), None
            )
            i = close + 1
        elif org is None and printed.low(k) in ("fra", "ved") and printed.raw(k + 1)[:1].isupper():
            org, i = _org(printed, k + 1)
        elif org is None and k > i and printed.raw(k)[:1].isupper() and not _is_person(printed, k):
            org, i = _org(printed, k)
        elif title is None and k > i and (role := role_at(printed, k)) and printed.raw(k).islower():
            title, i = role
        else:
            return title, org, i, member
    return title, org, i, member


def _is_person(printed: Printed, k: int) -> bool:
    at = _title(printed, k)[1]
    name = name_at(printed, at)
    return at > k or (name is not None and " " in name[0] and is_first(name[0].split()[0]))


def _org(printed: Printed, i: int) -> tuple[str, int]:
    """An organisation's words: capitals, and small words between them ("Center for Social og Arbejdsmarked")."""
    end = at = i
    while at < len(printed):
        token = printed.tokens[at]
        if token.is_capital and not (
            at > i and printed.low(at - 1) == "og" and _is_person(printed, at)
        ):
            end = at + 1
        elif token.low not in _JOINS and not token.text.isdecimal():
            break
        at += 1
    return printed.cut(i, end), end


def _sharing_org(found: list[ExtraParticipant]) -> list[ExtraParticipant]:
    """ "direktør Ida Kær og konsulent Bo Lund fra COWI": the last one's organisation is all of theirs."""
    if len(found) < 2 or found[-1].org is None or any(one.org for one in found[:-1]):
        return found
    return [ExtraParticipant(one.name, one.title, found[-1].org) for one in found]
