"""Levels and what lies between them: changes, their direction, one level against another, lengths of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from raadslag.danish.numbers import Interval
from raadslag.danish.relations.triples import (
    FAR,
    HUNDRED,
    Finder,
    Relation,
    alike,
    concluded,
    same_thing,
)
from raadslag.danish.statements import OF_AGE, Said, lead, spoken, tail

Levels = tuple[Said, Said, bool]
"""Old and new level, and whether the order is certain."""
WEAK = ("med", "svarende til")
"""Words that make a figure a change only beside levels that are told as such."""
LOOSELY = {"så", "i alt", "ialt", "er der", "bliver der", "dermed", "derfor", "eller", "er det"}
"""Words that draw any conclusion, not the size of a change."""
AGAINST = ("sammenlignet med", "i forhold til")
DENIED = {"ikke", "hverken", "uden", "trods", "mål", "målet"}


def changes(says: Sequence[Said]) -> Iterator[Relation]:
    """ "fra 120 til 150, 30 flere, 25 pct.": the change against the two levels it lies between."""
    pairs = list(told_levels(says))
    for by in says:
        word = _change_word(by) or _gap_of_all(says, by)
        told = any(by not in pair[:2] for pair in pairs)
        moved = any(
            spoken(way, f"{one.before} {one.after}") for one in says for way in ("up", "down")
        )
        if word is not None and ((told and moved) or word not in WEAK):
            for old, new, ordered in _pairs_of(by, says, pairs):
                if _of_another(says, by, max(old, new, key=lambda one: one.place)):
                    continue
                yield from _changed(by, old, new, word, ordered=ordered)


def _gap_of_all(says: Sequence[Said], by: Said) -> str | None:
    """ "Forskellen mellem de to tilbud på 410.000 kr. og 365.000 kr. er 45.000 kr."."""
    named = says[0].before.split()[:1]
    last = by is says[-1] and by.sentence == says[0].sentence and "er" in by.ahead(2)
    return named[0] if last and named and spoken("gap", named[0]) else None


def _of_another(says: Sequence[Said], by: Said, level: Said) -> bool:
    """A clause of its own between the levels and the change: "…, mens antallet af ældre stiger med 140"."""
    if by.place <= level.place or by.sentence != level.sentence:
        return False
    between = " ".join(one.before for one in says[level.place + 1 : by.place + 1])
    words = set(between.replace(",", " ").split())
    turns = bool({"mens", "men", "hvorimod", "imens"} & words)
    return turns or ("og" in words and len(words) > 3 and bool(_FINITE & words))


_FINITE = {
    "steg",
    "stiger",
    "falder",
    "faldt",
    "øges",
    "vokser",
    "voksede",
    "sank",
    "reduceres",
    "hæves",
}


def _change_word(by: Said) -> str | None:
    """The word that makes this figure the size of a change; null for a level and for a part of one."""
    if spoken("of_which", by.before):
        return None
    after = tail(by, "more") or tail(by, "fewer")
    if after and (after not in ("over", "under") or by.kind == "point"):
        return after
    word = lead(by, "gap", 6) or lead(by, "up", 6) or lead(by, "down", 6)
    last = by.ahead(1)
    if word and last not in (["til"], ["fra"]):
        return word
    equal = lead(by, "equals", 4)
    drawn = equal not in LOOSELY if equal else concluded(by)
    return "svarende til" if drawn else "med" if last in (["med"], ["på"]) else None


def told_levels(says: Sequence[Said]) -> Iterator[Levels]:
    """Old and new level where words say which is which."""
    for first, second in pairwise(says):
        if first.sentence != second.sentence or not alike(first, second):
            continue
        between, ahead = second.before.split(), first.ahead(5)
        since = ahead[ahead.index("fra") :] if "fra" in ahead else []
        plain = since and not any(letter.isdecimal() for letter in " ".join(since))
        if (
            plain
            and "til" in between
            and same_thing(first, second)
            and not {";", ":"} & set(second.before)
        ):
            yield first, second, True
        elif ahead[-1:] == ["til"] and "fra" in between[:3] and same_thing(first, second):
            yield second, first, True
        elif {"mod", "imod"} & set(between[:6]) or any(one in second.before for one in AGAINST):
            yield second, first, False


def _pairs_of(by: Said, says: Sequence[Said], pairs: Sequence[Levels]) -> Iterator[Levels]:
    near = [p for p in pairs if by not in p[:2] and abs(p[1].sentence - by.sentence) <= 1]
    here = [pair for pair in near if pair[1].sentence == by.sentence] or near
    if here:
        yield from here if len(here) == 1 else ()
        return
    others = [one for one in says if one is not by and not one.each]
    series = [one for one in others if one.kind == by.kind and one.sentence == by.sentence]
    if 3 <= len(series) <= 4 and by.behind(1) == ["siden"] and by.kind in ("kr", "count"):
        pick = min(
            combinations(series, 2), key=lambda p: abs(abs(p[0].value - p[1].value) - by.value)
        )
        yield (*pick, False)
        return
    rest = [one for one in others if _may_be_level(one, by)]
    if len(rest) == 2 and alike(*rest) and same_thing(*rest) and "af" not in rest[1].ahead(2):
        found = in_time(*rest)
        if _drawn_from(by, rest) and (by.kind != "pct" or found[2]):
            yield found


def _drawn_from(by: Said, levels: Sequence[Said]) -> bool:
    """Whether the change is said after its levels, or before the one that it is compared with."""
    first, last = levels
    if "end" in by.behind(5):
        return by.place < last.place
    if by.place + 1 == first.place and first.ahead(1) == ["til"]:
        return True
    return first.place < by.place and (by.place > last.place or spoken("by", by.before) is not None)


def _may_be_level(one: Said, by: Said) -> bool:
    """Whether a figure can be a level that this change lies between."""
    if by.kind in ("kr", "count"):
        return one.kind == by.kind and not (tail(one, "more", 2) or tail(one, "fewer", 2))
    if by.kind == "time":
        return one.kind == "time"
    return one.kind == "pct" if by.kind == "point" else one.kind in ("kr", "count")


def in_time(first: Said, second: Said) -> Levels:
    """Which of two levels is the older: by years before them, "nu" and "dengang"."""
    one, other = _moment(first), _moment(second)
    if one is None or other is None or one == other:
        return first, second, False
    return (first, second, True) if one < other else (second, first, True)


def _moment(said: Said) -> int | None:
    if lead(said, "now", 6):
        return 9999
    if lead(said, "then", 6):
        return 0
    words = (word.strip(".;:()") for word in said.ahead(6))
    years = [int(word) for word in words if word.isdecimal() and 1900 < int(word[:5]) < 2100]
    return years[-1] if years else None


def _changed(by: Said, old: Said, new: Said, word: str, *, ordered: bool) -> Iterator[Relation]:
    if by.kind == "count" and not (same_thing(by, old) and same_thing(by, new)):
        return
    sure = word not in WEAK or (ordered and by.sentence == new.sentence)
    told = ordered or by.kind == "pct"
    made = [
        Relation("change", by, pair, span, form, word, sure=sure, ordered=told)
        for pair in ((old, new), *(() if ordered else ((new, old),)))
        for span, form in _change(by, *pair)
    ]
    yield from [one for one in made if one.holds][:1] or made[:1]


def _as_printed(by: Said, old: Said, new: Said) -> bool:
    """All three with as many decimals, so that the reader takes one from the other; prices are not rounded."""
    if any(one.quantity.hedge for one in (by, old, new)) or old.quantity.step != new.quantity.step:
        return False
    if by.kind == "pct" and old.kind == "kr":
        return old.quantity.scale == 1 and old.quantity.step == 1 and new.value < PRICE
    alike = by.kind == old.kind or (by.kind == "point" and old.kind == "pct")
    return alike and by.quantity.step == old.quantity.step


PRICE = 10_000
"""Kroner under which an amount is a price and printed as it is."""


def _change(by: Said, old: Said, new: Said) -> Iterator[tuple[Interval, str]]:
    gap = new.span - old.span
    ratio = gap.by(old.span) if by.kind == "pct" else None
    if _as_printed(by, old, new):
        exact = new.value - old.value
        gap = Interval(exact, exact)
        if ratio is not None and old.value:
            ratio = Interval(exact / old.value, exact / old.value)
    if (by.kind in ("point", "pct") and old.kind == "pct") or (
        by.kind == old.kind and by.kind in ("kr", "count", "time")
    ):
        yield gap.magnitude(), "{1} - {0}"
    if ratio is not None:
        yield ratio.times(HUNDRED).magnitude(), "({1} - {0}) / {0} · 100"


def relative(says: Sequence[Said]) -> Iterator[Relation]:
    """ "3,2 pct. højere …, svarende til 96 flere end de 3.000": the change by what it changed from."""
    counts = [one for one in says if one.kind in ("kr", "count")]
    for share in says:
        word = tail(share, "more", 2) or tail(share, "fewer", 2)
        if share.quantity.unit != "pct" or not word or len(counts) != 2 or not alike(*counts):
            continue
        by, base = counts
        ratio = by.span.by(base.span)
        if ratio is not None and (tail(by, "more") or tail(by, "fewer")) and lead(by, "equals", 4):
            yield Relation(
                "change", share, (by, base), ratio.times(HUNDRED), "{0} / {1} · 100", word
            )


def directions(says: Sequence[Said]) -> Iterator[Relation]:
    """The word for the way against the levels: "faldet fra 12 til 15", "31 mod 45, en stigning"."""
    for old, new, certain in told_levels(says):
        signed = old.quantity.signed or new.quantity.signed or min(old.value, new.value) < 0
        if not signed and old.quantity.hedge != "range":
            yield from _way(old, new, _around(old, new, certain))
    for by in says:
        word = tail(by, "more", 2) or tail(by, "fewer", 2)
        others = [one for one in says if one is not by and one.kind == by.kind]
        others = [one for one in others if not (tail(one, "more", 2) or tail(one, "fewer", 2))]
        if (
            not word
            or len(others) != 2
            or by.kind not in ("kr", "count")
            or spoken("of_which", by.before)
        ):
            continue
        if not same_thing(*others):
            continue
        old, new, ordered = in_time(*others)
        than = "end" in by.behind(4)
        if than and not ordered and others[0].place < by.place < others[1].place:
            yield from _way(others[1], others[0], word)
        elif ordered and not (than and by.place < new.place and new.sentence > by.sentence):
            yield from _way(old, new, word)


def _around(old: Said, new: Said, certain: bool) -> str:
    """The words of the two levels' own clause; of a "mod" pair, what is drawn from it."""
    first, last = sorted((old, new), key=lambda one: one.place)
    if not certain:
        drawn = "en stigning" in last.after or "et fald" in last.after
        when = "år" in last.after or any(
            word.isdecimal() and len(word) == 4 for word in last.behind(4)
        )
        return last.after if (drawn and when) or "altså" in last.after else ""
    ahead = first.before.replace(";", ",").split(", ")[-1]
    behind, _, rest = last.after.replace(";", ",").partition(",")
    if rest.lstrip().startswith(("hvilket er e", "altså e", "dvs. e", "det vil sige e")):
        behind += rest
    for word in (" og ", " men ", " mens ", " idet ", " da "):
        ahead, behind = ahead.split(word)[-1], behind.split(word)[0]
    return f"{ahead} {first.after} {behind}"


def _way(old: Said, new: Said, words: str) -> Iterator[Relation]:
    up, down = spoken("up", words), spoken("down", words)
    if bool(up) != bool(down) and not DENIED & set(words.split()):
        makes = Interval(old.span.low, FAR) if up else Interval(-FAR, old.span.high)
        yield Relation("direction", new, (old,), makes, "fra {0}", up or down or "")


_LARGER = {"flere", "mere", "højere", "større", "dyrere"}
_SMALLER = {"færre", "mindre", "lavere", "billigere"}
_LIMITS = {"rammen", "grænsen", "loftet", "budgettet", "bevillingen", "målet", "kravet"}


def compared(says: Sequence[Said]) -> Iterator[Relation]:
    """ "52 er flere end sidste år, hvor 61 var med", "4,6 mio. kr. ligger under rammen på 4,2"."""
    for first, second in pairwise(says):
        words = second.before.replace(",", "").split()
        levels = first.sentence == second.sentence and alike(first, second)
        if not levels or first.kind not in ("kr", "count", "point") or {"ikke", "kun"} & set(words):
            continue
        way = _compares(words)
        if way and not (_LARGER | _SMALLER) & set(first.behind(2)):
            low, high = first.span.low, first.span.high
            makes = Interval(-FAR, high) if way > 0 else Interval(low, FAR)
            yield Relation("direction", second, (first,), makes, "{0}", " ".join(words[:4]))


def _compares(words: Sequence[str]) -> int:
    """1 where the words say that the figure before them is the larger, -1 for the smaller, else 0."""
    ahead = set(words[: words.index("end")]) if "end" in words and len(words) <= 12 else set()
    if ahead:
        return bool(ahead & _LARGER) - bool(ahead & _SMALLER)
    if not _LIMITS & set(words) or len(words) > 12:
        return 0
    sides = [side for verb, side in pairwise(words) if verb in ("ligger", "er", "holder", "bliver")]
    return ("over" in sides) - ("under" in sides)


def carried(says: Sequence[Said]) -> Iterator[Relation]:
    """ "… 79 pct. Denne andel er steget til 83 pct.": the level stands in the sentence before."""
    for new in says:
        before = [one for one in says if one.sentence == new.sentence - 1 and alike(one, new)]
        words = new.before.split()
        subject = words[:1] and words[0] in (
            "denne",
            "dette",
            "andelen",
            "antallet",
            "tallet",
            "det",
        )
        if (
            len(before) == 1
            and subject
            and words[-1:] == ["til"]
            and new.place
            and len(words) <= 14
        ):
            for one in _way(before[0], new, new.before):
                yield Relation(
                    "direction", one.result, one.operands, one.makes, one.form, one.word, sure=False
                )


_DAYS = {
    "uge": (Decimal(7), 6),
    "mån": (Decimal("30.44"), 16),
    "dag": (Decimal(1), 1),
    "år": (Decimal("365.25"), 16),
}
"""Days of a unit, and how many days a span told in it may be off."""
FARTHEST = 45
"""Letters between a spell of time and the span it is the length of."""


_TO_SPAN = set(
    "fra i perioden årene den d. og med for tidsrummet mellem over altså dvs. alt løber kl.".split()
)
"""Words that may stand between a spell and the span it is the length of."""


def lengths(says: Sequence[Said]) -> Iterator[Relation]:
    """ "tre år fra 2031 til 2033", "kl. 13.00-14.30, i alt halvanden time", "i seks uger fra … til …"."""
    for first, second in pairwise(says):
        spell, stretch = (first, second) if second.kind == "span" else (second, first)
        concludes = lead(spell, "equals", 4) or lead(spell, "total", 3)
        aged = spell.quantity.noun == OF_AGE or {"gammel", "gamle"} & set(spell.behind(2))
        told = spell is first or bool(concludes) or bool(aged)
        apart = first.sentence != second.sentence or len(second.before) > FARTHEST
        if stretch.kind != "span" or spell.kind != "time" or apart or not told:
            continue
        words = {*spell.ahead(1), *spell.behind(2)}
        between = set(second.before.replace(",", " ").replace("(", " ").split()[1:])
        if spell is first and not between <= _TO_SPAN:
            continue
        made = _in_unit(stretch, spell.quantity.unit[:3])
        counts = not tail(spell, "each", 1) and spell.quantity.hedge != "range"
        if made is not None and counts and not {"siden", "efter", "før", "inden"} & words:
            yield Relation("length", spell, (stretch,), made, stretch.quantity.text)


def _in_unit(stretch: Said, unit: str) -> Interval | None:
    """The span's length in the unit of the spell, with the room that counting its ends leaves."""
    kept, made = stretch.quantity.noun, stretch.span
    if kept == "timer":
        return made if unit == "tim" else made.times(Decimal(60)) if unit == "min" else None
    if kept == "år":
        return made if unit.startswith("år") else None
    row = _DAYS.get("år" if unit.startswith("år") else unit)
    if row is None:
        return None
    return Interval((made.low - row[1]) / row[0], (made.high + row[1]) / row[0])


FINDERS: tuple[Finder, ...] = (changes, relative, directions, compared, carried, lengths)
