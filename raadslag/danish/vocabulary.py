"""The house's Danish words as data: one TOML file a kind, each row with its source and a made-up example.

Ask with `rows("abbreviations")`. A row's `source` is a key of the file's `[sources]` or a text of its
own; its `example` is tried by the tests of the module that reads the file.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The whole of `name`.toml."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str, key: str = "rows") -> list[dict[str, Any]]:
    """The rows of `name`.toml, each with its source spelt out."""
    data = table(name)
    sources = data.get("sources", {})
    return [row | {"source": sources.get(row["source"], row["source"])} for row in data[key]]
