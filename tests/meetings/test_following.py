"""A private mark in a file goes with its words to the file's next edition, or says that it can't."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from raadslag.cases.models import File
from raadslag.meetings.carrying import next_edition
from raadslag.meetings.following import Followed, Pages, Spot, follow, squeezed
from raadslag.meetings.models import MessageFile
from tests.cast import NOTICE_AT, local

ROW = "Nord Drift 105.000 kr. Syd Drift 80.000 kr."
OLD = (
    "Indledning. Rapporten handler om veje og stier i kommunen.",
    f"Budgettet er 12.500.000 kr. i 2027, og det dækker vejene. {ROW}",
    "Høring. Handicaprådet støtter forslaget og beder om en rampe ved biblioteket.",
)


def spot_of(quote: str, *, pages: tuple[str, ...] = OLD, turn: int = 0) -> Spot:
    """The spot of the words' `turn`th occurrence, as the page keeps it."""
    places = []
    for number, text in enumerate(pages, start=1):
        start = text.find(quote)
        while start >= 0:
            first = len(squeezed(text[:start]))
            places.append(Pages(pages).spot(number, first, first + len(squeezed(quote))))
            start = text.find(quote, start + 1)
    return places[turn]


def moved(spot: Spot, new: tuple[str, ...], old: tuple[str, ...] | None = OLD) -> Followed | None:
    return follow(spot, Pages(old) if old else None, Pages(new))


@pytest.mark.parametrize(
    ("wording", "letters"),
    [
        ("Ko-\nmmune", "kommune"),
        ("Ærø, Ålborg & Þór", "æroaalborgþor".replace("æro", "ærø").replace("aal", "al")),
        ("ﬁnansiel ½ m²", "finansiel12m2"),
        ("so\u00adfa\ufffebænk", "sofabænk"),
        ("Σίσυφος ΟΔΟΣ", "σισυφοςοδοσ"),
    ],
)
def test_words_are_told_by_letters_and_digits_alone(wording: str, letters: str) -> None:
    assert squeezed(wording) == letters


def test_a_wording_that_stands_once_is_followed_over_pages_and_line_breaks() -> None:
    new = (
        OLD[0],
        "Ny side om økonomi.",
        "Handicap-\nrådet støtter for-\nslaget og beder om en rampe.",
    )
    found = moved(spot_of("Handicaprådet støtter forslaget"), new)
    assert found
    assert (found.spot.page, found.changed) == (3, False)
    assert found.spot.quote == "Handicap- rådet støtter for- slaget"
    assert found.spot.after.startswith("og beder")


def test_short_words_are_followed_by_their_neighbours_alone() -> None:
    shifted = (OLD[0], "Forord. Drift er et ord.", *OLD[1:])
    second = moved(spot_of("Drift", turn=1), shifted)
    assert second
    assert second.spot.before.endswith("Syd")
    assert moved(spot_of("Drift"), ("Drift af alt muligt andet.",)) is None


def test_a_wording_written_anew_between_the_same_neighbours_is_shown_as_changed() -> None:
    new = (*OLD[:1], OLD[1].replace("12.500.000", "14.750.000"), OLD[2])
    found = moved(spot_of("12.500.000 kr"), new)
    assert found
    assert (found.changed, found.spot.quote) == (True, "14.750.000 kr")
    gone = (*OLD[:1], OLD[1].replace("12.500.000 kr.", ""), OLD[2])
    assert moved(spot_of("12.500.000 kr"), gone) is None


def test_the_same_words_in_the_same_company_are_told_by_their_turn_or_not_at_all() -> None:
    foot = "Kilde: kommunens egen opgørelse fra foråret. Tal i tusinde. Se bilag for metoden."
    old, longer = (foot,) * 3, (foot,) * 4
    spot = spot_of("Tal i tusinde", pages=old, turn=1)
    same = moved(spot, ("Helt ny forside.", *old), old)
    assert same
    assert same.spot.page == 3
    assert moved(spot, longer, old) is None
    assert moved(spot, longer, None) is None


def test_a_note_on_a_page_goes_to_the_page_that_says_the_same_and_one_on_the_file_stays() -> None:
    shifted = ("Forside", OLD[0], OLD[1].replace("105", "110"), OLD[2])
    assert moved(Spot(2), shifted) == Followed(Spot(3))
    assert moved(Spot(2), ("Noget helt andet om skoler og dagtilbud i hele kommunen.",)) is None
    assert moved(Spot(2), ("", ""), ("", "")) is None
    assert follow(Spot(0), None, None) == Followed(Spot(0))
    assert follow(Spot(2), Pages(OLD), None) is None


def test_a_file_made_to_be_slow_is_not() -> None:
    """Each of these took minutes where every place was tried."""
    long = "a" * 300_000
    for spot in (Spot(1), Spot(1, 0, "a"), Spot(1, 0, "b" * 4000, "a" * 60, "c" * 60)):
        assert moved(spot, (f"{long}x",), (long,)) is None or not spot.quote


def row(kind: Any, sha256: str, title: str, day: int = 1, **more: Any) -> Any:
    added_at = local(NOTICE_AT) + timedelta(days=day)
    return kind(sha256=sha256, title=title, file_name=f"{sha256}.pdf", added_at=added_at, **more)


def test_the_next_edition_is_what_was_put_in_its_place_or_came_later_under_its_name() -> None:
    old = row(File, "a", "Budget")
    between = row(File, "b", "Noget andet", 2, instead_of=old)
    last = row(File, "c", "Helt nyt navn", 3, instead_of=between)
    named, other = row(File, "d", "BUDGET", 4), row(File, "e", "Høringssvar", 4)
    earlier = row(File, "f", "Budget", 0)
    assert next_edition(old, [other, named, last]) is last
    assert next_edition(old, [other, named]) is named
    assert next_edition(old, [other, earlier]) is None
    assert next_edition(old, [named, row(File, "g", "Budget", 5)]) is None
    told = row(MessageFile, "a", "Folder", message_id=1)
    here, there = (row(MessageFile, "x", "Folder", 2, message_id=n) for n in (1, 2))
    assert next_edition(told, [there]) is None
    assert next_edition(told, [there, here]) is here
