"""What was typed and not taken: kept for the one who typed it, shown to nobody else, sent by nobody but them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags

from raadslag.people.door.origin import FIELD, Origin, ours
from raadslag.people.models import KeptForm, User
from raadslag.record.letters import clean

KEPT_FIELD = "kept_form"
"""Hidden field of a form that is sent again: which kept form it came from."""
NEVER = {"csrfmiddlewaretoken", FIELD, KEPT_FIELD}
HIDDEN = NEVER | {"back", "version", "hash", "finding", "seen", "printed", "paths"}
"""Fields that a page fills in by itself."""
LIFETIME = timedelta(days=14)
MOST, LONGEST = 50, 2_000_000
"""So many forms of one person are kept, each with so many letters; the oldest goes first."""
PICKED = frozenset(
    {"able", "mark", "colour", "start", "before", "after", "was", "months", "closed_part", "parts", "about", "act", "again", "all", "arrange", "by", "cancel", "case", "choice", "closed",
     "day", "documents", "draft", "drop", "erase", "event", "everybody", "extraordinary", "file",
     "files", "for", "formula", "full_days", "go", "hide_plan", "hvem", "internal", "is_active", "item",
     "items", "keep", "kind", "kommune", "late", "may_import", "may_publish", "may_set_up", "meeting",
     "message", "money_kind", "move", "next", "open", "orden", "order", "organization", "outcome",
     "parent", "parties_told", "person", "pk", "plan", "predecessor", "preview", "proposal",
     "public", "publication", "publish_agenda", "punkt", "question", "recommended", "recused",
     "referred_to", "refuse", "remark_kind", "remark_person", "remind", "remove", "replacement",
     "republish", "return", "reword", "rhythm", "role", "route", "saturday_counts", "seen_ballots", "seen_draft", "send", "skip_july",
     "stop", "stop_person", "strike", "strike_ballot", "strike_event", "strike_remark", "substitute",
     "substitute_for", "sure", "take", "take_back", "template", "then", "tilstand", "to", "turn",
     "udvalg", "undo", "unit", "units", "use_draft", "user", "vis", "what", "with_vote"}
)  # fmt: skip
"""Fields that are chosen, pressed or filled in by the page; `to` is a place in a list that the page shows.

One that is not named here is taken for typed: then too much is shown, and nothing is lost.
"""
PICKED_OF = ("point-", "member-", "party-", "svar-")
"""Such fields of a row: "member-12"."""
MACHINE = re.compile(r"[0-9a-f]{12,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What a page names rows and texts by, in a field that is typed in elsewhere."""
LABELS = {
    "title": "Titel",
    "points": "Indstilling",
    "route": "Behandles i",
    "financing": "Finansiering",
    "guests": "Deltager også",
    "comment": "Bemærkning",
    "reason": "Begrundelse",
    "public_title": "Offentlig titel",
    "public_text": "Offentlig beslutning",
    "protected_terms": "Beskyttede ord",
    "location": "Sted",
    "on": "Der stemmes om",
    "page": "Side",
    "quote": "Det markerede",
    "name": "Navn",
    "short_name": "Kort navn",
    "journal_number": "Journalnummer",
    "link": "Link",
    "email": "E-mail",
    "words": "Ord, der skal væk",
    "quorum_reason": "Hvorfor det alligevel gælder",
    "late_reason": "Hvorfor så sent",
    "closed_reason": "Hvorfor lukket",
    "guest_name": "Gæst",
    "guest_title": "Gæstens titel",
    "guest_org": "Gæsten kommer fra",
    "money_amount": "Beløb",
    "money_account": "Konto",
    "money_year": "År",
    "money_financing": "Finansiering",
    "proposed_by": "Foreslået af",
    "remark_text": "Bemærkning",
    "starts_at": "Begynder",
    "ends_at": "Slutter",
    "starts_on": "Fra",
    "ends_on": "Til",
    "until": "Indtil",
    "return_on": "Genoptages",
    "visible_from": "Vises fra",
    "seats": "Pladser",
    "party": "Parti",
    "usual_place": "Sædvanligt sted",
}
"""What a kept field is called where »Tekst« would say too little."""


def keep_form(
    request: HttpRequest, origin: Origin, *, reason: str, by_script: bool = False
) -> KeptForm | None:
    """Keep what was sent, for the one who typed it; null where nothing was typed or nothing can be kept.

    What a script sent again from the same page takes the place of what it sent before.
    """
    fields = [
        (clean(name), clean(value))
        for name, values in request.POST.lists()
        if name not in NEVER and "password" not in name
        for value in values
    ]
    if not typed_in(fields) or sum(len(value) for _, value in fields) > LONGEST:
        return None
    try:
        return _keep(request, origin, fields, reason=reason, by_script=by_script)
    except DatabaseError:
        return None


@transaction.atomic
def _keep(
    request: HttpRequest,
    origin: Origin,
    fields: list[tuple[str, str]],
    *,
    reason: str,
    by_script: bool,
) -> KeptForm | None:
    user = User.objects.filter(pk=origin.user, is_active=True).first()
    if user is None:
        return None
    now = timezone.now()
    mine = KeptForm.objects.filter(user=user)
    before = find_kept(user, request.POST.get(KEPT_FIELD, ""))
    if before is not None:
        before.delete()
    mine.filter(kept_at__lt=now - LIFETIME).delete()
    mine.filter(address=request.path, mark=origin.mark, by_script=True).delete()
    mine.filter(pk__in=mine.values_list("pk", flat=True)[MOST - 1 :]).delete()
    names = [file.name or "" for _, files in request.FILES.lists() for file in files]
    return KeptForm.objects.create(
        user=user,
        page=before.page if before else stood_on(request, origin),
        address=request.get_full_path()[:500],
        fields=fields,
        file_names=names,
        reason=reason,
        mark=origin.mark,
        by_script=by_script,
        kept_at=now,
    )


def stood_on(request: HttpRequest, origin: Origin) -> str:
    """The page of the form, at the place in it that the form itself would have led back to."""
    back = ours(request.POST.get("back", ""))
    same = back.partition("#")[0].partition("?")[0] == origin.page.partition("?")[0]
    return back if back and same else origin.page


def kept_for(user: User) -> QuerySet[KeptForm]:
    """What is kept for somebody, newest first."""
    return KeptForm.objects.filter(user=user, kept_at__gte=timezone.now() - LIFETIME)


def kept_on(user: User, path: str) -> list[KeptForm]:
    """What is kept for somebody and stood on the page with this path."""
    found = kept_for(user).filter(page__startswith=path)
    return [row for row in found if re.split(r"[?#]", row.page)[0] == path]


def find_kept(user: User, uid: str) -> KeptForm | None:
    """Somebody's own kept form; null for what is not theirs, or no number at all."""
    try:
        return KeptForm.objects.filter(user=user, uid=UUID(uid)).first()
    except ValueError:
        return None


def drop_kept(user: User, uid: str) -> None:
    """It was sent, or its writer threw it away. What is not theirs is left alone."""
    if row := find_kept(user, uid):
        row.delete()


def typed_in(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(label, text) of what somebody typed among a form's fields, as one reads it."""
    read = [(name, plain_text(value) if name == "html" else value) for name, value in fields]
    return [(LABELS.get(name, "Tekst"), text) for name, text in read if is_typed(name, text)]


def is_typed(name: str, text: str) -> bool:
    """Did somebody write this, however short? Choices and what the page itself fills in are not typed."""
    if name in HIDDEN or name in PICKED or name.startswith(PICKED_OF):
        return False
    return bool(text.strip()) and MACHINE.fullmatch(text.strip()) is None


def plain_text(html: str) -> str:
    """The editor's HTML as lines of text."""
    return strip_tags(re.sub(r"</(?:p|h\d|li|tr|td|th)>|<br\s*/?>", "\n", html)).strip()
