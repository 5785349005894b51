"""What every engine must do. A new engine is added to ENGINES and passes, or it isn't an engine."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from raadslag.search.analysis.stems import token_of
from raadslag.search.document import FACETS, Document
from raadslag.search.engines.base import (
    Found,
    SearchEngine,
)
from raadslag.search.engines.memory import MemoryEngine
from raadslag.search.engines.tantivy import TantivyEngine
from raadslag.search.plan import Any, Exact, Filters, Phrase, Plan, Word
from tests.search.fixture_items import items, plans

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    "memory": lambda folder: MemoryEngine(),
    "tantivy": lambda folder: TantivyEngine(folder / "index"),
}


@pytest.fixture(params=list(ENGINES))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    engine = ENGINES[request.param](tmp_path)
    engine.create()
    return engine


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "memory"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    return _filled(ENGINES[request.param](tmp_path_factory.mktemp("full")))


@pytest.fixture(scope="module")
def oracle() -> SearchEngine:
    return _filled(MemoryEngine())


def _filled(engine: SearchEngine) -> SearchEngine:
    engine.create()
    engine.upsert(items())
    engine.commit()
    return engine


def _ids(found: Found) -> list[str]:
    return [hit.id for hit in found.hits]


def _put(engine: SearchEngine, *documents: Document) -> None:
    engine.upsert(documents)
    engine.commit()


def _find(engine: SearchEngine, word: str) -> list[str]:
    return sorted(_ids(engine.search(Plan(must=(Word(token_of(word)),)))))


@pytest.mark.parametrize("number", range(len(plans())))
def test_the_best_hits_are_those_of_the_plain_engine(
    number: int, full: SearchEngine, oracle: SearchEngine
) -> None:
    plan = plans()[number]
    found, wanted = full.search(plan), oracle.search(replace(plan, page=1, size=500))
    start = plan.offset
    shown = wanted.hits[start : start + plan.size]
    assert len(found.hits) == len(shown)
    assert found.total == wanted.total
    assert found.strict_total == wanted.strict_total
    assert found.relaxed == wanted.relaxed
    assert dict(found.facets) == dict(wanted.facets)
    if plan.sort == "newest":
        assert _ids(found) == [hit.id for hit in shown]
        return
    scores = {hit.id: hit.score for hit in wanted.hits}
    for hit, expected in zip(found.hits, shown, strict=True):
        assert scores[hit.id] == pytest.approx(expected.score, rel=1e-3, abs=1e-4)
        assert hit.score == pytest.approx(expected.score, rel=1e-3, abs=1e-4)


def test_every_facet_counts_as_the_plain_engine_does(
    full: SearchEngine, oracle: SearchEngine
) -> None:
    plan = Plan(must=(Word(token_of("støj")),), facets=FACETS)
    assert dict(full.search(plan).facets) == dict(oracle.search(plan).facets)


def test_a_filtered_field_is_counted_as_if_it_were_open(full: SearchEngine) -> None:
    plan = Plan(filters=Filters(municipality=("Nordby Kommune",)), facets=("municipality", "year"))
    found = full.search(plan)
    assert sum(count for _, count in found.facets["municipality"]) == 500
    assert sum(count for _, count in found.facets["year"]) == found.total < 500


def test_newest_first_is_one_order_over_all_pages(full: SearchEngine, oracle: SearchEngine) -> None:
    plan = Plan(sort="newest", size=50)
    pages = [full.search(replace(plan, page=page)) for page in range(1, 11)]
    walked = [one for page in pages for one in _ids(page)]
    known = {one.id: one for one in items()}
    assert walked == sorted(known, key=lambda one: -known[one].order)
    days = [known[one].date for one in walked]
    assert days == sorted(days, reverse=True)


def test_items_of_a_meeting_stand_together_in_agenda_order(empty: SearchEngine) -> None:
    day = date(2023, 5, 2)
    made = [
        Document(id=f"{meeting}{number}", meeting_id=meeting, number=number, date=day, title="Sag")
        for number in (2, 3, 1)
        for meeting in "ab"
    ]
    _put(empty, *made)
    found = _ids(empty.search(Plan(sort="newest")))
    assert [one[1] for one in found] == ["1", "2", "3", "1", "2", "3"]
    assert len({one[0] for one in found[:3]}) == 1


def test_paging_by_relevance_shows_every_hit_once(full: SearchEngine) -> None:
    plan = Plan(must=(Word(token_of("støj")),), size=7, today=date(2024, 1, 1))
    total = full.search(plan).total
    walked: list[str] = []
    for page in range(1, total // 7 + 2):
        walked += _ids(full.search(replace(plan, page=page)))
    assert len(walked) == total == len(set(walked))


def test_paging_goes_on_from_full_matches_to_relaxed_ones(full: SearchEngine) -> None:
    words = tuple(Word(token_of(word)) for word in ("plejehjem", "status", "klima"))
    plan = Plan(must=words, size=3, relax_below=100)
    first = full.search(replace(plan, size=400))
    walked: list[str] = []
    for page in range(1, 12):
        walked += _ids(full.search(replace(plan, page=page)))
    assert first.relaxed
    assert walked == _ids(first)[: len(walked)]


def test_a_phrase_keeps_its_order(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title="Vand og klima"), Document(id="b", title="Klima og vand"))
    phrase = Phrase((token_of("klima"), token_of("og"), token_of("vand")))
    assert _ids(empty.search(Plan(must=(phrase,)))) == ["b"]


def test_a_phrase_does_not_run_from_decision_into_recommendation(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", decision="Udvalget godkendte", recommendation="planen"))
    phrase = Phrase((token_of("godkendte"), token_of("planen")))
    assert empty.search(Plan(must=(phrase,))).total == 0


def test_a_journal_number_is_found_whole_and_by_its_beginning(empty: SearchEngine) -> None:
    _put(
        empty,
        Document(id="a", journal_numbers=("15.00.00-P22-1-24",)),
        Document(id="b", journal_numbers=("15.00.00-Ø22-1-24",)),
        Document(id="c", body="Se sag 15.00.00-P22-1-24 og brevet."),
    )
    whole = empty.search(Plan(must=(Exact("j15.00.00-p22-1-24"),)))
    begun = empty.search(Plan(must=(Exact("j15.00.00-ø", prefix=True),)))
    assert _ids(whole) == ["a", "c"]
    assert _ids(begun) == ["b"]


def test_signs_of_patterns_in_a_beginning_are_only_signs(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", journal_numbers=("15.00.00-P22-1-24",)))
    for text in ("j.*", "j15(", "j[", "j15.00.00-p22-1-24|x", "j\\", "j+", "j?{2}"):
        assert empty.search(Plan(must=(Exact(text, prefix=True),))).total == 0


def test_an_update_replaces(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title="Cykelsti"))
    _put(empty, Document(id="a", title="Svømmehal"))
    assert _find(empty, "cykelsti") == []
    assert _find(empty, "svømmehal") == ["a"]
    assert empty.stats().documents == 1


def test_an_update_within_one_batch_replaces(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title="Cykelsti"), Document(id="a", title="Svømmehal"))
    assert _find(empty, "cykelsti") == []
    assert empty.search(Plan()).total == 1


def test_a_delete_removes_and_an_unknown_id_is_no_error(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title="Cykelsti"), Document(id="b", title="Cykelsti"))
    empty.delete(["a", "unknown"])
    empty.commit()
    assert _find(empty, "cykelsti") == ["b"]


def test_an_id_is_not_cut_into_words(empty: SearchEngine) -> None:
    _put(empty, Document(id="a b", title="Cykelsti"), Document(id="a", title="Cykelsti"))
    empty.delete(["a"])
    empty.commit()
    assert _find(empty, "cykelsti") == ["a b"]


def test_the_same_batch_twice_changes_nothing(empty: SearchEngine) -> None:
    some = items(40)
    _put(empty, *some)
    before = empty.search(Plan(size=50, facets=("year",)))
    _put(empty, *some)
    after = empty.search(Plan(size=50, facets=("year",)))
    assert sorted(_ids(before)) == sorted(_ids(after))
    assert before.facets == after.facets
    assert after.total == 40


def test_writes_are_seen_after_commit_and_not_before(empty: SearchEngine) -> None:
    empty.upsert([Document(id="a", title="Cykelsti")])
    assert _find(empty, "cykelsti") == []
    empty.commit()
    assert _find(empty, "cykelsti") == ["a"]


def test_text_in_decomposed_unicode_is_found(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title=unicodedata.normalize("NFD", "Ålegræs på årsmødet")))
    assert _find(empty, "ålegræs") == ["a"]
    assert _find(empty, "årsmøde") == ["a"]


def test_a_filter_value_matches_whole_and_with_its_case(empty: SearchEngine) -> None:
    _put(
        empty,
        Document(id="a", organization="Teknik- og Miljøudvalget"),
        Document(id="b", organization="Teknik- og Miljøudvalget, ekstra"),
    )
    plan = Plan(filters=Filters(organization=("Teknik- og Miljøudvalget",)))
    assert _ids(empty.search(plan)) == ["a"]


def test_an_item_without_a_date_is_last_and_outside_date_filters(empty: SearchEngine) -> None:
    _put(empty, Document(id="a"), Document(id="b", date=date(2001, 1, 1)))
    assert _ids(empty.search(Plan(sort="newest"))) == ["b", "a"]
    assert _ids(empty.search(Plan(filters=Filters(until=date(2020, 1, 1))))) == ["b"]


def test_both_ends_of_a_date_range_are_inside(empty: SearchEngine) -> None:
    made = [Document(id=str(day), date=date(2020, 1, day)) for day in range(1, 6)]
    _put(empty, *made)
    filters = Filters(since=date(2020, 1, 2), until=date(2020, 1, 4))
    assert sorted(_ids(empty.search(Plan(filters=filters)))) == ["2", "3", "4"]


def test_ten_thousand_alternatives_are_answered(full: SearchEngine) -> None:
    words = tuple(Word(f"ord{number}") for number in range(10_000))
    assert full.search(Plan(must=(Any((*words, Word(token_of("støj")))),))).total > 0


def test_a_page_deep_down_is_answered(full: SearchEngine) -> None:
    assert full.search(Plan(page=500, size=1)).hits
    assert full.search(Plan(page=500, size=20)).hits == ()
    assert full.search(Plan(must=(Word(token_of("støj")),), page=500)).hits == ()


def test_newer_items_win_on_equal_terms_and_only_a_little(empty: SearchEngine) -> None:
    _put(
        empty,
        Document(id="old", title="Cykelsti", date=date(2010, 1, 1)),
        Document(id="new", title="Cykelsti", date=date(2024, 1, 1)),
    )
    plan = Plan(must=(Word(token_of("cykelsti")),), today=date(2024, 2, 1))
    first, second = empty.search(plan).hits
    assert first.id == "new"
    assert first.score / second.score < 1.2


def test_the_vocabulary_tells_which_words_there_are(empty: SearchEngine) -> None:
    _put(empty, Document(id="a", title="Plejehjem", body="støjen støjer"))
    assert empty.frequency(token_of("plejehjem")) > 0
    assert empty.frequency(token_of("hjem")) > 0
    assert empty.frequency("findesikke") == 0
    assert (token_of("støjen"), 1) in empty.tokens("st", 10)


def test_title_words_and_titles_are_suggested(empty: SearchEngine) -> None:
    _put(
        empty,
        Document(id="a", title="Ny cykelsti", date=date(2020, 1, 1)),
        Document(id="b", title="Ny cykelparkering", date=date(2021, 1, 1)),
    )
    assert empty.suggest("cyk", 5) == [("cykelparkering", 1), ("cykelsti", 1)]
    assert empty.title_ids(("ny", "cyk"), 5) == [("b", "Ny cykelparkering"), ("a", "Ny cykelsti")]
    assert empty.title_ids(("cyk", "ny"), 5) == []


def test_an_empty_index_answers_with_nothing(empty: SearchEngine) -> None:
    found = empty.search(Plan(must=(Word("x"),), facets=("year",)))
    assert (found.hits, found.total, dict(found.facets)) == ((), 0, {"year": []})
