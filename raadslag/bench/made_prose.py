"""Made-up prose, across-the-text and structure relations, each in several wordings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from raadslag.bench.made_tables import AREAS, GROUPS, off, shown
from raadslag.bench.slips import Figures, Given, number

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
          "oktober", "november", "december")  # fmt: skip
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def case(text: str, *, title: str = "Status på området", summary: str = "", ask: str = "") -> str:
    parts = ["møde: 2024-05-06", f"punkt 1: {title}"]
    parts += ["## Sammendrag", summary] if summary else []
    parts += ["## Sagsfremstilling", text]
    parts += ["## Indstilling", f"- {ask}"] if ask else []
    return "\n".join([*parts, ""])


def change(random: Random) -> Given:
    """From, to, and the per cent or the number between."""
    old = random.randint(80, 900)
    new = old + random.choice((-1, 1)) * random.randint(old // 12, old // 2)
    group = random.choice(GROUPS).lower()
    up = new > old
    verb, noun = ("steget", "en stigning") if up else ("faldet", "et fald")
    figures = {
        "a": shown(old),
        "b": shown(new),
        "p": shown(Decimal(abs(new - old) * 100) / old, 1),
        "d": shown(abs(new - old)),
    }
    wording = random.choice((
        "Antallet af borgere på GROUP er {verb} fra {a} i juni 2023 til {b} i juni 2024, svarende til {p} pct.",
        "I juni 2024 var der {b} borgere på GROUP mod {a} året før. Det er {noun} på {d} borgere.",
        "Fra {a} borgere i 2022 til {b} borgere i 2023 er GROUP {verb} med {d} borgere ({p} pct.).",
        "Der er {noun} i antallet på GROUP på {p} pct., fra {a} til {b} personer.",
        "GROUP er {verb} fra {a} til {b} fuldtidspersoner, hvilket svarer til {noun} på {p} procent.",
        "Antallet på GROUP er {b} borgere mod {a} borgere i 2023, {noun} på {p} pct.",
    ))  # fmt: skip
    if "Det er" in wording:
        wording = (
            "I juni 2024 var der {b} borgere på GROUP mod {a} året før, {noun} på {d} borgere."
        )
    wording = wording.replace("GROUP", group)
    used = {k: v for k, v in figures.items() if "{" + k + "}" in wording}
    wrong = ("faldet", "et fald") if up else ("steget", "en stigning")
    words = {}
    if "{verb}" in wording and "fra {a}" in wording and "{noun}" not in wording:
        words["verb"] = (verb, wrong[0])
    text = wording.replace("{noun}", noun)
    if "verb" not in words:
        text = text.replace("{verb}", verb)

    def broken(figures: Figures) -> bool:
        a, b = number(figures["a"]), number(figures["b"])
        if "d" in used and abs(abs(b - a) - number(figures["d"])) > 0:
            return True
        return "p" in used and abs(abs(b - a) * 100 / (a or 1) - number(figures["p"])) > Decimal(
            "0.1"
        )

    return Given("prose", "change", case(text), used, broken, words)


def share(random: Random) -> Given:
    """x of y is z per cent."""
    whole = random.randint(40, 900)
    part = random.randint(5, whole - 5)
    figures = {"x": shown(part), "y": shown(whole), "z": shown(Decimal(part * 100) / whole)}
    text = random.choice((
        "{x} af {y} elever ({z} pct.) har fået en plads.",
        "Ud af {y} ansøgere har {x} fået tilbud, svarende til {z} pct.",
        "{z} pct. af eleverne ({x} ud af {y}) går videre på en ungdomsuddannelse.",
        "I alt har {x} ud af {y} borgere svaret, hvilket svarer til {z} procent.",
        "Af de {y} boliger er {x} ({z} %) udlejet.",
    ))  # fmt: skip

    def broken(figures: Figures) -> bool:
        whole = number(figures["y"]) or Decimal(1)
        return abs(number(figures["x"]) * 100 / whole - number(figures["z"])) > Decimal("0.51")

    return Given("prose", "share", case(text), figures, broken, {})


def shares_and_rest(random: Random) -> Given:
    first, second = random.randint(30, 60), random.randint(5, 25)
    figures = {"a": str(first), "b": str(second), "r": str(100 - first - second)}
    text = random.choice((
        "{a} pct. kommer fra job, {b} pct. fra uddannelse, og de resterende {r} pct. fra ledighed.",
        "{a} % af udgifterne går til løn og {b} % til husleje. De resterende {r} % er materialer.",
        "Midlerne fordeler sig med {a} pct. til drift, {b} pct. til kurser og {r} pct. til øvrige udgifter.",
    ))  # fmt: skip
    listed = "fordeler" in text

    def broken(figures: Figures) -> bool:
        made = sum((number(figures[k]) for k in "abr"), Decimal(0))
        return abs(made - 100) > 2 and (not listed or 80 <= made <= 120)

    return Given("prose", "rest-share", case(text), figures, broken, {})


def rest_of_count(random: Random) -> Given:
    whole = random.randint(50, 400)
    part = random.randint(10, whole - 12)
    figures = {"w": shown(whole), "a": shown(part), "r": shown(whole - part)}
    text = random.choice((
        "Af de {w} ansøgere har {a} fået en plads, mens de resterende {r} står på venteliste.",
        "Der er i alt {w} boliger. {a} er taget i brug, og de resterende {r} bliver klar til sommer.",
        "Ud af {w} sager er {a} afgjort, og de øvrige {r} er under behandling.",
    ))  # fmt: skip

    def broken(figures: Figures) -> bool:
        return number(figures["a"]) <= number(figures["w"]) and off(figures, "w", ["a", "r"])

    return Given("prose", "rest", case(text), figures, broken, {})


def sum_sentence(random: Random) -> Given:
    unit, low, high = random.choice(
        (("borgere", 10, 300), ("kr.", 20_000, 900_000), ("mio. kr.", 0, 0))
    )
    n = random.choice((2, 3, 4)) if unit != "kr." else 3
    if unit == "mio. kr.":
        values = [Decimal(random.randint(3, 90)) / 10 for _ in range(n)]
        figures = {f"p{i}": shown(v, 1) for i, v in enumerate(values)} | {
            "t": shown(sum(values), 1)
        }
    else:
        values = [Decimal(random.randint(low, high)) for _ in range(n)]
        figures = {f"p{i}": shown(v) for i, v in enumerate(values)} | {"t": shown(sum(values))}
    spots = random.sample(AREAS, n)
    parts = [f"{{p{i}}} {unit} til {spot.lower()}" for i, spot in enumerate(spots)]
    listed = ", ".join(parts[:-1]) + " og " + parts[-1]
    bare = ", ".join(f"{{p{i}}}" for i in range(n - 1)) + f" og {{p{n - 1}}}"
    text = random.choice((
        f"Der er afsat {{t}} {unit}, der er fordelt med {listed}.",
        f"I alt {{t}} {unit} fordelt på {listed}.",
        f"Der gives {listed}, i alt {{t}} {unit}",
        f"De tre områder har {bare} {unit}, tilsammen {{t}} {unit}",
        f"Puljen på {{t}} {unit} består af {listed}.",
    ))  # fmt: skip
    room = Decimal(n + 1) / 20 if unit == "mio. kr." else Decimal(n + 1) / 2 if unit == "kr." else 0

    def broken(figures: Figures) -> bool:
        values = [number(figures[f"p{i}"]) for i in range(n)]
        return (
            off(figures, "t", [f"p{i}" for i in range(n)], room)
            and max(values) <= number(figures["t"]) * 20
        )

    return Given("prose", "sum", case(text), figures, broken, {})


def itemised(random: Random) -> Given:
    n = random.randint(2, 5)
    values = [random.randint(10, 400) for _ in range(n)]
    figures = {f"p{i}": shown(v) for i, v in enumerate(values)} | {"t": shown(sum(values))}
    spots = random.sample(AREAS, n)
    lead = random.choice((
        "Der er {t} borgere i målgruppen, som fordeler sig således:",
        "Området modtager i alt {t} henvendelser om året. De er fordelt på:",
        "Samlet er der {t} pladser fordelt på følgende tilbud:",
    ))  # fmt: skip
    noun = "borgere" if "borgere" in lead else "henvendelser" if "henv" in lead else "pladser"
    points = "\n".join(f"- {spot}: {{p{i}}} {noun}" for i, spot in enumerate(spots))

    def broken(figures: Figures) -> bool:
        return off(figures, "t", [f"p{i}" for i in range(n)])

    return Given("prose", "itemised", case(f"{lead}\n{points}"), figures, broken, {})


def flow(random: Random) -> Given:
    start, came, went = random.randint(200, 500), random.randint(40, 90), random.randint(10, 100)
    figures = {
        "s": shown(start),
        "i": shown(came),
        "o": shown(went),
        "e": shown(start + came - went),
    }
    text = random.choice((
        "Primo kvartalet var der {s} sager. Tilgangen var {i} sager og afgangen {o} sager, så der ultimo var {e} sager.",
        "Ved årets start var der {s} borgere. Der har været en tilgang på {i} borgere og en afgang på {o} borgere. Ved årets udgang var der {e} borgere.",
    ))  # fmt: skip

    def broken(figures: Figures) -> bool:
        return off(figures | {"x": figures["e"]}, "s", []) and (
            number(figures["s"]) + number(figures["i"]) - number(figures["o"])
            != number(figures["e"])
        )

    return Given("prose", "flow", case(text), figures, broken, {})


def over_under(random: Random) -> Given:
    plan = Decimal(random.randint(50, 900)) / 10
    gap = Decimal(random.choice((-1, 1)) * random.randint(4, 40)) / 10
    figures = {"b": shown(plan, 1), "f": shown(plan + gap, 1), "d": shown(abs(gap), 1)}
    right, wrong = ("merforbrug", "mindreforbrug") if gap > 0 else ("mindreforbrug", "merforbrug")
    text = random.choice((
        "Budgettet er på {b} mio. kr., og det forventede regnskab er {f} mio. kr. Det giver et {w} på {d} mio. kr.",
        "Med et budget på {b} mio. kr. og et forventet forbrug på {f} mio. kr. ventes et {w} på {d} mio. kr.",
        "Der ventes et {w} på {d} mio. kr., idet forbruget ventes at blive {f} mio. kr. mod et budget på {b} mio. kr.",
    ))  # fmt: skip

    def broken(figures: Figures) -> bool:
        gap = number(figures["f"]) - number(figures["b"])
        return abs(abs(gap) - number(figures["d"])) > Decimal("0.15")

    return Given("prose", "over-under", case(text), figures, broken, {"w": (right, wrong)})


def two_units(random: Random) -> Given:
    true = random.randint(200_000, 9_000_000)
    figures = {"m": shown(Decimal(true) / 1_000_000, 1), "k": shown(true)}
    text = random.choice(
        (
            "Anlægget koster {m} mio. kr. ({k} kr.).",
            "Udgiften er {k} kr. ({m} mio. kr.) i 2024.",
        )
    )

    def broken(figures: Figures) -> bool:
        return abs(number(figures["m"]) * 1_000_000 - number(figures["k"])) > 50_001

    return Given("prose", "two-units", case(text), figures, broken, {})


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


PROSE: tuple[Callable[[Random], Given], ...] = (change, share, shares_and_rest, rest_of_count, sum_sentence, itemised, flow, over_under, two_units)  # fmt: skip
ACROSS: tuple[Callable[[Random], Given], ...] = (repeated, prose_table, period, day_twice)
STRUCTURE: tuple[Callable[[Random], Given], ...] = (weekday, quarter_days, attachments, numbers, counted_list, earlier, backward)  # fmt: skip
