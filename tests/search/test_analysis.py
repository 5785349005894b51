"""The Danish chain: one token for one word, compounds cut where a reader would cut them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadslag.search.analysis.chain import Chain
from raadslag.search.analysis.compounds import lexicon, parts, pieces
from raadslag.search.analysis.exact import dates, journals
from raadslag.search.analysis.letters import clean, danish_guesses, normalise, words
from raadslag.search.analysis.spelling import corrections, distance
from raadslag.search.analysis.stems import is_function, token_of
from raadslag.search.analysis.synonyms import others, table
from raadslag.search.document import Document
from raadslag.search.engines.memory import MemoryEngine

COMPOUNDS = {
    "sygedagpengemodtager": ("syge", "dagpenge", "modtager"),
    "beskæftigelsesudvalget": ("beskæftigelse", "udvalget"),
    "erhvervspolitik": ("erhverv", "politik"),
    "plejehjem": ("pleje", "hjem"),
    "ungegaranti": ("unge", "garanti"),
    "cykelstierne": ("cykel", "sti"),
    "klapjob": ("klap", "job"),
    "gadebelysning": ("gade", "belysning"),
    "budgetopfølgning": ("budget", "opfølgning"),
    "affaldssortering": ("affald", "sortering"),
    "regnskabsaflæggelse": ("regnskab", "aflæggelse"),
    "arbejdsløshedsunderstøttelse": ("arbejdsløshed", "understøttelse"),
    "virksomhedspraktik": ("virksomhed", "praktik"),
    "byfornyelse": ("by", "fornyelse"),
    "ældrerådet": ("ældre", "rådet"),
    "specialundervisning": ("special", "undervisning"),
    "kystsikring": ("kyst", "sikring"),
    "landzonetilladelse": ("landzone", "tilladelse"),
    "tillægsbevilling": ("tillæg", "bevilling"),
    "fritidsklubber": ("fritid", "klubber"),
}
SIMPLE = (
    "undervisning forvaltning kommune borgmester udvalg mandag godkendelse orientering andersen "
    "kristensen mortensen efterretning indstilling københavn ballerup charlotte administration "
    "institution repræsentant kandidat universitet forebyggelse medarbejder ledelse virksomhed "
    "selvstændig resultat behandling bestemmelse politik økonomi uddannelse samarbejde regnskab"
)


@pytest.mark.parametrize(("word", "wanted"), COMPOUNDS.items())
def test_a_compound_is_cut_into_its_parts(word: str, wanted: tuple[str, ...]) -> None:
    assert parts(word) == wanted


@pytest.mark.parametrize("word", SIMPLE.split())
def test_a_simple_word_or_a_name_stays_whole(word: str) -> None:
    assert parts(word) == ()


def test_longer_pieces_of_a_long_compound_are_words_too() -> None:
    assert pieces("sygedagpengemodtager") == ("sygedagpenge", "dagpengemodtager")


@pytest.mark.parametrize(
    "forms",
    [
        "center centre centret centeret centrene",
        "virksomhed virksomheder virksomhederne virksomhedens",
        "plads pladsen pladser pladserne",
        "ledig ledige ledighed ledigheden",
        "bolig boliger boligerne boligens",
        "praktik praktikker praktikken",
        "nummer numre",
        "cykelsti cykelstier cykelstierne",
        "møde møder mødet",
        "borgmester borgmestre borgmesteren",
    ],
)
def test_the_forms_of_a_word_have_one_token(forms: str) -> None:
    assert len({token_of(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("møde", "mod"), ("sommer", "som"), ("ledig", "led"), ("daglig", "dag"), ("før", "for")],
)
def test_words_that_mean_different_things_keep_apart(one: str, other: str) -> None:
    assert token_of(one) != token_of(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Aabenraa", "Åbenrå"),
        ("boern", "børn"),
        ("aeldreraad", "ældreråd"),
        ("Köge", "Køge"),
        ("allé", "alle"),
    ],
)
def test_two_spellings_are_one_word(typed: str, meant: str) -> None:
    assert normalise(typed) == normalise(meant)


def test_a_word_without_danish_letters_is_guessed_at() -> None:
    assert "børn" in danish_guesses("born")
    assert "færge" in danish_guesses("farge")


def test_torn_words_are_mended_and_lists_are_not() -> None:
    assert clean("beskæf\u00adtigelse") == "beskæftigelse"
    assert clean("beskæf-\ntigelse i") == "beskæftigelse i"
    assert clean("drifts-\nog anlægsbudget") == "drifts-\nog anlægsbudget"
    assert clean("Teknik-\nUdvalget") == "Teknik-\nUdvalget"


@given(st.text(max_size=60))
def test_any_text_is_read_the_same_in_both_forms_of_unicode(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert words(clean(decomposed)) == words(clean(unicodedata.normalize("NFC", decomposed)))


@given(st.text(alphabet="abdefgiklmnoprstuvyæøå", min_size=1, max_size=30))
def test_parts_of_any_word_stand_in_it_in_order(word: str) -> None:
    at = 0
    for part in parts(normalise(word)):
        found = normalise(word).find(part, at)
        assert found >= at
        at = found + len(part)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("15.00.00-P22-1-24", "j15.00.00-p22-1-24"),
        ("00.22.00-Ø54-3-21", "j00.22.00-ø54-3-21"),
        ("15.00.00P22-0123", "j15.00.00-p22-0123"),
        ("23/4711", "j23-4711"),
        ("330-2018-3619", "j330-2018-3619"),
        ("EMN-2018-012345", "jemn-2018-012345"),
        ("2018/12345", "j2018-12345"),
        ("25-008701", "j25-008701"),
        ("Sagsnr.: 123456", "j123456"),
    ],
)
def test_every_form_of_journal_number_is_one_token(text: str, token: str) -> None:
    assert [found.token for found in journals(f"Se {text}, tak.")] == [token]


@pytest.mark.parametrize(
    "text", ["kl. 15.00", "12.345.678,90 kr.", "tlf. 12 34 56 78", "3,5-4,2", "2019-2022"]
)
def test_other_numbers_are_not_journal_numbers(text: str) -> None:
    assert list(journals(text)) == []


@pytest.mark.parametrize(
    "text",
    ["14. november 2023", "14-11-2023", "2023-11-14", "14/11/2023", "14.11.2023", "14. nov. 2023"],
)
def test_a_date_is_one_token_however_it_is_written(text: str) -> None:
    assert [found.token for found in dates(f"den {text}, kl. 17")] == ["d20231114"]


def test_a_month_with_its_year_is_a_token_and_nonsense_is_none() -> None:
    assert [found.token for found in dates("i oktober 2024")] == ["m202410"]
    assert list(dates("45.99.2023 og 2023-13-40")) == []


def test_ligatures_and_lowered_figures_are_letters_and_figures() -> None:
    assert clean("\ufb01nansiering af CO₂ på 5 m²") == "finansiering af CO2 på 5 m2"


def test_own_numbers_and_cited_ones_are_kept_apart() -> None:
    made = Chain().streams(
        Document(
            id="a",
            date=date(2024, 10, 8),
            journal_numbers=("15.00.00-P22-1-24",),
            body="Se sag 23/4711 fra 1. maj 2023.",
        )
    )
    assert made.own == ["j15.00.00-p22-1-24", "d20241008", "m202410", "y2024"]
    assert made.cited == ["j23-4711", "d20230501"]


def test_a_word_torn_in_two_by_a_pdf_is_also_kept_whole() -> None:
    made = Chain().streams(Document(id="a", title="Ny erhvervs politik om kom munen"))
    assert token_of("kommunen") in made.joins
    assert made.title[1:3] == [token_of("erhvervs"), token_of("politik")]


def test_neighbours_that_are_words_are_not_joined_for_no_reason() -> None:
    made = Chain().streams(Document(id="a", title="Status for ny vej ved skolen og parken"))
    assert made.joins == []


def test_a_misspelt_word_finds_the_nearest_word_of_the_index() -> None:
    engine = MemoryEngine()
    engine.upsert([Document(id="a", body="sygedagpenge plejehjem rottebekæmpelse")])
    engine.commit()
    for typed, meant in [
        ("sygedagpegne", "sygedagpenge"),
        ("plejhjem", "plejehjem"),
        ("rotebekæmpelsse", "rottebekæmpelse"),
    ]:
        assert corrections(typed, engine)[0].token == token_of(meant)
    assert corrections("xyzzyq", engine) == []


def test_a_slip_to_the_next_key_costs_less_than_another_letter() -> None:
    near, far = distance("sjole", "skole", at_most=2), distance("spole", "skole", at_most=2)
    assert near is not None
    assert far is not None
    assert near < far
    assert distance("skole", "havnefront", at_most=2) is None


def test_synonyms_go_both_ways_and_forms_weigh_more() -> None:
    assert ((token_of("støj"),), 0.4) in others((token_of("larm"),))
    assert ((token_of("larm"),), 0.4) in others((token_of("støj"),))
    assert ((token_of("børn"),), 0.8) in others((token_of("barn"),))


def test_there_are_synonyms_for_two_hundred_groups_and_none_for_grammar() -> None:
    assert len(table()) > 400
    assert not any(len(key) == 1 and is_function(key[0]) for key in table())


def test_the_word_list_is_the_packages_own() -> None:
    assert len(lexicon().words) > 20_000
