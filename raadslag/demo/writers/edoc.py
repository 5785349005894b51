"""An eDoc export: the meeting, the documents behind its items, and each item's whole text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from raadslag.demo.writers import printed
from raadslag.record import Block, BulletList, Item, Meeting, Table, block_to_text, blocks_to_text

_ITEM_TYPES = {"noted": "Til orientering", "discussed": "Til drøftelse"}


def write(meeting: Meeting) -> bytes:
    """UTF-8 XML. Open and closed items stand in agendas of their own, as the system keeps them."""
    openly = [item for item in meeting.items if not item.closed]
    closed = [item for item in meeting.items if item.closed]
    kinds = [_kind("Åben dagsorden", openly, meeting)]
    if closed:
        kinds.append(_kind("Lukket dagsorden", closed, meeting))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Meeting>\n'
        f"  <Committee>{escape(meeting.organization or '')}</Committee>\n"
        f"  <MeetingDate>{_moment(meeting)}</MeetingDate>\n"
        "  <MeetingState>Referat endeligt godkendt</MeetingState>\n"
        f"  <MeetingAgendaTypes>\n{''.join(kinds)}  </MeetingAgendaTypes>\n</Meeting>\n"
    ).encode()


def _moment(meeting: Meeting) -> str:
    return f"{printed.day(meeting):%d-%m-%Y} {meeting.start_time}:00"


def _kind(name: str, items: list[Item], meeting: Meeting) -> str:
    rows = "".join(_item(item, name, meeting) for item in items)
    return (
        f"    <MeetingAgendaType>\n      <AgendaType>{name}</AgendaType>\n"
        f"      <MeetingAgendaItems>\n{rows}      </MeetingAgendaItems>\n    </MeetingAgendaType>\n"
    )


def _item(item: Item, kind: str, meeting: Meeting) -> str:
    number = printed.stable_number(meeting.organization, meeting.date, item.number)
    public = "MÅ IKKE PUBLICERES" if item.closed else "SKAL PUBLICERES"
    name = escape(item.title or "")
    what = _ITEM_TYPES.get(item.decision.outcome, "Til godkendelse")
    return f"""        <MeetingAgendaItem>
          <AgendaItemNumber>{item.number}</AgendaItemNumber>
          <DocumentVersionNumber>1</DocumentVersionNumber>
          <PDFDocument>{number}.PDF</PDFDocument>
          <Document documentid="{number}">
            <Title>{name}</Title>
            <NeutralTitle>{name}</NeutralTitle>
            <Summary>{escape(meeting.organization or "")}</Summary>
            <PublishingType>{public}</PublishingType>
            <AgendaItems>
              <AgendaItem>
                <Name>{name}</Name>
                <Committee>{escape(meeting.organization or "")}</Committee>
                <AgendaType>{kind}</AgendaType>
                <AgendaItemType>{what}</AgendaItemType>
                <PlannedMeetingDate>{_moment(meeting)}</PlannedMeetingDate>
                <MeetingDate>{_moment(meeting)}</MeetingDate>
                <MeetingState>Referat endeligt godkendt</MeetingState>
                <AgendaItemNumber>{item.number}</AgendaItemNumber>
              </AgendaItem>
            </AgendaItems>
            <Attachments>
{_files(item, meeting)}            </Attachments>
          </Document>
          <FullText>{escape(_text(item, meeting))}</FullText>
        </MeetingAgendaItem>
"""


def _files(item: Item, meeting: Meeting) -> str:
    parts = []
    for file in item.attachments:
        number = printed.stable_number(meeting.organization, meeting.date, item.number, file.title)
        name = escape(printed.attachment(file, meeting))
        parts.append(
            f'              <Attachment attachmentid="{number}">\n'
            f"                <Title>{name}</Title>\n"
            f"                <NeutralTitle>{name}</NeutralTitle>\n"
            f"                <PDFDocument>{number}.PDF</PDFDocument>\n"
            "                <PublishingType>SKAL PUBLICERES</PublishingType>\n"
            "              </Attachment>\n"
        )
    return "".join(parts)


def _text(item: Item, meeting: Meeting) -> str:
    """The item's whole text, one carriage return for each line, two between parts.

    No export with a table was at hand: rows with tabs are our guess of how it prints them.
    """
    document = printed.stable_number(meeting.date, item.number) % 900_000 + 100_000
    lines = [
        *[""] * 12,
        f"{item.number}.\t{item.title}",
        "",
        f"Sagsnr.: {item.journal_number or ''}",
    ]
    lines.append(f"Dok.nr.: {printed.day(meeting).year}-{document}")
    if not item.previous_treatment:
        lines.append("")
    if item.closed:
        return "\r".join(lines)
    for piece in printed.pieces(item, meeting):
        if piece.role in {"absence", "attachments", "decision"}:
            continue
        if piece.role == "count":
            lines += ["Bilag", *(_listed(item, meeting) or ["Ingen"]), ""]
            continue
        if piece.heading and piece.role != "prior":
            lines.append(piece.heading)
        lines += [line for block in piece.blocks for line in _lines(block)]
        lines.append("")
    texts = printed.decision(item)
    on = printed.day(meeting)
    if texts:
        head = f"{_genitive(meeting.organization or '')} beslutning den {on:%d.%m.%Y} Punkt {item.number}"
        lines += ["", head, *texts, ""]
    missing = [*item.absences_noted, *item.not_participating]
    lines += ["", "Følgende deltog ikke i behandlingen af punktet:", *(missing or [" "]), "", ""]
    return "\r".join(lines)


def _genitive(name: str) -> str:
    return f"{name}s"


def _listed(item: Item, meeting: Meeting) -> list[str]:
    year = printed.day(meeting).year
    return [
        f"{year}-{printed.stable_number(file.title) % 900_000 + 100_000} - {printed.attachment(file, meeting)}"
        for file in item.attachments
    ]


def _lines(block: Block) -> list[str]:
    if isinstance(block, BulletList):
        letters = "ABCDEFGHIJ"
        marks = [f"{letters[n]})" if block.ordered else "•" for n in range(len(block.items))]
        pairs = zip(marks, block.items, strict=True)
        return [f"{mark}\t{blocks_to_text(item.blocks)}" for mark, item in pairs]
    if isinstance(block, Table):
        rows = [block.columns, *block.rows] if block.columns else list(block.rows)
        caption = [block.caption] if block.caption else []
        return caption + ["\t".join(row) for row in rows] + [""]
    return [block_to_text(block), ""]
