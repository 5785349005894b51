"""Advice on language is given where it helps, and never stands in the way."""

from __future__ import annotations

from raadslag.checks import Finding, check
from raadslag.checks.form.language import lix, sentences
from raadslag.record import Item, Meeting, Paragraph, Section, Span, Table, paragraph


def advice(*sections: Section) -> list[Finding]:
    return [
        f
        for f in check(Meeting(items=(Item(number=1, sections=sections),)))
        if f.rule.startswith("sprog-")
    ]


def section(text: str, key: str = "summary") -> Section:
    return Section("Sammendrag", key, text=text, blocks=(paragraph(text),))


HEAVY = (
    "Forvaltningens implementeringsovervejelser vedrørende beskæftigelsesindsatsens organisatoriske "
    "sammenhængskraft nødvendiggør tværsektorielle koordineringsforanstaltninger, "
) * 6


def test_lix_follows_bjornsson() -> None:
    text = "Vi går hjem. " * 20 + "Kommunen bygger skoler. " * 20
    assert lix(text) == 120 / 40 + 100 * 20 / 120
    assert lix("For kort.") is None


def test_abbreviations_and_dates_do_not_end_a_sentence() -> None:
    assert len(sentences("Der er ca. 40 børn pr. skole den 3. maj. Det er godt.")) == 2


def test_a_heavy_summary_gets_advice_and_only_advice() -> None:
    found = advice(section(HEAVY))
    assert {"sprog-101", "sprog-102"} <= {f.rule for f in found}
    assert {f.severity for f in found} == {"info"}


def test_plain_words_are_left_alone() -> None:
    assert (
        advice(
            section("Kommunen vil bygge en ny skole. Det koster penge. Vi spørger først alle. " * 6)
        )
        == []
    )


def test_a_heading_without_text_a_bare_link_and_a_table_without_head_are_named() -> None:
    link = Paragraph((Span("Læs planen "), Span("her", href="https://moellested.example/plan")))
    good = Paragraph((Span("lokalplan 214", href="https://moellested.example/214"),))
    headless = Table(columns=(), rows=(("2023", "4"), ("2024", "6")))
    found = advice(
        Section("Høring", "hearing"),
        Section("Sag", "case", text="x", blocks=(link, good, headless)),
    )
    assert [f.rule for f in found] == ["sprog-201", "sprog-202", "sprog-203"]


def test_a_heading_that_only_holds_sub_headings_is_not_empty() -> None:
    assert (
        advice(
            Section("Sag", "case"),
            Section("Baggrund", "case", level=2, text="x", blocks=(paragraph("x"),)),
        )
        == []
    )
