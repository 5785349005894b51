"""What a stranger's text goes through, step by step, each given a text and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from raadslag.cases.changes import text_changes
from raadslag.cases.html_blocks import html_to_blocks
from raadslag.cases.plain import plain_to_blocks
from raadslag.checks import catalogue, check
from raadslag.checks.checker import judge
from raadslag.checks.privacy.scanning import scan_file
from raadslag.checks.registry import Rule
from raadslag.checks.view import item_to_view, meeting_to_view
from raadslag.danish.quantities import quantities_in
from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import Decision, Item, Meeting, Section, Table, paragraph
from raadslag.record.letters import clean
from raadslag.render.glyphs import Letters
from raadslag.render.html import sections_to_html

Act = Callable[[str], object]


def _meeting(text: str) -> Meeting:
    """The text in each place where the rules look."""
    table = Table(None, ("År", text[:400]), ((text, "1"), ("2", "3")))
    section = Section("Sagsfremstilling", "case", 1, text, (paragraph(text), table))
    summary = Section("Sammendrag", "summary", 1, text, (paragraph(text),))
    item = Item(
        number=1,
        title=text[:300],
        sections=(summary, section),
        recommendations=(text,),
        decision=Decision(text, "approved"),
    )
    return Meeting(organization="Byrådet", items=(item,))


def _ruled(rule: Rule, text: str) -> None:
    meeting = _meeting(text)
    item = item_to_view(meeting.items[0], 0)
    views = {"part": item.parts, "item": (item,), "meeting": (meeting_to_view(meeting),)}
    for view in views[rule.scope]:
        judge(rule, view)


def _read(text: str) -> None:
    """As a plain text file, and as a page of the net."""
    head = "Byrådet\nReferat\nMødedato: 5. marts 2024\n\nPunkt 1: Vejviser\n"
    page = f"<html><body><h1>Byrådet</h1><h2>Punkt 1: Vejviser</h2><p>{text}</p></body></html>"
    for data in (f"{head}{text}\nBeslutning\n{text}", page):
        try:
            bytes_to_meetings(data.encode("utf-8", "replace"), Limits())
        except UnreadableFile:
            continue


def _checked(text: str) -> None:
    """As `./run check` does with a text file: what is found is looked for in the text again."""
    for meeting in bytes_to_meetings(text.encode("utf-8", "replace"), Limits()):
        check(meeting)


def _marked(text: str) -> None:
    from raadslag.bench.fuzz_steps import small_index

    marker = small_index().search(text[:400]).marker
    marker.snippet(text)
    marker.mark(text)


STEPS: dict[str, tuple[Act, int]] = {
    f"gennemsyn {rule.id}": (partial(_ruled, rule), 4_000)
    for scope in ("part", "item", "meeting")
    for rule in catalogue.rules(scope)
} | {
    "læser": (_read, 4_000),
    "gennemsyn af fil": (_checked, 20_000),
    "indsæt": (html_to_blocks, 20_000),
    "ren tekst": (plain_to_blocks, 20_000),
    "søgning": (_marked, 20_000),
    "persondata": (lambda text: scan_file(text.encode("utf-8", "replace"), "fil.txt"), 10_000),
    "regneark": (lambda text: scan_file(text.encode("utf-8", "replace"), "fil.csv"), 10_000),
    "forskelle": (lambda text: text_changes(text, text[::-1]), 20_000),
    "tal i række": (quantities_in.__wrapped__, 100_000),
    "rens": (clean, 50_000),
    "dokumentets tegn": (lambda text: Letters(()).legible(text), 20_000),
    "visning": (lambda text: sections_to_html(_meeting(text).items[0].sections, top=2), 20_000),
}
"""Name → what is done with the text, and how long a text shows the growth."""
