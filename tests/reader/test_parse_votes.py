"""Ballots, their sides, and who protests: told in sentences, by letters, in brackets."""

from __future__ import annotations

import pytest

from tests.reader.parsing import HEAD, one_item, read_text


def test_ballots_in_one_decision_are_kept_apart_and_named() -> None:
    item = one_item(
        """Indstilling

Økonomiudvalget indstiller, at budgettet vedtages.

Beslutning

Venstres ændringsforslag blev forkastet med 5 stemmer mod 2. For stemte V. Imod stemte A, B og C.

Budgettet blev vedtaget med 5 stemmer mod 1. For stemte A, B og C. Imod stemte V. Ø undlod at stemme.

Venstre ønsker ført til protokols, at skatten burde sættes ned.
"""
    )
    first, second = item.decision.votes
    assert (first.on, first.in_favour, first.against) == (
        "Venstres ændringsforslag",
        ("V",),
        ("A", "B", "C"),
    )
    assert (second.in_favour, second.against, second.abstained) == (("A", "B", "C"), ("V",), ("Ø",))
    assert item.decision.outcome == "approved"
    assert item.decision.remarks == ()
    assert len(item.decision.dissents) == 1
    assert item.commitments == ()


@pytest.mark.parametrize(
    ("sentence", "in_favour", "against", "abstained"),
    [
        ("6 medlemmer (A og F) stemte for, 3 medlemmer (V) stemte imod, og 1 medlem (O) undlod at stemme.", ("A", "F"), ("V",), ("O",)),
        ("Bo Lund, Ida Rask og Per Holm stemte for forslaget, mens Karl Dam stemte imod.", ("Bo Lund", "Ida Rask", "Per Holm"), ("Karl Dam",), ()),
        ("Indstillingen blev godkendt med 7 stemmer (A, B, F) mod 2 (V).", ("A", "B", "F"), ("V",), ()),
        ("Godkendt med 5 stemmer for (A, F og C) og 2 stemmer imod (V).", ("A", "F", "C"), ("V",), ()),
        ("Imod stemte Ida Rask (2).", (), ("Ida Rask",), ()),
        ("For stemte Bo U. Lund. Imod stemte Ø. De øvrige undlod at stemme.", ("Bo U. Lund",), ("Ø",), ()),
    ],
)  # fmt: skip
def test_sides_told_in_sentences(
    sentence: str, in_favour: tuple[str, ...], against: tuple[str, ...], abstained: tuple[str, ...]
) -> None:
    (vote,) = one_item(f"Beslutning\n\n{sentence}").decision.votes
    assert (vote.in_favour, vote.against, vote.abstained) == (in_favour, against, abstained)


def test_a_counted_vote_is_no_dissent_but_what_somebody_finds_is() -> None:
    item = one_item(
        "Beslutning\n\nAnbefales med 5 stemmer for (A) og 2 stemmer imod (V).\n\nIda Rask finder ikke, at jorden bør bruges til veje."
    )
    assert item.decision.dissents == ("Ida Rask finder ikke, at jorden bør bruges til veje.",)


def test_a_side_of_a_ballot_is_never_the_next_items_title() -> None:
    item = "Sagsfremstilling\n\nMolen er {n} år.\n\nBeslutning\n\nGodkendt.\n\nFor: 5 (A og V)\n\nUndlod at stemme: 1 (B)\n\n"
    meeting = read_text(f"{HEAD}\n\n" + "".join(item.format(n=n) for n in (7, 8, 9)))
    assert [one.title for one in meeting.items] == [None, None, None]
    assert [one.decision.votes[0].abstained for one in meeting.items] == [("B",)] * 3
