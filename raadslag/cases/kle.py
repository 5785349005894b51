"""KL's subject list (KLE) from its own XML into our tables. Numbers that went out of use stay, with a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from lxml import etree

from raadslag.cases.models import Facet, Subject


class KleFormatError(ValueError):
    """The file is not one of KL's two lists."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of a list, with the day it went out of use."""

    number: str
    title: str
    ended_on: date | None


def read_kle(path: Path) -> tuple[list[Entry], list[Entry]]:
    """Subjects and facets of a KLE file; one of the lists is empty. Raises `KleFormatError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise KleFormatError(f"{path.name} kan ikke læses som XML: {error}") from error
    subjects = list(_entries(root, "Emne", r"\d{2}\.\d{2}\.\d{2}"))
    facets = list(_entries(root, "Handlingsfacet", r"[A-ZÆØÅ]\d{2}"))
    if not subjects and not facets:
        raise KleFormatError(
            f"{path.name} har hverken emner eller handlingsfacetter. "
            "Hent KLE-Emneplan eller KLE-Handlingsfacetter hos KL."
        )
    return subjects, facets


@transaction.atomic
def keep_kle(subjects: list[Entry], facets: list[Entry]) -> tuple[int, int]:
    """Put the lists into the tables; twice is once. The numbers of entries kept."""
    for entry in subjects:
        Subject.objects.update_or_create(
            number=entry.number, defaults={"title": entry.title, "ended_on": entry.ended_on}
        )
    for entry in facets:
        Facet.objects.update_or_create(
            code=entry.number, defaults={"title": entry.title, "ended_on": entry.ended_on}
        )
    return len(subjects), len(facets)


def _entries(root: etree._Element, name: str, shape: str) -> Iterator[Entry]:
    for element in root.iter():
        if _name(element) != name:
            continue
        number, title = _child(element, f"{name}Nr"), _child(element, f"{name}Titel")
        if re.fullmatch(shape, number):
            yield Entry(number, title[:300], _ended(element))


def _child(element: etree._Element, name: str) -> str:
    found = next((part for part in element if _name(part) == name), None)
    return "".join(map(str, found.itertext())).strip() if found is not None else ""


def _ended(element: etree._Element) -> date | None:
    """The day in its own administrative information, not in that of an entry below it."""
    for part in element:
        if "AdministrativInfo" not in _name(part):
            continue
        for info in part.iter():
            if _name(info) in {"UdgaaetDato", "FlyttetDato"} and info.text:
                try:
                    return date.fromisoformat(info.text.strip()[:10])
                except ValueError:
                    return None
    return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
