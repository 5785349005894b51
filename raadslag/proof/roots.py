"""The certificates that the house's seals lead back to, or what stands in the way of reading them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from raadslag.files.shelf import Shelf
from raadslag.journal.chain import read_entries
from raadslag.journal.listening import ROOTS
from raadslag.journal.models import Entry
from raadslag.minutes.models import SealedDocument
from raadslag.minutes.seal_roots import MissingRoots, trusted_roots
from raadslag.proof.saying import Proof, counted
from raadslag.render.seal import NotSealed, SealReport

ANCHORS = Shelf("anchors")
"""Heads of the journal, kept outside the database."""


@dataclass(frozen=True, slots=True)
class Roots:
    """`found` is empty where the house has no key; `missing` says in Danish why they can't be read."""

    found: tuple[Any, ...]
    missing: str = ""

    def stand_behind(self, seal: SealReport) -> bool:
        """Is the seal ours? Without the roots: is it at least unbroken?"""
        return seal.sound if self.missing else seal.valid

    def said(self) -> list[Proof]:
        """The one thing to say of roots that can't be read."""
        if not self.missing:
            return []
        text = f"Hvem der har sat seglene, kan ikke efterses: {self.missing}"
        return [Proof(True, text, remark=True, unlooked=True)]


def house_roots(named: Collection[str]) -> Roots:
    """The roots as they lie here; a file that is gone, is junk or may not be read is said, not raised.

    `named`: those that lines of the journal say that something was sealed under.
    """
    try:
        found = tuple(trusted_roots(named))
    except MissingRoots as error:
        return Roots(error.found, str(error))
    except NotSealed as error:
        return Roots((), str(error))
    except OSError as error:
        return Roots((), f"{error.filename} kan ikke læses ({error.strerror}).")
    except (ValueError, TypeError, ImportError) as error:
        return Roots((), f"rodcertifikatet (root.pem) er ikke et certifikat ({error}).")
    if not found and (SealedDocument.objects.exists() or any(ANCHORS.folder.glob("*.p7s"))):
        return Roots((), str(MissingRoots(())))
    return Roots(found)


def prove_key(roots: Roots) -> Iterator[Proof]:
    """The house's own key is here while sealed rows stand; says nothing where it holds none of its own.

    Where the roots are gone too, that was said already.
    """
    own = Path(settings.VAR) / "seal"
    if settings.SEAL != "own" and not (own / "root.pem").exists():
        return
    gone = [name for name in ("seal.key", "seal.pem") if not (own / name).is_file()]
    if gone and not roots.missing and SealedDocument.objects.exists():
        named = counted(len(gone), "fil", "filer")
        text = f"Seglets nøgle mangler: {named} ({', '.join(gone)}) er ikke i {own}. Intet kan forsegles, og der laves ingen ny"
        yield Proof(False, f"{text}: læg mappen tilbage fra sikkerhedskopien.")


def named_roots() -> set[str]:
    """What lines about sealing say that seals lead back to, for who hasn't heard the whole journal."""
    lines = Entry.objects.filter(act__in=("seal_document", "keep_head"))
    told = (line.details.get(ROOTS, []) for line, junk in read_entries(lines) if not junk)
    return {name for names in told if isinstance(names, list) for name in names}
