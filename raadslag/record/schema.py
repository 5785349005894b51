"""The record's JSON Schema, derived from the dataclasses so that it can never lie.

`python -m raadslag.record.schema` prints it; `docs/record.schema.json` is the published copy.
"""

from __future__ import annotations

import json
import sys
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union

from raadslag.record.codec import BLOCK_TYPES
from raadslag.record.meeting import FORMAT, Meeting

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one meeting's record."""
    parts: dict[str, Any] = {}
    top = _of(Meeting, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Rådslag record, format {FORMAT}",
        **top,
        "$defs": dict(sorted(parts.items())),
    }


def _of(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    origin = typing.get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _of(typing.get_args(hint)[0], parts)}
    if origin is Literal:
        return {"enum": list(typing.get_args(hint))}
    if origin in (Union, types.UnionType):
        options = typing.get_args(hint)
        return {
            "anyOf": [_of(o, parts) if o is not type(None) else {"type": "null"} for o in options]
        }
    return _dataclass(hint, parts)


def _dataclass(kind: type[Any], parts: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in parts:
        parts[kind.__name__] = {}  # held open: blocks hold blocks
        hints = typing.get_type_hints(kind)
        shape = {_name(part): _of(hints[part.name], parts) for part in fields(kind)}
        needed = [_name(part) for part in fields(kind) if _is_needed(part)]
        if kind in BLOCK_TYPES.values():
            shape = {"type": {"const": kind.type}} | shape
            needed = ["type", *needed]
        parts[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": shape,
            "required": needed,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _name(part: Field[Any]) -> str:
    return str(part.metadata.get("json", part.name))


def _is_needed(part: Field[Any]) -> bool:
    return part.default is MISSING and part.default_factory is MISSING


def text() -> str:
    """The schema as published: indented, with a final newline."""
    assert is_dataclass(Meeting)
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
