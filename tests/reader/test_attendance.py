"""Who was there, in headers and items of many layouts; all names are made up."""

from __future__ import annotations

import pytest

from raadslag.record import Meeting
from tests.reader.parsing import read_text

ITEM = """

Punkt 1: Åen

05.01.02-P20-1-24

Beslutning

Godkendt.
"""
TOP = "REFERAT Havneudvalget d. 05-03-2024\n\nMødedato Tirsdag d. 05. marts 2024 kl. 16:00\n\n"


def shown(meeting: Meeting) -> str:
    """ "name party role status 2-5 for whom", what nothing tells left out; guests in brackets."""
    people = []
    for one in meeting.attendance:
        span = (
            f"{one.from_item or ''}-{one.to_item or ''}" if one.from_item or one.to_item else None
        )
        whom = one.substitute_for and f"for {one.substitute_for}"
        status = one.status if one.status != "present" else None
        text = " ".join(
            word for word in (one.name, one.party, one.role, status, span, whom) if word
        )
        people.append(text if one.is_member else f"({text})")
    return "; ".join(people)


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("Deltagere\nAne Holm (A)\nBo Lund (V)\n\nAfbud\nIda Kær (F)", "Ane Holm A; Bo Lund V; Ida Kær F apologies"),
        ("Medlemmer:\n\nAne Holm, (A)\n\nBo Lund, (V)\n\nFraværende:\n\nIngen", "Ane Holm A; Bo Lund V"),
        ("Tilstede: Ane Holm, Bo Lund Fraværende: Ida Kær", "Ane Holm; Bo Lund; Ida Kær absent"),
        ("Til stede: Ane Holm (A), Bo Lund (V). Afbud: Ida Kær (F). Fra forvaltningen: direktør Per Dam", "Ane Holm A; Bo Lund V; Ida Kær F apologies; (Per Dam direktør)"),
        ("Medlemmer\nAne Holm\nFormand\nBo Lund\nNæstformand\nIda Kær", "Ane Holm Formand; Bo Lund Næstformand; Ida Kær"),
        ("Deltagere:\nSocialdemokratiet\nAne Holm\nBo Lund\nVenstre\nIda Kær", "Ane Holm Socialdemokratiet; Bo Lund Socialdemokratiet; Ida Kær Venstre"),
        ("Mødedeltagere: Ane Holm (A) (formand), Bo Lund (V), Per Dam (centerchef for By, Erhverv og Miljø)", "Ane Holm A formand; Bo Lund V; (Per Dam centerchef for By, Erhverv og Miljø)"),
        ("Deltagere\nAne Holm (A) - Deltog\nBo Lund (V) - Afbud\nIda Kær (F) - Ikke til stede", "Ane Holm A; Bo Lund V apologies; Ida Kær F absent"),
        ("Deltagere\nAne Holm (A)\tDeltog\nBo Lund (V)\tAfbud", "Ane Holm A; Bo Lund V apologies"),
        ("Alle medlemmer var til stede undtagen Ida Kær (F).", "Ida Kær F absent"),
        ("Der var afbud fra Ida Kær (F). Som suppleant deltog Bo Lund (F).", "Ida Kær F apologies; Bo Lund F suppleant"),
        ("Afbud:\nIda Kær\n\nI stedet for Ida Kær deltog Bo Lund.", "Ida Kær apologies; Bo Lund for Ida Kær"),
        ("Deltagere\nAne Holm (A)\nBo Lund (V)\nStedfortrædere\nPer Dam (F) for Ida Kær (F)", "Ane Holm A; Bo Lund V; Per Dam F stedfortræder for Ida Kær"),
        ("Mødt: Ane Holm og Bo Lund\nIkke mødt: Ida Kær", "Ane Holm; Bo Lund; Ida Kær absent"),
        ("Deltagere: Ane Holm (A), Bo Lund (V) (fra punkt 3), Ida Kær (F) (til kl. 18)", "Ane Holm A; Bo Lund V 3-; Ida Kær F"),
        ("Deltagere\nAne Lindegren-\nHolm (A)\nBo Lund (V)", "Ane Lindegren-Holm A; Bo Lund V"),
        ("DELTAGERE\nANE HOLM (A)\nBO LUND (V)", "ANE HOLM A; BO LUND V"),
        ("Deltagere: Ane Holm (A), Bo Lund (V)\nØvrige deltagere: Per Dam, direktør, Eva Krog (referent)", "Ane Holm A; Bo Lund V; (Per Dam direktør); (Eva Krog referent)"),
        ("Medlemmerne var mødt, bortset fra Ida Kær, der havde meldt afbud.", "Ida Kær apologies"),
        ("Navn\tParti\tFremmøde\nDeltagere\nAne Holm\tA\tTil stede\nBo Lund\tV\tAfbud", "Ane Holm A; Bo Lund V apologies"),
        ("Formand: Ane Holm\nNæstformand: Bo Lund\nMedlemmer: Ida Kær, Per Dam\nFraværende: Ingen\nReferent: Eva Krog", "Ane Holm Formand; Bo Lund Næstformand; Ida Kær; Per Dam"),
        ("Meldt afbud: Ida Kær / Stedfortræder: Bo Lund", "Ida Kær apologies; Bo Lund stedfortræder"),
        ("Deltagere: A: Ida Kær. V: Per Dam.", "Ida Kær A; Per Dam V"),
        ("Til stede: Ida Kær (A), Bo Lund (V), Rie Sand (F) - afbud", "Ida Kær A; Bo Lund V; Rie Sand F apologies"),
        ("Til stede: Ida Kær (A), Bo Lund (V), Rie Sand (F), som forlod mødet kl. 17.10 under punkt 2", "Ida Kær A; Bo Lund V; Rie Sand F -2"),
        ("Til stede: Ida Kær (A), Ole Friis (V), Rie Sand (F)\nOle mødte kl. 17.10 under punkt 2.", "Ida Kær A; Ole Friis V 2-; Rie Sand F"),
        ("Fraværende: Grethe Kær (F) og Svend Lund (V). Stedfortræder for Svend Lund: Per Dam (V)", "Grethe Kær F absent; Svend Lund V absent; Per Dam V stedfortræder for Svend Lund"),
        ("Alle var til stede bortset fra Anne V. Kær, Bo Lund og Per Dam, der havde meldt afbud.", "Anne V. Kær apologies; Bo Lund apologies; Per Dam apologies"),
        ("Deltagere: Rie Sand (F) (suppleant: Ole Friis (F)), Ida Kær (A)", "Rie Sand F; Ole Friis F suppleant for Rie Sand; Ida Kær A"),
        ("Medlemmer:\nIda Kær (A) [Bo Lund mødte som stedfortræder]\nPer Dam (V)", "Ida Kær A absent; Bo Lund stedfortræder for Ida Kær; Per Dam V"),
        ("Til stede: Per Dam (V), Ida Kær (A) (erstattet af Bo Lund (A))", "Per Dam V; Ida Kær A absent; Bo Lund A for Ida Kær"),
        ("Deltagere:\nPer Dam (V)\nIda Kær (A), afbud (Bo Lund)\nAne Holm (C)", "Per Dam V; Ida Kær A apologies; Bo Lund for Ida Kær; Ane Holm C"),
        ("Medlemmer:\nPer Dam (V)\nIda Kær (A) (afbud - Bo Lund (A) deltog)", "Per Dam V; Ida Kær A apologies; Bo Lund A for Ida Kær"),
        ("Afbud: Ida Kær (A) (Bo Lund deltog i stedet)", "Ida Kær A apologies; Bo Lund for Ida Kær"),
        ("Til stede: Per Dam (V) (sammen med Bo Lund)", "Per Dam V"),
        ("Afbud: Ida Kær. Som stedfortræder deltog Mie Skov.", "Ida Kær apologies; Mie Skov stedfortræder"),
        ("Afbud: Kaj Dam - i stedet for Kaj mødte Lis Bro", "Kaj Dam apologies; Lis Bro for Kaj Dam"),
        ("Medlemmer:\nUdpeget af DA: Ida Kær\nUdpeget af kommunen: Bo Lund (A)\nRef.: Dorte Vind", "Ida Kær; Bo Lund A"),
        ("Afbud: Ida Kær\nRef.: Dorte Vind", "Ida Kær apologies"),
        ("Deltagere: Bo Lund (V)\nFraværende: Asta Kær (deltog fra sag 313)", "Bo Lund V; Asta Kær 313-"),
        ("Deltagere: Bo Lund (V), Ida Kær (F, kom under punkt 2), Per Dam (A) (orlov)", "Bo Lund V; Ida Kær F 2-; Per Dam A absent"),
        ("Fraværende ved mødets start: Ida Kær (ankom kl. 17.10)", "Ida Kær"),
        ("Medlemmer: Ane Holm (A), Nina Kær (V) - afbud, i stedet deltog Eva Rask (V), Bo Lund (V)", "Ane Holm A; Nina Kær V apologies; Eva Rask V for Nina Kær; Bo Lund V"),
        ("Medlemmer:\nAne Holm (A)\nNina Kær (V) - afbud, i stedet deltog Eva Rask (V)\nBo Lund (V)", "Ane Holm A; Nina Kær V apologies; Eva Rask V for Nina Kær; Bo Lund V"),
        ("Nina Kær (V) var fraværende, i stedet deltog Eva Rask (V).", "Nina Kær V absent; Eva Rask V for Nina Kær"),
        ("Mødt: Ane Holm, Bo Lund\nEj mødt: Ida Kær", "Ane Holm; Bo Lund; Ida Kær absent"),
        ("Deltagere: Ane Holm (A), Bo Lund (V), Ida\nKær (F), Per Dam (C)", "Ane Holm A; Bo Lund V; Ida Kær F; Per Dam C"),
        ("Deltagere:\nAne Holm (A), Bo Lund (V), Ida\nKær (F), Per Dam (C)", "Ane Holm A; Bo Lund V; Ida Kær F; Per Dam C"),
        ("Deltagere:\nKaj Uhre    Venstre    Mødt\nAne Holm    Socialdemokratiet    Afbud\nBo Lund    Liste Ø    Mødt", "Kaj Uhre Venstre; Ane Holm Socialdemokratiet apologies; Bo Lund Liste Ø"),
        ("Deltagere:\nKaj Uhre Venstre Mødt\nAne Holm Socialdemokratiet Afbud\nBo Lund SF Mødt", "Kaj Uhre Venstre; Ane Holm Socialdemokratiet apologies; Bo Lund SF"),
        ("Medlemmer: Ane Holm (A), Bo Lund (V)\nHavnefoged Jan Bro under sag 71", "Ane Holm A; Bo Lund V; (Jan Bro Havnefoged 71-71)"),
        ("Deltagere: Ane Holm (A), Bo Lund (V), Kultur- og fritidschef Maja Skov", "Ane Holm A; Bo Lund V; (Maja Skov Kultur- og fritidschef)"),
        ("Afbud fra Nina Kær (V). Eva Rask (V) deltog i hendes sted.", "Nina Kær V apologies; Eva Rask V for Nina Kær"),
        ("Nina Kær (V) havde meldt afbud; i hendes sted var mødt Eva Rask (V).", "Nina Kær V apologies; Eva Rask V for Nina Kær"),
        ("Eva Rask (V) erstattede Nina Kær (V).", "Eva Rask V for Nina Kær; Nina Kær V absent"),
        ("Ikke fremmødt: Ida Kær (F)\nFremmødt: Ane Holm (A)", "Ida Kær F absent; Ane Holm A"),
        ("Ej til stede: Ida Kær (F)\nTil stede: Ane Holm (A)", "Ida Kær F absent; Ane Holm A"),
        ("Navn\tParti\tStatus\nAne Holm\tA\tMødt\nIda Kær\tF\tIkke mødt\nBo Lund\tV\tFravær med afbud", "Ane Holm A; Ida Kær F absent; Bo Lund V apologies"),
        ("Deltagere:\nAne Holm (A)\nAnne-Marie Lindegren\nHolm (V)\nBo Lund (F)", "Ane Holm A; Anne-Marie Lindegren Holm V; Bo Lund F"),
        ("Deltagere: Ane Holm, Bo Lund, Ida Kær (kl. 16.30-18.00), Per Dam (fra kl. 17.15)", "Ane Holm; Bo Lund; Ida Kær; Per Dam"),
        ("Udeblevet: Ida Kær (F)\nMødt: Ane Holm (A)", "Ida Kær F absent; Ane Holm A"),
        ("Til stede:\nFormand Ane Holm (A)\nBo Lund (V) til kl. 17.30\nIda Kær (F) fra pkt. 2\nIngeniør Per Dam (pkt. 4)", "Ane Holm A Formand; Bo Lund V; Ida Kær F 2-; (Per Dam Ingeniør 4-4)"),
        ("Ane Holm (A)   Deltog\nBo Lund (V)    Deltog ikke\nIda Kær (F)    Deltog fra punkt 4", "Ane Holm A; Bo Lund V absent; Ida Kær F 4-"),
        ("Øvrige deltagere: Social- og sundhedsdirektør Mette Lindegren-Holm, Børne-, unge- og kulturchef Jens P. Bro, stadsarkitekt Ole Friis", "(Mette Lindegren-Holm Social- og sundhedsdirektør); (Jens P. Bro Børne-, unge- og kulturchef); (Ole Friis stadsarkitekt)"),
        ("Deltagere: Ane Holm (A), Bo Lund (V), Anne Birgitte von der Kær\nLindegren (F) og Niels-Jørgen\nBro (C)", "Ane Holm A; Bo Lund V; Anne Birgitte von der Kær Lindegren F; Niels-Jørgen Bro C"),
        ("Mødt var: Ane Holm (A), Bo Lund (V) og Ida Kær (F). Ej mødt var: Per Dam (C).", "Ane Holm A; Bo Lund V; Ida Kær F; Per Dam C absent"),
        ("Navn\nParti\nFremmøde\nIda Kær\nV\nTil stede\nBo Lund\nA\nAfbud\nPer Dam\nO\nTil stede fra punkt 3", "Ida Kær V; Bo Lund A apologies; Per Dam O 3-"),
    ],
)  # fmt: skip
def test_headers_of_many_layouts(head: str, people: str) -> None:
    assert shown(read_text(f"{TOP}{head}{ITEM}")) == people


LISTED = "Deltagere: Ane Holm (A), Bo Lund (V), Ida Kær (F)\n"


@pytest.mark.parametrize(
    ("told", "people", "decision"),
    [
        ("Ida Kær (F) var fraværende.\n\nGodkendt.", "Ane Holm A; Bo Lund V; Ida Kær F absent", "Godkendt."),
        ("Godkendt.\n\nAfbud:\n\nIda Kær (F)\n\nPer Dam (C)", "Ane Holm A; Bo Lund V; Ida Kær F apologies; Per Dam C apologies", "Godkendt."),
        ("Godkendt.\n\nFraværende i Havneudvalget, 5. marts 2024:\n\nIda Kær", "Ane Holm A; Bo Lund V; Ida Kær F absent", "Godkendt."),
        ("Ida Kær (F) og Per Dam (C)\nvar fraværende på grund af\nferie.\n\nGodkendt.", "Ane Holm A; Bo Lund V; Ida Kær F absent; Per Dam C absent", "Godkendt."),
        ("Ida Kær forlod mødet efter dette punkt.\n\nGodkendt.", "Ane Holm A; Bo Lund V; Ida Kær F -1", "Godkendt."),
        ("Godkendt.\n\nFraværende: Ida Kær (F), sygdom.\nMødet sluttede kl. 17.", "Ane Holm A; Bo Lund V; Ida Kær F absent", "Godkendt."),
        ("Godkendt.\n\nUnder punktet deltog direktør Per Dam.", "Ane Holm A; Bo Lund V; Ida Kær F", "Godkendt."),
        ("Der var afbud fra Ida Kær (F). Som suppleant er indkaldt Per Dam (F).\nHavneudvalget godkendte dette.\n\nGodkendt.", "Ane Holm A; Bo Lund V; Ida Kær F apologies; Per Dam F suppleant", "Godkendt."),
        ("Godkendt, idet Ida Kær (F) tager forbehold.", "Ane Holm A; Bo Lund V; Ida Kær F", "Godkendt, idet Ida Kær (F) tager forbehold."),
        ("Per Dam (C) valgt som medlem af havnebestyrelsen, Eva Krog (C) som stedfortræder for Per Dam.", "Ane Holm A; Bo Lund V; Ida Kær F", "Per Dam (C) valgt som medlem af havnebestyrelsen, Eva Krog (C) som stedfortræder for Per Dam."),
        ("Valgt blev Per Dam (C) med Eva Krog som stedfortræder.", "Ane Holm A; Bo Lund V; Ida Kær F", "Valgt blev Per Dam (C) med Eva Krog som stedfortræder."),
        ("Økonomiudvalget, 24. februar 2024: Per Dam (C) var fraværende.\n\nGodkendt.", "Ane Holm A; Bo Lund V; Ida Kær F", None),
    ],
)  # fmt: skip
def test_what_an_item_tells_joins_the_people_and_leaves_the_decision(
    told: str, people: str, decision: str | None
) -> None:
    meeting = read_text(f"{TOP}{LISTED}{ITEM.replace('Godkendt.', told)}")
    assert shown(meeting) == people
    if decision is not None:
        assert meeting.items[0].decision.text == decision


def items(*decisions: str) -> str:
    rows = (
        f"\n\nPunkt {n}: Sag {n}\n\n05.01.02-P20-{n}-24\n\nBeslutning\n\n{text}"
        for n, text in enumerate(decisions, start=1)
    )
    return TOP + LISTED + "".join(rows)


def test_who_is_present_though_somebody_came_in_their_place_is_told_as_a_doubt() -> None:
    doubtful = read_text(f"{TOP}Til stede: Ane Holm (A) (stedfortræder Bo Lund), Ida Kær (F){ITEM}")
    assert "place-taken" in [note.code for note in doubtful.notes]
    partly = read_text(
        f"{TOP}Til stede: Ane Holm (A) fra punkt 2, Bo Lund (A) (for Ane Holm){ITEM}"
    )
    assert "place-taken" not in [note.code for note in partly.notes]


def test_a_member_missing_from_the_last_decisions_only_left_before_them() -> None:
    away = "Godkendt.\n\nFraværende: Per Dam (C)"
    both = "Godkendt.\n\nFraværende: Per Dam (C), Ida Kær (F)"
    meeting = read_text(items(away, away, both, both))
    assert meeting.attendance_convention == "per_decision"
    assert shown(meeting) == "Ane Holm A; Bo Lund V; Ida Kær F -2; Per Dam C absent"


def test_who_stands_aside_from_other_items_is_told_there() -> None:
    meeting = read_text(items("Godkendt.\n\nIda Kær (F) deltog ikke under punkt 2-3.", "Godkendt.", "Godkendt."))  # fmt: skip
    assert [item.not_participating for item in meeting.items] == [(), ("Ida Kær",), ("Ida Kær",)]


def test_who_is_listed_absent_and_comes_later_was_there() -> None:
    text = items("Godkendt.", "Godkendt.\n\nPer Dam mødte kl. 17.10 under dette punkt.")
    text = text.replace(LISTED, f"{LISTED}Fraværende: Per Dam (C)\n")
    (late,) = [one for one in read_text(text).attendance if one.name == "Per Dam"]
    assert (late.status, late.from_item, late.arrived_at) == ("present", 2, "17:10")


def test_who_is_called_by_one_name_has_the_whole_one_in_the_record() -> None:
    item = read_text(items("Godkendt.\n\nIda deltog ikke i sagens behandling.")).items[0]
    assert item.not_participating == ("Ida Kær",)
