"""Commitments by the clause grammar: made-up sentences of many municipalities, and their look-alikes."""

from __future__ import annotations

import time
from datetime import date

import pytest

from raadslag.danish.act_scene import words
from raadslag.danish.acts import Place, acts_in
from raadslag.danish.vocabulary import rows
from tests.danish.act_sentences import LOOK_ALIKES, PROMISES
from tests.danish.kind_sentences import KINDS, NONE, TOLD

TODAY = date(2031, 3, 4)
THEN = date(2020, 8, 18)


@pytest.mark.parametrize(("place", "text"), PROMISES)
def test_what_binds_somebody_is_a_commitment(place: Place, text: str) -> None:
    assert acts_in(text, place, today=TODAY)


@pytest.mark.parametrize(("place", "text"), LOOK_ALIKES)
def test_what_only_looks_like_a_commitment_is_none(place: Place, text: str) -> None:
    assert acts_in(text, place, today=TODAY) == []


@pytest.mark.parametrize(("place", "kind", "text"), KINDS)
def test_a_commitment_is_of_the_kind_that_its_verb_and_its_thing_tell(
    place: Place, kind: str, text: str
) -> None:
    found = acts_in(text, place, today=THEN, here="Teknik- og Miljøudvalget")
    assert kind in [act.kind for act in found]


@pytest.mark.parametrize(("place", "text"), TOLD)
def test_what_a_case_tells_is_to_come_is_a_commitment(place: Place, text: str) -> None:
    assert acts_in(text, place, today=THEN, here="Teknik- og Miljøudvalget")


@pytest.mark.parametrize(("place", "text"), NONE)
def test_what_others_want_or_what_is_behind_binds_nobody(place: Place, text: str) -> None:
    assert acts_in(text, place, today=THEN, here="Teknik- og Miljøudvalget") == []


@pytest.mark.parametrize(
    ("text", "who", "to"),
    [
        ("Medlemmerne modtager beregningerne i denne uge.", None, "Medlemmerne"),
        ("Udvalget vil have sagen at se igen, når planen er klar.", None, "Udvalget"),
        ("Chefen for Vej & Park undersøger prisen.", "Chefen for Vej & Park", None),
        ("Direktøren for Plan & Miljø blev bedt om at lave et notat.", "Direktøren for Plan & Miljø", None),
        ("Miljømyndigheden får til opgave at komme med et bud.", "Miljømyndigheden", None),
        ("Formanden tager kontakt til Ældrerådet.", "Formanden", None),
        ("Rådet fremsender høringssvar inden behandlingen i Byrådet.", "Rådet", None),
        ("Der nedsættes en følgegruppe med tre medlemmer af udvalget.", None, None),
        ("Udvalget ønsker et møde med forvaltningen om vejene.", None, None),
        ("Udvalget beder borgmesteren rette henvendelse til ministeren.", "borgmesteren", None),
        ("Byrådet anmoder Økonomiudvalget om at se på stien.", "Økonomiudvalget", None),
        ("Lederen giver på et senere møde udvalget en status.", "Lederen", "udvalget"),
        ("Klubben aflægger regnskab til udvalget i maj 2021.", None, "udvalget"),
        ("Forvaltningen sender notatet til udvalget inden jul.", "Forvaltningen", "udvalget"),
    ],
)  # fmt: skip
def test_who_acts_and_who_gets_it_are_told_apart(
    text: str, who: str | None, to: str | None
) -> None:
    (act,) = acts_in(text, "decision", today=THEN, here="Teknik- og Miljøudvalget")
    assert (act.who, act.to) == (who, to)


@pytest.mark.parametrize("row", rows("acts"), ids=lambda row: f"{row['word']}-{row['means']}")
def test_every_word_of_the_grammar_stands_in_its_example(row: dict[str, str]) -> None:
    assert row["source"]
    assert row["word"] in row["example"].casefold().replace(".", " ").replace(",", " ").split()
    assert row["word"] in words(row["means"])


@pytest.mark.parametrize(
    ("text", "kind", "who", "to", "due", "strength"),
    [
        ("Forvaltningen udarbejder et notat inden sommerferien.", "reply", "Forvaltningen", None, "inden sommerferien", "firm"),
        ("Sagen forelægges udvalget i maj 2031.", "return", None, "udvalget", "i maj 2031", "firm"),
        ("Sagen forelægges Økonomiudvalget i maj 2031.", "onward", None, "Økonomiudvalget", "i maj 2031", "firm"),
        ("Udvalget orienteres hvert kvartal.", "recurring", None, "Udvalget", "hvert kvartal", "firm"),
        ("Udvalget bad forvaltningen om at undersøge prisen.", "reply", None, None, None, "firm"),
        ("Udvalget ønsker et notat om prisen.", "reply", None, None, None, "wish"),
        ("Borgermøde holdes den 4. maj 2031.", "event", None, None, "den 4. maj 2031", "firm"),
        ("Skiltene flyttes inden jul.", "task", None, None, "inden jul", "firm"),
        ("Notatet udarbejdes af Center for Plan og Vej.", "reply", "Center for Plan og Vej", None, None, "firm"),
        ("Planen sendes i høring i otte uger.", "onward", None, None, "i otte uger", "firm"),
    ],
)  # fmt: skip
def test_a_commitment_has_kind_owner_receiver_due_and_strength(
    text: str, kind: str, who: str | None, to: str | None, due: str | None, strength: str
) -> None:
    (act,) = acts_in(text, "decision", today=TODAY, here="Teknik- og Miljøudvalget")
    assert act.kind == kind
    assert act.to == to
    assert (act.due.printed if act.due else None) == due
    if who:
        assert act.who == who
    if strength != "firm":
        assert act.strength == strength


def test_the_body_that_wishes_is_not_the_owner() -> None:
    (act,) = acts_in("Udvalget ønsker et notat fra administrationen.", "decision")
    assert act.who != "Udvalget"


def test_two_clauses_are_two_commitments_and_are_quoted_short() -> None:
    text = "Forvaltningen indhenter tre tilbud, og sagen genoptages i maj 2031."
    assert [act.text for act in acts_in(text, "decision", today=TODAY)] == [
        "Forvaltningen indhenter tre tilbud",
        "sagen genoptages i maj 2031",
    ]
    (act,) = acts_in("Godkendt med den tilføjelse, at der følges op om et år.", "decision")
    assert act.text == "der følges op om et år"


def test_the_same_words_bind_most_in_a_decision_and_least_in_a_case() -> None:
    text = "Skiltene flyttes."
    assert acts_in(text, "decision")[0].tier == "proposed"
    assert acts_in(text, "case") == []


def test_what_a_person_must_look_at_first_is_maybe() -> None:
    (act,) = acts_in("Arbejdet igangsættes i maj 2031.", "case", today=TODAY)
    assert act.tier == "maybe"


def test_reading_takes_time_in_step_with_the_length() -> None:
    for part in (
        "Forvaltningen vil, når ",
        "udvalget, og at der ",
        "Sagen genoptages i maj. ",
        "x, ",
    ):
        began = time.process_time()
        acts_in(part * (60_000 // len(part)), "case", today=TODAY)
        assert time.process_time() - began < 3.0, part
