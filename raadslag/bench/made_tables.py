"""Made-up tables in many layouts, each with a relation that is true of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from raadslag.bench.slips import Figures, Given, number

AREAS = ("Dagtilbud", "Folkeskole", "Ældrepleje", "Voksne med handicap", "Kultur og fritid", "Veje og parker",
         "Sundhedsfremme", "Jobcenter", "Ydelser", "Administration", "Tandpleje", "Bibliotek")  # fmt: skip
GROUPS = ("A-dagpenge", "Kontanthjælp", "Sygedagpenge", "Jobafklaring", "Ressourceforløb", "Ledighedsydelse",
          "Revalidering", "Uddannelseshjælp", "Fleksjob")  # fmt: skip
BANDS = ("16-17 år", "18-24 år", "25-29 år", "30-39 år", "40-49 år", "50-59 år", "60+ år")


def shown(value: Decimal | int, decimals: int = 0) -> str:
    """A number the Danish way."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if rounded < 0 else "") + grouped + ("," + rest if rest else "")


def page(table: Sequence[Sequence[str]], before: str = "Tallene fremgår af tabellen.") -> str:
    rows = "\n".join("| " + " | ".join(row) + " |" for row in table)
    return (
        "møde: 2024-05-06\npunkt 1: Status på området\n## Sagsfremstilling\n"
        f"{before}\n{rows}\nUdviklingen følges løbende.\n"
    )


def off(figures: Figures, total: str, parts: Sequence[str], room: Decimal | int = 0) -> bool:
    """Whether the parts miss the total by more than the room."""
    return abs(sum(number(figures[p]) for p in parts) - number(figures[total])) > room


def counts_and_shares(random: Random) -> Given:
    """Counts with a column of shares and a total of both."""
    labels = random.sample(random.choice((GROUPS, BANDS)), random.randint(3, 6))
    values = [random.randint(12, 400) for _ in labels]
    total = sum(values)
    places = random.choice((0, 1))
    figures = {f"n{i}": shown(v) for i, v in enumerate(values)}
    figures |= {f"s{i}": shown(Decimal(v * 100) / total, places) for i, v in enumerate(values)}
    figures["t"] = shown(total)
    rows = [["", "Antal borgere", random.choice(("Fordeling %", "Andel i pct.", "Andel"))]]
    unit = "" if "%" in rows[0][2] or "pct" in rows[0][2] else " %"
    rows += [[label, f"{{n{i}}}", f"{{s{i}}}{unit}"] for i, label in enumerate(labels)]
    rows.append(["I alt", "{t}", "100" + unit])
    step = Decimal(1).scaleb(-places)

    def broken(figures: Figures) -> bool:
        if off(figures, "t", [f"n{i}" for i in range(len(labels))]):
            return True
        whole = number(figures["t"]) or Decimal(1)
        return any(
            abs(number(figures[f"n{i}"]) * 100 / whole - number(figures[f"s{i}"])) > step
            for i in range(len(labels))
        )

    return Given("tables", "counts-shares", page(rows), figures, broken, {})


def budget(random: Random) -> Given:
    """Budget, moves and corrected budget with formulas in the heads, rounded to 1.000 kr."""
    labels = random.sample(AREAS, random.randint(3, 7))
    style = random.randrange(3)
    heads = (
        ["Område (1.000 kr.)", "Vedtaget budget (1)", "Omplaceringer (2)", "Tillæg (3)", "Korrigeret budget (1)+(2)+(3)=(4)"],
        ["1.000 kr.", "A. Budget 2024", "B. Omplacering", "C. Tillæg", "Korrigeret budget (A+B+C)"],
        ["", "Oprindeligt budget 2024", "Omplaceringer", "Tillægsbevillinger", "Korrigeret budget"],
    )[style]  # fmt: skip
    figures: Figures = {}
    sums = [Decimal(0)] * 4
    rows = [list(heads)]
    for i, label in enumerate(labels):
        true = [Decimal(random.randint(4_000_000, 90_000_000)), Decimal(random.randint(-900_000, 900_000)),
                Decimal(random.randint(-700_000, 900_000))]  # fmt: skip
        true.append(sum(true, Decimal(0)))
        sums = [a + b for a, b in zip(sums, true, strict=True)]
        for c, value in enumerate(true):
            figures[f"r{i}c{c}"] = shown(value / 1000)
        rows.append([label, *(f"{{r{i}c{c}}}" for c in range(4))])
    for c, value in enumerate(sums):
        figures[f"tc{c}"] = shown(value / 1000)
    name = random.choice(("I alt", "Total", "Udvalget i alt", "Sum", "Samlet"))
    rows.append([name, *(f"{{tc{c}}}" for c in range(4))])
    n = len(labels)

    def broken(figures: Figures) -> bool:
        columns = any(
            off(figures, f"tc{c}", [f"r{i}c{c}" for i in range(n)], Decimal(n + 1) / 2 + 1)
            for c in range(4)
        )
        lines = any(
            off(figures, f"{r}c3", [f"{r}c{c}" for c in range(3)], 3)
            for r in (*(f"r{i}" for i in range(n)), "t")
        )
        return columns or lines

    return Given("tables", "budget", page(rows, "Beløb i 1.000 kr."), figures, broken, {})


def deviation(random: Random) -> Given:
    """Budget, expected spending, deviation and deviation in per cent, in mio. kr."""
    labels = random.sample(AREAS, random.randint(4, 7))
    figures: Figures = {}
    heads = random.choice((
        ["Mio. kr.", "Korrigeret budget", "Forventet regnskab", "Mer-/mindreforbrug"],
        ["Område", "Budget 2024 i mio. kr.", "Forbrug 2024 i mio. kr.", "Afvigelse"],
    ))  # fmt: skip
    rows = [heads]
    sums = [Decimal(0)] * 3
    for i, label in enumerate(labels):
        plan = Decimal(random.randint(300, 9000)) / 100
        spent = plan + Decimal(random.randint(-400, 400)) / 100
        true = [plan, spent, spent - plan]
        sums = [a + b for a, b in zip(sums, true, strict=True)]
        figures |= {f"r{i}c{c}": shown(v, 1) for c, v in enumerate(true)}
        rows.append([label, *(f"{{r{i}c{c}}}" for c in range(3))])
    figures |= {f"tc{c}": shown(v, 1) for c, v in enumerate(sums)}
    rows.append(["I alt", *(f"{{tc{c}}}" for c in range(3))])
    n = len(labels)
    tenth = Decimal("0.1")

    def broken(figures: Figures) -> bool:
        if any(
            off(figures, f"tc{c}", [f"r{i}c{c}" for i in range(n)], tenth * (n + 2) / 2)
            for c in range(3)
        ):
            return True
        return any(
            off(figures, f"{r}c1", [f"{r}c0", f"{r}c2"], tenth * 2)
            for r in (*(f"r{i}" for i in range(n)), "t")
        )

    return Given("tables", "deviation", page(rows), figures, broken, {})


def groups(random: Random) -> Given:
    """Two groups with a subtotal each and a grand total, several years beside each other."""
    labels = random.sample(AREAS, 6)
    figures: Figures = {}
    years = 3
    rows = [["Hele kr.", "Budget 2025", "Overslag 2026", "Overslag 2027"]]
    sums = [[Decimal(0)] * years, [Decimal(0)] * years]
    for g in range(2):
        rows.append([("Drift", "Anlæg")[g], "", "", ""])
        for i in range(3):
            values = [Decimal(random.randint(100_000, 9_000_000)) for _ in range(years)]
            if random.random() < 0.3:
                values = [values[0]] * years
            sums[g] = [a + b for a, b in zip(sums[g], values, strict=True)]
            figures |= {f"g{g}r{i}c{c}": shown(v) for c, v in enumerate(values)}
            rows.append([labels[g * 3 + i], *(f"{{g{g}r{i}c{c}}}" for c in range(years))])
        figures |= {f"g{g}tc{c}": shown(v) for c, v in enumerate(sums[g])}
        rows.append([("Drift i alt", "Anlæg i alt")[g], *(f"{{g{g}tc{c}}}" for c in range(years))])
    figures |= {f"tc{c}": shown(sums[0][c] + sums[1][c]) for c in range(years)}
    rows.append(["I alt", *(f"{{tc{c}}}" for c in range(years))])

    def broken(figures: Figures) -> bool:
        return any(
            off(figures, f"tc{c}", [f"g0tc{c}", f"g1tc{c}"], 2)
            or any(
                off(figures, f"g{g}tc{c}", [f"g{g}r{i}c{c}" for i in range(3)], 2) for g in range(2)
            )
            for c in range(years)
        )

    return Given("tables", "groups", page(rows), figures, broken, {})


def total_first(random: Random) -> Given:
    """The total above its parts, one or two columns."""
    labels = random.sample(GROUPS, random.randint(3, 5))
    columns = random.randint(1, 3)
    names = random.choice((["2022", "2023", "2024"], ["Fuldtidspersoner maj", "juni", "juli"], ["Antal 1. kv.", "Antal 2. kv.", "Antal 3. kv."]))[:columns]  # fmt: skip
    figures: Figures = {}
    body = []
    sums = [Decimal(0)] * columns
    for i, label in enumerate(labels):
        values = [Decimal(random.randint(40, 900)) for _ in range(columns)]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        figures |= {f"r{i}c{c}": shown(v) for c, v in enumerate(values)}
        body.append([label, *(f"{{r{i}c{c}}}" for c in range(columns))])
    figures |= {f"tc{c}": shown(v) for c, v in enumerate(sums)}
    rows = [
        ["Målgruppe", *names],
        ["Ydelsesmodtagere i alt", *(f"{{tc{c}}}" for c in range(columns))],
        *body,
    ]
    room = (
        Decimal(len(labels) + 1) / 2 if "Fuldtids" in names[0] or names[0].isdigit() else Decimal(0)
    )

    def broken(figures: Figures) -> bool:
        return any(
            off(figures, f"tc{c}", [f"r{i}c{c}" for i in range(len(labels))], room)
            for c in range(columns)
        )

    return Given("tables", "total-first", page(rows), figures, broken, {})


def row_totals(random: Random) -> Given:
    """Months or years beside each other with an "I alt" column and an "I alt" row."""
    labels = random.sample(GROUPS, random.randint(3, 5))
    names = ["Januar", "Februar", "Marts", "April"][: random.randint(2, 4)]
    n, k = len(labels), len(names)
    table = [[random.randint(3, 200) for _ in names] for _ in labels]
    figures: Figures = {
        f"r{i}c{c}": shown(v) for i, row in enumerate(table) for c, v in enumerate(row)
    }
    figures |= {f"r{i}t": shown(sum(row)) for i, row in enumerate(table)}
    figures |= {f"tc{c}": shown(sum(row[c] for row in table)) for c in range(k)}
    figures["tt"] = shown(sum(map(sum, table)))
    rows = [["Antal sager", *names, "I alt"]]
    rows += [
        [label, *(f"{{r{i}c{c}}}" for c in range(k)), f"{{r{i}t}}"]
        for i, label in enumerate(labels)
    ]
    rows.append(["I alt", *(f"{{tc{c}}}" for c in range(k)), "{tt}"])

    def broken(figures: Figures) -> bool:
        return (
            any(off(figures, f"r{i}t", [f"r{i}c{c}" for c in range(k)]) for i in range(n))
            or any(off(figures, f"tc{c}", [f"r{i}c{c}" for i in range(n)]) for c in range(k))
            or off(figures, "tt", [f"tc{c}" for c in range(k)])
        )

    return Given("tables", "row-totals", page(rows), figures, broken, {})


def one_column(random: Random) -> Given:
    """A single column of kroner with a total."""
    labels = random.sample(AREAS, random.randint(2, 6))
    values = [random.randint(20, 4000) * 1000 for _ in labels]
    figures = {f"r{i}": shown(v) for i, v in enumerate(values)} | {"t": shown(sum(values))}
    suffix = random.choice((" kr.", ""))
    rows = [
        ["Udgift", "Beløb i kr."],
        *([label, f"{{r{i}}}{suffix}"] for i, label in enumerate(labels)),
        ["I alt", "{t}" + suffix],
    ]

    def broken(figures: Figures) -> bool:
        return off(
            figures, "t", [f"r{i}" for i in range(len(labels))], Decimal(len(labels) + 1) / 2
        )

    return Given("tables", "one-column", page(rows), figures, broken, {})


def shares_only(random: Random) -> Given:
    """Shares alone, with 100 below."""
    labels = random.sample(GROUPS, random.randint(3, 6))
    weights = [random.randint(5, 40) for _ in labels]
    figures = {f"r{i}": shown(Decimal(w * 100) / sum(weights), 1) for i, w in enumerate(weights)}
    rows = [
        ["Målgruppe", "Fordeling i pct."],
        *([label, f"{{r{i}}}"] for i, label in enumerate(labels)),
        ["I alt", "100,0"],
    ]
    n = len(labels)

    def broken(figures: Figures) -> bool:
        made = sum((number(figures[f"r{i}"]) for i in range(n)), Decimal(0))
        return abs(made - 100) > Decimal(n + 1) / 20

    return Given("tables", "shares-only", page(rows), figures, broken, {})


TABLES: tuple[Callable[[Random], Given], ...] = (
    counts_and_shares,
    budget,
    deviation,
    groups,
    total_first,
    row_totals,
    one_column,
    shares_only,
)
