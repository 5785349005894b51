"""A total against a list, the mean of a row, votes, and one amount said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from raadslag.danish.numbers import Interval
from raadslag.danish.relations.sums import near, row_before, sum_of
from raadslag.danish.relations.triples import Finder, Relation, addable, same_thing, signs, summed
from raadslag.danish.statements import Said, said_in, spoken, tail


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
            found = sum_of(whole, parts, split or "i alt", sure=bool(split))
            if found.holds:
                return found
            if len(parts) == len(points) and (near(found.makes, whole, 12) or found.slipped):
                broken.append(found)
    return broken[0] if len({one.result.place for one in broken}) == 1 else None


def means(says: Sequence[Said]) -> Iterator[Relation]:
    """ "Gennemsnittet af 12, 15 og 18 er 15", "12, 15 og 18, i gennemsnit 15"."""
    if len(says) < 3 or len({one.sentence for one in says}) > 1:
        return
    last = says[-1]
    told = spoken("mean", " ".join((*last.ahead(4), *last.behind(3))))
    if not told and not spoken("mean", says[0].before):
        return
    parts = row_before(says[:-1], last)
    values = [one.value for one in parts] or [last.value]
    likely = min(values) / 2 <= last.value <= max(values) * 2 and not tail(last, "each", 3)
    one_thing = all(same_thing(one, other) for one, other in pairwise([*parts, last]))
    if len(parts) >= 2 and likely and one_thing:
        made, room = summed(parts), last.quantity.step / 2
        mean = Interval(made.low / len(parts) - room, made.high / len(parts) + room)
        form = f"({signs(len(parts), '+')}) / {len(parts)}"
        yield Relation("mean", last, tuple(parts), mean, form)


_ALL = {"de", "alle", "samtlige", "har"}


def votes(says: Sequence[Said]) -> Iterator[Relation]:
    """For, against and abstaining against the members that voted; present and absent against all."""
    counts = [one for one in says if one.kind == "count"]
    members = [one for one in counts if one.behind(1) == ["medlemmer"] and _ALL & set(one.ahead(2))]
    rest = [one for one in counts if one not in members]
    here, away = [_heard(one, "here") for one in rest], [_heard(one, "away") for one in rest]
    told = len(members) == 1
    if told and 2 <= len(rest) <= 3 and all(map(max, here, away)) and any(here) and any(away):
        yield sum_of(members[0], rest, "stemmer")


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

FINDERS: tuple[Finder, ...] = (means, votes, doubles)
