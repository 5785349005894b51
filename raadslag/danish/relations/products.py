"""So many at a price, equal shares, what came in and went out, budget and spending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from raadslag.danish.numbers import Interval
from raadslag.danish.relations.triples import FAR, Finder, Relation, concluded
from raadslag.danish.statements import Said, lead, spoken, tail

PERIODS = (("måned", 12), ("uge", 52), ("kvartal", 4))
"""How many there are in a year."""


def products(says: Sequence[Said]) -> Iterator[Relation]:
    """ "30 stole á 9.000 kr., i alt 270.000 kr.", "deles ligeligt mellem fire", "om måneden … om året"."""
    shared = any(spoken("shared_out", f"{one.before} {one.after}") for one in says)
    for each in says:
        word = _each_word(says, each) or ("ligeligt" if shared else "")
        if not word or each.kind not in ("kr", "count", "time"):
            continue
        for amount in says:
            larger = amount.kind == each.kind and amount.value > each.value
            if larger and (shared or _claims(says, amount, each)):
                yield from _product(says, each, amount, word)


def _each_word(says: Sequence[Said], each: Said) -> str:
    word = tail(each, "each", 4) or lead(each, "each_before", 3) or ("pr." if each.each else "")
    before = says[each.place - 1] if each.place else each
    if before.sentence == each.sentence and lead(before, "each_before", 3) == "hver af de":
        return "hver af de"
    return word


_SPELLS = {
    "året",
    "år",
    "årligt",
    "måneden",
    "månedligt",
    "ugentligt",
    "ugen",
    "dagen",
    "dagligt",
    "timen",
}
"""Ends of words for "so much in each spell of time": only spells multiply it."""


def _claims(says: Sequence[Said], amount: Said, each: Said) -> bool:
    """Whether one of the two is said as what the other comes to."""
    if amount.place == each.place - 1 and each.ahead(1) == ["med"]:
        return True
    told = lead(amount, "total") or lead(amount, "equals", 6) or lead(each, "equals", 6)
    if amount.place < each.place - 1 and concluded(says[amount.place + 1]):
        return True
    comes_to = {"bliver", "koster", "udgør", "giver"} & set(amount.ahead(4))
    yearly = tail(amount, "each", 4) and _per(each, amount) is not None
    return bool(told or comes_to or tail(amount, "total_after", 2) or yearly)


def _product(says: Sequence[Said], each: Said, amount: Said, word: str) -> Iterator[Relation]:
    period = _per(each, amount)
    if period is not None:
        yield Relation(
            "product", amount, (each,), each.span.times(Decimal(period)), f"{{0}} · {period}", word
        )
        return
    kinds = ("count", "time", "times", "span")
    times = [
        one for one in says if one not in (each, amount) and one.kind in kinds and not one.each
    ]
    if word.split()[-1] in _SPELLS and not lead(each, "each_before", 3):
        times = [one for one in times if one.kind in ("time", "span")]
    made = [(one, _times(one, each)) for one in times if one.span.width < FAR]
    fits = next((one for one in made if one[1].overlaps(amount.span)), None)
    if not made or (fits is None and any(not one[1].overlaps(made[0][1]) for one in made)):
        return
    count, makes = fits or made[0]
    more = [one for one in says if one.kind == amount.kind and one not in (each, amount, count)]
    if more and not makes.overlaps(amount.span):  # "plus fragt på 500 kr."
        return
    apart = count.kind != each.kind or count.quantity.unit[:3] != each.quantity.unit[:3]
    shared = word == "ligeligt"
    if apart or shared or "hver" in word or lead(each, "each_before", 3):
        yield Relation("product", amount, (count, each), makes, "{0} · {1}", word)


def _times(count: Said, each: Said) -> Interval:
    """The product of two printed numbers, by what both can stand for."""
    ends = [
        a * b for a in (count.span.low, count.span.high) for b in (each.span.low, each.span.high)
    ]
    return Interval(min(ends), max(ends))


def _per(each: Said, amount: Said) -> int | None:
    """How many of the first's spans the second's has: months in a year."""
    if not any(word.startswith("år") for word in amount.behind(3)):
        return None
    return next(
        (n for stem, n in PERIODS for word in each.behind(3) if word.startswith(stem)), None
    )


def flows(says: Sequence[Said]) -> Iterator[Relation]:
    """What came and went against the levels before and after, or against the net."""
    came, went = _only(says, "in"), _only(says, "out")
    if came is None or went is None or came is went or came.kind != went.kind:
        return
    rest = [one for one in says if one not in (came, went) and one.kind == came.kind]
    start, end = _only(rest, "start"), _only(rest, "end")
    if start is not None and end is not None and start is not end:
        makes = start.span + came.span - went.span
        yield Relation("flow", end, (start, came, went), makes, "{0} + {1} - {2}")
    for net in rest:
        word = lead(net, "gap", 4) or lead(net, "up", 4) or lead(net, "down", 4)
        if word and start is None and net.place > max(came.place, went.place):
            makes = (came.span - went.span).magnitude()
            yield Relation("flow", net, (came, went), makes, "{0} - {1}", word)


def _only(says: Sequence[Said], role: str) -> Said | None:
    """The one figure that has the role: by the words just before it, else just after, else further off."""
    ways = (
        [one for one in says if spoken(role, " ".join(one.before.split(",")[-1].split()[-2:]))],
        [one for one in says if tail(one, role)],
        [one for one in says if lead(one, role, 6)],
    )
    found: list[Said] = next((way for way in ways if way), [])
    return found[0] if len(found) == 1 else None


def balances(says: Sequence[Said]) -> Iterator[Relation]:
    """Budget and spending, income and expense, against the difference and the word for it."""
    for gap in says:
        over = lead(gap, "over", 4) or tail(gap, "over")
        under = lead(gap, "under", 4) or tail(gap, "under")
        others = [one for one in says if one is not gap and one.kind == "kr"]
        if gap.kind != "kr" or not (over or under) or len(others) != 2:
            continue
        spent = next((one for one in others if lead(one, "spent", 7)), None)
        rest = [one for one in others if one is not spent]
        budget = next(
            (one for one in rest if lead(one, "budget", 7) or lead(one, "income", 7)), None
        )
        if spent is None or budget is None:
            continue
        gone = spent.span - budget.span
        size = gone.magnitude()
        right = (
            not size.overlaps(gap.span)
            or gone.low <= 0 <= gone.high
            or (gone.low > 0) == bool(over)
        )
        makes = size if right else -size
        yield Relation("balance", gap, (spent, budget), makes, "{0} - {1}", over or under or "")


VAT = Decimal("1.25")
"""Momsloven § 33: the tax is a quarter of the price without it."""


def taxed(says: Sequence[Said]) -> Iterator[Relation]:
    """ "80.000 kr. ekskl. moms og 100.000 kr. inkl. moms"."""
    bare = [one for one in says if one.kind == "kr" and tail(one, "without_vat")]
    whole = [one for one in says if one.kind == "kr" and tail(one, "with_vat")]
    plain = all(len(one.after.split()) <= 4 for one in bare)
    if plain and len(bare) == len(whole) == 1 and bare[0].sentence == whole[0].sentence:
        yield Relation(
            "product", whole[0], (bare[0],), bare[0].span.times(VAT), "{0} · 1,25", "moms"
        )


FINDERS: tuple[Finder, ...] = (products, flows, balances, taxed)
