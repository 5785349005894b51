"""Wholes and parts: sums before and after their parts, "heraf", what is left, shares of a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

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
from raadslag.danish.statements import Said, lead, said_in, spoken, tail

SO = "så"
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


def _sum(whole: Said, parts: Sequence[Said], word: str, *, sure: bool = True) -> Relation:
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
    part, found = parts[0], _sum(whole, parts, "heraf")
    if len(parts) == 1 or not _listed(parts):
        told = same_thing(part, whole) or lead(part, "of_which", 1)
        most = whole.span.high if told else max(whole.span.high, part.span.high)
        return Relation("part", part, (whole,), Interval(ZERO, most), "højst {0}")
    if found.makes.low > whole.span.high or (len(parts) == 2 and _opposite(parts)):
        return found
    return Relation("sum", whole, found.operands, whole.span, found.form, "heraf")


def _opposite(parts: Sequence[Said]) -> bool:
    """Two that part a whole between them: "12 kvinder og 8 mænd"."""
    first, second = (spoken("opposites", one.after) for one in parts)
    if not (first and second):
        first, second = (spoken("opposites", one.before) for one in parts)
    return bool(first and second and first != second)


TRAITS = {"er", "har", "var", "bor", "går", "kan", "vil", "får", "fik", "havde", "blev", "bliver"}


def _traits(parts: Sequence[Said]) -> bool:
    """Said of the same group one by one: "25 er kvinder, 22 er over 60 år" are no parts of it."""
    return sum(bool(TRAITS & set(one.behind(1))) for one in parts) >= 2


def _terse(parts: Sequence[Said]) -> bool:
    return all(len(one.before.split()) <= 4 for one in parts[1:])


def _made_of(gap: str, parts: Sequence[Said], whole: Said) -> Iterator[Relation]:
    told = spoken("split", gap)
    makes = summed(parts)
    if told and _near(makes, whole, 20):
        yield _sum(whole, parts, told)
    elif _traits(parts):
        return
    elif _opened(gap) and _listed(parts) and _near(makes, whole, 3):
        yield _sum(whole, parts, ":")
    elif _listed(parts) and _terse(parts) and _of(whole) and (len(parts) > 2 or _opposite(parts)):
        yield _sum(whole, parts, "af", sure=False)
    elif (
        _listed(parts)
        and _in_apposition(gap, parts[-1])
        and whole.value > max(one.value for one in parts)
    ):
        chosen = all(one.behind(1) and one.behind(1)[0].endswith("t") for one in parts)
        if chosen or len(parts[-1].after.split()) <= 2:
            yield _sum(whole, parts, ",", sure=chosen)


def _run(rest: Sequence[Said], whole: Said) -> list[Said]:
    """The figures that may be the whole's parts: of its sort, in one sentence, before a new total."""
    found: list[Said] = []
    for one in rest:
        if found and (one.sentence != found[0].sentence or _closes(one)):
            break
        if not addable(one, whole):
            if one.kind not in ("pct", "time"):
                return []
        elif not one.each and not (found and _in_brackets(one)):
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


def _near(makes: Interval, whole: Said, factor: int) -> bool:
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
    parts = _row_before(earlier, whole)
    if not word or len(parts) < 2 or (lead(parts[0], "total", 4) and not after):
        return
    if word == SO and whole.value <= max(one.value for one in parts):
        return
    named = any(same_thing(one, whole) for one in parts)
    fitting = (n for n in range(len(parts) - 1) if summed(parts[n:]).overlaps(whole.span))
    parts = parts[next(fitting, 0) :]
    sure = named and word != SO and _near(summed(parts), whole, 10)
    yield _sum(whole, parts, word, sure=sure)


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


def _row_before(earlier: Sequence[Said], whole: Said) -> list[Said]:
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
        if len(before) < 2 and lead(claim, "rest", 4):
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
    drawn = tail(claim, "rest_after") == "tilbage" and lead(claim, "equals", 6) and len(parts) == 1
    sure = len(parts) <= 3 and bool(lead(claim, "rest", 4) or word == "ikke" or drawn)
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
    least, most = (75, 135) if told or len(says) == 2 else (88, 130)
    made = summed(says)
    if (told or _alternatives(says)) and least <= made.high and made.low <= most:
        yield _hundred(says[-1], says[:-1], told or "og", sure=False)


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


def itemised(sentences: tuple[str, ...], intro: int) -> Relation | None:
    """A total in the first `intro` sentences against one figure of its sort in each of the others, the
    points of a list; null where nothing says that the points make it up."""
    says = said_in(sentences)
    before = [one for one in says if one.sentence < intro and one.kind in ("kr", "count")]
    cue = " ".join(sentences[:intro]).lower()
    split = spoken("split", cue)
    if not (split or spoken("total", cue)):
        return None
    points = [[one for one in says if one.sentence == n] for n in range(intro, len(sentences))]
    broken: list[Relation] = []
    for whole in before:
        for pick in (0, -1):
            picked = [
                [q for q in one if addable(q, whole) and same_thing(q, whole)] for one in points
            ]
            parts = [some[pick] for some in picked if some]
            if len(parts) < 2 or len(parts) * 3 < len(points) * 2:
                continue
            found = _sum(whole, parts, split or "i alt", sure=bool(split))
            if found.holds:
                return found
            if len(parts) == len(points) and (_near(found.makes, whole, 12) or found.slipped):
                broken.append(found)
    return broken[0] if len({one.result.place for one in broken}) == 1 else None


def means(says: Sequence[Said]) -> Iterator[Relation]:
    """ "Gennemsnittet af 12, 15 og 18 er 15"."""
    if len(says) < 3 or not spoken("mean", says[0].before) or says[-1].sentence != says[0].sentence:
        return
    last = says[-1]
    row = [one for one in says[:-1] if one.kind == last.kind]
    parts = [
        one for one in row if one.ahead(1) in (["og"], ["på"], ["af"]) or one.before.strip() == ","
    ]
    if len(parts) >= 2:
        made, room = summed(parts), last.quantity.step / 2
        mean = Interval(made.low / len(parts) - room, made.high / len(parts) + room)
        form = f"({signs(len(parts), '+')}) / {len(parts)}"
        yield Relation("mean", last, tuple(parts), mean, form)


def votes(says: Sequence[Said]) -> Iterator[Relation]:
    """For, against and abstaining against the members that voted; present and absent against all."""
    counts = [one for one in says if one.kind == "count"]
    members = [one for one in counts if one.behind(1) == ["medlemmer"]]
    rest = [one for one in counts if one not in members]
    here, away = [_heard(one, "here") for one in rest], [_heard(one, "away") for one in rest]
    told = len(members) == 1 and {"de", "alle", "samtlige", "har"} & set(members[0].ahead(2))
    if told and 2 <= len(rest) <= 3 and all(map(max, here, away)) and any(here) and any(away):
        yield _sum(members[0], rest, "stemmer")


def _heard(one: Said, role: str) -> bool:
    near = (" ".join(one.ahead(2)), " ".join(one.behind(3)))
    return any(spoken(role, words) for words in near)


def doubles(says: Sequence[Said]) -> Iterator[Relation]:
    """ "1,2 mio. kr. (1.234.000 kr.)", "knap 300 borgere, nemlig 312": one amount said twice."""
    for first, second in pairwise(says):
        if first.sentence != second.sentence or not addable(first, second) or first.kind == "pct":
            continue
        told = second.before.strip()
        open_ended = second.after.strip()[:1] in (")", ".", ",", "")
        money = first.kind == "kr" and first.quantity.step != second.quantity.step and told in _SAME
        exact = (
            first.quantity.hedge
            and len(told) < 25
            and told.endswith(("nemlig", "præcist", "præcis"))
        )
        if (money and open_ended) or (exact and same_thing(first, second)):
            yield Relation("twice", second, (first,), first.span, "{0}")


_SAME = ("(", "(svarende til", "(i alt", "(dvs.", "(præcist", "(nærmere bestemt")
FINDERS: tuple[Finder, ...] = (sums, rests, hundreds, means, votes, doubles)
