"""What a letter carries out of the house: an e-mail lies in others' systems, and what is private stays here.

A letter tells what happened in the words that somebody typed (a decision, a remark, why one cannot come).
A paragraph of it with a CPR number or with something sensitive about a person is left out, and the letter
says so: whoever may read it reads it in the house.
"""

from __future__ import annotations

import re
from functools import lru_cache

from raadslag.checks.privacy.detect import hits_in
from raadslag.checks.privacy.hits import Hit

LEFT_OUT = (
    "[Her er udeladt noget, der rummer personoplysninger. Log ind i Rådslag for at læse det.]"
)
PLAIN_SUBJECT = "Besked fra Rådslag"
_PARAGRAPH = re.compile(r"\n{2,}")


def subject_to_send(subject: str) -> str:
    """The subject, or a plain one where it holds what is private."""
    return PLAIN_SUBJECT if _private(subject) else subject


@lru_cache(maxsize=256)
def text_to_send(text: str) -> str:
    """The letter without its private paragraphs; the same text where there are none."""
    hits = _private(text)
    if not hits:
        return text
    begins = [0, *(gap.end() for gap in _PARAGRAPH.finditer(text))]
    ends = [*begins[1:], len(text)]
    kept: list[str] = []
    for begin, end in zip(begins, ends, strict=True):
        words = text[begin:end]
        is_private = any(hit.start < end and hit.end > begin for hit in hits)
        blanks = words[len(words.rstrip("\n")) :]
        kept.append(LEFT_OUT + blanks if is_private else words)
    return "".join(kept)


def _private(text: str) -> list[Hit]:
    """Numbers that are or may be a CPR number, and facts that a word says are sensitive. A telephone, or what
    is merely told of somebody, is what letters between colleagues hold."""
    return [
        hit for hit in hits_in(text) if hit.kind == "cpr" or (hit.kind == "sensitive" and hit.about)
    ]
