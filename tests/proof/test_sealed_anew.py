"""Minutes that were sealed and lost words by law are sealed anew without them; the old seal is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.files.storage import place_of
from raadslag.files.store import is_kept
from raadslag.jobs.working import drain
from raadslag.journal.actions import SYSTEM
from raadslag.journal.models import Entry
from raadslag.journal.replaying import take_stock
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.minutes.seal_roots import trusted_roots
from raadslag.people.models import Person
from raadslag.proof.erasing import erase_again, erase_by_law
from raadslag.proof.words import GONE
from raadslag.public.addresses import meeting_address
from raadslag.public.models import Publication
from raadslag.render.seal import embedded_record, look_over
from tests.cast import Town
from tests.minutes.test_sealing import text_of
from tests.proof.conftest import verify

REASON = "Det måtte ikke stå der."
WORD = "efterretning"


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX = tmp_path / "var" / "search"


def standing() -> list[SealedDocument]:
    return [row for row in SealedDocument.objects.all() if is_kept(row.sha256)]


def test_what_was_sealed_is_sealed_anew_without_the_words(
    town: Town, sealed: Minutes, client: Client, tmp_path: Path
) -> None:
    old = {row.subject: row.sha256 for row in SealedDocument.objects.all()}
    assert len(old) == 2
    kept_by_somebody = {name: place_of(name).read_bytes() for name in old.values()}
    assert all(WORD in text_of(data) for data in kept_by_somebody.values())
    done = erase_by_law(town.body, words=[WORD], reason=REASON, by=town.soren)
    line = Entry.objects.get(sequence=done.sequence)
    assert line.details["seals"] == {subject: [name] for subject, name in old.items()}
    drain()
    anew = standing()
    assert {row.subject for row in anew} == set(old)
    assert not {row.sha256 for row in anew} & set(old.values())
    for row in anew:
        data = place_of(row.sha256).read_bytes()
        found = look_over(data, trusted_roots())
        assert found.valid
        assert found.whole
        assert GONE in text_of(data)
        assert WORD not in text_of(data)
        assert WORD not in str(embedded_record(data))
        code, said = verify(place_of(row.sha256))
        assert code == 0, said
        assert "slettet efter lov" in said
    code, said = verify()
    assert code == 0, said
    assert "✗" not in said
    assert "Forseglede dokumenter: 2, alle med gyldigt segl." in said
    assert "2 forseglede dokumenter er slettet efter lov; 2 er forseglet på ny uden ordene." in said

    public = Publication.objects.get(kind="minutes")
    shown = client.get(f"{meeting_address(public)}referat.pdf").content
    assert shown in [place_of(row.sha256).read_bytes() for row in anew]
    client.force_login(town.soren)
    inside = client.get(reverse("minutes-pdf", args=[sealed.meeting.uid])).content
    assert inside in [place_of(row.sha256).read_bytes() for row in anew]
    assert all(name in text_of(inside) for name in ["Mette Holm", "Åge Bro", "Carl Vig"])

    for name, data in kept_by_somebody.items():  # a copy that was sent away is still known
        (tmp_path / f"{name}.pdf").write_bytes(data)
        code, said = verify(tmp_path / f"{name}.pdf")
        assert code == 0, said
        assert "slettet efter lov" in said


def test_nobody_is_shown_the_old_document_while_the_new_one_waits(
    town: Town, sealed: Minutes, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_by_law(town.body, words=[WORD], reason=REASON, by=town.soren)
    assert standing() == []
    public = Publication.objects.get(kind="minutes")
    assert WORD not in text_of(client.get(f"{meeting_address(public)}referat.pdf").content)
    client.force_login(town.soren)
    inside = client.get(reverse("minutes-pdf", args=[sealed.meeting.uid])).content
    assert WORD not in text_of(inside)
    code, said = verify()
    assert code == 0, said
    assert "2 forseglede dokumenter er slettet efter lov; 0 er forseglet på ny" in said


def test_words_beside_the_text_make_the_document_anew_too(town: Town, full_house: Minutes) -> None:
    from raadslag.minutes.sealing import seal_minutes

    old = seal_minutes(full_house)  # with the refusal's reason, which the record has not
    assert old is not None
    assert "sagde nej" in text_of(place_of(old.sha256).read_bytes())
    erase_by_law(town.body, words=["sagde"], reason=REASON, by=town.soren)
    drain()
    (anew,) = [row for row in standing() if row.subject == old.subject]
    text = text_of(place_of(anew.sha256).read_bytes())
    assert "sagde" not in text
    assert "Åge Bro" in text
    code, said = verify()
    assert code == 0, said


def test_a_member_s_name_goes_from_the_document_too(town: Town, sealed: Minutes) -> None:
    erase_by_law(town.body, words=["Carl Vig"], reason=REASON, by=town.soren)
    drain()
    assert not Person.objects.filter(name="Carl Vig").exists()
    assert standing()
    for row in standing():
        assert "Carl" not in text_of(place_of(row.sha256).read_bytes())
    code, said = verify()
    assert code == 0, said


def test_a_withdrawn_publication_is_not_sealed_anew_and_a_second_erasure_seals_again(
    town: Town, sealed: Minutes
) -> None:
    from raadslag.public.actions import withdraw

    withdraw(Publication.objects.get(kind="minutes"), reason="En fejl.", by=town.soren)
    for word in (WORD, "Vejviser"):
        erase_by_law(town.body, words=[word], reason=REASON, by=town.soren)
        drain()
        assert [row.subject for row in standing()] == [f"minutes:{sealed.pk}"]
    assert verify()[0] == 0
    assert erase_again(by=SYSTEM).places == 0
    assert take_stock(because="Intet er anderledes.").count == 0
