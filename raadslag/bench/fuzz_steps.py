"""What is fuzzed without a server: readers, paste, checks, search, documents. One function, one input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from raadslag.bench.fuzz_inputs import bent, hard_text, town_files
from raadslag.cases.blocks_html import blocks_to_html
from raadslag.cases.changes import text_changes
from raadslag.cases.html_blocks import html_to_blocks
from raadslag.cases.plain import blocks_to_plain, plain_to_blocks
from raadslag.checks.checker import STUMBLED, Checker
from raadslag.checks.privacy.scanning import scan_file
from raadslag.checks.privacy.stream import TooLarge
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import (
    Attachment,
    Attendee,
    Block,
    Decision,
    Item,
    Meeting,
    Section,
    Table,
    blocks_to_text,
    from_json,
    paragraph,
    to_json,
)
from raadslag.record.codec import RecordFormatError
from raadslag.record.letters import clean
from raadslag.render.html import sections_to_html
from raadslag.search import Document, Index

Step = Callable[[Random], None]


class Stumbled(Exception):
    """A rule of the checks went down over the input; `str(error)` says which and why."""


def readers() -> dict[str, Step]:
    """A step for each format: the bytes bent, read, checked for what no database holds."""
    files = town_files()
    others = list(files.values())

    def step(data: bytes) -> Step:
        def read(random: Random) -> None:
            try:
                meetings = bytes_to_meetings(bent(data, random, others), Limits())
            except UnreadableFile:
                return
            for meeting in meetings:
                to_json(meeting).encode()
                assert "\\u0000" not in to_json(meeting), "NUL in a record"

        return read

    return {f"læs {name}": step(data) for name, data in files.items()}


def paste(random: Random) -> None:
    """The clipboard's HTML, saved, shown, edited as plain text and saved again."""
    html = hard_text(random)
    if random.random() < 0.5:
        html = f"<table><tr><td>{html}</td><td>{hard_text(random)}</td></tr></table><ul><li>{html}"
    blocks = html_to_blocks(clean(html))
    blocks_to_text(blocks).encode()
    blocks_to_html(blocks)
    plain_to_blocks(blocks_to_plain(blocks))


def plain(random: Random) -> None:
    """Plain text with light marks."""
    blocks_to_html(plain_to_blocks(clean(hard_text(random))))


def checks(random: Random) -> None:
    """Every rule on a meeting of hard texts. Raises `Stumbled` where one went down."""
    meeting = _meeting(random)
    for finding in Checker().check(meeting, protected=[clean(hard_text(random))[:40]]):
        if finding.calculation == STUMBLED:
            raise Stumbled(f"{finding.rule}: {finding.operands}")
    sections_to_html(meeting.items[0].sections, top=2)


def search_question(random: Random) -> None:
    """What somebody typed, asked of a small index, its hits marked in a text; and suggestions."""
    index = small_index()
    typed = hard_text(random)[:400]
    result = index.search(typed, sort=random.choice(("best", "newest")), page=random.randrange(4))
    result.marker.snippet(hard_text(random))
    result.marker.mark(hard_text(random))
    index.suggest(typed[:100])


@cache
def small_index() -> Index:
    """Two items to search in."""
    index = Index(Path(mkdtemp(prefix="raadslag-fuzz-")))
    index.rebuild(
        [
            Document(
                id=f"00000000-0000-4000-8000-{number:012}",
                meeting_id="m1",
                municipality="Målsted Kommune",
                organization="Byrådet",
                date=date(2024, 3, 5),
                title=title,
                body=f"{title} blev drøftet 5. marts 2024, sag 15.20.00-P22-7-24.",
            )
            for number, title in enumerate(("Vejviser til ledige", "Solceller på skolen"))
        ]
    )
    return index


def scanned(random: Random) -> None:
    """A file looked through for personal data."""
    try:
        scan_file(hard_text(random).encode("utf-8", "replace"), "fil.txt")
    except TooLarge:
        return


def changed(random: Random) -> None:
    """Two versions of a text."""
    text_changes(hard_text(random), hard_text(random))


def record_data(random: Random) -> None:
    """A record's JSON with something wrong in it."""
    text = to_json(_meeting(random))
    try:
        from_json(bent(text.encode(), random, [b"null"]))
    except RecordFormatError:
        return


def document(random: Random) -> None:
    """A PDF of hard texts."""
    from raadslag.render.document import Source, record_to_pdf

    source = Source(hard_text(random)[:80], hard_text(random)[:80], date(2026, 3, 3), None, "")
    record_to_pdf(_meeting(random), source, fonts=[Path("var/fonts/noto")])


def _meeting(random: Random) -> Meeting:
    def text() -> str:
        return clean(hard_text(random))

    blocks: tuple[Block, ...] = (paragraph(text()), *html_to_blocks(text()))
    table = Table(text(), (text(), text()), ((text(), text()), (text(), text())))
    item = Item(
        number=random.choice((None, 1, 7, -1)),
        title=text(),
        sections=(Section(text(), "case", 1, text(), (*blocks, table)), Section(None, text=text())),
        tables=(table,),
        recommendations=(text(), text()),
        decision=Decision(text(), "approved"),
        attachments=(Attachment(title=text()),),
        deciding_body=text(),
    )
    return Meeting(
        organization=text(),
        date=date(2026, 3, 3),
        start_time=random.choice((None, "09:30", text()[:5])),
        attendance=(Attendee(text()),),
        items=(item, item),
    )


STEPS: dict[str, Step] = {
    "indsæt": paste,
    "ren tekst": plain,
    "gennemsyn": checks,
    "søg": search_question,
    "persondata i fil": scanned,
    "forskelle": changed,
    "referat som JSON": record_data,
}
RARE: dict[str, Step] = {"pdf": document}
"""Slow ones: one input for a hundred of the others."""
