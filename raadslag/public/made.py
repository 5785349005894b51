"""Where made documents are kept, so that a PDF is made once and can be thrown away."""

from __future__ import annotations

from raadslag.files.shelf import MarkedShelf
from raadslag.public.models import Publication

MADE = MarkedShelf("documents")


def made_name(publication: Publication) -> str:
    """What this version's PDF is called on the shelf."""
    return f"{publication.uid}.pdf"


def throw_away(publication: Publication) -> None:
    """Remove what was made of a publication that is withdrawn."""
    MADE.drop(made_name(publication))
