"""When minutes are drafted, approved, refused and corrected. Pure: facts in, obstacles out."""

from __future__ import annotations

from collections.abc import Set

from raadslag.allowed import Obstacle

LAW = "KSL § 13 stk. 1 og § 20"


def why_not_draft(*, closed: bool, is_secretary: bool) -> list[Obstacle]:
    """Minutes are drafted by the secretary once the meeting has ended."""
    no = []
    if not is_secretary:
        no.append(Obstacle("not-secretary", "Kun udvalgets sekretær skriver referatet."))
    if not closed:
        no.append(Obstacle("not-closed", "Mødet er ikke afsluttet."))
    return no


def why_not_approve(
    *,
    person: int | None,
    took_part: Set[int],
    answered: Set[int],
    seen_hash: str,
    newest_hash: str,
) -> list[Obstacle]:
    """A member who took part puts their name under exactly the text that stands, once."""
    no = []
    if person is None or person not in took_part:
        no.append(
            Obstacle("not-present", "Kun medlemmer, der deltog i mødet, godkender referatet.", LAW)
        )
    if seen_hash != newest_hash:
        no.append(
            Obstacle(
                "older-text",
                "Referatet er ændret, siden du åbnede det. Læs ændringen, og godkend derefter.",
                LAW,
            )
        )
    if person in answered:
        no.append(Obstacle("answered", "Du har allerede taget stilling til denne tekst."))
    return no


def why_not_refuse(*, reason: str) -> list[Obstacle]:
    """A refusal says what is wrong; it does not undo the decisions."""
    if reason.strip():
        return []
    return [Obstacle("no-reason", "Skriv, hvorfor du ikke kan godkende referatet.")]


def why_not_correct(*, has_minutes: bool, is_secretary: bool, text: str) -> list[Obstacle]:
    """A correction is an addition that everybody can see; nothing is changed silently."""
    no = []
    if not is_secretary:
        no.append(Obstacle("not-secretary", "Kun udvalgets sekretær retter referatet."))
    if not has_minutes:
        no.append(Obstacle("no-minutes", "Der er intet referat at rette endnu."))
    if not text.strip():
        no.append(
            Obstacle(
                "no-text",
                "Skriv rettelsen: den tilføjes referatet og ændrer ikke det, der stod.",
                "IM 86.1.4 og 04.1.4",
            )
        )
    return no


def why_not_take_back(
    *, is_secretary: bool, sent: bool, approved: bool, reason: str
) -> list[Obstacle]:
    """Minutes are taken back from approval until everybody has approved; after that they are corrected."""
    no = []
    if not is_secretary:
        no.append(Obstacle("not-secretary", "Kun udvalgets sekretær trækker referatet tilbage."))
    if not sent:
        no.append(Obstacle("no-minutes", "Der er intet referat til godkendelse."))
    if approved:
        no.append(
            Obstacle(
                "approved",
                "Alle har godkendt. Tilføj en rettelse i stedet: den ændrer ikke det, der stod.",
                "IM 86.1.4 og 04.1.4",
            )
        )
    if not reason.strip():
        no.append(
            Obstacle(
                "no-reason",
                "Skriv, hvorfor referatet trækkes tilbage: medlemmerne får det at vide.",
            )
        )
    return no


def why_not_remind(*, is_secretary: bool, missing: int) -> list[Obstacle]:
    """Members are reminded while somebody has not answered."""
    no = []
    if not is_secretary:
        no.append(Obstacle("not-secretary", "Kun udvalgets sekretær sender påmindelser."))
    if not missing:
        no.append(Obstacle("nobody-missing", "Alle har taget stilling til referatet."))
    return no
