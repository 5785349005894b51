"""A decision says what was decided, by whom it may be, and who does what by when."""

from __future__ import annotations

import pytest

from raadslag.checks import check
from raadslag.record import Decision, Item, Meeting, Outcome, Section, paragraph

COMMITTEE = "Børne- og Kulturudvalget"
COUNCIL = "Kommunalbestyrelsen"


def rules_of(item: Item, prefix: str = "besl-") -> list[str]:
    return [
        f.rule
        for f in check(Meeting(organization=COMMITTEE, items=(item,)))
        if f.rule.startswith(prefix)
    ]


def decided(
    text: str,
    outcome: Outcome,
    *points: str,
    decider: str | None = None,
    remarks: tuple[str, ...] = (),
    economy: str = "",
    onward: tuple[str, ...] = (),
) -> Item:
    sections = (
        (Section("Økonomi", "economy", text=economy, blocks=(paragraph(economy),)),)
        if economy
        else ()
    )
    return Item(
        number=3,
        recommendations=points,
        deciding_body=decider,
        sections=sections,
        next_bodies=onward,
        decision=Decision(text=text, outcome=outcome, remarks=remarks),
    )


CHOICE = "Der træffes beslutning om metode for måling af tilfredshed."
GRANT = "Der gives en tillægsbevilling på 1,2 mio. kr. til nyt tag."


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        (decided("Indstillingen godkendt.", "approved_as_recommended", CHOICE), ["besl-101"]),
        (decided("Indstillingen godkendt med model 2.", "approved_as_recommended", CHOICE), []),
        (decided("Indstillingen godkendt", "approved_as_recommended", "Planen godkendes."), []),
        (
            decided("Indstillingen godkendt", "approved_as_recommended", "x", decider=COUNCIL),
            ["besl-102"],
        ),
        (decided("Indstilles til godkendelse", "recommended_onward", "x", decider=COUNCIL), []),
        (
            decided("Indstilles til godkendelse", "recommended_onward", "x", decider=COMMITTEE),
            ["besl-102"],
        ),
        (decided("Godkendt", "approved", "x", decider="Børne - og Kulturudvalget"), []),
        (
            decided("Anbefales", "recommended_onward", "Orienteringen tages til efterretning."),
            ["besl-103"],
        ),
        (decided("Taget til efterretning", "noted", "Orienteringen tages til efterretning."), []),
        (
            decided(
                "Anbefales",
                "recommended_onward",
                GRANT,
                decider=COUNCIL,
                economy="Taget er 40 år gammelt. Det er utæt.",
            ),
            ["besl-201"],
        ),
        (
            decided(
                "Anbefales",
                "recommended_onward",
                GRANT,
                decider=COUNCIL,
                economy="Dækkes af kassebeholdningen.",
            ),
            [],
        ),
        (
            decided("Godkendt", "approved", GRANT + " Finansieres af puljen.", decider=COMMITTEE),
            ["besl-202"],
        ),
        (
            decided(
                "Godkendt",
                "approved",
                "Turen godkendes.",
                economy="Ingen økonomiske konsekvenser. Udgifter til turen afholdes af udvalgets ramme.",
            ),
            ["besl-203"],
        ),
        (
            decided(
                "Godkendt", "approved", "x", economy="Sagen har ingen økonomiske konsekvenser."
            ),
            [],
        ),
    ],
)
def test_formula_recommendation_decider_and_money_are_held_against_each_other(
    item: Item, rules: list[str]
) -> None:
    assert rules_of(item) == rules


@pytest.mark.parametrize(
    ("remark", "fires"),
    [
        ("Udvalget ønsker en uddybning ved et kommende møde.", True),
        ("Udvalget beder administrationen om et notat.", True),
        ("Udvalget ønsker sagen igen i maj 2024.", True),
        ("Udvalget beder administrationen forelægge et notat i maj 2024.", False),
        ("Udvalget bemærker, at arbejdet er godt.", False),
    ],
)
def test_a_promise_has_an_owner_and_a_day(remark: str, fires: bool) -> None:
    item = decided("Godkendt med denne bemærkning:", "approved", "x", remarks=(remark,))
    assert rules_of(item, "besl-3") == (["besl-301"] if fires else [])


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("[Indsæt beløb] afsættes i 2025.", True),
        ("Beløbet er XX kr.", True),
        ("HUSK hjælpeteksten skal slettes før udsendelse.", True),
        ("Mødet holdes dd-mm-åååå.", True),
        ("Kong Christian X åbnede skolen; afsnit XX handler om drift.", False),
        ("Udvalget [med flere] deltog i besigtigelsen.", False),
    ],
)
def test_help_text_and_holes_stop_an_agenda(text: str, fires: bool) -> None:
    item = Item(number=1, sections=(Section("Sag", "case", text=text, blocks=(paragraph(text),)),))
    found = [f for f in check(Meeting(items=(item,))) if f.rule == "besl-401"]
    assert [f.severity for f in found] == (["error"] if fires else [])
