"""Made-up tables with a line worked out from others: spent share, number and price, change."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from raadslag.bench.made_tables import AREAS, GROUPS, off, page, shown
from raadslag.bench.slips import Figures, Given, number


def spent_share(random: Random) -> Given:
    """Budget, spent, and spent in per cent of the budget."""
    labels = random.sample(AREAS, random.randint(5, 8))
    figures: Figures = {}
    rows = [
        [
            "Område",
            "Budget (1.000 kr.)",
            "Forbrug (1.000 kr.)",
            random.choice(("Forbrugsprocent", "Forbrug i % af budget", "Forbrug i pct.")),
        ]
    ]
    for i, label in enumerate(labels):
        plan = random.randint(2000, 80000)
        spent = int(plan * random.uniform(0.3, 1.1))
        figures |= {
            f"b{i}": shown(plan),
            f"s{i}": shown(spent),
            f"p{i}": shown(Decimal(spent * 100) / plan, 1),
        }
        rows.append([label, f"{{b{i}}}", f"{{s{i}}}", f"{{p{i}}}"])

    def broken(figures: Figures) -> bool:
        return any(
            abs(
                number(figures[f"s{i}"]) * 100 / (number(figures[f"b{i}"]) or 1)
                - number(figures[f"p{i}"])
            )
            > Decimal("0.15")
            for i in range(len(labels))
        )

    return Given("tables", "spent-share", page(rows), figures, broken, {})


def number_and_price(random: Random) -> Given:
    """Number, unit price, amount, and the amounts' total."""
    labels = random.sample(AREAS, random.randint(4, 6))
    figures: Figures = {}
    rows = [["Tilbud", "Antal pladser", "Pris pr. plads", "Beløb i kr."]]
    total = 0
    for i, label in enumerate(labels):
        count, price = random.randint(3, 60), random.randint(12, 900) * 100
        total += count * price
        figures |= {f"n{i}": shown(count), f"p{i}": shown(price), f"a{i}": shown(count * price)}
        rows.append([label, f"{{n{i}}}", f"{{p{i}}}", f"{{a{i}}}"])
    figures["t"] = shown(total)
    rows.append(["I alt", "", "", "{t}"])
    n = len(labels)

    def broken(figures: Figures) -> bool:
        lines = any(
            number(figures[f"n{i}"]) * number(figures[f"p{i}"]) != number(figures[f"a{i}"])
            for i in range(n)
        )
        return lines or off(figures, "t", [f"a{i}" for i in range(n)], 3)

    return Given("tables", "number-price", page(rows), figures, broken, {})


def years_change(random: Random) -> Given:
    """Two years, the change and the change in per cent, with a line for the whole that has no name."""
    labels = random.sample(GROUPS, random.randint(4, 7))
    figures: Figures = {}
    rows = [["Fuldtidspersoner", "Juni 2023", "Juni 2024", "Ændring", "Ændring i pct."]]
    sums = [0, 0]
    for i, label in enumerate(labels):
        old, new = random.randint(60, 900), random.randint(60, 900)
        sums = [sums[0] + old, sums[1] + new]
        figures |= _change(f"r{i}", old, new)
        rows.append([label, *(f"{{r{i}{c}}}" for c in "abcd")])
    figures |= _change("t", *sums)
    rows.append(
        [
            random.choice(("Ydelser i alt", "Kommunen i alt", "Alle ydelser under ét")),
            *(f"{{t{c}}}" for c in "abcd"),
        ]
    )
    n = len(labels)

    def broken(figures: Figures) -> bool:
        if any(
            off(figures, f"t{c}", [f"r{i}{c}" for i in range(n)], Decimal(n + 1) / 2) for c in "ab"
        ):
            return True
        return any(_not_change(figures, r) for r in (*(f"r{i}" for i in range(n)), "t"))

    return Given("tables", "years-change", page(rows), figures, broken, {})


def _change(name: str, old: int, new: int) -> Figures:
    pct = shown(Decimal((new - old) * 100) / old, 1)
    return {
        f"{name}a": shown(old),
        f"{name}b": shown(new),
        f"{name}c": shown(new - old),
        f"{name}d": pct,
    }


def _not_change(figures: Figures, name: str) -> bool:
    old, new = number(figures[f"{name}a"]), number(figures[f"{name}b"])
    if abs(new - old - number(figures[f"{name}c"])) > 2:
        return True
    return abs((new - old) * 100 / (old or 1) - number(figures[f"{name}d"])) > Decimal("0.5")


RATIOS: tuple[Callable[[Random], Given], ...] = (spent_share, number_and_price, years_change)
