"""A reason cites the paragraph of the body it is said to, and every citation has a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadslag.law.table import KINDS, Force, law, table
from raadslag.people.models import Organization


def test_council_and_committee_are_told_each_their_paragraph() -> None:
    assert law("in-time", "council") == "KSL § 8 stk. 4 og 5"
    assert law("in-time", "standing") == "KSL § 20 stk. 3 og udvalgets forretningsorden"
    assert law("closing-reason", "council") == "KSL § 10 stk. 1"
    assert "§ 10" not in str(law("closing-reason", "finance"))


@pytest.mark.parametrize("rule", table().rules, ids=lambda rule: rule.name)
def test_a_council_of_citizens_is_never_told_that_the_municipal_act_binds_it_to_quorum_or_stop(
    rule: object,
) -> None:
    citizens = rule.ground("citizens")  # type: ignore[attr-defined]
    named = rule.name in {"quorum", "stop", "voting", "approval", "in-time", "recusal"}  # type: ignore[attr-defined]
    if named and citizens is not None:
        assert "KSL" not in citizens.law


def test_the_kinds_are_those_that_hold_meetings_in_the_house() -> None:
    meets = {kind.value for kind in Organization.Kind} - {"administration", "unit"}
    assert set(KINDS) == meets


def test_what_binds_says_where_it_stands_and_what_no_source_settles_says_what_is_done() -> None:
    for rule in table().rules:
        for one in rule.grounds:
            assert one.words.endswith(".")
            assert one.sources, rule.name
            assert one.law or one.force is Force.TELLS, rule.name
            if "ikke læst" in one.unsettled:
                assert "huset" in one.unsettled or one.force is Force.ASKS


def test_every_source_is_used() -> None:
    used = {name for rule in table().rules for one in rule.grounds for name in one.sources}
    assert used == set(table().sources)


def test_an_unknown_rule_is_a_mistake_of_ours_and_a_kind_it_does_not_bind_has_no_citation() -> None:
    with pytest.raises(KeyError):
        law("no-such-rule", "council")
    assert law("stop", "council") is None
    assert law("in-time", "administration") is None


def test_the_page_of_what_is_unsettled_is_the_one_the_table_gives() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "rules" / "unsettled.md"
    rows = [one.unsettled for rule in table().rules for one in rule.grounds if one.unsettled]
    written = page.read_text()
    assert all(words in written for words in rows), (
        "python tools/list_unsettled.py > docs/rules/unsettled.md"
    )
    assert written.count("\n| ") == len(rows) + 2


def test_each_rule_has_a_name_of_its_own() -> None:
    names = [rule.name for rule in table().rules]
    assert sorted(names) == sorted(set(names))
