"""The money that a case asks for: as it is typed, kept, and read by the rules and the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from raadslag.cases.models import Appropriation, Case
from raadslag.danish.numbers import plain
from raadslag.journal.proving import Rows, names_of
from raadslag.record import Appropriation as RecordAppropriation

Kind = Appropriation.Kind
NEEDS_FINANCING = frozenset({Kind.SUPPLEMENTARY, Kind.CAPITAL})
"""Kinds for which the case must say how the expense is covered (KSL § 40 stk. 3)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of what is asked for: kroner, negative for what is given back."""

    amount: Decimal
    kind: str = Kind.SUPPLEMENTARY
    year: int | None = None
    account: str = ""
    financing: str = ""


def asked_of(case: Case) -> tuple[Asked, ...]:
    """What the case asks for, in order; one written before there were rows is read as one row."""
    rows = tuple(
        Asked(row.amount, row.kind, row.year, row.account, row.financing)
        for row in case.appropriations.all()
    )
    if rows or case.amount is None:
        return rows
    return (Asked(case.amount, financing=case.financing),)


def write_asked(case: Case, asked: Sequence[Asked]) -> Rows:
    """Keep the rows and empty the old columns; a step of `frame_case`. The rows that the journal names."""
    case.amount, case.financing = None, ""
    if tuple(asked) == asked_of(case):
        return []
    gone = names_of(case.appropriations.all())
    case.appropriations.all().delete()
    Appropriation.objects.bulk_create(
        Appropriation(
            case=case,
            order=n,
            kind=one.kind,
            amount=one.amount,
            year=one.year,
            account=" ".join(one.account.split()),
            financing=" ".join(one.financing.split()),
        )
        for n, one in enumerate(asked, start=1)
    )
    return [*gone, case.appropriations.all()]


def as_record(asked: Sequence[Asked]) -> tuple[RecordAppropriation, ...]:
    """The rows as the record has them."""
    return tuple(
        RecordAppropriation(
            amount=plain(one.amount),
            kind=one.kind,  # type: ignore[arg-type]
            year=one.year,
            account=one.account or None,
            financing=one.financing or None,
        )
        for one in asked
    )
