"""The certificates that the house's seals lead back to, or what stands in the way of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from raadslag.minutes.sealing import trusted_roots
from raadslag.proof.saying import Proof
from raadslag.render.seal import NotSealed, SealReport


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


def house_roots() -> Roots:
    """The roots as they lie here; a file that is gone, is junk or may not be read is said, not raised."""
    try:
        return Roots(tuple(trusted_roots()))
    except NotSealed as error:
        return Roots((), str(error))
    except OSError as error:
        return Roots((), f"{error.filename} kan ikke læses ({error.strerror}).")
    except (ValueError, TypeError, ImportError) as error:
        return Roots((), f"rodcertifikatet (root.pem) er ikke et certifikat ({error}).")
