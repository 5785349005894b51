"""Letters that no document can show are told of once a place, and a question has one sign at its end."""

from __future__ import annotations

import pytest

from raadslag.checks import Finding, check
from raadslag.checks.privacy.hits import (
    RULE_OF_KIND,
    SEVERITY_OF_TIER,
    Hit,
    Tier,
    operands_of,
    said,
)
from raadslag.record import Item, Meeting, Section, paragraph
from raadslag.review.rules import why_not_pass

ODD = "".join(chr(0xE000 + number) for number in range(112))


def odd(meeting: Meeting) -> list[Finding]:
    return [f for f in check(meeting) if f.rule == "form-112"]


def item(number: int, *texts: str) -> Item:
    sections = (Section(f"Afsnit {n}", "case", blocks=(paragraph(t),)) for n, t in enumerate(texts))
    return Item(number=number, sections=tuple(sections))


def test_a_form_full_of_odd_letters_is_one_finding_a_place_and_a_kind() -> None:
    found = odd(Meeting(items=(item(1, ODD, f"felt {ODD[:2]} og \ufffd"), item(2, ODD[0]))))
    assert [(f.item, f.message.split(" (")[0][:30]) for f in found] == [
        (1, "112 forskellige tegn"),
        (1, "2 forskellige tegn"),
        (1, "Et tegn gik tabt, da teksten k"),
        (2, "Tegnet U+E000 har dokumentets "),
    ]
    assert "og 107 andre" in found[0].message


def test_what_is_let_stand_of_many_letters_does_not_hold_for_others() -> None:
    (one,) = odd(Meeting(items=(item(1, ODD[:60]),)))
    (more,) = odd(Meeting(items=(item(1, ODD[:61]),)))
    assert one.fingerprint != more.fingerprint


@pytest.mark.parametrize("kind", sorted(set(RULE_OF_KIND) - {"protected"}))
@pytest.mark.parametrize("tier", ["stop", "ask"])
def test_what_the_gate_says_ends_in_one_sign(kind: str, tier: Tier) -> None:
    hit = Hit(kind, tier, "Karla Dahl", 0, 10, about="sygemeldt")
    finding = Finding(
        RULE_OF_KIND[kind], SEVERITY_OF_TIER[tier], 4, said(hit), operands_of(hit, None)
    )
    (no,) = why_not_pass([finding], accepted=set())
    assert no.reason[-1] in ".?"
    assert no.reason[-2].isalpha()
