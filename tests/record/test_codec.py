"""A record survives its JSON, and JSON that is no record is refused with a place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.record import (
    Attendee,
    BulletList,
    Decision,
    Figure,
    Heading,
    Item,
    ListItem,
    Meeting,
    Paragraph,
    RecordFormatError,
    Section,
    Span,
    Table,
    Vote,
    Where,
    blocks_to_text,
    data_hash,
    from_data,
    from_json,
    paragraph,
    record_hash,
    to_data,
    to_json,
    walk_tables,
)
from raadslag.record.schema import schema, text

DOCS = Path(__file__).resolve().parents[2] / "docs"

texts = st.text(max_size=30)
wheres = st.none() | st.builds(
    Where, page=st.none() | st.integers(1, 9), line_from=st.integers(1, 99)
)
spans = st.builds(
    Span, text=texts, strong=st.booleans(), href=st.none() | st.just("https://eksempel.dk")
)
paragraphs = st.builds(Paragraph, spans=st.lists(spans, max_size=3).map(tuple), where=wheres)
tables = st.builds(
    Table,
    caption=st.none() | texts,
    columns=st.tuples(texts, texts),
    rows=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    shown_as=st.sampled_from(["table", "bar", "line"]),
)
leaves = (
    paragraphs
    | tables
    | st.builds(Heading, spans=st.tuples(spans))
    | st.builds(Figure, alt=texts, width=st.none() | st.just(600))
)
lists = st.builds(
    BulletList,
    ordered=st.booleans(),
    items=st.lists(st.builds(ListItem, blocks=st.tuples(leaves)), max_size=3).map(tuple),
)
sections = st.builds(
    Section, heading=st.none() | texts, blocks=st.lists(leaves | lists, max_size=4).map(tuple)
)
votes = st.builds(Vote, in_favour=st.tuples(texts), against=st.tuples(texts))
items = st.builds(
    Item,
    number=st.none() | st.integers(1, 400),
    title=st.none() | texts,
    sections=st.lists(sections, max_size=2).map(tuple),
    decision=st.builds(
        Decision, text=st.none() | texts, votes=st.lists(votes, max_size=1).map(tuple)
    ),
    where=wheres,
)
meetings = st.builds(
    Meeting,
    date=st.none() | st.dates(),
    organization=st.none() | texts,
    attendance=st.lists(st.builds(Attendee, name=texts, party=st.none() | texts), max_size=2).map(
        tuple
    ),
    items=st.lists(items, max_size=3).map(tuple),
)


@given(meetings)
def test_a_record_comes_back_from_its_json_unchanged(meeting: Meeting) -> None:
    assert from_json(to_json(meeting)) == meeting
    assert record_hash(from_json(to_json(meeting))) == record_hash(meeting)


PUBLISHED = jsonschema.Draft202012Validator(schema())
"""Made once: the schema itself is checked by `test_the_published_schema_is_the_one_the_code_has`."""


@given(meetings)
def test_every_record_fits_the_published_schema(meeting: Meeting) -> None:
    PUBLISHED.validate(json.loads(to_json(meeting)))


def test_the_published_schema_is_the_one_the_code_has() -> None:
    assert (DOCS / "record.schema.json").read_text() == text()


def test_votes_in_favour_are_called_for_as_the_format_says() -> None:
    data = to_data(Vote(in_favour=("Mette",)))
    assert data["for"] == ["Mette"]
    assert "in_favour" not in data


def test_what_format_2_added_is_left_out_where_nothing_tells_it() -> None:
    assert "did_not_vote" not in to_data(Vote(in_favour=("Mette",)))
    assert "arrived_at" not in to_data(Attendee("Mette"))
    old = {"format": 1, "attendance": [{"name": "Mette"}], "items": [{"decision": {"votes": [{"for": ["A"]}]}}]}  # fmt: skip
    meeting = from_data(old)
    assert meeting.format == 1
    assert meeting.items[0].decision.votes[0].did_not_vote == ()
    assert record_hash(from_data(to_data(meeting))) == record_hash(meeting)


def test_what_format_4_added_is_left_out_where_nothing_tells_it() -> None:
    table = {"type": "table", "caption": None, "columns": ["a"], "rows": [["1"]], "where": None, "row_places": []}  # fmt: skip
    figure = {"type": "figure", "file": "f" * 64, "alt": "Bro", "caption": None, "where": None}
    section = {"heading": "Sag", "key": "case", "level": 1, "text": "", "blocks": [table, figure], "where": None}  # fmt: skip
    old = to_data(from_data({"format": 3, "items": [{"sections": [section]}]}))
    assert old["format"] == 3
    assert old["items"][0]["sections"][0] == section
    meeting = from_data(old)
    assert record_hash(meeting) == data_hash(old)
    assert walk_tables(meeting.items[0].sections[0].blocks).__next__().shown_as == "table"


def test_unknown_fields_are_passed_over_and_missing_ones_get_their_default() -> None:
    meeting = from_data({"date": "2024-03-12", "toc": [], "items": [{"number": 1, "mood": "good"}]})
    assert meeting.date == date(2024, 3, 12)
    assert meeting.items[0].decision.outcome == "none"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"format": 99}, "format 99"),
        ({"date": "12/3"}, "record.date"),
        ({"items": [{"number": "et"}]}, "record.items[0].number"),
        ({"items": [{"sections": [{"blocks": [{"type": "script"}]}]}]}, "blocks[0]: unknown block"),
        ({"kind": "rumour"}, "record.kind"),
        ({"attendance": [{}]}, "record.attendance[0]"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(data: dict[str, Any], place: str) -> None:
    with pytest.raises(RecordFormatError, match=place.replace("[", r"\[").replace("]", r"\]")):
        from_data(data)


def test_text_of_blocks_keeps_cells_and_list_marks() -> None:
    table = Table(caption="Ledige", columns=("År", "Antal"), rows=(("2023", "412"),))
    listed = BulletList(ordered=True, items=(ListItem((paragraph("at sagen udsættes"), table)),))
    assert blocks_to_text((paragraph("Udvalget drøftede."), listed)) == (
        "Udvalget drøftede.\n\n1. at sagen udsættes\n\nLedige\nÅr\tAntal\n2023\t412"
    )
    assert list(walk_tables((listed,))) == [table]


def test_one_changed_letter_changes_the_hash() -> None:
    one = Meeting(items=(Item(decision=Decision(text="Godkendt")),))
    other = Meeting(items=(Item(decision=Decision(text="Godkendt.")),))
    assert record_hash(one) != record_hash(other)
