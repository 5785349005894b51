"""Ballots as many municipalities print them; names and sentences are made up."""

from __future__ import annotations

import time

import pytest

from raadslag.reader.fields.dissents import stopped_by
from raadslag.reader.fields.votes import examples, read_votes
from raadslag.record import Vote


def shown(votes: list[Vote]) -> str:
    """ "for 5: A, F | against 2: V" of each ballot, ballots parted by " // "."""
    ballots = []
    for vote in votes:
        count = vote.count
        sides = (
            ("for", count and count.in_favour, vote.in_favour),
            ("against", count and count.against, vote.against),
            ("abstained", count and count.abstained, vote.abstained),
            ("did_not_vote", None, vote.did_not_vote),
        )
        told = [
            f"{name}{f' {number}' if number is not None else ''}: {', '.join(voters)}".rstrip(": ")
            for name, number, voters in sides
            if voters or number is not None
        ]
        ballots.append(" | ".join(told))
    return " // ".join(ballots)


@pytest.mark.parametrize(("sentence", "told"), examples())
def test_every_row_of_the_vocabulary_tells_its_side(sentence: str, told: str) -> None:
    assert shown(read_votes(sentence)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A, F og Ø stemte for. V og C stemte imod.", "for: A, F, Ø | against: V, C"),
        ("A, F og Ø stemte for, mens V og C stemte imod.", "for: A, F, Ø | against: V, C"),
        ("For stemte 2 (A, F), imod stemte 3 (V, C), ingen undlod.", "for 2: A, F | against 3: V, C"),
        ("For forslaget stemte 9 (Ø, F og B). Imod stemte 19 (A, V, C og O). 1 (Å) undlod.", "for 9: Ø, F, B | against 19: A, V, C, O | abstained 1: Å"),
        ("6 medlemmer (A og F) stemte for, 3 medlemmer (V) stemte imod, og 1 medlem (O) undlod at stemme.", "for 6: A, F | against 3: V | abstained 1: O"),
        ("Godkendt med 7 stemmer (A, B, F) mod 2 (V).", "for 7: A, B, F | against 2: V"),
        ("Godkendt med 5 stemmer for (A, F og C) og 2 stemmer imod (V).", "for 5: A, F, C | against 2: V"),
        ("Forslaget blev forkastet med 5 stemmer mod 8.", "for 5 | against 8"),
        ("Vedtaget med 8 stemmer for, 3 imod og 2 hverken for eller imod.", "for 8 | against 3 | abstained 2"),
        ("Bo Lund, Ida Rask og Per Holm stemte for forslaget, mens Karl Dam stemte imod.", "for: Bo Lund, Ida Rask, Per Holm | against: Karl Dam"),
        ("Imod stemte Ida Rask (2).", "against: Ida Rask"),
        ("For stemte Bo U. Lund. Imod stemte Ø. De øvrige undlod at stemme.", "for: Bo U. Lund | against: Ø"),
        ("For: A, B og F\nImod: O\nUndlod: C", "for: A, B, F | against: O | abstained: C"),
        ("For: 20 (A, B, F)\nImod: 11 (V, C, O)", "for 20: A, B, F | against 11: V, C, O"),
        ("Et flertal (A, V og C) anbefaler indstillingen.\nMikkel Dam (I) stemte imod, da han ikke vil betale stien.", "for: A, V, C | against: Mikkel Dam"),
        ("Et flertal bestående af A+V+C besluttede at godkende sagen. Et mindretal bestående af Ø kunne ikke godkende den.", "for: A, V, C | against: Ø"),
        ("Socialdemokratiet og SF stemte imod.", "against: Socialdemokratiet, SF"),
        ("Liste Ø undlod at stemme.", "abstained: Liste Ø"),
        ("Ida Rask (løsgænger) stemte blankt.", "abstained: Ida Rask"),
        ("V stemte imod, idet A burde have spurgt C.", "against: V"),
        ("1 medlem (F) var til stede, men deltog ikke i afstemningen.", "did_not_vote: F"),
        ("Bo Lund stemte hverken for eller imod.", "abstained: Bo Lund"),
        ("I udvalget stemte A imod.", "against: A"),
        ("Imod stemte Ida Kær og\nBo Lund.", "against: Ida Kær, Bo Lund"),
        ("For ændringsforslaget stemte: Lis Kær, Ida Dam.\nImod ændringsforslaget stemte: Bo Lund, Rie Sand.\nFor indstillingen stemte: Bo Lund, Rie Sand.\nImod stemte: Lis Kær, Ida Dam.",
         "for: Lis Kær, Ida Dam | against: Bo Lund, Rie Sand // for: Bo Lund, Rie Sand | against: Lis Kær, Ida Dam"),
        ("For stemte 1 (Bo Lund), imod 5, Ditte Fog undlod.", "for 1: Bo Lund | against 5 | abstained: Ditte Fog"),
        ("Godkendt. For: A, V; hverken for eller imod: Ditte Fog", "for: A, V | abstained: Ditte Fog"),
        ("Godkendt mod Liste Ø.", "against: Liste Ø"),
        ("Vedtaget mod Bo Lunds (V) stemme.", "against: Bo Lund"),
        ("Et flertal bestående af A, F og Lis Bro (Løsgænger) stemte for.", "for: A, F, Lis Bro"),
        ("For forslaget stemmer:\n\nIda Kær, Bo Lund og Per Dam.\n\nImod stemmer:\n\nEva Krog\n\nKarl Ege\n\nForslaget falder.", "for: Ida Kær, Bo Lund, Per Dam | against: Eva Krog, Karl Ege"),
        ("For forslaget stemte 1: Kim Lund. Imod forslaget stemte 3: Ida Kær, Bo Dam og Eva Krog.", "for 1: Kim Lund | against 3: Ida Kær, Bo Dam, Eva Krog"),
    ],
)  # fmt: skip
def test_sides_are_read_as_printed(text: str, told: str) -> None:
    assert shown(read_votes(text)) == told


def test_two_ballots_on_one_item_are_two_ballots() -> None:
    text = (
        "Første afstemning (udsættelse): For stemte 2 (A, F), imod stemte 3 (V, C), ingen undlod. Forslaget om udsættelse faldt.\n\n"
        "Anden afstemning (indstillingen): For stemte 3 (V, C), imod stemte 1 (A).\n\n"
        "1 medlem (F) var til stede, men deltog ikke i afstemningen.\n\nIndstillingen er vedtaget."
    )
    first, second = read_votes(text)
    assert shown([first]) == "for 2: A, F | against 3: V, C"
    assert shown([second]) == "for 3: V, C | against 1: A | did_not_vote: F"
    assert (first.on, second.on) == ("Første afstemning (udsættelse)", "Anden afstemning (indstillingen)")  # fmt: skip


def test_nobody_is_both_for_and_against_in_one_ballot() -> None:
    first, second = read_votes("V stemte for udsættelse. A stemte imod.\n\nA stemte for indstillingen.")  # fmt: skip
    assert shown([first, second]) == "for: V | against: A // for: A"


@pytest.mark.parametrize(
    "text",
    ["Godkendt.", "Der er stemning for at fortsætte.", "Kommunen er imod støj.", "Bestemmelsen for punkt 3 ændres.",
     "Forvaltningen undlod at svare i 2019.", "Drøftet. Et flertal af borgerne ønsker en sti."],
)  # fmt: skip
def test_no_ballot_is_made_up(text: str) -> None:
    assert read_votes(text) == []


def test_who_stopped_a_decision_is_named() -> None:
    assert stopped_by("Godkendt. Bo Lund (V) begærede sagen indbragt for Byrådet.") == "Bo Lund (V)"
    assert stopped_by("Godkendt.") is None


def test_a_megabyte_of_votes_takes_no_time() -> None:
    started = time.process_time()
    read_votes("A, F og Ø stemte for og V stemte imod, " * 25_000)
    read_votes("imod 3 stemmer (A) mod " * 40_000)
    assert time.process_time() - started < 2
