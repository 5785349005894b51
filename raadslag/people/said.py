"""What a form or an address says, read without trust: numbers, names of rows, and short texts.

Nobody types these by hand, so what makes no sense is no page (404); a text that is too long for its
place gets a sentence that says how long it may be.
"""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from raadslag.allowed import require
from raadslag.fitting import why_not_keep_text

MOST_DIGITS = 9
"""As many as fit in every database's integer."""
Row = TypeVar("Row", bound=Model)


def whole_number(text: str | None) -> int | None:
    """A number from 0 to 999,999,999 in plain digits; null for anything else."""
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text)


def found_by(rows: QuerySet[Row] | type[Row], text: str | None, *, field: str = "pk") -> Row:
    """The row that a form names by number or uid. Raises `Http404`, also where it names nothing."""
    try:
        return get_object_or_404(rows, **{field: text})
    except (ValueError, ValidationError, OverflowError):
        raise Http404 from None


def short_text(request: HttpRequest, name: str, *, most: int, label: str) -> str:
    """A field's text, ends trimmed. Raises `NotAllowed` where there is no room for it."""
    text = request.POST.get(name, "").strip()
    require(why_not_keep_text(text, most=most, label=label))
    return text
