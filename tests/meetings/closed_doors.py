"""A closed case with words of its own in every part, and every place where somebody inside could read them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
from django.test import Client
from django.urls import reverse

from raadslag.cases.files import attach_file
from raadslag.cases.models import Case
from raadslag.meetings.models import Meeting
from raadslag.people.models import Organization
from raadslag.public.closing import close_case
from tests.cast import Town

SECRET = ["Skovridergården", "hemmeligt-bilag", "Kvælstofkanin", "Zinkhvid"]
"""In the title, the name of the file, its bytes and the text; and in what is decided."""
TITLE = f"Salg af {SECRET[0]}"
DECIDED = f"Byd højst tolv på {SECRET[3]}."


def secret_case(
    town: Town, *, stops: list[Organization] | None = None, closed: bool = True
) -> Case:
    """A case about something that is closed, ready for an agenda."""
    case = town.write(TITLE, stops=stops or [town.committee], points=[f"{SECRET[2]} sælges"])
    name = f"{SECRET[1]}.txt"
    attach_file(case, name=name, title=SECRET[1], chunks=[SECRET[2].encode()], by=town.sanne)
    if closed:
        case = close_case(case, reason="Forhandling", public_title="En handel", by=town.sanne)
    return town.approve(case)


def seen(town: Town, who: str, meeting: Meeting) -> dict[str, str]:
    """Every inside page, document and file about the meeting that this person gets, as text."""
    client = Client()
    client.force_login(getattr(town, who))
    return dict(_pages(client, meeting))


def _pages(client: Client, meeting: Meeting) -> Iterator[tuple[str, str]]:
    names = ["meeting", "follow", "follow-now", "minutes", "agenda-pdf", "minutes-pdf"]
    for name in [*names, "meeting-calendar"]:
        answer = client.get(reverse(name, args=[meeting.uid]))
        if answer.status_code == 200:
            body = answer.content
            yield name, whole_text(body) if body.startswith(b"%PDF") else body.decode()
    for name in ("front", "cases", "meetings"):
        yield name, client.get(reverse(name)).content.decode()
    for item in meeting.items.filter(case__isnull=False):
        assert item.case is not None
        page = client.get(reverse("case", args=[item.case.uid]))
        if page.status_code == 200:
            yield f"case {item.number}", page.content.decode()
        for file in item.case.files.all():
            where = reverse("agenda-file", args=[meeting.uid, item.uid, file.uid])
            for address in (where, reverse("fetch-file", args=[item.case.uid, file.uid])):
                answer = client.get(address)
                if answer.status_code == 200:
                    yield address, b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def whole_text(document: bytes) -> str:
    """All that a PDF says: its pages, its metadata and what is embedded in it."""
    pages = pypdfium2.PdfDocument(document)
    said = [page.get_textpage().get_text_range() for page in pages]
    with pikepdf.open(io.BytesIO(document)) as pdf:
        said += [str(pdf.open_metadata()), repr(pdf.docinfo)]
        said += [f.get_file().read_bytes().decode() for f in pdf.attachments.values()]
    return " ".join(" ".join(said).split())


def told(pages: dict[str, str]) -> dict[str, list[str]]:
    """Where the secret words stand, and which."""
    found = {where: [word for word in SECRET if word in text] for where, text in pages.items()}
    return {where: words for where, words in found.items() if words}
