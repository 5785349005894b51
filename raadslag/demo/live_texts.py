"""The words of the town's cases of today. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COMMITTEE = "BEU"
"""Short name of the committee that these cases are for."""
SECTIONS = [
    ("Resumé", "summary", True, "Skriv højst fem linjer: hvad skal udvalget tage stilling til?"),
    ("Sagsfremstilling", "case", True, "Begynd med konklusionen. Brug tabeller til tal."),
    ("Økonomiske konsekvenser", "economy", True, "Skriv også, hvis der ingen er."),
    ("Videre proces", "process", False, ""),
]
FORMULAS = [("noted", "Taget til efterretning."), ("discussed", "Drøftet.")]


@dataclass(frozen=True, slots=True)
class Text:
    """One case: its words and how far it has come."""

    title: str
    fate: Literal["held", "called", "ready", "sent", "returned", "draft"]
    journal_number: str
    points: tuple[str, ...]
    sections: dict[str, str]
    files: tuple[tuple[str, str, bool], ...] = ()
    to_council: bool = False
    closed_reason: str = ""
    public_title: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One notice (meddelelse): its words, a link, and a recommended attachment by name and content."""

    text: str
    link: str = ""
    file: tuple[str, str] | None = None


MESSAGES = (
    Told("Formanden orienterer om dialogmødet med byens virksomheder."),
    Told(
        "Jobcentret har fået opgjort antallet af virksomhedsbesøg i tredje kvartal:\n\n"
        "- 84 besøg i alt, 12 flere end i andet kvartal\n- 31 besøg hos virksomheder med under ti ansatte",
        file=(
            "Virksomhedsbesøg i tredje kvartal.txt",
            "Juli 22 besøg, august 27 besøg, september 35 besøg. I alt 84 besøg.",
        ),
    ),
    Told(
        "Beskæftigelsesministeriet har åbnet en pulje til lokale jobmesser. Ansøgningsfristen er den 1. marts.",
        link="https://puljer.example/jobmesser",
    ),
)
"""What is told at the town's meetings."""
WAITING = (
    "Center for Arbejdsmarked flytter kontaktpunktet for unge til Stationsvej i uge 7. "
    "Åbningstiderne er de samme."
)
"""A notice that waits for the secretary."""

CASES = (
    Text(
        title="Fælles indgang for ledige på biblioteket",
        fate="held",
        journal_number="15.20.00-P22-4-26",
        points=(
            "den fælles indgang åbner på biblioteket fra årsskiftet",
            "ordningen vurderes efter et år",
        ),
        sections={
            "Resumé": "Ledige skal kunne møde kommune, a-kasse og fagforening ét sted. Biblioteket har plads og åbent om aftenen.",
            "Sagsfremstilling": "Biblioteket stiller to rum til rådighed tre dage om ugen.\n\n## Åbningstider\n\n| Dag | Fra | Til |\n| --- | --- | --- |\n| Mandag | 10 | 18 |\n| Onsdag | 10 | 20 |\n| Fredag | 9 | 13 |\n\nA-kasserne deltager onsdag aften.",
            "Økonomiske konsekvenser": "Indretningen koster 85.000 kr., som afholdes inden for centrets ramme.",
            "Videre proces": "Udvalget får en status i marts.",
        },
        files=(("Plan over lokalerne", "Stueetagen: rum 3 og 4.\n", True),),
    ),
    Text(
        title="Status på sygedagpenge, 3. kvartal",
        fate="held",
        journal_number="15.30.00-A00-2-26",
        points=("orienteringen tages til efterretning",),
        sections={
            "Resumé": "Antallet af forløb er faldet to kvartaler i træk.",
            "Sagsfremstilling": "| Kvartal | Forløb | Over 52 uger |\n| --- | --- | --- |\n| 1. kvartal | 642 | 118 |\n| 2. kvartal | 611 | 109 |\n| 3. kvartal | 588 | 101 |\n\nFaldet er størst blandt forløb under otte uger.",
            "Økonomiske konsekvenser": "Ingen ud over det budgetterede.",
        },
    ),
    Text(
        title="Vejledning til iværksættere i landsbyerne",
        fate="called",
        journal_number="24.10.00-P20-9-26",
        points=(
            "et forløb på seks aftener sættes i gang",
            "udvalget drøfter, hvilke tre landsbyer der begynder",
        ),
        sections={
            "Resumé": "Flere vil begynde for sig selv, men få finder vejledningen. Forløbet kommer ud til dem.",
            "Sagsfremstilling": "Forløbet holdes i forsamlingshuse og ledes af en erhvervskonsulent.\n\n- Første aften: idéen og kunden\n- Anden aften: regnskab og moms\n- Tredje aften: aftaler og forsikring\n\nDe sidste tre aftener vælger deltagerne selv emner.",
            "Økonomiske konsekvenser": "Udgiften er 46.000 kr. og afholdes af puljen til erhvervsfremme.",
        },
        files=(
            ("Forslag til program", "Seks aftener fra kl. 19 til 21.\n", True),
            ("Deltagernes svar", "22 af 30 vil deltage igen.\n", False),
        ),
    ),
    Text(
        title="Samarbejde med erhvervsskolen om praktikpladser",
        fate="called",
        journal_number="15.20.00-P27-3-26",
        points=("aftalen indstilles til godkendelse",),
        to_council=True,
        sections={
            "Resumé": "Erhvervsskolen og kommunen vil skaffe 60 praktikpladser om året.",
            "Sagsfremstilling": "Aftalen løber i tre år. Skolen finder virksomhederne, og kommunen følger den unge de første uger.",
            "Økonomiske konsekvenser": "Aftalen koster en halv stilling, som findes ved omlægning i centret.",
        },
    ),
    Text(
        title="Køb af lokaler til værksted",
        fate="called",
        journal_number="82.06.00-G01-1-26",
        points=("administrationen kan give bud på lokalerne",),
        closed_reason="Sagen viser kommunens højeste bud, mens handlen forhandles.",
        public_title="Køb af fast ejendom",
        sections={
            "Resumé": "Der er fundet lokaler, som passer til værkstedet.",
            "Sagsfremstilling": "Sælger venter svar inden månedens udgang. Centret foreslår et højeste bud.",
            "Økonomiske konsekvenser": "Buddet holdes inden for den afsatte ramme.",
        },
    ),
    Text(
        title="Jobmesse i idrætshallen",
        fate="ready",
        journal_number="15.20.00-P22-6-26",
        points=("jobmessen holdes den første torsdag i marts",),
        sections={
            "Resumé": "Messen samler virksomheder, der søger folk, og borgere, der søger job.",
            "Sagsfremstilling": "Sidste messe havde 34 virksomheder og cirka 900 gæster. I år er der plads til 45 stande.",
            "Økonomiske konsekvenser": "Hal og borde koster 38.000 kr., som virksomhedernes betaling dækker.",
        },
    ),
    Text(
        title="Danskkurser på arbejdspladsen",
        fate="sent",
        journal_number="18.10.00-P22-2-26",
        points=("kurset udvides til fire virksomheder",),
        sections={
            "Resumé": "Ansatte lærer dansk i arbejdstiden. De to første virksomheder er tilfredse.",
            "Sagsfremstilling": "Hvert hold har otte deltagere og varer tyve uger. Virksomheden giver fri med løn to timer om ugen.",
            "Økonomiske konsekvenser": "Udgiften er 120.000 kr. om året inden for rammen.",
        },
    ),
    Text(
        title="Opfølgning på unge uden uddannelse",
        fate="returned",
        journal_number="15.20.00-A00-5-26",
        points=("orienteringen tages til efterretning",),
        sections={
            "Resumé": "Flere unge er kommet i gang, men færre bliver hængende.",
            "Sagsfremstilling": "Centret har fulgt 140 unge i et år.",
            "Økonomiske konsekvenser": "Ingen.",
        },
    ),
    Text(
        title="Årets besøg hos virksomheder",
        fate="draft",
        journal_number="",
        points=("udvalget vælger tre virksomheder",),
        sections={"Resumé": "Udvalget besøger hvert forår virksomheder, der ansætter ledige."},
    ),
)
"""In the order they stand on their agendas."""
