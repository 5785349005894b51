"""Five hundred small invented items and thirty plans, for holding engines to the same answers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from raadslag.search.analysis.stems import token_of
from raadslag.search.document import Document
from raadslag.search.plan import Any, Every, Exact, Filters, Is, Node, Phrase, Plan, Word

_SUBJECTS = [
    "plejehjem",
    "cykelsti",
    "børnehave",
    "svømmehal",
    "lokalplan",
    "sygedagpenge",
    "spildevand",
    "vejbelysning",
    "skolebestyrelse",
    "ungegaranti",
    "genbrugsplads",
    "solcelleanlæg",
    "budgetopfølgning",
    "tandpleje",
    "havnefront",
]
_ACTS = ["orientering", "godkendelse", "status", "revision", "evaluering", "udbud", "høring"]
_FILL = [
    "borgere", "kommunen", "forvaltningen", "økonomi", "indsats", "møde", "pladser", "ventetid",
    "samarbejde", "virksomheder", "skoler", "trafik", "støj", "børn", "ældre", "takster", "tilsyn",
    "bygning", "renovering", "personale", "klima", "vand", "vej", "park", "kultur",
]  # fmt: skip
MUNICIPALITIES = ("Nordby Kommune", "Søndervang Kommune", "Åkøbing Kommune")
COMMITTEES = ("Teknikudvalget", "Børneudvalget", "Socialudvalget", "Økonomiudvalget")


def items(count: int = 500) -> list[Document]:
    """The fixture: the same items every time."""
    return [_item(number, Random(number)) for number in range(count)]


def _item(number: int, chance: Random) -> Document:
    subject = chance.choice(_SUBJECTS)
    day = date(2019, 1, 8) + timedelta(days=7 * chance.randrange(260))
    place, committee = chance.choice(MUNICIPALITIES), chance.choice(COMMITTEES)

    def text(count: int) -> str:
        return " ".join(chance.choice(_FILL) for _ in range(count))

    other = chance.choice(_SUBJECTS)
    return Document(
        id=f"item-{number}",
        url=f"/punkt/{number}",
        municipality=place,
        organization=committee,
        date=day,
        number=1 + number % 9,
        meeting_id=f"{place}{committee}{day}",
        title=f"{chance.choice(_ACTS).capitalize()} om {subject} {text(chance.randrange(3))}",
        recommendation=f"At {subject} {text(6)}",
        decision=f"{text(4)} godkendt",
        body=f"{text(30 + chance.randrange(50))} {other} {text(12)}",
        journal_numbers=(f"{number % 4:02d}.00.{number % 3:02d}-P{number % 7:02d}-{number}-21",),
        people=(f"Person{number % 11} Testesen",),
        outcome=chance.choice(["noted", "approved", "postponed"]),
        parties=tuple(sorted(chance.sample("ABCFV", chance.randrange(3)))),
        has_attachments=number % 3 == 0,
        term="2018-2021" if day.year < 2022 else "2022-2025",
    )


def _word(raw: str, weight: float = 1.0) -> Word:
    return Word(token_of(raw), weight)


def plans() -> list[Plan]:
    """Thirty questions of every kind an engine must answer."""
    several: list[tuple[Node, ...]] = [
        (_word("plejehjem"),),
        (_word("pleje"),),
        (_word("støj"),),
        (_word("vand"), _word("vej")),
        (_word("cykelsti"), _word("trafik"), _word("børn")),
        (Any((_word("plejehjem"), _word("tandpleje"), _word("havnefront"))),),
        (Any((_word("svømmehal"), Every((_word("svømme"), _word("hal")), 0.5))),),
        (Phrase((token_of("orientering"), token_of("om"), token_of("lokalplan"))),),
        (Phrase((token_of("klima"), token_of("vand"))),),
        (Phrase((token_of("godkendt"),)),),
        (Exact("j01.00.01-p01-1-21"),),
        (Exact("j01.00", prefix=True),),
        (Exact("m202003"),),
        (Exact("y2021"), _word("budgetopfølgning")),
        (Is("municipality", MUNICIPALITIES[2]), _word("skoler")),
        (Any((_word("støj"), _word("klima"), _word("park")), least=2),),
        (_word("person3"),),
        (_word("findesikke"), _word("støj"), _word("klima")),
        (_word("findesikke"),),
        (),
    ]
    made = [Plan(must=must, facets=("municipality", "outcome"), size=10) for must in several]
    noise = (_word("støj"),)
    made += [
        Plan(
            must=noise,
            filters=Filters(municipality=MUNICIPALITIES[:1]),
            facets=("municipality", "year"),
        ),
        Plan(
            must=noise, filters=Filters(organization=COMMITTEES[:2], year=("2020",)), sort="newest"
        ),
        Plan(
            filters=Filters(outcome=("noted",), party=("A", "V")), sort="newest", facets=("party",)
        ),
        Plan(
            filters=Filters(has_attachments=True, term=("2018-2021",)), facets=("has_attachments",)
        ),
        Plan(must=noise, filters=Filters(since=date(2020, 3, 3), until=date(2021, 3, 2))),
        Plan(must=noise, must_not=(_word("klima"),), facets=("term",)),
        Plan(
            must=(_word("børnehave"),),
            should=(Phrase((token_of("status"), token_of("om")), 3.0, ("title",)),),
        ),
        Plan(must=(_word("tandpleje", 0.3), _word("ældre", 2.0)), page=2, size=5),
        Plan(must=(_word("havnefront"), _word("findesikke")), sort="newest", size=10),
        Plan(must=(_word("vand"),), today=date(2024, 1, 1), filters=Filters(journal="02.00")),
    ]
    return made
