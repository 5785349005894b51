"""Signing in and out, the demo's outbox, and substitutes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadslag.people.actions import appoint_substitute
from raadslag.people.admitting import note_sign_in, note_sign_out
from raadslag.people.door.answers import opens
from raadslag.people.door.kept import drop_kept, kept_for
from raadslag.people.door.origin import ours
from raadslag.people.models import Membership, Organization, Person, User
from raadslag.people.outbox import by_event, newest
from raadslag.people.pages import InsideRequest, go_back, inside, show
from raadslag.people.rights import SEATS, is_secretary_of
from raadslag.people.times import day_field

BACKEND = "raadslag.people.oidc.Backend"
WIPED_WITHIN_S = 30 * 24 * 3600
"""So long the next page waits to be told that somebody signed out here (the front page, as a rule)."""
REFUSED = {
    "no-usable-role": "Din kommunes log ind gav dig ingen rolle, der betyder noget i Rådslag. Bed systemejeren om at give dig en i kommunens brugerstyring.",
    "account-closed": "Din konto i Rådslag er lukket. Kontakt systemejeren.",
    "weak-sign-in": "Rådslag kræver et stærkere log ind (to faktorer), end du brugte. Log ud hos kommunen, og log ind igen med begge.",
    "old-sign-in": "Dit log ind hos kommunen er for længe siden. Log ind igen dér.",
    "no-provider": "Kommunens log ind svarer ikke, som det skal. Prøv igen om lidt, eller kontakt systemejeren.",
    "unknown": "Kommunens log ind gav ikke et svar, der kan bruges, eller anmodningen var for gammel. Prøv igen.",
}
"""What the sign-in page says, by why somebody was refused."""


def demo_is_open() -> bool:
    """People may be chosen from a list: only in the demo, never where a real sign-in or HTTPS is set up."""
    return bool(settings.DEMO and not settings.OIDC_ISSUER and not settings.HTTPS)


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose a person in the demo; elsewhere go on to the municipality's own sign-in."""
    onward = ours(request.POST.get("next") or request.GET.get("next") or "")
    if not opens(onward):
        onward = ""
    if request.method == "POST":
        form = ChoiceForm(request.POST)
        if not demo_is_open() or not form.is_valid():
            raise Http404
        user: User = form.cleaned_data["user"]
        login(request, user, backend=BACKEND)
        note_sign_in(user, way="demo")
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    context = {
        "demo": demo_is_open(),
        "oidc": bool(settings.OIDC_ISSUER),
        "refused": REFUSED.get(request.GET["afvist"], REFUSED["unknown"])
        if "afvist" in request.GET
        else "",
        "next": onward,
        "kept": request.GET.get("gemt", ""),
        "people": _choices() if demo_is_open() else [],
    }
    return render(request, "people/sign_in.html", context)


class ChoiceForm(forms.Form):
    """Who one chooses to be in the demo."""

    user = forms.ModelChoiceField(User.objects.filter(is_active=True, issuer="demo"))


def _choices() -> list[dict[str, object]]:
    """The demo's users with what they do today."""
    today = timezone.localdate()
    users = (
        User.objects.filter(is_active=True, issuer="demo")
        .select_related("person")
        .order_by("person__name")
    )
    seats: dict[int, list[Membership]] = {}
    for seat in Membership.objects.on(today).select_related("organization"):
        seats.setdefault(seat.person_id, []).append(seat)
    return [
        {"user": user, "name": user.journal_name, "seats": seats.get(user.person_id or 0, [])}
        for user in users
    ]


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here; the browser is told to forget the pages it holds, and what was kept to read offline."""
    if isinstance(request.user, User):
        note_sign_out(request.user)
    logout(request)
    answer = redirect("/")
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.set_cookie(
        settings.SIGNED_OUT_COOKIE_NAME,
        "1",
        max_age=WIPED_WITHIN_S,
        secure=settings.HTTPS,
        samesite="Strict",
    )
    return answer


@require_safe
@inside
def kept(request: InsideRequest) -> HttpResponse:
    """What one has typed and the house did not take."""
    return show(request, "people/kept.html", {"rows": kept_for(request.user)})


@require_POST
@inside
def drop(request: InsideRequest, uid: UUID) -> HttpResponse:
    """Throw away what was typed and not taken."""
    drop_kept(request.user, str(uid))
    return go_back(request, reverse("kept"))


@require_safe
@inside
def outbox(request: InsideRequest) -> HttpResponse:
    """What was sent to whom, and how it went: to oneself, about the bodies one keeps, or in the whole house."""
    rights = request.rights
    context = {
        "events": by_event(newest(rights), rights),
        "demo": settings.DEMO,
        "keeps": bool(rights.organizations([Membership.Role.SECRETARY])),
    }
    return show(request, "people/outbox.html", context)


class SubstituteForm(forms.Form):
    """Who sits for whom, from when until when."""

    person = forms.ModelChoiceField(label="Stedfortræder", queryset=Person.objects.none())
    substitute_for = forms.ModelChoiceField(label="For", queryset=Person.objects.none())
    starts_on = day_field("Fra", initial=date.today)
    ends_on = day_field("Til og med", required=False)

    def __init__(self, *args: object, organization: Organization, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        seats = Membership.objects.on(timezone.localdate()).filter(role__in=SEATS)
        elected = seats.filter(organization__in=Organization.objects.committees())
        everybody = Person.objects.filter(body=organization.body)
        self.fields["person"].queryset = everybody.filter(memberships__in=elected).distinct()  # type: ignore[attr-defined]
        self.fields["substitute_for"].queryset = everybody.filter(  # type: ignore[attr-defined]
            memberships__in=seats.filter(organization=organization)
        ).distinct()


@require_http_methods(["GET", "POST"])
@inside
def members(request: InsideRequest, pk: int) -> HttpResponse:
    """An organization's members today, and putting a substitute in a seat."""
    organization = get_object_or_404(Organization, pk=pk, body_id=request.rights.body)
    keeps = is_secretary_of(request.rights, organization.pk)
    if not keeps and request.method == "POST":
        raise Http404
    form = SubstituteForm(request.POST or None, organization=organization)
    if request.method == "POST" and form.is_valid():
        appoint_substitute(organization, by=request.user, **form.cleaned_data)
        messages.success(request, "Stedfortræderen er indkaldt.")
        return redirect("members", pk=pk)
    rows = organization.memberships.on(timezone.localdate()).filter(role__in=SEATS)
    context = {
        "organization": organization,
        "memberships": rows.select_related("person", "substitute_for"),
        "form": form if keeps else None,
        "here": "meetings",
    }
    return show(request, "people/members.html", context)
