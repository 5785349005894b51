"""What the house is built on may be used as it is: the licences of every package it runs with.

    python tools/licences.py            checks them, and that docs/licences.md lists them
    python tools/licences.py --list     prints that page anew

A package that may only be used under the AGPL or the GPL fails; one that lets you choose does not,
and the LGPL asks nothing of those who only call it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK, PAGE = ROOT / "requirements.lock", ROOT / "docs" / "licences.md"
BARRED = re.compile(r"\bA?GPL|\bGNU (?:Affero )?General Public")
HEAD = """# Licences

What Rådslag runs with, by `python tools/licences.py --list`; `./run lint` holds the page against what
is installed and fails for a package that may only be used under the AGPL or the GPL.

| package | licence |
| --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Licence:
    """A package and what it may be used under: alternatives, any one of which will do."""

    package: str
    alternatives: tuple[str, ...]

    @property
    def problem(self) -> str:
        """Why we may not build on it, in Danish; empty where we may."""
        if not self.alternatives:
            return f"{self.package} siger ikke, hvilken licens den har."
        if all(BARRED.search(one) for one in self.alternatives):
            return f"{self.package} må kun bruges under {' eller '.join(self.alternatives)}."
        return ""


def alternatives_of(found: Distribution) -> tuple[str, ...]:
    """An SPDX expression's alternatives, else the classifiers, else the first line of its licence."""
    said = found.metadata
    if expression := "".join(said.get_all("License-Expression") or ()):
        return tuple(part.strip(" ()") for part in re.split(r"\s+OR\s+", expression))
    kinds = [kind for kind in said.get_all("Classifier") or () if kind.startswith("License ::")]
    if names := [kind.rpartition(" :: ")[2] for kind in kinds if kind.count("::") > 1]:
        return tuple(names)
    texts = [*(said.get_all("License") or ()), *_files(found)]
    first = next((line.strip() for text in texts for line in text.splitlines() if line.strip()), "")
    return (first[:60],) if first else ()


def _files(found: Distribution) -> Iterator[str]:
    """The licence texts that came with the package."""
    for file in found.files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            yield file.read_text()


def runtime() -> Iterator[Licence]:
    """Every package of the lock that is installed here."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", LOCK.read_text(), flags=re.MULTILINE)
    for name in sorted(set(names), key=str.lower):
        try:
            yield Licence(name, alternatives_of(distribution(name)))
        except PackageNotFoundError:
            continue  # for another platform


def page(found: list[Licence]) -> str:
    return HEAD + "".join(f"| {one.package} | {' or '.join(one.alternatives)} |\n" for one in found)


def main(*arguments: str) -> int:
    found = list(runtime())
    if "--list" in arguments:
        print(page(found), end="")
        return 0
    problems = [one.problem for one in found if one.problem]
    listed = PAGE.read_text() if PAGE.exists() else ""
    missing = [one.package for one in found if f"| {one.package} |" not in listed]
    if missing:
        problems.append(f"docs/licences.md mangler {', '.join(missing)}.")
    print("\n".join(problems) or f"{len(found)} pakker, alle til at bygge på.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
