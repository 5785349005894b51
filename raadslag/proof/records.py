"""Frozen texts and the answers to them: does each text give its hash, and is each answer to its text?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import F

from raadslag.journal.listening import Said
from raadslag.journal.readable import read_objects
from raadslag.meetings.models import AgendaVersion
from raadslag.minutes.models import Approval, Minutes
from raadslag.proof.saying import Proof
from raadslag.public.models import Publication
from raadslag.record import data_hash

AT_ONCE = 50
"""So many texts are in memory at a time: one may be a megabyte."""
Frozen = Minutes | AgendaVersion | Publication


def prove_records(said: Said) -> Iterator[Proof]:
    """Minutes, agendas and publications: what is frozen gives the hash that it was frozen with."""
    kinds: list[tuple[str, str, type[Frozen]]] = [
        ("Referater", "Referatet", Minutes),
        ("Dagsordener", "Dagsordenen", AgendaVersion),
        ("Offentliggørelser", "Offentliggørelsen", Publication),
    ]
    for many, one, model in kinds:
        rows = model._default_manager.select_related("meeting__organization")
        yield from _prove(many, one, read_objects(rows, at_once=AT_ONCE), said)


def prove_approvals() -> Iterator[Proof]:
    """Each answer is to exactly the text that it stands by."""
    wrong = Approval.objects.exclude(text_hash=F("minutes__record_hash"))
    broken = False
    for row in wrong.select_related("person").iterator():
        broken = True
        yield Proof(
            False,
            f"Godkendelsen nr. {row.pk} af {row.person} gælder en anden tekst end det referat, den står ved.",
        )
    if not broken:
        count = Approval.objects.count()
        yield Proof(True, f"Godkendelser: {count}, hver af præcis den tekst, den står ved.")


def _prove(
    many: str, one: str, rows: Iterable[tuple[object, Frozen | None]], said: Said
) -> Iterator[Proof]:
    count, broken, erased = 0, False, 0
    for pk, row in rows:
        count += 1
        if row is None:
            broken = True
            yield Proof(False, f"{one} nr. {pk} kan ikke læses: den er ændret uden om huset.")
            continue
        if data_hash(row.record) == row.record_hash:
            continue
        if (row._meta.label_lower, str(row.pk)) in said.erased_rows:
            erased += 1
            continue
        broken = True
        yield Proof(
            False,
            f"{one} nr. {row.pk}, {row.meeting} (version {row.version}), er ændret, siden den blev frosset.",
        )
    if not broken:
        law = f", og {erased} har ord, der er slettet efter lov" if erased else ""
        yield Proof(True, f"{many}: {count - erased} passer til deres hash{law}.")
