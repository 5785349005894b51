"""A small table as a chart: drawn right, in words too, or refused with the reason."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.record import Item, Meeting, Section, Table
from raadslag.record.blocks import TableForm
from raadslag.render.chart_tables import chart_or_reason
from raadslag.render.charts import NARROW, axis_begins, draw, summary, told
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.html import table_to_html

SCHOOLS = Table(
    "Elever pr. skole",
    ("Skole", "Elever"),
    (("Nørre Skole", "412"), ("Søndre & Øst", "1.290"), ("I alt", "1.702")),
    shown_as="bar",
)


def test_bars_are_as_long_as_their_numbers_and_the_total_is_none_of_them() -> None:
    chart, reason = chart_or_reason(SCHOOLS)
    assert reason == ""
    assert chart is not None
    assert chart.labels == ("Nørre Skole", "Søndre & Øst")
    root = ElementTree.fromstring(draw(chart))
    widths = [float(one.attrib["width"]) for one in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[1] / widths[0] == pytest.approx(1290 / 412, rel=0.01)
    assert told(chart) == "Søjlediagram: Elever pr. skole. Nørre Skole: 412; Søndre & Øst: 1.290."
    assert summary(chart) == "Højest er Søndre & Øst med 1.290, lavest Nørre Skole med 412."


def test_years_along_the_top_are_the_line_and_a_gap_stays_a_gap() -> None:
    rows = (("Budget", "120,5 mio. kr.", "118 mio. kr.", "121 mio. kr."), ("Regnskab", "123 mio. kr.", "–", ""))  # fmt: skip
    chart, _ = chart_or_reason(Table(None, ("", "2023", "2024", "2025"), rows, shown_as="line"))
    assert chart is not None
    assert chart.labels == ("2023", "2024", "2025")
    assert [one.values.count(None) for one in chart.series] == [0, 2]
    assert axis_begins(chart) == "Aksen begynder ved 118\N{NO-BREAK SPACE}mio. kr."
    assert "121,0" in draw(chart)
    assert "Budget" in draw(chart)


@pytest.mark.parametrize(
    ("rows", "form", "told"),
    [
        ((("a", "1"),), "bar", "mindst to rækker"),
        ((("a", "ca. 3"), ("b", "4")), "bar", "»ca. 3« er ikke et tal"),
        ((("a", "12.5"), ("b", "4")), "bar", "»12.5« er ikke et tal"),
        ((("a", "3 %"), ("b", "4 kr.")), "line", "hver sin enhed"),
        ((("a", "1", "2", "3", "4"), ("b", "1", "2", "3", "4")), "bar", "én til 3 kolonner"),
        (tuple((str(n), "1") for n in range(17)), "bar", "højst 16 søjler"),
        ((("a", ""), ("b", "-")), "line", "ingen tal"),
    ],
)
def test_a_table_that_no_chart_fits_stays_a_table_and_says_why(
    rows: tuple[tuple[str, ...], ...], form: TableForm, told: str
) -> None:
    table = Table(None, ("",) * len(rows[0]), rows, shown_as=form)
    assert told in chart_or_reason(table)[1]
    assert "<svg" not in table_to_html(table)
    assert "<table" in table_to_html(table)


cells = st.text(max_size=8) | st.integers(-(10**9), 10**12).map(str) | st.sampled_from(["0", "-", "1,5 %"])  # fmt: skip


@given(
    st.lists(st.tuples(st.text(max_size=40), cells, cells), max_size=18),
    st.sampled_from(["bar", "line"]),
)
def test_whatever_stands_in_it_the_drawing_is_well_formed(
    rows: list[tuple[str, str, str]], form: TableForm
) -> None:
    table = Table("<b>", ("a", "b", "c"), tuple(rows), shown_as=form)
    chart, _ = chart_or_reason(table)
    for drawn in [draw(chart), draw(chart, width=NARROW)] if chart else []:
        clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", drawn)
        ElementTree.fromstring(clean)
        assert "nan" not in drawn


def test_page_and_document_draw_the_same_chart_with_its_table_as_words() -> None:
    page = table_to_html(SCHOOLS)
    assert page.count("<svg") == 2
    assert "Vis tallene som tabel" in page
    assert "<td>I alt</td>" in page
    record = Meeting(organization="B", items=(Item(1, "t", sections=(Section("h", blocks=(SCHOOLS,)),), tables=(SCHOOLS,)),))  # fmt: skip
    made = record_to_pdf(record, Source("K", "B", date(2026, 1, 1), None, ""))
    assert b"/Alt" in made or b"Alt" in made
