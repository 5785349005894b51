"""Made-up relations across an item and in its structure: repeats, periods, days, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from raadslag.bench.made_prose import case
from raadslag.bench.made_tables import AREAS, off, shown
from raadslag.bench.slips import Figures, Given, number
from raadslag.danish.moments import MONTH_NAMES as MONTHS
from raadslag.danish.moments import WEEKDAYS as DAYS


def repeated(random: Random) -> Given:
    """The same figure in summary and case."""
    value = random.choice(
        (shown(random.randint(100, 900)), shown(Decimal(random.randint(11, 99)) / 10, 1))
    )
    unit = "mio. kr." if "," in value else "pladser"
    spot = random.choice(AREAS).lower()
    summary, text = random.choice((
        (f"Sagen handler om at udvide {spot} med {{a}} {unit} i den nye bydel.",
         f"Forvaltningen foreslår at udvide {spot} med {{b}} {unit} i den nye bydel ved havnen."),
        (f"Udvalget orienteres om, at der mangler {{a}} {unit} til {spot} i kommunen.",
         f"Opgørelsen viser, at der mangler {{b}} {unit} til {spot} i kommunen som helhed."),
        (f"Med sagen afsættes {{a}} {unit} til {spot}, så ventelisten kan nedbringes.",
         f"Det foreslås, at der afsættes {{b}} {unit} til {spot}, så ventelisten kan nedbringes i løbet af året."),
    ))  # fmt: skip
    figures = {"a": value, "b": value}

    def broken(figures: Figures) -> bool:
        return number(figures["a"]) != number(figures["b"])

    return Given("across", "repeated", case(text, summary=summary), figures, broken, {})


def prose_table(random: Random) -> Given:
    """A sentence about one row of a table."""
    labels = random.sample(AREAS, random.randint(3, 5))
    money = random.random() < 0.6
    values = [random.randint(1_200, 60_000) if money else random.randint(110, 950) for _ in labels]
    pick = random.randrange(len(labels))
    figures = {f"r{i}": shown(v) for i, v in enumerate(values)} | {"t": shown(sum(values))}
    if money:
        figures["x"] = shown(Decimal(values[pick]) / 1000, 1)
        told = random.choice(
            (
                f"Til {labels[pick].lower()} er der afsat {{x}} mio. kr.",
                f"Udgiften til {labels[pick].lower()} udgør {{x}} mio. kr.",
            )
        )
        head = ["1.000 kr.", "Budget 2024"]
    else:
        figures["x"] = shown(values[pick])
        told = f"Under {labels[pick].lower()} er der {{x}} ansatte."
        head = ["Område", "Antal ansatte"]
    rows = [head, *([label, f"{{r{i}}}"] for i, label in enumerate(labels)), ["I alt", "{t}"]]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    scale, room = (1000, Decimal(51)) if money else (1, Decimal(0))

    def broken(figures: Figures) -> bool:
        n = len(labels)
        return abs(number(figures["x"]) * scale - number(figures[f"r{pick}"])) > room or off(
            figures, "t", [f"r{i}" for i in range(n)], Decimal(n + 1) / 2 if money else 0
        )

    only = {"x": figures["x"]} | figures
    return Given("across", "prose-table", case(f"{told}\n{table}"), only, broken, {})


def period(random: Random) -> Given:
    """The half-year or quarter of the recommendation and of the case."""
    kind = random.choice(("halvår", "kvartal"))
    n = random.randint(1, 2 if kind == "halvår" else 4)
    year = random.randint(2021, 2024)
    right = f"{n}. {kind} {year}"
    wrong = random.choice(
        (f"{3 - n if kind == 'halvår' else n % 4 + 1}. {kind} {year}", f"{n}. {kind} {year - 1}")
    )
    title = random.choice(("Nøgletal for {p}", "Nøgletal på området")).replace("{p}", right)
    text = f"I sagen fremlægges udviklingen i {right}. Tallene er opgjort ved periodens udløb."
    ask = "Orienteringen om nøgletal for {w} tages til efterretning."
    return Given(
        "across",
        "period",
        case(text, title=title, ask=ask),
        {},
        lambda _: True,
        {"w": (right, wrong)},
    )


def day_twice(random: Random) -> Given:
    """The same deadline in summary and case."""
    on = date(2024, 1, 10) + timedelta(days=random.randrange(200))
    wrong = on.replace(month=on.month % 12 + 1) if on.day <= 28 else on.replace(day=on.day - 10)
    right, other = (f"{d.day}. {MONTHS[d.month - 1]} {d.year}" for d in (on, wrong))
    spot = random.choice(AREAS).lower()
    summary = f"Planen for {spot} sendes i offentlig høring med frist {right}."
    text = (
        f"Forvaltningen foreslår, at planen for {spot} sendes i offentlig høring med frist {{w}}."
    )
    return Given(
        "across",
        "day-twice",
        case(text, summary=summary),
        {},
        lambda _: True,
        {"w": (right, other)},
    )


def weekday(random: Random) -> Given:
    on = date(2023, 1, 1) + timedelta(days=random.randrange(700))
    day = DAYS[on.weekday()]
    wrong = DAYS[(on.weekday() + random.randint(1, 6)) % 7]
    told = random.choice(("{w} den D", "{w} d. D", "{w} D")).replace(
        "D", f"{on.day}. {MONTHS[on.month - 1]} {on.year}"
    )
    return Given(
        "structure",
        "weekday",
        case(f"Der holdes borgermøde {told} på rådhuset."),
        {},
        lambda _: True,
        {"w": (day, wrong)},
    )


def quarter_days(random: Random) -> Given:
    n = random.randint(1, 4)
    spans = (
        "1. januar - 31. marts",
        "1. april - 30. juni",
        "1. juli - 30. september",
        "1. oktober - 31. december",
    )
    text = f"Opgørelsen dækker {n}. kvartal 2024 ({{w}} 2024)."
    return Given(
        "structure",
        "quarter-days",
        case(text),
        {},
        lambda _: True,
        {"w": (spans[n - 1], spans[n % 4])},
    )


def attachments(random: Random) -> Given:
    n = random.randint(2, 6)
    marked = random.randint(0, n)
    listed = "\n".join(
        f"* {'ANBEFALES ' if i < marked else ''}Notat {'ABCDEF'[i]}" for i in range(n)
    )
    text = f"møde: 2024-05-06\npunkt 1: Sagen\nbilag: {{n}}, heraf {{m}} anbefales\n{listed}\n## Sagsfremstilling\nKort.\n"
    words = {
        "n": (str(n), str(n + random.choice((-1, 1, 2)))),
        "m": (str(marked), str(marked + 1 if marked < n else marked - 1)),
    }
    return Given("structure", "attachments", text, {}, lambda _: False, words)


def numbers(random: Random) -> Given:
    n = random.randint(5, 8)
    bad = random.randint(2, n - 1)
    lines = [
        f"punkt {'{w}' if i == bad else i}: Sag {'ABCDEFGHI'[i]}\n## Beslutning\nGodkendt."
        for i in range(1, n + 1)
    ]
    wrong = str(random.choice((bad - 1, bad + 1)))
    return Given(
        "structure",
        "numbering",
        "møde: 2024-05-06\n" + "\n".join(lines),
        {},
        lambda _: True,
        {"w": (str(bad), wrong)},
    )


def counted_list(random: Random) -> Given:
    n = random.randint(2, 6)
    names = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte")
    lead = random.choice(
        (
            "Planen har følgende {w} spor:",
            "Strategien bygger på {w} principper:",
            "Der arbejdes med disse {w} indsatser:",
        )
    )
    points = "\n".join(f"- Spor om {spot.lower()}" for spot in random.sample(AREAS, n))
    wrong = names[n + random.choice((-1, 1)) if n > 2 else 3]
    return Given(
        "structure",
        "counted-list",
        case(f"{lead}\n{points}"),
        {},
        lambda _: True,
        {"w": (names[n], wrong)},
    )


def earlier(random: Random) -> Given:
    on = date(2024, 5, 6) - timedelta(days=random.randint(20, 360))
    text = "møde: 2024-05-06\npunkt 1: Sagen\ntidligere: {w}\n## Sagsfremstilling\nKort.\n"
    later = on.replace(year=on.year + 2) if (on.month, on.day) != (2, 29) else date(2026, 2, 28)
    return Given(
        "structure", "earlier", text, {}, lambda _: True, {"w": (on.isoformat(), later.isoformat())}
    )


def backward(random: Random) -> Given:
    a, b = random.randint(1, 5), random.randint(6, 12)
    text = f"Perioden løber fra den 1. {MONTHS[a - 1]} 2024 til den 1. {MONTHS[b - 1]} {{y}}."
    return Given("structure", "backward", case(text), {}, lambda _: True, {"y": ("2024", "2023")})


ACROSS: tuple[Callable[[Random], Given], ...] = (repeated, prose_table, period, day_twice)
STRUCTURE: tuple[Callable[[Random], Given], ...] = (weekday, quarter_days, attachments, numbers, counted_list, earlier, backward)  # fmt: skip
