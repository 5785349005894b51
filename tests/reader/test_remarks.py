"""Remarks of a decision by what each sentence is, and the outcome that no motion decides."""

from __future__ import annotations

import time

import pytest

from raadslag.reader.fields.outcome import outcome_of
from raadslag.reader.fields.remarks import remarks_of
from raadslag.reader.words import danish


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Godkendt.", []),
        ("Godkendt med den tilføjelse, at prisen oplyses.", ["med den tilføjelse, at prisen oplyses."]),
        ("Godkendt, idet støjen måles.", ["idet støjen måles."]),
        ("Godkendt. Der udarbejdes notat.", ["Der udarbejdes notat."]),
        ("Godkendt.\nDer udarbejdes notat. Det sendes rundt.", ["Der udarbejdes notat. Det sendes rundt."]),
        ("Godkendt.\nIda Holm (V) tog forbehold.", ["Ida Holm (V) tog forbehold."]),
        ("Punkt 8 udgår.\nGodkendt.", ["Punkt 8 udgår."]),
        ("1. Godkendt.\n2. Ikke godkendt. Forvaltningen undersøger prisen.", ["Forvaltningen undersøger prisen."]),
        ("Ad 1: Anbefales.\nAd 2: Anbefales, idet naboerne høres.", ["idet naboerne høres."]),
        ("Planen blev drøftet. På mødet i maj fremlægges et udkast.", ["På mødet i maj fremlægges et udkast."]),
        ("Godkendt med følgende bemærkninger:\nStien belyses.\nSkiltene flyttes.", ["Stien belyses.", "Skiltene flyttes."]),
        ("Et flertal godkendte indstillingen.\nImod stemte A og F.", []),
        ("Ida Holm foreslog, at sagen udsættes.\nFor stemte 2.\nImod stemte 5.\nGodkendt.", []),
        ("Formanden orienterede om mødet.\nForvaltningen laver en liste.", []),
        ("Taget til efterretning.\nFormanden orienterede om en brand.", []),
        ("Fremsendes til Byrådet med bemærkning, at planen er god.", []),
        ("Bo Lund er valgt som formand.\nGodkendt.", []),
    ],
)  # fmt: skip
def test_a_remark_is_what_goes_beyond_the_formula(text: str, remarks: list[str]) -> None:
    assert remarks_of(text.split("\n")) == remarks


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Sag 27 udsættes til næste møde, da bilaget mangler.", "postponed"),
        ("Punkt 15 udgår, og sagen sendes tilbage til Kulturudvalget.", "withdrawn"),
        ("Faldt.", "rejected"),
        ("Hjemsendt til fornyet behandling.", "referred"),
        ("Administrationens anbefaling følges.", "approved_as_recommended"),
        ("Punktet bortfalder.", "withdrawn"),
        ("Et mindretal indstiller, at sagen afvises. Flertallet godkendte.", "approved"),
        ("Forslaget om udsættelse blev forkastet. Sagen fremsendes til Byrådet.", "referred"),
    ],
)
def test_the_outcome_is_the_cases_own(text: str, outcome: str) -> None:
    assert outcome_of(text, recommended=True, final=None, words=danish()) == outcome


def test_a_long_line_takes_time_in_step_with_its_length() -> None:
    for part in ("inhabil, ", "med bemærkning, at ", "stemte for, ", "a, "):
        began = time.process_time()
        remarks_of(["Godkendt.", part * (300_000 // len(part))])
        assert time.process_time() - began < 3.0, part
