"""Those who sign in, and what their sign-in gives them here."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from raadslag.fitting import Line
from raadslag.people.models.bodies import Body, Organization
from raadslag.people.models.persons import Membership, Person


class User(AbstractUser):
    """Somebody who signs in; known by issuer and subject, never by e-mail. Works within one body."""

    issuer = Line(max_length=200, blank=True)
    subject = Line(max_length=200, blank=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.SET_NULL)
    may_import = models.BooleanField("må indlæse gamle referater", default=False)
    may_publish = models.BooleanField("må offentliggøre", default=False)
    may_operate = models.BooleanField("må se og styre driften", default=False)
    may_set_up = models.BooleanField("må sætte kommunen op", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=~Q(subject=""), name="one_user_a_subject"
            )
        ]

    @property
    def journal_key(self) -> str:
        """How the journal names the user: never an e-mail address."""
        return f"user:{self.pk}"

    @property
    def journal_name(self) -> str:
        """How the journal shows the user."""
        return self.person.name if self.person else self.get_full_name() or self.username


class RoleClaim(models.Model):
    """What one role name from the municipality's sign-in gives here. Filled in by the administrator."""

    issuer = Line("udsteder", max_length=200)
    claim = Line("rolle hos udsteder", max_length=200)
    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.CASCADE)
    role = Line("rolle", max_length=20, choices=Membership.Role, blank=True)
    may_import = models.BooleanField("må indlæse gamle referater", default=False)
    may_publish = models.BooleanField("må offentliggøre", default=False)
    may_operate = models.BooleanField("må se og styre driften", default=False)
    may_set_up = models.BooleanField("må sætte kommunen op", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "claim", "organization", "role"], name="one_role_a_claim"
            ),
            models.UniqueConstraint(
                fields=["issuer", "claim"],
                condition=Q(organization=None),
                name="one_permission_a_claim",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} → {self.get_role_display()} {self.organization or ''}"


class GrantedRole(models.Model):
    """A role that the last sign-in gave; replaced at each sign-in, read at each request."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="granted_roles")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE)
    role = Line(max_length=20, choices=Membership.Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"], name="one_grant_a_role"
            )
        ]
