"""The portal's page of one meeting, as a browser saves it."""

from __future__ import annotations

from html import escape

from raadslag.demo.writers import printed
from raadslag.demo.writers.markup import word
from raadslag.record import Item, Meeting

_CLASSES = {"Sammendrag": "resume", "Indstilling": "indstilling"}


def write(meeting: Meeting) -> bytes:
    """UTF-8 HTML of the whole page."""
    rows = "".join(_row(item, index, meeting) for index, item in enumerate(meeting.items))
    return (_head(meeting) + rows + "</tbody></table></div></body></html>\n").encode()


def container(item: Item, meeting: Meeting) -> str:
    """The case text as the portal keeps it: one string of headings and spans."""
    parts = []
    for piece in printed.pieces(item, meeting):
        if piece.role == "attachments":
            continue
        heading = piece.heading or ""
        kind = _CLASSES.get(heading, "ukendt")
        name = piece.heading or "Meddelelser"
        parts.append(
            f"<h3>{escape(heading)}</h3>\n<span class='{kind}'>{word(piece.blocks, name)}</span>\n"
        )
    return (
        f"<div><div id='sagsfremstillingContainer'>\n\n<div>{''.join(parts)}</div>\n\n</div></div>"
    )


def meeting_id(meeting: Meeting) -> str:
    """The meeting's GUID."""
    return printed.stable_id(meeting.organization, meeting.date)


def item_id(item: Item, meeting: Meeting) -> str:
    """The item's GUID."""
    return printed.stable_id(meeting.organization, meeting.date, item.number)


def file_id(name: str, item: Item, meeting: Meeting) -> str:
    """The attachment's GUID."""
    return printed.stable_id(meeting.organization, meeting.date, item.number, name)


def _head(meeting: Meeting) -> str:
    on = printed.day(meeting)
    start = (meeting.start_time or "").replace(":", ".")
    body, place = escape(meeting.organization or ""), escape(meeting.location or "")
    people = ", ".join(printed.person(who) for who in meeting.attendance)
    notes = "".join(f"<div>{escape(text)}</div>" for text in printed.partial(meeting))
    return f"""<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{body} - {place}</title>
<script>window.localizationKeys = {{text: {{"Meeting_Closed_Item": "Lukket punkt"}}}};</script></head>
<body class=""><div class="container">
<nav class="navbar"><a href="/"><img src="/Content/img/logo.png" alt="logo"></a></nav>
<div class="tilbage-wrapper"><a class="btn" tabindex="0"><span class="tilbage-text">Tilbage til forsiden</span></a></div>
<div class="title"><h1 class="green dato">Referat {printed.long_date(on)} kl. {start}</h1>
<h2 class="black"><span class="udvalg">{body}</span><span class="sted-divider"> - </span><span class="sted sted-container">{place}</span></h2></div>
<table class="dagsordeninfo"><tbody>
<tr><td>Udvalg:</td><td><span class="udvalg">{body}</span></td></tr>
<tr><td>Mødedato:</td><td><span class="dato">{printed.weekday(on)} den {printed.long_date(on)} kl. {start}</span></td></tr>
<tr class="sted-container"><td>Mødested:</td><td><span class="sted">{place}</span></td></tr>
<tr data-description-container=""><td>Information:</td><td><span data-meeting-description="">{notes}</span></td></tr>
<tr id="deltager-container"><td valign="top">Mødedeltagere:</td><td class="deltagere">{escape(people)}</td></tr>
</tbody></table>
<div id="dagsordenhent"><input type="button" id="hentHeledagsorden" value="Hent hele referatet" data-id="{meeting_id(meeting)}"></div>
<table id="dagsordenDetaljer" class="table table-hover dagsorden">
<thead><tr><th class="text-center">Punkt</th><th>Titel</th><th></th></tr></thead>
<tbody>"""


def _row(item: Item, index: int, meeting: Meeting) -> str:
    name = escape(printed.title(item))
    return (
        f'<tr class="punktrow" id="punktrow_{item_id(item, meeting)}"><td class="text-center punkt-tabel">'
        f'<span class="label label-default">{item.number}</span></td><td class="punkt-tabel">'
        f'<button class="overskrift-btn" aria-controls="details{index}"><h2 class="overskrift text-left" '
        f'id="overskrift{index} " tabindex="0">{name}</h2></button><div class="details" id="details{index}">'
        f'<span class="sagsnummer">{escape(item.journal_number or "")}</span><div class="punkt"><h3></h3>'
        f"{container(item, meeting) if not item.closed else ''}</div>{_files(item, meeting)}</div></td>"
        f'<td class="punkt-tabel"><span class="dropdown"><button aria-label="Menu til punktet {name}"></button>'
        f'<ul class="dropdown-menu"><li><a href="#">Hent som PDF</a></li><li><a href="#">Kopier link</a></li>'
        f"</ul></span></td></tr>"
    )


def _files(item: Item, meeting: Meeting) -> str:
    if not item.attachments:
        return ""
    rows = []
    for file in item.attachments:
        name, key = printed.attachment(file, meeting), file_id(file.title, item, meeting)
        rows.append(
            f'<li><span class="label label-default pdf-label" data-type="bilag" data-id="{key}">PDF</span>'
            f'<a id="enclosure-{key}" class="bilag-link" target="_blank" '
            f'href="/vis/pdf/bilag/{key}/?redirectDirectlyToPdf=false">{escape(name)}</a></li>'
        )
    return f'<h3>Bilag</h3><ul class="list-unstyled">{"".join(rows)}</ul>'
