"""No CPR number leaves the house, and what only looks like one does not cry wolf."""

from __future__ import annotations

import pytest

import raadslag.checks.catalogue  # noqa: F401 (the rules enter the registry)
from raadslag.checks import check, plain_fingerprint
from raadslag.checks.privacy.contact import find_contacts
from raadslag.checks.privacy.cpr import find_cpr
from raadslag.checks.privacy.detect import find_protected
from raadslag.checks.privacy.scanning import hits_to_findings, scan_file
from raadslag.checks.privacy.small_groups import small_cells
from raadslag.checks.privacy.words import groups, rows
from raadslag.record import Attachment, Decision, Item, Meeting, Section, Table, paragraph
from raadslag.record.gone import GONE
from tests.checks.privacy_corpus import LINKS, files, lines

RECALL = 0.995
PRECISION = 0.90


def test_the_stop_tier_finds_numbers_in_a_thousand_lines_and_passes_look_alikes() -> None:
    corpus = lines()
    assert len(corpus) >= 1000
    found = [any(hit.tier == "stop" for hit in find_cpr(line.text)) for line in corpus]
    missed = [line.text for line, hit in zip(corpus, found, strict=True) if line.is_cpr and not hit]
    wrong = [line.text for line, hit in zip(corpus, found, strict=True) if hit and not line.is_cpr]
    positives = sum(line.is_cpr for line in corpus)
    assert 1 - len(missed) / positives >= RECALL, missed[:10]
    right = positives - len(missed)
    assert right / (right + len(wrong)) >= PRECISION, wrong[:20]


@pytest.mark.parametrize("link", LINKS)
def test_every_way_of_parting_the_number_is_read(link: str) -> None:
    assert [hit.text for hit in find_cpr(f"CPR 110372{link}1187 er oplyst")] == [
        f"110372{link}1187"
    ]


def test_sixty_files_give_up_what_they_hide() -> None:
    corpus = list(files())
    assert len(corpus) >= 60
    for file in corpus:
        stopped = [hit for hit in scan_file(file.data, file.name).hits if hit.hit.tier == "stop"]
        assert bool(stopped) == file.has_cpr, (file.hidden, file.has_cpr, stopped)


def test_a_finding_does_not_spread_what_it_found() -> None:
    meeting = Meeting(
        items=(
            Item(number=4, decision=Decision(text="Bevilget til 110372-1187.", outcome="approved")),
        )
    )
    finding = next(f for f in check(meeting) if f.rule == "priv-101")
    assert (finding.severity, finding.item) == ("error", 4)
    assert "1187" not in repr(finding)
    in_file = hits_to_findings(scan_file(b"Karla 110372-1187", "a.txt").hits)
    assert [f.rule for f in in_file] == ["priv-101"]
    assert "1187" not in repr(in_file)


def test_a_finding_names_the_whole_number_and_not_a_birthday() -> None:
    def named(text: str) -> list[str]:
        meeting = Meeting(items=(Item(number=4, decision=Decision(text=text)),))
        found = [f for f in check(meeting) if f.rule == "priv-101"]
        return [plain_fingerprint(f) for f in found]

    (one,) = named("Bevilget til 110372-1187.")
    assert named("Bevilget til 110372-1195.") != [one]
    assert named("Bevilget igen til 110372-1187 i dag.") == [one]
    files = [
        hits_to_findings(scan_file(f"Karla 110372-{four}".encode(), "a.txt").hits)
        for four in ("1187", "1195")
    ]
    assert plain_fingerprint(files[0][0]) != plain_fingerprint(files[1][0])


def test_more_than_a_file_is_told_of_is_named_by_all_of_it() -> None:
    def last(serial: int) -> str:
        many = [f"110372-{n}" for n in (*range(1000, 1080), serial)]
        return plain_fingerprint(
            hits_to_findings(scan_file("\n".join(many).encode(), "a.txt").hits)[-1]
        )

    assert last(2000) == last(2000) != last(2001)


def test_numbers_are_found_in_titles_tables_and_names_of_attachments() -> None:
    table = Table(columns=("Navn", "Nr."), rows=(("Karla", "110372-1187"),))
    items = (
        Item(number=1, title="Ansøgning fra 110372-1187"),
        Item(number=2, sections=(Section("Sag", "case", blocks=(table,)),)),
        Item(number=3, attachments=(Attachment("Ansøgning", file_name="110372-1187.pdf"),)),
    )
    assert [f.item for f in check(Meeting(items=items)) if f.rule == "priv-101"] == [1, 2, 3]


def test_what_is_registered_on_a_closed_item_may_not_stand_in_an_open_one() -> None:
    items = (
        Item(number=1, closed=True, title="Køb af Ravnsborgvej 8"),
        Item(
            number=2,
            sections=(
                Section("Sag", "case", blocks=(paragraph("Grunden på  ravnsborgvej 8s hjørne."),)),
            ),
        ),
        Item(
            number=3,
            sections=(Section("Sag", "case", blocks=(paragraph("Ravnsborgvej 80 asfalteres."),)),),
        ),
    )
    found = [
        f for f in check(Meeting(items=items), protected=["Ravnsborgvej 8"]) if f.rule == "priv-102"
    ]
    assert [(f.item, f.severity) for f in found] == [(2, "error")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ring til Karla på mobil 22 34 56 78.", ["phone"]),
        ("Skriv til karla.mosegaard@gmail.com", ["email"]),
        ("Skriv til udvalg@moellested.example", []),
        ("Karla Mosegaard, Egelundsvej 14, 4999 Møllested, gør indsigelse", ["address"]),
        ("Lokalplanen gælder Egelundsvej 14 til 22", []),
        ("Pengene sættes på reg. 1234 konto 0012345678", ["account"]),
        ("Budgettet er 22.345.678 kr. i 2024", []),
    ],
)
def test_contact_data_is_asked_about_and_public_data_is_not(text: str, kinds: list[str]) -> None:
    assert [hit.kind for hit in find_contacts(text)] == kinds


KINDS = {"mail": ["email"], "phone": ["phone"], "account": ["account"], "lives": ["address"], "home": ["address"], "things": []}  # fmt: skip
"""What the examples of each group of words are."""


@pytest.mark.parametrize("group", groups("contact"))
def test_every_word_beside_a_number_or_a_home_has_an_example_that_does_what_it_says(
    group: str,
) -> None:
    for row in rows("contact", group):
        if group in KINDS:
            assert [hit.kind for hit in find_contacts(row.example)] == KINDS[group], row
        else:
            other = "Misbrug" if group == "persons" else "Antal personer"
            table = Table(columns=(row.example, "Antal"), rows=(("Nord", "3"),))
            assert list(small_cells(table, other)), row


def test_small_groups_in_a_sensitive_table_are_asked_about() -> None:
    table = Table(
        columns=("Årsag til anbringelse", "Antal børn"), rows=(("Misbrug", "3"), ("Andet", "31"))
    )
    harmless = Table(columns=("Skole", "Antal klasser"), rows=(("Nordskolen", "3"),))
    meeting = Meeting(
        items=(Item(number=1, sections=(Section("Tal", "case", blocks=(table, harmless)),)),)
    )
    assert [f.operands[0].text for f in check(meeting) if f.rule == "priv-205"] == ["3"]


@pytest.mark.parametrize("term", [GONE, f"Hr. {GONE}", "slettet", "efter lov", "slettet efter lov"])
def test_the_mark_of_an_erasure_is_no_protected_term_and_holds_none(term: str) -> None:
    assert list(find_protected(f"Hr. {GONE} har søgt.", [term, "Vejviser"])) == []
    assert [one.text for one in find_protected(f"Vejviseren {GONE}", [term, "Vejviser"])]
