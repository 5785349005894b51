from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.public.redact import CLOSED_TITLE, redact
from raadslag.record import (
    Attachment,
    AttachmentCount,
    Attendee,
    BulletList,
    Commitment,
    Decision,
    ExtraParticipant,
    Figure,
    Item,
    ListItem,
    Meeting,
    Note,
    Paragraph,
    PriorTreatment,
    Section,
    Span,
    Table,
    Vote,
    from_data,
    to_data,
    walk_figures,
)

SECRET = "kvælstofkanin"
numbers = st.integers(1, 6)
words = st.sampled_from(["Busdrift", "Skolevej", "Fjernvarme", "Havnen"])


def secret_item(number: int | None, public_title: str | None, public_decision: str | None) -> Item:
    """A closed item with the secret in every field that can hold text."""
    table = Table(SECRET, (SECRET,), ((SECRET,),))
    blocks = (
        Paragraph((Span(SECRET, href=f"https://x.dk/{SECRET}"),)),
        BulletList(items=(ListItem((Figure("f" * 64, SECRET, SECRET), table)),)),
    )
    return Item(
        number=number,
        title=SECRET,
        closed=True,
        id=SECRET,
        closed_reason=SECRET,
        public_title=public_title,
        public_decision=public_decision,
        journal_number=SECRET,
        group=SECRET,
        previous_treatment=(PriorTreatment(SECRET, date(2024, 1, 2), 3, SECRET),),
        sections=(Section(SECRET, "case", 1, SECRET, blocks),),
        tables=(table,),
        deciding_body=SECRET,
        recommended_by=SECRET,
        recommendations=(SECRET,),
        decision=Decision(
            SECRET,
            "approved",
            (SECRET,),
            (Vote(SECRET, (SECRET,), did_not_vote=(SECRET,)),),
            (SECRET,),
            (SECRET,),
            SECRET,
        ),
        attachments_declared=AttachmentCount(7, 3),
        attachments=(Attachment(SECRET, file_name=SECRET, sha256="e" * 64, source=SECRET),),
        absences_noted=(SECRET,),
        not_participating=(SECRET,),
        extra_participants=(ExtraParticipant(SECRET, SECRET, SECRET),),
        commitments=(Commitment(SECRET, SECRET, SECRET),),
        next_bodies=(SECRET,),
        links=(f"https://x.dk/{SECRET}",),
    )


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    items = []
    for _ in range(draw(st.integers(0, 5))):
        number = draw(st.none() | numbers)
        if draw(st.booleans()):
            items.append(secret_item(number, draw(st.none() | words), draw(st.none() | words)))
            continue
        internal = draw(st.booleans())
        figure = Figure(draw(st.sampled_from(["a" * 64, "e" * 64, "f" * 64])), "Et billede")
        items.append(
            Item(
                number=number,
                title=draw(st.none() | words),
                sections=(
                    Section(None, "case", 1, "Tekst", (Paragraph((Span("Tekst"),)), figure)),
                ),
                attachments=(
                    Attachment(SECRET if internal else "Plan", internal=internal, sha256="a" * 64),
                ),
                attachments_declared=draw(st.none() | st.just(AttachmentCount(2, 1))),
            )
        )
    people = st.builds(
        Attendee,
        name=words,
        is_member=st.booleans(),
        from_item=st.none() | numbers,
        to_item=st.none() | numbers,
    )
    return Meeting(
        organization="Teknikudvalget",
        file=SECRET,
        attendance=tuple(draw(st.lists(people, max_size=4))),
        items=tuple(items),
        notes=(Note("odd", SECRET),),
    )


def figures_of(meeting: Meeting) -> set[str]:
    sections = (section for item in meeting.items for section in item.sections)
    return {one.file for section in sections for one in walk_figures(section.blocks) if one.file}


@given(meetings())
@settings(max_examples=200, deadline=None)
def test_nothing_of_a_closed_item_is_left(meeting: Meeting):
    public = redact(meeting)
    assert SECRET not in json.dumps(to_data(public), ensure_ascii=False)
    if any(item.closed for item in meeting.items):
        assert not {"e" * 64, "f" * 64} & figures_of(public)
    for before, after in zip(meeting.items, public.items, strict=True):
        assert (before.number, before.closed) == (after.number, after.closed)
        if before.closed:
            assert after.title == (before.public_title or CLOSED_TITLE)
            assert after.decision == Decision(text=before.public_decision)
            assert after == Item(
                number=before.number,
                title=after.title,
                closed=True,
                public_title=before.public_title,
                public_decision=before.public_decision,
                decision=after.decision,
            )


@given(meetings())
@settings(max_examples=200, deadline=None)
def test_redacting_twice_is_redacting_once(meeting: Meeting):
    once = redact(meeting)
    assert redact(once) == once
    assert redact(from_data(to_data(once))) == once


@given(meetings())
@settings(max_examples=200, deadline=None)
def test_no_bound_of_a_presence_points_at_a_closed_item(meeting: Meeting):
    closed = {i.number for i in meeting.items if i.closed} - {
        i.number for i in meeting.items if not i.closed
    }
    for person in redact(meeting).attendance:
        assert person.from_item is None or person.from_item not in closed
        assert person.to_item is None or person.to_item not in closed


def test_a_guest_at_a_closed_item_only_is_not_named():
    items = (Item(number=1), Item(number=2, closed=True), Item(number=3))
    guest = Attendee("Ejendomsmægleren", is_member=False, from_item=2, to_item=2)
    late = Attendee("Karla Brink", from_item=2)
    public = redact(Meeting(attendance=(guest, late), items=items))
    assert public.attendance == (Attendee("Karla Brink", from_item=3),)


def test_an_open_item_keeps_everything_but_what_is_internal():
    plan, memo = Attachment("Plan", sha256="a" * 64), Attachment("Notat", internal=True)
    item = Item(
        number=1,
        title="Havnen",
        closed_reason="",
        attachments=(plan, memo),
        attachments_declared=AttachmentCount(2, 0),
        decision=Decision("Godkendt", "approved"),
    )
    (public,) = redact(Meeting(items=(item,))).items
    assert public.attachments == (plan,)
    assert public.attachments_declared == AttachmentCount(1, 0)
    assert public.decision == item.decision
