"""Bulk for measurements: as many meeting records as asked for, plainly generated, no town's story.

Same `seed`, same records. The figures in the tables add up; the words come from small lists, so
that a search has something to find and something to pass over. Not for people to read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from raadslag.record import (
    Attachment,
    AttachmentCount,
    Attendee,
    Block,
    Decision,
    Item,
    Meeting,
    Outcome,
    Section,
    Table,
    blocks_to_text,
    paragraph,
)

MUNICIPALITY = "Prøveby Kommune (genereret)"
BODIES = (
    "Økonomiudvalget",
    "Beskæftigelsesudvalget",
    "Børneudvalget",
    "Teknikudvalget",
    "Kulturudvalget",
    "Sundhedsudvalget",
    "Kommunalbestyrelsen",
)
SUBJECTS = (
    "budgetopfølgning",
    "sygedagpenge",
    "lokalplan",
    "cykelsti",
    "dagtilbud",
    "skolestruktur",
    "varmeplan",
    "erhvervspolitik",
    "ungeindsats",
    "renovation",
    "anlægsregnskab",
    "takster",
    "trafiksikkerhed",
    "hjemmepleje",
    "idrætsanlæg",
    "klimatilpasning",
    "fritidsjob",
    "bosætning",
)
PLACES = ("Nordby", "Sønderby", "Østerbro", "Vestermark", "Midtbyen", "Havnen", "Skovkvarteret")
ACTS = ("Status på", "Orientering om", "Godkendelse af", "Drøftelse af", "Plan for", "Tillæg til")
SENTENCES = (
    "Forvaltningen har gennemgået {subject} i {place} og fundet {n} forhold, der bør ændres.",
    "Siden {year} er udgiften til {subject} i {place} ændret med {n} procent.",
    "{n} borgere i {place} har svaret på en henvendelse om {subject}.",
    "Arbejdet med {subject} i {place} ventes afsluttet i {year}.",
    "Der er afsat {n}.000 kr. til {subject}, og beløbet dækker {place}.",
    "Sammenlignet med {year} er {subject} i {place} et mindre område af budgettet.",
    "Høringen om {subject} gav {n} svar, de fleste fra {place}.",
)
DECISIONS: tuple[tuple[str, Outcome], ...] = (
    ("Taget til efterretning", "noted"),
    ("Indstillingen godkendt", "approved_as_recommended"),
    ("Indstilles til godkendelse", "recommended_onward"),
    ("Udsættes", "postponed"),
    ("Drøftet", "discussed"),
)
FIRST = date(2008, 1, 8)
_WEEK = timedelta(days=7)


def generated(count: int, *, items: int = 8, words: int = 250, seed: int = 1) -> Iterator[Meeting]:
    """`count` meetings of `items` items of about `words` words each, oldest first, lazily."""
    for index in range(count):
        yield _meeting(index, items, words, random.Random(f"{seed}/{index}"))  # noqa: S311


def _meeting(index: int, items: int, words: int, chance: random.Random) -> Meeting:
    body = BODIES[index % len(BODIES)]
    on = FIRST + _WEEK * (index // len(BODIES)) + timedelta(days=index % len(BODIES) % 5)
    return Meeting(
        municipality=MUNICIPALITY,
        organization=body,
        date=on,
        start_time="16:00",
        end_time="18:00",
        location=f"Lokale {index % 9 + 1}",
        attendance=tuple(
            Attendee(f"Medlem {number:03}", party="ABCFVØ"[number % 6])
            for number in range(index % 7, index % 7 + 7)
        ),
        items=tuple(_item(number, body, on, words, chance) for number in range(1, items + 1)),
    )


def _item(number: int, body: str, on: date, words: int, chance: random.Random) -> Item:
    subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
    text, outcome = chance.choice(DECISIONS)
    table = _table(chance) if chance.random() < 0.3 else None
    blocks: list[Block] = [paragraph(line) for line in _lines(subject, on.year, words, chance)]
    if table:
        blocks.append(table)
    files = tuple(Attachment(f"Notat {n} om {subject}") for n in range(1, chance.randint(1, 4)))
    return Item(
        number=number,
        title=f"{chance.choice(ACTS)} {subject} i {place}",
        journal_number=f"{chance.randint(0, 88):02}.00.00-P20-{number}-{on:%y}",
        sections=(Section("Sagsfremstilling", "case", 1, blocks_to_text(blocks), tuple(blocks)),),
        tables=(table,) if table else (),
        deciding_body=body,
        recommended_by="Forvaltningen",
        recommendations=(f"Sagen om {subject} i {place} tages til efterretning.",),
        decision=Decision(text=text, outcome=outcome),
        attachments_declared=AttachmentCount(len(files), 0 if files else None),
        attachments=files,
    )


def _lines(subject: str, year: int, words: int, chance: random.Random) -> list[str]:
    lines: list[str] = []
    written = 0
    while written < words:
        sentences = " ".join(
            chance.choice(SENTENCES).format(
                subject=subject,
                place=chance.choice(PLACES),
                n=chance.randint(2, 98),
                year=year - chance.randint(0, 4),
            )
            for _ in range(4)
        )
        lines.append(sentences)
        written += len(sentences.split())
    return lines


def _table(chance: random.Random) -> Table:
    rows = [(place, chance.randint(10, 900), chance.randint(10, 900)) for place in PLACES[:4]]
    total = ("I alt", str(sum(row[1] for row in rows)), str(sum(row[2] for row in rows)))
    return Table(
        columns=("Område", "Budget", "Forbrug"),
        rows=(*((place, str(a), str(b)) for place, a, b in rows), total),
    )
