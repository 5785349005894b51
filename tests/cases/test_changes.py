"""What changed between two texts is shown word by word, and long histories open at once."""

from __future__ import annotations

import random
import time
from datetime import timedelta

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from raadslag.cases.changes import folded, text_changes
from raadslag.cases.models import SectionVersion
from raadslag.record import paragraph, to_data
from tests.cast import Town

WORDS = st.lists(st.sampled_from(["a", "b", "og", "sag", "veje", "40"]), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_what_is_left_and_put_in_gives_the_new_text_and_what_is_left_and_taken_out_the_old(
    before: str, after: str
) -> None:
    found = text_changes(before, after)
    new = "".join(f" {text} " for kind, text in found if kind != "removed")
    old = "".join(f" {text} " for kind, text in found if kind != "added")
    assert (old.split(), new.split()) == (before.split(), after.split())


def test_a_new_line_break_is_no_change_and_only_the_word_that_changed_is_marked() -> None:
    found = text_changes("Prisen er 40 kr. for\nhvert barn.", "Prisen er 45 kr. for hvert\n\nbarn.")
    assert [one for one in found if one[0] != "same"] == [("removed", "40"), ("added", "45")]


def test_two_edits_far_apart_leave_what_is_between_untouched() -> None:
    words = [f"ord{n % 300}" for n in range(2000)]
    after = ["nyt", *words[1:1500], "andet", *words[1501:]]
    found = text_changes(" ".join(words), " ".join(after))
    assert [one for one in found if one[0] != "same"] == [
        ("removed", "ord0"), ("added", "nyt"), ("removed", "ord0"), ("added", "andet")
    ]  # fmt: skip


@pytest.mark.parametrize("shape", ["same", "shuffled", "drawn"])
def test_the_work_grows_as_the_text_does(shape: str) -> None:
    """Words compared each with each would take 256 times as long for 16 times the text."""

    def taken(size: int) -> float:
        source = random.Random(4)
        old = ["a"] * size if shape == "same" else [f"o{n}" for n in range(size)]
        new = [one for word in old for one in (word, "b")] if shape == "same" else old.copy()
        if shape == "shuffled":
            source.shuffle(new)
        elif shape == "drawn":
            old, new = ([f"o{source.randrange(500)}" for _ in range(size)] for _ in range(2))
        begun = time.process_time()
        text_changes(" ".join(old), " ".join(new))
        return time.process_time() - begun

    small = min(taken(2_000) for _ in range(3))
    assert min(taken(32_000) for _ in range(3)) < 128 * small  # quadratic: 256


def test_the_middle_of_a_long_run_that_is_the_same_is_folded() -> None:
    words = " ".join(f"ord{n}" for n in range(300))
    found = folded(text_changes(words, words.replace("ord150", "nyt")))
    kinds = [kind for kind, text in found if text.strip()]
    assert kinds == ["folded", "same", "removed", "added", "same", "folded"]
    assert "".join(text for kind, text in found if kind != "removed").split() == words.replace("ord150", "nyt").split()  # fmt: skip


def test_a_history_of_200_long_versions_opens_in_a_fifth_of_a_second_a_page(town: Town) -> None:
    section = town.write().paper.sections.first()
    assert section is not None
    source, words = random.Random(7), [f"ord{n % 700}" for n in range(1500)]
    rows = []
    for version in range(2, 202):
        words[source.randrange(1500)] = f"nyt{version}"
        at = timezone.now() + timedelta(minutes=version)
        rows.append(SectionVersion(section=section, version=version, saved_at=at, saved_by=town.sanne, conflict=version % 50 == 0, blocks=to_data((paragraph(" ".join(words)),))))  # fmt: skip
    SectionVersion.objects.bulk_create(rows)
    client = Client()
    client.force_login(town.sanne, house.AUTHENTICATION_BACKENDS[0])
    address = reverse("section-history", args=[section.paper.case.uid, section.pk])
    client.get(address)
    begun = time.process_time()
    newest = client.get(address).content.decode()
    assert time.process_time() - begun < 0.6, "0.2 s on a machine that does nothing else"
    assert newest.count("<ins>") == 21, "one was a conflict: the next shows its word and its own"
    assert "<ins>nyt201</ins>" in newest
    assert "<ins>nyt180</ins>" not in newest
    older = client.get(address, {"side": 2}).content.decode()
    assert "<ins>nyt181</ins>" in older, "the first on a page is compared with the last of the next"
    assert older.count("<ins>") == 20
    assert "Side 2 af 11" in older
