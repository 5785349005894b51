"""`docs/rules/unsettled.md`: what no source at hand settles, and the stricter reading that the house uses.

python tools/list_unsettled.py > docs/rules/unsettled.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from raadslag.law.table import KINDS, table

HEAD = """# Det, ingen kilde her afgør

Loven er læst i de kilder, siden Regler nævner. Hvor de tier, bruger huset den strengeste læsning, til en
jurist eller udvalgets opsætning siger andet. Listen er skrevet af `python tools/list_unsettled.py` ud fra
`raadslag/law/table.toml`.

| regel | for | hjemmel | hvad der er uafgjort, og hvad huset gør |
| --- | --- | --- | --- |
"""


def rows() -> Iterator[str]:
    """One line of the table for each ground that says so."""
    for rule in table().rules:
        for one in rule.grounds:
            if one.unsettled:
                kinds = ", ".join(KINDS[kind] for kind in one.kinds)
                yield f"| {rule.title} | {kinds} | {one.law} | {one.unsettled} |\n"


def text() -> str:
    """The whole page."""
    return HEAD + "".join(rows())


if __name__ == "__main__":
    sys.stdout.write(text())
