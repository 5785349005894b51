"""Journal numbers and dates: read as one exact token each, however they are written.

The forms of journal numbers are those seen in Danish minutes: KLE with case number
(15.00.00-P22-1-24), KLE short (15.00.00P22-0123), year and number (23/4567, 25-008701,
2019-012345), authority-year-number (330-2018-3619), EMN-2018-012345 and a bare number
after its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raadslag.danish.moments import MONTH_NAMES

_SHORT_MONTHS = {name[:3]: at for at, name in enumerate(MONTH_NAMES, 1)}
_MONTH = "|".join([*MONTH_NAMES, *(name[:3] + r"\b" for name in MONTH_NAMES), "sept"])

_KLE = r"\d\d\.\d\d\.\d\d(?:-?[A-ZÆØÅa-zæøå]\d\d(?:-\d{1,6}(?:-\d{2,4})?)?)?"
JOURNAL = re.compile(
    rf"(?<![\w.,/-])(?:{_KLE}|EMN-\d{{4}}-\d{{4,7}}|\d{{3}}-(?:19|20)\d\d-\d{{1,7}}"
    r"|(?:19|20)\d\d[-/](?!(?:19|20)\d\d(?!\d))\d{4,7}|\d\d/\d{3,6}|\d\d-\d{5,6})(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:sagsnr|sagsnummer|sagsid|sag(?:en)?s? nr|dok\.? ?nr|j\.? ?nr|journalnr|journalnummer|emnenr)"
    r"[.: ]{1,3}\s*(\d{5,9})\b",
    re.IGNORECASE,
)
_KLE_START = re.compile(r"\d\d\.\d\d\.\d\d", re.IGNORECASE)
_KLE_PREFIX = re.compile(r"^\d\d\.\d\d\.(?:\d{0,2}|\d\d-?(?:[A-ZÆØÅa-zæøå]\d{0,2}(?:-[\d-]*)?)?)$")
_DATE = re.compile(
    rf"(?<![\w.])(?:(?P<d1>\d{{1,2}})\.? ?(?P<m1>{_MONTH})\.?,? (?P<y1>(?:19|20)\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)"
    r"|(?P<d3>\d{1,2})(?P<sep>[-./])(?P<m3>\d{1,2})(?P=sep)(?P<y3>(?:19|20)\d\d)"
    r"|(?P<d5>\d{1,2})/(?P<m5>\d{1,2})(?P<y5>[- ](?:19|20)\d\d|-\d\d)"
    rf"|(?P<m4>{_MONTH})\.? (?P<y4>(?:19|20)\d\d))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """An exact token and where it stood in the text."""

    start: int
    end: int
    token: str


def journal_token(number: str) -> str:
    """The token of a journal number: lower case, one kind of dash, KLE short as KLE."""
    plain = "".join(number.split()).lower().replace("/", "-").strip("-.")
    if _KLE_START.match(plain) and len(plain) > 8 and plain[8] != "-":
        plain = f"{plain[:8]}-{plain[8:]}"
    return "j" + plain


def journals(text: str) -> Iterator[Found]:
    """Journal numbers in running text."""
    for found in JOURNAL.finditer(text):
        yield Found(found.start(), found.end(), journal_token(found.group()))
    for found in LABELLED.finditer(text):
        yield Found(found.start(1), found.end(1), journal_token(found.group(1)))


def is_journal_start(text: str) -> bool:
    """Whether typed text is the beginning of a KLE number, such as 15.00.00-P2."""
    return bool(_KLE_PREFIX.match(text))


def dates(text: str) -> Iterator[Found]:
    """Dates ("d20231114") and months with a year ("m202410") in running text."""
    for found in _DATE.finditer(text):
        token = _date_token(found.groupdict())
        if token:
            yield Found(found.start(), found.end(), token)


def _date_token(part: dict[str, str | None]) -> str | None:
    for at in "12345":
        year, month, day = part[f"y{at}"], part[f"m{at}"], part.get(f"d{at}")
        if year is None or month is None:
            continue
        year = year.strip(" -")
        year = year if len(year) == 4 else f"20{year}"
        number = int(month) if month.isdigit() else _SHORT_MONTHS[month[:3].lower()]
        if not 1 <= number <= 12:
            return None
        if day is None:
            return f"m{year}{number:02d}"
        return f"d{year}{number:02d}{int(day):02d}" if 1 <= int(day) <= 31 else None
    return None
