"""What a finding stands in the way of, and who may let it stand."""

from __future__ import annotations

from collections.abc import Iterable, Set

from raadslag.allowed import Obstacle
from raadslag.checks import Finding, is_question, plain_fingerprint, stands_in_the_way

SHORTEST_REASON = 5
PERSONAL = "priv-"
"""What the rules on personal data begin with."""
NEVER_ACCEPTED = frozenset({"priv-102"})
"""Rules whose findings are mended, never accepted: what is registered on a closed item is secret."""


OPEN = frozenset({"open-finding", "open-question"})
"""Codes of what Gennemsyn itself has against something: a person's answer or mending takes it away."""


def why_not_pass(
    findings: Iterable[Finding], *, accepted: Set[str], quoted: bool = False
) -> list[Obstacle]:
    """Why something may not be sent out or published: every error that nobody has accepted, and every
    question that nobody has answered.

    `accepted` holds plain fingerprints: an item that moves keeps what was accepted. Of a text that
    is `quoted` as it was once printed, only personal data stand in the way: its sums are its own.
    """
    left = [one for one in findings if plain_fingerprint(one) not in accepted]
    return [_open(finding) for finding in in_the_way(left, quoted=quoted)]


def in_the_way(findings: Iterable[Finding], *, quoted: bool = False) -> list[Finding]:
    """Those that stop something: the others are advice, and a `quoted` text is its own."""
    return [
        finding
        for finding in findings
        if stands_in_the_way(finding) and (finding.rule.startswith(PERSONAL) or not quoted)
    ]


def why_not_accept(
    finding: Finding, *, reason: str, may_publish: bool, may_write: bool
) -> list[Obstacle]:
    """Why somebody may not let a finding stand.

    An error needs the right to publish; a warning or a piece of advice the right to write.
    """
    no = []
    if finding.rule in NEVER_ACCEPTED:
        no.append(
            Obstacle(
                "must-be-mended",
                "En beskyttet oplysning skal fjernes fra teksten; den kan ikke accepteres. Er den ikke "
                "fortrolig, så tag ordet af den lukkede sags liste, og skriv hvorfor.",
                "Forvaltningsloven § 27",
            )
        )
    if finding.severity == "error" and not may_publish:
        no.append(
            Obstacle("may-not-accept-error", "En fejl accepteres af den, der må offentliggøre.")
        )
    if finding.severity != "error" and not (may_write or may_publish):
        no.append(
            Obstacle("may-not-accept", "En bemærkning accepteres af den, der arbejder med sagen.")
        )
    if len(reason.strip()) < SHORTEST_REASON:
        no.append(
            Obstacle("reason-missing", "Skriv en begrundelse, som andre kan forstå om et år.")
        )
    return no


def why_not_take_back(*, may_publish: bool, may_write: bool) -> list[Obstacle]:
    """To look again is never too much: whoever works with it may take any acceptance back."""
    if may_publish or may_write:
        return []
    return [Obstacle("may-not-take-back", "En accept fortrydes af den, der arbejder med sagen.")]


def _open(finding: Finding) -> Obstacle:
    if is_question(finding):
        text = f"{_place(finding)}Skal besvares: {finding.message}"
        return Obstacle("open-question", text, finding.source)
    return Obstacle("open-finding", f"{_place(finding)}{finding.message}", finding.source)


def _place(finding: Finding) -> str:
    return f"Punkt {finding.item}: " if finding.item is not None else ""
