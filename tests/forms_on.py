"""A form as a page carries it: what a browser would send by pressing one of its buttons."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html


def form_on(
    client: Client, page: str, action: str, *, holds: str = "", **typed: str
) -> dict[str, str]:
    """The fields of the page's form for `action` (with `holds` in it where there are several), and what
    one typed. Raises `LookupError` where there is no such form."""
    tree = html.fromstring(client.get(page).content.decode())
    for form in tree.forms:
        if form.get("action", page) == action and holds in html.tostring(form, encoding="unicode"):
            hidden = form.xpath(".//input[@type='hidden' and @name]")
            return {one.get("name"): one.get("value", "") for one in hidden} | typed
    raise LookupError(f"{page} has no form for {action}")


def press(client: Client, page: str, action: str, *, holds: str = "", **typed: str) -> Any:
    """The answer to sending the page's form for `action`."""
    return client.post(action, form_on(client, page, action, holds=holds, **typed))
