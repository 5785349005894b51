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

SAID: dict[str, str] = {
    "override from right to left": "Sagen om \u202e5824-160770\u202c er sendt.",
    "isolate from right to left, groups turned": "Sagen om \u20674285-\u200f070761\u2069 er sendt.",
    "born on a day in words, running number": "født 7. juli 1961, løbenummer 4285",
    "born the day, in words": "Hun er født den 7. juli 1961 og har løbenummeret 4285.",
    "born on a day with its year, the last four": "født 07-07-1961, og de sidste fire cifre er 4285",
    "year first, the last four": "f. 1961-07-07 (sidste fire: 4285)",
    "day and month with a slash, the last four": "født 7/7 1961, slutcifre 4285",
    "last four told before the day": "De sidste fire cifre er 4285, og hun er født den 7. juli 1961.",
    "running number before the date": "Løbenummer 4285, født 070761.",
    "number parted by words": "Cpr-nummeret begynder med 070761 og slutter på 4285.",
    "figures in words": "nul syv nul syv seks en, og så fire to otte fem",
    "stars for emphasis": "070761**-**4285",
    "dots between pairs": "cpr 07.07.61.42.85",
    "spaces between pairs": "cpr 07 07 61 42 85",
    "nested marks": "Nr. 07**07**61-**4285** er oplyst",
    "dash of words": "070761 bindestreg 4285",
    "brackets round the four": "070761 (4285)",
    "brackets with a dash": "(070761)-(4285)",
    "underscore": "070761_4285",
    "slash": "070761/4285 cpr",
    "month, comma, year": "Født 7. juli, 1961 – løbenr.: 4285",
    "month between dashes": "07-juli-1961-4285",
    "month and year apart": "født 7. juli i 1961, løbenummer 4285",
    "in English": "born 7 July 1961, last four digits 4285",
    "crosses for the four, told after": "Karla Dahl 070761-XXXX. Løbenummeret er 4285.",
    "the four before their words": "4285 er de sidste fire cifre; hun er født 7. juli 1961",
    "minus in words": "070761 minus 4285",
    "plus sign": "cpr 070761+4285",
    "wavy line": "070761~4285",
    "bullet": "070761•4285",
    "arrow": "070761 → 4285",
    "equals sign": "cpr=070761=4285",
    "zero-width space between all": "\u200b".join(CPR),
    "tag letters between": "070761\U000e0041-\U000e00424285",
    "circled figures": "⓪⑦⓪⑦⑥①-④②⑧⑤",
    "bold mathematical figures": "𝟎𝟕𝟎𝟕𝟔𝟏-𝟒𝟐𝟖𝟓",
    "capital letter for a figure": "07O76I-4285",
    "line broken inside the date": "Nr. 0707\n61-4285 er oplyst",
    "hyphen at a line's end": "cpr 070761-\n4285",
    "coded twice": "070761%252D4285",
    "coded as signs": "&#48;&#55;&#48;&#55;&#54;&#49;-4285",
}
"""Way → a sentence that tells the number."""

LIKE_IT = (
    "Perioden 010124-311224 og 230424 1503 deltagere",
    "Kurset den 230424 1503 fremmødte og 12 afbud",
    "I 2024 var der 120324 1503 henvendelser om ugen",
    "Målingen 070724 1430 viste 12 grader",
    "Født 7. juli 1961, løbetid 12 måneder",
    "Aftalen af 7. juli 1961, side 4285",
    "Løbenummer 4285 på listen, sagen er fra 2024",
    "Resultat 12 10 14 22 18 og 7 07 24 11 30",
    "Version 12.10.14.22.18",
    "120324 + 1503 = 121827",
    "120324=1503",
    "Anonymiseret: 070761-XXXX",
    "Aftalen af 7. juli 1961 løber til 2024, og 1503 er de bedste tal",
)

SAID_ASKED = {"wavy line", "bullet", "arrow", "brackets round the four"}
"""Of `SAID` those that are asked about."""
