"""The invented corpus that relevance is measured on: corpus.txt, and distractors made to confuse."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from raadslag.search.document import Document

_HERE = Path(__file__).parent
_JOURNALS = {
    "g1": "15.00.00-P22-7-23",
    "h1": "15.00.00-P22-12-20",
    "c1": "23/4711",
    "f1": "EMN-2021-012345",
    "q1": "00.22.00-Ø54-3-21",
    "k1": "330-2018-3619",
}
_DATES = {"g": date(2023, 11, 14), "f": date(2022, 11, 8), "q": date(2021, 9, 21)}

# Words that share parts, beginnings or sounds with what is asked for, and mean something else.
_CONFUSERS = """
sygehusvæsen plejehest plejeforældre hjemsted hjemstavn cykelløb cykelværksted stiftelse stiklinger
støjfri lydavis solbær solskin celleprøve svømmevest hallelujah garantistiller bekendtgørelse
planteskole planetarium lokalavis lokaletræf vandmand vandrefalk spildtid gadekær gadenavn belysningsvatt
bestyrer skolemælk skolehave skoleferie genbrugstøj genbo pladsmand plads budgivning budstikke
opfølger handicapgolf handelsråd rådvild rådyr frihavn fritidsjagt klubblad klubhus ældgammel
boligblad boligmesse færgemand fartøj fartøjer regnbue regnskov skybrudsfilm havnefest havremel
diget digter digital kunstmaler kunstgreb græsslåning græskar musikhus skolegård betalingskort
bibel bibliografi beretning beredning vagtplan rottefælde rotteræs hundehvalp tandpasta tandhjul
dagspresse dagligvare lederskab ledning ledningsnet ledsager arbejdsbord arbejdsløn løsøre
virksom verk praktisk praksis mentalitet fortov fortovsfejning erhvervet hverv politi politisk
tidsskrift tidevand tidsrum pensel pensum tilskuer tilsagn boldgade banegård banedanmark ringvej
lampefeber lampeskærm pælebro skrammel skraldemusik flugt flugtvej overflade kraftværk regnmåler
""".split()
_NEUTRAL = """
udvalget møde punkt sag forslag dato emne liste oversigt oplæg tekst svar spørgsmål bemærkning
fremlæggelse gennemgang drøftelse vedtagelse tidsplan proces notat bilag side kopi brev telefon
kontor lokale kaffe stol bord papir mappe rapport kapitel afsnit linje tal tabel kolonne
nord syd øst vest mandag tirsdag onsdag torsdag fredag januar februar marts maj juni
""".split()
_GLUE = "i på med for til af og ved om fra efter under samt".split()


def written() -> list[Document]:
    """The items of corpus.txt as documents, with dates and journal numbers."""
    found = []
    lines = (_HERE / "corpus.txt").read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(line for line in lines if not line.startswith("#")):
        key, title, body, decision = (part.strip() for part in line.split("|"))
        topic = key.rstrip("0123456789")
        found.append(
            Document(
                id=key,
                municipality="Nordby Kommune",
                organization="Fællesudvalget",
                date=_DATES.get(topic) or date(2015, 1, 6) + timedelta(days=at * 5),
                number=int(key[-1]),
                meeting_id=topic,
                title=title,
                body=body,
                decision=decision,
                journal_numbers=(_JOURNALS[key],) if key in _JOURNALS else (),
            )
        )
    return found


def distractors(count: int = 3000) -> list[Document]:
    """Items that mean nothing, in words that look like those asked for."""
    return [_distractor(number, Random(number)) for number in range(count)]


def _distractor(number: int, chance: Random) -> Document:
    def text(size: int) -> str:
        kinds = (_CONFUSERS, _NEUTRAL, _GLUE)
        return " ".join(chance.choice(chance.choice(kinds)) for _ in range(size))

    return Document(
        id=f"other-{number}",
        municipality="Søndervang Kommune",
        organization="Andetudvalget",
        date=date(2010, 1, 5) + timedelta(days=number),
        number=1 + number % 9,
        meeting_id=f"x{number // 9}",
        title=text(5).capitalize(),
        body=text(chance.randrange(30, 90)).capitalize(),
        decision="Taget til efterretning",
        journal_numbers=(f"{number % 90 + 10:02d}.01.00-G01-{number}-19",),
    )


def judged() -> dict[str, Any]:
    """The judged queries: `queries` for the invented corpus, `shared` for real minutes."""
    found: dict[str, Any] = json.loads((_HERE / "judged.json").read_text(encoding="utf-8"))
    return found
