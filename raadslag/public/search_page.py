"""The search page and its suggestions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from raadslag.public.duties import ask_to_rebuild
from raadslag.public.finding import LABELS, MOST_PAGES, Answer, Asked, find, read_asked, suggest
from raadslag.search import SearchUnavailable


def search(request: HttpRequest) -> HttpResponse:
    """Find items; works as plain GET, so that a search can be kept and shared."""
    asked = read_asked(request.GET)
    context: dict[str, object] = {"asked": asked, "q": asked.query}
    try:
        answer = find(asked)
    except SearchUnavailable:
        ask_to_rebuild()
        return render(request, "public/search.html", context | {"unavailable": True})
    return render(
        request, "public/search.html", context | {"answer": answer} | _around(asked, answer)
    )


def _around(asked: Asked, answer: Answer) -> dict[str, object]:
    """Pages before and after, other order, and a link that takes away each chosen filter."""
    last = min((answer.total + asked.size - 1) // asked.size, MOST_PAGES)
    chosen = [
        (LABELS[name], choice.label, asked.without(name, choice.value))
        for name, _, choices in answer.choices
        for choice in choices
        if choice.chosen
    ]
    return {
        "before": asked.address(side=asked.page - 1) if asked.page > 1 else None,
        "after": asked.address(side=asked.page + 1) if asked.page < last else None,
        "last": last,
        "best": asked.address(orden=""),
        "newest": asked.address(orden="nyeste"),
        "chosen": chosen,
        "missing": answer.total - answer.strict_total if answer.relaxed else 0,
    }


def suggestions(request: HttpRequest) -> JsonResponse:
    """Suggestions for what is typed so far, as JSON."""
    try:
        found = suggest(request.GET.get("q", "")[:100].replace("\x00", ""))
    except SearchUnavailable:
        found = []
    return JsonResponse({"suggestions": found})
