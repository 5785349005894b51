"""May this be published, or withdrawn? Pure questions; the pages and the actions ask the same."""

from __future__ import annotations

from raadslag.allowed import Obstacle
from raadslag.people.slugs import RESERVED, RESERVED_IN_BODY
from raadslag.record import Kind
from raadslag.record import Meeting as Record


def why_not_publish(
    record: Record, *, kind: Kind, body_slug: str, organization_slug: str
) -> list[Obstacle]:
    """Why this record may not be read by the public as the organization's agenda or minutes."""
    no = []
    if not record.items:
        no.append(Obstacle("no-items", "Der er ingen punkter at offentliggøre."))
    if record.kind != kind:
        no.append(
            Obstacle(
                "other-kind",
                "Teksten er en dagsorden, ikke et referat. Offentliggør den som dagsorden."
                if kind == "minutes"
                else "Teksten er et referat, ikke en dagsorden. Offentliggør den som referat.",
            )
        )
    if body_slug in RESERVED or organization_slug in RESERVED_IN_BODY:
        no.append(
            Obstacle(
                "reserved-address",
                f"Adressen /{body_slug}/{organization_slug}/ bruges af systemet selv. "
                "Giv kommunen eller udvalget en anden adresse.",
            )
        )
    return no


def why_not_withdraw(*, withdrawn: bool, superseded: bool, reason: str) -> list[Obstacle]:
    """Why this publication may not be withdrawn."""
    no = []
    if withdrawn:
        no.append(Obstacle("withdrawn", "Offentliggørelsen er allerede trukket tilbage."))
    elif superseded:
        no.append(
            Obstacle("superseded", "Der er kommet en nyere udgave. Træk den nyeste udgave tilbage.")
        )
    if not reason.strip():
        no.append(
            Obstacle(
                "no-reason",
                "Skriv hvorfor. Begrundelsen gemmes i journalen og vises ikke offentligt.",
            )
        )
    return no


def why_not_republish(*, withdrawn: bool, another_stands: bool) -> list[Obstacle]:
    """Why a withdrawn publication may not come back."""
    no = []
    if not withdrawn:
        no.append(Obstacle("not-withdrawn", "Offentliggørelsen er ikke trukket tilbage."))
    if another_stands:
        no.append(Obstacle("another-stands", "Der er allerede en nyere udgave offentliggjort."))
    return no
