"""Members and posts from a spreadsheet: CSV with a line of headings. Pure: bytes in, rows out.

    udvalg;navn;rolle;parti;e-mail;fra;til
    Udvalget for Arbejde;Karen Holm;formand;A;karen@example.org;01-01-2026;31-12-2029

Headings stand in any order; `udvalg` and `navn` must be there. Semicolon, comma or tab; UTF-8 or
Windows-1252, as spreadsheets save it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from raadslag.people.models import Membership
from raadslag.record.letters import one_line

MOST_ROWS = 2_000
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "organization": ("udvalg", "enhed", "udvalg eller enhed", "organisation"),
    "name": ("navn", "medlem", "person"),
    "role": ("rolle", "post", "hverv"),
    "title": ("titel", "stilling"),
    "party": ("parti", "liste", "partibogstav"),
    "email": ("e-mail", "email", "mail", "e-mailadresse"),
    "starts_on": ("fra", "startdato", "start"),
    "ends_on": ("til", "til og med", "slutdato", "slut"),
}
ROLES = {str(label).casefold(): str(value) for value, label in Membership.Role.choices} | {
    "": str(Membership.Role.MEMBER),
    "sekretær": str(Membership.Role.SECRETARY),
    "udvalgsformand": str(Membership.Role.CHAIR),
    "borgmester": str(Membership.Role.CHAIR),
    "1. viceborgmester": str(Membership.Role.DEPUTY),
    "viceborgmester": str(Membership.Role.DEPUTY),
}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One line: who, where, as what, from when until when; `wrong` says in Danish what can't be read."""

    line: int
    organization: str
    name: str
    role: str
    title: str
    party: str
    email: str
    starts_on: date | None
    ends_on: date | None
    wrong: tuple[str, ...] = ()

    @property
    def role_label(self) -> str:
        """The role in Danish."""
        return str(Membership.Role(self.role).label)


class NoTable(Exception):
    """The file is no table of seats; the text says in Danish what to do."""


def decoded(data: bytes) -> str:
    """The file's text: UTF-8 with or without mark, else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_seats(text: str) -> list[SeatRow]:
    """The rows of a table. Raises `NoTable` where the headings are missing or there are too many rows."""
    lines = text.splitlines()
    if not lines:
        raise NoTable("Filen er tom.")
    comma = max(";\t,", key=lines[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=comma))
    columns = _columns(rows[0])
    missing = [HEADINGS[key][0] for key in ("organization", "name") if key not in columns]
    if missing:
        raise NoTable(
            f"Første linje skal være overskrifter. Der mangler: {', '.join(missing)}. "
            "Skriv for eksempel: udvalg;navn;rolle;parti;e-mail;fra;til"
        )
    if len(rows) > MOST_ROWS + 1:
        raise NoTable(f"Filen har over {MOST_ROWS} linjer. Del den, og indlæs en del ad gangen.")
    return [
        _row(number, {key: _cell(row, at) for key, at in columns.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]


def _columns(heads: list[str]) -> dict[str, int]:
    plain = [one_line(head).casefold().rstrip(":") for head in heads]
    return {
        key: at for key, names in HEADINGS.items() for at, head in enumerate(plain) if head in names
    }


def _cell(row: list[str], at: int) -> str:
    return one_line(row[at]) if at < len(row) else ""


def _row(line: int, said: Mapping[str, str]) -> SeatRow:
    wrong = []
    role = ROLES.get(said.get("role", "").casefold())
    if role is None:
        wrong.append(f"Rollen »{said['role']}« kendes ikke.")
    days: dict[str, date | None] = {}
    for key, label in (("starts_on", "fra"), ("ends_on", "til")):
        text = said.get(key, "")
        days[key] = _day(text)
        if text and days[key] is None:
            wrong.append(f"»{text}« i kolonnen {label} er ikke en dato (dd-mm-åååå).")
    for key, label in (("organization", "udvalg"), ("name", "navn")):
        if not said.get(key):
            wrong.append(f"Kolonnen {label} er tom.")
    for key, most in (("name", 120), ("title", 120), ("party", 60), ("email", 254)):
        if len(said.get(key, "")) > most:
            wrong.append(f"Kolonnen {HEADINGS[key][0]} har over {most} tegn.")
    return SeatRow(
        line,
        said.get("organization", ""),
        said.get("name", ""),
        role or str(Membership.Role.MEMBER),
        said.get("title", ""),
        said.get("party", ""),
        said.get("email", ""),
        days["starts_on"],
        days["ends_on"],
        tuple(wrong),
    )


def _day(text: str) -> date | None:
    for form in ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
