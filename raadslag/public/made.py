"""Where made documents are kept, so that a PDF is made once and can be thrown away."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from raadslag.public.models import Publication


def made_place(publication: Publication) -> Path:
    """The file of this version's PDF, there or not."""
    place: Path = settings.VAR / "documents" / f"{publication.uid}.pdf"
    return place


def throw_away(publication: Publication) -> None:
    """Remove what was made of a publication that is withdrawn."""
    made_place(publication).unlink(missing_ok=True)
