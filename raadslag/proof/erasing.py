"""Lawful erasure (sletning efter lov): words and bytes go for good, hash and reason stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from raadslag.allowed import require
from raadslag.cases.models import File, Picture
from raadslag.files.store import is_kept
from raadslag.importer.models import ImportedFile
from raadslag.jobs.actions import enqueue
from raadslag.journal.actions import Actor, note
from raadslag.journal.chain import read_entries
from raadslag.journal.listening import ERASE, LISTED
from raadslag.journal.models import Entry
from raadslag.journal.proving import Name, names_of, proven_models
from raadslag.meetings.file_marks import forget_words_of
from raadslag.meetings.models import MessageFile
from raadslag.minutes.models import Minutes
from raadslag.people.models import Body, User
from raadslag.people.rights import is_secretary, rights_of
from raadslag.proof import erased_list
from raadslag.proof.places import Change, changes_in
from raadslag.proof.resealing import seal_anew, seals_of
from raadslag.proof.rules import why_not_erase
from raadslag.proof.words import Eraser, Wanted, wanted_words
from raadslag.public.models import CourseKey, Publication, PublishedFile
from raadslag.seen import Part, require_seen

SWEEP = "erase-bytes"
"""The job that takes bytes from the disk, the index and the database's free pages; its key is the line."""


@dataclass(slots=True)
class Erased:
    """What an erasure took: places by table (`Minutes` → 3), files, and the journal's line (null before)."""

    places: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    sequence: int | None = None


def may_erase(user: User) -> bool:
    """A secretary who may publish."""
    return bool(user.may_publish and is_secretary(rights_of(user)))


def look_for(body: Body, *, words: Sequence[str], files: Collection[str] = ()) -> Erased:
    """What an erasure would take, by table. Changes nothing."""
    eraser, found = Eraser(wanted_words(words), files), Erased(files=set(files))
    for change in changes_in(body, eraser):
        found.places[change.model._meta.label_lower] += change.places
    found.places["journal.entry"] = len(_lines(eraser))
    return found


def erasure_parts(body: Body, *, words: Sequence[str], near: Collection[str]) -> dict[str, Part]:
    """What the page showed before words go for good: the words, where they stand, the files to choose from."""
    places = look_for(body, words=words).places if words else Counter[str]()
    told = ", ".join(f"{count} i {label}" for label, count in sorted(places.items()) if count)
    return {
        "words": Part("ordene", list(words), "\n".join(words)),
        "places": Part("de steder, hvor ordene står", sorted(places.items()), told or "Ingen steder"),
        "files": Part("filerne, der kan vælges", sorted(near)),
    }  # fmt: skip


@transaction.atomic
def erase_by_law(
    body: Body,
    *,
    words: Sequence[str],
    files: Collection[str] = (),
    reason: str,
    by: User,
    place: str = "",
    seen: str | None = None,
    near: Collection[str] = (),
) -> Erased:
    """Take words, and whole files, out of everything that the municipality keeps (slet efter lov).

    Rows keep their hashes and say `[slettet efter lov]`; sealed documents that carried the words go
    with their bytes and are sealed anew without them, the old ones' hashes and the reason stay in the
    journal. The list outside the database lets a restore do it again. `place` is the case or meeting
    (`case:…`) from whose page it is done; the line is the municipality's, for the words go everywhere
    in it. `seen` is what the page showed (`erasure_parts`), `near` the files that it offered.
    Raises `NotAllowed`.
    """
    require(why_not_erase(may=may_erase(by), words=words, files=files, reason=reason))
    Body.objects.select_for_update().get(pk=body.pk)
    if seen is not None:
        require_seen(seen, erasure_parts(body, words=words, near=near), act="Slet for altid")
    wanted = wanted_words(words)
    return _erase(body, wanted, set(files), reason=reason, by=by, words=words, place=place)


@dataclass(frozen=True, slots=True)
class Again:
    """What doing the list once more did: places found, and erasures that can't be: the key that their words are
    hashed with, or the municipality, is not here."""

    places: int
    undone: int


@transaction.atomic
def erase_again(*, by: Actor) -> Again:
    """Do everything on the list once more, after a restore from before it.

    An erasure that the journal doesn't know yet gets its line there, also where nothing was found.
    """
    count, undone, known = 0, 0, known_erasures()
    for one in erased_list.read():
        body = Body.objects.filter(slug=one.body).first()
        if body is None or not erased_list.can_be_done(one):
            undone += 1
        else:
            there = {name for name in one.files if is_kept(name)}
            wanted = erased_list.wanted_by(one)
            is_new = not known & {one.name, one.line}
            done = _erase(body, wanted, there, reason=one.reason, by=by, again=one, is_new=is_new)
            count += done.places.total() + len(there)
    return Again(count, undone)


def known_erasures() -> set[str]:
    """Names of the list's lines that lines of the journal speak of; for older lines number and hash."""
    found = set()
    for line, _ in read_entries(Entry.objects.filter(act=ERASE)):
        told = line.details if isinstance(line.details, dict) else {}
        found.add(str(told.get(LISTED) or f"{line.sequence}:{line.entry_hash}"))
    return found


def _erase(
    body: Body,
    wanted: Wanted,
    files: set[str],
    *,
    reason: str,
    by: Actor,
    words: Iterable[str] = (),
    place: str = "",
    again: erased_list.Listed | None = None,
    is_new: bool = True,
) -> Erased:
    """`again` is what the list asks for once more: nothing is added to it, and nothing found is no line
    unless it `is_new` to the journal."""
    eraser, done = Eraser(wanted, files), Erased()
    changes = list(changes_in(body, eraser))
    seals = seals_of(body, changes)
    rows: list[object] = []
    for change in changes:
        done.places[change.model._meta.label_lower] += change.places
        rows += _apply(change)
    rows += _let_files_go(body, files)
    if files and (marks := forget_words_of(body, files)):
        done.places["meetings.filemark"] += marks
    lines = _lines(eraser)
    for line, details in lines:
        Entry.objects.filter(pk=line.pk).update(details=details)
    done.places["journal.entry"] = len(lines)
    changed = [row for row in rows if isinstance(row, Name)]
    public = [row.pk for row in changed if row.label == "public.publication"]
    CourseKey.objects.filter(item__publication__in=public).delete()  # the sweep binds them anew
    sealed = {name for names in seals.values() for name in names}
    done.files = files | sealed
    if not (is_new or done.places.total() or files):
        return done
    told = (
        erased_list.write_out(body, words=words, files=done.files, reason=reason.strip())
        if again is None
        else None
    )
    details = {
        "reason": reason.strip(),
        LISTED: again.name if again else erased_list.name_of(told or {}),
        "files": sorted(done.files),
        "lines": [line.sequence for line, _ in lines],
        "seals": seals,
        **({"place": place} if place else {}),
    }
    line = note(ERASE, by=by, subject=f"body:{body.slug}", details=details, rows=rows)
    done.sequence = line.sequence
    if told is not None:
        erased_list.add(told, line=line)
    payload = {"body": body.pk, "files": sorted(done.files)}
    enqueue(SWEEP, str(line.sequence), payload=payload)
    seal_anew(seals)
    transaction.on_commit(partial(_throw_away, changed, sealed))
    return done


def _apply(change: Change) -> list[object]:
    """Change or delete one row; its name where the journal proves it."""
    name = Name(change.model._meta.label_lower, change.pk)
    row = change.model._base_manager.filter(pk=change.pk)
    if not change.columns:
        row.delete()
    else:
        moved = {"modified_at": timezone.now()} if change.model is Publication else {}
        row.update(**change.columns, **moved)
    return [name] if name.label in proven_models() else []


def _let_files_go(body: Body, files: set[str]) -> list[object]:
    """Attachments whose bytes go are taken off; their rows stay with the hash."""
    ours = File.objects.filter(case__body=body, sha256__in=files, removed_at=None)
    told = MessageFile.objects.filter(message__meeting__organization__body=body, sha256__in=files)
    told = told.filter(removed_at=None)
    names = names_of(ours, told)
    ours.update(removed_at=timezone.now())
    told.update(removed_at=timezone.now())
    public = PublishedFile.objects.filter(publication__organization__body=body, sha256__in=files)
    names += names_of(public)
    public.delete()
    return list(names)


def _lines(eraser: Eraser) -> list[tuple[Entry, dict[str, object]]]:
    """Lines whose words change, with what they say then."""
    found = []
    for line in Entry.objects.exclude(act=ERASE).exclude(rows=None).iterator(500):
        before = eraser.count
        details = {name: eraser.data(value) for name, value in line.details.items()}
        if eraser.count > before and details != line.details:
            found.append((line, details))
    return found


def _throw_away(changed: list[Name], sealed: Collection[str]) -> None:
    """What carries the words is not shown for the moment until the sweep comes."""
    from raadslag.minutes.book import throw_parts
    from raadslag.public.made import throw_away

    throw_parts()
    for name in sealed:
        storages["kept"].delete(name)

    pks = [row.pk for row in changed if row.label == "public.publication"]
    for publication in Publication.objects.filter(pk__in=pks):
        throw_away(publication)


def needed_elsewhere(name: str, body_id: int) -> bool:
    """Does another municipality in the house keep the same bytes? It must erase them itself."""
    cases = File.objects.filter(sha256=name, removed_at=None).exclude(case__body=body_id)
    others = ImportedFile.objects.filter(sha256=name, readings__meeting__isnull=False)
    foreign = others.exclude(readings__meeting__organization__body=body_id)
    sources = Minutes.objects.filter(source_file=name).exclude(meeting__organization__body=body_id)
    told = MessageFile.objects.filter(sha256=name, removed_at=None)
    told = told.exclude(message__meeting__organization__body=body_id)
    shown = Picture.objects.filter(sha256=name).exclude(case__body=body_id)
    return any(rows.exists() for rows in (cases, told, foreign, sources, shown))
