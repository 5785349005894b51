"""Made-up prose whose figures hang together, each relation in several wordings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from raadslag.bench.made_tables import AREAS, GROUPS, off, shown
from raadslag.bench.slips import Figures, Given, number


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


PROSE: tuple[Callable[[Random], Given], ...] = (change, share, shares_and_rest, rest_of_count, sum_sentence, itemised, flow, over_under, two_units)  # fmt: skip
