"""The record to JSON and back, driven by the dataclasses themselves."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import Field, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, Literal, Union, cast

from raadslag.record.blocks import BulletList, Figure, Heading, Paragraph, Table
from raadslag.record.meeting import FORMAT, Meeting

BLOCK_TYPES: dict[str, type[Any]] = {
    kind.type: kind for kind in (Paragraph, Heading, BulletList, Table, Figure)
}
"""JSON tag of each block to its class."""


class RecordFormatError(ValueError):
    """The JSON is not a record of this format; the message says where."""


def to_data(value: Any) -> Any:
    """Plain JSON data (dict, list, str, int, float, bool, None) of a record or a part of it."""
    if is_dataclass(value) and not isinstance(value, type):
        tag = {"type": value.type} if type(value) in BLOCK_TYPES.values() else {}  # type: ignore[attr-defined]
        return tag | {
            _json_name(f): to_data(getattr(value, f.name))
            for f in fields(value)
            if not (f.metadata.get("spared") and getattr(value, f.name) == f.default)
        }
    if isinstance(value, tuple | list):
        return [to_data(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def to_json(meeting: Meeting, *, indent: int | None = None) -> str:
    """The record as JSON text, UTF-8 letters unescaped, keys in a fixed order."""
    return json.dumps(to_data(meeting), ensure_ascii=False, indent=indent)


def from_data(data: dict[str, Any]) -> Meeting:
    """A record from JSON data. Unknown names are passed over; missing ones take their default.

    Raises `RecordFormatError` for a newer format or a value of the wrong kind.
    """
    found = data.get("format", FORMAT)
    if not isinstance(found, int) or found > FORMAT:
        raise RecordFormatError(f"format {found} is newer than {FORMAT}")
    return cast(Meeting, _read(Meeting, data, "record"))


def from_json(text: str | bytes) -> Meeting:
    """A record from JSON text. Raises `RecordFormatError`."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise RecordFormatError(str(error)) from error
    if not isinstance(data, dict):
        raise RecordFormatError("a record is a JSON object")
    return from_data(data)


def record_hash(meeting: Meeting) -> str:
    """sha256 (hex) of the record's canonical JSON: the name of exactly this text."""
    return data_hash(to_data(meeting))


def data_hash(data: Any) -> str:
    """The same hash of a record's JSON data as it is kept: also of one written in an older format."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def part_from_data(kind: Any, data: Any) -> Any:
    """Any part of a record (an `Item`, a `Section`, `tuple[Block, ...]`) from JSON data."""
    return _read(kind, data, getattr(kind, "__name__", "part"))


def _json_name(part: Field[Any]) -> str:
    return cast(str, part.metadata.get("json", part.name))


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cast(type[Any], kind))


def _read(hint: Any, data: Any, path: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_union(typing.get_args(hint), data, path)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint)[0], data, path)
    if origin is Literal:
        return _expect(data in typing.get_args(hint), data, hint, path)
    if is_dataclass(hint):
        return _read_dataclass(cast(type[Any], hint), data, path)
    if hint is date:
        return _read_date(data, path)
    if hint is float:
        return float(_expect(isinstance(data, int | float), data, hint, path))
    return _expect(isinstance(data, hint), data, hint, path)


def _read_union(options: tuple[Any, ...], data: Any, path: str) -> Any:
    if data is None and type(None) in options:
        return None
    real = [option for option in options if option is not type(None)]
    if len(real) == 1:
        return _read(real[0], data, path)
    kind = BLOCK_TYPES.get(data.get("type", "")) if isinstance(data, dict) else None
    if kind is None:
        raise RecordFormatError(f"{path}: unknown block")
    return _read_dataclass(kind, data, path)


def _read_tuple(part: Any, data: Any, path: str) -> tuple[Any, ...]:
    _expect(isinstance(data, list), data, "list", path)
    return tuple(_read(part, value, f"{path}[{index}]") for index, value in enumerate(data))


def _read_dataclass(kind: type[Any], data: Any, path: str) -> Any:
    _expect(isinstance(data, dict), data, kind, path)
    hints = _hints(cast(Hashable, kind))
    known = {
        part.name: _read(hints[part.name], data[name], f"{path}.{name}")
        for part in fields(kind)
        if (name := _json_name(part)) in data
    }
    try:
        return cast(Callable[..., Any], kind)(**known)
    except TypeError as error:
        raise RecordFormatError(f"{path}: {error}") from error


def _read_date(data: Any, path: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError) as error:
        raise RecordFormatError(f"{path}: {data!r} is not a date") from error


def _expect(right: bool, data: Any, hint: Any, path: str) -> Any:
    if not right:
        raise RecordFormatError(f"{path}: {data!r} is not {hint}")
    return data
