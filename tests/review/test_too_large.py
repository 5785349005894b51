"""What is too large to be looked through stands in the way until a person has looked, and keeps nobody waiting."""

from __future__ import annotations

from time import monotonic, process_time

import pytest

from raadslag.bounded import Bounds
from raadslag.checks import RULES, stands_in_the_way
from raadslag.record import Item, Section, paragraph
from raadslag.record import Meeting as Record
from raadslag.review import texts
from raadslag.review.looking import assess
from raadslag.review.looking_limits import MOST_BYTES, MOST_LETTERS, too_large_file
from raadslag.review.rules import why_not_pass

SENTENCE = "Udvalget drøftede, at 8 af 55 borgere (15 pct.) fik tilbud i 2024. "


def record(text: str) -> Record:
    section = Section("Sag", "case", 1, "Sag", (paragraph(text),))
    return Record(items=(Item(number=1, title="Vejen", sections=(section,)),))


@pytest.mark.django_db
def test_a_text_beyond_the_limit_is_a_finding_at_once_and_a_person_may_let_it_stand() -> None:
    begun = process_time()
    huge = record(SENTENCE * (MOST_LETTERS // len(SENTENCE) + 1))
    found = assess(huge).findings
    assert process_time() - begun < 10
    (one,) = found
    assert one.message.startswith("Teksten fylder 1.5")
    assert "højst 1.500.000 ses igennem" in one.message
    assert [no.code for no in why_not_pass(found, accepted=set())]
    assert why_not_pass(found, accepted={one.fingerprint}) == []
    other = assess(record(SENTENCE * (MOST_LETTERS // len(SENTENCE) + 2))).findings[0]
    assert other.fingerprint != one.fingerprint


@pytest.mark.django_db
def test_a_text_within_the_limit_is_looked_through() -> None:
    assert all("gennemsøgt" not in one.message for one in assess(record(SENTENCE)).findings)


def test_a_file_beyond_the_limit_is_not_read_and_a_smaller_one_is() -> None:
    assert too_large_file("ab" * 32, "plan.pdf", MOST_BYTES) is None
    one = too_large_file("ab" * 32, "plan.pdf", MOST_BYTES + 1)
    assert one is not None
    assert one.message.startswith("plan.pdf: Filen fylder 201 MB")
    assert stands_in_the_way(one)
    assert one.rule in RULES


@pytest.mark.django_db
def test_a_long_text_is_judged_in_a_process_with_limits_and_as_a_short_one_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join(
        f"{SENTENCE} Punkt {n} koster {n} kr. pr. {n % 28 + 1}. maj 2024." for n in range(60)
    )
    text += " Henvendelsen kom fra 070761-4285."
    here = assess(record(text)).findings
    monkeypatch.setattr(texts, "MOST_HERE", 100)
    begun = process_time()
    assert assess(record(text)).findings == here
    assert process_time() - begun < 0.2, "the work is not done in the server's own process"
    assert here


@pytest.mark.django_db
def test_a_text_that_takes_too_long_stands_in_the_way_and_is_not_tried_at_each_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "MOST_HERE", 100)
    monkeypatch.setattr(texts, "BOUNDS", Bounds(cpu_seconds=1, wall_seconds=0.01))
    for _ in range(2):
        begun = monotonic()
        (one,) = assess(record(SENTENCE * 1000)).findings
        assert "tager for lang tid at se igennem" in one.message
        assert stands_in_the_way(one)
    assert monotonic() - begun < 0.2
