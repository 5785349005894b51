"""Everything about a case but its text, as a person types it: lists are rows, and no row has a notation.

A list is one name sent several times (`points`, `route`), a row of several fields one name for each,
sent as often as there are rows. Empty rows are passed over, so the page may offer one to write in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from raadslag.cases.asking import Asked, Kind, asked_of
from raadslag.cases.models import Case
from raadslag.danish.amounts import NotAnAmount, amount_said, kroner
from raadslag.people.models import Organization
from raadslag.people.said import whole_number

RECOMMENDING = [Organization.Kind.UNIT, Organization.Kind.ADMINISTRATION]
"""What may put a case forward: centres, and the administrations above them."""
MONEY = ("money_kind", "money_amount", "money_year", "money_account", "money_financing")
GUEST = ("guest_name", "guest_title", "guest_org")
LISTS: dict[str, tuple[str, ...]] = {
    "points": ("points",),
    "route": ("route",),
    "money": MONEY,
    "guests": GUEST,
}
"""Each list of the form with the names of its fields."""
FIRST_YEAR, LAST_YEAR = 1970, 2100


@dataclass(slots=True)
class Row:
    """One row as typed; `wrong` says what to mend in it."""

    said: dict[str, str]
    wrong: str = ""

    def filled(self) -> bool:
        """Somebody wrote in it; a kind chosen beforehand is no writing."""
        return any(text for name, text in self.said.items() if name != "money_kind")


def rows_said(data: QueryDict, names: Sequence[str]) -> list[Row]:
    """The rows of a list as they were sent; a field that was sent too seldom is empty in the last ones."""
    sent = {name: data.getlist(name) for name in names}
    count = max(map(len, sent.values()))
    return [
        Row(
            {
                name: " ".join(values[n].split()) if n < len(values) else ""
                for name, values in sent.items()
            }
        )
        for n in range(count)
    ]


class FrameForm(forms.Form):
    """Title, journal number, who recommends, and the lists: points, route, money and guests."""

    title = forms.CharField(label="Titel", max_length=300)
    journal_number = forms.CharField(
        label="Journalnummer (KLE)",
        max_length=40,
        required=False,
        help_text="Emne, facet, løbenummer og år: 15.20.00-P22-7-26",
        widget=forms.TextInput(attrs={"list": "kle"}),
    )
    units = forms.ModelMultipleChoiceField(
        label="Hvem indstiller",
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg den enhed eller de enheder, der indstiller."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, case: Case, typed: QueryDict | None = None
    ) -> None:
        """`data` is to be read and judged; `typed` is only shown again, as it was typed."""
        self.case = case
        super().__init__(data, initial=_initial(case) | _shown_again(typed))
        today = timezone.localdate()
        units = Organization.objects.filter(body=case.body, kind__in=RECOMMENDING)
        named = Q(pk__in=case.recommending.all()) | Q(pk__in=units.standing_on(today))
        self.fields["units"].queryset = units.filter(named).order_by("name")  # type: ignore[attr-defined]
        self.bodies = list(
            Organization.objects.committees().filter(body=case.body).order_by("name")
        )
        said = data or typed
        self.lists = rows_of_case(case) if said is None else _rows_of_data(said)

    @property
    def money_kinds(self) -> list[tuple[str, str]]:
        """What an amount may be."""
        return list(Kind.choices)

    def clean(self) -> dict[str, Any]:
        """The lists beside the fields; a wrong row keeps its own words and says what is wrong with it."""
        cleaned = super().clean() or {}
        cleaned["points"] = list(self._points())
        cleaned["stops"] = list(self._stops())
        cleaned["asked"] = list(self._asked())
        cleaned["guests"] = [
            (row.said["guest_name"], row.said["guest_title"], row.said["guest_org"])
            for row in self.lists["guests"]
            if row.said["guest_name"]
        ]
        for name, said in (("points", "indstillingen"), ("route", "sagens vej"), ("money", "bevillingen"), ("guests", "hvem der også deltager")):  # fmt: skip
            for number, row in enumerate(self.lists[name], start=1):
                if row.wrong:
                    self.add_error(None, f"Række {number} i {said}: {row.wrong}")
        return cleaned

    def _points(self) -> Iterable[str]:
        """One point a row; a number, a bullet or "at" in front is no part of it."""
        for row in self.lists["points"]:
            text = row.said["points"].lstrip("-•* ").removeprefix("at ").strip()
            if text:
                yield text

    def _stops(self) -> Iterable[Organization]:
        known = {str(body.pk): body for body in self.bodies}
        known |= {body.name.casefold(): body for body in self.bodies}
        known |= {body.short_name.casefold(): body for body in self.bodies if body.short_name}
        filled = [row for row in self.lists["route"] if row.filled()]
        for row in filled:
            body = known.get(row.said["route"].casefold())
            if body is None:
                row.wrong = f"Kender ikke »{row.said['route']}«. Vælg et af kommunens udvalg."
            else:
                yield body
        if not filled:
            self.add_error(
                None, "Vælg, hvem der behandler sagen. Det sidste udvalg træffer beslutningen."
            )

    def _asked(self) -> Iterable[Asked]:
        for row in self.lists["money"]:
            if not row.filled():
                continue
            try:
                yield _asked(row.said)
            except ValueError as wrong:
                row.wrong = str(wrong)


def _asked(said: Mapping[str, str]) -> Asked:
    """Raises `ValueError` with what to mend, in Danish."""
    if not said["money_amount"]:
        raise NotAnAmount("Skriv beløbet, eller tøm rækken.")
    amount = amount_said(said["money_amount"])
    year = whole_number(said["money_year"]) if said["money_year"] else None
    if said["money_year"] and (year is None or not FIRST_YEAR <= year <= LAST_YEAR):
        raise ValueError(f"Skriv året med fire cifre i stedet for »{said['money_year']}«.")
    if len(said["money_account"]) > 120:
        raise ValueError("Kontoen er længere end 120 tegn.")
    if len(said["money_financing"]) > 300:
        raise ValueError(
            "Finansieringen er længere end 300 tegn. Skriv resten i sagsfremstillingen."
        )
    kind = said["money_kind"] if said["money_kind"] in Kind.values else Kind.SUPPLEMENTARY
    return Asked(amount, kind, year, said["money_account"], said["money_financing"])


def arranged(
    data: QueryDict, order: str, *, lists: Mapping[str, tuple[str, ...]] = LISTS
) -> QueryDict:
    """What was typed with one list arranged anew, for a page without scripts.

    `order` is `points:2:up`, `:down` or `:off`, rows counted from 1, or `route:7:put`, which adds a row
    that says 7. One that means nothing changes nothing.
    """
    name, _, rest = order.partition(":")
    row, _, way = rest.rpartition(":")
    at = (whole_number(row) or 0) - 1
    changed = data.copy()
    for part in lists.get(name, ()):
        values = changed.getlist(part)
        if way == "put":
            values = [*filter(None, values), row]
        elif 0 <= at < len(values):
            _move(values, at, way)
        changed.setlist(part, values)
    return changed


def _move(values: list[str], at: int, way: str) -> None:
    if way == "off":
        values.pop(at)
    to = at + {"up": -1, "down": 1}.get(way, 0)
    if way in {"up", "down"} and 0 <= to < len(values):
        values[at], values[to] = values[to], values[at]


def _rows_of_data(data: QueryDict) -> dict[str, list[Row]]:
    """The rows that were sent. A field with several lines, as of an older page, is as many rows."""
    apart = data.copy()
    for name in ("points", "route"):
        lines = [line for text in data.getlist(name) for line in text.splitlines() or [""]]
        apart.setlist(name, lines)
    return {name: rows_said(apart, parts) for name, parts in LISTS.items()}


def rows_of_case(case: Case) -> dict[str, list[Row]]:
    """The rows as the case has them, ready to be written in."""
    return {
        "points": [Row({"points": point.text}) for point in case.points.all()],
        "route": [Row({"route": str(stop.organization_id)}) for stop in case.stops.all()],
        "money": [_money_row(one) for one in asked_of(case)],
        "guests": [
            Row(dict(zip(GUEST, (guest.name, guest.title, guest.org), strict=True)))
            for guest in case.guests.all()
        ],
    }


def _money_row(one: Asked) -> Row:
    year = str(one.year) if one.year else ""
    amount = kroner(one.amount).removesuffix(" kr.")
    return Row(dict(zip(MONEY, (one.kind, amount, year, one.account, one.financing), strict=True)))


def _shown_again(typed: QueryDict | None) -> dict[str, Any]:
    if typed is None:
        return {}
    one = {name: typed[name] for name in ("title", "journal_number", "version") if name in typed}
    return one | {"units": typed.getlist("units")}


def _initial(case: Case) -> dict[str, Any]:
    return {
        "title": case.title,
        "journal_number": case.journal_number,
        "units": list(case.recommending.values_list("pk", flat=True)),
        "version": case.version,
    }
