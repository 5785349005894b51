"""Two municipalities with everything the table's addresses name, and where each address leads in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from raadslag.cases.files import attach_file
from raadslag.cases.models import Case, Picture, SectionVersion
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.importer.models import ImportRun, Reading
from raadslag.importer.steps import step
from raadslag.importer.uploading import receive_uploads
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.correcting import begin_correction, send_correction, word_correction
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.live import open_meeting
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.proposals import Proposed, send_proposal
from raadslag.meetings.questions import ask_question
from raadslag.minutes.signing import draft_minutes, newest_minutes
from raadslag.people.models import Body, Membership, Organization, Person, RoleClaim, User
from raadslag.people.rights import rights_of
from raadslag.public.actions import TOLD, publish, publish_minutes, text_to_release
from raadslag.public.addresses import plain_file_name
from raadslag.public.closing import close_case
from raadslag.public.gate import look_over
from raadslag.public.models import Publication, PublishedItem
from raadslag.record import to_json
from tests.cast import FIRST_DAY, NOTICE_AT, Town, local
from tests.importer.builders import meeting as old_minutes
from tests.told import decided_alone, told_under

Role = Membership.Role
OPEN_TITLE, CLOSED_TITLE, PUBLIC_TITLE = "Åben sag", "Lukket sag", "Personsag"


@dataclass
class World:
    """The town, one open and one closed case on a meeting that was held, and a delivery of old minutes."""

    town: Town
    meeting: Meeting
    cases: dict[str, dict[str, Any]]
    run: ImportRun
    reading: Reading
    proposal: UUID
    decision: UUID
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """Somebody at a browser of their own."""
        if role not in self.clients:
            self.clients[role] = Client()
            if role != "nobody":
                self.clients[role].force_login(getattr(self.town, role))
        return self.clients[role]

    def address(self, name: str, which: str) -> str:
        """The address with the world's own rows in it, by what its route asks for."""
        names = re.findall(r"<(?:\w+:)?(\w+)>", routes()[name])
        rows = (
            self._public(name, which) if name.startswith("public:") else self._inside(name, which)
        )
        return reverse(name, kwargs={key: rows[key] for key in names})

    def _inside(self, name: str, which: str) -> dict[str, Any]:
        case, route = self.cases[which], routes()[name]
        pk: int = case["section"].pk
        if route.startswith("indlaes"):
            pk = self.reading.pk if "moede" in route else self.run.pk
        elif "udvalg" in route:
            pk = self.town.committee.pk
        elif "opsaetning" in route:
            pk = self._set_up(route)
        elif "tekst" in route:
            pk = case["beside"].pk
        return {
            "message": case["message"].uid,
            "question": case["question"].uid,
            "proposal": self.proposal,
            "decision": self.decision,
            "attached": case["message"].files.get().uid,
            "uid": case["case"].uid if "sager" in route else self.meeting.uid,
            "item": self.meeting.items.get(case=case["case"]).uid,
            "file": case["file"].uid,
            "sha256": self._picture(case["case"])
            if "billede" in route
            else self.reading.file.sha256,
            "pk": pk,
        }

    def _picture(self, case: Case) -> str:
        """A picture of the case; nobody opens its bytes before the door is asked."""
        said = {"media_type": "image/png", "bytes": 1, "width": 1, "height": 1}
        said |= {"added_at": timezone.now(), "added_by": self.town.sanne}
        name: str = case.files.earliest("pk").sha256
        return Picture.objects.get_or_create(case=case, sha256=name, defaults=said)[0].sha256

    def _set_up(self, route: str) -> int:
        """A row of one's own municipality, of the kind the page of Opsætning shows."""
        if "konti" in route:
            return self.town.soren.pk
        if "roller" in route:
            return RoleClaim.objects.get_or_create(issuer="", claim="x", body=self.town.body)[0].pk
        person = self.town.person("aage")
        return (
            Membership.objects.filter(person=person).earliest("pk").pk
            if "plads" in route
            else person.pk
        )

    def _public(self, name: str, which: str) -> dict[str, Any]:
        shown = Publication.objects.get(meeting=self.meeting, kind="minutes")
        row = self.meeting.items.get(case=self.cases[which]["case"])
        item = PublishedItem.objects.get(publication=shown, number=row.number)
        file = self.cases[which]["file"]
        return {
            "body": self.town.body.slug,
            "organization": self.town.committee.slug,
            "day": shown.slug,
            "anchor": item.anchor,
            "uid": item.uid or row.uid,
            "sha256": file.sha256,
            "name": plain_file_name(file.file_name) if name == "public:file" else "referat",
            "slug": "mette"
            if name == "public:person"
            else "aaben-sag"
            if which == "open"
            else "lukket-sag",
        }


def routes() -> dict[str, str]:
    """Every named address of the house (`room:name` where the room has names of its own), with its route."""
    return dict(_routes(get_resolver(), "", ""))


def _routes(resolver: URLResolver, before: str, room: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            assert one.name, f"{route} has no name, so that no table can hold it"
            yield room + one.name, re.sub(r"\(\?P(<\w+>)[^)]*\)\??", r"\1", route)
        else:
            yield from _routes(one, route, f"{one.app_name}:" if one.app_name else room)


def build_world(town: Town) -> World:
    """Everything, by the house's own actions."""
    _more_people(town)
    cases = {key: _case(town, title, key) for key, title in (("open", OPEN_TITLE), ("closed", CLOSED_TITLE))}  # fmt: skip
    close_case(cases["closed"]["case"], reason="Personsag, FVL § 27", public_title=PUBLIC_TITLE, by=town.sanne)  # fmt: skip
    meeting = town.plan()
    for one in cases.values():
        add_to_agenda(town.approve(Case.objects.get(pk=one["case"].pk)), meeting=meeting, by=town.soren)  # fmt: skip
    for key, one in cases.items():
        one["message"] = told_under(town, meeting, closed=key == "closed")
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    for one in cases.values():
        item = meeting.items.get(case=one["case"])
        one["question"] = ask_question(item, text="Hvorfor?", by=town.mette)
        corrected(item, by=town.soren)
    open_meeting(meeting, by=town.soren)
    for name in ("mette", "carl", "dina", "erik"):
        note_attendance(meeting, person=town.person(name), event="arrived", by=town.soren)
    for item in meeting.items.exclude(case=None, closed=False):
        note_attendance(meeting, person=town.person("carl"), event="recused", item=item, by=town.soren)  # fmt: skip
    for item in meeting.items.all():
        record_decision(item, outcome="none", text="", version=0, by=town.soren)
    close_meeting(meeting, by=town.soren)
    draft_minutes(meeting, by=town.soren)
    version = meeting.agendas.first()
    assert version is not None
    record = version.as_record()
    looked = look_over(meeting, record)
    publish(meeting, record=record, kind="agenda", assessed=looked, by=town.soren)
    newest = newest_minutes(meeting)
    assert newest is not None
    looked = look_over(meeting, text_to_release(newest))
    publish_minutes(newest, assessed=looked, by=town.soren, parties=TOLD)
    said = Proposed("Bænke", ("de stilles op",))
    proposal = send_proposal(town.committee, said=said, by=town.mette)
    decision = decided_alone(town, "Lys").uid
    return World(town, meeting, cases, *_delivery(town), proposal.uid, decision)


def corrected(item: AgendaItem, *, by: User) -> None:
    """A slip of the pen in the item's text, corrected after the notice."""
    going = begin_correction(item, kind="slip", by=by)
    section = Case.objects.get(pk=item.case_id).paper.sections.get(key="case")
    blocks = plain_to_blocks("Rettet tekst.")
    save_section(section, blocks=blocks, version=section.version, by=by, rights=rights_of(by))
    word_correction(going, reason="Punktum", late_reason="", kind="slip", by=by)
    send_correction(going, by=by)


def _case(town: Town, title: str, key: str) -> dict[str, Any]:
    case = town.write(title)
    file = attach_file(case, name=f"{key}.txt", title=key, chunks=[key.encode()], by=town.sanne)
    section = case.paper.sections.first()
    beside = SectionVersion.objects.create(
        section=section, version=1, blocks=[], saved_at=local(NOTICE_AT),
        saved_by=town.sanne, conflict=True, settled_at=local(NOTICE_AT),
    )  # fmt: skip
    return {"case": case, "file": file, "section": section, "beside": beside}


def _delivery(town: Town) -> tuple[ImportRun, Reading]:
    record = to_json(old_minutes(municipality=town.body.name, organization=town.committee.name))
    sent = SimpleUploadedFile("marts.json", record.encode())
    run = receive_uploads([sent], [], by=town.ines, body=town.body)
    step(run, by=town.ines, seconds=20)
    return run, Reading.objects.get()


def _more_people(town: Town) -> None:
    def user(name: str, body: Body, **may: bool) -> Person:
        person = Person.objects.create(body=body, name=name.title(), slug=name)
        town.users[name] = User.objects.create(
            username=name, subject=name, issuer="demo", body=body, person=person, **may
        )
        return person

    user("ines", town.body, may_import=True)
    away = Body.objects.create(name="Skovkøbing Kommune", slug="skovkoebing")
    there = Organization.objects.create(body=away, name="Udvalget for Arbejde", slug="arbejde")
    house = Organization.objects.create(body=away, name="Forvaltningen", slug="forvaltningen", kind="administration")  # fmt: skip
    for name, place, role, may in (
        ("vera", there, Role.SECRETARY, True),
        ("viktor", there, Role.CHAIR, False),
        ("valdemar", house, Role.DIRECTOR, False),
    ):
        person = user(name, away, may_import=may, may_publish=may, may_operate=may)
        Membership.objects.create(person=person, organization=place, role=role, starts_on=FIRST_DAY)
