"""Whatever a person can type or read in is refused in Danish, or cut by rule, where its column has no room.

PostgreSQL answers a text that is too long with a fault of the house (500); SQLite keeps it all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from raadslag.allowed import NotAllowed
from raadslag.files.store import keep
from raadslag.fitting import EmailLine, Line, SlugLine
from raadslag.importer.actions import keep_readings, receive_file, start_run
from raadslag.importer.loading import load_reading
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.cancelling import cancel_meeting
from raadslag.meetings.models import Meeting
from raadslag.meetings.proposals import place_proposal, waiting_proposals
from raadslag.meetings.substitutes import send_apology
from raadslag.people.models import Body, Membership, Organization, Person
from raadslag.record import Attachment, Attendee, Decision, Item
from raadslag.record import Meeting as Record
from tests.cast import NOTICE_AT, Town, local
from tests.test_two_municipalities import Rows, _furnish

pytestmark = pytest.mark.once

LONG = "Lang " * 240


def columns() -> Iterator[tuple[type[models.Model], models.CharField[Any, Any]]]:
    """Every column of ours that has an end."""
    for model in apps.get_models():
        if model.__module__.startswith("raadslag."):
            for one in model._meta.concrete_fields:
                if isinstance(one, models.CharField) and one.max_length:
                    yield model, one


@cache
def _full_ones() -> str:
    """One question for all of them: a question for each took half of the walk's time."""
    name = connection.ops.quote_name
    return " UNION ALL ".join(
        f"SELECT '{model._meta.label}.{one.name}' WHERE EXISTS (SELECT 1 FROM {name(model._meta.db_table)}"
        f" WHERE LENGTH({name(one.column)}) > {one.max_length})"
        for model, one in columns()
    )


def over_full() -> list[str]:
    """Columns that hold more than they have room for."""
    with connection.cursor() as asked:
        asked.execute(_full_ones())
        return [name for (name,) in asked.fetchall()]


def test_every_column_with_an_end_looks_before_it_keeps() -> None:
    named = {"password", "username", "first_name", "last_name", "email"}  # Django's own account
    wrong = {
        f"{model._meta.label}.{one.name}"
        for model, one in columns()
        if not isinstance(one, Line | SlugLine | EmailLine)
        and one.name not in named
        and not one.choices
    }
    assert not wrong


@pytest.mark.parametrize("way", ["save", "create", "bulk", "update"])
def test_however_a_row_is_written_a_text_without_room_is_refused_in_danish(
    town: Town, way: str
) -> None:
    long, row = "x" * 201, town.committee
    row.name = long
    rows = Organization.objects
    ways: dict[str, Callable[[], object]] = {
        "save": row.save,
        "create": lambda: rows.create(body=town.body, name=long, slug="x", kind=row.kind),
        "bulk": lambda: rows.bulk_create([row]),
        "update": lambda: rows.filter(pk=row.pk).update(name=long),
    }
    with pytest.raises(NotAllowed) as no:
        ways[way]()
    assert str(no.value) == (
        "»Navn« fylder 201 tegn; der er plads til 200. Forkort teksten, og send igen."
    )


# -- forms --------------------------------------------------------------------------------------

TYPED = {"text", "search", "url", "tel", "email", ""}
FILLED = {
    "date": "2026-12-01",
    "datetime-local": "2026-12-01T10:00",
    "time": "10:00",
    "number": "1",
}


UNREAD = {"csrfmiddlewaretoken", "form_origin", "back"}
"""What the house put there itself, and takes no words from."""


@dataclass(frozen=True)
class Form:
    """A form as somebody was shown it: its fields filled in so that it might be accepted."""

    who: str
    address: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    files: tuple[str, ...]


def forms_of(town: Town, who: str, starts: list[str], most: int = 60) -> Iterator[Form]:
    """Every form that is shown to somebody who follows the house's own links."""
    client, waiting, seen = Client(), list(starts), set[str]()
    client.force_login(town.users[who])
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        page: Any = lxml_html.fromstring(answer.content)
        links = [str(a.get("href")).split("#")[0] for a in page.iter("a")]
        waiting += [one for one in links if one.startswith(("/arbejde", "/indlaes", "/drift"))]
        for form in page.forms:
            if (form.method or "").lower() == "post" and "/log-ud/" not in (form.action or ""):
                yield from _forms(who, form.action or answer.request["PATH_INFO"], form)


def _forms(who: str, address: str, form: Any) -> Iterator[Form]:
    fields, typed, files = list[tuple[str, str]](), list[str](), list[str]()
    for one in form.inputs:
        name, kind = one.get("name"), (one.get("type") or "").lower()
        if not name or kind in {"submit", "button", "image"} or one.tag == "button":
            continue
        if kind == "file":
            files.append(name)
        elif one.tag == "select":
            values = [v for v in one.value_options if v]
            fields += (
                [(name, one.value if isinstance(one.value, str) and one.value else values[0])]
                if values
                else []
            )
        elif kind in {"checkbox", "radio"}:
            if one.checked or (kind == "radio" and name not in dict(fields)):
                fields.append((name, one.get("value") or "on"))
        elif one.tag == "textarea" or (one.tag == "input" and kind in TYPED):
            fields.append((name, one.value or "Tekst til prøve"))
            typed.append(name)
        else:
            fields.append((name, one.value or FILLED.get(kind, "")))
    buttons = [(b.get("name"), b.get("value") or "") for b in form.iter("button") if b.get("name")]
    for button in buttons or [None]:
        said = [*fields, button] if button else fields
        yield Form(who, address, tuple(said), tuple(typed), tuple(files))


def ways(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The form sent with one long text or file's name at a time."""
    plain: dict[str, Any] = {}
    for name, value in form.fields:
        plain.setdefault(name, []).append(value)
    sent = {name: SimpleUploadedFile("a.txt", b"Tekst.") for name in form.files}
    chosen = [name for name, _ in form.fields if name not in {*form.typed, *UNREAD}]
    for name in (*form.typed, *chosen):
        yield name, plain | {name: [LONG]} | sent
    for name in form.files:
        longest = f"{'lang' * 60}.txt"
        yield name, plain | sent | {name: SimpleUploadedFile(longest, b"Tekst.")}


@pytest.fixture
def furnished(town: Town) -> Rows:
    rows = _furnish(town, "Egen")
    for user in (town.soren, town.sanne):
        user.may_import = user.may_publish = user.may_operate = user.may_set_up = True
        user.save()
    return rows


@pytest.mark.slow
def test_no_form_keeps_or_breaks_on_a_text_that_is_too_long(furnished: Rows) -> None:
    town: Town = furnished["town"]
    meetings = [
        reverse(page, args=[furnished[name]])
        for name in ("meeting", "planned", "done")
        for page in ("meeting", "agenda", "live", "release")
    ]
    tried, wrong = set[tuple[str, str]](), list[tuple[str, str, str]]()
    assert over_full() == []
    for who in ("soren", "sanne", "dorte", "mette"):
        for form in forms_of(town, who, ["/arbejde/", "/indlaes/", "/drift/opgaver/", *meetings]):
            shape = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "*", form.address)
            for name, said in ways(form):
                key = (
                    shape,
                    re.sub(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "*", name)
                    + str(dict(form.fields).get("act", "")),
                )
                if key in tried:
                    continue
                tried.add(key)
                client = Client(raise_request_exception=False)
                client.force_login(town.users[who])
                with transaction.atomic():
                    answer = client.post(form.address, said)
                    full = [] if answer.status_code >= 500 else over_full()
                    transaction.set_rollback(True)
                if answer.status_code >= 500 or full:
                    wrong.append((shape, name, f"{answer.status_code} {full}"))
    assert len({shape for shape, _ in tried}) > 25, sorted({shape for shape, _ in tried})
    assert not wrong, "\n".join(map(str, wrong))


# -- what the house writes itself -----------------------------------------------------------------


def fill(rows: models.QuerySet[Any], name: str) -> None:
    """Every row's name as long as its column has room for, still each its own."""
    most = rows.model._meta.get_field(name).max_length
    for row in rows:
        text = f"{getattr(row, name)} "
        setattr(row, name, (text * (most // len(text) + 1))[:most].strip().ljust(most, "x"))
        row.save()


def test_letters_titles_and_addresses_are_made_of_names_as_long_as_they_may_be(town: Town) -> None:
    for model, name in (
        (Body, "name"),
        (Organization, "name"),
        (Person, "name"),
        (Membership, "title"),
    ):
        fill(model.objects.all(), name)
    for model, name in ((Body, "slug"), (Organization, "slug"), (Person, "slug")):
        for row in model.objects.all():
            most = model._meta.get_field(name).max_length
            setattr(row, name, getattr(row, name).ljust(most, "x"))
            row.save()
    for user in town.users.values():
        user.refresh_from_db()
    town.committee.refresh_from_db()
    town.body.refresh_from_db()
    rows = _furnish(town, "Egen")
    case = town.write("T" * 300)
    meeting = Meeting.objects.get(uid=rows["planned"])
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    for proposal in waiting_proposals(meeting):
        place_proposal(proposal, meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    send_apology(
        meeting,
        person=town.person("mette"),
        reason="x" * 300,
        substitute=town.person("bodil"),
        by=town.mette,
    )
    cancel_meeting(meeting, reason="x" * 300, by=town.soren)
    drain()
    wrong = Job.objects.exclude(error="").values_list("kind", "error")
    assert not wrong, list(wrong)
    assert over_full() == []


def old(town: Town, **more: Any) -> Record:
    """Old minutes of a committee that the house has not heard of."""
    return replace(
        Record(
            municipality=town.body.name,
            organization="Vejudvalget",
            date=date(2019, 3, 5),
            attendance=(Attendee("Viggo Vejsen", party="A"),),
            items=(Item(number=1, title="Vejen", decision=Decision("Ja", "approved")),),
        ),
        **more,
    )


LONG_PARTS: dict[str, dict[str, Any]] = {
    "the committee": {"organization": f"{LONG}udvalget"},
    "the place": {"location": LONG},
    "a member": {"attendance": (Attendee(f"Viggo {LONG}", party=LONG, role=LONG),)},
    "an item": {
        "items": (
            Item(
                number=1,
                title=LONG,
                journal_number=LONG,
                decision=Decision(LONG, "approved"),
                recommendations=(LONG,),
                attachments=(Attachment(title=LONG, file_name=f"{LONG}.pdf"),),
            ),
        )
    },
    "the file": {"file": f"{LONG}.pdf"},
}  # fmt: skip


@pytest.mark.parametrize("part", LONG_PARTS)
def test_old_minutes_with_texts_of_any_length_are_read_in(town: Town, part: str) -> None:
    town.soren.may_import = True
    town.soren.save()
    run = start_run(name=LONG, by=town.soren, body=town.body)
    kept = keep([b"Referat."])
    file = receive_file(run, path=f"{LONG}/{LONG}.txt", kept=kept, by=town.soren).file
    assert file
    (reading,) = keep_readings(
        file, records=[old(town, **LONG_PARTS[part])], version="1", by=town.soren
    )
    assert load_reading(reading, by=town.soren).meeting
    drain()
    wrong = Job.objects.exclude(error="").values_list("kind", "error")
    assert not wrong, list(wrong)
    assert over_full() == []
