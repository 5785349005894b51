"""The cast: a small municipality with the people who carry a case through a month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from raadslag.cases.actions import (
    approve_paper,
    frame_case,
    make_ready,
    open_case,
    submit_paper,
)
from raadslag.cases.models import Case, Template, TemplateSection
from raadslag.cases.writing import save_section
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.models import FixedItem, Meeting
from raadslag.meetings.planning import plan_meeting
from raadslag.meetings.seats import seats_of
from raadslag.people.models import Body, Membership, Organization, Person, User
from raadslag.people.rights import rights_of
from raadslag.record import paragraph

Role = Membership.Role
FIRST_DAY = date(2026, 1, 1)
MEETING_AT = datetime(2026, 10, 13, 15, 0)
NOTICE_AT = datetime(2026, 10, 5, 10, 0)


def local(naive: datetime) -> datetime:
    """A Danish local time with its zone."""
    return timezone.make_aware(naive)


@dataclass
class Town:
    """Møllested with one committee, its council, one centre, and everybody by first name."""

    body: Body
    committee: Organization
    council: Organization
    finance: Organization
    centre: Organization
    administration: Organization
    template: Template
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(name) from None

    def person(self, name: str) -> Person:
        """The person behind a name."""
        person = self.users[name].person
        assert person is not None
        return person

    def members(self) -> list[str]:
        """Names of the committee's five members."""
        return ["mette", "aage", "carl", "dina", "erik"]

    def write(self, title: str = "Vejviser til ledige", **frame: object) -> Case:
        """A case that Sanne has written and framed."""
        case = open_case(template=self.template, unit=self.centre, title=title, by=self.sanne)
        for section in case.paper.sections.all():
            save_section(
                section,
                blocks=(paragraph(f"{section.heading} for {title}."),),
                version=0,
                by=self.sanne,
                rights=rights_of(self.sanne),
            )
        return self.frame(case, **frame)

    def frame(self, case: Case, **frame: object) -> Case:
        """The frame that a case needs to be sent, but for what is said."""
        said: dict[str, object] = {
            "title": case.title,
            "journal_number": "15.20.00-P22-7-26",
            "units": [self.centre],
            "points": ["vejviseren godkendes"],
            "stops": [self.committee],
            "asked": [],
            "version": case.version,
        }
        return frame_case(case, by=self.sanne, **{**said, **frame})  # type: ignore[arg-type]

    def approve(self, case: Case) -> Case:
        """Through head and director to ready."""
        submit_paper(case, by=self.sanne)
        approve_paper(case, by=self.hanne)
        approve_paper(case, by=self.dorte)
        return make_ready(case, by=self.soren)

    def come(self, meeting: Meeting) -> None:
        """Everybody with a seat is there from the beginning of a meeting under way."""
        for seat in seats_of(meeting):
            note_attendance(meeting, person=seat.person, event="arrived", by=self.soren)

    def plan(self, at: datetime = MEETING_AT, organization: Organization | None = None) -> Meeting:
        """A planned meeting."""
        return plan_meeting(organization or self.committee, starts_at=local(at), by=self.soren)


def build_town(name: str = "Møllested Kommune", slug: str = "moellested") -> Town:
    """The whole cast, ready to act; a second town is built under another name."""
    body = Body.objects.create(name=name, slug=slug)
    before = "" if slug == "moellested" else f"{slug}-"

    def organization(name: str, kind: str, **more: object) -> Organization:
        slug = name.lower().replace(" ", "-").replace("ø", "oe").replace("æ", "ae")
        return Organization.objects.create(body=body, name=name, slug=slug, kind=kind, **more)

    kind = Organization.Kind
    council = organization("Kommunalbestyrelsen", kind.COUNCIL)
    finance = organization("Økonomiudvalget", kind.FINANCE)
    committee = organization("Beskæftigelses- og Erhvervsudvalget", kind.STANDING)
    administration = organization("Forvaltningen for Arbejde", kind.ADMINISTRATION)
    centre = organization("Center for Arbejdsmarked", kind.UNIT, parent=administration)
    other = organization("Center for Børn", kind.UNIT, parent=administration)
    template = _template(committee)
    town = Town(body, committee, council, finance, centre, administration, template)
    cast: list[tuple[str, str, list[tuple[Organization, str, str]]]] = [
        ("sanne", "Sanne Lund", [(centre, Role.OFFICER, "")]),
        ("hanne", "Hanne Høj", [(centre, Role.HEAD, "")]),
        ("dorte", "Dorte Dam", [(administration, Role.DIRECTOR, "")]),
        ("soren", "Søren Skov", [(o, Role.SECRETARY, "") for o in (committee, council, finance)]),
        ("mette", "Mette Holm", [(committee, Role.CHAIR, "A"), (council, Role.MEMBER, "A")]),
        ("aage", "Åge Bro", [(committee, Role.MEMBER, "F"), (council, Role.MEMBER, "F")]),
        ("carl", "Carl Vig", [(committee, Role.DEPUTY, "V"), (council, Role.MEMBER, "V")]),
        ("dina", "Dina Eng", [(committee, Role.MEMBER, "A"), (council, Role.MEMBER, "A")]),
        ("erik", "Erik Toft", [(committee, Role.MEMBER, "V"), (council, Role.MEMBER, "V")]),
        ("bodil", "Bodil Krag", [(council, Role.MEMBER, "C")]),
        ("otto", "Otto Lind", [(other, Role.OFFICER, "")]),
        ("stranger", "Stine Fremmed", []),
        ("ida", "Ida Drift", []),
    ]
    for key, name, seats in cast:
        person = Person.objects.create(
            body=body, name=name, slug=key, email=f"{key}@{slug}.example"
        )
        town.users[key] = User.objects.create(
            username=before + key, subject=before + key, issuer="demo", body=body, person=person
        )
        for place, role, party in seats:
            Membership.objects.create(
                person=person, organization=place, role=role, party=party, starts_on=FIRST_DAY
            )
    User.objects.filter(pk=town.soren.pk).update(may_publish=True)
    User.objects.filter(pk=town.ida.pk).update(may_operate=True, may_set_up=True)
    for name in ("soren", "ida"):
        town.users[name].refresh_from_db()
    return town


def _template(committee: Organization) -> Template:
    template = Template.objects.create(organization=committee, name="Udvalgssag")
    sections = [
        ("Resumé", "summary", True, "Skriv højst fem linjer om sagen her."),
        ("Sagsfremstilling", "case", True, "Begynd med det, udvalget skal tage stilling til."),
        ("Økonomi", "economy", True, ""),
    ]
    for order, (heading, key, required, help_text) in enumerate(sections, start=1):
        TemplateSection.objects.create(
            template=template,
            order=order,
            heading=heading,
            key=key,
            required=required,
            help_text=help_text,
        )
    for place, title in [("first", "Meddelelser"), ("last", "Eventuelt")]:
        FixedItem.objects.create(organization=committee, place=place, order=1, title=title)
    return template
