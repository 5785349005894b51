"""A decision is one thing: outcome, words, day and points are kept, compared and chosen together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadslag.allowed import NotAllowed
from raadslag.meetings.closing import close_meeting
from raadslag.meetings.compose import compose
from raadslag.meetings.deciding import record_decision, settle_decision
from raadslag.meetings.models import AgendaItem, Decision, Meeting
from raadslag.meetings.remarking import note_remark
from raadslag.meetings.voting import record_vote
from raadslag.people.models import Membership, User
from tests.cast import FIRST_DAY, Town
from tests.minutes.test_month import codes, decide_rest, opened

pytestmark = pytest.mark.once


@pytest.fixture
def second(town: Town) -> User:
    """Another secretary of the committee, at a desk of their own."""
    Membership.objects.create(
        person=town.person("stranger"),
        organization=town.committee,
        role=Membership.Role.SECRETARY,
        starts_on=FIRST_DAY,
    )
    return town.stranger


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def treated(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(title="Vejviser")


def typed(client: Client, item: AgendaItem, **said: str) -> dict[str, str]:
    """What a secretary sends: the page as it was fetched, with their own words in it."""
    page = client.get(reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}")
    start = page.context["form"].initial
    kept = {name: "" if value is None else str(value) for name, value in start.items()}
    return kept | said


def send(client: Client, item: AgendaItem, form: dict[str, str]) -> str:
    where = reverse("decide", args=[item.meeting.uid, item.uid])
    return client.post(where, form, follow=True).content.decode()


def test_two_secretaries_who_save_at_once_mix_nothing(town: Town, second: User) -> None:
    item = treated(opened(town, "Vejviser"))
    one, other = desk(town.soren), desk(second)
    noted = typed(one, item, outcome="noted", text="Taget til efterretning.")
    back = "2026-11-10"
    postponed = typed(other, item, outcome="postponed", text="Udsættes.", return_on=back)
    assert "skrev samtidig" not in send(one, item, noted)
    assert "skrev samtidig" in send(other, item, postponed)

    page = other.get(reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}")
    text = page.content.decode()
    assert "To beslutninger" in text
    for words in ("Taget til efterretning", "Udsat", "Udsættes.", "10. november 2026"):
        assert words in text
    beside = page.context["beside"][0].row
    choose = {"pk": beside.pk, "take": "1", "version": "1"}
    other.post(reverse("settle-decision", args=[item.meeting.uid, item.uid]), choose)

    decision = Decision.objects.get(item=item)
    assert (decision.outcome, decision.text) == ("postponed", "Udsættes.")
    assert decision.return_on == date(2026, 11, 10)
    written = compose(item.meeting, kind="minutes").items[1].decision
    assert written.outcome == "postponed"
    assert "efterretning" not in (written.text or "")


def test_the_same_words_with_another_outcome_are_another_decision(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    record_decision(item, outcome="discussed", text="Talt om.", version=0, by=town.soren)
    both = record_decision(item, outcome="rejected", text="Talt om.", version=0, by=town.soren)
    assert both.beside is not None
    assert Decision.objects.get(item=item).outcome == "discussed"


def test_what_is_said_for_each_point_goes_with_its_own_decision(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    mine: list[tuple[int, str, str]] = [(1, "rejected", "Afvist")]
    record_decision(item, outcome="noted", text="Noteret.", version=0, by=town.soren)
    both = record_decision(
        item, outcome="other", text="Delt.", points=mine, public_text="Delt.", version=0,
        by=town.soren,
    )  # fmt: skip
    assert both.beside is not None
    assert not both.decision.points.exists()
    settle_decision(both.beside, take=True, version=1, by=town.soren)
    chosen = Decision.objects.get(item=item)
    assert [(p.point, p.outcome, p.text) for p in chosen.points.all()] == mine
    assert (chosen.text, chosen.public_text, chosen.version) == ("Delt.", "Delt.", 2)


def test_votes_and_remarks_taken_meanwhile_stand_whichever_decision_is_chosen(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    people = {name: town.person(name).pk for name in town.members()}
    record_decision(item, outcome="noted", text="Noteret.", version=0, by=town.soren)
    choices = dict.fromkeys(people.values(), "for") | {people["erik"]: "against"}
    record_vote(item, on="Indstillingen", choices=choices, by=town.soren)  # type: ignore[arg-type]
    note_remark(item, kind="dissent", text="Dyrt.", person=town.person("erik"), by=town.soren)
    both = record_decision(item, outcome="approved", text="Ja.", version=0, by=town.soren)
    assert both.beside is not None
    settle_decision(both.beside, take=True, version=1, by=town.soren)
    decision = compose(item.meeting, kind="minutes").items[1].decision
    assert (decision.outcome, decision.text) == ("approved", "Ja.")
    assert decision.votes[0].against == ("Erik Toft",)
    assert decision.dissents == ("Erik Toft: Dyrt.",)


@pytest.mark.parametrize("take", [True, False])
def test_a_vote_and_a_remark_noted_with_a_decision_go_with_it(
    town: Town, second: User, take: bool
) -> None:
    """Two desks from one page: each decision with its own ballot and its own remark (a fault: all four stood)."""
    item = treated(opened(town, "Vejviser"))
    people = {name: town.person(name).pk for name in town.members()}
    one, other = desk(town.soren), desk(second)

    def whole(client: Client, outcome: str, side: str, remark: str) -> dict[str, str]:
        votes = {f"member-{pk}": side for pk in people.values()}
        words = {"remark_kind": "remark", "remark_text": remark, "text": f"{remark}."}
        return typed(
            client, item, outcome=outcome, with_vote="1", seen_ballots="", **votes, **words
        )

    carried, fallen = (
        whole(one, "approved", "for", "Alfa"),
        whole(other, "rejected", "against", "Beta"),
    )
    send(one, item, carried)
    assert "skrev samtidig" in send(other, item, fallen)
    page = other.get(reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}")
    beside = page.context["beside"][0]
    assert [told.split(":")[-1].strip() for told in beside.own] == [
        "0 for, 5 imod, 0 undlod",
        "Beta",
    ]
    assert [told.split(":")[-1].strip() for told in beside.stands_own] == [
        "5 for, 0 imod, 0 undlod",
        "Alfa",
    ]
    choose = {"pk": beside.row.pk, "version": "1", **({"take": "1"} if take else {})}
    other.post(reverse("settle-decision", args=[item.meeting.uid, item.uid]), choose)
    decision = compose(item.meeting, kind="minutes").items[1].decision
    kept, lost = ("Beta", "Alfa") if take else ("Alfa", "Beta")
    told = repr(decision)
    assert kept in told
    assert lost not in told
    assert len(decision.votes) == 1
    assert len(decision.votes[0].against) == (5 if take else 0)


def test_a_ballot_noted_meanwhile_is_looked_at_before_the_decision_is_confirmed(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    choices = {town.person(name).pk: "for" for name in town.members()}
    client = desk(town.soren)
    form = typed(client, item, outcome="approved", text="Ja.", seen_ballots="")
    ballot = record_vote(item, on="Indstillingen", choices=choices, by=town.soren)  # type: ignore[arg-type]
    assert "noteret en afstemning, mens du skrev" in send(client, item, form)
    assert not Decision.objects.filter(item=item).exists()
    send(client, item, form | {"seen_ballots": f"{ballot.pk},"})
    assert Decision.objects.filter(item=item).exists()


def test_one_s_own_other_window_writes_over_no_newer_draft(town: Town) -> None:
    """A fault: the text that was kept last was the only one left anywhere."""
    item = treated(opened(town, "Vejviser"))
    client = desk(town.soren)
    live = reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}"
    one, other = (client.get(live).context["page_mark"] for _ in range(2))
    page = typed(client, item, outcome="noted")
    act = reverse("decide", args=[item.meeting.uid, item.uid])

    def say(text: str, mark: str, **more: str) -> Any:
        said = page | {"text": text, "seen_draft": mark, **more}
        return client.post(act, said, HTTP_ACCEPT="application/json")

    assert say("Alfa.", one, draft="1").json()["draft"]
    assert say("Alfa, længere.", one, draft="1").json()["draft"]
    for more in ({"draft": "1"}, {}):
        answer = say("Beta.", other, **more)
        assert answer.status_code == 409
        assert "Alfa, længere." in answer.json()["obstacles"][0]["reason"]
    assert [kept.text for kept in item.drafts.all()] == ["Alfa, længere."]
    assert not Decision.objects.filter(item=item).exists()
    say("Alfa, længst.", client.get(live).context["page_mark"])
    assert Decision.objects.get(item=item).text == "Alfa, længst."


def test_a_choice_made_on_an_older_page_chooses_nothing(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    record_decision(item, outcome="noted", text="Et.", version=0, by=town.soren)
    both = record_decision(item, outcome="noted", text="To.", version=0, by=town.soren)
    record_decision(item, outcome="noted", text="Et, rettet.", version=1, by=town.soren)
    assert both.beside is not None
    with pytest.raises(NotAllowed) as error:
        settle_decision(both.beside, take=True, version=1, by=town.soren)
    assert codes(error) == {"stale-decision"}
    assert Decision.objects.get(item=item).text == "Et, rettet."
    settle_decision(both.beside, take=False, version=2, by=town.soren)
    decide_rest(town, item.meeting)
    close_meeting(item.meeting, by=town.soren)


def test_saving_the_same_again_makes_no_new_version(town: Town) -> None:
    item = treated(opened(town, "Vejviser"))
    for version in (0, 1, 0):
        kept = record_decision(item, outcome="noted", text="Et.", version=version, by=town.soren)
        assert kept.beside is None
    assert Decision.objects.get(item=item).version == 1
    assert item.decision_versions.count() == 1


WORDS = st.sampled_from(["Et.", "To.", "Tre."])
OUTCOMES = st.sampled_from(["noted", "discussed", "other"])
SAVES = st.lists(
    st.tuples(OUTCOMES, WORDS, st.sampled_from(["", "Åbent."]), st.integers(0, 3), st.booleans()),
    min_size=2,
    max_size=6,
)


@pytest.mark.django_db
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(saves=SAVES)
def test_what_stands_is_always_one_whole_that_somebody_saved(
    town: Town, saves: list[tuple[str, str, str, int, bool]]
) -> None:
    with transaction.atomic():
        item = treated(opened(town, "Vejviser"))
        said = set()
        for outcome, text, public, version, take in saves:
            said.add((outcome, text, public))
            kept = record_decision(
                item, outcome=outcome, text=text, public_text=public, version=version,
                by=town.soren,
            )  # fmt: skip
            now = Decision.objects.get(item=item)
            assert (now.outcome, now.text, now.public_text) in said
            if kept.beside is not None:
                settle_decision(kept.beside, take=take, version=now.version, by=town.soren)
                now.refresh_from_db()
                assert (now.outcome, now.text, now.public_text) in said
        every = {(v.outcome, v.text, v.public_text) for v in item.decision_versions.all()}
        assert every == said
        transaction.set_rollback(True)
