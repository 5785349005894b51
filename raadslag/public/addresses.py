"""Where a thing is found: the one place that writes public addresses."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from raadslag.cases.models import Prior
from raadslag.people.models import Body, Organization, Person
from raadslag.public.courses import danish_slug
from raadslag.public.models import Course, Publication, PublishedFile, PublishedItem


def body_address(body: Body) -> str:
    return reverse("public:body", args=[body.slug])


def organization_address(organization: Organization) -> str:
    return reverse("public:organization", args=[organization.body.slug, organization.slug])


def meeting_address(publication: Publication) -> str:
    organization = publication.organization
    return reverse(
        "public:meeting", args=[organization.body.slug, organization.slug, publication.slug]
    )


def item_address(item: PublishedItem) -> str:
    return f"{meeting_address(item.publication)}{item.anchor}/"


def prior_address(prior: Prior) -> str:
    """Where anybody may read an earlier treatment now; empty where it is not published."""
    if prior.meeting_uid is None or prior.position is None:
        return ""
    shown = PublishedItem.objects.shown().filter(
        publication__meeting__uid=prior.meeting_uid, position=prior.position, closed=False
    )
    row = shown.listed().first()
    return item_address(row) if row else ""


def course_address(course: Course, body: Body) -> str:
    return reverse("public:course", args=[body.slug, course.slug])


def person_address(person: Person, body: Body) -> str:
    return reverse("public:person", args=[body.slug, person.slug])


def document_address(publication: Publication, suffix: str) -> str:
    """The PDF or JSON of agenda or minutes: `…/referat.pdf`."""
    name = "referat" if publication.kind == Publication.Kind.MINUTES else "dagsorden"
    return f"{meeting_address(publication)}{name}.{suffix}"


def file_address(file: PublishedFile) -> str:
    return f"/bilag/{file.sha256}/{quote(plain_file_name(file.file_name))}"


def plain_file_name(name: str) -> str:
    """A file name of harmless letters that keeps its ending."""
    stem, dot, ending = name.rpartition(".")
    stem = danish_slug(stem or ending)[:80] or "bilag"
    ending = danish_slug(ending)[:8] if dot and stem else ""
    return f"{stem}.{ending}" if ending else stem
