"""What case numbers, names of bodies and dated headings look like, and a body's name out of its line."""

from __future__ import annotations

import re
from functools import lru_cache

from raadslag.danish.moments import DATE, WEEKDAYS
from raadslag.danish.sought import Sought
from raadslag.reader.words import fold

_KLE = (
    r"\d\d\.\d\d(?:\.\d\d)?(?:[-.][A-ZÆØÅ]\d\d(?:-\d{1,6}-\d{2,4})?|[A-ZÆØÅ]\d\d(?:-\d{4})?)"
    r"(?: ?- ?(?:19|20)\d\d/\d+)?"
)
CASE = (
    rf"(?:{_KLE}|[A-Z]{{2,5}}-\d{{4}}-\d{{2,7}}|\d{{3}}-\d{{4}}-\d{{1,7}}|(?:19|20)\d\d[-/]\d{{3,7}}"
    r"|\d\d/\d{1,6}(?:-\d{1,3})?|\d\d-\d{5,6}|\d-\d\d-\d\d(?:-\d+)+-\w{1,4})"
)
"""A case number: KLE ("05.01.02-P20-1-24"), year and number, authority and number, letters and number."""
_ENDING = (
    r"(?:[Uu]dvalg(?:et)?|[Rr]åd(?:et)?|[Bb]estyrelsen?|[Dd]irektionen?|[Nn]ævnet|[Mm]agistraten"
    r"|[Rr]epræsentationen)"
)
_WORD = r"[A-ZÆØÅ§][\wæøå§-]{0,40},?\s(?:og\s|&\s)?"
BODY = (
    rf"(?:(?:{_WORD}){{0,5}}[\wÆØÅæøå-]{{0,40}}{_ENDING}\b"
    rf"|Udvalget for (?:[A-ZÆØÅ][\wæøå-]{{1,40}},?\s(?:og\s)?){{0,4}}[A-ZÆØÅ][\wæøå-]{{1,40}})"
)
"""A body's name by its ending, words in capitals before it, or "Udvalget for X og Y"."""
DATED = (
    rf"(?:B(?:eslutning|ESLUTNING)\s(?:i\s|fra\s)?{BODY}\s(?:den|d\.)(?:\s{DATE.pattern})?"
    rf"|{BODY}(?:s (?:møde|beslutning)(?: i mødet| på mødet)?)?,?\s(?:den\s|d\.\s)?{DATE.pattern}"
    r"(?:,? (?:pkt\.|punkt) ?\d{1,4})?):?"
)
"""A heading of body and date, "Beslutning" before it or not, as it stands inside a run of text."""
KIND = Sought(
    r"\b(beslutningsprotokol|beslutningsreferat|referat|protokol|dagsorden(?:[- ]og[- ]beslutning)?)\b",
    re.I,
)
_KIND_WORDS = (
    r"(?:(?:åben(?:t)?|lukket|godkendt|foreløbigt?|ekstraordinært?|ordinært?|udkast til|tillægs?)[ -]?){0,6}"
    r"(?:beslutnings?protokol|beslutnings?referat|referat|protokol|(?:tillægs)?dagsorden|mødereferat)"
)
_FURNITURE = re.compile(
    rf"^(?:{_KIND_WORDS}(?:en|et)?\b[\s–:•.|,-]{{0,12}}){{1,6}}|[\s–:•.|,-]{{0,12}}\b{_KIND_WORDS}$",
    re.I,
)
KIND_ALONE = re.compile(rf"^{_KIND_WORDS}$", re.I)
_LEAD = re.compile(
    r"^.{0,60}\bmøde(?:t|r)?\s+(?:i|for|til|af)\s+|^.{0,60}\b(?:referat|dagsorden|\w{0,20}protokol)(?:l?en|et)?\s+(?:fra|for|til|af)\s+"
    r"|^(?:til|fra|af|for|i|mødet|møde|godkendelse af)\s+|^\d{1,3}\.?\s+(?=[A-ZÆØÅ])",
    re.I,
)
_TAIL = re.compile(
    rf"[\s,.;:|•–-]{{0,20}}\b(?:den|d\.|dato|på|kl\.?|fra|i|{'|'.join(WEEKDAYS)}|møde(?:t|dato)?(?: nr\.? ?[\d/]{{0,12}})?)?[\s,.;:|•–-]{{0,80}}$",
    re.I,
)
_MAY_END = re.compile(
    rf"(?:[\W\d]|\b(?:den|d|dato|på|kl|fra|i|{'|'.join(WEEKDAYS)}|møde(?:t|dato)?|nr))\Z", re.I
)
"""The last letters of every text that has such a tail."""
_GENITIVE = re.compile(r"(?:et|en|råd|udvalg|else)s$")
BODY_WORD = Sought(
    r"(?:udvalg(?:et|ene)?|råd(?:et)?|byråd|kommunalbestyrelse(?:n)?|regionsråd(?:et)?|magistrat(?:en)?"
    r"|borgerrepræsentation(?:en)?|bestyrelse(?:n)?|nævn(?:et)?|direktion(?:en)?|forum|komit[eé](?:en)?)\b",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:rådhuset|på|fra|har|er|skal|download|blev|holdt|besluttede|fraværende|afbud|beslutning|indstilling|godkendelse|vælg|sagsnr|deltog|at)\b|[:?!]|\d{3}|\.\s",
    re.I,
)


@lru_cache(maxsize=1024)
def clean_body(text: str) -> str | None:
    """The body's name without what a page prints around it; null where nothing is left. Kept for a while:
    the header is read twice, before the first item is known and after."""
    text = text.strip(" ,-–•:|")
    first, _, rest = text.partition(" - ")
    if rest and KIND.match(rest) and is_body(first):
        return first
    for pattern in (_LEAD, _FURNITURE, _TAIL, _TAIL, _LEAD, _FURNITURE, _TAIL, _TAIL):
        if pattern is not _TAIL or _MAY_END.search(text[-12:]):
            text = pattern.sub("", text, count=1).strip(" ,-–•:|")
    text = _OF_TOWN.sub("", text)
    text = re.sub(r"(?:(?<=\w)s)?\s{1,8}møde$", "", text, flags=re.I)
    if _GENITIVE.search(text) and BODY_WORD.search(text[:-1]):
        text = text[:-1]
    text = text.removesuffix("'")
    if not 1 < len(text) <= 120 or _NO_NAME.search(re.sub(r"\(?\d{4}-\d{4}\)?", "", text)):
        return None
    return None if fold(text) in _GENERIC or KIND.fullmatch(text) else text


_OF_TOWN = Sought(
    r"^[A-ZÆØÅ][\wæøå-]{1,30} (?:Kommune|KOMMUNE)[\s,|•–-]{1,20}(?=\S)"
    r"|[\s,|•–-]{1,20}(?:i |for )?[A-ZÆØÅ][\wæøå-]{1,30}(?:-? [A-ZÆØÅ][\wæøå-]{1,30})? (?:Kommune|KOMMUNE)$"
)
"""The municipality printed with the body: "Nordby Kommune, Ældrerådet", "Ældrerådet i Nordby Kommune"."""
_GENERIC = frozenset(
    (*WEEKDAYS, *"møde mødet udvalg udvalget råd rådet bestyrelsen nævn forum udvalgene".split())
)


def is_body(text: str) -> bool:
    """A line that is a body's name and little else."""
    if text.endswith((".", ":", ",")) or not (text[:1].isupper() or text[:1].isdecimal()):
        return False
    if re.match(r"[A-F][.:] ", text) or len(text.split()) > 10:
        return False
    return (
        fold(text) not in _GENERIC
        and bool(BODY_WORD.search(text))
        and not _NO_NAME.search(re.sub(r"\(?\d{4}-\d{4}\)?", "", text))
    )
