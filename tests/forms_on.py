"""A form as a page carries it: what a browser would send by pressing one of its buttons."""

from __future__ import annotations

from collections.abc import Iterator
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


def every_press(text: str, page: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each button of a page would send, and whereto, with the fields as the page has them."""
    if not text:
        return
    tree = html.fromstring(text)
    for button in tree.xpath("//button[not(@type) or @type='submit']"):
        own = button.get("form")
        form = tree.get_element_by_id(own) if own else next(button.iterancestors("form"), None)
        if form is None or form.get("method", "get").lower() != "post":
            continue
        fields = [*form.xpath(".//*[@name]"), *tree.xpath("//*[@form=$id and @name]", id=form.get("id") or "")]  # fmt: skip
        said: dict[str, list[str]] = {}
        for one in fields:
            if (value := _stands(one)) is not None:
                said.setdefault(one.get("name"), []).append(value)
        if button.get("name"):
            said[button.get("name")] = [button.get("value", "")]
        yield button.get("formaction") or form.get("action") or page, said


def _stands(field: Any) -> str | None:
    """The value a field has on the page; nothing for a button or what is not checked."""
    if field.tag == "select":
        chosen = field.xpath(".//option[@selected]") or field.xpath(".//option")
        return str(chosen[0].get("value", "")) if chosen else None
    if field.tag == "textarea":
        return field.text or ""
    if field.tag != "input" or field.get("type") == "file":
        return None
    if field.get("type") in {"checkbox", "radio"} and field.get("checked") is None:
        return None
    return str(field.get("value", ""))


def press(client: Client, page: str, action: str, *, holds: str = "", **typed: str) -> Any:
    """The answer to sending the page's form for `action`."""
    return client.post(action, form_on(client, page, action, holds=holds, **typed))
