"""Money that is asked for: is it covered, may the body grant it, and do the text and the amount agree?

A case written in the house says what it asks for in rows (`Item.appropriations`); old minutes say it in
the recommendation's words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.form import decision_words as words
from raadslag.checks.form.decisions import shortened
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView
from raadslag.danish.amounts import kroner
from raadslag.danish.quantities import Quantity, quantities_in
from raadslag.record import Appropriation, Item

GRANTS = frozenset({"supplementary", "capital", "reallocation"})
"""What only the council grants, but for reallocations that økonomiudvalget is empowered to."""


@rule("besl-201")
def money_without_financing(view: ItemView) -> Iterable[Verdict]:
    """Who asks for money must say where it comes from, in the rows or in words."""
    item = view.item
    asked = [point for point in item.recommendations if words.ASKS_MONEY.search(point)]
    if not asked or any(one.financing for one in item.appropriations):
        return
    case = " ".join(
        p.text for part in view.parts if part.key not in words.NO_CASE for p in part.passages
    )
    # Where the case text was lost, nothing can be said of what it held.
    if case and not words.FINANCED.search(" ".join([case, *item.recommendations])):
        yield Flaw(
            "warning",
            "Der søges en bevilling, men sagen siger ikke, hvordan den finansieres.",
            (Operand(asked[0], None, item.recommendations_where),),
        )


@rule("besl-202")
def money_and_decider(view: ItemView) -> Iterable[Verdict]:
    """Only the council grants, and økonomiudvalget what it may move; others can only recommend it."""
    item = view.item
    asked = [point for point in item.recommendations if words.ASKS_MONEY.search(point)]
    rows = [one for one in item.appropriations if one.kind in GRANTS]
    decider = item.deciding_body or ""
    if not (asked or rows) or not decider:
        return
    if words.COUNCIL.search(decider) or words.REGION.search(decider):
        return
    if words.FINANCE.search(decider) and _moves(item):
        return
    said = asked[0] if asked else _told(rows[0])
    yield Flaw(
        "warning",
        f"Der søges en bevilling, men {decider} står som den, der afgør sagen; bevillinger gives af "
        "kommunalbestyrelsen, bortset fra omplaceringer, som økonomiudvalget er bemyndiget til.",
        (
            Operand(said, None, item.recommendations_where),
            Operand(decider, "beslutningstager", item.where),
        ),
    )


def _moves(item: Item) -> bool:
    """The money is moved between grants, by its rows or by the recommendation's own word."""
    rows = [one for one in item.appropriations if one.kind in GRANTS]
    if rows:
        return all(one.kind == "reallocation" for one in rows)
    return bool(words.MOVES_MONEY.search(" ".join(item.recommendations)))


@rule("besl-203")
def no_money_beside_amounts(view: ItemView) -> Iterable[Verdict]:
    """The field says that it costs nothing, while the section or the rows speak of what is paid."""
    for part in view.part("economy"):
        said = next((p for p in part.passages if words.NO_MONEY.search(p.text)), None)
        cost = next((p for p in part.passages if words.PAYS.search(_without_denial(p.text))), None)
        if said and cost:
            yield Flaw(
                "warning",
                f"Feltet siger, at der ingen økonomiske konsekvenser er, men teksten taler om udgifter: »{shortened(cost.text)}«.",
                (Operand(said.text, None, said.where), Operand(cost.text, None, cost.where)),
            )
        elif said and view.item.appropriations:
            told = _told(view.item.appropriations[0])
            yield Flaw(
                "warning",
                f"Feltet siger, at der ingen økonomiske konsekvenser er, men sagen søger {told}.",
                (said.operand(said.text), Operand(told, None, None)),
            )


@rule("besl-204")
def recommended_amount_and_asked(view: ItemView) -> Iterable[Verdict]:
    """What the recommendation grants is what the rows ask for: one of them, a year's sum, or all."""
    item = view.item
    asks = {value for value in map(_value, item.appropriations) if value is not None}
    if not asks:
        return
    sums = asks | set(_sums(item.appropriations))
    for point in item.recommendations:
        if not words.ASKS_MONEY.search(point):
            continue
        named = [q for q in quantities_in(point) if q.unit == "kr" and not q.hedge]
        wrong = [q for q in named if not any(_agrees(q, value) for value in sums)]
        if named and len(wrong) == len(named):
            told = ", ".join(_told(one) for one in item.appropriations)
            yield Flaw(
                "warning",
                f"Indstillingen nævner {wrong[0].text.strip()}, men sagen søger {told}. Ret det ene efter det andet.",
                (
                    Operand(
                        wrong[0].text.strip(), None, item.recommendations_where, "recommendation"
                    ),
                    Operand(told, None, None),
                ),
            )


def _agrees(named: Quantity, asked: Decimal) -> bool:
    return named.interval.contains(asked) or named.interval.contains(-asked)


def _sums(asked: Iterable[Appropriation]) -> Iterator[Decimal]:
    """What several rows come to: those of each year, of each kind, and all of them."""
    found: dict[object, Decimal] = {}
    for one in asked:
        value = _value(one) or Decimal(0)
        for group in (("year", one.year), ("kind", one.kind), "all"):
            found[group] = found.get(group, Decimal(0)) + value
    yield from found.values()


def _value(one: Appropriation) -> Decimal | None:
    try:
        return Decimal(one.amount)
    except InvalidOperation:
        return None


def _told(one: Appropriation) -> str:
    value = _value(one)
    return kroner(value) if value is not None else one.amount


def _without_denial(text: str) -> str:
    return words.NO_MONEY.sub("", text)
