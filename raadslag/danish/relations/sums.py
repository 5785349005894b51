"""Wholes and parts: sums before and after their parts, "heraf", what is left, shares of a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from raadslag.danish.numbers import Interval
from raadslag.danish.quantities import SHARE
from raadslag.danish.relations.triples import (
    HUNDRED,
    ZERO,
    Finder,
    Relation,
    addable,
    same_thing,
    signs,
    summed,
)
from raadslag.danish.statements import Said, lead, opposed, spoken, tail

SO = "så"
CONTRAST = "modsat"
"""What is said of a whole whose two parts are called by opposites."""
CHANGE = {"mod", "end"}
"""Words between two figures that make them levels, no parts."""
MOST_SHARES = 12


def sums(says: Sequence[Said]) -> Iterator[Relation]:
    """A whole and the parts said after it, and parts with their total after them."""
    for whole in says:
        mean = spoken("mean", " ".join((*whole.ahead(5), *whole.behind(3))))
        if whole.kind in ("kr", "count") and whole.value > 0 and not mean:
            yield from _parts_after(says, whole)
            yield from _total_after(says, whole)


def sum_of(whole: Said, parts: Sequence[Said], word: str, *, sure: bool = True) -> Relation:
    form = signs(len(parts), "+")
    return Relation("sum", whole, tuple(parts), summed(parts), form, word, sure=sure)


def _parts_after(says: Sequence[Said], whole: Said) -> Iterator[Relation]:
    rest = says[whole.place + 1 :]
    if not rest or rest[0].sentence > whole.sentence + 1:
        return
    first = rest[0]
    gap = first.before if first.sentence == whole.sentence else f"{whole.after} {first.before}"
    parts = _run(rest, whole)
    if parts and spoken("of_which", gap):
        if not spoken("rest", gap):
            yield _of_which(parts, whole)
    elif len(parts) > 1 and not spoken("some", gap + " ".join(one.before for one in parts)):
        yield from _made_of(gap, parts, whole)


def _of_which(parts: Sequence[Said], whole: Said) -> Relation:
    """ "14, heraf 8 i nord og 6 i syd": no part, and not all together, can be more than the whole."""
    parts = [
        parts[0],
        *(one for one in parts[1:] if same_thing(one, whole) or one.value <= whole.value),
    ]
    part, found = parts[0], sum_of(whole, parts, "heraf")
    if len(parts) == 1 or not _listed(parts):
        told = same_thing(part, whole) or lead(part, "of_which", 1)
        most = whole.span.high if told else max(whole.span.high, part.span.high)
        return Relation("part", part, (whole,), Interval(ZERO, most), "højst {0}")
    if found.makes.low > whole.span.high or (len(parts) == 2 and _opposite(parts)):
        return found
    return Relation("sum", whole, found.operands, whole.span, found.form, "heraf")


def _opposite(parts: Sequence[Said]) -> bool:
    """Two that part a whole between them: "12 kvinder og 8 mænd", "25 fik tilsagn, og 15 afslag"."""
    first, second = parts
    sides = ((first.after, second.after), (first.before, second.before))
    return any(opposed(one, other) for one, other in sides)


def _contrasts(parts: Sequence[Said], whole: Said) -> bool:
    two = len(parts) == 2 and whole.value > max(one.value for one in parts)
    contrast = two and opposed(" ".join((*parts[0].ahead(2), *parts[0].behind(4))), parts[1].after)
    return (
        contrast
        and not opposed(whole.after, parts[0].after)
        and (_listed(parts) or "mens" in parts[1].ahead(3))
    )


TRAITS = {"er", "har", "var", "bor", "går", "kan", "vil", "får", "fik", "havde", "blev", "bliver"}


def _traits(parts: Sequence[Said]) -> bool:
    """Said of the same group one by one: "25 er kvinder, 22 er over 60 år" are no parts of it."""
    return sum(bool(TRAITS & set(one.behind(1))) for one in parts) >= 2


def _terse(parts: Sequence[Said]) -> bool:
    return all(len(one.before.split()) <= 4 for one in parts[1:])


def _made_of(gap: str, parts: Sequence[Said], whole: Said) -> Iterator[Relation]:
    told = spoken("split", gap)
    makes = summed(parts)
    if told and near(makes, whole, 20):
        yield sum_of(whole, parts, told)
    elif _contrasts(parts, whole):
        yield sum_of(whole, parts, CONTRAST)
    elif _traits(parts):
        return
    elif _opened(gap) and _listed(parts) and near(makes, whole, 3):
        yield sum_of(whole, parts, ":")
    elif _listed(parts) and _terse(parts) and _of(whole) and (len(parts) > 2 or _opposite(parts)):
        yield sum_of(whole, parts, "af", sure=False)
    elif (
        _listed(parts)
        and _in_apposition(gap, parts[-1])
        and whole.value > max(one.value for one in parts)
    ):
        chosen = all(one.behind(1) and one.behind(1)[0].endswith("t") for one in parts)
        if chosen or len(parts[-1].after.split()) <= 2:
            yield sum_of(whole, parts, ",", sure=chosen)


TURNS = {"mens", "men", "minus", "fratrukket"}
"""Words after which a figure is no part like the others."""


def _run(rest: Sequence[Said], whole: Said) -> list[Said]:
    """The figures that may be the whole's parts: of its sort, in one sentence, before a new total."""
    found: list[Said] = []
    for one in rest:
        if found and (one.sentence != found[0].sentence or _closes(one)):
            break
        if found and TURNS & set(one.before.replace(",", " ").split()):
            return [*found, one] if len(found) == 1 and _opposite((found[0], one)) else []
        if not addable(one, whole):
            if one.kind not in ("pct", "time"):
                return []
        elif not one.each and (not found or _in_brackets(one) == _in_brackets(found[0])):
            found.append(one)
    return found


def _closes(one: Said) -> bool:
    roles = (("total", 4), ("equals", 3), ("rest", 4), ("of_which", 4))
    return any(lead(one, role, near) for role, near in roles)


def _in_brackets(one: Said) -> bool:
    return one.before.rstrip().endswith("(") and ")" in one.after[:3]


def _of(whole: Said) -> bool:
    """ "af de 25", "ud af 40"."""
    return "af" in whole.ahead(4)


def _in_apposition(gap: str, last: Said) -> bool:
    """ "25 elever, 14 piger og 11 drenge.": only a comma and the whole's noun before the parts."""
    return gap.rstrip().endswith(",") and len(gap.split()) <= 2 and len(last.after.split()) <= 3


def _opened(gap: str) -> bool:
    """A colon or a bracket opens what the whole is made of."""
    return ":" in gap or ("(" in gap and ")" not in gap)


def _listed(parts: Sequence[Said]) -> bool:
    """Joined as a list: "a, b og c", every gap short."""
    gaps = [one.before for one in parts[1:]]
    joined = all(("," in gap or ";" in gap or _and(gap)) and len(gap) < 80 for gap in gaps)
    return bool(gaps) and joined and (_and(gaps[-1]) or len(parts) >= 3)


def _and(gap: str) -> bool:
    return any(word in ("og", "samt", "plus", "+") for word in gap.split())


def near(makes: Interval, whole: Said, factor: int) -> bool:
    return whole.span.low <= makes.high * factor and makes.low <= whole.span.high * factor


def _total_after(says: Sequence[Said], whole: Said) -> Iterator[Relation]:
    after = tail(whole, "total_after", 2)
    word = lead(whole, "total") or after or _so(whole)
    earlier = [one for one in says[: whole.place] if one.sentence == whole.sentence]
    if not earlier and word:
        earlier = [one for one in says if one.sentence == whole.sentence - 1]
    later = [one for one in says[whole.place + 1 :] if one.kind == whole.kind]
    if any(_priced(one) for one in earlier) or HOPED & set(whole.ahead(6)):
        return
    if word == SO and later and later[0].sentence == whole.sentence:
        return
    parts = row_before(earlier, whole)
    if not word or len(parts) < 2 or (lead(parts[0], "total", 4) and not after):
        return
    if word == SO and whole.value <= max(one.value for one in parts):
        return
    named = any(same_thing(one, whole) for one in parts)
    fitting = (n for n in range(len(parts) - 1) if summed(parts[n:]).overlaps(whole.span))
    parts = parts[next(fitting, 0) :]
    sure = named and word != SO and near(summed(parts), whole, 10)
    yield sum_of(whole, parts, word, sure=sure)


HOPED = {
    "forventes",
    "forventer",
    "ventes",
    "mål",
    "målet",
    "budgetteret",
    "højst",
    "mindst",
    "plads",
    "kapacitet",
}
"""Words before a total that is wished or allowed, and no sum of what was."""
PRICED = ("stykket", "pr", "per", "hver", "pr. stk")


def _priced(one: Said) -> bool:
    """So much for each: a product, which no sum takes as it stands."""
    return one.each or tail(one, "each", 4) in PRICED or bool(lead(one, "each_before", 2))


def row_before(earlier: Sequence[Said], whole: Said) -> list[Said]:
    """The figures before the whole that stand in a row, back to where the row breaks."""
    parts: list[Said] = []
    for one in reversed(earlier):
        if addable(one, whole):
            if parts and not _in_row(parts[0].before):
                break
            parts.insert(0, one)
        elif one.kind not in ("pct", "time") or not parts:
            break
    return parts


def _in_row(gap: str) -> bool:
    words = gap.replace(",", " , ").split()
    return len(gap) < 80 and ("," in words or _and(gap)) and not CHANGE & set(words)


def _so(whole: Said) -> str | None:
    return SO if lead(whole, "equals", 5) in (SO, "altså", "dermed", "således") else None


def rests(says: Sequence[Said]) -> Iterator[Relation]:
    """ "de resterende 40", "så der er 38 ledige": the whole less what was taken of it."""
    for claim in says:
        word = lead(claim, "rest", 4) or tail(claim, "rest_after") or _denied(says, claim)
        other = lead(claim, "others", 2)
        if not (word or other) or claim.kind not in ("kr", "count", "pct") or claim.each:
            continue
        others = [one for one in says if one.kind == claim.kind and one is not claim]
        others = [one for one in others if not one.each and one.quantity.unit != SHARE]
        before = [one for one in others if one.place < claim.place]
        if claim.kind == "pct":
            yield from _to_hundred(claim, before, word or other or "")
            continue
        if len(before) < 2 and lead(claim, "rest", 4) and "af" in claim.behind(2):
            before = others
        if len(before) >= 2:
            yield from _left(claim, before, word, other or "")


def _denied(says: Sequence[Said], claim: Said) -> str | None:
    """ "6 af de 11 mål er nået, mens 5 ikke er nået", "2 af de 7 er private, mens 5 er kommunale"."""
    before = says[max(claim.place - 1, 0)]
    turned = claim.behind(1) == ["ikke"] or (before is not claim and _opposite((before, claim)))
    return "ikke" if "mens" in claim.ahead(2) and turned else None


def _left(claim: Said, others: Sequence[Said], word: str | None, other: str) -> Iterator[Relation]:
    whole = max(others, key=lambda one: one.value)
    parts = [one for one in others if one.value < whole.value]
    if not parts or (not word and not _of(whole) and not lead(whole, "total")):
        return
    for count in range(1, min(len(parts), 4)):
        for some in combinations(parts[:MOST_SHARES], count):
            if (whole.span - summed(some)).overlaps(claim.span):
                parts = list(some)
    drawn = tail(claim, "rest_after") and lead(claim, "equals", 6) and len(parts) == 1
    left = lead(claim, "rest", 4)
    lacks = left == "mangler" and not lead(claim, "equals", 6)
    two_sides = _two_sides(whole, parts, claim)
    sure = len(parts) <= 3 and bool((left and not lacks) or word == "ikke" or drawn or two_sides)
    form = signs(len(parts) + 1, "-")
    top = (
        whole.span
        if whole.quantity.hedge not in ("mindst", "minimum")
        else Interval(whole.value, whole.value)
    )
    makes = top - summed(parts)
    if makes.high < 0:
        return
    yield Relation("rest", claim, (whole, *parts), makes, form, word or other, sure=sure)


def _two_sides(whole: Said, parts: Sequence[Said], claim: Said) -> bool:
    """ "Af de 22 boliger er 16 beboet, og 8 står tomme": one whole, one part, and what is left of it."""
    if len(parts) != 1 or whole.sentence != claim.sentence or not tail(claim, "rest_after"):
        return False
    begins = whole.place == 0 and whole.ahead(4)[:1] == ["af"]
    return begins and parts[0].place == claim.place - 1 == whole.place + 1


def _to_hundred(claim: Said, before: Sequence[Said], word: str) -> Iterator[Relation]:
    parts = [one for one in before if one.sentence == claim.sentence] or list(before)
    fitting = (n for n in range(len(parts)) if (summed(parts[n:]) + claim.span).contains(HUNDRED))
    parts = parts[next(fitting, 0) :]
    if parts:
        yield _hundred(claim, parts, word)


def _hundred(last: Said, parts: Sequence[Said], word: str, *, sure: bool = True) -> Relation:
    makes = Interval(HUNDRED, HUNDRED) - summed(parts)
    form = f"100 - {signs(len(parts), '-')}"
    return Relation("hundred", last, tuple(parts), makes, form, word, sure=sure)


def hundreds(says: Sequence[Said]) -> Iterator[Relation]:
    """Shares that one sentence gives of a whole, the last joined by "og" or after "fordeler sig"."""
    plain = all(one.quantity.unit == "pct" and not one.quantity.hedge for one in says)
    if not plain or len(says) > MOST_SHARES or len({one.sentence for one in says}) > 1:
        return
    words = " ".join(one.before for one in says) + " " + says[-1].after
    told = spoken("split", words)
    if any(spoken(role, words) for role in ("up", "down", "then")):
        return
    if told and spoken("some", words):
        return
    least, most = (75, 135) if told or len(says) == 2 else (88, 130)
    made = summed(says)
    if (told or _alternatives(says)) and least <= made.high and made.low <= most:
        over = bool(told) and made.low > HUNDRED
        yield _hundred(says[-1], says[:-1], told or "og", sure=over)


_NO_ALTERNATIVE = {
    "mod",
    "fra",
    "til",
    "end",
    "heraf",
    "hvoraf",
    "mindst",
    "over",
    "under",
    "mens",
    "mellem",
}


def _alternatives(shares: Sequence[Said]) -> bool:
    """Shares of one whole said as alternatives: "55 pct. er kvinder, og 45 pct. er mænd"."""
    gaps = [one.before for one in shares[1:]]
    short = all(len(gap) < 60 and ("," in gap or _and(gap)) for gap in gaps)
    words = shares[-1].after.split()
    whole = len(shares) > 2 or words[:1] == ["af"] or _opposite(shares)
    return (
        short
        and whole
        and not set(words) & _NO_ALTERNATIVE
        and not (len(shares) > 2 and _traits(shares))
        and _and(gaps[-1])
        and not set(" ".join(gaps).split()) & _NO_ALTERNATIVE
    )


FINDERS: tuple[Finder, ...] = (sums, rests, hundreds)
