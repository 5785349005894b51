"""How much one form may say. Asked at the door, of every field, before any view reads it.

What is under the limits is judged and shown in seconds; what is over them is refused in Danish and kept
for its writer (`door.answers`). No address has to remember it. The limits stand in `docs/operate.md`.
"""

from __future__ import annotations

from django.http import HttpRequest

from raadslag.allowed import Obstacle
from raadslag.people.door.kept import HIDDEN, LABELS

MOST_IN_FIELD = 100_000
"""Letters of one text: some 33 pages of 3,000. The longest section in a case of ours has some ten."""
MOST_IN_FORM = 300_000
"""Letters of all that one form says."""
MOST_MARKUP = 2_000_000
"""Letters of the editor's or the clipboard's HTML, tags and all: Word writes ten times the text. What the
text in it may fill is asked where it is kept."""
MOST_TAGS = 60_000
"""Tags in it. A report of 100 pages from Word has some 20,000."""
MARKUP = "html"
"""The field of a form that holds HTML; every other holds text."""
ADVICE = "Del teksten i flere, eller læg noget af den som bilag, og send igen."


def why_not_say_so_much(request: HttpRequest) -> list[Obstacle]:
    """Why the form is longer than the house takes."""
    fields = [(n, v) for n, values in request.POST.lists() if n not in HIDDEN for v in values]
    texts = [(name, value) for name, value in fields if name != MARKUP]
    no = [one for value in request.POST.getlist(MARKUP) for one in _marked_up(value)]
    for name, value in texts:
        if len(value) > MOST_IN_FIELD:
            no.append(_no_room(LABELS.get(name, "Teksten"), len(value), MOST_IN_FIELD))
    whole = sum(len(value) for _, value in texts)
    if not no and whole > MOST_IN_FORM:
        no.append(_no_room("Alt i formularen", whole, MOST_IN_FORM))
    return no


def _marked_up(html: str) -> list[Obstacle]:
    if html.count("<") > MOST_TAGS:
        many = "Teksten har flere afsnit, celler og formater, end der er plads til på én gang."
        return [Obstacle("too-many-tags", f"{many} {ADVICE}")]
    if len(html) > MOST_MARKUP:
        return [_no_room("Teksten med sine formater", len(html), MOST_MARKUP)]
    return []


def _no_room(label: str, length: int, most: int) -> Obstacle:
    told, room = (f"{number:,}".replace(",", ".") for number in (length, most))
    return Obstacle("too-long", f"{label} fylder {told} tegn; der er plads til {room}. {ADVICE}")
