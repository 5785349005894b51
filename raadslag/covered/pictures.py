"""Whether a PDF page is a picture of writing: a scanned sheet, or letters turned into drawn shapes."""

from __future__ import annotations

from raadslag.covered.objects import Box, PageObjects

FEW_LETTERS, SOME_LETTERS = 20, 250
"""A page with fewer letters than the first is a picture if it holds one, with fewer than the second
if the picture is most of the page (a scanned letter with a line from the fax above)."""
SOME_PAGE, MOST_PAGE = 0.25, 0.5
MANY_PATHS = 60
"""Drawn shapes from which a page without letters may be writing turned into shapes."""


def is_picture(objects: PageObjects, letters: int, size: tuple[float, float]) -> bool:
    """`letters`: how many letters and figures of the page can be read; `size`: its width and height in points."""
    if letters >= SOME_LETTERS:
        return False
    share = largest_share(objects, size)
    if letters < FEW_LETTERS:
        # A scanner may cut its picture into strips.
        strips = sum(map(_area, objects.pictures)) / max(1.0, size[0] * size[1])
        return max(share, strips) >= SOME_PAGE or len(objects.thin) >= MANY_PATHS
    return share >= MOST_PAGE


def largest_share(objects: PageObjects, size: tuple[float, float]) -> float:
    """The part of the page that its largest picture takes, 0 to 1."""
    return max(map(_area, objects.pictures), default=0.0) / max(1.0, size[0] * size[1])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
