"""Letting somebody in, refusing them, and showing them out: each a line in the journal, none with words of theirs."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from raadslag.allowed import NotAllowed, require
from raadslag.journal.actions import SYSTEM, note
from raadslag.journal.models import Entry
from raadslag.journal.proving import names_of, what_stands
from raadslag.people.models import GrantedRole, RoleClaim, User
from raadslag.people.rules import why_not_admit
from raadslag.record.letters import one_line

SILENCE = timedelta(hours=1)
"""An account that is refused again within this is not noted again: a script that tries all night is one line an hour."""
REFUSE_SIGN_IN, SIGN_IN = "refuse_sign_in", "sign_in"
TOO_MANY = "too-many"
NOBODY_KNOWN = "account:unknown"
"""What the journal calls all accounts together that the house does not know and the limit refused."""
log = logging.getLogger(__name__)


@transaction.atomic
def admit_user(*, issuer: str, subject: str, name: str, email: str, claims: Iterable[str]) -> User:
    """The user that an issuer vouches for, with exactly the roles that the claims of this sign-in give.

    Raises `NotAllowed` where no claim means anything here or the account is closed; what the account
    was granted before is then left as it is. A person is tied to the account by the administrator,
    never by an e-mail address.
    """
    wanted = set(claims)
    meanings = [
        meaning
        for meaning in RoleClaim.objects.filter(issuer=issuer).select_related("body")
        if meaning.claim in wanted
    ]
    user = User.objects.select_for_update().filter(issuer=issuer, subject=subject).first()
    require(why_not_admit(means_something=bool(meanings), open_account=not user or user.is_active))
    before = what_stands([user] if user else [])
    if user is None:
        user = User(issuer=issuer, subject=subject, username=f"{subject}@{issuer}"[:150])
        user.set_unusable_password()
    given, _, family = one_line(name).rpartition(" ")
    user.first_name, user.last_name, user.email = given[:150], family[:150], email
    # One account works for one municipality: what the claims give elsewhere is not given.
    bodies = {meaning.body_id: meaning.body for meaning in meanings}
    user.body = bodies.get(user.body_id or 0) or bodies[min(bodies)]
    meanings = [meaning for meaning in meanings if meaning.body_id == user.body.pk]
    user.may_import = any(meaning.may_import for meaning in meanings)
    user.may_publish = any(meaning.may_publish for meaning in meanings)
    user.may_operate = any(meaning.may_operate for meaning in meanings)
    user.may_set_up = any(meaning.may_set_up for meaning in meanings)
    user.save()
    if before != what_stands([user]):
        note("admit_user", by=SYSTEM, subject=f"user:{user.pk}", rows=[user])
    _replace_grants(user, meanings)
    return user


def _replace_grants(user: User, meanings: list[RoleClaim]) -> None:
    now = {(m.organization_id, m.role) for m in meanings if m.organization_id and m.role}
    before = set(user.granted_roles.values_list("organization_id", "role"))
    if now == before:
        return
    gone = names_of(user.granted_roles.all())
    user.granted_roles.all().delete()
    GrantedRole.objects.bulk_create(
        GrantedRole(user=user, organization_id=organization, role=role)
        for organization, role in now
    )
    roles = sorted(f"{role}:{organization}" for organization, role in now)
    rows = [*gone, user.granted_roles.all()]
    note("change_roles", by=SYSTEM, subject=f"user:{user.pk}", details={"roles": roles}, rows=rows)


@transaction.atomic
def refuse_sign_in(no: NotAllowed, *, issuer: str, subject: str) -> None:
    """Note that an account was refused and why, at most once an hour for each; an unknown one by a hash."""
    user = User.objects.filter(issuer=issuer, subject=subject).first()
    about = f"user:{user.pk}" if user else account_of(issuer, subject)
    codes = [obstacle.code for obstacle in no.obstacles]
    log.warning("sign-in refused: %s %s", about, " ".join(codes))
    if not _noted_lately(about):
        note(REFUSE_SIGN_IN, by=SYSTEM, subject=about, details={"why": codes})


def _noted_lately(about: str) -> bool:
    since = timezone.now() - SILENCE
    return Entry.objects.filter(act=REFUSE_SIGN_IN, subject=about, at__gte=since).exists()


@transaction.atomic
def refuse_too_many(account: str) -> None:
    """Note that sign-ins came faster than the limit allows; `account` is a user's number, or what was typed.

    At most once an hour for each; unknown accounts share one subject, so that names made up by a script
    fill no journal.
    """
    number = int(account) if account.isascii() and account.isdigit() and len(account) < 10 else 0
    about = f"user:{number}" if User.objects.filter(pk=number).exists() else NOBODY_KNOWN
    if not _noted_lately(about):
        note(REFUSE_SIGN_IN, by=SYSTEM, subject=about, details={"why": [TOO_MANY]})


def account_of(issuer: str, subject: str) -> str:
    """What the journal calls an account that the house does not know: a hash, no words of its own."""
    return f"account:{sha256(f'{issuer} {subject}'.encode()).hexdigest()[:16]}"


@transaction.atomic
def note_sign_in(user: User, *, way: str) -> None:
    """Somebody has come in, by the municipality's sign-in (`oidc`) or the demo's (`demo`)."""
    note(SIGN_IN, by=user, subject=f"user:{user.pk}", details={"way": way})


@transaction.atomic
def note_sign_out(user: User) -> None:
    """Somebody has gone out by the button. A login that runs out is no act of anybody's."""
    note("sign_out", by=user, subject=f"user:{user.pk}")
