"""Shares and multiples: so many of so many, in per cent or in words, doubled and halved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from raadslag.danish.numbers import Interval
from raadslag.danish.quantities import SHARE
from raadslag.danish.relations.changes import in_time, told_levels
from raadslag.danish.relations.triples import FAR, HUNDRED, Finder, Relation, alike, concluded
from raadslag.danish.statements import Said, lead, spoken, tail

LONGEST = 70
"""Letters between a part and the whole that "af" joins it to."""


def shares(says: Sequence[Said]) -> Iterator[Relation]:
    """ "8 af 55 (15 pct.)", "halvdelen af de 86, dvs. 43", "70 pct. af 300.000 kr., dvs. 210.000 kr."."""
    for share in says:
        if share.kind != "pct":
            continue
        words = share.quantity.unit == SHARE
        for part, whole, sure in _part_and_whole(says, share):
            ratio = (
                part.span.by(whole.span) if whole.value > 0 and part.kind == whole.kind else None
            )
            if ratio is not None:
                if tail(part, "rest_after"):
                    ratio = Interval(1 - ratio.high, 1 - ratio.low)
                kind = "fraction" if words else "share"
                exact = words and _is_exact(share, part, whole)
                yield Relation(
                    kind,
                    share,
                    (part, whole),
                    (_to_one(part, whole) if exact else ratio).times(HUNDRED),
                    "{0} / {1} · 100",
                    sure=sure,
                    loose=words and not exact,
                )


_THAT_IS = ("det vil sige", "dvs", "nemlig", "altså")


def _is_exact(share: Said, part: Said, whole: Said) -> bool:
    """ "To tredjedele af de 48, det vil sige 32": worked out, and no loose word for it."""
    counts = part.kind == whole.kind == "count" and part.place > whole.place
    return counts and not share.quantity.hedge and lead(part, "equals", 4) in _THAT_IS


def _to_one(part: Said, whole: Said) -> Interval:
    """The share of a number of people or things, rounded to a whole one."""
    half = Decimal("0.5")
    low, high = (part.value - half) / whole.value, (part.value + half) / whole.value
    return Interval(low, high)


def in_words_too(says: Sequence[Said]) -> Iterator[Relation]:
    """ "hver fjerde, svarende til 25 pct.": one share in words and in per cent."""
    for share in says:
        if share.quantity.unit != SHARE:
            continue
        after = [one for one in says[share.place + 1 :] if one.sentence == share.sentence]
        other = next((one for one in after if one.quantity.unit in ("pct", SHARE)), None)
        near = len(after) <= 3 and all(len(one.before) < LONGEST for one in after[:2])
        if near and other and other.quantity.unit == "pct" and concluded(other):
            yield Relation("fraction", share, (other,), other.span, "{0}", loose=True)


def _part_and_whole(says: Sequence[Said], share: Said) -> Iterator[tuple[Said, Said, bool]]:
    """The two figures that a share may be of, and whether the words leave no doubt."""
    if "af" in share.behind(2)[:2]:
        yield from _of_share(share, says[share.place + 1 : share.place + 3])
    rate = any("procent" in word for word in share.ahead(3))
    if not (concluded(share) or _apposed(share) or rate or share.quantity.unit == SHARE):
        return
    counts = [one for one in says if one.kind in ("kr", "count") and not one.each]
    here = [one for one in counts if one.sentence == share.sentence]
    pool = here if len(here) >= 2 else counts
    said_before = [
        pair for pair in _linked(pool) if pair[1].place < share.place or _beside(share, pair)
    ]
    if share.quantity.unit == SHARE and not concluded(share):
        said_before = [pair for pair in said_before if _beside(share, pair)]
    if said_before:
        yield (*said_before[-1], True)
    elif len(pool) == 2 and share.behind(1) != ["af"] and alike(*pool):
        part, whole = sorted(pool, key=lambda one: one.value)
        words = " ".join(one.before for one in says)
        if not spoken("up", words) and not spoken("down", words):
            behind = says[share.place + 1] if share.place + 1 < len(says) else share
            named = share.quantity.unit == SHARE and behind.before.strip() in _NAMELY
            yield part, whole, rate or named


def _beside(share: Said, pair: tuple[Said, Said]) -> bool:
    """ "To tredjedele af foreningerne, 60 ud af 90": the pair just behind the share in words."""
    near = pair[0].place == share.place + 1 and len(pair[0].before.split()) <= 4
    return share.quantity.unit == SHARE and near


_NAMELY = (",", "(", ", nemlig", ", dvs.", ", altså", ", svarende til")


def _apposed(one: Said) -> bool:
    """Between commas: "halvdelen af de 84 borgere, 42, er i job"."""
    return one.before.rstrip().endswith(",") and one.after.lstrip().startswith((",", "."))


def _of_share(share: Said, after: Sequence[Said]) -> Iterator[tuple[Said, Said, bool]]:
    """ "70 pct. af udgiften på 300.000 kr., dvs. 210.000 kr."."""
    if len(after) < 2 or {one.sentence for one in after} != {share.sentence}:
        return
    whole, part = after
    told = concluded(part) or _apposed(part) or tail(part, "rest_after")
    drawn = told or part.before.strip() in (",", "er", "udgør")
    if (
        whole.kind in ("kr", "count")
        and part.kind == whole.kind
        and drawn
        and len(whole.before) <= LONGEST
    ):
        yield part, whole, True


def _linked(pool: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Part and whole joined by "af": "8 af 55", "af de 120 har 80", "1.250 svar, og 500 af dem"."""
    for first, second in pairwise(pool):
        between = second.before.split()
        if first.kind != second.kind:
            continue
        near = first.sentence == second.sentence and len(second.before) < LONGEST
        if (
            "af" in between
            and near
            and not spoken("up", second.before)
            and not spoken("down", second.before)
        ):
            yield first, second
        elif second.behind(2) == ["af", "dem"] or _base(first):
            yield second, first


def _base(first: Said) -> bool:
    """ "Af de 120 …", "ud af 96 …": the whole that the sentence begins with."""
    ahead = first.ahead(5)
    return ahead[:1] == ["af"] or ahead[:2] == ["ud", "af"] or ahead[-2:] == ["af", "de"]


_TIMES = (
    ("fordobl", Decimal(2)),
    ("tredobl", Decimal(3)),
    ("firdobl", Decimal(4)),
    ("firedobl", Decimal(4)),
    ("halver", Decimal("0.5")),
)


ABOUT = Decimal("0.06")
"""How far "fordoblet" and "halveret" may be from it, where no "næsten" or "godt" says so."""
HEDGES = {"næsten", "knap", "godt", "mere", "cirka", "ca.", "omtrent", "nærmest", "over"}


def multiples(says: Sequence[Said]) -> Iterator[Relation]:
    """ "fordoblet fra 40 til 80", "en halvering fra …", "tre gange så høj"."""
    told = [(old, new) for old, new, certain in told_levels(says) if certain]
    told += [(b, a) for a, b in pairwise(says) if b.ahead(1) == ["fra"] and alike(a, b)]
    for old, new in told:
        words = f"{old.before} {new.after if new.place > old.place else ''}"
        yield from _more_than(old, new, words)
        for stem, factor in _TIMES if not HEDGES & set(words.split()) else ():
            if stem in words:
                made = old.span.times(factor)
                makes = Interval(made.low * (1 - ABOUT), made.high * (1 + ABOUT))
                yield Relation("fraction", new, (old,), makes, f"{{0}} · {factor}", stem)
    for times in says:
        levels = [one for one in says if one.kind in ("kr", "count") and one is not times]
        if times.behind(2) == ["gange", "så"] and len(levels) == 2:
            old, new, ordered = in_time(*levels)
            if ordered:
                makes = old.span.times(times.value)
                form = "{0} · {1}"
                yield Relation("fraction", new, (old, times), makes, form, "gange", loose=True)


def _more_than(old: Said, new: Said, words: str) -> Iterator[Relation]:
    """ "Mere end halveret, idet den er faldet fra 16 til 10"."""
    for stem, factor in _TIMES:
        if f"mere end {stem}" in words or f"mere end en {stem}" in words:
            counted = old.kind in ("count", "time")
            edge = (Interval(old.value, old.value) if counted else old.span).times(factor)
            makes = Interval(edge.low, FAR) if factor > 1 else Interval(-FAR, edge.high)
            told = f"mere end {stem}et"
            yield Relation("beyond", new, (old,), makes, f"{{0}} · {factor.normalize():f}", told)


def of_a_list(says: Sequence[Said]) -> Iterator[Relation]:
    """ "Handel (12), hotel (8) og industri (20)" and the share that they are of a whole, or one of them."""
    row = [
        one
        for one in says
        if one.before.rstrip().endswith("(") and one.after.lstrip().startswith(")")
    ]
    row = [one for one in row if one.kind == "count"]
    for share in says:
        if len(row) < 2 or share.quantity.unit != "pct":
            continue
        made = Interval(sum(one.span.low for one in row), sum(one.span.high for one in row))  # type: ignore[arg-type]
        others = [one for one in says if one.kind == "count" and one not in row]
        named = [
            one for one in row if one.ahead(2)[:1] and one.ahead(2)[0].strip(".,") in _words(share)
        ]
        if len(others) == 1 and others[0].value > made.high and concluded(share):
            ratio = made.by(others[0].span)
            form = "({}) / {{{}}} · 100".format(
                " + ".join(f"{{{n}}}" for n in range(len(row))), len(row)
            )
            if ratio is not None:
                yield Relation(
                    "share",
                    share,
                    (*row, others[0]),
                    ratio.times(HUNDRED),
                    form,
                    sure=" og " in row[-1].before,
                )
        elif not others and len(named) == 1:
            ratio = named[0].span.by(made)
            if ratio is not None:
                yield Relation(
                    "share",
                    share,
                    (named[0], *row),
                    ratio.times(HUNDRED),
                    "{0} / summen · 100",
                    sure=False,
                )


def _words(share: Said) -> set[str]:
    return {*share.ahead(8), *share.behind(6)}


FINDERS: tuple[Finder, ...] = (shares, in_words_too, multiples, of_a_list)
