"""The few tags that every page of the house uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from raadslag.cases.changes import folded, text_changes
from raadslag.cases.models import Case
from raadslag.cases.seen import mark_of_case
from raadslag.danish.moments import MONTH_NAMES, WEEKDAYS
from raadslag.meetings.models import AgendaItem, Meeting
from raadslag.meetings.seen import doors_parts
from raadslag.public import addresses
from raadslag.record import Appropriation, Attachment, Item
from raadslag.render.asked import lead_of, money_table
from raadslag.render.html import table_to_html, text_to_html
from raadslag.render.told import OUTCOMES, Told, beside_decision
from raadslag.render.told import file_label as _file_label
from raadslag.seen import Change, mark_of

register = template.Library()

DKFDS = "dkfds/css/dkfds.min.css"

for name in (
    "body_address",
    "organization_address",
    "meeting_address",
    "item_address",
    "prior_address",
    "file_address",
    "document_address",
    "course_address",
    "person_address",
):
    register.filter(name, getattr(addresses, name))


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own drawings; it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("raadslag/icons.svg"),
        name,
    )


@register.simple_tag
def dkfds_stylesheet() -> str:
    """Det Fælles Designsystem, where `./run` has fetched it; the pages stand without it too."""
    if not finders.find(DKFDS):
        return ""
    return format_html('<link rel="stylesheet" href="{}">', static(DKFDS))


@register.filter
def danish_date(day: date | datetime | None) -> str:
    """`5. marts 2024`"""
    if day is None:
        return ""
    day = timezone.localtime(day) if isinstance(day, datetime) else day
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


@register.filter
def danish_weekday(day: date | datetime | None) -> str:
    """`tirsdag den 5. marts 2024`"""
    if day is None:
        return ""
    day = timezone.localtime(day) if isinstance(day, datetime) else day
    return f"{WEEKDAYS[day.weekday()]} den {danish_date(day)}"


@register.filter
def danish_clock(moment: datetime | None) -> str:
    """`kl. 13.00`; nothing at midnight, which old minutes without an hour are kept as."""
    if moment is None:
        return ""
    moment = timezone.localtime(moment)
    return f"kl. {moment:%-H.%M}" if moment.hour or moment.minute else ""


@register.filter
def clock(time: str | None) -> str:
    """`08:00` as Danes write it: `8.00`."""
    hour, parted, minute = (time or "").partition(":")
    return f"{hour.removeprefix('0') or '0'}.{minute}" if parted else time or ""


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Plain text as escaped paragraphs."""
    return mark_safe(text_to_html(text or ""))  # noqa: S308  # text_to_html escapes every letter


@register.filter
def recommendation_lead(item: Item) -> str:
    """`Center for Job indstiller, at`: the words before the points."""
    return lead_of(item)


@register.filter
def money(asked: Sequence[Appropriation]) -> SafeString:
    """The money that an item asks for, as a table; the heading »Bevilling« is the page's own."""
    table = money_table(asked)
    return mark_safe(table_to_html(table) if table else "")  # noqa: S308  # escapes every letter


@register.filter
def seen_case(case: Case) -> str:
    """What the case says now, for a form to carry (`raadslag.seen`)."""
    return mark_of_case(case)


@register.filter
def seen_doors(item: AgendaItem) -> str:
    """Whether the item is open, for a form to carry."""
    return mark_of(doors_parts(item))


@register.filter
def changed_words(change: Change) -> list[tuple[str, str]]:
    """(kind, text) of a part's text before and now: `added`, `removed`, `same`, or `folded` and same."""
    return [
        (str(kind), text)
        for kind, text in folded(text_changes(change.before or "", change.after or ""))
    ]


@register.filter
def beside(item: Item, meeting: Meeting) -> tuple[Told, ...]:
    """What the minutes of the meeting say of an item beside the decision's words."""
    return beside_decision(item, own=meeting.state != Meeting.State.ENTERED)


@register.filter
def outcome_label(code: str) -> str:
    """The outcome in Danish."""
    return OUTCOMES.get(code, code)  # type: ignore[call-overload,no-any-return]


@register.filter
def file_size(count: int | None) -> str:
    """`240 kB`"""
    if not count:
        return ""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} kB"
    return f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


@register.filter
def file_label(file: Attachment) -> str:
    """An attachment's title, with the notice that it belongs to."""
    return _file_label(file)
