"""./run bench letters: every code point of Unicode, set in documents that must all come.

A document for each few thousand, in four styles, checked for being shown or marked. Says what the
fonts at hand show of each plane. Exit code 1 when Typst refused a document.
"""

from __future__ import annotations

import sys
import tempfile
import time
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

from raadslag.record import Item, Meeting, Paragraph, Section, Span
from raadslag.render.document import Source, prepared, typeset
from raadslag.render.glyphs import Letters

AT_A_TIME = 4096
SOURCE = Source("Målsted Kommune", "Byrådet", date(2026, 3, 3), None, "")


def record_of(letters: list[str]) -> Meeting:
    """A record that shows the letters in each style, and beside a letter that they may stand on."""
    lines = ["".join(letters[n : n + 64]) for n in range(0, len(letters), 64)]
    beside = [
        "".join(f"e{one} " for one in letters[n : n + 64]) for n in range(0, len(letters), 64)
    ]
    blocks = tuple(
        Paragraph((Span(line, strong=number % 2 > 0, emphasis=number % 4 > 1),))
        for number, line in enumerate([*lines, *beside, *lines[::2], *lines[1::4]])
    )
    return Meeting(items=(Item(number=1, title=lines[0][:40], sections=(Section("Tegn", "case", 1, "", blocks),)),))  # fmt: skip


def set_letters(letters: list[str], fonts: list[Path]) -> tuple[Letters, str]:
    """What could not be shown, and Typst's refusal (empty where the document came)."""
    import typst

    known = Letters(fonts)
    with tempfile.TemporaryDirectory() as folder:
        prepared(record_of(letters), SOURCE, Path(folder), known)
        try:
            typeset(
                Path(folder), fonts={*fonts[:1], *(one.folder for one in known.used if one.folder)}
            )
        except typst.TypstError as error:
            return known, str(error)
    return known, ""


def main(arguments: list[str]) -> int:
    """All planes; `--planes 0,1` chooses, `--bare` leaves out every fetched font."""
    from django.conf import settings

    fonts = [] if "--bare" in arguments else [one for one in settings.FONTS if one.is_dir()]
    planes = range(17)
    if "--planes" in arguments:
        planes = [int(one) for one in arguments[arguments.index("--planes") + 1].split(",")]  # type: ignore[assignment]
    refused, begun = 0, time.process_time()
    for plane in planes:
        shown: Counter[bool] = Counter()
        for first in range(plane << 16, (plane + 1) << 16, AT_A_TIME):
            letters = [chr(code) for code in range(first, first + AT_A_TIME)]
            known, error = set_letters(letters, fonts)
            if error:
                refused += 1
                print(f"  U+{first:04X}: {error}")
            assigned = [one for one in letters if unicodedata.category(one)[0] != "C"]
            shown.update(one not in known.missing for one in assigned)
        print(f"  plan {plane:2}: {shown[True]:6} af {shown.total():6} tegn vises, resten mærkes")
    print(f"{refused} dokumenter afvist, {time.process_time() - begun:.0f} processorsekunder")
    return 1 if refused else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
