"""When a case may take its next step. Pure: facts in, obstacles out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from raadslag.allowed import Obstacle
from raadslag.cases.asking import NEEDS_FINANCING, Asked
from raadslag.cases.asking import Kind as MoneyKind
from raadslag.cases.models import Case
from raadslag.law.table import law
from raadslag.people.models import Organization

JOURNAL_NUMBER = re.compile(r"^\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}$")
"""KLE subject, facet, running number and year: 15.00.00-P22-1-24."""

Kind = Organization.Kind
APPROVABLE = frozenset(
    {Case.State.SENT, Case.State.APPROVED, Case.State.READY, Case.State.ON_AGENDA}
)
"""States in which somebody has approved the case, or is asked to."""
WRITABLE = APPROVABLE | {Case.State.DRAFT}
"""States in which the case is still its writer's; on a planned agenda too, until it is sent out."""


MOST_IN_SECTION, MOST_IN_CASE = 100_000, 300_000
"""Letters of one section and of a case's sections together: some 33 and 100 pages of 3,000."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule must know about a case: headings and texts, points, route and reasons."""

    title: str
    journal_number: str
    sections: Sequence[tuple[str, str, bool, str]]
    """(heading, plain text, required, help text) of each section."""
    points: Sequence[str]
    stops: Sequence[str]
    """The kind of each body on the route, the deciding one last (`Organization.Kind`)."""
    recommended_by: str
    closed: bool
    closed_reason: str
    public_title: str
    asked: Sequence[Asked]
    conflicts: int = 0
    """Sections with two texts that nobody has chosen between."""
    undescribed: Sequence[str] = ()
    """The heading of each section that shows a picture without words for it, once a picture."""


def why_not_write(*, state: str, may_write: bool) -> list[Obstacle]:
    """A paper is written until the agenda that it stands on is sent out."""
    no = []
    if not may_write:
        no.append(Obstacle("not-writer", "Kun de enheder, der står bag sagen, kan skrive i den."))
    if state == Case.State.CALLED:
        no.append(
            Obstacle(
                "sent-out",
                "Sagen er sendt ud med dagsordenen, og teksten ligger fast: kun en synlig rettelse kan "
                "ændre den. Begynd den med »Ret efter indkaldelsen«; når mødet er begyndt, er det et "
                "ændringsforslag på mødet.",
            )
        )
    elif state not in WRITABLE:
        no.append(
            Obstacle("treated", "Sagen er behandlet eller henlagt og kan ikke skrives i mere.")
        )
    return no


def why_not_write_so_much(heading: str, *, letters: int, was: int, rest: int) -> list[Obstacle]:
    """A section and a case have an end. One that was longer before the limit may be made shorter.

    `letters` of the text, `was` of the one before it, `rest` of the case's other sections.
    """
    part = f"Afsnittet »{heading}«"
    no = []
    if letters > max(MOST_IN_SECTION, was - 1):
        no.append(_no_room("section-too-long", part, letters, MOST_IN_SECTION))
    if letters >= was and letters + rest > MOST_IN_CASE:
        no.append(_no_room("case-too-long", "Sagens tekst", letters + rest, MOST_IN_CASE))
    return no


def _no_room(code: str, what: str, letters: int, most: int) -> Obstacle:
    told, room = (f"{number:,}".replace(",", ".") for number in (letters, most))
    advice = "Del den i flere, eller læg noget af den som bilag."
    return Obstacle(code, f"{what} fylder {told} tegn; der er plads til {room}. {advice}")


@dataclass(frozen=True, slots=True)
class Approver:
    """Who could approve for a unit: somebody else than the case's writer, the writer."""

    unit: str
    another: bool
    writer: bool = False


def why_not_submit(draft: Draft, *, state: str, approvers: Sequence[Approver]) -> list[Obstacle]:
    """A case is sent for approval when nothing that a member must know is missing.

    `approvers`: one for each step.
    """
    no = []
    if state != Case.State.DRAFT:
        no.append(Obstacle("not-draft", "Kun en kladde kan sendes til godkendelse."))
    no += [*missing_texts(draft), *missing_frame(draft), *missing_money(draft)]
    no += [
        Obstacle(
            "own-approver",
            f"Sagsbehandleren er den eneste, der godkender for {one.unit}, og kan ikke godkende sin "
            "egen sag. Giv sagen en anden sagsbehandler.",
        )
        for one in approvers
        if one.writer and not one.another
    ]
    if not approvers or not all(one.another or one.writer for one in approvers):
        no.append(
            Obstacle(
                "no-approver",
                "Der mangler en centerchef eller direktør, som kan godkende sagen. "
                "Bed systemejeren registrere en.",
            )
        )
    return no


def missing_texts(draft: Draft) -> list[Obstacle]:
    """Empty required sections, and help text that was left standing."""
    no = []
    if draft.conflicts:
        no.append(
            Obstacle("open-conflict", "Et afsnit har to tekster: vælg først, hvilken der gælder.")
        )
    for heading, text, required, help_text in draft.sections:
        if required and not text.strip():
            no.append(Obstacle("section-empty", f"Afsnittet »{heading}« er tomt."))
        if survives(help_text, text):
            no.append(Obstacle("help-text", f"Skabelonens hjælpetekst står endnu i »{heading}«."))
    no += [
        Obstacle(
            "picture-text",
            f"Et billede i »{heading}« mangler en beskrivelse. Skriv, hvad det viser: den læses op "
            "for dem, der ikke kan se det.",
        )
        for heading in dict.fromkeys(draft.undescribed)
    ]
    if not [point for point in draft.points if point.strip()]:
        no.append(Obstacle("no-recommendation", "Indstillingen har ingen punkter."))
    if not draft.recommended_by.strip():
        no.append(Obstacle("no-recommender", "Skriv, hvem der indstiller."))
    return no


def missing_frame(draft: Draft) -> list[Obstacle]:
    """Title, journal number, deciding body, and the reason for closing."""
    no = []
    if not draft.title.strip():
        no.append(Obstacle("no-title", "Sagen har ingen titel."))
    if not draft.stops:
        no.append(Obstacle("no-decider", "Vælg, hvem der træffer beslutningen."))
    if draft.journal_number and not JOURNAL_NUMBER.match(draft.journal_number):
        no.append(Obstacle("journal-number", "Journalnummeret skal ligne 15.00.00-P22-1-24 (KLE)."))
    if draft.closed and not draft.closed_reason.strip():
        no.append(
            Obstacle(
                "no-closing-reason",
                "En lukket sag skal begrundes konkret; en hel sagstype kan ikke lukkes.",
                closing_law(draft.stops),
            )
        )
    if draft.closed and not draft.public_title.strip():
        no.append(
            Obstacle(
                "no-public-title",
                "En lukket sag skal have en titel, der kan stå offentligt. Er selv titlen hemmelig, så "
                "skriv »Lukket punkt«.",
                title_law(draft.stops),
            )
        )
    return no


def missing_money(draft: Draft) -> list[Obstacle]:
    """A grant says how it is covered, and is given by the council, or moved by an empowered økonomiudvalg.

    An expense within what is granted already is no grant: it needs neither.
    """
    no = []
    uncovered = [one for one in draft.asked if one.kind in NEEDS_FINANCING]
    if any(not one.financing.strip() for one in uncovered):
        no.append(
            Obstacle(
                "no-financing",
                "En tillægsbevilling skal sige, hvordan udgiften dækkes: besparelse, lån eller kassen. "
                "Udfyld »Finansiering«.",
                law("financing", Kind.COUNCIL) or "",
            )
        )
    granting = [one for one in draft.asked if one.kind != MoneyKind.WITHIN]
    if granting and draft.stops:
        no += _why_not_granted_by(draft.stops[-1], granting)
    return no


def _why_not_granted_by(decider: str, granting: Sequence[Asked]) -> list[Obstacle]:
    """`decider` is the kind of the body at the route's end."""
    moved = all(one.kind == MoneyKind.REALLOCATION for one in granting)
    if decider == Kind.COUNCIL or (decider == Kind.FINANCE and moved):
        return []
    if decider == Kind.FINANCE:
        said = (
            "Økonomiudvalget kan kun give en bevilling, der flytter penge mellem bevillinger, og kun hvis "
            "kommunalbestyrelsen har bemyndiget det til det. Vælg »Omplacering«, hvis det er en sådan, "
            "eller lad sagen ende i kommunalbestyrelsen."
        )
    else:
        said = (
            "Kun kommunalbestyrelsen kan give en bevilling, bortset fra omplaceringer, som "
            "økonomiudvalget er bemyndiget til: lad sagen ende dér. Bruges penge, der er bevilget i "
            "forvejen, så vælg »Udgift inden for bevillingen«."
        )
    return [Obstacle("not-appropriation", said, law("appropriation", decider) or "")]


def worth_asking(draft: Draft) -> list[Obstacle]:
    """What the law asks about a route and nothing decides for the writer: told, and never in the way."""
    money = [one for one in draft.asked if one.kind != MoneyKind.WITHIN]
    if not money or draft.stops[-1:] != [Kind.COUNCIL] or Kind.FINANCE in draft.stops:
        return []
    return [
        Obstacle(
            "no-opinion",
            "Økonomiudvalgets erklæring skal foreligge, før kommunalbestyrelsen beslutter noget om økonomi. "
            "Sæt økonomiudvalget på sagens vej, medmindre erklæringen indhentes på anden måde.",
            law("finance-opinion", Kind.COUNCIL) or "",
        )
    ]


def closing_law(kinds: Sequence[str]) -> str:
    """Why a case may be closed, by the bodies that treat it: only the council's meetings have open doors."""
    return _laws("closing-reason", kinds)


def title_law(kinds: Sequence[str]) -> str:
    """What orders the list of cases to be public, by the bodies that treat it."""
    return _laws("public-title", kinds)


def _laws(rule: str, kinds: Sequence[str]) -> str:
    """Each citation once, in the order of the route; a committee's where no route is chosen yet."""
    said = [law(rule, kind) for kind in kinds or [Kind.STANDING]]
    return "; ".join(dict.fromkeys(one for one in said if one))


def why_not_approve_step(*, waiting: bool, holds_role: bool, own_case: bool) -> list[Obstacle]:
    """Only the holder of the role, only the step whose turn it is, and never one's own case."""
    no = []
    if not waiting:
        no.append(Obstacle("not-waiting", "Sagen afventer ikke denne godkendelse."))
    if not holds_role:
        no.append(Obstacle("not-approver", "Det er ikke dig, sagen afventer."))
    if own_case:
        no.append(Obstacle("own-case", "Den, der har skrevet sagen, kan ikke selv godkende den."))
    return no


def why_not_return(*, waiting: bool, holds_role: bool, reason: str) -> list[Obstacle]:
    """A case goes back with a reason that the writer can act on."""
    no = why_not_approve_step(waiting=waiting, holds_role=holds_role, own_case=False)
    if not reason.strip():
        no.append(Obstacle("no-reason", "Skriv, hvad der skal ændres, før sagen sendes tilbage."))
    return no


def why_not_make_ready(*, state: str, conflicts: int, is_secretary: bool) -> list[Obstacle]:
    """The secretary takes over an approved case in which no two texts wait for a choice."""
    no = []
    if not is_secretary:
        no.append(Obstacle("not-secretary", "Kun udvalgets sekretær gør en sag klar."))
    if state != Case.State.APPROVED:
        no.append(Obstacle("not-approved", "Sagen er ikke godkendt endnu."))
    if conflicts:
        no.append(
            Obstacle("open-conflict", "Et afsnit har to tekster: vælg først, hvilken der gælder.")
        )
    return no


def survives(help_text: str, text: str) -> bool:
    """Some sentence of the help text, longer than a few words, stands in the text."""
    squeezed = " ".join(text.split()).casefold()
    sentences = re.split(r"(?<=[.!?:])\s+|\n+", help_text)
    return any(
        len(sentence.split()) >= 4
        and " ".join(sentence.split()).casefold().rstrip(".!?:") in squeezed
        for sentence in sentences
    )
