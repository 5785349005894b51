"""Which pictures and charts of a text are new, gone or another, told in a sentence each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from raadslag.cases.changes import Change
from raadslag.record import Block, Figure, blocks_to_text, walk_figures, walk_tables

_SHOWN = {"table": "tabel", "bar": "søjler", "line": "linje"}
_LONGEST = 120


def picture_changes(
    before: Sequence[Block], after: Sequence[Block]
) -> Iterator[tuple[Change, str]]:
    """A picture whose words or place are another's is told as changed with it; a moved one not at all."""
    gone, new = _unlike(before, after), _unlike(after, before)
    for figure in new:
        twin = next((one for one in gone if one.alt == figure.alt), None) or (
            gone[0] if len(gone) == len(new) else None
        )
        if twin is None:
            yield "added", f"Billede sat ind: {_words(figure)}"
            continue
        gone.remove(twin)
        yield "added", f"Billede skiftet: {_words(figure)}"
    for figure in gone:
        yield "removed", f"Billede taget ud: {_words(figure)}"
    yield from _charts(before, after)


def told_blocks(blocks: Sequence[Block]) -> str:
    """The text as one reads it, with each picture's own mark: two pictures are never alike."""
    marks = [f"[Billede {(one.file or '')[:8]}: {_words(one)}]" for one in walk_figures(blocks)]
    return "\n\n".join(filter(None, [blocks_to_text(blocks), *marks]))


def _unlike(these: Sequence[Block], those: Sequence[Block]) -> list[Figure]:
    """The pictures of the one text that the other does not show."""
    left = [figure.file for figure in walk_figures(those)]
    found = []
    for figure in walk_figures(these):
        if figure.file in left:
            left.remove(figure.file)
        else:
            found.append(figure)
    return found


def _charts(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[Change, str]]:
    forms = {(t.columns, t.rows): t.shown_as for t in walk_tables(before)}
    for table in walk_tables(after):
        form = forms.get((table.columns, table.rows), table.shown_as)
        if form != table.shown_as:
            name = f" »{table.caption}«" if table.caption else ""
            yield "added", f"Tabellen{name} vises nu som {_SHOWN[table.shown_as]}"


def _words(figure: Figure) -> str:
    text = figure.alt or figure.caption or "uden beskrivelse"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
