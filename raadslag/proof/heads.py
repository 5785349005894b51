"""The journal's head kept outside the database: a file a day and after weighty acts, sealed where there is a key.

An administrator who rewrites the journal must rewrite these too, and the copies that were sent away.
`VAR/anchors/2026-10-13.json` says number and hash of the newest line and the hash of the file before
it; `.p7s` beside it is a detached CMS signature of it (`openssl cms -verify` reads it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from raadslag.files.disk import write_whole
from raadslag.journal.actions import SYSTEM, note
from raadslag.journal.chain import read_entries
from raadslag.journal.listening import COPIES, ROOTS, Said
from raadslag.journal.models import Entry, Head
from raadslag.minutes.seal_roots import house_seal, keep_roots
from raadslag.proof.lines import prove_head
from raadslag.proof.roots import ANCHORS, Roots
from raadslag.proof.saying import Proof, counted, said_line
from raadslag.render.seal import sign_bytes, who_signed

KEEP_HEAD = "keep_head"
NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d)(\d\d)\d\d)?\.json")
"""A file of a day, or of a moment of it by the house's own clock."""
WEIGHTY = frozenset(
    {"publish", "withdraw", "close_meeting", "freeze_minutes", "approve_minutes", "refuse_minutes",
     "correct_minutes", "seal_document", "erase_by_law"}
)  # fmt: skip
"""Acts after which somebody might want the journal to be another."""
MOST_LINES = 200
"""After so many lines of any kind the head is kept too."""
APART = timedelta(minutes=10)
"""So long between two heads of one day: a delivery of old minutes publishes for hours."""


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A file as it lies there: its name, its bytes, and what it says."""

    name: str
    data: bytes
    sequence: int
    entry_hash: str
    previous: str

    @property
    def said(self) -> str:
        """ "2026-10-13", or "2026-10-13 kl. 14.05"."""
        return said_moment(self.name)


def said_moment(name: str) -> str:
    """When a file was made, by its name."""
    found = NAME.fullmatch(name)
    if found is None:
        return name
    return f"{found[1]} kl. {found[2]}.{found[3]}" if found[2] else found[1]


def keep_head(*, day: date, at: datetime | None = None) -> KeptHead | None:
    """Keep the journal's head for a day, note that it was, and send it where `RAADSLAG_ANCHOR_MAIL` says.

    Null where the day has its file, or nothing happened since the last one.
    """
    return _keep(f"{day.isoformat()}.json", at or timezone.now())


def keep_head_now(*, at: datetime) -> KeptHead | None:
    """Keep the head of this moment, as `keep_head` does."""
    return _keep(f"{timezone.localtime(at):%Y-%m-%dT%H%M%S}.json", at)


def head_is_due(*, now: datetime) -> bool:
    """Has something weighty happened since the last head was kept, or very much? A question on an index."""
    last = Entry.objects.filter(act=KEEP_HEAD).order_by("-sequence").first()
    if last is not None and last.at > now - APART:
        return False
    later = Entry.objects.filter(sequence__gt=last.sequence if last else 0)
    return later.filter(act__in=WEIGHTY).exists() or later[MOST_LINES - 1 : MOST_LINES].exists()


def _keep(name: str, at: datetime) -> KeptHead | None:
    with ANCHORS.alone():
        made = None if ANCHORS.get(name) is not None else _make(name, at)
        _copy_out()
    if made is not None and settings.ANCHOR_MAIL:
        _message(made).send()
    return made


def _copy_out() -> None:
    """Lay every file in `RAADSLAG_ANCHOR_COPIES` too, where it is not there already. Raises `OSError`."""
    if not settings.ANCHOR_COPIES:
        return
    folder = Path(settings.ANCHOR_COPIES)
    there = {place.name for place in folder.iterdir()} if folder.is_dir() else set[str]()
    for one in sorted(ANCHORS.folder.glob("*.json*")):
        if one.name not in there:
            write_whole(folder, [one.read_bytes()], place=partial(_named, folder / one.name))


def _named(name: Path, _half: Path) -> Path:
    return name


def kept_heads(folder: Path | None = None) -> list[KeptHead]:
    """Every file in the house's own folder or another, by the lines that they speak of."""
    folder = folder or ANCHORS.folder
    names = [place.name for place in folder.glob("*.json")] if folder.is_dir() else []
    found = [_read(name, (folder / name).read_bytes()) for name in names if NAME.fullmatch(name)]
    return sorted(found, key=lambda head: (head.sequence, head.name))


def prove_copies(said: Said, copies: list[KeptHead]) -> Iterator[Proof]:
    """Each head that lies outside the house against the journal; that there is none is said."""
    wrong = False
    for head in copies:
        proof = prove_head(said, head.sequence, head.entry_hash, kept=f"Kopien fra {head.said}")
        if not proof.fits:
            wrong = True
            yield proof
    if copies and not wrong:
        count = counted(len(copies), "hoved", "hoveder")
        yield Proof(True, f"Kopier af journalens hoved, gemt uden for huset: {count}, alle passer.")


def no_copy(folder: Path | None) -> Proof:
    """What can't be seen where no head from outside was given or found. `folder`: where they should lie."""
    where = f" i {folder}" if folder else ""
    return Proof(
        True,
        f"Intet hoved, der er gemt uden for huset, er givet eller fundet{where}: er både database og RAADSLAG_VAR skruet "
        "tilbage, ses det ikke her. Giv --head LINJE:HASH fra et brev eller --heads MAPPE med kopier.",
        remark=True,
    )


def prove_heads(said: Said, kept: list[KeptHead], roots: Roots) -> Iterator[Proof]:
    """Each kept head against the journal, and each that a line says was kept."""
    before, wrong, signed = "", False, _signed()
    for head in kept:
        proof = prove_head(said, head.sequence, head.entry_hash, kept=f"Hovedet fra {head.said}")
        if not proof.fits:
            wrong = True
            yield proof
        elif reason := _wrong_file(head, before, roots, signed):
            wrong = True
            yield Proof(False, f"Hovedet fra {head.said}: {reason}")
        before = sha256(head.data).hexdigest()
    for name, sequence in _not_kept(kept):
        wrong = True
        yield Proof(
            False,
            f"Hovedet fra {said_moment(name)} mangler i {ANCHORS.folder} eller er ændret. Det blev gemt i {said_line(sequence)}.",
        )
    if kept and not wrong:
        yield Proof(
            True,
            f"Journalens hoved, gemt uden for databasen: {counted(len(kept), 'hoved', 'hoveder')}, alle passer.",
        )
    elif not kept:
        yield Proof(
            True,
            "Journalens hoved er endnu ikke gemt uden for databasen (./run keep_head).",
            remark=True,
        )


def _not_kept(kept: list[KeptHead]) -> Iterator[tuple[str, int]]:
    """Files that lines say were kept and that don't lie here as they were: (name, line)."""
    hashes = {head.name: sha256(head.data).hexdigest() for head in kept}
    for line, _ in read_entries(Entry.objects.filter(act=KEEP_HEAD).order_by("sequence")):
        told = line.details if isinstance(line.details, dict) else {}
        name = str(told.get("file", ""))
        if hashes.get(name) != told.get("file_hash"):
            yield name, line.sequence


def _signed() -> set[str]:
    """Files that lines say were sealed when they were kept."""
    lines = read_entries(Entry.objects.filter(act=KEEP_HEAD))
    told = [line.details for line, junk in lines if not junk and isinstance(line.details, dict)]
    return {str(one.get("file", "")) for one in told if ROOTS in one}


def _wrong_file(head: KeptHead, before: str, roots: Roots, signed: Collection[str]) -> str:
    if before and head.previous != before:
        return "det hoved, der kom før, er ændret eller slettet."
    signature = ANCHORS.get(f"{head.name}.p7s")
    if signature is None and head.name in signed:
        return f"seglet {head.name}.p7s mangler."
    if signature is None or roots.missing:
        return ""
    if who_signed(head.data, signature, roots.found) is None:
        return "seglet er brudt, eller huset kender ikke den, der satte det."
    return ""


def _make(name: str, at: datetime) -> KeptHead | None:
    """File and line in one. A file whose line did not come to stand still says what was true."""
    before = kept_heads()
    with transaction.atomic():
        head = Head.objects.select_for_update().filter(id=1).first()
        newest = Entry.objects.order_by("-sequence").first()
        if head is None or newest is None or newest.act == KEEP_HEAD:
            return None
        told = {
            "house": settings.ORIGIN,
            "at": at.isoformat(timespec="seconds"),
            "sequence": head.sequence,
            "entry_hash": head.entry_hash,
            "previous": sha256(before[-1].data).hexdigest() if before else "",
        }
        data = json.dumps(told, indent=1).encode()
        details: dict[str, object] = {"file": name, "file_hash": sha256(data).hexdigest()}
        if keyholder := house_seal():
            details[ROOTS] = keep_roots(keyholder)
            ANCHORS.put(f"{name}.p7s", sign_bytes(data, keyholder))
        if settings.ANCHOR_COPIES:
            details[COPIES] = settings.ANCHOR_COPIES
        note(KEEP_HEAD, by=SYSTEM, subject=f"entry:{head.sequence}", details=details, at=at)
        ANCHORS.put(name, data)
    return _read(name, data)


def _read(name: str, data: bytes) -> KeptHead:
    try:
        told = json.loads(data)
        return KeptHead(name, data, int(told["sequence"]), told["entry_hash"], told["previous"])
    except (ValueError, KeyError, TypeError):
        return KeptHead(name, data, 0, "", "")


def _message(head: KeptHead) -> EmailMessage:
    message = EmailMessage(
        f"Rådslags journal {head.said}: {head.sequence}",
        f"Journalens hoved: {head.sequence}:{head.entry_hash}\n\n"
        "Gem dette brev. Med det kan det bevises, at journalen ikke er skåret af eller skrevet om:\n"
        f"./run verify --head {head.sequence}:{head.entry_hash}\n",
        to=[settings.ANCHOR_MAIL],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach(head.name, head.data.decode(), "application/json")
    if signature := ANCHORS.get(f"{head.name}.p7s"):
        message.attach(f"{head.name}.p7s", signature, "application/pkcs7-signature")
    return message
