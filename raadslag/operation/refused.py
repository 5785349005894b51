"""Accounts that the municipality's sign-in let through and the house turned away: for the operator to act on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from raadslag.journal.models import Entry
from raadslag.people.admitting import NOBODY_KNOWN, REFUSE_SIGN_IN, SIGN_IN, TOO_MANY, account_of
from raadslag.people.models import User

SEEN = "see_refusals"
"""The act by which an operator says that those until now are dealt with."""
REMEMBERED = timedelta(days=30)
MOST = 50
WHAT_TO_DO = {
    "no-usable-role": "Kommunens log ind gav ingen rolle, som huset kender. Se kontoens roller hos kommunen, "
    "og giv en af dem betydning med ./run map_claim.",
    "weak-sign-in": "Kommunens log ind var uden den styrke, som RAADSLAG_OIDC_ACR kræver. Se reglerne hos udbyderen.",
    "old-sign-in": "Log ind hos udbyderen var ældre end RAADSLAG_OIDC_MAX_AGE, eller alderen blev ikke sagt (auth_time).",
    TOO_MANY: "Der kom flere forsøg på at logge ind, end der er lov til, og de blev afvist. Er det ikke en, der "
    "tager fejl, så se i serverens log, hvor de kommer fra.",
    "account-closed": "Kontoen er lukket i Rådslag. Er det forkert, så åbn den igen.",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """One account: its name where the house knows it, else the journal's mark of it; when last, and why."""

    name: str
    at: datetime
    reasons: tuple[str, ...]


def refused_sign_ins(*, now: datetime) -> list[Refused]:
    """Those turned away since an operator last looked, newest first, who have not come in since."""
    seen = Entry.objects.filter(act=SEEN).order_by("-sequence").first()
    lines = Entry.objects.filter(act=REFUSE_SIGN_IN, at__gte=now - REMEMBERED)
    if seen is not None:
        lines = lines.filter(sequence__gt=seen.sequence)
    newest: dict[str, Entry] = {}
    for line in lines.order_by("-sequence")[: MOST * 10]:
        newest.setdefault(line.subject, line)
    known = list(User.objects.all())
    users = {account_of(user.issuer, user.subject): user for user in known if user.issuer}
    users |= {f"user:{user.pk}": user for user in known}
    found = [
        Refused(_name(users.get(subject), subject), line.at, _reasons(line))
        for subject, line in newest.items()
        if not _came_in_since(users.get(subject), line)
    ]
    return found[:MOST]


def _came_in_since(user: User | None, line: Entry) -> bool:
    if user is None:
        return False
    later = Entry.objects.filter(subject=f"user:{user.pk}", sequence__gt=line.sequence)
    return later.filter(act=SIGN_IN).exists()


def _name(user: User | None, subject: str) -> str:
    if subject == NOBODY_KNOWN:
        return "Konti, som huset ikke kender"
    return user.journal_name if user else f"Ukendt konto ({subject.partition(':')[2]})"


def _reasons(line: Entry) -> tuple[str, ...]:
    return tuple(WHAT_TO_DO.get(code, code) for code in line.details.get("why", ()))
