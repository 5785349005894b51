"""Who: municipalities, organizations, terms, persons, memberships and those who sign in."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from raadslag.fitting import EmailLine, Line, SlugLine


class Body(models.Model):
    """A municipality or region (OParl Body). One installation may hold many."""

    name = Line("navn", max_length=120, unique=True)
    slug = SlugLine(max_length=120, unique=True)
    short_name = Line("kort navn", max_length=60, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class LegislativeTerm(models.Model):
    """A term of office (valgperiode): four years from 1 January, both days inclusive."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    name = Line("navn", max_length=40)
    starts_on = models.DateField("fra")
    ends_on = models.DateField("til")

    class Meta:
        ordering = ("-starts_on",)
        constraints = [
            models.UniqueConstraint(fields=["body", "starts_on"], name="one_term_a_start"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def committees(self) -> OrganizationQuerySet:
        """The political ones: council and committees, not the administration."""
        return self.exclude(kind__in=[Organization.Kind.ADMINISTRATION, Organization.Kind.UNIT])

    def standing_on(self, day: date) -> OrganizationQuerySet:
        """Those that exist on a day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Organization(models.Model):
    """A committee, the council or a unit of the administration (udvalg, forvaltning, center)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Kommunalbestyrelse"
        FINANCE = "finance", "Økonomiudvalg"
        STANDING = "standing", "Stående udvalg"
        SPECIAL = "special", "Udvalg efter § 17, stk. 4"
        CITIZENS = "citizens", "Råd (ældreråd, handicapråd og lignende)"
        ADMINISTRATION = "administration", "Forvaltning"
        UNIT = "unit", "Center eller afdeling"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="organizations")
    name = Line("navn", max_length=200)
    slug = SlugLine(max_length=200)
    short_name = Line("kort navn", max_length=30, blank=True)
    kind = Line("art", max_length=20, choices=Kind, default=Kind.STANDING)
    starts_on = models.DateField("fra", null=True, blank=True)
    ends_on = models.DateField("til", null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="units"
    )
    """The administration that a unit belongs to: its director approves the unit's cases."""

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("body", "name")
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_organization_a_slug")
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationName(models.Model):
    """A spelling under which an organization stands in print, decided once by a person or exact."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    spelling = Line(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "spelling"], name="one_meaning_a_spelling")
        ]


class Person(models.Model):
    """Somebody who sits in a committee or works for one."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="persons")
    name = Line("navn", max_length=120)
    slug = SlugLine(max_length=120)
    email = EmailLine("e-mail", blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="one_person_a_slug")]

    def __str__(self) -> str:
        return self.name


class PersonName(models.Model):
    """A spelling under which a person stands in print; remembered once decided."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    spelling = Line(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "spelling"], name="one_person_a_spelling")
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those in force on a day."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A seat: who, where, in what role, for which party, from when until when.

    A substitute (stedfortræder, § 28 stk. 2) is another council member who sits for somebody for a time.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", "Formand"
        DEPUTY = "deputy", "Næstformand"
        MEMBER = "member", "Medlem"
        SUBSTITUTE = "substitute", "Stedfortræder"
        SECRETARY = "secretary", "Udvalgssekretær"
        OFFICER = "officer", "Sagsbehandler"
        HEAD = "head", "Centerchef"
        DIRECTOR = "director", "Direktør"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    role = Line("rolle", max_length=20, choices=Role, default=Role.MEMBER)
    title = Line("titel", max_length=120, blank=True)
    party = Line("parti", max_length=60, blank=True)
    starts_on = models.DateField("fra", null=True, blank=True)
    ends_on = models.DateField("til", null=True, blank=True)
    substitute_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="substituted"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("organization", "starts_on", "person")

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} i {self.organization}"


class User(AbstractUser):
    """Somebody who signs in; known by issuer and subject, never by e-mail. Works within one body."""

    issuer = Line(max_length=200, blank=True)
    subject = Line(max_length=200, blank=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.SET_NULL)
    may_import = models.BooleanField("må indlæse gamle referater", default=False)
    may_publish = models.BooleanField("må offentliggøre", default=False)
    may_operate = models.BooleanField("må se og styre driften", default=False)

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


class Letter(models.Model):
    """An e-mail that the house sends: kept as written, sent by a job, shown in the demo's outbox."""

    key = Line(max_length=200, unique=True)
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    address = EmailLine()
    subject = Line(max_length=200)
    text = models.TextField()
    calendar = models.TextField(blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-written_at", "-id")


class KeptForm(models.Model):
    """What somebody typed into a form that the house did not take: theirs to send again or throw away."""

    class Reason(models.TextChoices):
        SIGNED_OUT = "signed-out", "du var blevet logget ud"
        STALE = "stale", "siden var for gammel"
        OTHER = "other", "en anden var logget ind i browseren"
        REFUSED = "refused", "det blev afvist"

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    page = Line(max_length=500)
    address = Line(max_length=500)
    fields = models.JSONField(default=list)
    """[name, value] pairs as they were sent; never the proof against forgery, never a file."""
    file_names = models.JSONField(default=list)
    reason = Line(max_length=20, choices=Reason)
    mark = Line(max_length=16)
    by_script = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-kept_at", "-id")
