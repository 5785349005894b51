"""What one line is on its own: a heading with a meaning, a case number, an open or closed flag."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from raadslag.danish.attending import label_of_people
from raadslag.danish.moments import DATE, date_of
from raadslag.reader.fields.outcome import is_formula
from raadslag.reader.lines.line import Line
from raadslag.reader.lines.shapes import CASE, KIND_ALONE
from raadslag.reader.words import Vocabulary, fold
from raadslag.reader.words.closed import chapter_of

LONGEST_HEADING = 160
_LABEL = (
    r"(?:(?:(?:acadre|esdh)[ -])?sags?[ -]?(?:nr|nummer|id)(?!\.? \d{1,3}\b(?![/.-]\d))|dok\.? ?nr|dokumentnr"
    r"|j(?:ournal)?\.? ?(?:nr|nummer)|kle|eksp\.? ?nr|(?:esdh-)?sag(?=:? \d\d(?:/\d|-\d{5})))\.?\s*:?\s*"
)
_LOOSE = r"[A-ZÆØÅ]{0,4}-?\d[\d./-]{3,20}\d"
"""Any number behind a label: "S2031-12345", "054.10-2031/1234"."""
_BARE = re.compile(
    rf"^(?:(?:åbent|lukket|åben|lukket)(?: punkt| sag)?\s*-\s*)?[\[(]?({CASE})[\])]?\s*-?$", re.I
)
_LABELLED = re.compile(
    rf"^(?:•\s*|\()?(?:åbent punkt\s*)?{_LABEL}({CASE}(?![\w/-])|{_LOOSE}|\d{{4,9}})?(?![^\W\d])",
    re.I,
)
_ELSEWHERE = re.compile(rf"(?<!^)\b{_LABEL}({CASE}|\d{{4,9}})", re.I)
_FLAG = re.compile(
    r"^(?:•\s*)?(åbent?|lukkete?|lukket)(?: (?:punkt|sag|dagsordenspunkt))?\.?$", re.I
)
_OPINIONS = ("påtegning", "udtalelse", "vurdering", "bemærkninger", "kommentarer", "erklæring")
_OPINION = re.compile(
    r"^(?:[A-ZÆØÅ][\wæøå-]*\s(?:(?:og|for|i|af)\s)?){0,4}[A-ZÆØÅ][\wæøå-]*s (?:påtegning|udtalelse|vurdering|bemærkninger|kommentarer|erklæring)$"
)
_UNDATED = re.compile(r"^beslutning\s+(?:i |fra )?(?P<body>[^.:;]{3,90}?)\s+den\s*:?$", re.I)
_REST = re.compile(
    r"^,?\s{0,8}(?:kl\.?[\d:. ]{0,20})?\(?(?:(?:pkt|punkt|sag|sagsnr)\.?\s{0,8}(?:nr\.?\s{0,8})?(\d{1,4}))?\)?\s{0,8}:?$",
    re.I,
)
_DATED_END = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?" + _REST.pattern.removeprefix("^"), re.I)
"""What every dated heading ends with: quicker to look for than a date."""
_CAPS_HEADING = re.compile(r"^[A-ZÆØÅ][A-ZÆØÅÉ0-9 ,.&/()\-–:]{5,118}$")
_CAPS_RECOMMEND = re.compile(r"^INDSTILLING(?:ER)? FRA (.+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading with a meaning. `role` as in the vocabulary, or `dated` for "<body>, <date>, pkt. 3",
    which may head this meeting's decision or an earlier one; `rest` is text on the heading's line."""

    role: str
    heading: str
    body: str | None = None
    day: date | None = None
    item: int | None = None
    rest: str = ""
    decision: bool = False


def mark_of(line: Line, words: Vocabulary) -> Mark | None:
    """The line as a heading, null where its words do not say so."""
    text = line.text
    if not text or len(text) > LONGEST_HEADING or line.table is not None or line.list_mark:
        return None
    plain = text[1:].lstrip() if text[0] == "•" else text
    if role := words.role(plain):
        return Mark(role, plain.rstrip(" :"), decision=role == "decision")
    if len(plain) < 70 and (plain[:1].isupper()) and (role := words.role_by_stem(plain)):
        own = _OF_BODY.match(plain)
        body = own.group(1) if own else None
        return Mark(role, plain.rstrip(" :"), body, decision=role == "decision")
    if plain.endswith(_OPINIONS) and _OPINION.match(plain):
        return Mark("other", plain)
    if _KIND.match(plain):
        return None
    found = _dated(plain) or _inline(plain, words) or _capitals(plain, words)
    if found is None and line.heads_section:
        return Mark("other", plain.rstrip(" :"))
    return found


def _dated(text: str) -> Mark | None:
    if label_of_people(text.partition(" i ")[0]):
        return None  # "Fraværende i Nordby Byråd, 31. maj 2022:" heads names, and no treatment.
    if "20" not in text and "19" not in text:
        found = _UNDATED.match(text) if text[:10].casefold() == "beslutning" else None
        return Mark("dated", text, found["body"], decision=True) if found else None
    spot = DATE.search(text) if _DATED_END.search(text) else None
    if not spot:
        return None
    rest = _REST.match(text[spot.end() :])
    if not rest:
        return None
    before = re.sub(
        r"[\s,(]{0,8}(?:\b(?:den|d\.|på|i)\s{0,8})?$", "", text[: spot.start()], flags=re.I
    )
    return _body_heading(text, before, date_of(spot.group(0)), rest.group(1))


_OF_BODY = re.compile(r"beslutning(?:er)? (?:i|fra|af) (\S.{3,60}?):?$", re.I)
_KIND = re.compile(r"(?:referat|dagsorden|protokol|møde) (?:af|fra|for|til|i)\b", re.I)
_LEAD = re.compile(r"^beslutning(?:er|en)?\b\s*(?:(?:i|fra|på|af|for|hos)\s+)?", re.I)
_OWN = re.compile(
    r"(?:s|')?\s{1,8}(beslutning(?:er)?|møde|behandling)(?:\s{1,8}(?:i|på)\s{1,8}mødet)?$", re.I
)
_MEETING = re.compile(r"(?:s?møde(?:t)?)$", re.I)


def _body_heading(text: str, before: str, day: date | None, item: str | None) -> Mark | None:
    lead, own = _LEAD.match(before), _OWN.search(before)
    body = before[lead.end() :] if lead else before
    body = _OWN.sub("", body) if own else body
    body = _MEETING.sub("", body).strip(" ,")
    ends = text.endswith(":") or item is not None
    if len(body) > 110 or not (lead or own or (ends and body[:1].isupper())):
        return None
    if not lead and (not _like_body(body) or is_formula(before)):
        return None
    heading = bool(lead) or bool(own and own.group(1).casefold().startswith("beslutning"))
    number = int(item) if item else None
    return Mark("dated", text.rstrip(" :"), body or None, day, number, decision=heading)


_BODY_WORD = re.compile(
    r"udvalg|råd|bestyrelse|direktion|magistrat|nævn|forum|afdeling|repræsentation|komite|§ ?17|\b[A-ZÆØÅ]{2,5}$",
    re.I,
)
_VERB = re.compile(r"\b(?:har|blev|vil|skal|som|besluttede|godkendte|vedtog|er|ved|fra|af den)\b")


def _like_body(text: str) -> bool:
    """A body's name: it holds such a word, or is a few capitalised words with no verb among them."""
    if _VERB.search(text):
        return False
    return bool(_BODY_WORD.search(text)) or (text[:1].isupper() and len(text.split()) <= 6)


def _inline(text: str, words: Vocabulary) -> Mark | None:
    """ "Beslutningskompetence: KB", "Beslutning | Godkendt.", "BESLUTNING 04-05-2031: Godkendt.",
    "Økonomiudvalget 14. maj 2031: Anbefales.", "Beslutning Tilbagesendes …", "SagsfremstillingUdvalget …"."""
    if found := _OF_ITEM.match(text):
        role = words.role(found["head"])
        if role in _OF_AN_ITEM:
            return Mark(role, text.rstrip(" :"), decision=role == "decision")
    for sign in _PARTED:
        head, at, rest = text.partition(sign)
        if at and rest.strip() and len(head) < 60:
            role = words.role(head) or words.role_by_stem(head)
            if role and role not in ("other", "wrapper", "both"):
                return Mark(role, head.strip(), rest=rest.strip(), decision=role == "decision")
            if sign == ":" and (dated := _with_day(head, rest.strip(), words)):
                return dated
    glued = text[:1] in "BSIR" and (_GLUED.match(text) or _SAME_LINE.match(text))
    if glued and (role := words.role(glued.group(1))):
        return Mark(role, glued.group(1), rest=glued.group(2).strip(), decision=role == "decision")
    return None


def without_kind(marks: Sequence[Mark | None], lines: Sequence[Line]) -> list[Mark | None]:
    """The marks without the document's own kind at its top: "PROTOKOL" is a decision's heading only further
    down, where it comes again."""
    first = next((i for i, mark in enumerate(marks) if mark is not None), None)
    if first is None or not KIND_ALONE.match(lines[first].text):
        return list(marks)
    again = any(
        mark and fold(mark.heading) == fold(lines[first].text) for mark in marks[first + 1 :]
    )
    return list(marks) if again else [*marks[:first], None, *marks[first + 1 :]]


_PARTED = (":", "\t")
"""What stands between a heading and its text on one line."""
_OF_ITEM = re.compile(
    r"(?P<head>[^\W\d][\w æøå]{3,30}?) (?:for|til|under|på|i|vedr\.?) (?:dagsordens?)?(?:punkt|pkt\.?|sag)(?: nr\.?)? \d{1,4}\b(?:\s?[:.–-].*)?$",
    re.I,
)
"""A heading that names its item: "Beslutning for Punkt 2: Affaldsgebyrer 2031"."""
_OF_AN_ITEM = frozenset(("decision", "recommendation", "attachments"))
_DAY_LAST = re.compile(rf",?\s{{1,3}}(?:(?:den|d\.)\s?)?(?:{DATE.pattern})$", re.I)


def _with_day(head: str, rest: str, words: Vocabulary) -> Mark | None:
    """A heading with the day of its meeting and the text on one line, a body before the day or not."""
    if "20" not in head and "19" not in head:
        return None
    spot = _DAY_LAST.search(head)
    if spot is None:
        return None
    if words.role(head[: spot.start()]) == "decision":
        return Mark("dated", head, None, date_of(spot.group(0)), rest=rest, decision=True)
    found = _dated(f"{head}:")
    own = found is not None and (found.decision or _BODY_WORD.search(found.body or ""))
    return replace(found, rest=rest) if found and own else None


_GLUED = re.compile(
    r"^(Beslutning|Sagsfremstilling|Sagsbeskrivelse|Indstilling|Resumé|Resume|Sammendrag|Baggrund|Bilag"
    r"|BESLUTNING|INDSTILLING|RESUMÉ|SAGSRESUMÉ|SAGSFREMSTILLING)(?=[A-ZÆØÅ][a-zæøå])(.+)$"
)


_SAME_LINE = re.compile(
    r"^(Beslutning)\s+((?:Godkendt|Taget|Til(?:bagesendes|trådt|sluttet| efterretning| orientering)|Fremsendes|Oversendes|Udsat"
    r"|Udsættes|Anbefale|Indstille?s|Indstillingen|Drøftet|Orienter|Vedtaget|Ingen\b).*)$"
)


def _capitals(text: str, words: Vocabulary) -> Mark | None:
    """A line in capitals is a heading; the vocabulary tells which, else it is one of its own."""
    if not _CAPS_HEADING.match(text) or sum(c.isalpha() for c in text) < 6:
        return None
    if found := _CAPS_RECOMMEND.match(text):
        return Mark("proposer", text.rstrip(" :"), body=found.group(1))
    if (
        fold(text) in words.groups
        or chapter_of(text) is not None
        or _BARE.match(text)
        or text.count(" ") == 0
    ):
        return None
    return Mark("other", text.rstrip(" :"))


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def case_number(text: str) -> str | None:
    """The case number of a line that is about nothing else, null for other lines."""
    if not text or len(text) > 140 or not _DIGIT.search(text):
        return None
    if found := _BARE.match(text):
        return found.group(1).strip()
    if found := _LABELLED.match(text):
        document = text[:3].casefold() == "dok"
        return (
            (_labelled_elsewhere(text) if document else None)
            or found.group(1)
            or _labelled_elsewhere(text)
        )
    return None


@lru_cache(maxsize=4096)
def is_case_line(text: str) -> bool:
    """Also true for a label whose number is missing ("Sagsnr.:"). Kept, since it is asked of the lines
    around every line that may head an item."""
    return bool(text) and len(text) <= 140 and bool(_BARE.match(text) or _LABELLED.match(text))


def _labelled_elsewhere(text: str) -> str | None:
    found = _ELSEWHERE.search(text)
    return found.group(1) if found else None


def flag_of(text: str) -> bool | None:
    """True for a line that says closed, False for one that says open, null else."""
    if len(text) > 30:
        return None
    found = _FLAG.match(text)
    return found.group(1)[0] in "lL" if found else None
