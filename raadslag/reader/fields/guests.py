"""People from outside the committee who took part in one item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from raadslag.danish.sentences import sentence_texts
from raadslag.reader.cut.pieces import Piece
from raadslag.reader.lines.blocks import lines_to_blocks, paragraphs_of
from raadslag.record import ExtraParticipant

_UNDER = re.compile(
    r"(?:^|\b)(?:under|ved|til|i|på)\s+(?:(?:behandlingen\s+af\s+)?(?:punktet|sagen|dagsordenspunktet|dette punkt)|punktets behandling|sagens behandling|behandlingen(?: af (?:sagen|punktet))?|mødet|denne sag)\b",
    re.I,
)
_TAKES_PART = re.compile(r"\b(?:deltager|deltog|deltage)\b(?!\s+ikke)", re.I)
_ORG = re.compile(
    r",?\s*\b(?:fra|ved)\s+(?P<org>[A-ZÆØÅ][^,;]*?(?:\s(?:og|for|samt)\s[^,;]*?)*)\s*$"
)
_WORD = r"[A-ZÆØÅ][\wæøåéèüöäÉ'’-]*(?:\.(?=\s[A-ZÆØÅ]))?"
_NAME = re.compile(rf"\b{_WORD}(?:\s+(?:{_WORD}|von|van|de))+")
_NO_NAME = re.compile(
    r"\b(?:Center|Centret|Forvaltning\w*|Afdeling\w*|Team|Sekretariat\w*|Udvalg\w*|Kommune\w*|Kommunal\w*|Skole\w*|Jobcenter\w*|Job|A/S|ApS|KL|Region\w*|Under|Ved|Der|På)\b|\w*(?:udvalget|forvaltningen|afdelingen|afsnittet|centeret|centret)\b",
    re.I,
)


def read_guests(pieces: Sequence[Piece], width: float | None) -> list[ExtraParticipant]:
    """Named guests from a heading of their own, or from sentences that say who takes part in the item."""
    found: list[ExtraParticipant] = []
    for sentence in _sentences(pieces, width):
        found += _people(sentence)
    known: dict[str, ExtraParticipant] = {}
    for person in found:
        known.setdefault(person.name, person)
    return list(known.values())


def _sentences(pieces: Sequence[Piece], width: float | None) -> Iterable[str]:
    for piece in pieces:
        if piece.role in ("decision", "earlier", "prior", "attachments", "recommendation"):
            continue
        if piece.role == "guests":
            for text in paragraphs_of(lines_to_blocks(piece.lines, width)):
                yield from sentence_texts(text)
            continue
        for line in piece.filled:
            text = line.text
            if (
                len(text) < 400
                and "delt" in text
                and _TAKES_PART.search(text)
                and _UNDER.search(text)
            ):
                yield from (
                    s for s in sentence_texts(text) if _TAKES_PART.search(s) and _UNDER.search(s)
                )


def _people(sentence: str) -> list[ExtraParticipant]:
    text = _UNDER.sub(" ", sentence.strip(" ."))
    text = " ".join(_TAKES_PART.sub(" ", text).strip(" ,.").split())
    text = _BRACKETED.sub(r", \1", text)
    if first := _ROLE_FIRST.match(text):
        text = first.group(1).lower() + text[first.end(1) :]
    shared = _ORG.search(text) or _UNIT_LAST.search(text)
    org = shared["org"].strip() if shared else None
    if shared:
        text = text[: shared.start()]
    found: list[ExtraParticipant] = []
    at = 0
    for start, end, name in _names(text):
        before = _FILLING.sub("", text[at:start])
        title = before if before and (before[0].islower() or " " in before) else None
        at = end
        after = _TITLE_AFTER.match(text[end:])
        if not title and after:
            title, at = after.group(1).strip(), end + after.end()
        inner = _ORG_AFTER.match(text[at:])
        found.append(ExtraParticipant(name, title, inner.group(1) if inner else org))
    return found


_ROLE_FIRST = re.compile(
    r"^((?=[A-ZÆØÅ])[\wæøåÆØÅ]*(?:[Cc]hef|[Ll]eder|[Kk]onsulent|[Dd]irektør|[Kk]oordinator|medarbejder|formand|specialist|sekretær|jurist|arkitekt|planlægger))\s+(?=[A-ZÆØÅ])"
)
_BRACKETED = re.compile(r"\s*\(([a-zæøå][^()]*)\)")
_UNIT_LAST = re.compile(
    r",\s*(?P<org>(?:Center|Centret|Afdeling\w*|Team|Sekretariat\w*|[A-ZÆØÅ][\wæøå]*(?:afdelingen|forvaltningen|afsnittet|centret|huset))\b[^,]*)$"
)
_FILLING = re.compile(r"^(?:[\s,]|\bog\b|\bsamt\b)+|[\s,:-]+$")
_TITLE_AFTER = re.compile(r",\s*([a-zæøå][^,]*?)(?=,|\s+og\s+[a-zæøåA-ZÆØÅ]|\s+fra\s+[A-ZÆØÅ]|$)")
_ORG_AFTER = re.compile(r"\s+(?:fra|ved)\s+([A-ZÆØÅ][^,]*?)(?=,|\s+og\s|$)")


def _names(text: str) -> list[tuple[int, int, str]]:
    """Two or more capitalised words that are no unit's name and stand in no unit's name."""
    hits: list[tuple[int, int, str]] = []
    for hit in _NAME.finditer(text):
        before = text[: hit.start()].rstrip()
        if (
            before.endswith((" for", " fra", " af", " i", " og", "for", "fra"))
            and not before.endswith(", og")
            and not before.endswith(" og")
        ):
            continue
        if _NO_NAME.search(hit.group(0)):
            continue
        hits.append((hit.start(), hit.end(), hit.group(0)))
    return hits
