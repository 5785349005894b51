"""The search index follows the publications; it can be thrown away and built anew at any time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator

from django.conf import settings

from raadslag.people.models import Body, LegislativeTerm, OrganizationName
from raadslag.public.addresses import item_address
from raadslag.public.models import Publication, PublicationQuerySet, PublishedItem
from raadslag.record import Item, block_to_text, blocks_to_text
from raadslag.render.asked import money_table
from raadslag.search import Document, Index, IndexBusy, SearchUnavailable

logger = logging.getLogger(__name__)
_held = threading.local()
BATCH = 100
TERM_YEARS = 4
FIRST_TERM = 1982
"""Danish municipal terms begin on 1 January every fourth year: 2022, 2026 and so on."""


def the_index() -> Index:
    """This thread's view of the index in `settings.SEARCH_INDEX`."""
    held: Index | None = getattr(_held, "index", None)
    if held is None or held.path != settings.SEARCH_INDEX:
        settings.SEARCH_INDEX.mkdir(parents=True, exist_ok=True)
        held = _held.index = Index(settings.SEARCH_INDEX, aliases=aliases())
    return held


def aliases() -> dict[str, str]:
    """Short names and decided spellings to the names that stand in the index."""
    short = {name: full for name, full in Body.objects.values_list("short_name", "name") if name}
    spelt = OrganizationName.objects.values_list("spelling", "organization__name")
    return short | {spelling: name for spelling, name in spelt if spelling != name}


def rebuild() -> int:
    """Build the whole index anew, beside the old one; returns how many items it holds."""
    return the_index().rebuild(documents(Publication.objects.shown()))


def follow(meetings: Iterable[str]) -> None:
    """Bring the documents of these meetings (primary keys) up to date with what is live."""
    pks = [int(pk) for pk in meetings]
    if not the_index().is_current():
        rebuild()
        return
    shown = list(documents(Publication.objects.shown().filter(meeting__in=pks)))
    known = PublishedItem.objects.filter(publication__meeting__in=pks)
    gone = {str(uid) for uid in known.values_list("uid", flat=True)} - {d.id for d in shown}
    if gone:
        the_index().delete(gone)
    the_index().replace(shown)


def forget(uids: Iterable[str]) -> None:
    """Take items out at once, after a withdrawal. If the index is busy, the job does it."""
    try:
        if the_index().is_current():
            the_index().delete(uids)
    except (IndexBusy, SearchUnavailable):
        logger.info("the index is busy: the job takes the items out")


def documents(publications: PublicationQuerySet) -> Iterator[Document]:
    """One document for each item of these publications."""
    terms = _terms()
    pks = list(publications.values_list("pk", flat=True).order_by("starts_at"))
    for place in range(0, len(pks), BATCH):
        rows = Publication.objects.filter(pk__in=pks[place : place + BATCH])
        for publication in rows.select_related("organization__body").prefetch_related(
            "items", "attendance"
        ):
            yield from _documents(publication, terms)


def _documents(
    publication: Publication, terms: dict[int, list[LegislativeTerm]]
) -> Iterator[Document]:
    record = publication.as_record()
    body = publication.organization.body
    members = [one for one in publication.attendance.all() if one.is_member]
    parties = {one.party for one in members if one.party and one.status == "present"}
    for row in publication.items.all():
        row.publication = publication
        item = record.items[row.position - 1]
        yield Document(
            id=str(row.uid),
            url=item_address(row),
            municipality=body.name,
            organization=publication.organization.name,
            date=publication.day,
            number=row.number or 0,
            meeting_id=str(publication.meeting_id),
            title=row.title,
            recommendation="\n".join(item.recommendations),
            decision=item.decision.text or "",
            body=_body(item),
            journal_numbers=(row.journal_number,) if row.journal_number else (),
            people=tuple(one.name for one in members),
            outcome=row.outcome if row.outcome != "none" else "",
            parties=tuple(sorted(parties)),
            has_attachments=row.has_attachments,
            term=_term(publication, terms.get(body.pk, [])),
        )


def _body(item: Item) -> str:
    parts = [section.text or blocks_to_text(section.blocks) for section in item.sections]
    if money := money_table(item.appropriations):
        parts.append(block_to_text(money))
    parts += [attachment.title for attachment in item.attachments]
    return "\n\n".join(part for part in parts if part)


def _terms() -> dict[int, list[LegislativeTerm]]:
    found: dict[int, list[LegislativeTerm]] = {}
    for term in LegislativeTerm.objects.all():
        found.setdefault(term.body_id, []).append(term)
    return found


def _term(publication: Publication, terms: list[LegislativeTerm]) -> str:
    """The term's years, `2022-2025`: the municipality's own, else by the law's four years."""
    day = publication.day
    for term in terms:
        if term.starts_on <= day <= term.ends_on:
            return f"{term.starts_on.year}-{term.ends_on.year}"
    start = day.year - (day.year - FIRST_TERM) % TERM_YEARS
    return f"{start}-{start + TERM_YEARS - 1}"
