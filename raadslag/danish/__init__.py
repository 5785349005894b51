"""Danish as it is written: spellings folded before anybody looks for a word. Knows nobody."""

from raadslag.danish.folded import Folded, fold

__all__ = ["Folded", "fold"]
