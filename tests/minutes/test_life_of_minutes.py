"""After the meeting: put right, sent, answered, taken back, corrected; and the public badge follows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.journal.actions import first_misfit
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.drafting import keep_draft
from raadslag.meetings.models import Meeting
from raadslag.meetings.remarking import note_remark
from raadslag.meetings.whole import Whole
from raadslag.minutes.putting_right import correct_outcome, take_back_minutes
from raadslag.minutes.signing import approve_minutes, draft_minutes, is_approved, newest_minutes
from raadslag.minutes.waiting import waiting_for
from raadslag.people.models import Letter
from raadslag.people.rights import rights_of
from raadslag.public.actions import publish_minutes
from raadslag.public.gate import look_over
from raadslag.public.models import Publication
from tests.cast import Town
from tests.minutes.test_month import codes, decide_rest, opened


@pytest.fixture
def ended(town: Town) -> Meeting:
    meeting = opened(town, "Vejviser")
    decide_rest(town, meeting)
    return close_meeting(meeting, by=town.soren)


def page(town: Town, who: str, meeting: Meeting, name: str = "minutes") -> tuple[int, str]:
    client = Client()
    client.force_login(town.users[who])
    answer = client.get(reverse(name, args=[meeting.uid]))
    return answer.status_code, answer.content.decode(errors="ignore")


def waits(town: Town) -> list[tuple[str, str]]:
    """What the secretary's page says of minutes and the public: rettet or godkendt, and where to go."""
    tasks = waiting_for(town.soren, rights_of(town.soren))
    told = [task for task in tasks if "offentligheden" in task.what]
    return [("rettet" if "rettet" in task.what else "godkendt", task.address) for task in told]


def test_nobody_is_asked_until_the_secretary_sends_and_the_chair_may_look(
    town: Town, ended: Meeting
) -> None:
    item = ended.items.get(title="Vejviser")
    assert not Letter.objects.filter(subject__startswith="Godkend referatet").exists()
    record_decision(
        item, outcome="approved_as_recommended", text="Indstillingen godkendt med glæde.",
        version=1, by=town.soren,
    )  # fmt: skip
    note_remark(item, kind="remark", text="Udvalget roste arbejdet.", by=town.soren)
    for who in ("soren", "mette"):
        status, text = page(town, who, ended)
        assert status == 200
        assert "ingen er spurgt endnu" in text
        assert "godkendt med glæde" in text
    assert page(town, "aage", ended)[0] == 404
    assert page(town, "mette", ended, "minutes-pdf")[0] == 200
    keep_draft(item, Whole("noted", "Hm"), version=2, proposed=Whole("none"), by=town.soren)
    with pytest.raises(NotAllowed) as error:
        draft_minutes(ended, by=town.soren)
    assert codes(error) == {"open-draft"}
    item.drafts.all().delete()
    record = draft_minutes(ended, by=town.soren).as_record()
    assert record.items[1].decision.remarks == ("Udvalget roste arbejdet.",)
    assert Letter.objects.filter(subject__startswith="Godkend referatet").count() == 5
    with pytest.raises(NotAllowed) as error:
        record_decision(item, outcome="noted", text="Nej.", version=2, by=town.soren)
    assert codes(error) == {"minutes-sent"}


def test_a_decision_put_right_sends_its_case_the_right_way(town: Town, ended: Meeting) -> None:
    item, case = ended.items.get(title="Vejviser"), Case.objects.get(title="Vejviser")
    assert case.state == Case.State.TREATED
    record_decision(
        item, outcome="postponed", text="Udsættes.", return_on=ended.starts_at.date(), version=1,
        by=town.soren,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.state == Case.State.READY
    assert not case.stops.exclude(treated_on=None).exists()
    record_decision(item, outcome="approved", text="Ja, dog 10.", version=2, by=town.soren)
    case.refresh_from_db()
    assert case.state == Case.State.TREATED
    assert case.stops.exclude(treated_on=None).count() == 1
    assert first_misfit() is None


def test_minutes_taken_back_are_put_right_and_asked_about_anew(town: Town, ended: Meeting) -> None:
    first = draft_minutes(ended, by=town.soren)
    approve_minutes(first, person=town.person("mette"), text_hash=first.record_hash, by=town.mette)
    with pytest.raises(NotAllowed) as error:
        take_back_minutes(ended, reason=" ", by=town.soren)
    assert codes(error) == {"no-reason"}
    take_back_minutes(ended, reason="Prisen mangler", by=town.soren)
    assert newest_minutes(ended) is None
    told = Letter.objects.filter(subject__contains="trukket tilbage")
    assert told.count() == 5
    assert "Prisen mangler" in told[0].text
    item = ended.items.get(title="Vejviser")
    record_decision(item, outcome="approved", text="Ja, til 40.000 kr.", version=1, by=town.soren)
    again = draft_minutes(Meeting.objects.get(pk=ended.pk), by=town.soren)
    assert again.version == 2
    assert not again.approvals.exists()
    for name in town.members():
        approve_minutes(
            again, person=town.person(name), text_hash=again.record_hash, by=town.users[name]
        )
    assert is_approved(ended)
    assert [what for what, _ in waits(town)] == ["godkendt"]
    with pytest.raises(NotAllowed) as error:
        take_back_minutes(ended, reason="For sent", by=town.soren)
    assert codes(error) == {"approved"}


def test_a_wrong_outcome_is_put_right_and_the_public_badge_follows(
    town: Town, ended: Meeting
) -> None:
    minutes = draft_minutes(ended, by=town.soren)
    publish_minutes(minutes, assessed=look_over(ended, minutes.as_record()), by=town.soren)
    item = ended.items.get(title="Vejviser")
    newer = correct_outcome(
        ended, item=str(item.uid), outcome="noted", text="Det blev læst forkert op.", by=town.soren
    )
    part = newer.as_record().items[1]
    assert part.decision.outcome == "noted"
    assert part.decision.text == "Indstillingen godkendt."
    assert (
        "Udfaldet er »Taget til efterretning«, ikke »Indstillingen godkendt«"
        in part.sections[-1].text
    )
    assert waits(town) == [("rettet", reverse("release", args=[ended.uid]))]
    item.decision.refresh_from_db()
    assert item.decision.outcome == "noted"
    assert item.decision_versions.filter(conflict=False).count() == 2
    publish_minutes(newer, assessed=look_over(ended, newer.as_record()), by=town.soren)
    shown = Publication.objects.live().get(meeting=ended, kind="minutes")
    assert shown.items.get(title="Vejviser").outcome == "noted"
    assert waits(town) == []
    take_back_minutes(ended, reason="Det var rigtigt før", by=town.soren)
    assert newest_minutes(ended) == minutes
    assert [what for what, _ in waits(town)] == ["rettet"]
    item.decision.refresh_from_db()
    assert item.decision.outcome == "approved_as_recommended"
    assert first_misfit() is None
