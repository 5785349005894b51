"""Approvals in any order: the same end, never an unseen text, and the chain holds."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raadslag.allowed import NotAllowed
from raadslag.journal.actions import first_misfit
from raadslag.minutes.models import Approval
from raadslag.minutes.signing import (
    approve_minutes,
    correct_minutes,
    is_approved,
    newest_minutes,
    refuse_minutes,
)
from tests.cast import Town
from tests.minutes.test_month import closed

pytestmark = pytest.mark.once

PRESENT = ["mette", "aage", "carl"]
STEP = st.tuples(
    st.sampled_from(["see", "approve", "refuse", "correct"]), st.sampled_from([*PRESENT, "dina"])
)


@pytest.mark.django_db
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, max_size=14))
def test_no_member_ever_stands_under_a_text_they_have_not_seen(
    town: Town, steps: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        minutes = closed(town, "Sag", present=PRESENT)
        meeting = minutes.meeting
        seen = dict.fromkeys([*PRESENT, "dina"], minutes.record_hash)
        for act, name in steps:
            newest = newest_minutes(meeting)
            assert newest is not None
            said = {"person": town.person(name), "text_hash": seen[name], "by": getattr(town, name)}
            try:
                with transaction.atomic():
                    if act == "see":
                        seen[name] = newest.record_hash
                    elif act == "approve":
                        approve_minutes(newest, **said)
                    elif act == "refuse":
                        refuse_minutes(newest, reason="Nej.", **said)
                    else:
                        item = newest.as_record().items[0].id or ""
                        correct_minutes(meeting, item=item, text="Ret.", by=town.soren)
            except NotAllowed:
                continue
        for approval in Approval.objects.filter(minutes__meeting=meeting):
            assert approval.text_hash == approval.minutes.record_hash
            assert approval.person != town.person("dina")
        newest = newest_minutes(meeting)
        assert newest is not None
        under = set(newest.approvals.filter(refused=False).values_list("person__slug", flat=True))
        assert is_approved(meeting) == (under == set(PRESENT))
        assert first_misfit() is None
        transaction.set_rollback(True)
