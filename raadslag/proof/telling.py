"""An erasure told in a sentence: how many places, where."""

from __future__ import annotations

from raadslag.proof.erasing import Again, Erased
from raadslag.proof.saying import counted

ROOMS = {
    "cases": "sager",
    "meetings": "dagsordener og møder",
    "minutes": "referater",
    "public": "det offentlige",
    "importer": "indlæste filer",
    "people": "personer og breve",
    "review": "gennemsyn",
    "journal": "journalens ord",
    "jobs": "opgaver",
}


def told_places(found: Erased) -> str:
    """ "3 steder i referater, 2 steder i det offentlige og 1 fil"."""
    rooms: dict[str, int] = {}
    for label, count in found.places.items():
        room = label.split(".")[0]
        rooms[room] = rooms.get(room, 0) + count
    parts = [
        f"{counted(count, 'sted', 'steder')} i {ROOMS.get(room, room)}"
        for room, count in rooms.items()
        if count
    ]
    parts += [counted(len(found.files), "fil", "filer")] if found.files else []
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])} og {parts[-1]}"
    return parts[0] if parts else "ingen steder"


def told_again(done: Again) -> tuple[str, str]:
    """What doing the list once more did, and what it could not do (empty where it did all)."""
    places = f"{counted(done.places, 'sted', 'steder')} er slettet efter lov igen."
    if not done.undone:
        return places, ""
    return places, (
        f"{counted(done.undone, 'sletning', 'sletninger')} på listen er ikke gjort: erasures.key mangler eller er en "
        "anden, eller kommunen findes ikke her. Læg listens egen nøgle i RAADSLAG_VAR, og kør ./run erase_again."
    )
