"""An error stands in the way until it is mended, or accepted by somebody who may, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from raadslag.allowed import NotAllowed
from raadslag.checks import Finding, Operand
from raadslag.journal.models import Entry
from raadslag.people.models import Body, Organization, User
from raadslag.people.rights import NOBODY, rights_of
from raadslag.record import Item, Section, Where, paragraph
from raadslag.record import Meeting as Record
from raadslag.review.actions import (
    accept_finding,
    accepted_in,
    keep_archive_findings,
    take_back_acceptance,
)
from raadslag.review.looking import findings_of
from raadslag.review.models import ArchiveFinding
from raadslag.review.panel import MOST_SHOWN, Place, left_out, shown
from raadslag.review.rules import why_not_pass

pytestmark = pytest.mark.django_db
SUBJECT = "meeting:1"


def finding(text: str = "20", severity: str = "error", rule: str = "tal-104") -> Finding:
    operand = Operand(text, text, Where(None, 8, 8))
    return Finding(rule, severity, 4, "8 af 55 er 15 pct., ikke 20.", (operand,))  # type: ignore[arg-type]


@pytest.fixture
def secretary() -> User:
    body = Body.objects.create(name="Møllested Kommune", slug="moellested")
    return User.objects.create(username="soeren", body=body, may_publish=True)


def test_an_error_stands_in_the_way_and_a_warning_does_not() -> None:
    assert [no.code for no in why_not_pass([finding()], accepted=set())] == ["open-finding"]
    assert why_not_pass([finding(severity="warning")], accepted=set()) == []


def test_a_question_about_personal_data_stands_in_the_way_until_somebody_answers_it(
    secretary: User,
) -> None:
    question = finding("Karla •••••••••", "warning", "priv-206")
    (no,) = why_not_pass([question], accepted=set())
    assert (no.code, no.reason.startswith("Punkt 4: Skal besvares: ")) == ("open-question", True)
    officer = User.objects.create(username="sanne", body=secretary.body)
    with pytest.raises(NotAllowed):
        accept_finding(
            question, subject=SUBJECT, reason="Hun er enig.", may_write=False, by=officer
        )
    accept_finding(question, subject=SUBJECT, reason="Hun har sagt ja.", may_write=True, by=officer)
    assert why_not_pass([question], accepted=accepted_in(SUBJECT)) == []


def test_a_question_is_shown_before_other_warnings_and_says_that_it_must_be_answered() -> None:
    rows = shown(
        [finding(severity="warning"), finding("Karla", "warning", "priv-206"), finding()],
        place_of=lambda _: Place(),
        may_publish=False,
        may_write=True,
    )
    assert [row.label for row in rows] == ["Fejl", "Skal besvares", "Advarsel"]


def test_of_very_many_findings_the_gravest_stand_on_the_page_and_the_rest_are_counted() -> None:
    found = [*(finding(str(n), "warning") for n in range(MOST_SHOWN + 9)), finding()]
    rows = shown(found, place_of=lambda _: Place(), may_publish=False, may_write=True)
    assert (len(rows), rows[0].label, left_out(found)) == (MOST_SHOWN, "Fejl", 10)


def test_an_accepted_error_passes_until_an_operand_changes(secretary: User) -> None:
    accept_finding(
        finding(), subject=SUBJECT, reason="Kilden trykker det sådan.", may_write=True, by=secretary
    )
    assert why_not_pass([finding()], accepted=accepted_in(SUBJECT)) == []
    assert why_not_pass([finding("21")], accepted=accepted_in(SUBJECT))
    assert Entry.objects.get(act="accept_finding").details["reason"] == "Kilden trykker det sådan."


def test_what_is_let_stand_in_a_closed_item_stands_in_the_way_again_when_it_is_opened(
    secretary: User,
) -> None:
    text = "Borgerens nummer er 0707614285."
    section = Section(None, "case", 1, text, (paragraph(text),))
    shut = Record(kind="agenda", items=(Item(number=1, title="Aftale", closed=True, sections=(section,)),))  # fmt: skip
    found = [one for one in findings_of(shut) if one.rule.startswith("priv-")]
    assert found
    for one in found:
        accept_finding(one, subject=SUBJECT, reason="Kun i lukket sag.", may_write=True, by=secretary)  # fmt: skip
    assert why_not_pass(found, accepted=accepted_in(SUBJECT)) == []
    opened = replace(shut, items=(replace(shut.items[0], closed=False),))
    assert why_not_pass(findings_of(opened), accepted=accepted_in(SUBJECT))


def test_taking_it_back_puts_the_error_in_the_way_again(secretary: User) -> None:
    accepted = accept_finding(
        finding(), subject=SUBJECT, reason="Det er rigtigt.", may_write=True, by=secretary
    )
    take_back_acceptance(accepted, by=secretary)
    assert why_not_pass([finding()], accepted=accepted_in(SUBJECT))


@pytest.mark.parametrize(
    ("found", "reason", "may_publish", "code"),
    [
        (finding(), "God grund her", False, "may-not-accept-error"),
        (finding(), "  ", True, "reason-missing"),
        (finding(rule="priv-102"), "God grund her", True, "must-be-mended"),
        (finding(severity="warning"), "God grund her", False, "may-not-accept"),
    ],
)
def test_who_may_not_accept_is_told_why(
    secretary: User, found: Finding, reason: str, may_publish: bool, code: str
) -> None:
    secretary.may_publish = may_publish
    with pytest.raises(NotAllowed) as refused:
        accept_finding(found, subject=SUBJECT, reason=reason, may_write=False, by=secretary)
    assert code in [no.code for no in refused.value.obstacles]
    assert not accepted_in(SUBJECT)


def test_a_new_review_of_the_archive_replaces_the_old_and_shows_to_its_own_house_alone(
    secretary: User,
) -> None:
    committee = Organization.objects.create(
        body=secretary.body, name="Byudvalget", slug="byudvalget"
    )
    for findings in ([finding(), finding("21")], [finding("22")]):
        keep_archive_findings(
            findings, subject=SUBJECT, organization=committee, day=date(2024, 3, 5)
        )
    assert [f.data["operands"][0]["text"] for f in ArchiveFinding.objects.all()] == ["22"]
    stranger = User.objects.create(
        username="fremmed",
        body=Body.objects.create(name="Anden Kommune", slug="anden"),
        may_publish=True,
    )
    assert ArchiveFinding.objects.visible_to(rights_of(secretary)).count() == 1
    assert not ArchiveFinding.objects.visible_to(rights_of(stranger)).exists()
    assert not ArchiveFinding.objects.visible_to(NOBODY).exists()


def test_a_number_beyond_doubt_stands_only_as_something_else() -> None:
    found = [
        finding(rule="priv-101"),
        finding("Nr.", "warning", "priv-101"),
        finding(rule="num-101"),
    ]
    said = shown(found, place_of=lambda _: Place(), may_publish=True, may_write=True)
    assert {(one.finding.rule, one.finding.severity) for one in said if one.firm} == {("priv-101", "error")}  # fmt: skip
