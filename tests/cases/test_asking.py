"""The money that a case asks for: typed as Danes type it, lost nowhere, and told in every place alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.cases.actions import draft_of
from raadslag.cases.asking import Asked, Kind, asked_of
from raadslag.cases.composed import case_to_item
from raadslag.cases.findings import findings_of
from raadslag.cases.frame_form import FrameForm, arranged
from raadslag.cases.models import Case
from raadslag.cases.rules import closing_law, missing_money, title_law, worth_asking
from raadslag.meetings.actions import add_to_agenda
from raadslag.meetings.calling import call_meeting
from raadslag.public.rows import plain_text
from raadslag.record import Appropriation, Item, Meeting, from_json, to_json
from raadslag.render.asked import lead_of
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.html import table_to_html
from tests.cast import NOTICE_AT, Town, local
from tests.render.test_document import text_of

BOTH = [
    Asked(Decimal("105000.50"), year=2027, account="30.14", financing="Kassebeholdningen"),
    Asked(Decimal(200_000), Kind.CAPITAL, 2028, "30.20", "Lån"),
]
TOLD = ("105.000,50 kr.", "2027", "30.14", "Kassebeholdningen", "200.000 kr.", "Anlægsbevilling", "305.000,50 kr.")  # fmt: skip


def form(town: Town, case: Case, **said: object) -> dict[str, object]:
    return {
        "title": case.title,
        "units": [town.centre.pk],
        "points": ["vejviseren godkendes"],
        "route": [town.council.pk],
        "version": case.version,
        **said,
    }


def test_an_amount_is_kept_as_it_is_meant_and_a_wrong_one_loses_nothing(
    town: Town, client: Client
) -> None:
    case = town.write()
    client.force_login(town.sanne)
    address = reverse("case", args=[case.uid])
    rows = {
        "money_kind": ["supplementary", "capital", "supplementary"],
        "money_amount": ["1,2 mio. kr.", "105,000", ""],
        "money_year": ["2027", "28", ""],
        "money_account": ["30.14", "", ""],
        "money_financing": ["Kassen", "Lån i banken", ""],
    }
    words = {"points": ["vejviseren godkendes", "et andet punkt"]}
    answer = client.post(address, form(town, case, **rows, **words))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Er det 105.000 kroner?" in page
    for typed in ("1,2 mio. kr.", "105,000", "Lån i banken", "et andet punkt", "30.14"):
        assert typed in page, typed
    assert asked_of(Case.objects.get(pk=case.pk)) == ()
    rows["money_amount"][1], rows["money_year"][1] = "105.000", "2028"
    assert client.post(address, form(town, case, **rows, **words)).status_code == 302
    assert asked_of(Case.objects.get(pk=case.pk)) == (
        Asked(Decimal(1_200_000), "supplementary", 2027, "30.14", "Kassen"),
        Asked(Decimal(105_000), "capital", 2028, "", "Lån i banken"),
    )


def test_without_scripts_a_row_is_moved_and_added_and_nothing_else_is_touched(town: Town) -> None:
    from django.http import QueryDict

    typed = QueryDict("points=et&points=to&points=&money_amount=105,000&title=Ny+titel")
    case = town.write()
    assert arranged(typed, "points:2:up").getlist("points") == ["to", "et", ""]
    assert arranged(typed, "points:1:up").getlist("points") == ["et", "to", ""]
    assert arranged(typed, "points:1:off").getlist("points") == ["to", ""]
    assert arranged(typed, "route:7:put").getlist("route") == ["7"]
    assert arranged(typed, "nonsens:x:y") == typed
    shown = FrameForm(case=case, typed=arranged(typed, "points:2:down"))
    assert [row.said["points"] for row in shown.lists["points"]] == ["et", "", "to"]
    assert shown["title"].value() == "Ny titel"
    assert shown.lists["money"][0].said["money_amount"] == "105,000"


def test_money_stands_in_the_member_s_page_the_document_the_search_text_and_the_data(
    town: Town, client: Client
) -> None:
    case = town.write(asked=BOTH, stops=[town.committee, town.finance, town.council])
    meeting = town.plan()
    add_to_agenda(town.approve(case), meeting=meeting, by=town.soren)
    call_meeting(meeting, by=town.soren, at=local(NOTICE_AT))
    client.force_login(town.aage)
    page = client.get(reverse("meeting", args=[meeting.uid])).content.decode()
    item = case_to_item(case)
    record = Meeting(kind="agenda", municipality="Møllested", organization="BEU", items=(item,))
    source = Source("Møllested", "BEU", date(2026, 10, 13), None, "")
    document = " ".join(text_of(record_to_pdf(record, source)).split())
    assert from_json(to_json(record)) == record
    for told in TOLD:
        assert told in page, told
        assert told in document, told
        assert told in plain_text(item), told
    assert "Center for Arbejdsmarked indstiller, at" in page
    assert "Center for Arbejdsmarked indstiller, at" in document


def test_a_case_written_before_there_were_rows_still_tells_its_money(town: Town) -> None:
    case = town.write()
    Case.objects.filter(pk=case.pk).update(amount=Decimal(5000), financing="Puljen")
    case.refresh_from_db()
    assert case_to_item(case).appropriations == (Appropriation("5000", financing="Puljen"),)
    case = town.frame(case, asked=asked_of(case), title="En ny titel")
    assert (case.amount, [row.financing for row in case.appropriations.all()]) == (None, ["Puljen"])


@pytest.mark.parametrize(
    ("kind", "financing", "decider", "codes"),
    [
        ("supplementary", "", "council", {"no-financing"}),
        ("supplementary", "Kassen", "council", set()),
        ("supplementary", "Kassen", "standing", {"not-appropriation"}),
        ("supplementary", "Kassen", "finance", {"not-appropriation"}),
        ("reallocation", "", "finance", set()),
        ("reallocation", "", "standing", {"not-appropriation"}),
        ("within", "", "standing", set()),
        ("capital", "", "special", {"no-financing", "not-appropriation"}),
    ],
)
def test_who_may_grant_depends_on_the_body_and_on_what_the_money_is(
    town: Town, kind: str, financing: str, decider: str, codes: set[str]
) -> None:
    from dataclasses import replace

    asked = [Asked(Decimal(50_000), kind, financing=financing)]
    draft = replace(draft_of(town.write()), asked=asked, stops=[decider])
    assert {one.code for one in missing_money(draft)} == codes


def test_the_finance_committee_s_opinion_is_asked_for_and_nobody_is_stopped(town: Town) -> None:
    case = town.write(asked=BOTH, stops=[town.committee, town.council])
    (asked,) = worth_asking(draft_of(case))
    assert asked.law == "KSL § 18 stk. 2"
    case = town.frame(case, stops=[town.committee, town.finance, town.council], asked=BOTH)
    assert worth_asking(draft_of(case)) == []


def test_the_paragraph_for_a_closed_case_follows_the_kind_of_body() -> None:
    assert closing_law(["council"]) == "KSL § 10 stk. 1"
    assert closing_law(["standing"]) == "KSL § 20 stk. 7 og forvaltningsloven § 27"
    assert "§ 10" in closing_law(["standing", "council"])
    assert title_law(["council"]) == "KSL § 8 stk. 7"
    assert title_law(["standing", "council"]) == "KSL § 20 stk. 7; KSL § 8 stk. 7"


def test_the_checks_hold_the_recommendation_against_the_amount(town: Town) -> None:
    wrong = {"points": ["der bevilges 150.000 kr."], "stops": [town.council], "asked": BOTH[1:]}
    assert "besl-204" in {one.rule for one in findings_of(town.write(**wrong))}
    right = {**wrong, "points": ["der bevilges 0,2 mio. kr."]}
    assert "besl-204" not in {one.rule for one in findings_of(town.write("En anden", **right))}


@pytest.mark.parametrize(
    ("points", "lead"),
    [
        (("planen godkendes",), "Centret indstiller, at"),
        (("at planen godkendes", "At den sendes i høring"), "Centret indstiller,"),
        (("Planen godkendes",), "Centret indstiller:"),
    ],
)
def test_the_words_before_the_points_fit_them(points: tuple[str, ...], lead: str) -> None:
    assert lead_of(Item(recommended_by="Centret", recommendations=points)) == lead


def test_a_record_from_elsewhere_with_a_wrong_amount_is_still_shown() -> None:
    from raadslag.render.asked import money_table

    table = money_table((Appropriation("mange"), Appropriation("NaN")))
    assert table is not None
    assert "0 kr." in table_to_html(table)
