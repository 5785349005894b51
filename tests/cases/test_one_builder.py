"""A case is told the same thing while it is written, on the agenda and in the minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from raadslag.cases.findings import findings_of, places_in
from raadslag.checks import Finding
from raadslag.meetings.models import AgendaItem
from raadslag.meetings.planned import planned
from raadslag.record import Decision, Meeting
from raadslag.review.looking import assess
from tests.cast import Town
from tests.minutes.test_gennemsyn import WRONG_SHARES, WRONG_SUM, put


def words_of(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.message) for one in findings}


def test_the_editor_the_agenda_and_the_minutes_say_the_same_of_a_case(town: Town) -> None:
    case = town.write()
    put(town, case, f"{WRONG_SHARES}\n\n{WRONG_SUM}")
    written = words_of(findings_of(case))
    assert {rule for rule, _ in written} >= {"tal-101", "tal-206"}
    item = planned(AgendaItem(meeting=town.plan(), case=case, number=1))
    held = replace(item, decision=Decision(text="Godkendt.", outcome="approved"))
    for kind, shown in (("agenda", item), ("minutes", held)):
        found = assess(Meeting(kind=kind, municipality=town.body.name, items=(shown,))).findings
        assert written <= words_of(found), kind


def test_a_finding_says_in_which_section_and_where_in_it_its_figures_stand(town: Town) -> None:
    case = town.write()
    put(town, case, f"Her er status.\n\n{WRONG_SHARES}")
    (found,) = [one for one in findings_of(case) if one.rule == "tal-206"]
    section = case.paper.sections.get(key="case")
    assert places_in(case)(found).anchor == f"#afsnit-{section.pk}"
    text = "Her er status.\n\n" + WRONG_SHARES
    for operand in found.operands:
        assert operand.offset is not None
        assert text[operand.offset :].startswith(operand.text)
