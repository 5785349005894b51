"""What somebody answered on the way about personal data, for whoever sends the text on to see before they do."""

from __future__ import annotations

from collections.abc import Iterable

from raadslag.review.models import Acceptance
from raadslag.review.rules import PERSONAL
from raadslag.seen import Part


def answers_about(subjects: Iterable[str]) -> list[Acceptance]:
    """The answers that stand for these subjects, oldest first: questions about personal data alone."""
    rows = Acceptance.objects.filter(subject__in=set(subjects), rule__startswith=PERSONAL)
    return list(rows.select_related("by__person").order_by("at", "pk"))


def answer_parts(answers: Iterable[Acceptance]) -> dict[str, Part]:
    """Each answer as a part of the page that shows it: one that came meanwhile was not seen there."""
    return {
        f"answer:{row.pk}": Part(
            f"et svar fra {row.by.journal_name}",
            [row.fingerprint, row.place, row.reason],
            f"{row.message} Svar: {row.reason}",
        )
        for row in answers
    }
