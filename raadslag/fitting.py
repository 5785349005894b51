"""Columns with an end say so before the database does: PostgreSQL calls a text that is too long a fault of
ours, and SQLite keeps it all.

    title = Line("titel", max_length=300)

Whichever way a row is written (`save`, `create`, `bulk_create`, `update`), a text without room raises
`NotAllowed` with a sentence that says how long it may be. Forms say it first, beside the field; what only
repeats a text that is kept whole elsewhere (a name as printed in old minutes) is cut by the one who writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from raadslag.allowed import NotAllowed, Obstacle


def why_not_keep_text(text: str, *, most: int, label: str) -> list[Obstacle]:
    """Why a text is too long for its place."""
    if len(text) <= most:
        return []
    return [
        Obstacle(
            "too-long",
            f"{label} fylder {len(text)} tegn; der er plads til {most}. Forkort teksten, og send igen.",
        )
    ]


class _Ends:
    """What the kinds of column have in common."""

    of: str
    max_length: int | None
    verbose_name: Any

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Look before the row is written. Raises `NotAllowed`."""
        if isinstance(value, str) and self.max_length and len(value) > self.max_length:
            label = f"»{self.verbose_name[:1].upper()}{self.verbose_name[1:]}«"
            raise NotAllowed(why_not_keep_text(value, most=self.max_length, label=label))
        return super().get_db_prep_save(value, connection)  # type: ignore[misc]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To migrations it is Django's own kind: the database sees no difference."""
        name, _, arguments, named = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.of}", arguments, named


if TYPE_CHECKING:  # mypy's plug-in for Django knows the types of its own kinds alone
    Line, SlugLine, EmailLine = models.CharField, models.SlugField, models.EmailField
else:

    class Line(_Ends, models.CharField):
        """A text of at most `max_length` letters."""

        of = "CharField"

    class SlugLine(_Ends, models.SlugField):
        """A text for addresses of at most `max_length` letters."""

        of = "SlugField"

    class EmailLine(_Ends, models.EmailField):
        """An e-mail address of at most 254 letters."""

        of = "EmailField"
