"""What pages promise: private notes, closed doors, a year's plan, own shapes, earlier treatment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raadslag.cases.actions import open_case
from raadslag.jobs.models import Job
from raadslag.jobs.working import drain
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.meetings.custom import set_customs
from raadslag.meetings.deadlines import rules_of
from raadslag.meetings.deciding import propose_decision
from raadslag.meetings.live import open_meeting, show_item
from raadslag.meetings.models import Formula, Mark, Meeting, MeetingRules
from raadslag.meetings.read_on import Left, left_to_read
from raadslag.meetings.rhythm import year_of_meetings
from raadslag.minutes.priors import find_priors
from raadslag.people.models import Membership
from raadslag.people.rights import rights_of
from raadslag.public.actions import publish_minutes, withdraw
from raadslag.public.addresses import item_address, prior_address
from raadslag.public.gate import look_over
from tests.cast import MEETING_AT, NOTICE_AT, Town, local
from tests.minutes.test_month import called, closed

BROAD = [
    ("Indhold", "summary", False, ""),
    ("Sammendrag", "summary", True, ""),
    ("Baggrund", "background", True, ""),
    ("Sagsfremstilling", "case", True, ""),
    ("Økonomiske konsekvenser", "economy", True, ""),
]
NARROW = [("Anledning", "background", True, ""), ("Sagsfremstilling", "case", True, "")]


def client(town: Town, name: str) -> Client:
    found = Client()
    found.force_login(getattr(town, name))
    return found


def test_a_member_s_notes_are_seen_by_that_member_alone(town: Town) -> None:
    meeting = called(town, "Vejviser")
    item = meeting.items.get(title="Vejviser")
    where = reverse("mark-item", args=[meeting.uid, item.uid])
    note = {"kind": "note", "place": "a1-1", "text": "Spørg til prisen i Nord"}
    client(town, "mette").post(where, note)
    page = reverse("meeting", args=[meeting.uid])
    assert "Spørg til prisen" in client(town, "mette").get(page).content.decode()
    for other in ("aage", "soren", "bodil"):
        assert "Spørg til prisen" not in client(town, other).get(page).content.decode()
    client(town, "mette").post(where, {**note, "text": ""})
    assert not Mark.objects.exists()


def test_an_item_changed_after_a_member_read_it_says_so(town: Town) -> None:
    meeting = called(town, "Vejviser")
    page = client(town, "mette").get(reverse("meeting", args=[meeting.uid]))
    one = page.context["items"][1]
    assert one.news == "unread"
    client(town, "mette").post(
        reverse("mark-item", args=[meeting.uid, one.row.uid]), {"kind": "read", "text": one.digest}
    )
    again = client(town, "mette").get(reverse("meeting", args=[meeting.uid]))
    assert again.context["items"][1].news == "read"
    assert left_to_read(meeting, town.mette, rights_of(town.mette)) == Left(len(page.context["items"]) - 1, 0)  # fmt: skip
    Mark.objects.filter(kind="read").update(text="as it stood before a correction")
    asked = client(town, "mette").get(reverse("front")).content.decode()
    assert "1 er rettet, siden du læste" in asked
    Mark.objects.filter(kind="read").update(text=one.digest)
    client(town, "soren").post(
        reverse("change-item", args=[meeting.uid, one.row.uid]), {"act": "withdraw", "reason": "Mangler svar"}
    )  # fmt: skip
    after = client(town, "mette").get(reverse("meeting", args=[meeting.uid]))
    assert after.context["items"][1].news == "changed"


def test_the_second_screen_shows_outsiders_nothing_of_a_closed_item(town: Town) -> None:
    case = town.write("Køb hos nabo")
    case.closed, case.closed_reason, case.public_title = True, "Handel", "Køb af grund"
    case.save()
    meeting = town.plan()
    item = add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    open_meeting(meeting, by=town.soren)
    show_item(item, by=town.soren)
    where = reverse("follow-now", args=[meeting.uid])
    assert "Køb hos nabo" in client(town, "mette").get(where).content.decode()
    outside = client(town, "bodil").get(where).content.decode()
    assert "Køb hos nabo" not in outside
    assert "Køb af grund" in outside


def test_a_year_s_plan_keeps_its_hour_over_summer_time_and_leaves_july_out() -> None:
    first = local(datetime(2026, 1, 13, 15, 0))
    plan = [timezone.localtime(m) for m in year_of_meetings(first, weeks=4, until=date(2026, 12, 31))]  # fmt: skip
    assert {m.hour for m in plan} == {15}
    assert 7 not in {m.month for m in plan}
    assert len(plan) >= 12


def test_an_organization_may_publish_its_agenda_some_days_before(town: Town) -> None:
    rules = rules_of(town.committee)
    rules.publish_agenda, rules.publish_days, rules.publish_hour = "days", 3, 8
    rules.save()
    meeting = called(town, "Vejviser")
    due = timezone.localtime(Job.objects.get(kind="publish-agenda", key=str(meeting.uid)).due)
    assert (due.date(), due.hour) == (date(2026, 10, 10), 8)


@pytest.mark.parametrize("shape", [BROAD, NARROW])
def test_each_organization_has_its_own_shape_without_code(town: Town, shape: Any) -> None:
    set_customs(
        town.committee,
        rules=rules_of(town.committee),
        first=["Orientering fra formanden"],
        last=["Eventuelt", "Underskriftsblad"],
        formulas=[("approved_as_recommended", "Tiltrådte indstillingen.")],
        sections=shape,
        by=town.soren,
    )
    case = open_case(template=town.template, unit=town.centre, title="Ny", by=town.sanne)
    assert [part.heading for part in case.paper.sections.all()] == [row[0] for row in shape]
    meeting = town.plan(MEETING_AT.replace(month=11))
    assert [item.title for item in meeting.items.all()] == [
        "Orientering fra formanden",
        "Eventuelt",
        "Underskriftsblad",
    ]
    item = add_to_agenda(_short(town), meeting=meeting, by=town.soren)
    assert propose_decision(item).text == "Tiltrådte indstillingen."


def _short(town: Town) -> Any:
    return town.approve(town.write("Kort"))


def test_a_secretary_sets_each_part_up_without_notation_and_loses_nothing(town: Town) -> None:
    page, soren = reverse("customs", args=[town.committee.pk]), client(town, "soren")

    def opened(tab: str) -> dict[str, Any]:
        return {"seen": soren.get(f"{page}?fane={tab}").context["seen"]}

    said = opened("formler") | {"formula-noted": "x" * 201}
    wrong = soren.post(f"{page}?fane=formler", said).content.decode()
    assert "længere end 200 tegn" in wrong
    assert "x" * 201 in wrong
    said["formula-noted"] = "Til efterretning."
    assert soren.post(f"{page}?fane=formler", said).status_code == 302
    assert [(w.outcome, w.text) for w in town.committee.formulas.all()] == [
        ("noted", "Til efterretning.")
    ]
    undo = soren.get(f"{page}?fane=formler").context["undo"]
    before = dict(undo.fields) | {"seen": undo.seen, "undo": "1"}
    assert soren.post(f"{page}?fane=formler", before).status_code == 302
    assert not town.committee.formulas.exists()
    assert soren.get(f"{page}?fane=formler").context["undo"] is None
    Formula.objects.create(organization=town.finance, outcome="noted", text="ØU tog det.")
    Membership.objects.create(
        organization=town.finance, person=town.person("soren"), role="secretary"
    )
    copied = soren.get(f"{page}?fane=formler&fra={town.finance.pk}")
    assert "ØU tog det." in copied.content.decode()
    assert not town.committee.formulas.exists(), "filled in, and nothing saved"
    rows = {"heading": ["Anledning", "Sagen"], "key": ["background", "case"], "required": ["ja", "nej"], "help": ["", "Kort."]}  # fmt: skip
    shape = opened("skabelon") | rows
    back = soren.post(f"{page}?fane=skabelon", shape | {"arrange": "sections:2:up"})
    assert [row.said["heading"] for row in back.context["form"].rows] == ["Sagen", "Anledning"]
    assert soren.post(f"{page}?fane=skabelon", shape).status_code == 302
    found = town.template.sections.values_list("heading", "key", "required", "help_text")
    assert list(found) == [("Anledning", "background", True, ""), ("Sagen", "case", False, "Kort.")]
    items = opened("punkter") | {"first_items": ["Orientering", ""], "last_items": ["Eventuelt"]}
    assert soren.post(f"{page}?fane=punkter", items).status_code == 302
    old = soren.post(f"{page}?fane=punkter", items | {"first_items": ["Andet"]})
    assert old.status_code == 409, "written meanwhile: the page says what is new, and asks"
    assert "Orientering" in old.content.decode()
    assert town.committee.fixed_items.get(place="first").title == "Orientering"


def test_the_example_beside_the_deadlines_is_of_what_is_typed(town: Town) -> None:
    page, soren = reverse("customs", args=[town.committee.pk]), client(town, "soren")
    town.plan(datetime(2027, 1, 12, 15, 0))
    form = soren.get(page).context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {n: v for n, v in said.items() if v not in (None, False)} | {"ready_days": "10", "try": "1"}  # fmt: skip
    shown = soren.post(page, said).content.decode()
    assert "Næste møde er tirsdag den 12. januar 2027" in shown
    assert "senest onsdag den 30. december 2026</span> <span>sager skal være klar" in shown
    del said["try"]
    wrong = soren.post(page, said | {"ready_days": "400"}).content.decode()
    assert "Skriv et tal fra 0 til 60." in wrong
    assert 'value="400"' in wrong
    assert not MeetingRules.objects.filter(organization=town.committee, ready_days=10).exists()


def test_an_earlier_treatment_with_the_same_journal_number_is_found(town: Town) -> None:
    closed(town, "Vejviser")
    case = town.write("Ny udgave", journal_number="15.20.00-P22-7-26")
    other = town.write("Noget andet", journal_number="15.20.00-P22-8-26")
    assert find_priors(case, by=town.sanne) == 1
    assert find_priors(case, by=town.sanne) == 0
    assert find_priors(other, by=town.sanne) == 0
    prior = case.priors.get()
    assert (prior.title, prior.item) == ("Vejviser", 2)
    assert prior.address == reverse("meeting", args=[Meeting.objects.get().uid])


def test_an_earlier_treatment_is_found_by_itself_and_leads_to_the_public_page(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    case = town.write("Ny udgave", journal_number="15.20.00-P22-7-26")
    drain(kinds=["find-priors"])
    prior = case.priors.get()
    page, sanne = reverse("case", args=[case.uid]), client(town, "sanne")
    assert f'<a href="{prior.address}">' in sanne.get(page).content.decode()
    looked = look_over(minutes.meeting, minutes.as_record())
    published = publish_minutes(minutes, assessed=looked, by=town.soren)
    row = published.items.get(title="Vejviser")
    assert prior_address(prior) == item_address(row)
    assert f'<a href="{item_address(row)}">' in sanne.get(page).content.decode()
    withdraw(published, reason="Fejl", by=town.soren)
    assert prior_address(prior) == ""


def test_treatments_under_a_number_that_was_wrong_are_let_go(town: Town) -> None:
    closed(town, "Vejviser")
    case = town.write("Ny udgave", journal_number="15.20.00-P22-7-26")
    drain(kinds=["find-priors"])
    assert case.priors.count() == 1
    case = town.frame(case, journal_number="15.20.00-P22-8-26")
    drain(kinds=["find-priors"])
    assert not case.priors.exists()


def test_a_case_without_a_number_is_known_by_its_title(town: Town) -> None:
    closed(town, "Ældreplan for Østbyen")
    case = town.write("Ældreplan for Østbyen 2", journal_number="")
    drain(kinds=["find-priors"])
    assert [prior.title for prior in case.priors.all()] == ["Ældreplan for Østbyen"]


def test_the_whole_agenda_is_one_pdf_that_says_what_the_page_says(town: Town) -> None:
    import pypdfium2

    meeting = called(town, "Vejviser")
    answer = client(town, "mette").get(reverse("agenda-pdf", args=[meeting.uid]))
    document = pypdfium2.PdfDocument(answer.content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Vejviser" in text
    assert "Resumé for Vejviser" in " ".join(text.split())


def test_two_clicks_on_approve_are_one_approval(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    where = reverse("answer-minutes", args=[minutes.meeting.uid])
    for _ in range(2):
        client(town, "mette").post(where, {"hash": minutes.record_hash})
    assert minutes.approvals.count() == 1


def test_a_click_that_carries_an_older_text_approves_nothing(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    where = reverse("answer-minutes", args=[minutes.meeting.uid])
    mette = client(town, "mette")
    answer = mette.post(where, {"hash": "0" * 64, "back": f"/arbejde/moeder/{minutes.meeting.uid}/referat/"})  # fmt: skip
    assert minutes.approvals.count() == 0
    assert "ændret, siden du åbnede" in mette.get(answer.headers["Location"]).content.decode()


def test_a_case_moved_during_the_meeting_keeps_its_number_here_and_stands_on_the_later_agenda(
    town: Town,
) -> None:
    meeting = open_meeting(called(town, "Vejviser"), by=town.soren)
    later = town.plan(datetime(2026, 11, 10, 15, 0))
    item = meeting.items.get(title="Vejviser")
    where = reverse("lapse-item", args=[meeting.uid, item.uid])
    client(town, "soren").post(where, {"to": later.pk})
    item.refresh_from_db()
    assert item.number == 2
    assert "10-11-2026" in item.withdrawn_reason
    assert [row.title for row in later.items.all()] == ["Meddelelser", "Vejviser", "Eventuelt"]


def test_a_case_may_stand_on_a_later_agenda_after_it_lapsed(town: Town) -> None:
    meeting = called(town, "Vejviser")
    client(town, "soren").post(
        reverse("change-item", args=[meeting.uid, meeting.items.get(number=2).uid]),
        {"act": "withdraw", "reason": "Mangler svar"},
    )
    later = town.plan(datetime(2026, 11, 10, 15, 0))
    case = meeting.items.get(number=2).case
    assert case is not None
    assert add_to_agenda(case, meeting=later, by=town.soren).meeting == later


def test_what_is_pasted_comes_back_clean(town: Town) -> None:
    html = "<p class=MsoListParagraph style='mso-list:l0'>1. et</p><script>x</script>"
    answer = client(town, "sanne").post(reverse("paste"), {"html": html})
    assert answer.json() == {"html": "<ol><li><p>et</p></li></ol>", "said": []}


def test_an_approval_posted_from_another_site_is_refused(town: Town) -> None:
    minutes = closed(town, "Vejviser")
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(town.mette)
    where = reverse("answer-minutes", args=[minutes.meeting.uid])
    assert forged.post(where, {"hash": minutes.record_hash}).status_code == 403
    assert forged.get(where).status_code == 405
    assert not minutes.approvals.exists()


def test_inside_pages_are_kept_by_no_cache_and_run_no_foreign_script(town: Town) -> None:
    answer = client(town, "mette").get(reverse("front"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_member_reads_no_agenda_before_it_is_sent(town: Town) -> None:
    meeting = town.plan()
    add_to_agenda(town.approve(town.write("Vejviser")), meeting=meeting, by=town.soren)
    page, pdf = (reverse(name, args=[meeting.uid]) for name in ("meeting", "agenda-pdf"))
    assert "Vejviser" not in client(town, "mette").get(page).content.decode()
    assert client(town, "mette").get(pdf).status_code == 200
    assert "Vejviser" in client(town, "soren").get(page).content.decode()
