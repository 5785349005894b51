"""A reader who fetches every page it is led to and checks each one it sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client

VOID = {"meta", "link", "input", "br", "img", "hr", "use", "path", "col", "source"}


@dataclass
class Page(HTMLParser):
    """What a test asks of a page: headings, ids, labels, links, faults."""

    address: str = ""
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    inputs: list[dict[str, str | None]] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)
    lang: str | None = None
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.open_tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in found:
            self.ids.append(found["id"] or "")
        if tag in {"a", "link"} and found.get("href"):
            self.links.append(urljoin(self.address, found["href"] or ""))
        if tag == "html":
            self.lang = found.get("lang")
        self._find_faults(tag, found)
        self._find_labels(tag, found)

    def _find_faults(self, tag: str, found: dict[str, str | None]) -> None:
        if "style" in found or any(name.startswith("on") for name in found):
            self.faults.append(f"inline style or script on <{tag}>")
        if tag == "style" or (tag == "script" and "src" not in found):
            self.faults.append(f"inline {tag}")
        if tag == "img" and "alt" not in found:
            self.faults.append("image without alt")

    def _find_labels(self, tag: str, found: dict[str, str | None]) -> None:
        if tag == "label" and found.get("for"):
            self.labelled.add(found["for"] or "")
        if tag in {"input", "select", "textarea"} and found.get("type") not in {"hidden", "submit"}:
            self.inputs.append(found | {"inside": "label" if "label" in self.open_tags else ""})

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open_tags or self.open_tags.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open_tags and self.open_tags[-1] == "title":
            self.title += data

    def check(self) -> list[str]:
        """Everything wrong with the page, in plain words."""
        wrong = list(self.faults)
        if self.lang != "da":
            wrong.append("the language is not said")
        if self.headings.count(1) != 1:
            wrong.append(f"{self.headings.count(1)} h1")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                wrong.append(f"h{before} is followed by h{after}")
        wrong += [f"id {name!r} twice" for name in set(self.ids) if self.ids.count(name) > 1]
        for one in self.inputs:
            if not (one["inside"] or one.get("aria-label") or one.get("id") in self.labelled):
                wrong.append(f"no label for {one}")
        if self.open_tags:
            wrong.append(f"never closed: {self.open_tags}")
        if not self.title.strip():
            wrong.append("no title")
        return wrong


def read(client: Client, address: str, status: int = 200) -> tuple[Page, str]:
    """Fetch a page and check it."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    text = answer.content.decode()
    page = Page(address=address)
    page.feed(text)
    assert page.check() == [], address
    return page, text


def walk(client: Client, start: str = "/") -> dict[str, bytes]:
    """Every page and file that can be reached; pages are checked on the way."""
    seen: dict[str, bytes] = {}
    waiting = [start, "/soeg/", "/sitemap.xml", "/robots.txt"]
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        if parts.netloc not in ("", "testserver") or parts.scheme == "mailto":
            continue
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        if address in seen or address.startswith("/statisk/"):
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = body + repr(sorted(answer.headers.items())).encode()
        if answer.headers["Content-Type"].startswith("text/html"):
            page = Page(address=address)
            page.feed(body.decode())
            assert page.check() == [], address
            waiting += page.links
        elif "xml" in answer.headers["Content-Type"]:
            waiting += re.findall(r"<loc>([^<]+)</loc>", body.decode())
    return seen
