"""A short notation for a meeting, for the examples in `docs/rules/`, the tests and the bench.

```
møde: 2024-05-06                 day of the meeting
udvalg: Byudvalget               the body that meets
mødt: Anne Holm, Bo Lund         members present
afbud: Ida Krogh                 members with apologies
punkt 1: Nøgletal for maj        a new item
tidligere: 2024-03-04            an earlier treatment
bilag: 2, heraf 1 anbefales      the declared count
* ANBEFALES Notat                an attachment
afgøres: Kommunalbestyrelsen     the deciding body
videre: Økonomiudvalget          the next body
udfald: approved                 the decision's outcome (else `other`)
bevilling: 105.000              money that the case asks for
bemærkning: Udvalget ønsker …    a remark of the decision
## Sammendrag                    a section; Indstilling and Beslutning are their own fields
Text, - points of a list, and | rows | of a table |.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from raadslag.danish.amounts import amount_said
from raadslag.danish.numbers import plain
from raadslag.record import (
    Appropriation,
    Attachment,
    AttachmentCount,
    Attendee,
    Block,
    BulletList,
    Decision,
    Item,
    ListItem,
    Meeting,
    Outcome,
    PriorTreatment,
    Section,
    Table,
    Where,
    blocks_to_text,
    paragraph,
)

KEYS = {
    "sammendrag": "summary",
    "resume": "summary",
    "baggrund": "background",
    "sagsfremstilling": "case",
    "økonomi": "economy",
    "økonomiske konsekvenser": "economy",
    "økonomiske konsekvenser og finansiering": "economy",
    "høring": "hearing",
}
_COUNT = re.compile(r"(\d+)(?:, heraf (\d+) anbefales)?")
Lines = list[tuple[int, str]]


def sketch_to_meeting(text: str) -> Meeting:
    """The meeting that the sketch describes; lines are counted from 1, as in a text file."""
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), start=1)]
    starts = [n for n, (_, line) in enumerate(lines) if line.startswith("punkt")]
    head = lines[: starts[0]] if starts else lines
    ends = [*starts[1:], len(lines)]
    items = tuple(_item(lines[a:b]) for a, b in zip(starts, ends, strict=True))
    return _head(Meeting(items=items, dialect="sketch"), head)


def _head(meeting: Meeting, lines: Lines) -> Meeting:
    for _, line in lines:
        name, _, value = line.partition(": ")
        if name == "møde":
            meeting = replace(meeting, date=date.fromisoformat(value))
        elif name in ("mødt", "afbud"):
            status = "present" if name == "mødt" else "apologies"
            people = tuple(Attendee(n, status=status) for n in value.split(", "))  # type: ignore[arg-type]
            meeting = replace(meeting, attendance=(*meeting.attendance, *people))
        elif name == "udvalg":
            meeting = replace(meeting, organization=value)
        elif name == "art":
            meeting = replace(meeting, kind="agenda")
    return meeting


def _item(lines: Lines) -> Item:
    match = re.match(r"punkt (\d+): (.*)", lines[0][1])
    item = Item(
        decision=Decision(outcome="other"),
        number=int(match[1]) if match else None,
        title=match[2] if match else None,
        where=Where(None, lines[0][0], lines[-1][0]),
    )
    for heading, part in _parts(lines[1:]):
        item = _with(item, heading, part)
    return item


def _parts(lines: Lines) -> Iterator[tuple[str | None, Lines]]:
    heading: str | None = None
    found: Lines = []
    for line in lines:
        if line[1].startswith("## "):
            yield heading, found
            heading, found = line[1][3:], []
        else:
            found.append(line)
    yield heading, found


def _with(item: Item, heading: str | None, lines: Lines) -> Item:
    where = Where(None, lines[0][0], lines[-1][0]) if lines else None
    if heading is None:
        return _fields(item, lines)
    if heading == "Indstilling":
        points = tuple(line.removeprefix("- ") for _, line in lines if line)
        return replace(item, recommendations=points, recommendations_where=where)
    if heading == "Beslutning":
        text = "\n\n".join(line for _, line in lines if line)
        return replace(item, decision=replace(item.decision, text=text, where=where))
    blocks = lines_to_blocks(lines)
    key = KEYS.get(heading.lower(), "other")
    section = Section(heading, key, 1, blocks_to_text(blocks), blocks, where)
    tables = tuple(block for block in blocks if isinstance(block, Table))
    return replace(item, sections=(*item.sections, section), tables=(*item.tables, *tables))


def _fields(item: Item, lines: Lines) -> Item:
    for _, line in lines:
        if line.startswith("tidligere: "):
            prior = PriorTreatment("Udvalget", date.fromisoformat(line[11:]), None, line[11:])
            item = replace(item, previous_treatment=(*item.previous_treatment, prior))
        elif match := _COUNT.fullmatch(line.removeprefix("bilag: ")):
            recommended = int(match[2]) if match[2] else None
            item = replace(item, attachments_declared=AttachmentCount(int(match[1]), recommended))
        elif line.startswith("* "):
            title = line[2:].removeprefix("ANBEFALES ")
            attachment = Attachment(title, recommended=title != line[2:])
            item = replace(item, attachments=(*item.attachments, attachment))
        elif line == "lukket":
            item = replace(item, closed=True)
        else:
            item = _decided(item, *line.partition(": ")[::2])
    return item


def _decided(item: Item, name: str, value: str) -> Item:
    """The item with what a field says of who decides and what was decided."""
    match name:
        case "afgøres":
            return replace(item, deciding_body=value)
        case "videre":
            return replace(item, next_bodies=(*item.next_bodies, value))
        case "udfald":
            outcome: Outcome = value  # type: ignore[assignment]
            return replace(item, decision=replace(item.decision, outcome=outcome))
        case "bevilling":
            asked = Appropriation(plain(amount_said(value)))
            return replace(item, appropriations=(*item.appropriations, asked))
        case "bemærkning":
            remarks = (*item.decision.remarks, value)
            return replace(item, decision=replace(item.decision, remarks=remarks))
    return item


def lines_to_blocks(lines: Lines) -> tuple[Block, ...]:
    """Paragraphs, lists of `- ` and tables of `|`; a table's first row is its head."""
    blocks: list[Block] = []
    position = 0
    while position < len(lines):
        end = position + 1
        kind = _kind(lines[position][1])
        while end < len(lines) and kind in "-|" and kind and _kind(lines[end][1]) == kind:
            end += 1
        blocks.extend(_block(kind, lines[position:end]))
        position = end
    return tuple(blocks)


def _kind(line: str) -> str:
    return line[:1] if line.startswith(("- ", "|")) else ""


def _block(kind: str, lines: Lines) -> Iterator[Block]:
    where = Where(None, lines[0][0], lines[-1][0])
    if kind == "-":
        items = (ListItem((paragraph(text[2:], Where(None, n, n)),)) for n, text in lines)
        yield BulletList(items=tuple(items), where=where)
    elif kind == "|":
        yield _table(lines, where)
    elif lines[0][1].strip():
        yield paragraph(lines[0][1], where)


def _table(lines: Lines, where: Where) -> Table:
    rows = [tuple(cell.strip() for cell in text.strip("|").split("|")) for _, text in lines]
    places = [Where(None, n, n) for n, _ in lines]
    width = max(len(row) for row in rows)
    padded = [_wide(row, width) for row in rows]
    return Table(None, padded[0], tuple(padded[1:]), where, tuple(places[1:]))


def _wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))
