"""A meeting does not end with what does not fit together: drafts, votes of the absent, too few, a tie."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.meetings.attending import note_attendance, turn_seat
from raadslag.meetings.closing import why_not_close_now
from raadslag.meetings.compose import compose
from raadslag.meetings.deciding import record_decision
from raadslag.meetings.drafting import keep_draft
from raadslag.meetings.models import AgendaItem, Decision, DecisionDraft, Meeting
from raadslag.meetings.remarking import note_remark, reword_remark, stop_decision
from raadslag.meetings.voting import record_vote, strike_vote
from raadslag.meetings.whole import Whole
from tests.cast import Town
from tests.minutes.test_month import codes, decide_rest, opened

pytestmark = pytest.mark.once

PROPOSED = Whole("approved_as_recommended", "Indstillingen godkendt.")


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return opened(town, "Vejviser")


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(title="Vejviser")


def why(town: Town, meeting: Meeting) -> set[str]:
    return {no.code for no in why_not_close_now(meeting, by=town.soren)}


def votes(town: Town, **sides: str) -> dict[int, str]:
    said = dict.fromkeys(town.members(), "for") | sides
    return {town.person(name).pk: side for name, side in said.items() if side}


def test_a_meeting_with_a_draft_is_not_closed_and_confirming_it_is_an_act_of_its_own(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    decide_rest(town, meeting)
    assert not why(town, meeting)
    written = Whole("approved_as_recommended", "Udvalget vil se pri")
    assert keep_draft(item, written, version=1, proposed=PROPOSED, by=town.soren)
    assert why(town, meeting) == {"open-draft"}
    assert Decision.objects.get(item=item).text == "Indstillingen godkendt."
    record_decision(item, outcome="other", text="Prisen først.", version=1, by=town.soren)
    assert not DecisionDraft.objects.exists()
    assert not why(town, meeting)


def test_what_stands_or_is_proposed_untouched_is_no_draft(town: Town, item: AgendaItem) -> None:
    assert keep_draft(item, PROPOSED, version=0, proposed=PROPOSED, by=town.soren) is None
    begun = {"kind": "remark", "person": "", "text": "Husk"}
    kept = keep_draft(item, PROPOSED, version=0, proposed=PROPOSED, by=town.soren, remark=begun)
    assert kept is not None
    assert kept.remark["text"] == "Husk"


def test_a_refused_decision_is_kept_as_a_draft_with_the_remark_that_was_begun(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    record_vote(
        item, on="", choices=votes(town, erik="", dina="against", carl="against"), by=town.soren
    )  # type: ignore[arg-type]
    soren = Client()
    soren.force_login(town.soren)
    said = {"outcome": "noted", "text": "Noteret med glæde.", "version": "0", "then": "next"}
    said |= {"remark_text": "Carl bad om tal.", "remark_kind": "remark"}
    answer = soren.post(reverse("decide", args=[meeting.uid, item.uid]), said, follow=True)
    assert "bortfaldet ved stemmelighed" in answer.content.decode()
    assert not Decision.objects.exists()
    draft = DecisionDraft.objects.get()
    assert (draft.text, draft.remark["text"]) == ("Noteret med glæde.", "Carl bad om tal.")
    said |= {"outcome": "rejected", "text": "Forslaget er bortfaldet."}
    soren.post(reverse("decide", args=[meeting.uid, item.uid]), said)
    assert Decision.objects.get().outcome == "rejected"
    assert item.remarks.get().text == "Carl bad om tal."


def test_a_vote_whose_voter_proves_absent_is_settled_before_the_end(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    ballot = record_vote(item, on="", choices=votes(town), by=town.soren)  # type: ignore[arg-type]
    decide_rest(town, meeting)
    turn_seat(item, person=town.person("erik"), by=town.soren)
    assert why(town, meeting) == {"voter-absent"}
    turn_seat(item, person=town.person("erik"), by=town.soren)
    assert not why(town, meeting)
    note_attendance(meeting, person=town.person("dina"), event="recused", item=item, by=town.soren)
    assert why(town, meeting) == {"voter-absent"}
    strike_vote(ballot, by=town.soren)
    assert not why(town, meeting)


def test_too_few_decide_with_a_reason_that_the_minutes_print(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    for name in ("carl", "dina", "erik"):
        turn_seat(item, person=town.person(name), by=town.soren)
    words = {"outcome": "approved_as_recommended", "text": "Indstillingen godkendt.", "version": 0}
    with pytest.raises(NotAllowed) as error:
        record_decision(item, by=town.soren, **words)  # type: ignore[arg-type]
    assert codes(error) == {"no-quorum-reason"}
    record_decision(item, quorum_reason="Dina var med på telefon.", by=town.soren, **words)  # type: ignore[arg-type]
    told = compose(meeting, kind="minutes").items[1].decision.remarks
    assert told == ("2 af 5 var noteret som til stede. Der blev besluttet, fordi: Dina var med på telefon.",)  # fmt: skip
    turn_seat(item, person=town.person("dina"), by=town.soren)
    assert compose(meeting, kind="minutes").items[1].decision.remarks == ()


def test_two_ballots_are_both_kept_and_who_was_there_without_voting_is_told(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    against = dict.fromkeys(("aage", "carl", "dina"), "against")
    record_vote(
        item, on="Lavere gebyr", subject="amendment", proposed_by="Mette Holm",
        choices=votes(town, **against), by=town.soren,
    )  # type: ignore[arg-type]  # fmt: skip
    record_vote(item, on="", choices=votes(town, erik="silent"), by=town.soren)  # type: ignore[arg-type]
    note_remark(item, kind="dissent", text="For dyrt.", person=town.person("mette"), by=town.soren)
    decide_rest(town, meeting)
    decision = compose(meeting, kind="minutes").items[1].decision
    assert [vote.on for vote in decision.votes] == ["Ændringsforslag fra Mette Holm: Lavere gebyr", "Indstillingen"]  # fmt: skip
    assert decision.votes[1].did_not_vote == ("Erik Toft",)
    assert decision.dissents == ("Mette Holm: For dyrt.",)
    assert first_misfit() is None


def test_a_remark_put_right_keeps_its_place_and_what_it_said_before(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    first = note_remark(item, kind="remark", text="Husk tallne.", by=town.soren)
    note_remark(item, kind="remark", text="Og prisen.", by=town.soren)
    reword_remark(first, text="Husk tallene.", by=town.soren)
    said = compose(meeting, kind="minutes").items[1].decision.remarks
    assert said == ("Husk tallene.", "Og prisen.")
    assert item.remarks.count() == 3


def test_a_recused_member_stops_nothing_and_one_who_left_under_the_item_may(
    town: Town, meeting: Meeting, item: AgendaItem
) -> None:
    decide_rest(town, meeting)
    note_attendance(meeting, person=town.person("carl"), event="recused", item=item, by=town.soren)
    with pytest.raises(NotAllowed) as error:
        stop_decision(item, person=town.person("carl"), by=town.soren)
    assert codes(error) == {"recused"}
    turn_seat(item, person=town.person("dina"), by=town.soren)
    assert stop_decision(item, person=town.person("dina"), by=town.soren).stopped_by
