"""./run bench saving: what one long section costs from the press of Gem to the page that shows it.

Texts of 20,000, 200,000 and 1,000,000 letters, made of Danish sentences with figures and days, go through
the same steps as in a case: the editor's HTML read, compared with the text before, looked through by
Gennemsyn (all of it, and again after one word was changed), and shown. Milliseconds of processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from typing import TypeVar

Made = TypeVar("Made")
LENGTHS = (20_000, 200_000, 1_000_000)
WORDS = (
    "kommunen udvalget borgerne indsats budget skole plan aftale støtte forløb virksomhed område drift "
    "anlæg ansøgning tilskud beskæftigelse ledige samarbejde"
).split()


def paragraphs(letters: int) -> list[str]:
    """So many letters of prose, six sentences a paragraph; always the same."""
    chance, found, length = Random(7), list[str](), 0
    while length < letters:
        sentences = " ".join(_sentence(chance) for _ in range(6))
        found.append(sentences)
        length += len(sentences)
    return found


def _sentence(chance: Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(6, 16))]
    figures = (
        f"{chance.randint(1, 900)} mio. kr.",
        f"{chance.randint(1, 99)} pct.",
        f"den {chance.randint(1, 28)}. maj {chance.randint(2019, 2027)}",
    )
    if chance.random() < 0.6:
        words.insert(chance.randint(1, len(words)), chance.choice(figures))
    return " ".join(words).capitalize() + "."


def measure(letters: int) -> dict[str, float]:
    """Step → milliseconds."""
    from raadslag.cases.changes import word_changes
    from raadslag.cases.html_blocks import html_to_blocks
    from raadslag.checks import Checker
    from raadslag.record import Item, Meeting, Section
    from raadslag.record.blocks import Block
    from raadslag.render.html import sections_to_html

    took: dict[str, float] = {}

    def timed(step: str, act: Callable[[], Made]) -> Made:
        begun = time.process_time()
        made = act()
        took[step] = 1000 * (time.process_time() - begun)
        return made

    html = "".join(f"<p>{text}</p>" for text in paragraphs(letters))
    changed = html.replace("kommunen", "kommunerne", 1)
    before = timed("indsæt", lambda: html_to_blocks(html))
    after = html_to_blocks(changed)
    timed("forskelle", lambda: list(word_changes(before, after)))

    def meeting(blocks: tuple[Block, ...]) -> Meeting:
        section = Section("Sagsfremstilling", "case", 1, "", blocks)
        return Meeting(organization="Byrådet", items=(Item(number=1, title="Sag", sections=(section,)),))  # fmt: skip

    checker = Checker()
    timed("gennemsyn", lambda: checker.check(meeting(before)))
    timed("gennemsyn igen", lambda: checker.check(meeting(before)))
    timed("visning", lambda: sections_to_html(meeting(after).items[0].sections, top=4))
    return took


def main() -> int:
    rows = {letters: measure(letters) for letters in LENGTHS}
    print(f"{'trin':<16}" + "".join(f"{letters:>12,}".replace(",", ".") for letters in LENGTHS))
    for step in rows[LENGTHS[0]]:
        print(f"{step:<16}" + "".join(f"{rows[letters][step]:>9.0f} ms" for letters in LENGTHS))
    return 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
    django.setup()
    sys.exit(main())
