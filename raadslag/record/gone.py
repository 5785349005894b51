"""What stands where words were erased by law: an outcome of an act, never anybody's words."""

from __future__ import annotations

GONE = "[slettet efter lov]"
"""What stands in the words' place, for everybody."""
