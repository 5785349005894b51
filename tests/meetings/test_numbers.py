"""Numbers stand fast after the notice, whatever happens to the agenda; and one click is one answer."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.meetings.actions import add_to_agenda, move_item
from raadslag.meetings.calling import call_meeting, supplement_agenda, withdraw_item
from raadslag.meetings.models import Attendance
from raadslag.meetings.reading import agenda_of
from raadslag.people.rights import rights_of
from tests.cast import NOTICE_AT, Town, local

pytestmark = pytest.mark.once

ACTS = st.lists(
    st.tuples(st.sampled_from(["withdraw", "add", "move"]), st.integers(1, 6)), max_size=6
)


@pytest.mark.django_db
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_a_number_once_sent_is_never_given_to_another_item(
    town: Town, acts: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        meeting = town.plan()
        for title in ("Første", "Anden"):
            add_to_agenda(town.approve(town.write(title)), meeting=meeting, by=town.soren)
        call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
        sent = {item.uid: item.number for item in meeting.items.all()}
        for n, (act, place) in enumerate(acts):
            item = meeting.items.filter(number=place).first()
            try:
                with transaction.atomic():
                    if act == "add":
                        late = town.approve(town.write(f"Sen {n}"))
                        row = supplement_agenda(
                            late, meeting=meeting, reason="Frist", by=town.soren
                        )
                        assert row.number not in sent.values()
                        sent[row.uid] = row.number
                    elif item and act == "withdraw":
                        withdraw_item(item, reason="Mangler svar", by=town.soren)
                    elif item:
                        move_item(item, to=1, by=town.soren)
            except NotAllowed:
                continue
        assert {item.uid: item.number for item in meeting.items.all()} == sent
        newest = meeting.agendas.first()
        assert newest is not None
        printed = [item.number for item in newest.as_record().items]
        assert printed == sorted(sent.values())  # type: ignore[type-var]
        assert first_misfit() is None
        transaction.set_rollback(True)


def test_one_who_is_recused_no_longer_reads_the_closed_item(town: Town) -> None:
    case = town.write("Køb af grund hos nabo")
    case.closed, case.closed_reason, case.public_title = True, "Handel", "Køb af grund"
    case.save()
    meeting = town.plan()
    item = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    assert "hos nabo" in str(agenda_of(meeting, rights_of(town.carl)))
    Attendance.objects.create(
        meeting=meeting, person=town.person("carl"), event="recused", item=item, at=local(NOTICE_AT)
    )
    assert "hos nabo" not in str(agenda_of(meeting, rights_of(town.carl)))
    assert "hos nabo" in str(agenda_of(meeting, rights_of(town.mette)))
