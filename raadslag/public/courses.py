"""The case's course: which items treat the same case, found from what they have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import datetime
from itertools import pairwise

from django.utils.text import slugify

from raadslag.people.models import Body, OrganizationName
from raadslag.public.models import (
    Course,
    CourseKey,
    Publication,
    PublishedItem,
    PublishedItemQuerySet,
)
from raadslag.record import Item
from raadslag.record import Meeting as Record

COLLECTIVE = re.compile(r"^00\.(?:01\.10|22\.\d\d)-(?:A00|P35|P19)\b")
"""Journal numbers under which a body files its meetings: KLE 00.22 (council, committees) and
00.01.10 (across), with the facets for meetings. One number a year, many unrelated items."""
ROUTINE = re.compile(
    r"^(?:meddelelser|orientering(?:er|ssager)?(?: fra .*)?|eventuelt|underskrift.*|"
    r"godkendelse af (?:dagsorden|referat|protokol).*|bemærkninger til dagsorden.*|"
    r"referat fra .*|fraværende|lukket punkt|næste møde|lukkede? (?:meddelelser|orientering.*))$"
)
"""Titles of items that stand on every agenda and treat no case."""
SUBJECT_ONLY = re.compile(r"^\d\d\.\d\d(?:\.\d\d)?(?:-[A-ZÆØÅ]\d\d)?$")
"""A KLE subject without year and running number names a subject, not a case."""
ONE_OF_A_KIND = (
    frozenset({"kommunalbestyrelsen", "byrådet", "byråd", "kb", "borgerrepræsentationen"}),
    frozenset({"økonomiudvalget", "øu", "økonomiudvalg"}),
)
"""Names of bodies of which a municipality has one only: any of them means that one."""
FEWEST_DIGITS = 5
LIKENESS = 0.2
"""Titles speak of one case when they share, on average, this part of their words."""
MOST_COMPARED = 40
LATIN = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}


def keys_of(publication: Publication, names: Set[str], item: Item) -> set[str]:
    """What the item may have in common with another; nothing for a closed one.

    A treatment is named by organization, day and number; where a source gives no number, by
    organization, day and title, so that it meets an item of that very title only. `names` are
    the organization's `spellings`.
    """
    if item.closed:
        return set()
    body = publication.organization.body_id
    day = publication.day.isoformat()
    titled = bool(item.title) and not is_routine(item.title)
    keys = set()
    for name in names:
        if item.number is not None:
            keys.add(_treatment(body, name, day, str(item.number)))
        if titled:
            keys.add(_treatment(body, name, day, f"={_letters(item.title or '')}"))
    for prior in item.previous_treatment:
        if prior.date is not None and (prior.item is not None or titled):
            which = str(prior.item) if prior.item is not None else f"={_letters(item.title or '')}"
            keys.add(_treatment(body, prior.organization, prior.date.isoformat(), which))
    number = _plain_number(item.journal_number)
    if number and names_a_case(number) and not is_routine(item.title):
        keys.add(f"j:{body}:{number}"[:300])
    return keys


def names_a_case(number: str) -> bool:
    """Is the journal number one case's own? A bare subject or a body's meeting number is not."""
    if SUBJECT_ONLY.match(number) or COLLECTIVE.match(number):
        return False
    return sum(letter.isdigit() for letter in number) >= FEWEST_DIGITS


def is_routine(title: str | None) -> bool:
    """Does the title stand on every agenda?"""
    return bool(title) and bool(
        ROUTINE.match(" ".join((title or "").casefold().split()).strip(" .:"))
    )


def relink(items: Iterable[PublishedItem], *, body: Body) -> None:
    """Find the courses around these items anew; items of versions gone count as where to look.

    Doing it twice changes nothing.
    """
    seeds = {item.pk: item.course_id for item in items}
    held = {course for course in seeds.values() if course}
    ids = set(seeds) | set(_live(body).filter(course__in=held).values_list("pk", flat=True))
    around, bonds = _closure(ids, body)
    held |= {item.course_id for item in around.values() if item.course_id}
    if held:
        PublishedItem.objects.filter(course__in=held).exclude(pk__in=around).update(course=None)
    taken: set[int] = set()
    lonely: list[int] = []
    for members in _groups(around, bonds):
        if len({item.publication.meeting_id for item in members}) < 2:
            lonely += [item.pk for item in members if item.course_id]
        else:
            _settle(members, body, taken)
    if lonely:
        PublishedItem.objects.filter(pk__in=lonely).update(course=None)
    if held:
        _sweep(held)


def relink_body(body: Body) -> None:
    """Every key and course of a municipality anew, after a spelling was decided for instance."""
    publications = Publication.objects.live().filter(organization__body=body)
    for publication in publications.select_related("organization").iterator(chunk_size=50):
        record = publication.as_record()
        names = spellings(publication, record)
        rows = list(publication.items.order_by("position"))
        CourseKey.objects.filter(item__publication=publication).delete()
        CourseKey.objects.bulk_create(
            CourseKey(item=row, key=key)
            for row in rows
            for key in keys_of(publication, names, record.items[row.position - 1])
        )
    relink(PublishedItem.objects.filter(publication__organization__body=body), body=body)


def _live(body: Body) -> PublishedItemQuerySet:
    return PublishedItem.objects.live().filter(publication__organization__body=body)


def _closure(ids: set[int], body: Body) -> tuple[dict[int, PublishedItem], dict[str, set[int]]]:
    """All live items that hang together with these, and the keys that bind them."""
    around: dict[int, PublishedItem] = {}
    bonds: dict[str, set[int]] = {}
    new = ids
    while new:
        rows = _live(body).filter(pk__in=new).select_related("publication")
        around |= {row.pk: row for row in rows.defer("publication__record")}
        keys = set(CourseKey.objects.filter(item__in=new).values_list("key", flat=True))
        new = set()
        shared = CourseKey.objects.filter(key__in=keys - bonds.keys(), item__in=_live(body))
        for key, pk in shared.values_list("key", "item"):
            bonds.setdefault(key, set()).add(pk)
            new.add(pk)
        new -= around.keys()
    for key, members in bonds.items():
        if key.startswith("j:") and not is_one_case(around[pk] for pk in members):
            bonds[key] = set()
    return around, bonds


def is_one_case(items: Iterable[PublishedItem]) -> bool:
    """Do the items under one journal number look like one case? A number for all and sundry does not."""
    titles: dict[int, set[str]] = defaultdict(set)
    for item in items:
        titles[item.publication.meeting_id].add(item.title)
    if any(not _alike(group) for group in titles.values() if len(group) > 1):
        return False
    every = {title for group in titles.values() for title in group}
    return len(every) < 3 or _alike(every)


def _alike(titles: set[str]) -> bool:
    """Have the titles, on average, enough words in common? Titles that were lost say nothing."""
    words = [_words(title) for title in sorted(titles) if title][:MOST_COMPARED]
    pairs = [(a, b) for place, a in enumerate(words) for b in words[place + 1 :] if a and b]
    if not pairs:
        return True
    return sum(len(a & b) / min(len(a), len(b)) for a, b in pairs) / len(pairs) >= LIKENESS


def _words(title: str) -> set[str]:
    """The title's long words, cut to their beginnings so that endings do not part them."""
    return {word[:6] for word in re.findall(r"[a-zæøå]{4,}", title.casefold())}


def _groups(
    around: dict[int, PublishedItem], bonds: dict[str, set[int]]
) -> list[list[PublishedItem]]:
    """Items parted into cases, each in the order of its meetings, the oldest case first."""
    parent = {pk: pk for pk in around}

    def root(pk: int) -> int:
        while parent[pk] != pk:
            parent[pk] = parent[parent[pk]]
            pk = parent[pk]
        return pk

    for members in bonds.values():
        bound = sorted(members & around.keys())
        for one, other in pairwise(bound):
            parent[root(other)] = root(one)
    groups: dict[int, list[PublishedItem]] = defaultdict(list)
    for pk, item in around.items():
        groups[root(pk)].append(item)
    ordered = [sorted(group, key=_when) for group in groups.values()]
    return sorted(ordered, key=lambda group: _when(group[0]))


def _when(item: PublishedItem) -> tuple[datetime, str, int]:
    """Meetings in time; the minutes before the agenda of the same meeting; then the position."""
    kind = "0" if item.publication.kind == Publication.Kind.MINUTES else "1"
    return item.publication.starts_at, kind, item.pk


def _settle(members: list[PublishedItem], body: Body, taken: set[int]) -> None:
    """Give a case that met several meetings its course: the one it has, or a new one."""
    pks = [item.pk for item in members]
    had = sorted({item.course_id for item in members if item.course_id} - taken)
    course = Course.objects.filter(pk__in=had).order_by("pk").first() or Course(body=body)
    _name(course, members)
    course.save()
    taken.add(course.pk)
    PublishedItem.objects.filter(pk__in=pks).exclude(course=course).update(course=course)
    absorbed = Course.objects.filter(pk__in=had, items=None).exclude(pk=course.pk)
    absorbed.update(merged_into=course)
    taken.update(had)


def _name(course: Course, members: list[PublishedItem]) -> None:
    """Title and address after the earliest item, and kept for as long as that item stands so."""
    stands = {(item.uid, item.title) for item in members}
    first = next((item for item in members if item.title), members[0])
    if (course.named_after, course.title) not in stands or not course.slug:
        course.named_after, course.title = first.uid, first.shown_title[:500]
        course.slug = _free_slug(course)
    numbers = [item.journal_number for item in members if item.journal_number]
    course.journal_number = next((n for n in numbers if names_a_case(_plain_number(n))), "")


def _free_slug(course: Course) -> str:
    wanted = danish_slug(course.title)[:90].strip("-") or "sag"
    slug, count = wanted, 1
    while Course.objects.filter(body=course.body, slug=slug).exclude(pk=course.pk).exists():
        count += 1
        slug = f"{wanted}-{count}"
    return slug


def _sweep(held: set[int]) -> None:
    """Courses without items go, unless they lead on to another."""
    Course.objects.filter(pk__in=held, items=None, merged_into=None).delete()


def danish_slug(text: str) -> str:
    """An address of small plain letters: æ, ø and å written out."""
    spelt = text.casefold().translate(LATIN)
    return slugify(spelt)


def spellings(publication: Publication, record: Record) -> set[str]:
    """The organization's names in print, as plain letters."""
    organization = publication.organization
    spelt = OrganizationName.objects.filter(organization=organization)
    names = {organization.name, organization.short_name, record.organization or ""}
    names |= set(spelt.values_list("spelling", flat=True))
    plain = {_letters(name) for name in names if name}
    for one in ONE_OF_A_KIND:
        if plain & one:
            plain |= one
    return plain


def _treatment(body: int, name: str, day: str, which: str) -> str:
    return f"t:{body}:{_letters(name)[:120]}:{day}:{which[:120]}"


def _letters(name: str) -> str:
    """The name's letters alone: commas, hyphens, `og` and `&` drift in print."""
    words = re.findall(r"[a-zæøå0-9]+", name.casefold())
    return "".join(word for word in words if word != "og")


def _plain_number(number: str | None) -> str:
    return "".join((number or "").upper().split())
