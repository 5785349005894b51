"""The town can be believed: its cases, people and figures hold together across eight years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from raadslag.demo import town
from raadslag.demo.town.body import blocks
from raadslag.record import Item, Meeting, Table, from_json, to_json, walk_tables

KNOWN_ERRORS = (
    ("2021-05-11-beu", 3, "I alt", "218"),
    ("2023-08-17-bsu", 3, "mangle 62 pladser", "26"),
    ("2024-10-08-beu", 4, "60 år og derover", "21"),
)
"""Meeting, item, what is printed, and the figure: wrong on purpose, as such errors happen."""


def _items() -> Iterator[tuple[str, Meeting, Item]]:
    for meeting in town.meetings():
        for item in meeting.items:
            yield town.meeting_name(meeting), meeting, item


def _text(item: Item) -> str:
    parts = [section.text for section in item.sections if section.level == 1]
    return "\n".join([*parts, *item.recommendations, item.decision.text or ""])


def _number(cell: str) -> Decimal | None:
    plain = cell.replace(".", "").replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _wrong_totals(table: Table) -> list[str]:
    """Columns of counts and money whose row «I alt» is not the sum of the rows above."""
    if not table.rows or table.rows[-1][0] != "I alt":
        return []
    wrong = []
    for index, name in enumerate(table.columns):
        figures = [_number(row[index]) for row in table.rows]
        if index == 0 or "pct" in name or any(figure is None for figure in figures):
            continue
        *parts, total = [figure for figure in figures if figure is not None]
        if sum(parts) != total:
            wrong.append(f"{name}: {sum(parts)} er ikke {total}")
    return wrong


def test_the_town_holds_at_least_sixteen_meetings_and_a_hundred_and_five_items() -> None:
    assert len(town.meetings()) >= 16
    assert sum(len(meeting.items) for meeting in town.meetings()) >= 105


def test_a_record_of_the_town_survives_its_own_json() -> None:
    for meeting in town.meetings():
        assert from_json(to_json(meeting)) == meeting


def test_every_earlier_treatment_inside_the_town_points_at_an_item_of_the_same_case() -> None:
    known = {(m.organization, m.date): m for m in town.meetings()}
    for name, _, item in _items():
        for prior in item.previous_treatment:
            earlier = known[prior.organization, prior.date]
            assert prior.item is not None
            assert earlier.items[prior.item - 1].journal_number == item.journal_number, name


def test_every_promise_is_quoted_word_for_word_from_the_place_it_names() -> None:
    promises = [(name, item, one) for name, _, item in _items() for one in item.commitments]
    assert len(promises) >= 25
    for name, item, promise in promises:
        source = item.decision.text or "" if promise.source == "decision" else _text(item)
        assert promise.text in source, (name, promise.text)
        assert promise.due is None or promise.due in source, (name, promise.due)


def test_tables_add_up_but_for_the_errors_we_planted() -> None:
    wrong = [
        (name, item.number, text)
        for name, _, item in _items()
        for table in item.tables
        for text in _wrong_totals(table)
    ]
    assert wrong == [("2021-05-11-beu", 3, "Forløb: 208 er ikke 218")]


def test_tables_in_attachments_add_up() -> None:
    for title, text in town.attachment_texts().items():
        for table in walk_tables(blocks(text.splitlines())):
            wrong = [row for row in _wrong_totals(table) if "pct" not in row]
            assert not wrong, (title, wrong)


@pytest.mark.parametrize(("name", "number", "place", "figure"), KNOWN_ERRORS)
def test_the_planted_errors_are_still_there(
    name: str, number: int, place: str, figure: str
) -> None:
    item = next(i for n, _, i in _items() if n == name and i.number == number)
    assert place in _text(item)
    assert figure in _text(item)


def test_the_follow_up_of_2023_is_the_same_from_committee_to_council() -> None:
    case = [
        (name, item) for name, _, item in _items() if item.journal_number == "00.30.14-Ø00-1-23"
    ]
    assert [name for name, _ in case] == ["2023-08-15-beu", "2023-09-18-oeu", "2023-10-11-kb"]
    committee, finance, council = (item for _, item in case)
    assert committee.tables[0].rows[-1] == ("I alt", "290.900", "292.050", "0", "650", "292.700")
    row = next(r for r in finance.tables[0].rows if r[0].startswith("Beskæftigelses-"))
    assert row[1:] == ("292.050", "650", "292.700")
    assert "7,23 mio. kr." in _text(council)


def test_the_plan_strategy_went_through_all_committees_to_the_council() -> None:
    course = [name for name, _, item in _items() if item.journal_number == "01.02.03-P15-1-22"]
    assert course == [
        "2023-06-07-ktu",
        "2023-08-15-beu",
        "2023-08-17-bsu",
        "2023-09-06-ktu",
        "2023-09-18-oeu",
        "2023-10-11-kb",
    ]


def test_postponed_cases_come_back() -> None:
    names = list(_items())
    for index, (name, _, item) in enumerate(names):
        if item.decision.outcome == "postponed":
            later = [other for _, _, other in names[index + 1 :]]
            assert any(other.journal_number == item.journal_number for other in later), name


def test_all_outcomes_that_a_town_meets_are_there() -> None:
    met = Counter(item.decision.outcome for _, _, item in _items())
    wanted = {
        "noted",
        "approved",
        "approved_as_recommended",
        "recommended_onward",
        "postponed",
        "discussed",
        "rejected",
        "referred",
        "elected",
        "none",
    }
    assert wanted <= set(met)


def test_closed_items_show_their_public_title_and_nothing_else() -> None:
    closed = [item for _, _, item in _items() if item.closed]
    assert len(closed) >= 7
    for item in closed:
        assert item.public_title
        assert not item.sections
        assert not item.attachments
        assert item.decision.text is None


def test_votes_never_count_more_than_those_who_were_there() -> None:
    for name, meeting, item in _items():
        present = {a.name for a in meeting.attendance if a.status == "present" and a.is_member}
        parties = {a.party for a in meeting.attendance if a.name in present}
        for vote in item.decision.votes:
            voters = [*vote.in_favour, *vote.against, *vote.abstained]
            assert len(voters) == len(set(voters)), name
            assert set(voters) <= present | parties, (name, set(voters) - present - parties)


def test_a_quorum_was_always_there() -> None:
    for meeting in town.meetings():
        members = [a for a in meeting.attendance if a.is_member and a.substitute_for is None]
        there = [a for a in meeting.attendance if a.is_member and a.status == "present"]
        assert len(there) * 2 > len(members)


def test_every_attachment_has_a_text_and_every_text_an_item() -> None:
    used = {file.title for _, _, item in _items() for file in item.attachments}
    assert used == set(town.attachment_texts())
    assert len(used) >= 40


def test_the_committee_of_employment_changed_its_name_but_not_its_key() -> None:
    bodies = [body for body in town.organizations() if body.key == "beu"]
    assert [body.name for body in bodies] == [
        "Beskæftigelses- og Erhvervsudvalget",
        "Beskæftigelses-, Erhvervs- og Uddannelsesudvalget",
    ]
    assert bodies[1].replaces == bodies[0].name


def test_the_cast_sits_where_the_story_says() -> None:
    on = town.meetings()[-1].date
    assert on is not None
    seats = {seat.person: seat.role for seat in town.roster().members("beu", on)}
    assert seats["Mette Holmgaard"] == "formand"
    assert "Åge Bundgaard" in seats
    assert "Bodil Krarup" not in seats
    assert town.roster().person("Sanne Vestergaard").unit == "Center for Job og Erhverv"
    assert town.roster().person("Søren Lindholm").title == "udvalgssekretær"


def test_council_and_committees_have_an_odd_number_of_seats() -> None:
    for body in town.organizations():
        if body.starts_on:
            assert len(town.roster().members(body.key, body.starts_on)) % 2 == 1, body.name


def test_the_page_about_the_town_names_its_courses_closed_items_and_promises() -> None:
    page = (Path(__file__).parents[2] / "docs" / "demo-town.md").read_text(encoding="utf-8")
    cases = Counter(item.journal_number for _, _, item in _items())
    for number, times in cases.items():
        if number and times > 1 and not number.startswith("00.22"):
            assert number in page
    for name, _, item in _items():
        assert not item.closed or f"| {name} | {item.number} | {item.title} |" in page
        for promise in item.commitments:
            assert promise.text in page
