"""Plain text as it comes out of a printed PDF: headings on lines of their own, cells by tabs."""

from __future__ import annotations

from collections.abc import Iterator

from raadslag.demo.writers import printed
from raadslag.record import Block, BulletList, Meeting, Table, block_to_text, blocks_to_text

LINES_A_PAGE = 48


def write(meeting: Meeting) -> bytes:
    """UTF-8 text of the whole minutes."""
    return ("\n\n".join(_paragraphs(meeting)) + "\n").encode()


def head(meeting: Meeting) -> list[str]:
    """Title line, date, place and attendance, one line each."""
    on = printed.day(meeting)
    people = ", ".join(printed.person(who) for who in meeting.attendance)
    lines = [
        f"REFERAT {meeting.organization} d. {on:%d-%m-%Y}",
        f"Mødedato {printed.weekday(on).capitalize()} d. {on.day:02}. "
        f"{printed.long_date(on).split('. ', 1)[1]} kl. {meeting.start_time}",
        f"Mødested {meeting.location}",
        f"Mødedeltagere {people}",
    ]
    return lines + printed.partial(meeting)


def _paragraphs(meeting: Meeting) -> Iterator[str]:
    yield "\n" + head(meeting)[0]
    yield from head(meeting)[1:]
    yield "Indholdsfortegnelse"
    yield "\n".join(_contents(meeting))
    for item in meeting.items:
        yield f"Punkt {item.number}: {printed.title(item)}"
        if item.journal_number:
            yield item.journal_number
        for piece in printed.pieces(item, meeting):
            if piece.heading:
                yield piece.heading
            yield from (text for text in map(_text, piece.blocks) if text)


def _contents(meeting: Meeting) -> Iterator[str]:
    page = 3
    for item in meeting.items:
        yield f"{printed.title(item)}.....\t{page}"
        words = sum(len(section.text.split()) for section in item.sections)
        page += 1 + words // (LINES_A_PAGE * 8)


def _text(block: Block) -> str:
    if isinstance(block, BulletList):
        marks = [f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1)]
        pairs = zip(marks, block.items, strict=True)
        return "\n".join(f"{mark} {blocks_to_text(item.blocks)}" for mark, item in pairs)
    if isinstance(block, Table):
        return block_to_text(block)
    return block_to_text(block).strip()
