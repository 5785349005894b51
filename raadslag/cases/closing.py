"""A case's doors. Closing belongs to the case; what follows at meetings and in public, `public.closing` does."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.cases.grounds import grounds, names_a_ground
from raadslag.cases.models import Case
from raadslag.cases.rules import WRITABLE, why_not_write

CLOSED_TITLE = "Lukket punkt"
"""What the public is told where nobody wrote a title that may be told."""


def why_not_close_case(*, may_write: bool, reason: str) -> list[Obstacle]:
    """Whoever answers for a case closes it, at any time: nothing that is found stands in the way."""
    no = [o for o in why_not_write(state=Case.State.DRAFT, may_write=may_write) if not may_write]
    return no + why_no_ground(reason)


def why_not_reopen_case(
    *, state: str, may_write: bool, closed: bool, treated_closed: bool, reason: str
) -> list[Obstacle]:
    """Its writer opens a case until a body has had it as closed; then that body does."""
    no = why_not_write(state=Case.State.DRAFT, may_write=may_write)
    if not closed:
        no.append(Obstacle("not-closed", "Sagen er ikke lukket."))
    if treated_closed or state not in WRITABLE - {Case.State.ON_AGENDA}:
        no.append(
            Obstacle(
                "body-decides",
                "Sagen står eller har stået lukket på en dagsorden. Nu er det udvalget, der kan åbne "
                "den: bed sekretæren åbne punktet.",
                "KSL § 10 stk. 1 og § 20 stk. 7",
            )
        )
    return no + why_no_reason(reason)


def why_no_reason(reason: str) -> list[Obstacle]:
    """Both ways it is an act with a concrete reason."""
    if reason.strip():
        return []
    return [
        Obstacle(
            "no-reason",
            "Skriv konkret hvorfor; en hel sagstype kan ikke lukkes eller åbnes.",
            "forvaltningsloven § 27; for kommunalbestyrelsen KSL § 10 stk. 1",
        )
    ]


USUAL = "; ".join(ground.name for ground in grounds())


def why_no_ground(reason: str) -> list[Obstacle]:
    """A reason for closing says what is to be protected: "x", "intern" and "skal lukkes" say nothing."""
    if (no := why_no_reason(reason)) or names_a_ground(reason):
        return no
    return [
        Obstacle(
            "no-ground",
            "Begrundelsen siger ikke, hvad der skal beskyttes. Skriv det med jeres egne ord, eller nævn "
            f"paragraffen. De sædvanlige grunde er: {USUAL}.",
            "forvaltningsloven § 27; for kommunalbestyrelsen KSL § 10 stk. 1",
        )
    ]


def shut_case(case: Case, *, reason: str, public_title: str, protected_terms: str | None) -> Case:
    """Mark a case closed; a step of an act in `public.closing`. Null terms leave them as they are."""
    case.closed = True
    case.closed_reason = reason.strip()[:300]
    case.public_title = public_title.strip()[:300] or CLOSED_TITLE
    if protected_terms is not None:
        case.protected_terms = protected_terms.strip()
    case.save()
    return case


def unshut_case(case: Case) -> Case:
    """Mark a case open; a step of an act in `public.closing`."""
    case.closed, case.closed_reason, case.public_title = False, "", ""
    case.save()
    return case
