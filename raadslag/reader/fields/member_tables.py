"""A table of members in a meeting's head, whatever its columns: who of them was there is a cross, a word or a
blank under a column's head. Its rows become the rows of a list ("Ida Kær, A, formand (Afbud)")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from raadslag.danish.presence_words import column_words
from raadslag.reader.lines.line import Line

KINDS = ("name", "present", "absent", "party", "role")
HEAD = "Navn Parti Fremmøde"
"""The heads as a list of members is known by (`header_lists.label_at`)."""


def with_member_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, tables of members among them as lists; other tables, and those without a column that
    tells who came, are left as they are."""
    found: list[Line] = []
    columns: dict[int, str] = {}
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) < 2:
            columns = {}
            found.append(line)
        elif heads := _columns(cells):
            columns = heads
            found.append(replace(line, text=HEAD, spans=()))
        else:
            row = _row(cells, columns) if columns else None
            found.append(replace(line, text=row, spans=()) if row else line)
    return found


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Column to what it tells; empty where the row heads no table of members."""
    low = [" ".join(cell.casefold().split()).rstrip(":") for cell in cells]
    kinds = {n: kind for n, cell in enumerate(low) for kind in KINDS if cell in column_words(kind)}
    told = set(kinds.values())
    return kinds if "name" in told and told & {"present", "absent"} else {}


def _row(cells: Sequence[str], columns: dict[int, str]) -> str | None:
    by_kind: dict[str, str] = {}
    for n, kind in columns.items():
        by_kind.setdefault(kind, cells[n].strip() if n < len(cells) else "")
    name = by_kind["name"]
    status = _status(by_kind, [cell.strip() for n, cell in enumerate(cells) if n not in columns])
    if not name or status is None:
        return None
    parts = [part for part in (name, by_kind.get("party"), by_kind.get("role")) if part]
    return f"{', '.join(parts)} ({status})"


def _status(by_kind: dict[str, str], others: Sequence[str]) -> str | None:
    """What the row says of who came: the word in its cell, or what a cross or a blank stands for."""
    present, absent = by_kind.get("present"), by_kind.get("absent")
    yes, no = column_words("yes"), column_words("no")
    if absent is not None and absent.casefold() not in no:
        return "Afbud" if absent.casefold() in yes else absent
    if present is None:
        return "Til stede"
    if present.casefold() in yes:
        return "Til stede"
    if present.casefold() in no:
        said = next((cell for cell in others if cell.casefold() in column_words("absent")), None)
        return said or "Fraværende"
    return present
