"""The demo town printed as other municipalities print it: a change of form and not of content.

Each kind dresses the writers (`printed.Dress`), so that it shows in every format that has a place for
it. A reader that knows the form loses nothing; a fall says what it hangs on. The wordings are those
of Danish minutes in general and none of a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from raadslag.demo.writers.printed import Dress, Piece, day, long_date
from raadslag.record import Attendee, Block, BulletList, Item, Meeting, paragraph
from tests.reader.dresses import (
    after_item,
    beside_decision,
    headed,
    moved,
    on_pieces,
    worn_together,
)

Kind = Callable[[Random], Dress]
KINDS: dict[str, Kind] = {}
"""Name of a kind to the dress it makes with a seeded chance."""


def kind(make: Kind) -> Kind:
    KINDS[make.__name__.replace("_", "-")] = make
    return make


# ------------------------------------------------------------------ headings


@kind
def decision_heading(chance: Random) -> Dress:
    words = "Vedtagelse|Udvalgets afgørelse|Beslutninger|Det blev besluttet|Udvalgets konklusion"
    return headed("decision", words.split("|"), chance)


@kind
def decision_heading_in_capitals(chance: Random) -> Dress:
    return headed("decision", ["BESLUTNING"], chance)


@kind
def decision_heading_with_colon(chance: Random) -> Dress:
    return headed("decision", ["Beslutning:", "Udvalgets beslutning:"], chance)


@kind
def decision_heading_with_body_and_date(chance: Random) -> Dress:
    form = chance.choice(
        ["Beslutning i {b} den {d:%d-%m-%Y}", "{b}, {l}", "{b} den {l}:", "Beslutning {b} {d:%d.%m.%Y}"]
    )  # fmt: skip

    def change(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        on = day(meeting)
        head = form.format(b=meeting.organization, d=on, l=long_date(on))
        return replace(piece, heading=head) if piece.role == "decision" else piece

    return on_pieces(change)


@kind
def recommendation_heading(chance: Random) -> Dress:
    words = "Forvaltningen indstiller|Indstilling:|INDSTILLING|Administrationens indstilling|Forslag til beslutning|Anbefaling"
    return headed("recommendation", words.split("|"), chance)


@kind
def attachments_heading(chance: Random) -> Dress:
    return headed("attachments", ["Bilag:", "BILAG", "Bilagsoversigt", "Vedlagte bilag"], chance)


@kind
def prior_heading(chance: Random) -> Dress:
    return headed("prior", ["Historik", "Tidligere politisk behandling", "Sagens gang"], chance)


@kind
def decider_heading(chance: Random) -> Dress:
    return headed("decider", ["Kompetence", "Hvem beslutter", "Beslutningskompetence"], chance)


SECTIONS = {
    "Sammendrag": ["Resumé", "Sagens kerne", "Kort fortalt"],
    "Sagsfremstilling": ["Redegørelse", "Sagsbeskrivelse", "Beskrivelse af sagen"],
    "Økonomiske konsekvenser": ["Økonomi", "Økonomi og finansiering", "Bevillingsmæssige konsekvenser"],
    "Videre proces": ["Den videre proces", "Tidsplan", "Proces"],
    "Lovgrundlag": ["Retsgrundlag", "Lovgivning"],
    "Høring": ["Høringer", "Inddragelse"],
}  # fmt: skip


def _has_a_heading(piece: Piece) -> bool:
    return piece.role == "section" and bool(piece.heading)


@kind
def section_headings(chance: Random) -> Dress:
    return _renamed({name: chance.choice(words) for name, words in SECTIONS.items()}.get)


@kind
def section_headings_in_capitals(chance: Random) -> Dress:
    return _renamed(str.upper)


def _renamed(word: Callable[[str], str | None]) -> Dress:
    return on_pieces(
        lambda p, i, m: replace(p, heading=word(p.heading or "") or p.heading) if _has_a_heading(p) else p
    )  # fmt: skip


# ------------------------------------------------------------------ order


@kind
def decision_first(chance: Random) -> Dress:
    return moved("decision", lambda rest: 0)


@kind
def decision_before_the_case(chance: Random) -> Dress:
    return moved("decision", lambda rest: 1 if rest and rest[0].role == "prior" else 0)


@kind
def recommendation_first(chance: Random) -> Dress:
    return moved("recommendation", lambda rest: 0)


@kind
def attachments_before_the_recommendation(chance: Random) -> Dress:
    return moved("attachments", lambda rest: _at(rest, "recommendation"))


@kind
def decider_last_before_the_decision(chance: Random) -> Dress:
    return moved("decider", lambda rest: _at(rest, "decision"))


def _at(pieces: Sequence[Piece], role: str) -> int:
    return next((n for n, piece in enumerate(pieces) if piece.role == role), len(pieces))


# ------------------------------------------------------------------ who was away


def absent(item: Item, meeting: Meeting) -> list[str]:
    """`Ida Kær (V)` for everybody whose absence the item notes."""
    named = [who for who in meeting.attendance if who.name in item.absences_noted]
    return [f"{who.name} ({who.party})" if who.party else who.name for who in named]


def listed(names: Sequence[str]) -> str:
    """`A, B og C`."""
    return " og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def absence(form: Callable[[list[str]], Sequence[str]], *, first: bool = False) -> Dress:
    """The absences told in another way under the decision, instead of the last line of the item."""
    told = beside_decision(
        lambda i, m: form(absent(i, m)) if absent(i, m) else (), first=first
    ).pieces
    assert told

    def dress(pieces: list[Piece], item: Item, meeting: Meeting) -> list[Piece]:
        kept = [piece for piece in pieces if piece.role != "absence"]
        if not any(piece.role == "decision" for piece in kept):
            return pieces
        return told(kept, item, meeting)

    return Dress(pieces=dress)


@kind
def absence_sentence(chance: Random) -> Dress:
    form = chance.choice(["Der var afbud fra {}.", "{} havde meldt afbud.", "Afbud fra {}."])
    return absence(lambda names: [form.format(listed(names))])


@kind
def absence_sentence_first(chance: Random) -> Dress:
    form = chance.choice(["Der var afbud fra {}.", "{} var fraværende med afbud.", "Afbud fra {}"])
    return absence(lambda names: [form.format(listed(names))], first=True)


@kind
def absence_label(chance: Random) -> Dress:
    form = chance.choice(["Afbud: {}", "Fraværende med afbud: {}", "Fraværende: {}"])
    return absence(lambda names: [form.format(", ".join(names))])


@kind
def absence_label_names_below(chance: Random) -> Dress:
    word = chance.choice(["Afbud:", "Fraværende:", "Fraværende med afbud", "Afbud"])
    return absence(lambda names: [word, *names])


@kind
def absence_of_an_earlier_body(chance: Random) -> Dress:
    word = chance.choice(["Fraværende: Viggo Trane (V)", "Viggo Trane (V) var fraværende."])

    def change(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        if piece.role != "prior":
            return piece
        return replace(piece, blocks=(*piece.blocks, paragraph("Anbefales."), paragraph(word)))

    return on_pieces(change)


@kind
def recusal_first(chance: Random) -> Dress:
    form = chance.choice(["{} deltog ikke i sagens behandling.", "{} forlod lokalet som inhabil."])

    def change(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        if piece.role != "decision" or not item.not_participating:
            return piece
        kept = piece.blocks[: len(piece.blocks) - len(item.not_participating)]
        return replace(piece, blocks=(*(paragraph(form.format(n)) for n in item.not_participating), *kept))  # fmt: skip

    return on_pieces(change)


# ------------------------------------------------------------------ chrome


@kind
def print_button(chance: Random) -> Dress:
    return after_item(chance.choice(["• Udskriv", "Udskriv", "[Print]", "Print dette punkt"]))


@kind
def copy_link(chance: Random) -> Dress:
    return after_item(chance.choice(["Kopiér link til punktet", "Link til punktet", "Del punktet"]))


@kind
def back_to_the_top(chance: Random) -> Dress:
    return after_item(chance.choice(["Til toppen", "Tilbage til toppen", "↑ Til top"]))


@kind
def listen_button(chance: Random) -> Dress:
    return beside_decision(lambda i, m: [chance.choice(["Lyt til dette punkt", "Læs op"])])


@kind
def open_close_at_the_title(chance: Random) -> Dress:
    word = chance.choice([" Åbn punkt", " Luk punkt", " Fold ud", " Vis punkt"])
    return Dress(title=lambda text, item: text + word)


@kind
def rules_of_dashes(chance: Random) -> Dress:
    return after_item(chance.choice(["-" * 40, "_" * 30, "* * *"]))


# ------------------------------------------------------------------ lists


def points(change: Callable[[list[str], Item], Sequence[Block]]) -> Dress:
    """The points of the recommendation printed in another way, with its lead-in."""

    def one(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        if piece.role != "recommendation" or not isinstance(piece.blocks[-1], BulletList):
            return piece
        return replace(
            piece, blocks=(*piece.blocks[:-1], *change(list(item.recommendations), item))
        )

    return on_pieces(one)


@kind
def points_with_letters(chance: Random) -> Dress:
    mark = chance.choice(["{}) ", "{}. "])
    return points(lambda texts, item: [paragraph(mark.format("abcdefgh"[n % 8]) + text) for n, text in enumerate(texts)])  # fmt: skip


@kind
def points_with_dashes(chance: Random) -> Dress:
    mark = chance.choice(["- ", "– ", "• "])
    return points(lambda texts, item: [paragraph(mark + text) for text in texts])


@kind
def points_with_brackets(chance: Random) -> Dress:
    return points(lambda texts, item: [paragraph(f"{n}) {text}") for n, text in enumerate(texts, 1)])  # fmt: skip


@kind
def lead_in(chance: Random) -> Dress:
    form = chance.choice(["{} anbefaler, at", "{} indstiller, at:", "{} foreslår, at"])

    def change(piece: Piece, item: Item, meeting: Meeting) -> Piece:
        if piece.role != "recommendation" or not item.recommended_by:
            return piece
        return replace(piece, blocks=(paragraph(form.format(item.recommended_by)), *piece.blocks[1:]))  # fmt: skip

    return on_pieces(change)


# ------------------------------------------------------------------ people


@kind
def role_before_the_party(chance: Random) -> Dress:
    def change(text: str, who: Attendee) -> str:
        if not who.role or not who.party:
            return text
        return text.replace(f"({who.party}) ({who.role})", f"({who.role}) ({who.party})")

    return Dress(person=change)


@kind
def status_in_small_letters(chance: Random) -> Dress:
    word = chance.choice(["afbud", "meldt afbud", "har meldt afbud"])
    return Dress(person=lambda text, who: text.replace("(Afbud)", f"({word})"))


@kind
def status_after_a_dash(chance: Random) -> Dress:
    return Dress(person=lambda text, who: text.replace(" (Afbud)", " - afbud"))


# ------------------------------------------------------------------ several at once


@kind
def another_municipality(chance: Random) -> Dress:
    """Headings, order, absences, marks and chrome of another house, all at once."""
    absences = [absence_sentence, absence_label, absence_sentence_first]
    orders = [decision_first, recommendation_first, attachments_before_the_recommendation]
    chosen = [
        chance.choice(absences), chance.choice(orders), decision_heading, recommendation_heading,
        section_headings, attachments_heading, chance.choice([points_with_dashes, points_with_brackets]),
        chance.choice([print_button, back_to_the_top]),
    ]  # fmt: skip
    return worn_together(*(make(chance) for make in chosen))
