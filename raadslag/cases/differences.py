"""What is new in a case since somebody read it, part by part, in the order it is read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadslag.cases.changes import Change, text_changes
from raadslag.cases.picture_changes import picture_changes
from raadslag.record import Attachment, Block, Item, Section, block_to_text, blocks_to_text
from raadslag.render.asked import lead_of, money_table

Runs = tuple[tuple[Change, str], ...]
KILO = 1024
"""So many bytes are one kB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the case: `rows` are its lines (points, attachments) or the whole text as one.

    `blocks` is the text as it stands now, where the part is a section.
    """

    key: str
    heading: str
    rows: tuple[Runs, ...]
    blocks: tuple[Block, ...] = ()

    @property
    def changed(self) -> bool:
        """Something in it is new, or gone."""
        return any(kind != "same" for runs in self.rows for kind, _ in runs)


def parts_of(now: Item, before: Item | None) -> list[Part]:
    """The case as it is now, each part with what changed since `before`; null for one never read."""
    old = before or now
    return [part for part in _parts(now, old) if any(part.rows) or part.blocks]


def changes_in(parts: Sequence[Part]) -> int:
    """How many parts are new or changed."""
    return sum(part.changed for part in parts)


def _parts(now: Item, old: Item) -> Iterator[Part]:
    yield Part("titel", "Titel", (_runs(old.title or "", now.title or ""),))
    yield Part("indstilles-af", "Hvem der indstiller", (_runs(lead_of(old), lead_of(now)),))
    points = _lines(old.recommendations, now.recommendations)
    yield Part("indstilling", "Indstilling", tuple(points))
    money = [_money(item) for item in (old, now)]
    yield Part("bevilling", "Bevilling", (_runs(*money),) if any(money) else ())
    yield from _sections(now, old)
    guests = _lines(_guests(old), _guests(now))
    yield Part("gaester", "Deltager også i punktet", tuple(guests))
    files = _file_rows(old.attachments, now.attachments)
    yield Part("bilag", "Bilag", tuple(files))
    yield Part(
        "afgoeres",
        "Beslutningen træffes af",
        (_runs(old.deciding_body or "", now.deciding_body or ""),),
    )


def _sections(now: Item, old: Item) -> Iterator[Part]:
    before = {(section.heading, section.message): section for section in old.sections}
    for n, section in enumerate(now.sections, start=1):
        was = before.pop((section.heading, section.message), None)
        old_blocks = was.blocks if was else ()
        runs = _runs(blocks_to_text(old_blocks), blocks_to_text(section.blocks))
        pictures = ((change,) for change in picture_changes(old_blocks, section.blocks))
        key = f"afsnit-{n}" if section.message is None else f"meddelelse-{section.message}"
        yield Part(key, _heading(section), (runs, *pictures), section.blocks)
    for gone in before.values():
        yield Part("borte", _heading(gone), (_runs(blocks_to_text(gone.blocks), ""),))


def _heading(section: Section) -> str:
    """A notice has no heading but its number."""
    notice = f"Meddelelse {section.message}" if section.message is not None else "Tekst"
    return section.heading or notice


def _runs(before: str, after: str) -> Runs:
    return tuple(text_changes(before, after))


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Runs]:
    """Line by line: one that stands in both is the same wherever it stands, others are held pairwise."""
    left = [line for line in before if line not in after]
    for line in after:
        if line in before:
            yield (("same", line),)
        else:
            yield _runs(left.pop(0) if left else "", line)
    for line in left:
        yield (("removed", line),)


def _money(item: Item) -> str:
    table = money_table(item.appropriations)
    return block_to_text(table) if table else ""


def _guests(item: Item) -> list[str]:
    people = item.extra_participants
    return [", ".join(filter(None, (one.name, one.title, one.org))) for one in people]


def _file_rows(before: Sequence[Attachment], after: Sequence[Attachment]) -> Iterator[Runs]:
    """Each file whole, in its place; one that is exchanged under its own name says that its bytes are new."""
    left = list(before)
    for file in after:
        was = next((one for one in left if one.file_name == file.file_name), None)
        if was is None:
            yield (("added", _told(file)),)
            continue
        left.remove(was)
        if was.sha256 != file.sha256:
            yield ("removed", f"{_told(was)} "), ("added", f"{_told(file)}, nyt indhold")
        else:
            yield _runs(_told(was), _told(file))
    for file in left:
        yield (("removed", _told(file)),)


def _told(file: Attachment) -> str:
    marks = [
        word for word, has in (("anbefalet", file.recommended), ("internt", file.internal)) if has
    ]
    size = f"{max(1, round((file.bytes or 0) / KILO))} kB"
    return f"{file.title} ({', '.join([file.file_name or '', size, *marks])})"
