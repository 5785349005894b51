"""The journal's head kept outside the database: a file a day, sealed where the house has a key.

An administrator who rewrites the journal must rewrite these too, and the copies that were sent away.
`VAR/anchors/2026-10-13.json` says number and hash of the newest line and the hash of the file before
it; `.p7s` beside it is a detached CMS signature of it (`openssl cms -verify` reads it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from raadslag.files.shelf import Shelf
from raadslag.journal.actions import SYSTEM, note
from raadslag.journal.chain import read_entries
from raadslag.journal.listening import Said
from raadslag.journal.models import Entry, Head
from raadslag.minutes.sealing import house_seal
from raadslag.proof.lines import prove_head
from raadslag.proof.roots import Roots
from raadslag.proof.saying import Proof, said_line
from raadslag.render.seal import sign_bytes, who_signed

ANCHORS = Shelf("anchors")
KEEP_HEAD = "keep_head"
DAY = re.compile(r"\d{4}-\d\d-\d\d\.json")


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A day's file as it lies there: its name, its bytes, and what it says."""

    name: str
    data: bytes
    sequence: int
    entry_hash: str
    previous: str


def keep_head(*, day: date, at: datetime | None = None) -> KeptHead | None:
    """Keep the journal's head for a day, note that it was, and send it where `RAADSLAG_ANCHOR_MAIL` says.

    Null where the day has its file, or nothing happened since the last one.
    """
    with ANCHORS.alone():
        name = f"{day.isoformat()}.json"
        if ANCHORS.get(name) is not None:
            return None
        made = _make(name, at or timezone.now())
    if made is not None and settings.ANCHOR_MAIL:
        _message(made).send()
    return made


def kept_heads() -> list[KeptHead]:
    """Every day's file, the oldest first."""
    names = sorted(p.name for p in ANCHORS.folder.glob("*.json")) if ANCHORS.folder.is_dir() else []
    return [_read(name, ANCHORS.get(name) or b"") for name in names if DAY.fullmatch(name)]


def prove_heads(said: Said, kept: list[KeptHead], roots: Roots) -> Iterator[Proof]:
    """Each kept head against the journal, and each that a line says was kept."""
    before, wrong = "", False
    for head in kept:
        proof = prove_head(
            said, head.sequence, head.entry_hash, kept=f"Hovedet fra {head.name[:10]}"
        )
        if not proof.fits:
            wrong = True
            yield proof
        elif reason := _wrong_file(head, before, roots):
            wrong = True
            yield Proof(False, f"Hovedet fra {head.name[:10]}: {reason}")
        before = sha256(head.data).hexdigest()
    for name, sequence in _not_kept(kept):
        wrong = True
        yield Proof(
            False,
            f"Hovedet fra {name[:10]} mangler i {ANCHORS.folder} eller er ændret. Det blev gemt i {said_line(sequence)}.",
        )
    if kept and not wrong:
        yield Proof(
            True, f"Journalens hoved, gemt uden for databasen: {len(kept)} dage, der alle passer."
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


def _wrong_file(head: KeptHead, before: str, roots: Roots) -> str:
    if before and head.previous != before:
        return "den dag, der kom før, er ændret eller slettet."
    signature = ANCHORS.get(f"{head.name}.p7s")
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
        details = {"file": name, "file_hash": sha256(data).hexdigest()}
        note(KEEP_HEAD, by=SYSTEM, subject=f"entry:{head.sequence}", details=details, at=at)
        if keyholder := house_seal():
            ANCHORS.put(f"{name}.p7s", sign_bytes(data, keyholder))
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
        f"Rådslags journal {head.name[:10]}: {head.sequence}",
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
