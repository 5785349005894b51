"""Which letters of a PDF page nobody sees: covered, outside it, unpainted, of their background's colour, struck.

A black box drawn on a page hides nothing from a program: the letters below it can still be copied
and searched. Whoever reads such a file must not take them for content, and nobody may publish it
unasked. Pure; knows nobody.
"""

from raadslag.covered.letters import (
    LEAST_CONTRAST,
    PAPER,
    Hidden,
    contrast,
    covered_letters,
    hidden_letters,
)
from raadslag.covered.objects import PageObjects, page_objects
from raadslag.covered.pictures import MANY_PATHS, is_picture

__all__ = [
    "LEAST_CONTRAST",
    "MANY_PATHS",
    "PAPER",
    "Hidden",
    "PageObjects",
    "contrast",
    "covered_letters",
    "hidden_letters",
    "is_picture",
    "page_objects",
]
