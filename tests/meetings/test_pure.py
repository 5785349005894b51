"""Deadlines, presence, formulas and votes: the pure rules of a meeting."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.meetings.ballots import count, order_is_odd, spread_parties
from raadslag.meetings.formulas import propose
from raadslag.meetings.presence import (
    Event,
    in_room,
    quorum,
    span,
    took_part,
    why_no_quorum,
)
from raadslag.meetings.workdays import is_workday, workdays_before


@pytest.mark.parametrize(
    ("meeting", "days", "saturday", "deadline"),
    [
        (date(2026, 10, 13), 4, True, date(2026, 10, 8)),
        (date(2026, 10, 13), 4, False, date(2026, 10, 7)),
        (date(2026, 4, 7), 4, False, date(2026, 3, 27)),
        (date(2023, 5, 9), 4, False, date(2023, 5, 2)),
        (date(2024, 4, 30), 4, False, date(2024, 4, 24)),
    ],
)
def test_deadlines_skip_weekends_easter_and_store_bededag_while_it_was(
    meeting: date, days: int, saturday: bool, deadline: date
) -> None:
    assert workdays_before(meeting, days, saturday_counts=saturday) == deadline


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 20), st.booleans())
def test_a_deadline_has_exactly_so_many_workdays_after_it(
    day: date, days: int, saturday: bool
) -> None:
    deadline = workdays_before(day, days, saturday_counts=saturday)
    between = [date.fromordinal(n) for n in range(deadline.toordinal(), day.toordinal())]
    assert sum(is_workday(d, saturday_counts=saturday) for d in between) == days


def test_one_who_comes_late_leaves_early_and_is_recused_once_is_where_they_were() -> None:
    events = [
        Event(1, "arrived", 0, 1),
        Event(2, "arrived", 3, 2),
        Event(1, "recused", 2, 3),
        Event(1, "left", 4, 4),
    ]
    rooms = [in_room(events, item=n) for n in range(1, 5)]
    assert rooms == [{1}, set(), {1, 2}, {2}]
    assert span(events, person=1, items=4) == (None, 3)
    assert span(events, person=2, items=4) == (3, None)
    assert took_part(events, items=4) == {1, 2}


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(["arrived", "left", "recused"]), st.integers(0, 6)),
        max_size=12,
    )
)  # fmt: skip
def test_nobody_is_in_the_room_who_never_came(rows: list[tuple[int, str, int]]) -> None:
    events = [Event(p, k, i, n) for n, (p, k, i) in enumerate(rows)]  # type: ignore[arg-type]
    came = {p for p, k, _ in rows if k == "arrived"}
    for item in range(1, 7):
        assert in_room(events, item=item) <= came
        out = {p for p, k, i in rows if k == "recused" and i == item}
        assert not in_room(events, item=item) & out


@pytest.mark.parametrize(("seats", "needed"), [(5, 3), (7, 4), (8, 4), (9, 5)])
def test_half_of_the_members_are_enough(seats: int, needed: int) -> None:
    assert quorum(seats) == needed
    assert not why_no_quorum(present=set(range(needed)), seats=seats)
    assert why_no_quorum(present=set(range(needed - 1)), seats=seats)[0].law


def test_a_majority_of_votes_cast_carries_and_a_tie_lapses() -> None:
    assert count({1: "for", 2: "for", 3: "against", 4: "abstained", 5: "abstained"}).result == "carried"  # fmt: skip
    assert count({1: "for", 2: "against"}).result == "lapsed"
    assert count({1: "for", 2: "against", 3: "against"}).result == "lost"


@given(st.dictionaries(st.integers(), st.sampled_from(["for", "against", "abstained"])))
def test_abstentions_never_change_a_result(choices: dict[int, str]) -> None:
    cast = {p: c for p, c in choices.items() if c != "abstained"}
    assert count(choices).result == count(cast).result


def test_a_vote_by_party_is_one_vote_a_member_present() -> None:
    assert spread_parties({"A": "for", "V": "against"}, {1: "A", 2: "A", 3: "V", 4: "F"}) == {
        1: "for",
        2: "for",
        3: "against",
    }


def test_an_amendment_voted_on_after_the_recommendation_is_odd_and_noted_all_the_same() -> None:
    assert order_is_odd("amendment", ["recommendation"])
    assert not order_is_odd("amendment", ["procedure", "amendment"])
    assert not order_is_odd("recommendation", ["amendment"])


@pytest.mark.parametrize(
    ("points", "here", "outcome"),
    [
        (["orienteringen tages til efterretning"], True, "noted"),
        (["orienteringen tages til efterretning"], False, "recommended_onward"),
        (["planen drøftes"], True, "discussed"),
        (["planen godkendes"], True, "approved_as_recommended"),
        (["planen godkendes"], False, "recommended_onward"),
        (["planen godkendes", "orienteringen tages til efterretning"], True, "approved_as_recommended"),
        ([], True, "none"),
    ],
)  # fmt: skip
def test_the_formula_follows_recommendation_and_place_in_the_route(
    points: list[str], here: bool, outcome: str
) -> None:
    assert propose(points, decides_here=here).outcome == outcome


def test_an_open_recommendation_asks_for_more_than_a_formula() -> None:
    assert propose(["udvalget tager stilling til modellen"], decides_here=True).hint
    assert not propose(["modellen godkendes"], decides_here=True).hint


def test_an_organization_s_own_words_win() -> None:
    assert propose(["x godkendes"], decides_here=True, words={"approved_as_recommended": "Tiltrådt."}).text == "Tiltrådt."  # fmt: skip
