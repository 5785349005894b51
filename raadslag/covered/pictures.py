"""Whether a PDF page is a picture of writing: a scanned sheet, or letters turned into drawn shapes."""

from __future__ import annotations

from raadslag.covered.objects import PageObjects

FEW_LETTERS, SOME_LETTERS = 20, 250
"""A page with fewer letters than the first is a picture if it holds one, with fewer than the second
if the picture is most of the page (a scanned letter with a line from the fax above)."""
SOME_PAGE, MOST_PAGE = 0.1, 0.4
MANY_PATHS = 60
"""Drawn shapes from which a page without letters may be writing turned into shapes."""


def is_picture(objects: PageObjects, letters: int, size: tuple[float, float]) -> bool:
    """`letters`: how many letters and figures of the page can be read; `size`: its width and height in points."""
    if letters >= SOME_LETTERS:
        return False
    # A scanner may cut its picture into strips, so that all of them count together.
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in objects.pictures)
    share = area / max(1.0, size[0] * size[1])
    if letters < FEW_LETTERS:
        return share >= SOME_PAGE or len(objects.thin) >= MANY_PATHS
    return share >= MOST_PAGE
