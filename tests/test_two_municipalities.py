"""Two municipalities in one house: no address and no field reaches or changes a row of the other.

The house itself says which addresses and fields there are: a new one must find its place in the
tables below, or a test fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from raadslag.cases.files import attach_file
from raadslag.cases.models import SectionVersion
from raadslag.files.store import keep
from raadslag.importer.actions import keep_readings, receive_file, start_run
from raadslag.importer.loading import load_reading
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.attending import note_attendance
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.drafting import keep_draft
from raadslag.meetings.live import open_meeting
from raadslag.meetings.remarking import note_remark
from raadslag.meetings.substitutes import call_substitute
from raadslag.meetings.voting import record_vote
from raadslag.meetings.whole import Whole
from raadslag.minutes.signing import draft_minutes
from raadslag.people.models import User
from raadslag.public.actions import publish_minutes, text_to_release
from raadslag.public.gate import look_over
from raadslag.record import Attendee, Decision, Item
from raadslag.record import Meeting as Record
from tests.borders import crossings, done_in_all, rows_of
from tests.cast import MEETING_AT, NOTICE_AT, Town, build_town, local
from tests.told import left_file, waiting_and_told

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
Rows = dict[str, Any]
NEXT_DOOR = "Nabosted"
"""Stands in the name of everything of theirs that a page could show."""
ATTACKERS = ("soren", "sanne", "dorte", "mette")


@pytest.fixture
def ours(town: Town) -> Rows:
    return _furnish(town, "Egen")


@pytest.fixture
def theirs(ours: Rows) -> Rows:
    return _furnish(build_town(f"{NEXT_DOOR} Kommune", "nabosted"), NEXT_DOOR)


def _furnish(town: Town, mark: str) -> Rows:
    """One of everything that an address or a field can name."""
    User.objects.filter(pk=town.soren.pk).update(may_import=True)
    town.soren.refresh_from_db()
    case = town.write(f"{mark}: kladde")
    section = case.paper.sections.first()
    beside = SectionVersion.objects.create(
        section=section, version=1, blocks=[], saved_at=local(NOTICE_AT), saved_by=town.sanne, conflict=True,
    )  # fmt: skip
    file = attach_file(case, name="a.txt", title=mark, chunks=[mark.encode()], by=town.sanne)
    rows = _meetings(town, mark) | _imported(town, mark)
    return rows | {
        "town": town,
        "case": case.uid,
        "section": section.pk,
        "beside": beside.pk,
        "file": file.uid,
        "person": town.person("aage").pk,
        "user": town.sanne.pk,
        "unit": town.centre.pk,
        "template": town.template.pk,
        "committee": town.committee.pk,
        "own committee": f"{mark}udvalget",
        "mette": town.person("mette").pk,
        "substitute": town.person("bodil").pk,
    }


def _meetings(town: Town, mark: str) -> Rows:
    """A planned meeting, one in progress, one with published minutes; and a ready case."""
    planned = town.plan(MEETING_AT + timedelta(days=60))
    later = town.plan(MEETING_AT + timedelta(days=67))
    seat = call_substitute(
        later, person=town.person("bodil"), substitute_for=town.person("aage"), by=town.soren
    )
    running, done = town.plan(MEETING_AT), town.plan(MEETING_AT + timedelta(hours=2))
    for meeting in (done, running):
        for what in ("sag", "sag to")[: 1 if meeting == done else 2]:
            case = town.approve(town.write(f"{mark}: {what}"))
            add_to_agenda(case, meeting=meeting, by=town.soren)
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
        open_meeting(meeting, by=town.soren)
        for name in ("erik", "mette", "aage", "carl", "dina"):
            event = note_attendance(
                meeting, person=town.person(name), event="arrived", by=town.soren
            )
    item, open_item = running.items.filter(case__isnull=False)
    aage = town.person("aage")
    for one in done.items.all():
        record_decision(one, outcome="approved", text=mark, version=0, by=town.soren)
    record_decision(item, outcome="approved", text=mark, version=0, by=town.soren)
    ballot = record_vote(item, on=mark, choices={aage.pk: "against"}, by=town.soren)
    remark = note_remark(item, kind="remark", text=mark, person=aage, by=town.soren)
    beside = record_decision(item, outcome="other", text="Andet", version=0, by=town.soren).beside
    assert beside
    draft = keep_draft(item, Whole("noted", mark), version=1, proposed=Whole("none"), by=town.soren)
    assert draft
    close_meeting(done, by=town.soren)
    minutes = draft_minutes(done, by=town.soren)
    return {
        "ready": town.approve(town.write(f"{mark}: klar")).uid,
        "ready too": town.approve(town.write(f"{mark}: også klar")).uid,
        "planned": planned.uid,
        **waiting_and_told(town, planned, running, mark),
        "later": later.pk,
        "later meeting": later.uid,
        "seat": seat.pk,
        "meeting": running.uid,
        "item": item.uid,
        "open item": open_item.uid,
        "last item": running.items.order_by("order").last().uid,  # type: ignore[union-attr]
        "event": event.pk,
        "ballot": ballot.pk,
        "remark": remark.pk,
        "beside decision": beside.pk,
        "draft": draft.pk,
        "done": done.uid,
        "done item": done.items.get(case__isnull=False).uid,
        "minutes": minutes.pk,
        "left file": left_file(done, by=town.soren).uid,
        "publication": publish_minutes(
            minutes, assessed=look_over(done, text_to_release(minutes)), by=town.soren
        ).uid,
    }


def _imported(town: Town, mark: str) -> Rows:
    """A loaded reading, and one with questions about its committee and a person."""
    run = start_run(name=mark, by=town.soren, body=town.body)
    known = Record(
        municipality=town.body.name,
        organization=f"{mark}udvalget",
        date=date(2019, 3, 5),
        attendance=(Attendee(f"Viggo {mark}sen", party="A"),),
        items=(Item(number=1, title=f"{mark}: gammel", decision=Decision("Ja", "approved")),),
    )
    asking = Record(
        municipality=town.body.name,
        organization=f"{mark}udvalgett",
        date=date(2019, 4, 2),
        attendance=(Attendee(f"V. {mark}sen", party="A"),),
        items=known.items,
    )
    readings = []
    for record in (known, asking):
        kept = keep([f"{mark} {record.date}".encode()])
        name = f"{mark}-{record.date}.json"
        file = receive_file(run, path=name, kept=kept, by=town.soren).file
        assert file
        readings += keep_readings(file, records=[record], version="1", by=town.soren)
    loaded = load_reading(readings[0], by=town.soren)
    assert loaded.meeting
    return {
        "run": run.pk,
        "loaded": loaded.pk,
        "reading": readings[1].pk,
        "sha256": readings[1].file.sha256,
        "old meeting": loaded.meeting.pk,
        "old publication": loaded.meeting.publications.get().uid,
        "same committee": f"same:{loaded.meeting.organization_id}",
        "same person": f"same:{loaded.meeting.organization.memberships.get().person_id}",
    }


# -- addresses ----------------------------------------------------------------------------------

OUTSIDE = {"sign-in", "oidc-begin", "oidc-callback", "sign-out", "kept", "drop-kept"}
"""What no rights stand behind, and one's own forms that were not sent (tests/people)."""
NAMES = {
    "section-state": "section", "section-history": "section", "save-section": "section",
    "settle-text": "beside", "members": "committee", "customs": "committee",
    "importer:run": "run", "importer:go_on": "run", "importer:accept_run": "run",
    "importer:questions": "run", "importer:original": "sha256",
}  # fmt: skip
"""Addresses to the row that their `pk` (or sha256) names; a reading's where nothing is said."""


def routes() -> dict[str, str]:
    """Every named address behind the sign-in, with its route."""
    return {name: route for name, route in _routes(get_resolver(), "") if name not in OUTSIDE}


def _routes(resolver: URLResolver, before: str, space: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            if one.name and space != "public:":
                yield space + one.name, route
        else:
            yield from _routes(one, route, f"{one.app_name}:" if one.app_name else space)


def named_in(name: str) -> list[str]:
    """What an address names, outermost first."""
    kinds = []
    for part in re.findall(r"<\w+:(\w+)>", routes()[name]):
        if part == "uid":
            kinds.append("case" if "sager" in routes()[name] else "meeting")
        elif part in ("pk", "sha256"):
            kinds.append(NAMES.get(name, "reading"))
        else:
            kinds.append(part)
    return kinds


def address(name: str, *rows: Rows) -> str:
    """The address with a row in each place, the last of `rows` in all that follow."""
    kinds = named_in(name)
    given = [*rows, *[rows[-1]] * len(kinds)]
    return reverse(name, args=[given[place][kind] for place, kind in enumerate(kinds)])


def signed_in(town: Town, who: str) -> Client:
    client = Client()
    client.force_login(town.users[who])
    return client


def test_no_address_shows_or_does_anything_with_a_row_of_theirs(ours: Rows, theirs: Rows) -> None:
    before = rows_of(theirs["town"].body)
    wrong = []
    for who in ATTACKERS:
        client = signed_in(ours["town"], who)
        for name in routes():
            kinds = named_in(name)
            places = [address(name, theirs)] if kinds else []
            places += [address(name, ours, theirs)] if len(kinds) > 1 else []
            for place in places:
                got = [client.get(place).status_code, client.post(place, {}).status_code]
                wrong += [(who, name, place, got)] * (not {404, 405}.issuperset(got))
    assert not wrong
    assert rows_of(theirs["town"].body) == before


def test_no_page_of_ones_own_names_anything_of_theirs(ours: Rows, theirs: Rows) -> None:
    wrong = []
    for who in ATTACKERS:
        client = signed_in(ours["town"], who)
        for name in routes():
            answer = client.get(address(name, ours))
            told = b"" if answer.streaming else answer.content
            wrong += [(who, name)] * (NEXT_DOOR.encode() in told)
    assert not wrong


# -- fields -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """A form that names a row: where it is posted, what else it says, and which of its fields names
    which row. `who` posts it; `at` are rows of another name in the address itself."""

    address: str
    said: dict[str, Any]
    named: dict[str, str]
    who: str = "soren"
    at: dict[str, str] = field(default_factory=dict)


DAY = {"starts_on": "2026-10-01", "ends_on": "2099-01-01"}
FIELDS = [
    Field("read-file", {"act": "drop"}, {"mark": "mark"}, "mette", {"item": "told under", "file": "told file"}),
    Field("new-case", {"title": "x"}, {"unit": "unit", "template": "template"}, "sanne"),
    Field("case", {"title": "x", "version": 2}, {"units": "unit", "route": "own committee"}, "sanne"),
    Field("plan-meetings", {"starts_at": "2027-03-03T15:00"}, {"organization": "committee"}),
    Field("participants", {"act": "call"}, {"person": "substitute", "for": "person"}, at={"meeting": "planned"}),
    Field("members", DAY, {"person": "substitute", "substitute_for": "person"}),
    Field("change-agenda", {}, {"case": "ready"}, at={"meeting": "planned"}),
    Field("messages", {"text": "x"}, {"meeting": "planned row"}),
    Field("proposals", {"title": "x", "points": "x"}, {"organization": "committee"}, "mette"), Field("chair-decisions", {"decided_on": "2026-09-01", "ground": "urgent", "reason": "x", "title": "x", "text": "x"}, {"person": "mette"}),
    Field("place-proposal", {"act": "put_off", "reason": "x"}, {"proposal": "proposal", "to": "later"}, at={"meeting": "planned"}),
    Field("sort-messages", {"act": "leave", "reason": "x"}, {"message": "message"}, at={"meeting": "planned"}),
    Field("add-message", {}, {"strike": "told"}, at={"item": "told under"}),
    Field("note-guest", {}, {"strike": "guest"}),
    Field("attend", {}, {"turn": "person"}),
    Field("attend", {}, {"able": "person"}), Field("attend", {}, {"recused": "person"}),
    Field("strike", {}, {"strike_event": "event"}),
    Field("draft-decision", {}, {"use_draft": "draft"}), Field("draft-decision", {}, {"drop": "draft"}),
    Field("decide", {"outcome": "referred", "text": "x", "version": 0, "quorum_reason": "x"}, {"referred_to": "committee"}),
    Field("vote", {"on": "x"}, {"member-{}": "mette"}),
    Field("strike", {}, {"strike_ballot": "ballot"}), Field("remark", {"remark_kind": "remark", "remark_text": "x"}, {"remark_person": "mette"}),
    Field("remark", {}, {"reword": "remark", "remark-{}": "remark"}),
    Field("strike", {}, {"strike_remark": "remark"}),
    Field("settle-decision", {"take": "1", "version": 1}, {"pk": "beside decision"}),
    Field("remark", {"stop": "1"}, {"stop_person": "mette"}),
    Field("take-up", {"how": "urgent", "reason": "x"}, {"case": "ready too"}), Field("treat-before", {}, {"before": "open item"}, at={"item": "last item"}),
    Field("lapse-item", {}, {"to": "later"}, at={"item": "open item"}),
    Field("apologize", {"act": "send"}, {"substitute": "substitute"}, "mette", {"meeting": "planned"}),
    Field("participants", {"act": "apology"}, {"person": "mette"}, at={"meeting": "planned"}),
    Field("participants", {"act": "back"}, {"person": "mette"}, at={"meeting": "planned"}),
    Field("participants", {"act": "give_back"}, {"substitute": "seat"}, at={"meeting": "later meeting"}),
    Field("correct-minutes", {}, {"remind": "minutes"}, at={"meeting": "done"}),
    Field("correct-minutes", {"text": "x"}, {"item": "done item"}, at={"meeting": "done"}),
    Field("correct-minutes", {"title": "x", "file": b"x"}, {"item": "done item"}, at={"meeting": "done"}),
    Field("correct-minutes", {}, {"remove_file": "left file"}, at={"meeting": "done"}),
    Field("take-back", {"reason": "x"}, {"publication": "publication"}, at={"meeting": "done"}),
    Field("importer:answer", {"question": "person:V."}, {"choice": "same person"}),
    Field("importer:answer", {"question": "organization"}, {"choice": "same committee"}),
    Field("importer:answer", {"question": "meeting"}, {"choice": "old meeting"}),
    Field("importer:take_back", {"reason": "x"}, {"publication": "old publication"}, at={"reading": "loaded"}),
    Field("change-meeting", {"cancel": "1", "reason": "x"}, {"to": "later"}, at={"meeting": "planned"}),
]  # fmt: skip
"""Every field by which a form names a row of its own municipality, in an order that each still works."""

NO_ROW = set(
    """about act after before colour quote page start all approve arrives leaves parts closed_part closed closed_reason amendment arrange back by cancel choice comment day documents draft ends_at ends_on erase event everybody extraordinary field
    file files finding first_items formula formulas go full_days hash hide_plan items html internal journal_number kind link
    last_items late late_reason location message_days move notice_days on open order outcome parties_told paths place plan point- points
    pointtext- printed proposed_by quorum_reason remark remark- chair_looks remark_kind remark_text stop
    then undo with_vote protected_terms public_text public_title proposal_days public
    publish_agenda publish_days publish_hour question ready_days reason recommended refuse remind_days starts_at starts_on
    remove replacement republish section return return_on rhythm saturday_counts sections send skip_july starts_at svar- take take_back tekst- text title
    because seen_ballots seen_draft until unlooked usual_place was version visible_from months next_on weeks what words rows next user party- again name party role short_name how undo majority_takes_up after chair_decides colour decided_on ground like mark not_carried_out page quote recusal_substitutes remove_file send_away stand_in stand_in- start""".split()
)
"""Fields that name no row or only say which rows a page showed, are chosen among one's own on a page of groups, or (`user`) choose an
actor in the demo."""
READ = re.compile(
    r"""(?:POST|said)(?:\.get|\.getlist)?[\[(]f?"([a-z_-]+)|"([a-z_-]+)" in (?:request\.POST|said)\b|"""
    r"""name\.startswith\("([a-z_-]+)"\)"""
)


def fields_read() -> set[str]:
    """Every field that some view or form of the house reads."""
    found: set[str] = set()
    for path in (ROOT / "raadslag").rglob("*views.py"):
        found |= {next(filter(None, groups)) for groups in READ.findall(path.read_text())}
    for path in (ROOT / "raadslag").rglob("*.py"):
        text = path.read_text()
        for form in re.findall(r"^class (\w+)\((?:forms\.|_)Form\)", text, flags=re.MULTILINE):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found |= set(import_string(f"{module}.{form}").base_fields)
    return found


def test_every_field_that_a_form_sends_is_tried_or_names_no_row() -> None:
    tried = {name.replace("{}", "") for one in FIELDS for name in one.named}
    assert fields_read() - tried - NO_ROW == set()


def form_of(one: Field, ours: Rows, rows: dict[str, Rows]) -> dict[str, Any]:
    """The form with a row in each naming field: `rows` says whose, ours where nothing is said."""
    form = dict(one.said)
    if "file" in form:
        form["file"] = SimpleUploadedFile("a.txt", form["file"])
    for name, kind in one.named.items():
        value = rows.get(name, ours)[kind]
        if "{}" in name:
            form[name.format(value)] = "for"
        else:
            form[name] = value
    return form


def test_no_field_reaches_a_row_of_theirs(ours: Rows, theirs: Rows) -> None:
    before = rows_of(theirs["town"].body)
    assert not crossings()
    for one in FIELDS:
        client = signed_in(ours["town"], one.who)
        place = address(one.address, ours | {to: ours[row] for to, row in one.at.items()})
        for name in one.named:
            said = form_of(one, ours, {name: theirs})
            answer = client.post(place, said, headers={"accept": "application/json"})
            assert answer.status_code < 500, (one, name)
            assert not crossings(), (one, name)
            assert rows_of(theirs["town"].body) == before, (one, name)
        deeds = done_in_all()
        seen = (
            {"seen": client.get(place).context["seen"]} if one.address == "change-meeting" else {}
        )
        client.post(place, form_of(one, ours, {}) | seen)
        assert done_in_all() > deeds, f"{one} does nothing even with one's own rows"
    assert rows_of(theirs["town"].body) == before
