"""A case that comes again says on the agenda where it was treated before, by what it is and not by likeness."""

from __future__ import annotations

from datetime import timedelta

from raadslag.meetings.compose import compose
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.record import PriorTreatment
from tests.cast import MEETING_AT, Town


def test_a_case_that_was_postponed_names_the_meeting_that_postponed_it_unless_it_was_closed(
    town: Town,
) -> None:
    first, second = town.plan(), town.plan(MEETING_AT + timedelta(days=28))
    case = town.approve(town.write("Ny aftale om transport"))
    before, again = (
        AgendaItem.objects.create(meeting=one, case=case, title=case.title, order=3, number=number)
        for one, number in ((first, 3), (second, None))
    )

    def said() -> tuple[PriorTreatment, ...]:
        items = compose(second, kind="agenda").items
        return next(item for item in items if item.id == str(again.uid)).previous_treatment

    assert said() == ()
    Meeting.objects.filter(pk=first.pk).update(state=Meeting.State.CLOSED)
    assert said() == (PriorTreatment(town.committee.name, MEETING_AT.date(), 3),)
    AgendaItem.objects.filter(pk=before.pk).update(closed=True)
    assert said() == ()
