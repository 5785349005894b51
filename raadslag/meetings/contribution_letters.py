"""Letters about what people bring to an agenda: notices, questions, a member's proposals."""

from __future__ import annotations

from django.utils import timezone

from raadslag.meetings.letters import LOG_IN, send_to, told_time
from raadslag.meetings.models import ItemQuestion, Meeting, MemberProposal, Message
from raadslag.people.models import Membership


def write_message_offered(message: Message) -> None:
    """Tell the body's secretaries that a notice waits for them. Its words stay inside."""
    meeting = message.meeting
    text = (
        f"{message.by.journal_name} har meldt en meddelelse ind til mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)}.\n\n"
        "Log ind i Rådslag for at tage den med på dagsordenen eller lade den ude.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=meeting.organization_id).exclude(person=message.by.person)
    people = {row.person_id: row.person for row in own.select_related("person")}
    key = f"message:{message.uid}:{meeting.pk}"
    send_to(people.values(), key, f"Meddelelse til {meeting}", text, about=meeting.organization)


def write_message_left_out(message: Message) -> None:
    """Tell its writer that a notice does not come on the agenda, and why."""
    meeting, person = message.meeting, message.by.person
    if person is None:
        return
    text = (
        f"Din meddelelse til mødet i {meeting.organization} {told_time(meeting.starts_at)} er ikke "
        f"taget med.\nBegrundelse: {message.answer}\n\nLog ind i Rådslag for at se den.\n"
    )
    key = f"message-out:{message.uid}:{message.version}"
    send_to(
        [person],
        key,
        f"Din meddelelse er ikke taget med: {meeting}",
        text,
        about=meeting.organization,
    )


def write_question(question: ItemQuestion) -> None:
    """Tell the body's secretaries and the case's writer that a member asks. The words stay inside."""
    item = question.item
    meeting = item.meeting
    text = (
        f"{question.person} har stillet et spørgsmål til punkt {item.number} på mødet i "
        f"{meeting.organization} {told_time(meeting.starts_at)}.\n\n"
        "Log ind i Rådslag for at svare, så alle medlemmer har svaret før mødet.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=meeting.organization_id).select_related("person")
    people = {row.person_id: row.person for row in own}
    writer = item.case.owner.person if item.case else None
    if writer is not None:
        people[writer.pk] = writer
    send_to(
        people.values(),
        f"question:{question.uid}",
        f"Spørgsmål: {meeting}",
        text,
        about=meeting.organization,
    )


def write_answer(question: ItemQuestion) -> None:
    """Tell the member that the question is answered."""
    item = question.item
    meeting = item.meeting
    text = (
        f"Dit spørgsmål til punkt {item.number} på mødet i {meeting.organization} "
        f"{told_time(meeting.starts_at)} er besvaret.\n\n{LOG_IN}\n"
    )
    send_to(
        [question.person],
        f"answer:{question.uid}",
        f"Svar på dit spørgsmål: {meeting}",
        text,
        about=meeting.organization,
    )


def write_proposal_sent(proposal: MemberProposal) -> None:
    """Tell the body's secretaries that a member has proposed a matter. Its words stay inside."""
    text = (
        f"{proposal.person} har stillet et forslag til dagsordenen i {proposal.organization}.\n\n"
        "Log ind i Rådslag for at sætte det på en dagsorden.\n"
    )
    rows = Membership.objects.on(timezone.localdate()).filter(role=Membership.Role.SECRETARY)
    own = rows.filter(organization=proposal.organization).select_related("person")
    people = {row.person_id: row.person for row in own}
    subject = f"Forslag til dagsordenen i {proposal.organization}"
    send_to(people.values(), f"proposal:{proposal.uid}", subject, text, about=proposal.organization)


def write_proposal_placed(proposal: MemberProposal, meeting: Meeting) -> None:
    """Tell the member at which meeting the matter comes; `put_off_reason` why it is a later one."""
    why = f"Begrundelse: {proposal.put_off_reason}\n" if proposal.not_before_id else ""
    text = (
        f"Dit forslag til dagsordenen i {proposal.organization} kommer på mødet "
        f"{told_time(meeting.starts_at)}.\n{why}\n{LOG_IN}\n"
    )
    key = f"proposal-at:{proposal.uid}:{meeting.pk}"
    send_to([proposal.person], key, f"Dit forslag: {meeting}", text, about=meeting.organization)
