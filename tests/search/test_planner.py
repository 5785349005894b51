"""What people type becomes a plan: quotes, numbers, dates, names, minus words and plain words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadslag.search.analysis.stems import token_of
from raadslag.search.document import Document
from raadslag.search.engines.memory import MemoryEngine
from raadslag.search.names import Names
from raadslag.search.plan import Any, Every, Exact, Is, Node, Phrase, Plan, Word
from raadslag.search.planner import Planner


@pytest.fixture(scope="module")
def planner() -> Planner:
    engine = MemoryEngine()
    texts = "solceller plejehjem børn støj vejen møde udvalget sygedagpenge børnehave føde"
    engine.upsert([Document(id="a", body=texts)])
    engine.commit()
    names = Names()
    names.add("municipality", "Høje-Taastrup Kommune")
    names.add("municipality", "Vejen Kommune")
    names.add("municipality", "Københavns Kommune", ["Kbh"])
    names.add("organization", "Teknik- og Miljøudvalget")
    return Planner(engine, names)


def _nodes(plan: Plan) -> list[Node]:
    found: list[Node] = []

    def walk(node: Node) -> None:
        found.append(node)
        if isinstance(node, Every | Any):
            for inner in node.nodes:
                walk(inner)

    for node in plan.must:
        walk(node)
    return found


def test_a_quoted_phrase_keeps_its_small_words(planner: Planner) -> None:
    for typed in ('"støj på vejen"', "”støj på vejen”", "»støj på vejen«"):
        phrase = planner.plan(typed).must[0]
        assert isinstance(phrase, Phrase)
        assert phrase.tokens == tuple(map(token_of, ("støj", "på", "vejen")))


def test_minus_takes_words_and_phrases_away(planner: Planner) -> None:
    plan = planner.plan('støj -vejen -"sol og vind"')
    assert [len(node.tokens) for node in plan.must_not if isinstance(node, Phrase)] == [3, 1]
    assert len(plan.must) == 1


def test_a_hyphen_inside_a_word_takes_nothing_away(planner: Planner) -> None:
    assert planner.plan("teknik-og miljø - støj").must_not == ()


@pytest.mark.parametrize("typed", ["15.00.00-p22", "15.00.00", "15.00.00-P2"])
def test_the_beginning_of_a_journal_number_is_enough(typed: str, planner: Planner) -> None:
    (node,) = planner.plan(typed).must
    assert isinstance(node, Any)
    assert Exact("j" + typed.lower(), prefix=True, weight=0.5) in node.nodes


def test_a_number_of_another_kind_is_matched_whole(planner: Planner) -> None:
    assert planner.plan("sagsnr. 23/4711").must == (Exact("j23-4711"),)


def test_a_date_in_the_text_is_taken_out_of_the_words(planner: Planner) -> None:
    plan = planner.plan("udvalget tirsdag den 14. november 2023")
    assert Exact("d20231114") in plan.must
    assert len(plan.must) == 2
    assert plan.understood[0].kind == "date"


def test_a_month_finds_its_days_too(planner: Planner) -> None:
    assert Exact("d202410", prefix=True, weight=0.3) in _nodes(planner.plan("oktober 2024"))


def test_a_year_is_the_items_own_year_or_a_number_in_it(planner: Planner) -> None:
    nodes = _nodes(planner.plan("støj 2019"))
    assert Word("2019") in nodes
    assert any(isinstance(node, Exact) and node.token == "y2019" for node in nodes)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("støj i Høje Tåstrup", "municipality", "Høje-Taastrup Kommune"),
        ("høje-taastrup kommune støj", "municipality", "Høje-Taastrup Kommune"),
        ("kbh", "municipality", "Københavns Kommune"),
        ("teknik og miljøudvalget støj", "organization", "Teknik- og Miljøudvalget"),
    ],
)
def test_a_name_is_understood_however_it_is_spelt(
    typed: str, field: str, value: str, planner: Planner
) -> None:
    plan = planner.plan(typed)
    assert (field, value) in [(one.kind, one.value) for one in plan.understood]
    assert Is(field, value) in _nodes(plan)


def test_a_word_that_is_also_a_name_still_means_the_word(planner: Planner) -> None:
    nodes = _nodes(planner.plan("vejen"))
    assert Is("municipality", "Vejen Kommune") in nodes
    assert Word(token_of("vejen")) in nodes


def test_a_compound_may_be_met_by_all_its_parts(planner: Planner) -> None:
    nodes = _nodes(planner.plan("plejehjem"))
    assert any(isinstance(node, Every) and len(node.nodes) == 2 for node in nodes)
    assert nodes[1] == Word(token_of("plejehjem"))


def test_a_long_compound_may_lack_a_part_when_there_is_little(planner: Planner) -> None:
    easier = planner.plan("sygedagpengemodtager").relaxed()
    assert isinstance(easier, Any)
    assert easier.nodes[1:] == (
        Any(tuple(Word(token_of(one)) for one in ("syge", "dagpenge", "modtager")), 0.5, least=2),
    )
    assert planner.plan("plejehjem").relaxed() is None


def test_two_words_that_the_index_knows_as_one_are_joined(planner: Planner) -> None:
    plan = planner.plan("sol celler")
    assert ("joined", "solceller") in [(one.kind, one.value) for one in plan.understood]
    assert Word(token_of("solceller"), 0.8) in _nodes(plan)


def test_only_words_that_the_index_lacks_are_corrected(planner: Planner) -> None:
    wrong, right = planner.plan("plejehjm"), planner.plan("plejehjem støj")
    assert [(one.kind, one.value) for one in wrong.understood] == [("spelling", "plejehjem")]
    assert right.understood == ()


def test_small_words_do_not_have_to_be_met_unless_there_are_no_others(planner: Planner) -> None:
    assert len(planner.plan("møde om støj på vej").must) == 3
    assert len(planner.plan("hvad er det").must) == 3


def test_a_single_capital_letter_may_be_a_party(planner: Planner) -> None:
    assert Is("party", "Ø", 2.0) in _nodes(planner.plan("støj Ø"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_anything_may_be_typed(typed: str) -> None:
    engine = MemoryEngine()
    engine.upsert([Document(id="a", title="Støj på vejen")])
    engine.commit()
    plan = Planner(engine).plan(typed)
    assert engine.search(plan).total <= 1


def test_a_whole_page_pasted_in_is_cut_to_size(planner: Planner) -> None:
    assert len(planner.plan("støj vejen " * 5000).must) <= 24
