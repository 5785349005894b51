"""A chair's decision as the body reads it on its agenda and in its minutes."""

from __future__ import annotations

from django.utils.formats import date_format

from raadslag.law.table import law
from raadslag.meetings.models import ChairDecision
from raadslag.people.models import Organization
from raadslag.record import Item, Section, blocks_to_text, paragraph

WHOSE = "Afgjort på udvalgets vegne"
"""The heading over who decided, when, by which paragraph and why."""


def told_decision(item: Item, one: ChairDecision) -> Item:
    """The item as the body reads it: what was decided, by whom, when, by which paragraph and why."""
    blocks = one.as_blocks()
    told = (paragraph(who_decided(one)), paragraph(f"{one.get_ground_display()}. {one.reason}"))
    own = (
        Section("Afgørelsen", "case", 1, blocks_to_text(blocks), blocks),
        Section(WHOSE, "process", 1, blocks_to_text(told), told),
    )
    number = one.case.journal_number if one.case else ""
    return Item(title=item.title, sections=(*own, *item.sections), journal_number=number or None)


def who_decided(one: ChairDecision) -> str:
    """`Formand Mette Holm afgjorde sagen den 3. november 2026 på udvalgets vegne (KSL § 22 stk. 2 …).`"""
    kind = one.organization.kind
    whose = "kommunalbestyrelsens" if kind == Organization.Kind.COUNCIL else "udvalgets"
    day = date_format(one.decided_on, "j. F Y")
    by_law = law("chairs-decision", kind)
    cited = f" ({by_law})" if by_law else ""
    return f"{one.capacity} {one.person.name} afgjorde sagen den {day} på {whose} vegne{cited}."
