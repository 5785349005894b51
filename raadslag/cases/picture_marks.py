"""Where an HTML fragment shows a picture that the house holds, or is about to.

A picture is named by what its `img` says: `data-picture` (the sha256 of kept bytes), `data-sent` (the
number of a file that came with the fragment), its address in the house, or a `data:` address.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from raadslag.record import Figure
from raadslag.record.blocks import TableForm
from raadslag.record.letters import clean

SENT = "sent:"
DATA = "data:image/"
_HASH = re.compile(r"[0-9a-f]{64}")
_OWN = re.compile(r"/billede/([0-9a-f]{64})/?$")
_NUMBER = re.compile(r"\d{1,3}")
_WHITE = re.compile(r"\s+")
_NO_WORDS = re.compile(
    r"automatisk genereret|genereret automatisk|automatically generated|AI[- ]genere"
    r"|^(?:image|clip_image|img|billede|picture|graphic|grafik)[ _-]?\d*(?:\.\w{3,4})?$"
    r"|^\S{1,80}\.(?:png|jpe?g|gif|webp|bmp|tiff?|emf|wmf)$",
    re.IGNORECASE,
)
"""What programs write where a person should say what a picture shows: guesses of a machine, file names."""
FORMS: dict[str, TableForm] = {"bar": "bar", "line": "line"}


def picture_in(element: HtmlElement) -> Figure | None:
    """The picture that an `img`, or a `figure` around one, shows; null where we can't get it.

    `file` names it as the module says; `owned_pictures` makes that a sha256 or takes it out.
    """
    if element.tag == "figure":
        image = next(element.iter("img"), None)
        caption = " ".join(_text(part) for part in element.iter("figcaption"))
    else:
        image, caption = (element, "") if element.tag == "img" else (None, "")
    name = _named(image) if image is not None else ""
    if image is None or not name:
        return None
    return Figure(name, described(image.get("alt", "")), caption or None)


def described(text: str) -> str:
    """What a person wrote of a picture; nothing where a program wrote it."""
    text = _WHITE.sub(" ", clean(text)).strip()
    return "" if _NO_WORDS.search(text[:2000]) else text


def shown_as(table: HtmlElement) -> TableForm:
    """How the writer asked for the table to be shown."""
    return FORMS.get(table.get("data-shown", ""), "table")


def _named(image: HtmlElement) -> str:
    source, kept, sent = (
        str(image.get(name, "")).strip() for name in ("src", "data-picture", "data-sent")
    )
    if _HASH.fullmatch(kept):
        return kept
    if _NUMBER.fullmatch(sent):
        return f"{SENT}{sent}"
    if own := _OWN.search(source[-200:].split("?")[0]):
        return own[1]
    return source if source[: len(DATA)].lower() == DATA else ""


def _text(element: HtmlElement) -> str:
    return _WHITE.sub(" ", clean(element.text_content())).strip()
