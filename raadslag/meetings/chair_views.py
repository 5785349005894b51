"""What a chair or the mayor decided alone: registered here, and where it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from raadslag.allowed import NotAllowed
from raadslag.cases.models import Case
from raadslag.cases.plain import plain_to_blocks
from raadslag.law.table import ground
from raadslag.meetings import chairs
from raadslag.meetings.adopting import may_be_taken_up
from raadslag.meetings.chair_places import next_meeting
from raadslag.meetings.chairs import Decided
from raadslag.meetings.models import ChairDecision, Meeting
from raadslag.people.models import Membership, Organization, Person
from raadslag.people.pages import InsideRequest, inside, say_obstacles, show, told
from raadslag.people.rights import Rights
from raadslag.people.said import short_text, whole_number

SHOWN = 100


class ChairDecisionForm(forms.Form):
    """A decision taken on one body's behalf."""

    person = forms.ModelChoiceField(
        label="Afgjort af",
        queryset=Person.objects.none(),
        empty_label=None,
        error_messages={"required": "Vælg, hvem der afgjorde sagen."},
    )
    decided_on = forms.DateField(
        label="Afgjort den",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Skriv den dag, afgørelsen blev truffet."},
    )
    ground = forms.ChoiceField(
        label="Hvorfor ikke på et møde",
        choices=ChairDecision.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvorfor sagen blev afgjort uden et møde."},
    )
    reason = forms.CharField(
        label="Begrundelse",
        max_length=300,
        help_text="Konkret: hvad der ikke kunne vente, eller hvorfor der ingen tvivl var. Siges på mødet.",
        error_messages={"required": "Skriv hvorfor: det siges på mødet."},
    )
    case = forms.ChoiceField(
        label="Sag",
        required=False,
        help_text="En klar sag, der venter på organet: den er afgjort hermed og går videre.",
    )
    title = forms.CharField(
        label="Hvad sagen handler om",
        max_length=200,
        error_messages={"required": "Skriv, hvad sagen handler om."},
    )
    text = forms.CharField(
        label="Hvad der blev afgjort",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        help_text="En tom linje giver nyt afsnit.",
        error_messages={"required": "Skriv, hvad der blev afgjort."},
    )
    closed = forms.BooleanField(label="Lukket: må ikke offentliggøres", required=False)
    closed_reason = forms.CharField(
        label="Lukket, fordi",
        required=False,
        max_length=300,
        help_text="Kun til en lukket afgørelse: hvad der skal beskyttes.",
    )

    def __init__(self, *args: Any, organization: Organization, cases: list[Case]) -> None:
        super().__init__(*args)
        self.initial["decided_on"] = timezone.localdate()
        roles = [Membership.Role.CHAIR, Membership.Role.DEPUTY]
        led = Membership.objects.filter(organization=organization, role__in=roles)
        people = Person.objects.filter(pk__in=led.values("person")).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        chair = led.filter(role=Membership.Role.CHAIR, ends_on=None).first()
        if chair is not None:
            self.initial["person"] = chair.person_id
        self.fields["case"].choices = [("", "Ingen sag i Rådslag")] + [  # type: ignore[attr-defined]
            (str(case.uid), f"{case.title}{' (lukket)' if case.closed else ''}") for case in cases
        ]
        if not cases:
            del self.fields["case"]

    def said(self, cases: list[Case]) -> Decided:
        """What was typed."""
        typed = self.cleaned_data
        chosen = typed.get("case") or ""
        return Decided(
            person=typed["person"],
            decided_on=typed["decided_on"],
            ground=typed["ground"],
            reason=typed["reason"],
            title=typed["title"],
            blocks=plain_to_blocks(typed["text"]),
            case=next((case for case in cases if str(case.uid) == chosen), None),
            closed=typed["closed"],
            closed_reason=typed["closed_reason"],
        )


@require_http_methods(["GET", "POST"])
@inside
def own(request: InsideRequest) -> HttpResponse:
    """The decisions of the bodies one keeps or chairs, and a new one for one of them."""
    bodies = list(chairs.registers_for(request.rights))
    if not bodies:
        raise Http404
    chosen = _chosen(request, bodies)
    cases = may_be_taken_up(Meeting(organization=chosen))
    data = [request.POST] if request.method == "POST" else []
    form = ChairDecisionForm(*data, organization=chosen, cases=cases)
    if request.method == "POST" and form.is_valid():
        try:
            one = chairs.register_decision(chosen, said=form.said(cases), by=request.user)
        except NotAllowed as no:
            for obstacle in no.obstacles:
                form.add_error(None, told(obstacle))
        else:
            return _registered(request, one)
    rows = chairs.decisions_of(request.rights).order_by("-decided_on", "-pk")[:SHOWN]
    context = {
        "form": form,
        "bodies": bodies,
        "chosen": chosen,
        "rows": rows,
        "ground": ground("chairs-decision", chosen.kind),
        "may_decide": chairs.may_decide(chosen),
        "next": next_meeting(chosen),
        "here": "meetings",
    }
    return show(request, "meetings/chair_decisions.html", context)


def _chosen(request: InsideRequest, bodies: list[Organization]) -> Organization:
    """The body that the address names, else the first of one's own."""
    wanted = whole_number(request.GET.get("udvalg"))
    return next((one for one in bodies if one.pk == wanted), bodies[0])


def _registered(request: InsideRequest, one: ChairDecision) -> HttpResponse:
    """Say where it stands; an agenda that is sent is changed at once, where nothing hinders."""
    following = next_meeting(one.organization)
    if following is not None and following.state == Meeting.State.CALLED:
        _supplement(request, one)
    elif one.item is not None:
        messages.success(request, f"Registreret. Den står på dagsordenen til {one.item.meeting}.")
    else:
        messages.success(
            request, "Registreret. Den kommer på dagsordenen, så snart et møde er planlagt."
        )
    return redirect("chair-decision", decision=one.uid)


def _supplement(request: InsideRequest, one: ChairDecision) -> None:
    try:
        item = chairs.supplement_decision(one, by=request.user)
    except NotAllowed as no:
        messages.warning(
            request,
            "Afgørelsen er registreret, men kan ikke komme på den dagsorden, der er sendt:",
            extra_tags="wait",
        )
        say_obstacles(request, no)
        return
    messages.success(
        request,
        f"Den står på tillægsdagsordenen som punkt {item.number}, og medlemmerne har fået besked.",
    )


@require_http_methods(["GET", "POST"])
@inside
def one(request: InsideRequest, decision: UUID) -> HttpResponse:
    """One decision: what it says, where it stands; put on a sent agenda, or taken back."""
    row = get_object_or_404(chairs.decisions_of(request.rights), uid=decision)
    if request.method == "POST":
        match request.POST.get("act"):
            case "supplement":
                _supplement(request, row)
            case "stand":
                chairs.stand_untold(row.organization, by=request.user)
            case "take_back":
                reason = short_text(request, "reason", most=300, label="Begrundelsen")
                chairs.take_back_decision(row, reason=reason, by=request.user)
                messages.success(request, "Afgørelsen er taget tilbage.")
            case _:
                raise Http404
        return redirect("chair-decision", decision=decision)
    following = next_meeting(row.organization)
    waits = row.withdrawn_at is None and not row.told
    called = following is not None and following.state == Meeting.State.CALLED
    stands = row.item is not None and following is not None and row.item.meeting_id == following.pk
    context = {
        "row": row,
        "ground": ground("chairs-decision", row.organization.kind),
        "next": following,
        "supplements": waits and called and not stands,
        "waits": waits,
        "here": "meetings",
    }
    return show(request, "meetings/chair_decision.html", context)


def registers(rights: Rights) -> bool:
    """Is there a body for which they register?"""
    return chairs.registers_for(rights).exists()
