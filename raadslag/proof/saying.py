"""How a proof is said: a Danish sentence with a yes or no, naming row and line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from raadslag.journal.chain import read_entries
from raadslag.journal.models import Entry
from raadslag.journal.proving import proven_models


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing looked at: does it fit, and what there is to say.

    A `remark` fits, and yet a reader must see it: rows that are unproven, words that the law let go.
    What is `taken_on_trust` said something else than its line when somebody took stock. What is
    `unlooked` at fits as far as one can see: the means to look are missing.
    """

    fits: bool
    text: str
    remark: bool = False
    taken_on_trust: bool = False
    unlooked: bool = False


def said_row(label: str, pk: str) -> str:
    """A row by kind and number: "Svaret på referatet nr. 12"."""
    called = proven_models()[label].called
    return f"{called[:1].upper()}{called[1:]} nr. {pk}"


def said_line(sequence: int) -> str:
    """A line with act, actor and time, or that it is missing."""
    line, junk = next(read_entries(Entry.objects.filter(sequence=sequence)), (None, frozenset()))
    if line is None:
        return f"linje {sequence}, som mangler"
    when = "på et tidspunkt, der ikke kan læses"
    if "at" not in junk:
        when = date_format(timezone.localtime(line.at), r"j. F Y \k\l. H.i.s")
    return f"linje {sequence}: {line.act} af {line.actor_name} {when} ({line.subject})"


def counted(count: int, one: str, many: str) -> str:
    """ "1 række", "3 rækker"."""
    return f"{count} {one if count == 1 else many}"
