"""The pages in docs/rules hold for every rule, examples and all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from raadslag.bench.sketch import sketch_to_meeting
from raadslag.checks import RULES, check
from raadslag.checks.privacy.scanning import Scanner
from tests.checks.unseen_files import KINDS

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"
IDS = sorted(RULES)
FROM_NOTES = {"tid-110", "tid-113", "form-107", "form-108", "priv-102", "sprog-202"}
"""Rules that speak of what a sketch can't hold; their own tests fire them."""
FROM_FILES = {"priv-301", "priv-302"}
"""Rules that speak of files; their examples name a file and say what it is."""


def examples(rule: str, kind: str) -> list[str]:
    page = (PAGES / f"{rule}.md").read_text()
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_has_a_page_that_gives_its_title_and_source(rule: str) -> None:
    page = (PAGES / f"{rule}.md").read_text()
    assert page.startswith(f"# {rule}: {RULES[rule].title}\n")
    assert RULES[rule].source in page


@pytest.mark.parametrize("rule", [r for r in IDS if r not in FROM_NOTES | FROM_FILES])
def test_the_example_that_fires_fires_that_rule(rule: str) -> None:
    found = examples(rule, "melder")
    assert found
    for example in found:
        rules = {finding.rule for finding in check(sketch_to_meeting(example))}
        assert rule in rules


@pytest.mark.parametrize("rule", sorted(FROM_FILES))
def test_the_files_that_fire_fire_that_rule_and_the_others_none(rule: str) -> None:
    with Scanner() as scanner:
        for kind, expected in (("melder-fil", [rule]), ("tier-fil", [])):
            lines = "".join(examples(rule, kind)).splitlines()
            assert lines
            for line in lines:
                name, _, what = line.partition(": ")
                assert [f.rule for f in scanner.scan(KINDS[what][0](), name)] == expected, line


@pytest.mark.parametrize("rule", [r for r in IDS if r not in FROM_FILES])
def test_the_example_that_does_not_fire_is_silent(rule: str) -> None:
    found = examples(rule, "tier")
    assert found
    for example in found:
        loud = [f for f in check(sketch_to_meeting(example)) if f.rule in IDS]
        assert not loud


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    pages = {path.stem for path in PAGES.glob("*-[0-9][0-9][0-9].md")}
    assert pages == set(IDS)
