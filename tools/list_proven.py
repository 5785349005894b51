"""Writes docs/proof.md: what the journal proves, and what it does not and why, as the rooms' `proven.py` have it.

python tools/list_proven.py > docs/proof.md
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HEAD = """# Hvad journalen beviser

Skrevet af `python tools/list_proven.py` ud fra rummenes `proven.py`; ret dér. Hver linje i journalen har hash af
de rækker, den skrev, og `./run verify` holder dem op mod tabellerne, begge veje. Kolonner, der er undtaget, og
tabeller, der står udenfor, kan ændres uden om huset, uden at det ses.
"""


def text() -> str:
    """The page. Django is set up by the caller."""
    from raadslag.journal.proving import left_out_models, proven_models

    found = [HEAD, "## Bevist\n", "| tabel | hvad | undtaget |", "| --- | --- | --- |"]
    for label, kind in sorted(proven_models().items()):
        fields = kind.model._meta.concrete_fields
        but = [f.name for f in fields if f.attname not in kind.columns and not f.primary_key]
        found.append(f"| `{label}` | {kind.called} | {', '.join(f'`{name}`' for name in but)} |")
    found += ["\n## Udenfor, og hvorfor\n", "| tabel | hvorfor |", "| --- | --- |"]
    found += [f"| `{label}` | {why} |" for label, why in sorted(left_out_models().items())]
    found.append(
        "\nDjangos egne tabeller (sessioner, rettigheder, migrationer) hører ikke til; en session giver ingen ret, "
        "som ikke læses på ny ved hver forespørgsel."
    )
    return "\n".join(found) + "\n"


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
    django.setup()
    sys.stdout.write(text())
