"""Markup, scripts and tricky addresses: through every reader only blocks come out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import typst
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from raadslag.reader.door.choose import bytes_to_meetings
from raadslag.reader.door.limits import Limits
from raadslag.reader.formats.letters import safe_href
from raadslag.record import to_data

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//ond.example/x",
    "/vis/x",
    "#her",
    "http:",
    "https://[ond",
    "blob:https://ond.example/1",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>klik</a>",
    "<a href='jav&#x09;ascript:alert(1)'>klik</a>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<style>@import 'javascript:alert(1)'</style>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<body onload=alert(1)>",
    "<meta http-equiv=refresh content='0;javascript:alert(1)'>",
]
TYPES = {"paragraph", "heading", "list", "table", "figure"}


def everything(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from everything(value)
    elif isinstance(data, list):
        for value in data:
            yield from everything(value)


def assert_harmless(data: bytes, *, markup_is_gone: bool) -> None:
    for meeting in bytes_to_meetings(data, Limits()):
        record = to_data(meeting)
        for part in everything(record):
            if "type" in part:
                assert part["type"] in TYPES
            if part.get("href") is not None:
                assert part["href"].startswith(("http://", "https://", "mailto:"))
            for link in part.get("links") or []:
                assert link.startswith(("http://", "https://", "www.", "mailto:"))
        if markup_is_gone:
            whole = json.dumps(record).lower()
            assert "onerror" not in whole
            assert "<script" not in whole
            assert "alert(1)" not in whole


def html_of(payload: str) -> bytes:
    return f"<html><body><h1>Referat</h1><p>Molen {payload} er slidt.</p></body></html>".encode()


def edagsorden_of(payload: str) -> bytes:
    return (
        "<?xml version='1.0'?><Publication><Agendas><Agenda><Name>Udvalg</Name><Items><Item>"
        "<Caption>Ny mole</Caption><Number>1</Number><Fields><ItemField><Caption>Sagsfremstilling"
        f"</Caption><FieldTypeAsEnum>Html</FieldTypeAsEnum><Content><![CDATA[<p>Molen {payload} er "
        "slidt.</p>]]></Content></ItemField></Fields></Item></Items></Agenda></Agendas></Publication>"
    ).encode()


def firstagenda_of(payload: str) -> bytes:
    item = {
        "Navn": "Ny mole",
        "Punktnummer": "1",
        "Felter": [{"Html": f"<h3>Sagsfremstilling</h3><p>Molen {payload} er slidt.</p>"}],
    }
    return json.dumps({"Udvalg": {"Navn": "Udvalg"}, "Dagsordenpunkter": [item]}).encode()


def page_of(payload: str) -> bytes:
    return (
        "<h1 class=dato>Referat 4. marts 2024</h1><table><tr class=punktrow><td><span class='label "
        "label-default'>1</span><h2 class=overskrift>Ny mole</h2><div id=sagsfremstillingContainer>"
        f"<div><h3>Sagsfremstilling</h3><span>Molen {payload} er slidt.</span></div></div></table>"
    ).encode()


@pytest.mark.parametrize("payload", MARKUP)
@pytest.mark.parametrize("wrap", [html_of, edagsorden_of, firstagenda_of, page_of])
def test_markup_never_comes_out_of_markup(payload: str, wrap: Any) -> None:
    assert_harmless(wrap(payload), markup_is_gone="<xmp" not in payload)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("wrap", [html_of, edagsorden_of, firstagenda_of, page_of])
def test_only_safe_addresses_come_out_of_markup(address: str, wrap: Any) -> None:
    assert_harmless(wrap(f'<a href="{address}">klik</a>'), markup_is_gone=False)


@pytest.mark.parametrize("payload", MARKUP)
def test_markup_in_plain_formats_is_only_letters(payload: str) -> None:
    document = Document()
    document.add_heading("Referat", 1)
    document.add_paragraph(f"Molen {payload} er slidt.")
    held = io.BytesIO()
    document.save(held)
    assert_harmless(held.getvalue(), markup_is_gone=False)
    assert_harmless(
        f"Referat\n\nPunkt 1: Mole\n\nMolen {payload} er slidt.".encode(), markup_is_gone=False
    )
    quoted = json.dumps(f"Molen {payload} er slidt.")
    assert_harmless(typst.compile(f"= Referat\n\n#{quoted}".encode()), markup_is_gone=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_our_own_record_cannot_bring_in_an_unsafe_address(address: str) -> None:
    block = {"type": "paragraph", "spans": [{"text": "klik", "href": address}]}
    item = {
        "number": 1,
        "sections": [{"blocks": [block]}],
        "links": [address, "https://sandby.example"],
    }
    record = json.dumps({"format": 1, "organization": "Udvalg", "items": [item]}).encode()
    assert_harmless(record, markup_is_gone=False)
    (meeting,) = bytes_to_meetings(record, Limits())
    assert meeting.items[0].links == ("https://sandby.example",)


@pytest.mark.parametrize(
    "address",
    ["https://sandby.example/å?x=1#her", "http://sandby.example", "mailto:havn@sandby.example"],
)
def test_ordinary_addresses_are_kept(address: str) -> None:
    assert safe_href(address) == address


@given(st.text(max_size=60))
def test_no_address_is_safe_but_http_https_and_mailto(address: str) -> None:
    found = safe_href(address)
    assert found is None or found.lower().startswith(("http://", "https://", "mailto:"))
