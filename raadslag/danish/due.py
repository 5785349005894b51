"""When something is due: the phrase as printed, the days it means, the rhythm, or the condition.

Ask `due_in(text, today, budget)`: the phrase that binds most. `today` is the day of the meeting that
says so; `budget` the day of the first reading in the municipality's budget calendar. A phrase that names
no day ("løbende", "snarest") has neither span nor rhythm; `asked_again` tells when to look at it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from raadslag.danish.from_now import from_now, months_after
from raadslag.danish.moments import MONTH
from raadslag.danish.periods import Period, periods_in
from raadslag.danish.rhythms import NUMBER, rhythms_in
from raadslag.danish.sought import Sought

Basis = Literal["printed", "derived", "unknown"]
Sort = Literal["day", "meeting", "rhythm", "budget", "condition", "vague"]
MONTHS_TO_ASK_AGAIN = 6
"""What is promised "løbende" is asked for once and looked at again after half a year (issue 11)."""


@dataclass(frozen=True, slots=True)
class Due:
    """`printed`: the phrase. `first` and `last`: days inclusive, `last` null where it is open. `per_year`:
    how often where it recurs (12 monthly, 0.5 every other year), 0 where only "løbende" is said."""

    printed: str
    start: int
    end: int
    sort: Sort
    first: date | None = None
    last: date | None = None
    basis: Basis = "unknown"
    per_year: float | None = None

    @property
    def span(self) -> tuple[date, date | None] | None:
        """(first day, last day or null) where it can be told."""
        return (self.first, self.last) if self.first else None

    def asked_again(self, today: date) -> date | None:
        """The day to look at a phrase that names none; null where it names one."""
        return months_after(today, MONTHS_TO_ASK_AGAIN) if self.first is None else None


_UNIT = r"(?:dage?|uger?|måneder|måned|kvartaler|år)"
_DET = r"(?:det |den |de |et |en |et af de |dette |næste |næst|først ?kommende |førstkommende |kommende |efterfølgende |senere |ekstraordinært |nyt |udvalgets |rådets |byrådets |ordinære |først )"
_MEETING = rf"(?P<meeting>\b(?:på|til|ved|inden|før|i|i forbindelse med) {_DET}{{0,4}}(?:[a-zæøå]{{2,24}})?(?:møde(?:t|r|rne)?|temamøde|dagsorden(?:en)?)\b)"
_AHEAD = re.compile(
    r"\b(?:næste|kommende|førstkommende|først kommende|efterfølgende|følgende|senere|ekstraordinært|nyt)\b|^(?:inden|før)\b",
    re.I,
)
_BUDGET = Sought(
    r"\b(?P<how>inden|før|forud for|til|ved|frem mod|i forbindelse med|under|som led i|senest til) (?:det |den |de |næste |kommende |årets )*"
    r"budget(?:behandling|forhandling|lægning|seminar|drøftelse|vedtagelse|proces|temamøde|konference|møde|lægningen)?(?:en|et|er|erne|n)?\b(?: (?:for )?(?P<year>(?:19|20)\d\d))?",
    re.I,
)
_CLAUSE = Sought(
    r"\b(?:(?:når|så snart|såfremt|hvis|efter at|indtil|i takt med at|straks(?! (?:efter|ved|og|på|i|sendes)\b)) (?=[^,.;]{0,60}\s)"
    r"|(?:inden|til|før) (?=[^,.;]{0,90}\b(?:er|har|går|kommer|foreligger|udløber|åbner|træder|viser|skal|kan|begynder|starter|slutter"
    r"|(?!deres|andres|ældres|fælles|alles)[a-zæøå]{2,20}[bdfgjklmprstv]es)\b))[^,.;]{5,110}",
    re.I,
)
_EVENT = Sought(
    r"\b(?:inden|før|forud for|efter|frem mod|frem til|i forbindelse med|under|ved|når) (?:den |det |de |næste |årets |endelig |kommende |sagens |[A-ZÆØÅ][\wæøå]{3,30}s )*[a-zæøå]{0,24}(?:behandlingen|behandling|høringen|høringsperioden|evalueringen|afrapporteringen|revisionen|revisioner|valget|licitationen|udbuddet|afslutningen|drøftelsen|beslutning|afstemningen|regnskabet|årsregnskabet|opfølgningen|budgetopfølgningen|årsberetningen|ibrugtagning|vedtagelse|vedtagelsen|perioden|afrapportering|strategien)(?: (?:i|af|for|om) (?:[A-ZÆØÅ][\wæøå-]+|[a-zæøå]{4,24}))?\b",
    re.I,
)
_LASTS = Sought(
    rf"\bi (?:en (?:prøve|forsøgs|høring)[a-z]{{0,10}} på )?{NUMBER} (?:{_UNIT})\b(?! siden)", re.I
)
""" "sendes i høring i otte uger": how long it lasts, from a day that is not told."""
_DEFINITE_EVENT = Sought(
    r"\b(?:inden|forud for|frem mod|i forbindelse med|senest ved|i god tid før) (?:(?:den|det|de|næste|årets|kommende|endelige|kommunens|udvalgets|sagens|tre|to|[a-zæøå]{3,16}ige) ){0,4}[a-zæøå]{4,30}(?:en|et|erne|ene|ing|else|er)\b(?: (?:i|af|for|om|med) (?:[A-ZÆØÅ][\wæøå-]+|(?:den |det |de )?[a-zæøå-]{4,24}))?",
    re.I,
)
_NEXT = Sought(
    r"\b(?:i|inden for) (?:løbet af )?(?:den |det |de )?(?:næste|kommende|nye) (?:uger|måneder|valgperiode|byrådsperiode|skoleår|sæson)\b|\bved (?:den |det )?(?:næste|kommende) [a-zæøå]{5,30}\b|\bnæste gang\b|\befter nytår\b|\bi det nye år\b",
    re.I,
)
_AFTER_EVENT = Sought(rf"\bsenest {NUMBER} (?:{_UNIT}) (?:efter|før|inden) [^,.;]{{3,50}}", re.I)
_VAGUE = Sought(
    r"\b(?:snarest(?: muligt)?|(?:inden|før|senest|på) (?:mandag|tirsdag|onsdag|torsdag|fredag|weekenden)|hurtigst muligt|på et senere tidspunkt|på sigt|i den kommende tid|inden (?:længe|for kort tid)|straks|ved (?:først)?(?:kommende|given) lejlighed|i løbet af året|i år)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:\b(?P<how>inden|senest|før|forud for|frem til|frem mod|efter|fra(?: og med)?|siden|til|i løbet af|pr\.?|med virkning fra|i|på|ved|mellem|imellem|sidst|den|d\.|ind(?:en)? udgangen af|i perioden(?: fra)?|under|omkring|hen over|over)\s+)"
    r"(?P<more>(?:(?:den|d\.|det|de|næste|kommende|førstkommende|mødet|møderne|møde|i|udgangen af|ved|med|senest|til|hele|starten af|løbet af|[a-zæøå]{2,20}(?:nes|ens|ets)|(?:[a-zæøå]{2,24})(?:mødet|seminaret|konferencen|dagen))\s+){0,4})\Z",
    re.I,
)
_LIMITS = ("inden", "senest", "før", "forud for", "frem mod", "inden udgangen af")


def due_in(text: str, today: date | None = None, budget: date | None = None) -> Due | None:
    """The due phrase of a sentence or clause that binds most: a day, a meeting, a rhythm, the budget, a
    condition, at last a vague word; null where the text says nothing of when."""
    return binding(dues_in(text, today, budget))


def binding(dues: Sequence[Due]) -> Due | None:
    """The phrase of these that binds most."""
    return min(dues, key=lambda due: (_RANK[due.sort], due.per_year == 0, due.start), default=None)


def recurs(dues: Sequence[Due]) -> bool:
    """Whether they tell a rhythm: "halvårligt, første gang i maj" does, "det årlige møde i maj" does not."""
    most = binding(dues)
    return most is not None and (
        most.sort == "rhythm"
        or any(one.per_year and not one.printed.lower().endswith("lige") for one in dues)
    )


_RANK: dict[Sort, int] = {
    "budget": 0,
    "day": 1,
    "rhythm": 2,
    "meeting": 3,
    "condition": 4,
    "vague": 5,
}


@lru_cache(maxsize=512)
def dues_in(text: str, today: date | None = None, budget: date | None = None) -> tuple[Due, ...]:
    """Every due phrase, in order of what binds most. Kept for a while: promises and ways ask it of the same
    sentences."""
    found = [_of_budget(match, today, budget) for match in _BUDGET.finditer(text)]
    found += [
        Due(
            text[n.start : n.end],
            n.start,
            n.end,
            "day",
            n.first,
            n.last,
            "derived" if n.first else "unknown",
        )
        for n in from_now(text, today)
    ]
    found += [due for one in periods_in(text, today) if (due := _of_period(text, one, today))]
    found += [
        Due(text[r.start : r.end], r.start, r.end, "rhythm", None, None, "printed", r.per_year)
        for r in rhythms_in(text)
    ]
    found += [due for m in _MONTH_MEETING.finditer(text) if (due := _month_meeting(m, today))]
    found += [_of_meeting(m) for m in _MEETING_AHEAD.finditer(text) if _AHEAD.search(m[0])]
    found += [
        Due(m[0].strip(), *m.span(), "condition")
        for p in (_AFTER_EVENT, _CLAUSE, _DEFINITE_EVENT, _EVENT, _LASTS)
        for m in p.finditer(text)
    ]
    found += [Due(m[0], *m.span(), "vague") for p in (_NEXT, _VAGUE) for m in p.finditer(text)]
    return tuple(_with_days(_apart(found), text))


_MEETING_AHEAD = Sought(_MEETING, re.I)


def _apart(found: list[Due]) -> list[Due]:
    """No phrase within a longer one that binds as much."""
    kept: list[Due] = []
    for due in found:
        over = [other for other in kept if due.start < other.end and other.start < due.end]
        whole = [o for o in over if o.sort == "rhythm" and due.start < o.start and due.end > o.end]
        if len(whole) == len(over):  # "i forbindelse med den årlige revision" is no rhythm
            kept = [one for one in kept if one not in whole]
            kept.append(due)
    return kept


def _with_days(found: list[Due], text: str) -> list[Due]:
    """ "Hvert år i november": one phrase, that tells how often and when in the year."""
    days = {one.start: one for one in found if one.sort == "day"}
    for rhythm in [one for one in found if one.sort == "rhythm" and one.per_year]:
        day = days.get(rhythm.end + 1)
        if day is not None:
            whole = replace(rhythm, printed=text[rhythm.start : day.end], end=day.end)
            found = [one for one in found if one not in (rhythm, day)]
            found.append(replace(whole, first=day.first, last=day.last))
    return found


def _of_period(text: str, period: Period, today: date | None) -> Due | None:
    """A period with the words before it ("senest den", "efter", "på mødet i"); null where it is past or a
    name ("Budget 2030", "Klimaplan 2030")."""
    before = _BEFORE.search(text[max(0, period.start - 60) : period.start])
    how = before["how"].lower() if before else ""
    if not before and period.kind in (
        "year",
        "school year",
        "season",
        "feast",
        "month",
        "turn",
        "quarter",
        "half",
        "week",
    ):
        return None
    if period.kind == "year" and how in ("pr.", "pr", "den", "på", "ved", "fra", "siden"):
        return None
    start = period.start - (len(before.group()) if before else 0)
    first, last = _meant(how + " " + (before["more"].lower() if before else ""), period, today)
    if last and today and last < today:
        return None
    return Due(
        text[start : period.end],
        start,
        period.end,
        "day",
        first,
        last,
        "printed" if period.year else "derived",
    )


def _meant(how: str, period: Period, today: date | None) -> tuple[date | None, date | None]:
    if period.first is None or period.last is None:
        return None, None
    if how.startswith("efter"):
        return period.last + timedelta(days=1), None
    if how.startswith(("fra", "siden", "med virkning")):
        until = period.kind == "days" or " til " in period.text
        return period.first, period.last if until else None
    if "udgangen af" in how:
        return today or period.last, period.last
    if how.startswith("senest"):
        return today or period.first, period.last
    if how.startswith(_LIMITS):
        whole = period.kind in ("day", "weekday", "part", "days")
        if period.kind == "feast":
            return today or period.first, period.first
        return today or period.first, period.last if whole else period.first - timedelta(days=1)
    return period.first, period.last


_MONTH_MEETING = Sought(
    rf"\b(?:på|til|inden|før|ved|i|med til) (?:[a-zæøå]{{2,24}}s |det )?(?P<month>{MONTH})-?mødet?\b",
    re.I,
)


def _month_meeting(match: re.Match[str], today: date | None) -> Due | None:
    """ "På junimødet": some day of that month."""
    month = periods_in(match["month"], today)[0]
    return Due(match[0], *match.span(), "day", month.first, month.last, "derived")


def _of_meeting(match: re.Match[str]) -> Due:
    return Due(
        match["meeting"],
        match.start("meeting"),
        match.end("meeting"),
        "meeting",
        None,
        None,
        "derived",
    )


def _of_budget(match: re.Match[str], today: date | None, budget: date | None) -> Due:
    day = budget if budget and (today is None or budget >= today) else None
    limit = match["how"].lower() in ("inden", "før", "forud for", "frem mod")
    first, last = (today or day, day - timedelta(days=1)) if day and limit else (day, day)
    return Due(match[0], *match.span(), "budget", first, last, "derived" if day else "unknown")
