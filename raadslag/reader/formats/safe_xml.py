"""XML from strangers: no entities, no network, no control characters, broken files as far as they go."""

from __future__ import annotations

import re

from lxml import etree

from raadslag.reader.lines.line import UnreadableFile
from raadslag.record import Note

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:x0*(?:1?[0-8bcef]|19|1[ad])|0*(?:[0-8]|1[1-24-9]|2\d|3[01]));", re.I
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def bytes_to_tree(data: bytes) -> tuple[etree._Element, list[Note]]:
    """The root element, and notes where the file was not right. Raises `UnreadableFile`."""
    notes: list[Note] = []
    if data[:2] in _UTF16:
        # A declaration that names UTF-16 would be wrong after this, so it goes.
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode("utf-16", "replace"))
        data = text.encode()
    if b"<!ENTITY" in data or b"<!entity" in data:
        raise UnreadableFile(
            "entities",
            "XML-filen erklærer egne entiteter og bliver ikke læst af hensyn til sikkerheden. "
            "Eksportér den igen uden DTD.",
        )
    clean = _CONTROL_REFERENCE.sub(b"", _CONTROL.sub(b"", data))
    if len(clean) != len(data):
        notes.append(Note("control-characters", "Ulovlige styretegn i XML-filen er fjernet."))
    try:
        return etree.fromstring(clean, _parser(recover=False)), notes
    except (etree.XMLSyntaxError, ValueError) as error:
        root = _recovered(clean)
        if root is None:
            raise UnreadableFile(
                "broken-xml",
                "XML-filen er beskadiget og kan ikke læses. Eksportér eller hent den igen.",
            ) from error
        notes.append(
            Note("broken-xml", "XML-filen er ikke hel; det, der kunne læses, er taget med.")
        )
        return root, notes


def _recovered(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def text_of(element: etree._Element | None, path: str) -> str | None:
    """The text at the path, stripped; null where there is none."""
    found = element.findtext(path) if element is not None else None
    return (found or "").strip() or None
