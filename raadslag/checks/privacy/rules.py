"""The privacy rules on a record's own text: titles, sections, tables, decision, attachments' names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.privacy.contact import find_contacts
from raadslag.checks.privacy.cpr import find_cpr
from raadslag.checks.privacy.hits import Hit, masked
from raadslag.checks.privacy.messages import SEVERITY_OF_TIER, said
from raadslag.checks.privacy.protected import find_protected
from raadslag.checks.privacy.small_groups import small_cells
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView, Part, Passage
from raadslag.record import Table, Where

TAVSHEDSPLIGT = "Forvaltningsloven § 27; databeskyttelsesloven § 11; Datatilsynets praksis om offentliggjorte dagsordener"
PRIVAT = (
    "Databeskyttelsesforordningen art. 6; Datatilsynet 2004-313-0247 (navn og adresse i et referat)"
)

Text = tuple[str, Where | None]


def part_texts(part: Part) -> Iterator[Text]:
    """Every run of text in a part with its place; a table row by row, cells parted by a tab."""
    for piece in part.flow:
        if isinstance(piece, Passage):
            yield piece.text, piece.where
        else:
            yield from _table_texts(piece)


def item_texts(view: ItemView) -> Iterator[Text]:
    """Every run of text that leaves the house with an item."""
    for part in view.parts:
        yield from part_texts(part)
    item = view.item
    for attachment in item.attachments:
        yield f"{attachment.title} {attachment.file_name or ''}".strip(), item.where
    for participant in item.extra_participants:
        yield participant.name, item.where


def _table_texts(table: Table) -> Iterator[Text]:
    yield "\t".join([table.caption or "", *table.columns]), table.where
    for index, row in enumerate(table.rows):
        place = table.row_places[index] if index < len(table.row_places) else table.where
        # The head stands before each row: "CPR" over a column names the figures under it.
        yield "\t".join(row), place


def _flaws(texts: Iterable[Text], find: Callable[[str], Iterable[Hit]]) -> Iterator[Flaw]:
    for text, where in texts:
        for hit in find(text):
            operand = Operand(masked(hit.text), hit.kind, _line_of(text, hit, where))
            yield Flaw(SEVERITY_OF_TIER[hit.tier], said(hit), (operand,))


def _line_of(text: str, hit: Hit, where: Where | None) -> Where | None:
    """The line of the hit where the text's lines are the source's own, else the whole place."""
    if where is None or where.line_from is None or where.line_to is None:
        return where
    lines = text.count("\n") + 1
    if where.line_to - where.line_from + 1 != lines:
        return where
    line = where.line_from + text.count("\n", 0, hit.start)
    return Where(where.page, line, line)


def _of_kind(kind: str) -> Callable[[str], Iterable[Hit]]:
    return lambda text: (hit for hit in find_contacts(text) if hit.kind == kind)


@rule("priv-101", "CPR-nummer", severity="error", scope="item", source=TAVSHEDSPLIGT)
def cpr_numbers(view: ItemView) -> Iterable[Verdict]:
    """A CPR number, also a replacement number, must not leave the house."""
    return _flaws(item_texts(view), find_cpr)


@rule(
    "priv-102",
    "Beskyttet oplysning fra et lukket punkt",
    severity="error",
    scope="meeting",
    source=TAVSHEDSPLIGT,
)
def protected_terms(view: MeetingView) -> Iterable[Verdict]:
    """What is registered on closed items must not appear in anything open."""
    for item in view.items:
        if view.protected and not item.item.closed:
            for flaw in _flaws(item_texts(item), lambda text: find_protected(text, view.protected)):
                yield Flaw(flaw.severity, flaw.message, flaw.operands, item=item.item.number)


@rule("priv-201", "Telefonnummer", severity="warning", scope="item", source=PRIVAT)
def telephones(view: ItemView) -> Iterable[Verdict]:
    """A telephone number: an official's may stand, a citizen's may not."""
    return _flaws(item_texts(view), _of_kind("phone"))


@rule("priv-202", "Privat mailadresse", severity="warning", scope="item", source=PRIVAT)
def private_mail(view: ItemView) -> Iterable[Verdict]:
    """A mail address at a host that private persons use."""
    return _flaws(item_texts(view), _of_kind("email"))


@rule("priv-203", "Navn med adresse", severity="warning", scope="item", source=PRIVAT)
def addresses_with_names(view: ItemView) -> Iterable[Verdict]:
    """A person's name beside a street and number."""
    return _flaws(item_texts(view), _of_kind("address"))


@rule("priv-204", "Kontonummer", severity="warning", scope="item", source=PRIVAT)
def account_numbers(view: ItemView) -> Iterable[Verdict]:
    """A bank account, Danish or IBAN."""
    return _flaws(item_texts(view), _of_kind("account"))


@rule(
    "priv-205",
    "Tabel med meget små grupper",
    severity="warning",
    scope="part",
    source="Danmarks Statistiks praksis for diskretionering: grupper på 1 til 4 personer udelades",
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
    "priv-301",
    "Fil, der ikke kunne gennemsøges",
    severity="warning",
    scope="item",
    source="Datatilsynet (Vejen 2021): materialet skal gennemgås, før det offentliggøres",
)
def unseen_file(_: ItemView) -> Iterable[Verdict]:
    """Given by the scan of attached files, which a record's text cannot give."""
    return ()
