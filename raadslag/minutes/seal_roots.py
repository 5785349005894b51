"""Who holds the house's key, and what its seals lead back to: kept beside what is sealed.

A seal is judged by the certificates that it was sealed under, wherever it is looked at from: another
shell, another machine, another year.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from raadslag.files.shelf import Shelf
from raadslag.minutes.models import SealedDocument
from raadslag.render.own_seal import OwnSeal, as_pem, load_roots
from raadslag.render.seal import Keyholder, NotSealed

KEPT_ROOTS = Shelf("seal/roots")
"""Certificates that seals lead back to, each under its sha256."""


class MissingRoots(NotSealed):
    """Certificates that seals lead back to are not in the house; `found` are those that are."""

    def __init__(self, missing: Collection[str], found: tuple[Any, ...] = ()) -> None:
        self.found = found
        named = ", ".join(f"{one[:12]}…" for one in sorted(missing)) or "root.pem"
        super().__init__(
            f"Seglets nøgle mangler i {KEPT_ROOTS.folder.parent}: rodcertifikatet, som seglene fører tilbage til "
            f"({named}), er der ikke. Læg mappen tilbage fra sikkerhedskopien, eller peg på rodcertifikatet med "
            "RAADSLAG_SEAL_ROOTS."
        )


def house_seal() -> Keyholder | None:
    """Who holds this house's key (`RAADSLAG_SEAL`): our own, a municipality's function, or nobody."""
    if settings.SEAL == "own":
        # Sealed already, and no earlier root is told of: then the key that is missing is lost.
        sealed = SealedDocument.objects.exists() and not settings.SEAL_ROOTS
        return OwnSeal(settings.VAR / "seal", may_make=not sealed)
    if settings.SEAL:
        return cast("Keyholder", import_string(settings.SEAL)())
    return None


def trusted_roots(named: Collection[str] = ()) -> list[Any]:
    """The certificates that a seal of this house leads back to, whatever this shell's settings say.

    Those that lie with what is sealed and that a line of the journal names (`named`), the house's own,
    and those that settings add (`RAADSLAG_SEAL_ROOTS`). Looking makes no key.
    Raises `MissingRoots` where a named one is not here, and what reading a file raises.
    """
    own = Path(settings.VAR) / "seal"
    has_own = any((own / name).exists() for name in ("root.pem", "seal.pem"))
    files = [own / "root.pem"] if has_own else []
    files += [Path(settings.SEAL_ROOTS)] if settings.SEAL_ROOTS else []
    roots = [root for file in files for root in load_roots(file)]
    if settings.SEAL and settings.SEAL != "own":
        roots += house_seal_roots()
    found = {sha256(root.dump()).hexdigest(): root for root in [*kept_roots(named), *roots]}
    if missing := set(named) - found.keys():
        raise MissingRoots(missing, tuple(found.values()))
    return list(found.values())


def house_seal_roots() -> list[Any]:
    """The roots that the municipality's own function gives; none where it isn't installed for this shell."""
    try:
        keyholder = house_seal()
    except ImportError:
        return []
    return list(keyholder.roots()) if keyholder else []


def kept_roots(named: Collection[str]) -> list[Any]:
    """Of the certificates that were kept when something was sealed, those with these hashes."""
    places = (KEPT_ROOTS.folder / f"{name}.pem" for name in named)
    found = [root for place in places if place.is_file() for root in load_roots(place)]
    return [root for root in found if sha256(root.dump()).hexdigest() in named]


def keep_roots(keyholder: Keyholder) -> list[str]:
    """Lay what a seal leads back to beside it, so that it is judged by that ever after; their hashes."""
    names = []
    for root in keyholder.roots():
        data = root.dump()
        name = sha256(data).hexdigest()
        names.append(name)
        if KEPT_ROOTS.get(f"{name}.pem") is None:
            KEPT_ROOTS.put(f"{name}.pem", as_pem(data))
    return sorted(names)
