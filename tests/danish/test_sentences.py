"""Where sentences end, by the rows of abbreviations and by the ways that minutes print them."""

from __future__ import annotations

import time

import pytest

from raadslag.danish.sentences import sentence_texts, sentences
from raadslag.danish.vocabulary import rows


@pytest.mark.parametrize("row", rows("abbreviations"), ids=lambda row: row["word"])
def test_an_abbreviation_ends_its_sentence_only_where_its_row_says_so(row: dict[str, str]) -> None:
    assert row["source"]
    assert f"{row['word']}." in row["example"].casefold()
    assert sentence_texts(row["example"].replace(" | ", " ")) == row["example"].split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "Mødet holdes den 4. maj 2031. | Formanden byder velkommen.",
        "Imod stemte V. | For stemte A og C.",
        "Imod stemte A, C og V. | Sagen er slut.",
        "Brevet er fra A. Holm i Nordby. | Det besvares.",
        "Tallet steg fra 10 til 12. | Der er plads til flere.",
        "Sagen hører under 2. Distrikt i Nordby.",
        "1. Viceborgmester Ida Holm deltog. | Hun gik kl. 17.",
        "Godkendt. | (Liste A stemte imod.)",
        "Er det muligt? | Udvalget ønsker svar!",
        "Der er afsat 4 mio. kr. | Udgiften dækkes.",
        "Der er betalt kr. 400 for det.",
        "Udgiften er 400 kr. | 12 borgere søgte.",
        "Han sagde »nej.« | Sagen udgik.",
        "Regnskab 2030. | Budget 2031.",
        "Strækningen rykkes op som nr. 48. | Skiltene opsættes i uge 40. | Arbejdet slutter.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    assert sentence_texts(text.replace(" | ", " ")) == text.split(" | ")


def test_points_of_a_list_and_rows_of_a_table_are_sentences_of_their_own() -> None:
    text = "Vi ser på\n- vej\n- bro\n\nSkole\t4\nHal\t5"
    assert sentence_texts(text) == ["Vi ser på", "- vej", "- bro", "Skole\t4", "Hal\t5"]


def test_a_colon_ends_a_sentence_only_for_those_who_ask() -> None:
    text = "Udvalget siger: Nej."
    assert len(list(sentences(text))) == 2
    assert sentence_texts(text) == [text]


def test_a_long_line_takes_time_in_step_with_its_length() -> None:
    def took(text: str) -> float:
        began = time.process_time()
        list(sentences(text))
        return time.process_time() - began

    for part in ("bl.a. Nordby ", "1. ", "a\t", "V. ", "\n\n "):
        assert took(part * (400_000 // len(part))) < 3.0
