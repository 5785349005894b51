"""Several secretaries at one meeting: who is here and writes where, and what the others did meanwhile.

Nothing here locks a field. Who writes is shown, and what two wrote at once is kept beside each other
(`whole.keep_beside`), so nothing is lost when both go on. What an open page hears of is read from the
journal and the tables themselves: an act can't forget to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from raadslag.journal.models import Entry
from raadslag.meetings.models import AgendaItem, AtItem, DecisionDraft, Meeting
from raadslag.people.models import User
from raadslag.streams import Reader

FRESH = timedelta(seconds=20)
"""So long after the page last was heard of somebody is here, and writes after a field was touched."""
RENEWED_EVERY = timedelta(seconds=5)
REMEMBERED = timedelta(minutes=30)
"""So long it is told where somebody was last."""
FOLLOWER = frozenset({"turn", "act", "state"})
"""What whoever may read the meeting hears of: that something happened, never who stands where."""
KEEPER = FOLLOWER | {"draft", "here"}
LINES = 40
"""Of the journal, so many that several acts between two looks all are named."""
TOLD = 4
"""Acts of others that are told at once; the page itself shows the rest."""
FIELDS = {
    "text": "beslutningens ord",
    "public_text": "den offentlige beslutning",
    "remark_text": "en bemærkning",
    "quorum_reason": "begrundelsen for, at der kunne besluttes",
}
"""Fields of the live page by name, as they are called where somebody writes in them."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another secretary of the meeting. `here`: the page is open now; `writes`: a field's Danish name, or blank."""

    name: str
    item: AgendaItem | None
    here: bool
    field: str
    seen_at: datetime

    @property
    def writes(self) -> str:
        """What they write in, in Danish."""
        return FIELDS.get(self.field, "et felt") if self.field else ""

    @property
    def initials(self) -> str:
        """Two letters for where there is no room for a name."""
        names = self.name.split()
        return "".join(one[0] for one in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Told:
    """Something another secretary did: a sentence, the item's number or null, and when."""

    sentence: str
    item: int | None
    at: datetime


def stand_at(meeting: Meeting, item: AgendaItem, *, by: User) -> int:
    """Somebody opened the page of an item; the newest line that their page before this one showed."""
    newest = newest_line(meeting)
    row, made = AtItem.objects.get_or_create(
        meeting=meeting, user=by, defaults={"seen_at": timezone.now(), "told": newest}
    )
    before = newest if made or timezone.now() - row.seen_at > REMEMBERED else row.told
    row.item, row.field, row.field_at = item, "", None
    row.seen_at, row.told = timezone.now(), newest
    row.save()
    return before


def write_in(meeting: Meeting, item: AgendaItem, *, field: str, by: User) -> None:
    """Somebody began to write in a field, or went on; blank where they left it."""
    now = timezone.now()
    said = {"item": item, "field": field[:40], "field_at": now if field else None, "seen_at": now}
    AtItem.objects.update_or_create(meeting=meeting, user=by, defaults=said)


def still_here(readers: Iterable[tuple[int, int]]) -> None:
    """Renew those whose page is open: (meeting's id, user's id)."""
    wanted = Q(pk__in=())
    for meeting, user in readers:
        wanted |= Q(meeting=meeting, user=user)
    now = timezone.now()
    AtItem.objects.filter(wanted, seen_at__lt=now - RENEWED_EVERY).update(seen_at=now)


def others(meeting: Meeting, *, but: User) -> list[Colleague]:
    """The other secretaries: those who are here, then those who were, the latest first."""
    now = timezone.now()
    rows = AtItem.objects.filter(meeting=meeting, seen_at__gt=now - REMEMBERED).exclude(user=but)
    found = [
        Colleague(
            name=row.user.journal_name,
            item=row.item,
            here=_fresh(row.seen_at, now),
            field=row.field if _fresh(row.seen_at, now) and _fresh(row.field_at, now) else "",
            seen_at=row.seen_at,
        )
        for row in rows.select_related("user__person", "item")
    ]
    return sorted(found, key=lambda one: (not one.here, -one.seen_at.timestamp()))


def _fresh(at: datetime | None, now: datetime) -> bool:
    return at is not None and now - at < FRESH


def newest_line(meeting: Meeting) -> int:
    """The number of the newest line in the journal about the meeting; 0 for none."""
    found = Entry.objects.filter(subject=f"meeting:{meeting.uid}").aggregate(newest=Max("sequence"))
    return int(found["newest"] or 0)


def told_since(meeting: Meeting, since: int, *, but: User) -> list[Told]:
    """What others did after a line of the journal, the newest first, each act on an item once."""
    lines = Entry.objects.filter(subject=f"meeting:{meeting.uid}", sequence__gt=since)
    lines = lines.exclude(actor=but.journal_key).order_by("-sequence")[:LINES]
    found: dict[tuple[str, str, int | None], Told] = {}
    for line in lines:
        item = item_of(line.details)
        key = (line.actor, line.act, item)
        found.setdefault(key, Told(sentence_of(line.act, line.actor_name, item), item, line.at))
    return list(found.values())[:TOLD]


def item_of(details: object) -> int | None:
    """The number of the item that a line is about, where it says so by number."""
    said = details.get("item") if isinstance(details, dict) else None
    return said if isinstance(said, int) else None


DONE = {
    "record_decision": "bekræftede{}",
    "settle_decision": "valgte mellem to beslutninger{}",
    "record_vote": "noterede en afstemning{}",
    "strike_vote": "slettede en afstemning",
    "note_attendance": "rettede fremmødet{}",
    "strike_attendance": "rettede fremmødet",
    "note_remark": "noterede en bemærkning{}",
    "reword_remark": "rettede en bemærkning{}",
    "strike_remark": "slettede en bemærkning",
    "stop_decision": "noterede, at beslutningen standses{}",
    "take_draft": "tog en kladde over{}",
    "drop_draft": "smed en kladde væk{}",
    "withdraw_item": "lod et punkt udgå",
    "adopt_agenda": "noterede dagsordenens godkendelse",
    "take_up_item": "optog{} på mødet",
    "treat_before": "ændrede rækkefølgen{}",
    "stop_by_mayor": "noterede borgmesterens standsning{}",
    "take_back_stop": "trak borgmesterens standsning tilbage{}",
    "call_for_item": "indkaldte en stedfortræder{}",
    "send_away": "gav en stedfortræders plads tilbage{}",
    "note_guest": "rettede gæsterne til et punkt",
    "strike_guest": "rettede gæsterne til et punkt",
    "open_meeting": "begyndte mødet",
    "undo_opening": "fortrød, at mødet begyndte",
    "close_meeting": "afsluttede mødet",
    "set_hours": "rettede mødets tider",
    "freeze_minutes": "sendte referatet til godkendelse",
    "take_back_minutes": "trak referatet tilbage",
}
"""What each act is called when another reads of it; `{}` is the item where the line names one."""
ON_ITEM = {"record_decision": " punkt {}", "take_up_item": " punkt {}"}
"""»bekræftede punkt 4«, but »noterede en afstemning på punkt 4«."""


def sentence_of(act: str, name: str, item: int | None) -> str:
    """»Søren Holm bekræftede punkt 4«. An act without words of its own changed the item, or the meeting."""
    words = DONE.get(act, "ændrede{}")
    bare = ON_ITEM.get(act, " på punkt {}" if act in DONE else " punkt {}")
    where = bare.format(item) if item is not None else "" if act in DONE else " mødet"
    return f"{name} {words.format(where)}"


def states(readers: Sequence[Reader]) -> dict[int, dict[str, str]]:
    """What stands now of every meeting that somebody listens to, part by part (`raadslag.streams`).

    Those who keep it are renewed as being here: an open page needs no other sign of life.
    """
    still_here({(one.about, one.who) for one in readers if "here" in one.kinds})
    meetings = Meeting.objects.filter(pk__in={one.about for one in readers})
    found = {meeting.pk: _state(meeting) for meeting in meetings}
    drafts = DecisionDraft.objects.filter(item__meeting__in=found)
    for meeting, item, by, at in drafts.values_list("item__meeting", "item__number", "by", "saved_at"):  # fmt: skip
        found[meeting][f"draft:{item}:{by}"] = str(at)
    now = timezone.now()
    rows = AtItem.objects.filter(meeting__in=found, seen_at__gt=now - FRESH)
    for meeting, user, item, field, touched in rows.values_list("meeting", "user", "item", "field", "field_at"):  # fmt: skip
        found[meeting][f"here:{user}"] = f"{item} {field if _fresh(touched, now) else ''}"
    return found


def _state(meeting: Meeting) -> dict[str, str]:
    parts = {
        "turn": str(meeting.current_item_id),
        "state": f"{meeting.state} {meeting.minutes_sent_at}",
    }
    lines = Entry.objects.filter(subject=f"meeting:{meeting.uid}").order_by("-sequence")
    for sequence, details in lines.values_list("sequence", "details")[:LINES]:
        parts.setdefault(f"act:{item_of(details) or 0}", str(sequence))
    return parts
