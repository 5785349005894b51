"""The municipality's findings by rule, year and organization, each with its place opened and marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from raadslag.checks import RULES
from raadslag.importer.models import Reading
from raadslag.meetings.models import Meeting
from raadslag.people.models import User
from raadslag.people.pages import signed_in
from raadslag.people.rights import rights_of
from raadslag.people.said import whole_number
from raadslag.review.models import ArchiveFinding

ON_A_PAGE = 50
SEVERITIES = {"error": "Fejl", "warning": "Advarsel", "info": "Til orientering"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter with how many findings it has."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the page shows it. `address` opens the place, where there is one to open."""

    finding: ArchiveFinding
    severity: str
    rule_title: str
    address: str | None


@signed_in
@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """Findings of the last review of the archive, narrowed by the reader's choice."""
    rights = rights_of(cast(User, request.user))
    if not (rights.may_import or rights.may_publish):
        raise Http404
    everything = ArchiveFinding.objects.visible_to(rights).select_related("organization")
    chosen = {name: request.GET.get(name, "") for name in ("grad", "regel", "aar", "udvalg")}
    found = _narrowed(everything, chosen)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    kept = request.GET.copy()
    kept.pop("side", None)
    content = {
        "filters": _filters(everything, chosen),
        "rows": _rows(page, cast(User, request.user)),
        "page": page,
        "kept": kept.urlencode(),
        "reviewed": everything.exists(),
    }
    return render(request, "importer/archive.html", content)


def _narrowed(
    findings: QuerySet[ArchiveFinding], chosen: dict[str, str]
) -> QuerySet[ArchiveFinding]:
    if chosen["grad"] in SEVERITIES:
        findings = findings.filter(severity=chosen["grad"])
    if chosen["regel"]:
        findings = findings.filter(rule=chosen["regel"])
    year, organization = whole_number(chosen["aar"]), whole_number(chosen["udvalg"])
    if year is not None:
        findings = findings.filter(day__year=year) if 0 < year <= MAXYEAR else findings.none()
    if organization is not None:
        findings = findings.filter(organization_id=organization)
    return findings


def _filters(everything: QuerySet[ArchiveFinding], chosen: dict[str, str]) -> list[dict[str, Any]]:
    severities = [(key, SEVERITIES[key], n) for key, n in _counts(everything, "severity")]
    order = list(SEVERITIES)
    severities.sort(key=lambda row: order.index(row[0]))
    rules = [(key, f"{key} {_title(key)}", n) for key, n in _counts(everything, "rule")]
    years = [(str(key), str(key), n) for key, n in _counts(everything, "day__year") if key]
    names = dict(
        everything.values_list("organization_id", "organization__name").distinct().order_by()
    )
    bodies = [(str(key), names[key], n) for key, n in _counts(everything, "organization_id")]
    return [
        _filter("Grad", "grad", severities, chosen),
        _filter("Regel", "regel", sorted(rules), chosen),
        _filter("År", "aar", sorted(years, reverse=True), chosen),
        _filter("Udvalg", "udvalg", sorted(bodies, key=lambda row: row[1]), chosen),
    ]


def _counts(everything: QuerySet[ArchiveFinding], field: str) -> list[tuple[Any, int]]:
    rows = everything.order_by().values_list(field).annotate(count=Count("pk"))
    return [(row[0], row[1]) for row in rows]


def _filter(
    label: str, name: str, rows: list[tuple[str, str, int]], chosen: dict[str, str]
) -> dict[str, Any]:
    choices = [Choice(value, text, count, chosen[name] == value) for value, text, count in rows]
    return {"label": label, "name": name, "choices": choices}


def _title(rule: str) -> str:
    return RULES[rule].title if rule in RULES else ""


def _rows(page: Page[ArchiveFinding], user: User) -> list[Row]:
    uids = {finding.subject.removeprefix("meeting:") for finding in page}
    readings = {
        str(reading.meeting.uid): reading.pk
        for reading in Reading.objects.visible_to(user)
        .filter(meeting__uid__in=uids)
        .select_related("meeting")
        if isinstance(reading.meeting, Meeting)
    }
    return [
        Row(
            finding,
            SEVERITIES[finding.severity],
            _title(finding.rule),
            _address(finding, readings.get(finding.subject.removeprefix("meeting:"))),
        )
        for finding in page
    ]


def _address(finding: ArchiveFinding, reading: int | None) -> str | None:
    """The reading beside its source, the source opened at the finding's lines."""
    if reading is None:
        return None
    places = [operand["where"] for operand in finding.data["operands"] if operand["where"]]
    lines = [place["line"] for place in places if place["line"]]
    if not lines:
        return reverse("importer:reading", args=[reading])
    first, last = (
        min(lines),
        max(place["line_to"] or place["line"] for place in places if place["line"]),
    )
    return f"{reverse('importer:source', args=[reading])}?fra={first}&til={last}#l{first}"
