"""What waits for somebody, gathered from the whole cycle: the list on Min side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from raadslag.cases.actions import waiting_step
from raadslag.cases.models import Case, SectionVersion, Step
from raadslag.meetings.deadlines import message_deadline, notice_deadline, rules_of
from raadslag.meetings.findings import subject_of
from raadslag.meetings.looking import CHAIRS, newest_look
from raadslag.meetings.models import (
    AgendaLook,
    ItemCorrection,
    ItemQuestion,
    Meeting,
    Message,
)
from raadslag.meetings.read_on import Above, Left, left_to_read, stands_above
from raadslag.meetings.rules.agenda import BEFORE
from raadslag.meetings.seats import forecast
from raadslag.minutes.models import Minutes
from raadslag.minutes.signing import answers, newest_minutes
from raadslag.people.models import Membership, User
from raadslag.people.outbox import letters_for, not_sent
from raadslag.people.rights import Rights, may_approve
from raadslag.review.models import HeldBack

SOON_DAYS = 30
LOOKED: dict[str | None, tuple[str, str]] = {
    AgendaLook.Kind.SENT: ("Indkald til møde: dagsordenen er hos formanden", "Se dagsorden"),
    AgendaLook.Kind.APPROVED: ("Indkald til møde: formanden har godkendt", "Indkald"),
    AgendaLook.Kind.RETURNED: ("Formanden har sendt dagsordenen tilbage", "Ret dagsorden"),
}
"""What the secretary does with a planned agenda, and its button, by how the chair's look stands."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, about what, by when, and where. `since`: `due` is the day it began to wait."""

    what: str
    about: str
    address: str
    button: str
    due: date | None = None
    since: bool = False

    @property
    def is_late(self) -> bool:
        """Is its day past?"""
        return self.due is not None and not self.since and self.due < timezone.localdate()

    @property
    def when(self) -> str:
        """How near its day is: `om 3 dage`, `i dag`, `2 dage over`; or how long it has waited."""
        return told_when(self.due, since=self.since) if self.due else ""


def told_when(day: date, *, since: bool = False) -> str:
    """`i dag`, `i morgen`, `om 3 dage`, `1 dag over`; with `since`: `siden i går`, `i 3 dage`."""
    days = (day - timezone.localdate()).days
    if since:
        return "siden i dag" if days >= 0 else "siden i går" if days == -1 else f"i {-days} dage"
    if days >= 0:
        return ("i dag", "i morgen")[days] if days < 2 else f"om {days} dage"
    return f"{-days} {'dag' if days == -1 else 'dage'} over"


Source = Callable[[Rights], Iterable[Task]]
_sources: list[Source] = []


def brings_tasks(source: Source) -> Source:
    """Let a room above put what waits on Min side."""
    if source not in _sources:
        _sources.append(source)
    return source


def waiting_for(user: User, rights: Rights) -> list[Task]:
    """Everything that waits for this person, the most pressing first."""
    tasks = [
        *_minutes_to_approve(rights),
        *_agendas_to_look_at(rights),
        *_minutes_to_look_at(rights),
        *_cases_to_approve(rights),
        *_own_cases(user),
        *_secretary(rights),
        *_questions(user, rights),
        *_corrections(user, rights),
        *_too_few(rights),
        *_letters_not_sent(rights),
        *_agendas_to_read(user, rights),
        *(task for source in _sources for task in source(rights)),
    ]
    return sorted(tasks, key=lambda task: task.due or date.max)


def _cases_to_approve(rights: Rights) -> Iterator[Task]:
    held = rights.organizations([Membership.Role.HEAD, Membership.Role.DIRECTOR])
    steps = Step.objects.filter(
        outcome="waiting", organization_id__in=held, case__state=Case.State.SENT
    )
    for step in steps.filter(round=F("case__round")).select_related("case"):
        first = waiting_step(step.case)
        if first == step and may_approve(rights, step.organization_id, step.role):
            yield Task(
                "Godkend sag", step.case.title, reverse("case", args=[step.case.uid]), "Se sagen"
            )


def _own_cases(user: User) -> Iterator[Task]:
    for case in Case.objects.filter(owner=user, state=Case.State.DRAFT):
        back = case.steps.filter(outcome="returned", round=case.round - 1).first()
        what = f"Sendt tilbage: {back.comment}" if back else "Skriv sagen færdig"
        yield Task(what, case.title, reverse("case", args=[case.uid]), "Åbn sagen")
    beside = SectionVersion.objects.filter(
        section__paper__case__owner=user, conflict=True, settled_at=None
    )
    for version in beside.select_related("section__paper__case"):
        case = version.section.paper.case
        yield Task("Vælg mellem to tekster", case.title, reverse("case", args=[case.uid]), "Vælg")


def _secretary(rights: Rights) -> Iterator[Task]:
    kept = rights.organizations([Membership.Role.SECRETARY])
    approved = Case.objects.filter(state="approved", correcting="")
    for case in approved.filter(stops__organization_id__in=kept).distinct():
        yield Task("Gør sag klar", case.title, reverse("case", args=[case.uid]), "Se sagen")
    yield from _held_back(kept)
    soon = timezone.now() + timedelta(days=SOON_DAYS)
    meetings = Meeting.objects.filter(organization_id__in=kept).select_related("organization")
    for meeting in meetings.filter(state=Meeting.State.PLANNED, starts_at__lte=soon):
        what, button = LOOKED.get(newest_look(meeting), ("Indkald til møde", "Lav dagsorden"))
        yield Task(what, str(meeting), reverse("agenda", args=[meeting.uid]), button, notice_deadline(meeting))  # fmt: skip
    offered = Message.objects.filter(state=Message.State.OFFERED, meeting__in=meetings)
    for meeting in meetings.filter(state__in=BEFORE, messages__in=offered).distinct():
        count = offered.filter(meeting=meeting).count()
        what = f"{count} {'meddelelse' if count == 1 else 'meddelelser'} venter"
        yield Task(what, str(meeting), reverse("agenda", args=[meeting.uid]), "Se dem", message_deadline(meeting))  # fmt: skip
    for meeting in meetings.filter(state=Meeting.State.OPEN):
        yield Task("Mødet er i gang", str(meeting), reverse("live", args=[meeting.uid]), "Afvikl", timezone.localdate())  # fmt: skip
    for meeting in meetings.filter(state=Meeting.State.CLOSED):
        yield from _unanswered(meeting)


def _questions(user: User, rights: Rights) -> Iterator[Task]:
    """Members' questions without an answer, to items that one keeps or whose case one writes."""
    kept = rights.organizations([Membership.Role.SECRETARY])
    rows = ItemQuestion.objects.filter(answer="", withdrawn_at=None, item__withdrawn_at=None)
    rows = rows.filter(item__meeting__state=Meeting.State.CALLED)
    mine = rows.filter(Q(item__meeting__organization_id__in=kept) | Q(item__case__owner=user))
    for row in mine.select_related("item__meeting", "person"):
        what = f"Svar på spørgsmål fra {row.person}"
        due = timezone.localdate(row.item.meeting.starts_at)
        yield Task(what, str(row.item), reverse("question", args=[row.uid]), "Svar", due)


def _corrections(user: User, rights: Rights) -> Iterator[Task]:
    """Corrections that nobody has sent: the secretary sends them, and the case's writer writes them."""
    kept = rights.organizations([Membership.Role.SECRETARY])
    rows = ItemCorrection.objects.filter(sent_at=None, dropped_at=None)
    mine = rows.filter(Q(item__meeting__organization_id__in=kept) | Q(item__case__owner=user))
    for row in mine.select_related("item__meeting", "item__case"):
        sends = row.item.meeting.organization_id in kept
        what = f"{'Send' if sends else 'Skriv'} rettelsen af punkt {row.item.number}"
        due, about = timezone.localdate(row.item.meeting.starts_at), row.item.shown_title
        case, own = row.item.case, [row.item.meeting.uid, row.item.uid]
        page = (
            reverse("correct-case", args=[case.uid]) if case else reverse("correct-item", args=own)
        )
        yield Task(what, about, page, "Se rettelsen", due)


def _too_few(rights: Rights) -> Iterator[Task]:
    """Meetings of bodies one keeps or chairs where too few are expected to decide anything."""
    led = rights.organizations([Membership.Role.SECRETARY, Membership.Role.CHAIR])
    soon = timezone.now() + timedelta(days=SOON_DAYS)
    rows = Meeting.objects.upcoming().filter(organization_id__in=led, starts_at__lte=soon)
    rows = rows.exclude(state=Meeting.State.OPEN).filter(apologies__called_back_at=None)
    for meeting in rows.filter(apologies__isnull=False).distinct().select_related("organization"):
        expected = forecast(meeting)
        if not expected.enough:
            what = f"For få kommer: {len(expected.coming)} af {expected.seats}"
            due = timezone.localdate(meeting.starts_at)
            yield Task(what, str(meeting), reverse("participants", args=[meeting.uid]), "Se afbud", due)  # fmt: skip


def _letters_not_sent(rights: Rights) -> Iterator[Task]:
    """Letters about one's bodies that nobody got; whoever runs the house is told of all of them."""
    if rights.may_operate or not rights.organizations([Membership.Role.SECRETARY]):
        return
    rows = not_sent(letters_for(rights))
    if count := rows.count():
        what = "1 brev kunne ikke sendes" if count == 1 else f"{count} breve kunne ikke sendes"
        since = timezone.localdate(
            rows.order_by("written_at").values_list("written_at", flat=True)[0]
        )
        yield Task(
            what, "Modtageren har ikke fået det", reverse("outbox"), "Se hvem", since, since=True
        )


def _held_back(kept: Iterable[int]) -> Iterator[Task]:
    """Publications that Gennemsyn stopped: they stand first, the public is waiting."""
    rows = list(HeldBack.objects.kept_by(kept))
    uids = [row.subject.partition(":")[2] for row in rows]
    meetings = {subject_of(m): m for m in Meeting.objects.filter(uid__in=uids)}
    for row in rows:
        if meeting := meetings.get(row.subject):
            page = "agenda" if row.what == HeldBack.What.AGENDA else "release"
            what = f"{row.get_what_display()} er ikke offentliggjort: gennemsynet stoppede den"
            yield Task(what, str(meeting), reverse(page, args=[meeting.uid]), "Se hvorfor", timezone.localdate(row.since), since=True)  # fmt: skip


def _unanswered(meeting: Meeting) -> Iterator[Task]:
    address = reverse("minutes", args=[meeting.uid])
    if newest_minutes(meeting) is None:
        yield Task(
            "Ret referatet til, og send det til godkendelse", str(meeting), address, "Ret til"
        )
        return
    given = answers(meeting)
    refused = [a.seat.person.name for a in given if a.approval and a.approval.refused]
    absent = sum(1 for a in given if a.approval is None)
    if refused:
        yield Task(f"Nægtet af {', '.join(refused)}", str(meeting), address, "Se referatet")
    elif absent:
        yield Task(f"{absent} mangler at godkende", str(meeting), address, "Se referatet")


def _minutes_to_approve(rights: Rights) -> Iterator[Task]:
    for meeting, newest in _unapproved(rights):
        asked = timezone.localdate(newest.frozen_at)
        due = asked + timedelta(days=rules_of(meeting.organization).remind_days)
        yield Task("Godkend referat", str(meeting), reverse("minutes", args=[meeting.uid]), "Læs og godkend", due)  # fmt: skip


def _unapproved(rights: Rights) -> Iterator[tuple[Meeting, Minutes]]:
    """The meetings whose newest minutes somebody is asked to approve and has not answered."""
    if rights.person is None:
        return
    sat = Meeting.objects.filter(state=Meeting.State.CLOSED, attendance__person_id=rights.person)
    for meeting in sat.distinct().select_related("organization"):
        newest = newest_minutes(meeting)
        mine = [a for a in answers(meeting) if a.seat.person.pk == rights.person]
        if newest and mine and mine[0].approval is None:
            yield meeting, newest


@stands_above
def _approve_first(meeting: Meeting, rights: Rights) -> Iterator[Above]:
    """Minutes of the same body that wait for the reader stand above the next agenda."""
    for ended, _newest in _unapproved(rights):
        if ended.organization_id == meeting.organization_id and ended.pk != meeting.pk:
            day = timezone.localdate(ended.starts_at)
            yield Above("Godkend referatet fra", day, reverse("minutes", args=[ended.uid]))


def _agendas_to_look_at(rights: Rights) -> Iterator[Task]:
    """Agendas that the secretary has sent to the chair and the deputy, until one of them answers."""
    chaired = Meeting.objects.filter(
        organization_id__in=rights.organizations(CHAIRS), state=Meeting.State.PLANNED
    )
    for meeting in chaired.filter(looks__isnull=False).distinct().select_related("organization"):
        if newest_look(meeting) == AgendaLook.Kind.SENT:
            address = reverse("chair-look", args=[meeting.uid])
            yield Task("Se dagsordenen igennem, før den sendes", str(meeting), address, "Se igennem", notice_deadline(meeting))  # fmt: skip


def _minutes_to_look_at(rights: Rights) -> Iterator[Task]:
    """The chair sees the minutes before anybody is asked to approve them."""
    chaired = rights.organizations([Membership.Role.CHAIR])
    ended = Meeting.objects.filter(state=Meeting.State.CLOSED, minutes_sent_at=None)
    for meeting in ended.filter(organization_id__in=chaired).select_related("organization"):
        address = reverse("minutes", args=[meeting.uid])
        yield Task("Se referatet, før det sendes til godkendelse", str(meeting), address, "Se")


def _agendas_to_read(user: User, rights: Rights) -> Iterator[Task]:
    if rights.person is None:
        return
    seated = Meeting.objects.has_seat(rights.person)
    called = Meeting.objects.filter(seated, state=Meeting.State.CALLED)
    for meeting in called.select_related("organization"):
        left = left_to_read(meeting, user, rights)
        if left.unread or left.changed:
            due = timezone.localdate(meeting.starts_at)
            yield Task(
                _reading(left), str(meeting), reverse("meeting", args=[meeting.uid]), "Læs", due
            )


def _reading(left: Left) -> str:
    """`Læs dagsordenen: 2 punkter mangler, 1 er rettet, siden du læste`"""
    missing = f"{left.unread} {'punkt' if left.unread == 1 else 'punkter'} mangler"
    changed = f"{left.changed} er rettet, siden du læste"
    parts = [part for part, n in ((missing, left.unread), (changed, left.changed)) if n]
    return f"Læs dagsordenen: {', '.join(parts)}"
