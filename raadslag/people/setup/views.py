"""The pages of Opsætning. Each is one's own municipality's, and asks the right to set it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raadslag.people.models import Body, Membership, Organization, Person, RoleClaim, User
from raadslag.people.pages import InsideRequest, inside, seen_by, show
from raadslag.people.row_parts import row_parts
from raadslag.people.setup import actions, forms
from raadslag.people.setup.guide import steps
from raadslag.people.setup.importing import look, take_in
from raadslag.people.setup.seats_csv import NoTable, decoded, read_seats
from raadslag.seen import Part, mark_of

P = ParamSpec("P")
View = Callable[Concatenate[InsideRequest, Body, P], HttpResponse]
MOST_SHOWN = 400


def setting_up(view: View[P]) -> Callable[Concatenate[InsideRequest, P], HttpResponse]:
    """Gives the view the municipality that the user may set up; nobody else finds the page."""

    @wraps(view)
    def wrapped(request: InsideRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.rights.may_set_up:
            raise Http404
        return view(request, Body.objects.get(pk=request.rights.body or 0), *args, **kwargs)

    return wrapped


def _page(request: InsideRequest, name: str, body: Body, **context: Any) -> HttpResponse:
    return show(request, f"people/setup/{name}.html", {"body": body, "here": "setup"} | context)


def _seen(request: InsideRequest, form: BaseForm, parts: Mapping[str, Part]) -> str:
    """What the form carries of its row: as the page showed it first, where it comes back with what is wrong."""
    return seen_by(request) if form.is_bound else mark_of(parts)


@require_safe
@inside
@setting_up
def front(request: InsideRequest, body: Body) -> HttpResponse:
    """The way from nothing to a first agenda, and what is missing."""
    committees = body.organizations.committees().standing_on(timezone.localdate())
    return _page(request, "front", body, steps=steps(body), committees=committees)


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def body_page(request: InsideRequest, body: Body) -> HttpResponse:
    """The municipality's name and its terms of office."""
    sent = request.POST or None
    naming = forms.BodyForm(sent if "short_name" in request.POST else None, instance=body)
    term = forms.TermForm(sent if "starts_on" in request.POST else None)
    if naming.is_bound and naming.is_valid():
        actions.name_body(body, **naming.cleaned_data, by=request.user, seen=seen_by(request))
        messages.success(request, "Navnet er gemt.")
        return redirect("setup-body")
    if term.is_bound and term.is_valid():
        actions.add_term(body, **term.cleaned_data, by=request.user)
        messages.success(request, "Valgperioden er gemt.")
        return redirect("setup-body")
    return _page(
        request, "body", body, naming=naming, term=term, terms=body.terms.all(),
        seen=_seen(request, naming, row_parts(Body.objects.get(pk=body.pk), actions.BODY_FIELDS)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def organizations(request: InsideRequest, body: Body) -> HttpResponse:
    """Every committee, council and unit, and a new one."""
    form = forms.OrganizationForm(request.POST or None, body=body)
    if request.method == "POST" and form.is_valid():
        row = actions.organize(body, organization=None, said=form.cleaned_data, by=request.user)
        messages.success(request, f"{row} er oprettet. Giv pladserne herunder.")
        return redirect("setup-organization", pk=row.pk)
    rows = body.organizations.select_related("parent", "predecessor")
    office = Organization.ADMINISTRATIVE
    groups = [
        ("udvalg", "Udvalg og råd", [one for one in rows if one.kind not in office]),
        ("forvaltning", "Forvaltning og enheder", [one for one in rows if one.kind in office]),
    ]
    return _page(request, "organizations", body, groups=groups, form=form)


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def organization(request: InsideRequest, body: Body, pk: int) -> HttpResponse:
    """One committee or unit: what it is, and who sits in it."""
    row = get_object_or_404(Organization, pk=pk, body=body)
    sent = request.POST or None
    form = forms.OrganizationForm(
        sent if "kind" in request.POST else None,
        instance=Organization.objects.get(pk=pk),
        body=body,
    )
    seat = forms.SeatForm(sent if "role" in request.POST else None, organization=row)
    if form.is_bound and form.is_valid():
        actions.organize(
            body, organization=row, said=form.cleaned_data, by=request.user, seen=seen_by(request)
        )
        messages.success(request, "Gemt.")
        return redirect("setup-organization", pk=pk)
    if seat.is_bound and seat.is_valid():
        actions.seat_person(row, said=seat.cleaned_data, by=request.user)
        messages.success(request, f"{seat.cleaned_data['person']} har fået pladsen.")
        return redirect("setup-organization", pk=pk)
    seats = row.memberships.select_related("person", "substitute_for").order_by("ends_on", "role")
    return _page(
        request, "organization", body, organization=row, form=form, seat=seat, seats=seats,
        today=timezone.localdate(), seen=_seen(request, form, row_parts(row, actions.ORGANIZATION_FIELDS)),
    )  # fmt: skip


@require_POST
@inside
@setting_up
def end_seat(request: InsideRequest, body: Body, pk: int) -> HttpResponse:
    """A seat ends on a day, or goes on again."""
    seat = get_object_or_404(Membership, pk=pk, organization__body=body)
    form = forms.EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Skriv slutdatoen som dd-mm-åååå.", extra_tags="bad")
    else:
        day = (
            None
            if "again" in request.POST
            else form.cleaned_data["ends_on"] or timezone.localdate()
        )
        actions.end_seat(seat, ends_on=day, by=request.user)
        messages.success(
            request, "Pladsen er genoptaget." if day is None else "Slutdatoen er gemt."
        )
    return redirect("setup-organization", pk=seat.organization_id)


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def people(request: InsideRequest, body: Body) -> HttpResponse:
    """Everybody the municipality knows, found by name; a new one."""
    form = forms.PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter_person(body, person=None, **form.cleaned_data, by=request.user)
        messages.success(request, f"{form.cleaned_data['name']} er oprettet.")
        return redirect("setup-people")
    sought = request.GET.get("q", "").strip()[:120]
    found = body.persons.filter(name__icontains=sought) if sought else body.persons.all()
    return _page(
        request, "people", body, people=found[:MOST_SHOWN], found=found.count(), sought=sought,
        form=form, most=MOST_SHOWN,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def person(request: InsideRequest, body: Body, pk: int) -> HttpResponse:
    """One person: name, address, and every seat they have had."""
    row = get_object_or_404(Person, pk=pk, body=body)
    form = forms.PersonForm(request.POST or None, instance=Person.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        actions.enter_person(
            body, person=row, **form.cleaned_data, by=request.user, seen=seen_by(request)
        )
        messages.success(request, "Gemt.")
        return redirect("setup-people")
    seats = row.memberships.select_related("organization").order_by("-starts_on")
    seen = _seen(request, form, row_parts(row, actions.PERSON_FIELDS))
    return _page(request, "person", body, person=row, form=form, seats=seats, seen=seen)


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def seats_file(request: InsideRequest, body: Body) -> HttpResponse:
    """Members from a spreadsheet: looked at, then taken in; what can't be is shown with its reason."""
    form = forms.SeatsFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "seats_file", body, form=form)
    sent = form.cleaned_data["file"]
    text = decoded(sent.read()) if sent else form.cleaned_data["text"]
    try:
        looked = look(body, read_seats(text))
    except NoTable as no:
        form.add_error(None, str(no))
        return _page(request, "seats_file", body, form=form)
    if "take" not in request.POST:
        return _page(request, "seats_file", body, form=form, looked=looked, text=text)
    seated, refused = take_in(body, looked, by=request.user)
    messages.success(request, f"{seated} pladser er indlæst.")
    if not refused:
        return redirect("setup-people")
    return _page(request, "seats_file", body, form=form, looked=refused, refused=True, text=text)


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def accounts(request: InsideRequest, body: Body) -> HttpResponse:
    """Who signs in, and what the sign-in's role names mean here."""
    form = forms.ClaimForm(request.POST or None, body=body)
    issuer = settings.OIDC_ISSUER
    if request.method == "POST" and not issuer:
        raise Http404
    if request.method == "POST" and form.is_valid():
        actions.give_claim(body, issuer=issuer, said=form.cleaned_data, by=request.user)
        messages.success(request, "Gemt. Det gælder fra næste log ind.")
        return redirect("setup-accounts")
    users = User.objects.filter(body=body).select_related("person").order_by("person__name", "pk")
    claims = RoleClaim.objects.filter(body=body).select_related("organization")
    return _page(
        request, "accounts", body, users=users, claims=claims, form=form, issuer=settings.OIDC_ISSUER,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@inside
@setting_up
def account(request: InsideRequest, body: Body, pk: int) -> HttpResponse:
    """One account: whose it is, and what it may."""
    row = get_object_or_404(User, pk=pk, body=body)
    form = forms.AccountForm(request.POST or None, instance=User.objects.get(pk=pk), body=body)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        may = {name: said[name] for name in said if name.startswith(("may_", "is_"))}
        actions.grant(row, person=said["person"], may=may, by=request.user, seen=seen_by(request))
        messages.success(request, "Gemt. Det gælder fra nu af.")
        return redirect("setup-accounts")
    granted = [name for name in form.fields if name.startswith(("may_", "is_"))]
    seen = _seen(request, form, row_parts(row, ("person", *granted)))
    return _page(request, "account", body, account=row, form=form, seen=seen)


@require_POST
@inside
@setting_up
def drop_claim(request: InsideRequest, body: Body, pk: int) -> HttpResponse:
    """A role name means nothing here any longer."""
    actions.drop_claim(get_object_or_404(RoleClaim, pk=pk, body=body), by=request.user)
    messages.success(request, "Oversættelsen er fjernet. Det gælder fra næste log ind.")
    return redirect("setup-accounts")
