"""The house keeps its own rules: words are in the glossary, obstacles and rules have their page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from tools import list_obstacles, list_proven

ROOT = Path(__file__).resolve().parent.parent


def models() -> list[str]:
    return sorted(m.__name__ for m in apps.get_models() if m.__module__.startswith("raadslag."))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("her er intet git-arkiv at se efter i")
    return [
        ROOT / name
        for name in listed.stdout.decode().split("\0")
        if name and (ROOT / name).is_file()
    ]


@pytest.mark.parametrize("model", models())
def test_every_model_is_in_the_glossary(model: str) -> None:
    assert f"`{model}`" in (ROOT / "docs" / "glossary.md").read_text()


def test_the_page_of_obstacles_is_what_the_code_says() -> None:
    written = (ROOT / "docs" / "rules" / "obstacles.md").read_text()
    assert written == list_obstacles.text(), (
        "python tools/list_obstacles.py > docs/rules/obstacles.md"
    )


def test_the_page_of_what_is_proven_is_what_the_rooms_say() -> None:
    written = (ROOT / "docs" / "proof.md").read_text()
    assert written == list_proven.text(), "python tools/list_proven.py > docs/proof.md"


def test_no_decision_note_is_long() -> None:
    for note in (ROOT / "docs" / "decisions").glob("*.md"):
        assert len(note.read_text().split()) < 200, note.name


def test_nothing_names_a_registry_or_a_path_of_this_machine() -> None:
    forbidden = re.compile(
        r"pythonhosted|registry\.npmjs|pypi\.org/simple|/root/|/work/(?:main|shared)|/tmp/(?!\W)"
    )
    own = Path(__file__).resolve()
    for path in tracked():
        if path.suffix in {".pdf", ".png"} or path.resolve() == own:
            continue
        found = forbidden.search(path.read_text(errors="replace"))
        assert not found, f"{path.relative_to(ROOT)}: {found.group() if found else ''}"


def test_lock_files_carry_hashes_and_no_host() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert text.count("--hash=sha256:") > 20


LAYOUT = re.compile(
    r"\b(til|i|på) (venstre|højre)\b|\b(venstre|højre) (side|kolonne|udgave|spalte)\b|\b(dobbelt|højre)klik|\bklik(ke)? på\b",
    re.IGNORECASE,
)


def test_no_page_counts_on_where_things_stand_or_on_a_mouse() -> None:
    """At 390 px nothing stands to the left, and a finger does not click."""
    said = {
        str(path.relative_to(ROOT)): found
        for path in (ROOT / "raadslag").rglob("templates/**/*.html")
        if (found := [m.group() for m in LAYOUT.finditer(path.read_text())])
    }
    assert not said
