"""Outcome and words belong together, and a decision says what the votes say. Pure."""

from __future__ import annotations

import pytest

from raadslag.meetings.ballots import Tally, why_against_count
from raadslag.meetings.presence import Event, partly_there, why_no_quorum
from raadslag.meetings.rules.deciding import why_without_quorum
from raadslag.meetings.rules.remarks import why_not_dissent
from raadslag.meetings.wording import chips, choose_words, why_not_word_so, words_of_another

KNOWN = ["Indstillingen godkendt.", "Taget til efterretning.", "Udsættes.", "Drøftet."]
PAIRS = [
    ("approved_as_recommended", KNOWN[0]),
    ("noted", KNOWN[1]),
    ("postponed", KNOWN[2]),
    ("discussed", KNOWN[3]),
]


@pytest.mark.parametrize(
    ("written", "after", "offered"),
    [
        ("", "Udsættes.", ""),
        ("Indstillingen godkendt.", "Udsættes.", ""),
        (
            "Indstillingen godkendt, idet udvalget ønsker en status.",
            "Indstillingen godkendt, idet udvalget ønsker en status.",
            "Udsættes, idet udvalget ønsker en status.",
        ),
        ("Prisen skal ses først.", "Prisen skal ses først.", "Udsættes. Prisen skal ses først."),
        ("Udsættes til maj.", "Udsættes til maj.", ""),
    ],
)
def test_choosing_an_outcome_fills_its_words_and_keeps_one_s_own(
    written: str, after: str, offered: str
) -> None:
    assert choose_words(written, new="Udsættes.", known=KNOWN) == (after, offered)


def test_words_that_are_wholly_another_outcome_s_are_refused_and_drift_is_seen() -> None:
    (no,) = why_not_word_so("approved_as_recommended", "Udsættes.", PAIRS)
    assert no.code == "words-of-another"
    assert not why_not_word_so("approved_as_recommended", "Udsættes ikke.", PAIRS)
    assert words_of_another("noted", "Drøftet, og sagen kommer igen.", PAIRS) == "discussed"
    assert words_of_another("noted", "Drøftetiden var kort.", PAIRS) == ""
    assert (
        why_not_word_so("approved", "Godkendt med den ændring, at …", PAIRS)[0].code == "open-end"
    )


def test_the_committee_s_own_formulas_are_the_ones_to_choose() -> None:
    own = [("noted", "Til efterretning."), ("noted", "Orienteringen noteret.")]
    often, seldom = chips(own, decides_here=True, proposed="noted")
    assert [chip.label for chip in often[:2]] == ["Til efterretning", "Orienteringen noteret"]
    assert {chip.outcome for chip in seldom} == {"elected", "other", "none"}
    upward, _ = chips([], decides_here=False, proposed="recommended_onward")
    assert {chip.outcome for chip in upward}.isdisjoint({"approved", "approved_as_recommended"})
    plain, _ = chips([], decides_here=True, proposed="none", recommended=False)
    assert [chip.outcome for chip in plain][:2] == ["approved", "noted"]
    assert "Anbefales ikke." in [chip.text for chip in upward]


def ballot(in_favour: int, against: int, subject: str = "recommendation", point: int | None = None) -> Tally:  # fmt: skip
    sides = ["for"] * in_favour + ["against"] * against
    return Tally(subject, "Indstillingen", dict(enumerate(sides)), point)


@pytest.mark.parametrize(
    ("tallies", "outcome", "wrong"),
    [
        ([ballot(2, 2)], "approved_as_recommended", True),
        ([ballot(2, 2)], "rejected", False),
        ([ballot(2, 2)], "postponed", False),
        ([ballot(2, 2, "election")], "elected", False),
        ([ballot(1, 4)], "noted", True),
        ([ballot(1, 4)], "recommended_onward", True),
        ([ballot(4, 1)], "rejected", True),
        ([ballot(4, 1)], "postponed", True),
        ([ballot(4, 1)], "approved_as_recommended", False),
        ([ballot(1, 4, "amendment"), ballot(4, 1)], "approved_as_recommended", False),
        ([ballot(4, 1, "amendment")], "approved_as_recommended", True),
        ([ballot(4, 1, "amendment")], "approved", False),
        ([ballot(4, 1, "amendment"), ballot(2, 3)], "approved", False),
        ([ballot(2, 2), ballot(3, 2)], "approved_as_recommended", False),
        ([ballot(1, 4, "procedure")], "approved_as_recommended", False),
    ],
)
def test_a_decision_says_what_the_votes_say(
    tallies: list[Tally], outcome: str, wrong: bool
) -> None:
    assert bool(why_against_count(outcome, points={}, tallies=tallies)) == wrong


def test_a_point_that_was_voted_down_is_not_adopted_with_the_rest() -> None:
    tallies = [ballot(4, 1, "point", 1), ballot(1, 4, "point", 2)]
    assert why_against_count("approved", points={}, tallies=tallies)
    assert not why_against_count("approved", points={2: "rejected"}, tallies=tallies)


def test_the_minority_of_any_ballot_may_dissent_also_who_voted_for_what_was_lost() -> None:
    lost = Tally(
        "amendment", "Lavere gebyr", {1: "for", 2: "against", 3: "against", 4: "abstained"}
    )
    assert lost.minority == {1}
    assert Tally("recommendation", "Indstillingen", {1: "for", 2: "against"}).minority == {1, 2}
    assert not why_not_dissent(in_minority=True, abstained=False)
    assert why_not_dissent(in_minority=False, abstained=True)[0].code == "abstained"
    assert why_not_dissent(in_minority=False, abstained=False)[0].code == "not-in-minority"


def test_too_few_decide_nothing_without_a_reason_but_may_talk_and_wait() -> None:
    lacking = why_no_quorum(present={1, 2}, seats=5)
    assert why_without_quorum("noted", lacking, reason="")[0].code == "no-quorum-reason"
    assert not why_without_quorum("noted", lacking, reason="Dina var med til kl. 16.")
    assert not why_without_quorum("discussed", lacking, reason="")
    assert not why_without_quorum("postponed", lacking, reason="")


def test_who_was_there_for_a_part_of_the_item_may_stop_it_and_who_is_recused_may_not() -> None:
    events = [Event(n, "arrived", 0, n) for n in (1, 2, 3)]
    events += [Event(1, "left", 2, 4), Event(2, "recused", 2, 5), Event(4, "arrived", 3, 6)]
    assert partly_there(events, item=2) == {1, 3}
    assert partly_there(events, item=3) == {2, 3, 4}
