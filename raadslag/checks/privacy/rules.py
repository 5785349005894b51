"""The privacy rules on a record's own text: titles, sections, tables, decision, attachments' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from raadslag.checks.findings import Flaw, Operand, Verdict
from raadslag.checks.privacy.detect import found_in
from raadslag.checks.privacy.hits import (
    COVERED,
    RULE_OF_KIND,
    SEVERITY_OF_TIER,
    UNSEEN,
    Hit,
    operands_of,
    said,
)
from raadslag.checks.privacy.printed import item_pieces, meeting_pieces, names_of_the_meeting
from raadslag.checks.privacy.small_groups import small_cells
from raadslag.checks.privacy.stream import Piece, count_before
from raadslag.checks.registry import rule
from raadslag.checks.view import ItemView, MeetingView, Part, Passage, item_to_view
from raadslag.record import Decision, Item, Where

Found = tuple[Hit, Piece, int]
KEPT = 256
"""Items whose hits are remembered, so that six rules look through a text once."""


@lru_cache(maxsize=KEPT)
def _in_item(view: ItemView, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    return tuple(found_in(item_pieces(view), known=known))


def _flaws(found: Iterable[Found], kind: str, item: int | None = None) -> Iterator[Flaw]:
    for hit, piece, offset in found:
        if hit.kind == kind:
            operands = operands_of(hit, _line_of(piece, offset))
            yield Flaw(SEVERITY_OF_TIER[hit.tier], said(hit), operands, item=item)


def _line_of(piece: Piece, offset: int) -> Where | None:
    """The line of the hit where the text's lines are the source's own, else the whole place."""
    where = piece.where
    if where is None or where.line_from is None or where.line_to is None:
        return where
    if where.line_to - where.line_from != count_before(piece.text, "\n", len(piece.text)):
        return where
    line = where.line_from + count_before(piece.text, "\n", offset)
    return Where(where.page, line, line)


def _on_items(rule_id: str, says: str, kind: str | None) -> None:
    """The rule on one kind of hit in an item's own text; null for those that only the scan of attached
    files gives."""

    def hits(view: ItemView) -> Iterable[Verdict]:
        return _flaws(_in_item(view), kind) if kind else ()

    hits.__name__, hits.__doc__ = f"{kind or 'files'}_in_item", says
    rule(rule_id)(hits)


for _kind, _says in (
    ("cpr", "A CPR number must not leave the house."),
    ("phone", "An official's may stand, a citizen's may not."),
    ("email", "An address at a host that private persons use."),
    ("address", "A person's name beside a street and number."),
    ("account", "A bank account, Danish or IBAN."),
):
    _on_items(RULE_OF_KIND[_kind], _says, _kind)

_on_items(UNSEEN, "Nobody has looked.", None)
_on_items(COVERED, "A box hides no words.", None)


@rule("priv-102")
def protected_terms(view: MeetingView) -> Iterable[Verdict]:
    """What is registered on closed items must not appear in anything open."""
    if not view.protected:
        return
    head = found_in(meeting_pieces(view.meeting), protected=view.protected)
    yield from _flaws(head, "protected")
    for item in view.items:
        if not item.item.closed:
            found = found_in(item_pieces(item), protected=view.protected)
            yield from _flaws(found, "protected", item.item.number)


@rule("priv-103")
def in_the_head(view: MeetingView) -> Iterable[Verdict]:
    """The meeting's place, title and names are published with it."""
    yield from _flaws(found_in(meeting_pieces(view.meeting)), "cpr")


@rule("priv-205")
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


@rule("priv-206")
def sensitive_facts(view: MeetingView) -> Iterable[Verdict]:
    """Ill, dismissed, placed in care, in debt: said of somebody who is no member, official or author.

    A closed item is where such things belong; only what the public may read of it is asked about.
    """
    known = view.known | names_of_the_meeting(view.meeting)
    for item in view.items:
        seen = item if not item.item.closed else item_to_view(_public_words(item.item), item.index)
        yield from _flaws(_in_item(seen, known), "sensitive", item.item.number)


def _public_words(item: Item) -> Item:
    return Item(title=item.public_title, decision=Decision(text=item.public_decision))
