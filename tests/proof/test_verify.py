"""`./run verify`: says in plain Danish what fits and what does not, and ends with 0, 1 or 2."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house

from raadslag.files.storage import place_of
from raadslag.journal.models import Entry, Head
from raadslag.journal.replaying import take_stock
from raadslag.minutes.models import Minutes, SealedDocument
from raadslag.minutes.sealing import seal_minutes
from raadslag.public.actions import withdraw
from raadslag.public.models import Publication
from raadslag.render.document import Source, record_to_pdf
from raadslag.render.own_seal import OwnSeal
from raadslag.render.seal import SealMarks, seal_pdf
from tests.cast import Town
from tests.proof.conftest import verify


def test_a_house_where_nothing_was_changed_fits(sealed: Minutes) -> None:
    code, said = verify()
    assert code == 0, said
    assert "Journalen er hel" in said
    assert "Forseglede dokumenter: 2" in said
    assert "✗" not in said


def test_the_first_line_that_does_not_fit_is_named(sealed: Minutes) -> None:
    Entry.objects.filter(sequence=7).update(actor_name="En anden")
    Entry.objects.filter(sequence=9).update(details={})
    code, said = verify()
    assert code == 1
    assert "brudt ved linje 7" in said
    assert "En anden" in said


def test_a_journal_written_anew_from_end_to_end_is_found_through_the_seals(
    sealed: Minutes,
) -> None:
    from raadslag.journal.actions import hash_of

    before = "0" * 64
    for line in Entry.objects.order_by("sequence"):
        line.actor_name = "Ingen"
        line.previous_hash = before
        line.entry_hash = before = hash_of(line)
        line.save()
    Head.objects.update(entry_hash=before)
    code, said = verify()
    assert code == 1
    assert "Journalen er hel" in said
    assert "journalen er skrevet om" in said


def test_a_journal_cut_short_is_found(sealed: Minutes) -> None:
    last = Entry.objects.order_by("-sequence")[0].sequence
    Entry.objects.filter(sequence=last).delete()
    code, said = verify()
    assert code == 1
    assert f"brudt ved linje {last}" in said


@pytest.mark.parametrize("model", [Minutes, Publication])
def test_a_changed_record_is_found(sealed: Minutes, model: Any) -> None:
    row = model.objects.all()[0]
    row.record["items"][1]["decision"]["text"] = "Noget andet."
    model.objects.filter(pk=row.pk).update(record=row.record)
    code, said = verify()
    assert code == 1
    assert "ændret, siden" in said


def test_a_changed_and_a_lost_file_are_found(sealed: Minutes) -> None:
    first, second = SealedDocument.objects.all()
    place = place_of(first.sha256)
    place.write_bytes(place.read_bytes() + b" ")
    place_of(second.sha256).unlink()
    code, said = verify()
    assert code == 1
    assert f"Filen {first.sha256[:12]}… er ændret" in said
    assert "filen mangler" in said


def test_a_sealed_file_fits_and_says_of_what_it_is(sealed: Minutes) -> None:
    inside, outside = SealedDocument.objects.all()
    for row, words in ((inside, "version 1"), (outside, "offentlige udgave 1")):
        code, said = verify(place_of(row.sha256))
        assert code == 0, said
        assert "Seglet er gyldigt" in said
        assert "prøvesegl" in said
        assert words in said


def test_a_changed_file_does_not_fit(sealed: Minutes, tmp_path: Path) -> None:
    document = bytearray(place_of(SealedDocument.objects.all()[0].sha256).read_bytes())
    for place, change in (("a", len(document) // 3), ("b", len(document) // 2)):
        changed = bytearray(document)
        changed[change] ^= 1
        (tmp_path / f"{place}.pdf").write_bytes(changed)
        code, said = verify(tmp_path / f"{place}.pdf")
        assert code == 1, said
        assert "✗" in said
    (tmp_path / "c.pdf").write_bytes(bytes(document) + b"\n%mere\n")
    assert verify(tmp_path / "c.pdf")[0] == 1


def test_a_seal_from_a_stranger_does_not_fit(sealed: Minutes, tmp_path: Path) -> None:
    marks = SealMarks(sealed.record_hash, 1, "0" * 64)
    source = Source("Møllested", "Udvalget", date(2026, 10, 13), None, "", 1, marks=marks)
    made = record_to_pdf(sealed.as_record(), source, fonts=house.FONTS)
    stranger = OwnSeal(tmp_path / "another-house")  # which has a key of its own
    (tmp_path / "x.pdf").write_bytes(seal_pdf(made, stranger, reason="Referat"))
    code, said = verify(tmp_path / "x.pdf")
    assert code == 1
    assert "ikke kender" in said


def a_cards_key() -> OwnSeal:
    """What a municipality's own function gives: a key that lies nowhere in the house."""
    return OwnSeal(Path(house.VAR).parent / "kort")


def test_seals_are_judged_by_what_they_were_sealed_with_and_not_by_the_shell(
    town: Town, sealed: Minutes, settings: Any
) -> None:
    settings.SEAL = "tests.proof.test_verify.a_cards_key"
    publication = Publication.objects.get(kind="minutes")
    withdraw(publication, reason="En fejl.", by=town.soren)
    assert seal_minutes(sealed) is not None  # sealed once before, by the house's own key
    SealedDocument.objects.filter(subject=f"minutes:{sealed.pk}").delete()
    assert seal_minutes(sealed) is not None
    take_stock(because="Et dokument er forseglet på ny med kommunens eget kort.")
    for shell in (settings.SEAL, "", "own", "ikke.installeret.her"):
        settings.SEAL = shell
        code, said = verify()
        assert (code, "✗" in said) == (3, False), (shell, said)  # 3: the row that went by hand
        assert "Forseglede dokumenter: 2, alle med gyldigt segl." in said
    kept = Path(house.VAR) / "seal" / "roots"
    kept.rename(kept.with_name("borte"))
    settings.SEAL = ""
    code, said = verify()
    assert code == 2, said
    assert "✗" not in said
    assert "Seglets nøgle mangler" in said
    assert not kept.exists()


@pytest.mark.django_db
def test_what_cannot_be_looked_at_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"ikke en pdf")
    assert verify(tmp_path / "x.pdf") == (2, "Filen er ikke en PDF, der kan læses.\n")
    code, said = verify(tmp_path / "nowhere.pdf")
    assert code == 2
    assert "kan ikke læses" in said
