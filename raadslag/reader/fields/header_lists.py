"""The rows of people under each label of a meeting's head: wrapped lists put together, columns that lost their lines too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from raadslag.danish.attending import label_of_people, labels_inside, told_in
from raadslag.danish.names import is_first
from raadslag.danish.parties import is_party
from raadslag.danish.person_names import status_end
from raadslag.danish.person_names import words_of as person_words
from raadslag.danish.persons import is_list, is_political, people_in
from raadslag.danish.presence_words import words_of
from raadslag.danish.tokens import Printed
from raadslag.reader.cut.labels import label_of
from raadslag.reader.fields.member_tables import with_member_rows
from raadslag.reader.lines.blocks import join
from raadslag.reader.lines.layout import runs_on
from raadslag.reader.lines.line import Line
from raadslag.reader.words import Vocabulary, fold
from raadslag.reader.words.closed import chapter_of
from raadslag.record import Where

LONGEST_LIST = 80
"""Lines under one label up to which persons are looked for; a council has at most 59 members (31 by law, more
in the two largest towns)."""
LONGEST_ROW = 1500
LONGEST_ROLE = 40
AWAY = ("absent", "apologies")


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines with one label each, cells printed one a line put together to rows."""
    return [part for line in _cells_joined(with_member_rows(lines)) for part in _parted(line)]


def label_at(line: Line) -> tuple[str, str] | None:
    """(kind, value) of a label over people, or of the heads of a table of members ("Navn Parti Fremmøde")."""
    if not line.text:
        return None
    words = line.text.casefold().replace("|", " ").split()
    if "navn" in words and len(words) > 1 and set(words) <= words_of("columns"):
        return "people", ""
    return label_of_people(line.text)


def _cells_joined(lines: Sequence[Line]) -> list[Line]:
    """A table printed one cell a line, "Ida Kær" / "V" / "Til stede": one line for each person. It is one where a
    status follows every person of a run, so that it is no label over the next ones."""
    found: list[Line] = []
    i = 0
    while i < len(lines):
        rows, end = _cells(lines, i)
        if len(rows) > 1:
            found += rows
            i = end
        elif words_of("columns") >= {lines[i].text.casefold()} and _heads(lines, i) > 1:
            end = i + _heads(lines, i)
            found.append(replace(lines[i], text=" ".join(line.text for line in lines[i:end])))
            i = end
        else:
            found.append(lines[i])
            i += 1
    return found


def _heads(lines: Sequence[Line], i: int) -> int:
    end = i
    while end < len(lines) and lines[end].text.casefold() in words_of("columns"):
        end += 1
    return end - i


def _cells(lines: Sequence[Line], i: int) -> tuple[list[Line], int]:
    """(one line a person, the line after them): runs of a name, perhaps a party, and a status."""
    rows: list[Line] = []
    while i < len(lines) and _is_name(lines[i].text):
        k = i + 1
        k += k < len(lines) and is_party(lines[k].text)
        if k >= len(lines) or not _is_status(lines[k].text):
            return [], i
        cells = [line.text for line in lines[i:k]]
        rows.append(replace(lines[i], text=f"{', '.join(cells)} ({lines[k].text})", spans=()))
        i = k + 1
    return rows, i


def _is_name(text: str) -> bool:
    short = 3 < len(text) < LONGEST_ROLE and "," not in text and not _is_status(text)
    return short and is_list(text) and len(people_in(text)) == 1


def _is_status(text: str) -> bool:
    """ "Afbud", "Til stede fra punkt 3"."""
    printed = Printed(text) if text and len(text) < LONGEST_ROLE else Printed("")
    ends = [k for k in range(1, len(printed)) if printed.low(k) in ("fra", "til", "under")]
    heads = (printed.cut(0, k) for k in [*ends, len(printed)])
    return any(head and status_end(Printed(head), 0) == len(Printed(head)) for head in heads)


def _name_goes_on(row: str, line: str) -> bool:
    """The margin cut a name: a first name stands alone at the end, or one word with a party begins the next line."""
    piece = row.replace(" og ", ",").rpartition(",")[2].strip()
    after = Printed(line[:LONGEST_ROLE])
    if not piece or not piece[-1].isalpha() or not after.raw(0)[:1].isupper() or is_first(after.raw(0)):  # fmt: skip
        return False
    alone = " " not in piece and is_first(piece)
    return alone or (after.raw(1) == "(" and is_list(piece) and len(people_in(piece)) == 1)


def _parted(line: Line) -> list[Line]:
    """A line with several labels ("Til stede: … Afbud: …") as one line for each."""
    cuts = (
        labels_inside(line.text) if 0 < line.text.find(":") < len(line.text) <= LONGEST_ROW else []
    )
    spots = [0, *cuts, len(line.text)]
    parts = [replace(line, text=line.text[a:b].strip(), spans=()) for a, b in pairwise(spots)]
    return parts if cuts else [line]


def rows_under(
    lines: Sequence[Line], at: int, label: tuple[str, str], words: Vocabulary, width: float | None
) -> tuple[list[tuple[str, Where]], int]:
    """The value on the label's line and the lines under it, wrapped lists put together; the line after them."""
    value = label[1]
    rows: list[tuple[str, Where]] = [(value, lines[at].where)] if value else []
    i = at + 1
    while i < min(len(lines), at + LONGEST_LIST):
        line = lines[i]
        if not line.text:
            if rows and i + 1 < len(lines) and not lines[i + 1].text:
                break
            i += 1
            continue
        if _ends_list(line, label[0], words):
            break
        if rows and _goes_on(lines, value, rows[-1][0], i, width):
            cut = line.text[:1] in "•-" or line.list_mark is not None
            bare = line.text.lstrip("•- ") if cut else line.text
            rows[-1] = (f"{rows[-1][0]}, {bare}" if cut else join(rows[-1][0], bare), rows[-1][1])
        else:
            rows.append((line.text, line.where))
        i += 1
    return rows, i


def _ends_list(line: Line, kind: str, words: Vocabulary) -> bool:
    head, colon, rest = line.text.partition(":")
    if colon and rest.strip() and len(head) < LONGEST_ROLE and not people_in(head):
        # "Ref.: Dorte Vind" ends any list; "Udpeget af DA: Ida Kær" is a part of a list of members only.
        known = is_political(head) or is_party(head) or "," in head
        if head.casefold().startswith(tuple(person_words("takers"))) or (
            kind in AWAY and not known
        ):
            return True
    return (
        label_of(line.text) is not None or label_of_people(line.text) is not None
        or len(line.text) > LONGEST_ROW or fold(line.text) in words.groups or chapter_of(line.text) is not None
    )  # fmt: skip


def _goes_on(lines: Sequence[Line], value: str, row: str, i: int, width: float | None) -> bool:
    """The margin broke the list, a bracket is still open, or a comma list that began on the label's own line
    goes on unbroken."""
    before, line = lines[i - 1], lines[i]
    if line.text.endswith(".") and told_in(line.text, in_item=False).facts:
        return False
    if (
        row.endswith((",", " og"))
        or row.count("(") > row.count(")")
        or _name_goes_on(row, line.text)
    ):
        return True
    if before.text.endswith("-") and line.text[:1].isupper():
        return True
    if line.page != before.page and before.text.endswith((")", ".")):
        # The list is done where its page ends with a whole name: a running head follows.
        return False
    if line.right is not None:
        return runs_on(before, line, width)
    return "," in value and bool(before.text) and line.text[:1] not in "•-" and ("," in line.text or "(" in line.text or line.text[:1].islower())  # fmt: skip
