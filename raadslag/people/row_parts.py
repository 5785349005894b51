"""A row of the setup as a page shows it, field by field: what its form carries (`raadslag.seen`)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from raadslag.seen import Part

EMPTY = "(tomt)"


def row_parts(row: Model, names: Iterable[str]) -> dict[str, Part]:
    """Each of the fields by its Danish name, as it stands in the database."""
    found = {}
    for name in names:
        field = row._meta.get_field(name)
        value = row.serializable_value(name)
        label = str(getattr(field, "verbose_name", name))
        found[name] = Part(label[:1].lower() + label[1:], value, _told(row, name, value))
    return found


def _told(row: Model, name: str, value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    shown = getattr(row, f"get_{name}_display", None)
    text = shown() if shown else getattr(row, name)
    return EMPTY if text is None or text == "" else str(text)
