"""Real files for tests: what is attached is looked through, and a broken file stands in the way."""

from __future__ import annotations

import io

import pikepdf


def a_pdf(words: str = "") -> bytes:
    """A PDF of one page, empty but for its title; the same words give the same bytes."""
    document = pikepdf.new()
    document.add_blank_page()
    if words:
        document.docinfo["/Title"] = words
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
