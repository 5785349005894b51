"""Decisions: whose they are, where they end, and what is in them."""

from __future__ import annotations

import pytest

from raadslag.reader.fields.outcome import outcome_of
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.parse import parse
from raadslag.reader.words import danish, overlay_from_toml
from tests.reader.parsing import one_item, read_text


def test_an_earlier_body_keeps_its_decision_and_its_absences() -> None:
    item = one_item(
        """Indstilling

Forvaltningen indstiller til Byrådet via TFU og ØU, at

1. planen vedtages.

Beslutning fra Økonomiudvalget, 20. februar 2024, pkt. 14:

Ikke til stede: Ida Rask (O)

Udsat.

Beslutning

Anbefales.

Fraværende: Bo Lund (V)
"""
    )
    assert item.decision.text == "Anbefales."
    assert item.absences_noted == ("Bo Lund",)
    (earlier,) = item.previous_treatment
    assert (earlier.organization, str(earlier.date), earlier.item) == (
        "Økonomiudvalget",
        "2024-02-20",
        14,
    )
    assert earlier.text is not None
    assert "Udsat." in earlier.text


def test_the_same_heading_is_this_meetings_own_when_body_and_date_fit() -> None:
    item = one_item(
        """Indstilling

Forvaltningen indstiller, at planen drøftes.

Klimaudvalget, 01-02-2024, pkt. 3:

Anbefales.

Teknik- og Fritidsudvalget, 05-03-2024, pkt. 1

Drøftet.
"""
    )
    assert item.decision.text == "Drøftet."
    assert [p.organization for p in item.previous_treatment] == ["Klimaudvalget"]
    assert item.recommendations == ("at planen drøftes.",)


def test_a_decision_before_the_case_text_ends_at_the_next_heading() -> None:
    item = one_item(
        """Beslutninger

Sagen blev udsat uden behandling.

.

Resume

Forslaget handler om bænke i parken og om, hvem der skal betale for dem.
"""
    )
    assert item.decision.text == "Sagen blev udsat uden behandling."
    assert item.decision.outcome == "postponed"
    assert [s.heading for s in item.sections] == ["Resume"]


def test_an_unheaded_lead_after_the_decision_is_no_decision() -> None:
    item = one_item(
        """Beslutninger

Fremsendes til Kulturudvalget til behandling.

Anlægsbevilling til to nye broer over åen ved møllen.

Resume

Broerne er lukket for biler, og der er brug for nye brodæk i eg eller stål.
"""
    )
    assert item.decision.text == "Fremsendes til Kulturudvalget til behandling."
    assert item.next_bodies == ("Kulturudvalget",)
    assert item.sections[0].heading is None
    assert item.sections[0].text.startswith("Anlægsbevilling")


def test_remarks_announced_with_a_colon_stay_where_the_case_text_follows() -> None:
    item = one_item(
        "Beslutning\n\nGodkendt med disse bemærkninger:\n\nLyset dæmpes om natten.\n\nBænkene males i gult.\n\nResume\n\nStien langs åen får lys og bænke på hele strækningen."
    )
    assert item.decision.remarks == ("Lyset dæmpes om natten.", "Bænkene males i gult.")
    assert [section.heading for section in item.sections] == ["Resume"]


def test_remarks_stand_in_paragraphs_or_in_the_sentence() -> None:
    after = one_item(
        "Beslutning\n\nTaget til efterretning med denne bemærkning:\n\nUdvalget ønsker en plan i maj 2025.\n\nDer holdes et møde."
    )
    assert after.decision.remarks == ("Udvalget ønsker en plan i maj 2025.", "Der holdes et møde.")
    inside = one_item("Beslutning\n\nGodkendt med den tilføjelse, at lyset dæmpes om natten.")
    assert inside.decision.remarks == ("med den tilføjelse, at lyset dæmpes om natten.",)
    assert after.commitments[0].due == "i maj 2025"


def test_votes_by_name_and_by_party_are_read_and_never_guessed() -> None:
    item = one_item(
        """Beslutning

For forslaget stemte 5 medlemmer (A, B og F).

Imod stemte Bo Lund (V) og Ida Rask (O).

C undlod at stemme.

Forslaget er herefter vedtaget.

Bo Lund kan ikke tiltræde, idet prisen er for høj.

Enhedslisten tog forbehold.
"""
    )
    (vote,) = item.decision.votes
    assert vote.in_favour == ("A", "B", "F")
    assert vote.against == ("Bo Lund", "Ida Rask")
    assert vote.abstained == ("C",)
    assert vote.basis == "stated"
    assert item.decision.reservations == ("Enhedslisten tog forbehold.",)
    assert any("Bo Lund kan ikke" in d for d in item.decision.dissents)
    assert one_item("Beslutning\n\nGodkendt.").decision.votes == ()


def test_labelled_votes_are_read() -> None:
    item = one_item(
        "Beslutning\n\nIndstillingen blev godkendt med 9 stemmer mod 2.\n\nFor: A, B og F\n\nImod: O\n\nUndlod: C"
    )
    (vote,) = item.decision.votes
    assert (vote.in_favour, vote.against, vote.abstained) == (("A", "B", "F"), ("O",), ("C",))
    assert item.decision.outcome == "approved_as_recommended"


def test_who_stopped_a_decision_is_named() -> None:
    item = one_item("Beslutning\n\nGodkendt.\n\nBo Lund (V) begærede sagen indbragt for Byrådet.")
    assert item.decision.stopped_by == "Bo Lund (V)"


def test_points_may_have_outcomes_of_their_own() -> None:
    item = one_item(
        "Indstilling\n\nForvaltningen indstiller, at\n\n1. planen godkendes.\n\n2. taksten sættes op.\n\nBeslutning\n\nAd 1.\n\nGodkendt.\n\nAd 2.\n\nUdsat."
    )
    assert [(p.point, p.outcome) for p in item.decision.points] == [
        (1, "approved_as_recommended"),
        (2, "postponed"),
    ]


def test_stepping_aside_at_one_item_is_not_missing_the_meeting() -> None:
    item = one_item(
        "Beslutning\n\nGodkendt.\n\nIda Rask (O) deltog ikke under punktet.\n\nAfbud Bo Lund (V) (1. viceborgmester)"
    )
    assert item.not_participating == ("Ida Rask",)
    assert item.absences_noted == ("Bo Lund",)
    assert item.decision.text == "Godkendt."
    assert (
        one_item("Beslutning\n\nGodkendt.\n\nIda Rask var ikke inhabil i sagen.").not_participating
        == ()
    )


def test_names_under_a_label_of_absence_are_no_part_of_the_decision() -> None:
    item = one_item(
        "Beslutning\n\nIndstillingen godkendt.\n\nFølgende deltog ikke i behandlingen af punktet:\n\nIda Rask (O)\n\nBo Lund"
    )
    assert item.decision.text == "Indstillingen godkendt."
    assert item.not_participating == ("Ida Rask", "Bo Lund")
    above = one_item("Beslutning\n\nFraværende:\n\nBo Lund (V)\n\nIndstillingen godkendt.")
    assert above.decision.text == "Indstillingen godkendt."
    assert above.absences_noted == ("Bo Lund",)


@pytest.mark.parametrize(
    ("text", "recommended", "final", "code"),
    [
        ("Taget til efterretning", True, True, "noted"),
        ("Til orientering.", False, None, "noted"),
        ("Godkendt.", False, None, "approved"),
        ("Godkendt.", True, None, "approved_as_recommended"),
        ("Tiltrådt.", True, False, "recommended_onward"),
        ("Indstilles til godkendelse", True, False, "recommended_onward"),
        ("Anbefales.", True, None, "recommended_onward"),
        ("Udsættes", True, True, "postponed"),
        ("Punktet udgår af dagsordenen.", True, None, "withdrawn"),
        ("Drøftet.", True, None, "discussed"),
        ("Udvalget drøftede sagen og besluttede at udsætte den.", True, None, "postponed"),
        ("Forslaget blev forkastet.", True, None, "rejected"),
        ("Udvalget kan ikke tiltræde forslaget.", True, None, "rejected"),
        ("Oversendes til Børneudvalget.", True, None, "referred"),
        ("Ane Holm valgt.", False, None, "elected"),
        (".", True, True, "none"),
        ("Ingen bemærkninger.", True, True, "none"),
        ("Punkt 4 udgår.\n\nGodkendt.", False, None, "approved"),
        (None, True, True, "none"),
        ("Oversendt til anden behandling den 9. oktober 2024", True, None, "referred"),
        ("Godkendt med den tilføjelse, at prisen opgøres.", True, None, "approved_as_recommended"),
        ("Vedtaget med 11 stemmer mod 5.", True, None, "approved_as_recommended"),
        ("Enstemmigt vedtaget", True, None, "approved_as_recommended"),
        ("Drøftet. Indstillingen godkendt.", True, None, "approved_as_recommended"),
        (
            "1. Taget til efterretning.\n\n2. Godkendt med 3 stemmer mod 1.",
            True,
            None,
            "approved_as_recommended",
        ),
        ("1. Godkendt.\n\n2. Udsættes.", True, None, "other"),
        ("Udvalget indstiller,\n\n1. godkendt\n\n2. godkendt", True, None, "recommended_onward"),
        ("Udvalget indstiller, 1. godkendt.", False, None, "recommended_onward"),
        ("Sendt tilbage til forvaltningen.", True, True, "referred"),
        ("Sagen sendt til fornyet behandling.", True, True, "referred"),
        ("Forvaltningens anbefaling fulgt.", True, True, "approved_as_recommended"),
        ("Forslaget blev ikke vedtaget.", True, True, "rejected"),
        ("Forslaget opnåede ikke flertal.", True, True, "rejected"),
        ("Udvalget besluttede ikke at bygge broen. Pengene spares.", True, None, "rejected"),
        (
            "Ændringsforslaget faldt.\n\nIndstillingen vedtaget.",
            True,
            None,
            "approved_as_recommended",
        ),
    ],
)
def test_formulas_have_codes(
    text: str | None, recommended: bool, final: bool | None, code: str
) -> None:
    assert outcome_of(text, recommended=recommended, final=final, words=danish()) == code


def test_a_municipality_may_overrule_headings_and_formulas() -> None:
    words = overlay_from_toml('[headings]\ncase = ["Sagens vej"]\n\n[outcomes]\n"Set" = "noted"\n')
    text = "REFERAT Byrådet d. 05-03-2024\n\nPunkt 1: Bro\n\n05.01.02-P20-1-24\n\nSagens vej\n\nBroen er lukket nu.\n\nBeslutning\n\nSet."
    (item,) = parse(text_to_source(text), words).items
    assert item.sections[0].key == "case"
    assert item.decision.outcome == "noted"
    assert read_text(text).items[0].decision.outcome == "other"
