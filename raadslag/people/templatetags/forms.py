"""`{% csrf_token %}` as Django has it, and beside it whose form it is and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from raadslag.people.door.kept import typed_in
from raadslag.people.door.origin import FIELD, made_here

register = template.Library()


@register.filter
def typed(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(label, text) of what somebody typed among a form's fields."""
    return typed_in(fields)


@register.simple_tag(name="csrf_token", takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """The two hidden fields of every form."""
    proof = CsrfTokenNode().render(context)
    request = context.get("request")
    token = made_here(request) if request is not None else ""
    if not token:
        return format_html("{}", proof)
    return format_html('{}<input type="hidden" name="{}" value="{}">', proof, FIELD, token)
