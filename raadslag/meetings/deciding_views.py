"""What is pressed beside the decision: drafts, formulas, ballots, the decision itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from raadslag.allowed import NotAllowed, require
from raadslag.meetings.ballots import Choice, Subject, order_is_odd, spread_parties
from raadslag.meetings.deciding import formula_pairs, record_decision, settle_decision
from raadslag.meetings.drafting import (
    drop_draft,
    keep_draft,
    take_draft,
    why_not_over_draft,
)
from raadslag.meetings.forms import DecisionForm
from raadslag.meetings.formulas import LABELS
from raadslag.meetings.live_page import proposed_whole
from raadslag.meetings.models import AgendaItem, Ballot, DecisionDraft, DecisionVersion, Remark
from raadslag.meetings.remarking import DISSENT_FOLLOWS, note_remark
from raadslag.meetings.unsettled import Presence, tallies_of
from raadslag.meetings.views import kept_item
from raadslag.meetings.voting import record_vote
from raadslag.meetings.whole import Whole, noted_in
from raadslag.meetings.wording import choose_words
from raadslag.people.models import Person, User
from raadslag.people.pages import InsideRequest, go_back, inside, say_obstacles
from raadslag.people.said import found_by, short_text, whole_number

SIDES = frozenset(("for", "against", "abstained", "silent"))
SUBJECTS = frozenset(("recommendation", "point", "amendment", "procedure", "election"))
UNREADABLE = (
    "Se efter udfald og dato: én af dem kunne ikke læses. Det, du skrev, er gemt som kladde."
)


def back_to_item(request: InsideRequest, item: AgendaItem) -> HttpResponseRedirect:
    """To the page the form stood on, else to the item."""
    return go_back(request, reverse("live", args=[item.meeting.uid]) + f"?punkt={item.number}")


def keep_typed(
    request: InsideRequest, item: AgendaItem, *, remark: bool = True
) -> DecisionDraft | None:
    """Keep what stands in the decision's fields as a draft, where the request carries them at all.

    Without the `remark` that is begun, where that is what was sent.
    """
    if "outcome" not in request.POST or "version" not in request.POST:
        return None
    form = _form(request, item)
    form.is_valid()
    begun = _remark(request) if remark else {}
    return _keep(request, item, form.written(_points(request)), remark=begun)


def _keep(
    request: InsideRequest,
    item: AgendaItem,
    whole: Whole,
    *,
    remark: dict[str, str],
    proposed: Whole | None = None,
) -> DecisionDraft | None:
    return keep_draft(
        item,
        whole,
        version=whole_number(request.POST.get("version")) or 0,
        proposed=proposed or proposed_whole(item, tallies_of(item)),
        remark=remark,
        seen=request.POST.get("seen_draft"),
        by=request.user,
    )


def _remark(request: InsideRequest) -> dict[str, str]:
    """A remark that is begun beside the decision; empty where nothing is written."""
    said = request.POST
    text = said.get("remark_text", "").strip()
    if not text:
        return {}
    kind, person = said.get("remark_kind", ""), said.get("remark_person", "")
    return {"kind": kind, "person": person, "text": text}


def _form(request: InsideRequest, item: AgendaItem) -> DecisionForm:
    return DecisionForm(request.POST, body=item.meeting.organization.body)


@require_POST
@inside
def decide(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Confirm the decision, and the ballot that is filled in beside it; what is refused stays a draft.

    A script that saves while the secretary writes says `draft`: by the same address, so that one who
    was signed out meanwhile finds one form kept, not two.
    """
    row = kept_item(request, uid, item)
    if "draft" in request.POST:
        return JsonResponse({"draft": keep_typed(request, row) is not None})
    form = _form(request, row)
    if not form.is_valid():
        keep_typed(request, row)
        messages.error(request, UNREADABLE, extra_tags="bad")
        return back_to_item(request, row)
    points, whole = _points(request), form.written(_points(request))
    require(why_not_over_draft(row, whole, seen=request.POST.get("seen_draft"), by=request.user))
    proposed = proposed_whole(row, tallies_of(row))  # before a ballot that may propose otherwise
    ballot = None
    try:
        if "with_vote" in request.POST:
            ballot = _vote(request, row)
        with transaction.atomic():
            begun = _remark(request)
            remark = note_begun(row, begun, by=request.user) if begun else None
            recorded = record_decision(
                row,
                outcome=whole.outcome,
                text=whole.text,
                public_text=whole.public_text,
                return_on=whole.return_on,
                referred_to=form.cleaned_data["referred_to"] if whole.referred_to else None,
                quorum_reason=whole.quorum_reason,
                points=points,
                version=form.cleaned_data["version"],
                noted=noted_in(ballot, remark),
                seen_ballots=_seen_ballots(request),
                by=request.user,
            )
    except NotAllowed as no:
        if ballot:
            messages.info(request, "Afstemningen er gemt. Beslutningen er en kladde.")
        return _kept_back(request, row, whole, no, proposed=proposed)
    if recorded.beside:
        messages.warning(
            request,
            "En anden skrev samtidig. Begge beslutninger er gemt, hver for sig: vælg nedenfor.",
            extra_tags="wait",
        )
        return back_to_item(request, row)
    if request.POST.get("then") == "next":
        return HttpResponseRedirect(_next_address(row))
    return back_to_item(request, row)


def _kept_back(
    request: InsideRequest, row: AgendaItem, whole: Whole, no: NotAllowed, *, proposed: Whole
) -> HttpResponse:
    """Say why not, with what was typed kept as a draft; what can't even be that is kept by the door."""
    try:
        _keep(request, row, whole, remark=_remark(request), proposed=proposed)
    except NotAllowed:
        raise no from None
    say_obstacles(request, no)
    return back_to_item(request, row)


def _seen_ballots(request: InsideRequest) -> frozenset[int] | None:
    """Ids of the ballots that stood on the page; nothing where it does not say."""
    said = request.POST.get("seen_ballots")
    if said is None:
        return None
    numbers = (whole_number(one) for one in said.split(","))
    return frozenset(one for one in numbers if one is not None)


def note_begun(row: AgendaItem, begun: dict[str, str], *, by: User) -> Remark:
    """Note the remark that was written beside the decision."""
    person = Person.objects.filter(pk=whole_number(begun["person"]) or 0).first()
    known = {*Remark.Kind.values, DISSENT_FOLLOWS}
    kind = begun["kind"] if begun["kind"] in known else Remark.Kind.REMARK
    return note_remark(row, kind=kind, text=begun["text"], person=person, by=by)


def _next_address(item: AgendaItem) -> str:
    """The next item that stands; after the last one the first that is not decided, else where one is."""
    standing = list(item.meeting.items.filter(withdrawn_at=None).select_related("decision"))
    later = [row for row in standing if row.order > item.order]
    missing = [row for row in standing if not hasattr(row, "decision")]
    there = later[0] if later else missing[0] if missing else item
    return reverse("live", args=[item.meeting.uid]) + f"?punkt={there.number}"


@require_POST
@inside
def draft(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Keep a draft; choose a formula; throw a draft away or take a colleague's; turn to another item."""
    row, said = kept_item(request, uid, item), request.POST
    if pk := said.get("drop"):
        drop_draft(found_by(DecisionDraft.objects.filter(item=row), pk), by=request.user)
        return back_to_item(request, row)
    if pk := said.get("use_draft"):
        take_draft(found_by(DecisionDraft.objects.filter(item=row), pk), by=request.user)
        return back_to_item(request, row)
    if formula := said.get("formula") or said.get("words"):
        _choose(request, row, formula, outright="words" in said)
        return back_to_item(request, row)
    kept = keep_typed(request, row)
    if number := whole_number(said.get("go")):
        return HttpResponseRedirect(reverse("live", args=[uid]) + f"?punkt={number}")
    if kept is not None:
        messages.success(request, "Kladden er gemt. Den gælder ikke, før den er bekræftet.")
    return back_to_item(request, row)


def _choose(request: InsideRequest, row: AgendaItem, formula: str, *, outright: bool) -> None:
    """An outcome with its words, as on the chip that was pressed: `outcome|words`.

    One's own words stay, unless the new ones were offered and taken (`outright`).
    """
    outcome, _, words = formula.partition("|")
    if outcome not in LABELS:
        return
    form = _form(request, row)
    form.is_valid()
    form.cleaned_data["outcome"] = outcome
    known = [text for _, text in formula_pairs(row)]
    form.cleaned_data["text"] = (
        words
        if outright
        else choose_words(str(form.cleaned_data.get("text") or ""), new=words, known=known)[0]
    )
    _keep(request, row, form.written(_points(request)), remark=_remark(request))


LONGEST_POINT = 500
"""Letters of what is said of one point of a recommendation."""


def _points(request: InsideRequest) -> list[tuple[int, str, str]]:
    """Outcomes of single points, where they are not that of the whole."""
    found = []
    for name in request.POST:
        number = whole_number(name.removeprefix("point-"))
        code = str(request.POST[name])
        if name.startswith("point-") and number is not None and code in LABELS:
            told = short_text(
                request, f"pointtext-{name[6:]}", most=LONGEST_POINT, label="Teksten til punktet"
            )
            found.append((number, code, told))
    return found


@require_POST
@inside
def settle(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Choose between two decisions."""
    row, said = kept_item(request, uid, item), request.POST
    found = DecisionVersion.objects.filter(item=row, conflict=True)
    beside, version = found_by(found, said.get("pk")), whole_number(said.get("version")) or 0
    settle_decision(beside, take="take" in said, version=version, by=request.user)
    return back_to_item(request, row)


@require_POST
@inside
def vote(request: InsideRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Record a ballot by member, or by party."""
    row = kept_item(request, uid, item)
    keep_typed(request, row)
    _vote(request, row)
    return back_to_item(request, row)


def _vote(request: InsideRequest, row: AgendaItem) -> Ballot:
    said = request.POST
    about, _, point = said.get("about", "").partition("-")
    subject: Subject = about if about in SUBJECTS else "recommendation"  # type: ignore[assignment]
    before = [tally.subject for tally in tallies_of(row)]
    ballot = record_vote(
        row,
        on=short_text(request, "on", most=300, label="Det, der stemmes om,"),
        choices=_choices(request, row),
        subject=subject,
        point=whole_number(point),
        proposed_by=short_text(request, "proposed_by", most=120, label="Forslagsstilleren"),
        by_party=said.get("by") == "party",
        by=request.user,
    )
    if order_is_odd(subject, before):
        messages.warning(
            request,
            "Ændringsforslag sættes ellers til afstemning før hovedforslaget (IM 01.1.3). "
            "Afstemningerne står i den rækkefølge, de er noteret.",
            extra_tags="wait",
        )
    return ballot


def _choices(request: InsideRequest, row: AgendaItem) -> dict[int, Choice]:
    """Each member's choice: their own, or their party's where the ballot is by party."""
    said = request.POST
    marks: dict[str, Choice] = {n: said[n] for n in said if said[n] in SIDES}  # type: ignore[misc]
    numbered = {whole_number(n[7:]): side for n, side in marks.items() if n.startswith("member-")}
    own = {pk: side for pk, side in numbered.items() if pk is not None}
    if said.get("by") != "party":
        return own
    presence = Presence(row.meeting)
    here = presence.voters(row)
    parties = {s.person.pk: s.party for s in presence.seats if s.person.pk in here}
    chosen = {n[6:]: side for n, side in marks.items() if n.startswith("party-")}
    alone = {pk: side for pk, side in own.items() if pk in parties and not parties[pk]}
    return {**alone, **spread_parties(chosen, parties)}
