"""The portal's JSON answer for one meeting (`/api/agenda/dagsorden/{id}`)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from raadslag.demo.writers import printed
from raadslag.demo.writers.page import container, file_id, item_id, meeting_id
from raadslag.record import Item, Meeting

_ZERO = "00000000-0000-0000-0000-000000000000"


def write(meeting: Meeting) -> bytes:
    """UTF-8 JSON. The interface hands out no attendance: `Moededeltagere` is null there."""
    body = {"Id": printed.stable_id(meeting.organization), "Navn": meeting.organization}
    data = {
        "Id": meeting_id(meeting),
        "Udvalg": body,
        "Moede": {
            "Id": _ZERO,
            "Dato": _moment(meeting),
            "Sted": meeting.location,
            "Navn": "Referat",
            "Moededeltagere": None,
            "Description": " ".join(printed.partial(meeting)) or None,
        },
        "TillaegsDagsorden": meeting.supplementary,
        "Dagsordenpunkter": [_item(item, meeting) for item in meeting.items],
        "LiveIntegrationEnabled": False,
        "Lydfiler": [],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _moment(meeting: Meeting) -> str:
    on = printed.day(meeting)
    return f"{on}T{meeting.start_time}:00{'+02:00' if _summer(on) else '+01:00'}"


def _summer(on: date) -> bool:
    """Danish summer time, to the day: last Sunday of March to last Sunday of October."""
    first, last = date(on.year, 3, 31), date(on.year, 10, 31)
    start = first.replace(day=31 - (first.weekday() + 1) % 7)
    end = last.replace(day=31 - (last.weekday() + 1) % 7)
    return start <= on < end


def _item(item: Item, meeting: Meeting) -> dict[str, Any]:
    number = str(item.number)
    html = "" if item.closed else container(item, meeting)
    field = {"Navn": "", "Html": html, "Tekst": None, "Link": None, "DocumentId": None}
    return {
        "Id": item_id(item, meeting),
        "Punktnummer": number,
        "Number": number,
        "Sorting": item.number,
        "Navn": item.title,
        "Caption": item.title,
        "SagsNummer": item.journal_number,
        "CaseNumber": item.journal_number,
        "IsOpen": not item.closed,
        "SourceId": None,
        "Felter": [] if item.closed else [field],
        "Bilag": [
            {
                "Id": file_id(file.title, item, meeting),
                "Navn": printed.attachment(file, meeting),
                "Order": order,
                "HarPdfVersion": True,
            }
            for order, file in enumerate(item.attachments, start=1)
        ],
        "Presentations": None,
        "ItemDecision": None,
        "ExternalAgendaItemAttendees": [],
    }
