"""Ways in which one made-up CPR number has passed, or could pass, when it is written in a text."""

from __future__ import annotations

from raadslag.record import (
    Attachment,
    Block,
    BulletList,
    Decision,
    ExtraParticipant,
    Figure,
    Item,
    ListItem,
    PriorTreatment,
    Section,
    Span,
    Table,
    paragraph,
)
from raadslag.record import Paragraph as Para

CPR = "070761-4285"


def _in(*blocks: Block, heading: str = "Sagsfremstilling") -> Item:
    return Item(number=1, sections=(Section(heading, "case", blocks=blocks),))


def _said(text: str) -> Item:
    return _in(paragraph(f"Afgørelsen er sendt til {text} i dag."))


def _list(*texts: str) -> BulletList:
    return BulletList(items=tuple(ListItem((paragraph(text),)) for text in texts))


def _link(href: str) -> Item:
    return _in(Para((Span("Skriv "), Span("her", href=href))))


WRITTEN: dict[str, Item] = {
    # Named in the issue.
    "full-width digits": _said("０７０７６１-４２８５"),
    "soft hyphen inside": _said("0707\u00ad61-42\u00ad85"),
    "direction marks inside": _said("\u202a0707\u200e61-4285\u202c"),
    "em space for dash": _said("070761\u20034285"),
    "year in full": _said("07-07-1961-4285"),
    "two paragraphs": _in(paragraph("Borgerens nummer er 070761-"), paragraph("4285.")),
    "two list items": _in(_list("Nummer: 070761-", "4285")),
    "two cells": _in(Table(columns=("Født", "Løbenr."), rows=(("070761", "4285"),))),
    "link": _link("https://borger.example/?id=070761-4285"),
    "mail link": _link("mailto:070761-4285@borger.example"),
    "case number beside": _said("sag nr. 070761-4285"),
    "account beside": _said("konto 070761-4285"),
    "telephone beside": _said("tlf. 070761-4285"),
    "kroner beside": _said("070761-4285 kr."),
    # Ours.
    "a heading": _in(paragraph("Tekst."), heading="Vedrørende 070761-4285"),
    "alternative text of a figure": _in(Figure(alt="Brev til 070761-4285")),
    "coded link": _link("https://borger.example/?id=070761%2D4285"),
    "letters for noughts": _said("O7O761-4285"),
    "figures apart": _said("0 7 0 7 6 1 - 4 2 8 5"),
    "month in letters": _said("7. juli 1961-4285"),
    "year first": _said("1961-07-07-4285"),
    "last four told": _said("Karla, født 070761, de sidste fire cifre er 4285,"),
    "struck signs": _said("".join(f"{sign}\u0336" for sign in CPR)),
    "note's mark behind": _said("070761-4285²"),
    "Arabic digits": _said("٠٧٠٧٦١-٤٢٨٥"),
    "lost nought, named": _said("CPR 70761-4285"),
    "in a longer number": _said("330-070761-4285"),
    "glued to a word": _said("abc070761-4285"),
    "guest's title": Item(
        number=1, extra_participants=(ExtraParticipant("Karla", "070761-4285", None),)
    ),
    "source of an attachment": Item(
        number=1, attachments=(Attachment("Notat", source="https://x.example/070761-4285.pdf"),)
    ),
    "earlier treatment": Item(
        number=1, previous_treatment=(PriorTreatment("Udvalget", text="vedr. 070761-4285"),)
    ),
    "dissent": Item(number=1, decision=Decision("Godkendt.", dissents=("Om 070761-4285.",))),
    "entity": _said("070761&#45;4285"),
    "caption of a table": _in(Table(caption="070761-4285", rows=(("a",),))),
}
"""Way → an item with the number written so."""

ASKED = {"case number beside", "account beside", "telephone beside", "kroner beside", "in a longer number", "glued to a word"}  # fmt: skip
"""Ways that are asked about; the others stop."""
