"""Ballots as many municipalities print them; names and sentences are made up."""

from __future__ import annotations

import time

import pytest

from raadslag.danish.ballots import examples
from raadslag.reader.fields.dissents import stopped_by
from raadslag.reader.fields.votes import read_votes
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


OTHERS = [
    ("Alle stemte for undtagen Ida Kær, der stemte imod.",
     "against: Ida Kær"),
    ("Vedtaget med 5 stemmer for, mens 3 stemte imod (Ida Kær, Bo Lund, Per Dam), og Eva Krog hverken stemte for eller imod.",
     "for 5 | against 3: Ida Kær, Bo Lund, Per Dam | abstained: Eva Krog"),
    ("Vedtaget med 5 stemmer for, mens 3 stemte imod (Ida Kær,\nBo Lund, Per Dam), og Eva Krog hverken stemte for eller imod.",
     "for 5 | against 3: Ida Kær, Bo Lund, Per Dam | abstained: Eva Krog"),
    ("Ida Kær (A) stillede ændringsforslag om, at stien flyttes. For ændringsforslaget stemte A og F. Imod stemte V, C og O. Ændringsforslaget bortfaldt.\nIndstillingen blev herefter godkendt.",
     "[ændringsforslaget] for: A, F | against: V, C, O"),
    ("For model A stemte Ida Kær og Bo Lund. For model B stemte Per Dam.",
     "[model A] for: Ida Kær, Bo Lund // [model B] for: Per Dam"),
    ("Alle medlemmer stemte for bortset fra Liste Ø, som stemte imod.",
     "against: Liste Ø"),
    ("A, F og V stemte for med undtagelse af Bo Lund (V), som undlod.",
     "for: A, F, V | abstained: Bo Lund"),
    ("Hverken Ida Kær eller Bo Lund stemte for eller imod.",
     "abstained: Ida Kær, Bo Lund"),
    ("Et enigt udvalg, dog med undtagelse af Per Dam (O), der stemte imod, godkendte indstillingen.",
     "against: Per Dam"),
    ("9 stemte for (A, B, F og Ø), 4 stemte imod (V og C), og 2 (O) undlod at stemme.",
     "for 9: A, B, F, Ø | against 4: V, C | abstained 2: O"),
    ("Forslag 1: For stemte A og B. Imod stemte V. Forslag 2: For stemte V. Imod stemte A og B.",
     "[Forslag 1] for: A, B | against: V // [Forslag 2] for: V | against: A, B"),
    ("Ændringsforslaget fra SF blev sat til afstemning: 4 stemte for (F, Ø), 11 stemte imod.\nHovedforslaget blev sat til afstemning: 11 stemte for, 4 stemte imod (F, Ø).",
     "[Ændringsforslaget fra SF] for 4: F, Ø | against 11 // [Hovedforslaget] for 11 | against 4: F, Ø"),
    ("Ved afstemningen stemte 14 for, 10 imod (V, C), mens 1 (Per Dam) ikke stemte.",
     "for 14 | against 10: V, C | did_not_vote: Per Dam"),
    ("For: Ida Kær (A), Bo Lund (F),\nPer Dam (V)\nImod: Eva Krog (C)",
     "for: Ida Kær, Bo Lund, Per Dam | against: Eva Krog"),
    ("Socialdemokratiets medlemmer stemte for, mens Venstres gruppe og Bo Lund (C) stemte imod.",
     "for: Socialdemokratiet | against: Venstre, Bo Lund"),
    ("Der blev foretaget afstemning om sagen. Fem stemmer for (A, B, F), to imod (V) og en hverken for eller imod (C).",
     "for 5: A, B, F | against 2: V | abstained 1: C"),
    ("Ida Kær og Bo Lund (V) kan ikke støtte forslaget og stemmer derfor imod.",
     "against: Ida Kær, Bo Lund"),
    ("Forslaget om at udsætte sagen blev sat under afstemning. Forslaget faldt, idet kun Ø stemte for. Herefter blev indstillingen godkendt, idet Ø stemte imod.",
     "[Forslaget om at udsætte sagen] for: Ø // [indstillingen] against: Ø"),
    ("Stemmerne fordelte sig således: For: A, B og F. Imod: V og C. Hverken for eller imod: Eva Krog (UFP).",
     "for: A, B, F | against: V, C | abstained: Eva Krog"),
    ("Ida Kær (A), Bo Lund (F)\n\nog Per Dam (Ø) stemte imod, at området\n\nudlægges til boliger.",
     "[at området udlægges til boliger] against: Ida Kær, Bo Lund, Per Dam"),
    ("JA: 9 (A, B, F)\nNEJ: 4 (V)\nBLANK: 1 (Ida Kær)",
     "for 9: A, B, F | against 4: V | abstained 1: Ida Kær"),
    ("Et flertal stemte for. Imod stemte et mindretal bestående af Ida Kær og Bo Lund.",
     "against: Ida Kær, Bo Lund"),
    ("Formandens forslag: 3 for (Ida Kær, Bo Lund og Per Dam), 2 imod (Eva Krog og Lis Bro).\nNæstformandens forslag: 2 for (Eva Krog og Lis Bro), 3 imod.",
     "[Formandens forslag] for 3: Ida Kær, Bo Lund, Per Dam | against 2: Eva Krog, Lis Bro // [Næstformandens forslag] for 2: Eva Krog, Lis Bro | against 3"),
    ("Godkendt med stemmerne fra A, F og Ø. V og C stemte imod. Per Dam (O) var til stede, men afgav ikke sin stemme.",
     "for: A, F, Ø | against: V, C | did_not_vote: Per Dam"),
    ("Udvalget godkendte indstillingen med 4 stemmer mod 3, idet Ida Kær (V), Bo Lund (C) og Per Dam (O) stemte imod.",
     "for 4 | against 3: Ida Kær, Bo Lund, Per Dam"),
    ("Ved den efterfølgende afstemning om delpunkt b stemte V for. Øvrige partier stemte imod.",
     "[delpunkt b] for: V"),
    ("Forslag fra Ida Kær (Ø) om at nedsætte taksten: For stemte Ø og F (3). Imod stemte A, V og C (10). Faldet.\nIndstillingen: For stemte A, V og C (10). Imod stemte Ø (1). F (2) undlod at stemme.",
     "[Forslag fra Ida Kær (Ø) om at nedsætte taksten] for 3: Ø, F | against 10: A, V, C // [Indstillingen] for 10: A, V, C | against 1: Ø | abstained 2: F"),
    ("Vedtaget. Dansk Folkeparti og Nye Borgerlige stemmer imod.",
     "against: Dansk Folkeparti, Nye Borgerlige"),
    ("Med 5 stemmer (A, B) mod 4 stemmer (V, C) besluttede udvalget at følge indstillingen.",
     "for 5: A, B | against 4: V, C"),
    ("Det blev med stemmetallene 7 for og 2 imod (Ida Kær og Bo Lund) vedtaget at sende planen i høring.",
     "for 7 | against 2: Ida Kær, Bo Lund"),
    ("A og F støttede indstillingen. V stemte imod, og Ida Lindegren-Kær (C) undlod.",
     "against: V | abstained: Ida Lindegren-Kær"),
    ("Liste A: 4 stemmer for. Liste V: 3 stemmer imod.",
     "for 4: Liste A | against 3: Liste V"),
    ("Ida Kær (A) stemte for 1. og 2. at, men imod 3. at.",
     "for: Ida Kær"),
    ("Bo Lund var til stede under behandlingen, men ønskede ikke at stemme.",
     "did_not_vote: Bo Lund"),
    ("Udvalget stemte om forslaget. Tre medlemmer stemte for: Ida Kær, Bo Lund og Per Dam. To medlemmer stemte imod: Eva Krog og Lis Bro.",
     "for 3: Ida Kær, Bo Lund, Per Dam | against 2: Eva Krog, Lis Bro"),
    ("Ændringsforslag 1 (stillet af Ø)\nFor: 4 (Ø, Å)\nImod: 21\n\nÆndringsforslag 2 (stillet af V)\nFor: 8 (V, C)\nImod: 17",
     "[Ændringsforslag 1 (stillet af Ø)] for 4: Ø, Å | against 21 // [Ændringsforslag 2 (stillet af V)] for 8: V, C | against 17"),
    ("Indstillingens punkt 1 vedtaget med 6 stemmer for, 1 imod (Ø). Indstillingens punkt 2 enstemmigt vedtaget.",
     "for 6 | against 1: Ø"),
    ("Imod indstillingen stemte Venstre med undtagelse af Per Dam, der undlod.",
     "[indstillingen] against: Venstre | abstained: Per Dam"),
    ("Ida Kær (V) stemte imod, mens A og F stemte for indstillingen.",
     "[indstillingen] for: A, F | against: Ida Kær"),
    ("V begærede afstemning. For indstillingen: A, B, F. Imod: V og C.",
     "[indstillingen] for: A, B, F | against: V, C"),
    ("Liste Ø's forslag om gratis busser blev sat til afstemning. For stemte 2 (Ø). Imod stemte 15 (A, V og C). 2 (F) undlod.",
     "[Liste Ø's forslag om gratis busser] for 2: Ø | against 15: A, V, C | abstained 2: F"),
    ("Indstillingen blev vedtaget. Imod stemte dog Bo Lund (V) og Per Dam (V), som ønskede deres afvigende mening ført til protokols.",
     "[Indstillingen] against: Bo Lund, Per Dam"),
    ("A, B, C og F (15) stemte for. O og V (8) imod. Ø (2) undlod at stemme.",
     "for 15: A, B, C, F | against 8: O, V | abstained 2: Ø"),
    ("Byrådet vedtog forslaget med 17 stemmer (A, C, F, V) imod 2 stemmer (Ø) – 1 undlod (Å).",
     "for 17: A, C, F, V | against 2: Ø | abstained 1: Å"),
    ("Rådmand Ida Kær (A) og rådmand Bo Lund (V) stemte for. Rådmand Per Dam (C) tog forbehold.",
     "for: Ida Kær, Bo Lund"),
    ("Godkendt. Alle på nær Bo Lund (C) stemte for. Bo Lund undlod.",
     "abstained: Bo Lund"),
    ("10 medlemmer stemte for (Ida Kær, Bo Lund,\nPer Dam, Eva Krog, Lis Bro, Kaj Ege,\nMie Skov, Ole Friis, Rie Sand og\nDitte Fog), 0 imod.",
     "for 10: Ida Kær, Bo Lund, Per Dam, Eva Krog, Lis Bro, Kaj Ege, Mie Skov, Ole Friis, Rie Sand, Ditte Fog | against 0"),
    ("Et mindretal (V og Ø) stemte for model 2. Et flertal (A, C, F) stemte for model 1, som herefter er vedtaget.",
     "[model 2] for: V, Ø // [model 1] for: A, C, F"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), OTHERS)
def test_ballots_are_told_in_many_ways(text: str, told: str) -> None:
    ballots = read_votes(text)
    named = [f"[{vote.on}] " if vote.on else "" for vote in ballots]
    assert " // ".join(on + shown([vote]) for on, vote in zip(named, ballots, strict=True)) == told
    for vote in ballots:
        sides = [*vote.in_favour, *vote.against, *vote.abstained, *vote.did_not_vote]
        assert len(sides) == len(set(sides))


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
     "Forvaltningen undlod at svare i 2019.", "Drøftet. Et flertal af borgerne ønsker en sti.",
     "Ida Kær stemte ikke for forslaget.",
     "Formanden takkede for fremmødet.",
     "Foreningen stemmer for vindmøller, og borgerne er imod.",
     "Et flertal af høringssvarene er imod.",
     "Kontakt: for yderligere oplysninger: Ida Kær",
     "Udvalget stemte dørklokker i A og B.",
     "Ida Kær (V) begærede punktet sat til afstemning.",
     "For A og V er det vigtigt, at stien kommer.",
     "Der stemmes igen den 4. maj.",
     "Udvalget valgte 2 medlemmer (Ida Kær og Bo Lund) til bestyrelsen for Nordby Havn.",
     "Bilaget er for 2024 og mod nord."],
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
