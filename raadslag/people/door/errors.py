"""The house's own pages for what cannot be done: in Danish, with what to do, and with what was typed.

The page for a fault of ours asks no database; the others keep what was typed for the one who typed it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from raadslag.people.door import answers, kept
from raadslag.people.door.origin import origin_of
from raadslag.people.models import KeptForm
from raadslag.unwell import BUSY, DiskFull, is_busy, is_full

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@dataclass(frozen=True, slots=True)
class Said:
    """What an error page says: heading, what happened, what one can do."""

    title: str
    lead: str
    steps: tuple[str, ...] = field(default=())


BAD = Said(
    "Det kunne ikke læses",
    "Det, browseren sendte, giver ikke mening her. Intet er ændret.",
    ("Gå tilbage til siden, genindlæs den, og prøv igen.",),
)
FORBIDDEN = Said("Det må du ikke", "Du har ikke ret til det, du bad om. Intet er ændret.")
MISSING = Said(
    "Siden findes ikke",
    "Adressen fører ikke til noget, der er offentliggjort, eller til noget, du kan se.",
    ("Kontrollér adressen, eller søg i dagsordener og referater.",),
)
WRONG_WAY = Said(
    "Her er ingen side",
    "Adressen kan kun bruges fra en knap på en side. Intet er ændret.",
    ("Gå til den side, du kom fra, og tryk på knappen dér.",),
)
TOO_MUCH = Said(
    "Det er for meget på én gang",
    "Det, du sendte, er større, end der kan tages imod på én gang. Intet er ændret.",
    (
        "Gå tilbage til siden, og send mindre: del teksten, eller send filerne i flere omgange.",
        "Billeder i en tekst fylder mest: vedhæft dem som bilag i stedet.",
    ),
)
TOO_OFTEN = Said(
    "Det går for hurtigt",
    "Der er kommet flere forespørgsler herfra, end huset tager imod på én gang. Intet er ændret.",
    ("Vent lidt, og prøv igen.",),
)
STALE = Said(
    "Siden var for gammel",
    "Siden blev hentet, før du sidst loggede ind, eller browseren tager ikke imod cookies. Intet er ændret.",
    (
        "Genindlæs siden, og prøv igen.",
        "Sker det igen, så lad browseren gemme cookies fra denne adresse.",
    ),
)
OTHER = Said(
    "Siden hørte til en anden",
    "Den, der åbnede siden, er ikke den, der er logget ind i browseren nu. Intet er sendt i dit navn.",
    (
        "Det, der var skrevet, er gemt til den, der skrev det, og vises ikke for andre.",
        "Luk siden, eller gå til din egen forside.",
    ),
)
BY_STATUS = {400: BAD, 403: FORBIDDEN, 404: MISSING, 405: WRONG_WAY, 413: TOO_MUCH, 429: TOO_OFTEN}


def show_error(
    request: HttpRequest, status: int, said: Said | None = None, *, row: KeptForm | None = None
) -> HttpResponse:
    """The page for a status, with what was typed if it was; JSON for a script that asked for it."""
    said = said or BY_STATUS[status]
    if answers.wants_json(request):
        told = {"reason": f"{said.title}. {said.lead}", "kept": row is not None}
        return JsonResponse(told, status=status)
    if row is None:
        row = _own_form(request)
    context = {"said": said, "status": status, "kept_now": row, "kept_here": []}
    answer = render(request, "raadslag/error.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _own_form(request: HttpRequest) -> KeptForm | None:
    """What the one signed in here had typed into the form that failed, kept."""
    if request.method != "POST":
        return None
    origin, user = origin_of(request), getattr(request, "user", None)
    if origin is None or user is None or user.pk != origin.user:
        return None
    return kept.keep_form(request, origin, reason=KeptForm.Reason.REFUSED)


def other_person(request: HttpRequest) -> HttpResponse:
    """A form of somebody else's page: kept for them, refused here, shown to nobody."""
    origin = origin_of(request)
    script = answers.wants_json(request)
    row = origin and kept.keep_form(request, origin, reason=KeptForm.Reason.OTHER, by_script=script)
    if script:
        told = {"other_person": True, "kept": row is not None, "reason": answers.OTHER}
        return JsonResponse(told, status=403)
    context = {"said": OTHER, "status": 403, "kept_now": None, "kept_here": []}
    return render(request, "raadslag/error.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without a fitting proof: most often one that stood open while its writer signed in anew.

    Only a form that carries its writer's signed name is kept and offered again: what another site
    sends never is.
    """
    origin, user = origin_of(request), request.user
    if origin is None:
        return show_error(request, 403, STALE)
    if not user.is_authenticated:
        return answers.signed_out(request)
    if user.pk != origin.user:
        return other_person(request)
    script = answers.wants_json(request)
    row = kept.keep_form(request, origin, reason=KeptForm.Reason.STALE, by_script=script)
    if script:
        told = {"stale": True, "kept": row is not None, "reason": f"{STALE.title}. Genindlæs den."}
        return JsonResponse(told | {"page": kept.stood_on(request, origin)}, status=403)
    return show_error(request, 403, STALE, row=row)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read, or is too much."""
    return show_error(request, 413 if isinstance(exception, TOO_BIG) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """What somebody may not do."""
    return show_error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """What does not exist, or is not for this visitor to know of."""
    return show_error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, a full disk (507) or a database that is busy (503). Asks neither database nor session:
    the page itself carries what was typed."""
    error = sys.exc_info()[1]
    title, told, status = "Noget gik galt hos os", "", 500
    if is_full(error):
        title, told, status = "Disken er fuld", str(DiskFull()), 507
    elif is_busy(error):
        title, told, status = "Databasen er optaget", BUSY, 503
    if answers.wants_json(request):
        reason = told or "Noget gik galt hos os. Det, du skrev, er ikke gemt endnu."
        return JsonResponse({"reason": reason, "kept": False}, status=status)
    fields: list[tuple[str, str]] = []
    again = False
    if request.method == "POST":
        try:
            fields = [(n, v) for n, values in request.POST.lists() if n != "csrfmiddlewaretoken" for v in values]  # fmt: skip
            again = origin_of(request) is not None and not request.FILES
        except UNREADABLE:
            fields = []
    context = {
        "title": title,
        "told": told,
        "address": request.get_full_path(),
        "fields": fields,
        "typed": kept.typed_in(fields),
        "proof": get_token(request) if again else "",
    }
    page = render_to_string("500.html", context)
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "10"} if status == 503 else {})
    return HttpResponse(page, status=status, headers=headers)


class ErrorPages:
    """Middleware: an answer that says no without a page of its own (405, a bare 400) gets the house's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code not in BY_STATUS or not isinstance(answer, HttpResponse):
            return answer
        if isinstance(answer, JsonResponse) or b"<html" in answer.content[:2000]:
            return answer
        words = answer.content.decode(errors="replace").strip()
        said = BY_STATUS[answer.status_code]
        page = show_error(request, answer.status_code, Said(said.title, words or said.lead, said.steps))  # fmt: skip
        for name in ("Allow", "Retry-After"):
            if name in answer.headers:
                page.headers[name] = answer.headers[name]
        return page
