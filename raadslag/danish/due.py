"""When something is due: the phrase as printed, the days it means, the rhythm, or the condition.

Ask `due_in(text, today, budget)`: the phrase that binds most. `today` is the day of the meeting that
says so; `budget` the day of the first reading in the municipality's budget calendar. A phrase that names
no day ("løbende", "snarest") has neither span nor rhythm; `asked_again` tells when to look at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from raadslag.danish.moments import MONTH, last_day
from raadslag.danish.periods import Period, periods_in

Basis = Literal["printed", "derived", "unknown"]
Sort = Literal["day", "meeting", "rhythm", "budget", "condition", "vague"]
MONTHS_TO_ASK_AGAIN = 6
"""What is promised "løbende" is asked for once and looked at again after half a year (issue 11)."""
_LEEWAY = timedelta(weeks=3)
""" "Om et halvt år" is kept three weeks before and after the day."""


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


_N = r"(?:\d{1,2}|et|en|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|halvandet|et halvt|et par)"
_UNIT = r"(?:dage?|uger?|måneder|måned|kvartaler|år)"
_DET = r"(?:det |den |de |et |en |dette |næste |næst|først ?kommende |førstkommende |kommende |efterfølgende |udvalgets |rådets |byrådets |ordinære |først )"
_MEETING = rf"(?P<meeting>\b(?:på|til|ved|inden|før|i forbindelse med) {_DET}{{0,4}}(?:[a-zæøå]{{2,24}})?(?:møde(?:t|r|rne)?|temamøde|dagsorden(?:en)?)\b)"
_AHEAD = re.compile(
    r"\b(?:næste|kommende|førstkommende|først kommende|efterfølgende|følgende|senere)\b", re.I
)
_PER_YEAR: dict[str, float] = {
    "år": 1.0,
    "halvår": 2.0,
    "kvartal": 4.0,
    "måned": 12.0,
    "uge": 52.0,
    "forår": 1.0,
    "efterår": 1.0,
    "sommer": 1.0,
    "vinter": 1.0,
    "månedlig": 12.0,
    "kvartalsvis": 4.0,
    "halvårlig": 2.0,
    "årlig": 1.0,
    "ugentlig": 52.0,
}
_EVERY = {"andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5}
_RHYTHMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
    (re.compile(rf"\b(?P<n>{_N}) gange? (?:årligt|om året|pr\.? år|per år)", re.I), lambda m: _count(m["n"])),
    (re.compile(r"\b(?:hver(?:t)? (?P<every>andet|anden|tredje|fjerde|femte) (?P<unit>år|måned|kvartal|uge))", re.I), lambda m: _PER_YEAR[m["unit"].lower()] / _EVERY[m["every"].lower()]),
    (re.compile(r"\bhver(?:t)? (?P<half>halve )?(?P<unit>år|måned|kvartal|uge|halvår|forår|efterår|sommer|vinter)\b", re.I), lambda m: _PER_YEAR[m["unit"].lower()] * (2 if m["half"] else 1)),
    (re.compile(r"\b(?P<unit>månedlig|kvartalsvis|halvårlig|årlig|ugentlig)(?:e|t)?\b", re.I), lambda m: _PER_YEAR[m["unit"].lower()]),
    (re.compile(r"\b(?:på (?:hvert|alle) (?:af )?(?:de )?(?:kommende |ordinære )?(?:udvalgs)?møder?|ved hvert møde)\b", re.I), lambda _: 11),
    (re.compile(r"\b(?:løbende|jævnligt|regelmæssigt|med jævne mellemrum|fast punkt|fremover|fremadrettet)\b", re.I), lambda _: 0),
)  # fmt: skip
_COUNTS = {
    "et": 1.0,
    "en": 1.0,
    "to": 2.0,
    "et par": 2.0,
    "tre": 3.0,
    "fire": 4.0,
    "fem": 5.0,
    "seks": 6.0,
    "syv": 7.0,
    "otte": 8.0,
    "ni": 9.0,
    "ti": 10.0,
    "tolv": 12.0,
    "halvandet": 1.5,
    "et halvt": 0.5,
}
_FROM_NOW = re.compile(
    rf"\b(?P<how>om|efter|inden for|indenfor|senest om|inden) (?P<about>ca\. |cirka |de næste |de kommende )?(?P<n>{_N}) (?P<unit>{_UNIT})\b(?! (?:siden|gammel))",
    re.I,
)
_BUDGET = re.compile(
    r"\b(?P<how>inden|før|forud for|til|ved|frem mod|i forbindelse med|under|som led i|senest til) (?:det |den |de |næste |kommende |årets )*"
    r"budget(?:behandling|forhandling|lægning|seminar|drøftelse|vedtagelse|proces|temamøde|konference|møde|lægningen)?(?:en|et|er|erne|n)?\b(?: (?:for )?(?P<year>(?:19|20)\d\d))?",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:når|så snart|såfremt|inden|indtil|til|efter at|før|i takt med at|hvis) (?=[^,.;]{0,90}\b(?:er|foreligger|forelægges|har|behandles|bliver|sendes|vedtages|godkendes|kommer|udløber|afsluttes|åbner|træder|viser|kendes|holdes|afholdes|går|skal|ønskes)\b)[^,.;]{5,110}",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:inden|før|forud for|efter|frem mod|frem til|i forbindelse med|under|ved|når) (?:den |det |de |næste |årets |endelig |kommende |sagens |[A-ZÆØÅ][\wæøå]{3,30}s )*[a-zæøå]{0,24}(?:behandlingen|behandling|høringen|høringsperioden|evalueringen|afrapporteringen|revisionen|revisioner|valget|licitationen|udbuddet|afslutningen|drøftelsen|beslutning|afstemningen|regnskabet|årsregnskabet|opfølgningen|budgetopfølgningen|årsberetningen|ibrugtagning|vedtagelse|vedtagelsen|perioden|afrapportering|strategien)(?: (?:i|af|for|om) (?:[A-ZÆØÅ][\wæøå-]+|[a-zæøå]{4,24}))?\b",
    re.I,
)
_LASTS = re.compile(
    rf"\bi (?:en (?:prøve|forsøgs|høring)[a-z]{{0,10}} på )?{_N} (?:{_UNIT})\b(?! siden)", re.I
)
""" "sendes i høring i otte uger": how long it lasts, from a day that is not told."""
_DEFINITE_EVENT = re.compile(
    r"\b(?:inden|forud for|frem mod|i forbindelse med|senest ved|i god tid før) (?:(?:den|det|de|næste|årets|kommende|endelige|kommunens|udvalgets|sagens|tre|to|[a-zæøå]{3,16}ige) ){0,4}[a-zæøå]{4,30}(?:en|et|erne|ene|ing|else|er)\b(?: (?:i|af|for|om|med) (?:[A-ZÆØÅ][\wæøå-]+|(?:den |det |de )?[a-zæøå-]{4,24}))?",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:i|inden for) (?:løbet af )?(?:den |det |de )?(?:næste|kommende|nye) (?:uge|uger|måned|måneder|kvartal|halvår|år|valgperiode|byrådsperiode|skoleår|budgetår|sæson)\b|\bnæste gang\b|\befter nytår\b|\bi det nye år\b|\bsenere i år\b",
    re.I,
)
_AFTER_EVENT = re.compile(rf"\bsenest {_N} (?:{_UNIT}) (?:efter|før|inden) [^,.;]{{3,50}}", re.I)
_VAGUE = re.compile(
    r"\b(?:snarest(?: muligt)?|(?:inden|før|senest|på) (?:mandag|tirsdag|onsdag|torsdag|fredag)|(?:inden|før|efter|ved) skolestart|senest (?:med|ved) (?:udgangen af året|årets udgang)|inden udgangen af året|hurtigst muligt|på et senere tidspunkt|på sigt|i den kommende tid|senere på året|inden længe|straks|ved (?:først)?(?:kommende|given) lejlighed|i løbet af året|i år|næste år|til næste år)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:\b(?P<how>inden|senest|før|forud for|frem til|frem mod|efter|fra(?: og med)?|siden|til|i løbet af|pr\.?|med virkning fra|i|på|ved|den|d\.|ind(?:en)? udgangen af|i perioden(?: fra)?|under|omkring|hen over|over)\s+)"
    r"(?P<more>(?:(?:den|d\.|det|de|næste|kommende|førstkommende|mødet|møderne|møde|i|udgangen af|ved|senest|til|hele|starten af|løbet af|(?:[a-zæøå]{2,24})(?:mødet|seminaret|konferencen|dagen))\s+){0,4})\Z",
    re.I,
)
_LIMITS = ("inden", "senest", "før", "forud for", "frem mod", "inden udgangen af")


def due_in(text: str, today: date | None = None, budget: date | None = None) -> Due | None:
    """The due phrase of a sentence or clause that binds most: a day, a meeting, a rhythm, the budget, a
    condition, at last a vague word; null where the text says nothing of when."""
    found = dues_in(text, today, budget)
    return min(found, key=lambda due: (_RANK[due.sort], due.start), default=None)


_RANK: dict[Sort, int] = {
    "budget": 0,
    "day": 1,
    "rhythm": 2,
    "meeting": 3,
    "condition": 4,
    "vague": 5,
}


def dues_in(text: str, today: date | None = None, budget: date | None = None) -> list[Due]:
    """Every due phrase, in order of what binds most."""
    found = [_of_budget(match, today, budget) for match in _BUDGET.finditer(text)]
    found += [_from_now(match, today) for match in _FROM_NOW.finditer(text)]
    found += [due for one in periods_in(text, today) if (due := _of_period(text, one, today))]
    for pattern, count in _RHYTHMS:
        found += [
            Due(m[0], *m.span(), "rhythm", None, None, "printed", count(m))
            for m in pattern.finditer(text)
        ]
    found += [due for m in _MONTH_MEETING.finditer(text) if (due := _month_meeting(m, today))]
    found += [_of_meeting(m) for m in _MEETING_AHEAD.finditer(text) if _AHEAD.search(m[0])]
    found += [
        Due(m[0].strip(), *m.span(), "condition")
        for p in (_AFTER_EVENT, _CLAUSE, _DEFINITE_EVENT, _EVENT, _LASTS)
        for m in p.finditer(text)
    ]
    found += [Due(m[0], *m.span(), "vague") for p in (_NEXT, _VAGUE) for m in p.finditer(text)]
    return _apart(found)


_MEETING_AHEAD = re.compile(_MEETING, re.I)


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
        return period.first, period.last if period.kind == "days" else None
    if "udgangen af" in how:
        return today or period.last, period.last
    if how.startswith(_LIMITS):
        whole = period.kind in ("day", "part", "feast", "days")
        return today or period.first, period.last if whole else period.first - timedelta(days=1)
    return period.first, period.last


_MONTH_MEETING = re.compile(rf"\b(?:på|til|inden|før) (?P<month>{MONTH})mødet\b", re.I)


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


def _from_now(match: re.Match[str], today: date | None) -> Due:
    if today is None:
        return Due(match[0], *match.span(), "day", basis="unknown")
    on = _later(today, _count(match["n"]), match["unit"].lower())
    how = match["how"].lower()
    if how == "efter":
        return Due(match[0], *match.span(), "day", on, None, "derived")
    if how not in ("om", "senest om"):
        return Due(match[0], *match.span(), "day", today, on, "derived")
    leeway = (
        _LEEWAY
        if match["unit"].lower().startswith(("måned", "år", "kvartal"))
        else timedelta(days=3)
    )
    return Due(match[0], *match.span(), "day", on - leeway, on + leeway, "derived")


def _later(today: date, count: float, unit: str) -> date:
    if unit.startswith("dag"):
        return today + timedelta(days=int(count))
    if unit.startswith("uge"):
        return today + timedelta(weeks=int(count))
    months = count * (12 if unit == "år" else 3 if unit.startswith("kvartal") else 1)
    return months_after(today, int(months))


def months_after(today: date, months: int) -> date:
    """The same day some months later, the month's last day where it has none such."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    end = last_day(year, month + 1)
    return end if today.day > end.day else end.replace(day=today.day)


def _count(word: str) -> float:
    low = word.lower()
    return float(low) if low.isdecimal() else _COUNTS[low]
