"""A small invented municipality with a few meetings, published through the house's own doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from raadslag.journal.actions import SYSTEM
from raadslag.meetings.models import Meeting
from raadslag.people.models import Body, Organization, Person
from raadslag.public.actions import publish
from raadslag.public.gate import look_over
from raadslag.public.models import Publication
from raadslag.record import (
    Attendee,
    Decision,
    Item,
    Paragraph,
    PriorTreatment,
    Section,
    Span,
    Table,
)
from raadslag.record import Meeting as Record

Publish = Callable[..., Publication]
PEOPLE = (
    Attendee("Vibeke Tornager", party="A", role="formand"),
    Attendee("Jens Hedelund", party="V", status="apologies"),
)


def section(heading: str | None, text: str, key: str = "case") -> Section:
    return Section(heading=heading, key=key, text=text, blocks=(Paragraph((Span(text),)),))


@pytest.fixture
def body(db: None) -> Body:
    return Body.objects.create(name="Mosevang Kommune", slug="mosevang", short_name="Mosevang")


@pytest.fixture
def committee(body: Body) -> Organization:
    return Organization.objects.create(
        body=body, name="Arbejdsmarkedsudvalget", slug="arbejdsmarkedsudvalget"
    )


@pytest.fixture
def council(body: Body) -> Organization:
    return Organization.objects.create(
        body=body, name="Byrådet", slug="byraadet", kind=Organization.Kind.COUNCIL
    )


@pytest.fixture
def person(body: Body) -> Person:
    return Person.objects.create(body=body, name="Vibeke Tornager", slug="vibeke-tornager")


def bridge_item(number: int = 2, **more: object) -> Item:
    """An open item that shows what an item may hold."""
    return Item(
        number=number,
        title="Lån af elcykler til jobsøgende",
        journal_number="15.00.00-P22-7-24",
        sections=(
            section(
                "Sammendrag",
                "Udvalget skal tage stilling til en ordning med lånecykler.",
                "summary",
            ),
            Section(
                heading="Økonomi",
                key="economy",
                text="Udgiften fordeler sig over to år.",
                blocks=(
                    Paragraph((Span("Udgiften fordeler sig "), Span("over to år", strong=True))),
                    Table(
                        "Udgift i kr.", ("År", "Beløb"), (("2024", "150.000"), ("2025", "90.000"))
                    ),
                ),
            ),
        ),
        recommended_by="Job- og Virksomhedscenteret",
        recommendations=("ordningen prøves i to år",),
        decision=Decision(text="Godkendt.\n\nUdvalget følger brugen.", outcome="approved"),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def publish_record() -> Publish:
    def act(
        organization: Organization, day: date, *items: Item, kind: str = "minutes", **more: object
    ) -> Publication:
        starts = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        meeting, _ = Meeting.objects.get_or_create(
            organization=organization,
            starts_at=starts,
            defaults={"state": Meeting.State.ENTERED},
        )
        wanted = {name: more.pop(name) for name in ("visible_from", "at") if name in more}
        record = Record(
            kind=kind,  # type: ignore[arg-type]
            municipality=organization.body.name,
            organization=organization.name,
            date=day,
            start_time="13:00",
            location="Rådhuset, mødelokale 2",
            attendance=more.pop("attendance", PEOPLE),  # type: ignore[arg-type]
            items=items,
            **more,  # type: ignore[arg-type]
        )
        looked = look_over(meeting, record)
        return publish(
            meeting,
            record=record,
            kind=record.kind,
            assessed=looked,
            by=SYSTEM,
            **wanted,  # type: ignore[arg-type]
        )

    return act


@pytest.fixture
def two_meetings(
    committee: Organization, council: Organization, publish_record: Publish
) -> list[Publication]:
    """One case: first the committee, a month later the council."""
    prior = PriorTreatment("Arbejdsmarkedsudvalget", date(2024, 3, 5), 2)
    first = publish_record(
        committee, date(2024, 3, 5), Item(number=1, title="Meddelelser"), bridge_item()
    )
    second = publish_record(
        council,
        date(2024, 4, 16),
        Item(
            number=5,
            title="Forslag om lånecykler",
            previous_treatment=(prior,),
            decision=Decision(text="Vedtaget.", outcome="approved"),
        ),
    )
    return [first, second]
