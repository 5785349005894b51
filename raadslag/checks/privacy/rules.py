"""The privacy rules on a record's own text: titles, sections, tables, decision, attachments' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.privacy.detect import found_in
from raadslag.checks.privacy.hits import Hit
from raadslag.checks.privacy.messages import SEVERITY_OF_TIER, operands_of, said
from raadslag.checks.privacy.printed import item_pieces, meeting_pieces, names_of_the_meeting
from raadslag.checks.privacy.small_groups import small_cells
from raadslag.checks.privacy.stream import Piece
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView, Part, Passage, item_to_view
from raadslag.record import Decision, Item, Where

TAVSHEDSPLIGT = "Forvaltningsloven § 27; databeskyttelsesloven § 11; Datatilsynets praksis om offentliggjorte dagsordener"
PRIVAT = (
    "Databeskyttelsesforordningen art. 6; Datatilsynet 2004-313-0247 (navn og adresse i et referat)"
)

FOELSOMT = (
    "Databeskyttelsesforordningen art. 9 og 10; databeskyttelsesloven § 8; forvaltningsloven § 27"
)
Found = tuple[Hit, Piece, int]
KEPT = 256
"""Items whose hits are remembered, so that six rules look through a text once."""


@lru_cache(maxsize=KEPT)
def _in_item(view: ItemView, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    return tuple(found_in(item_pieces(view), known=known))


def _flaws(found: Iterable[Found], kind: str) -> Iterator[Flaw]:
    for hit, piece, offset in found:
        if hit.kind == kind:
            yield Flaw(
                SEVERITY_OF_TIER[hit.tier], said(hit), operands_of(hit, _line_of(piece, offset))
            )


def _line_of(piece: Piece, offset: int) -> Where | None:
    """The line of the hit where the text's lines are the source's own, else the whole place."""
    where = piece.where
    if where is None or where.line_from is None or where.line_to is None:
        return where
    if where.line_to - where.line_from != piece.text.count("\n"):
        return where
    line = where.line_from + piece.text.count("\n", 0, offset)
    return Where(where.page, line, line)


@rule("priv-101", "CPR-nummer", severity="error", scope="item", source=TAVSHEDSPLIGT, asks=True)
def cpr_numbers(view: ItemView) -> Iterable[Verdict]:
    """A CPR number, also a replacement number, must not leave the house."""
    return _flaws(_in_item(view), "cpr")


@rule(
    "priv-102",
    "Beskyttet oplysning fra et lukket punkt",
    severity="error",
    scope="meeting",
    source=TAVSHEDSPLIGT,
)
def protected_terms(view: MeetingView) -> Iterable[Verdict]:
    """What is registered on closed items must not appear in anything open."""
    if not view.protected:
        return
    head = found_in(meeting_pieces(view.meeting), protected=view.protected)
    yield from _flaws(head, "protected")
    for item in view.items:
        if not item.item.closed:
            found = found_in(item_pieces(item), protected=view.protected)
            for flaw in _flaws(found, "protected"):
                yield replace(flaw, item=item.item.number)


@rule(
    "priv-103",
    "Personoplysning i mødets egne oplysninger",
    severity="error",
    scope="meeting",
    source=TAVSHEDSPLIGT,
    asks=True,
)
def in_the_head(view: MeetingView) -> Iterable[Verdict]:
    """The meeting's place, title and names are published with it."""
    yield from _flaws(found_in(meeting_pieces(view.meeting)), "cpr")


@rule("priv-201", "Telefonnummer", severity="warning", scope="item", source=PRIVAT, asks=True)
def telephones(view: ItemView) -> Iterable[Verdict]:
    """A telephone number: an official's may stand, a citizen's may not."""
    return _flaws(_in_item(view), "phone")


@rule("priv-202", "Privat mailadresse", severity="warning", scope="item", source=PRIVAT, asks=True)
def private_mail(view: ItemView) -> Iterable[Verdict]:
    """A mail address at a host that private persons use."""
    return _flaws(_in_item(view), "email")


@rule("priv-203", "Navn med adresse", severity="warning", scope="item", source=PRIVAT, asks=True)
def addresses_with_names(view: ItemView) -> Iterable[Verdict]:
    """A person's name beside a street and number."""
    return _flaws(_in_item(view), "address")


@rule("priv-204", "Kontonummer", severity="warning", scope="item", source=PRIVAT, asks=True)
def account_numbers(view: ItemView) -> Iterable[Verdict]:
    """A bank account, Danish or IBAN."""
    return _flaws(_in_item(view), "account")


@rule(
    "priv-205",
    "Tabel med meget små grupper",
    severity="warning",
    scope="part",
    source="Danmarks Statistiks praksis for diskretionering: grupper på 1 til 4 personer udelades",
    asks=True,
)
def small_groups(part: Part) -> Iterable[Verdict]:
    """A table on a sensitive matter in which a group of 1 to 4 persons can be known."""
    before = part.heading or ""
    for piece in part.flow:
        if isinstance(piece, Passage):
            before = f"{part.heading or ''} {piece.text}"
            continue
        cells = list(small_cells(piece, before))
        if cells:
            index, label, cell = cells[0]
            place = piece.row_places[index] if index < len(piece.row_places) else piece.where
            more = f" og {len(cells) - 1} andre rækker" if len(cells) > 1 else ""
            yield Flaw(
                "warning",
                f"Gruppen »{label}«{more} har kun {cell} personer; slå den sammen med en anden, eller vis »under 5«.",
                (Operand(cell, label, place),),
            )


@rule(
    "priv-206",
    "Følsom oplysning om en navngiven person",
    severity="warning",
    scope="meeting",
    source=FOELSOMT,
    asks=True,
)
def sensitive_facts(view: MeetingView) -> Iterable[Verdict]:
    """Ill, dismissed, placed in care, in debt: said of somebody who is no member, official or author.

    A closed item is where such things belong; only what the public may read of it is asked about.
    """
    known = view.known | names_of_the_meeting(view.meeting)
    for item in view.items:
        seen = item if not item.item.closed else item_to_view(_public_words(item.item), item.index)
        for flaw in _flaws(_in_item(seen, known), "sensitive"):
            yield replace(flaw, item=item.item.number)


def _public_words(item: Item) -> Item:
    return Item(title=item.public_title, decision=Decision(text=item.public_decision))


SEEN = "Datatilsynet (Vejen 2021): materialet skal gennemgås, før det offentliggøres"


@rule("priv-301", "Fil, der ikke kunne gennemsøges", severity="error", scope="item", source=SEEN)
def unseen_file(_: ItemView) -> Iterable[Verdict]:
    """Given by the scan of attached files, which a record's text cannot give."""
    return ()


@rule("priv-302", "Fil med tekst, der er dækket til", severity="error", scope="item", source=SEEN)
def covered_text(_: ItemView) -> Iterable[Verdict]:
    """Given by the scan of attached files: a box that is painted over words hides them from nobody."""
    return ()
