from __future__ import annotations

from django.urls import get_resolver

from raadslag.public.rules import RESERVED, why_not_publish
from raadslag.record import Item, Meeting


def test_no_municipality_can_take_an_address_of_the_house():
    first = set()
    for pattern in get_resolver().url_patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            word = (str(pattern.pattern) + str(inner.pattern)).lstrip("^").split("/")[0]
            if word and not word.startswith(("<", "(")) and "." not in word:
                first.add(word)
    assert first <= RESERVED


def test_minutes_are_not_published_as_an_agenda():
    record = Meeting(kind="agenda", items=(Item(number=1),))
    obstacles = why_not_publish(record, kind="minutes", body_slug="mosevang", organization_slug="x")
    assert [one.code for one in obstacles] == ["other-kind"]
