"""Made-up minutes in the forms that municipalities print: each with what a careful clerk reads in it.

`items` are (number, title, journal number, decision); a value that is left out of a form's facts is
not asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    """One way of printing; `text` as the file holds it."""

    name: str
    text: str
    facts: dict[str, object] = field(default_factory=dict)
    items: tuple[tuple[int | None, str | None, str | None, str | None], ...] = ()


FORMS = (
    Form(
        "conclusion-instead-of-decision",
        """Havneudvalget
Mødedato: 4. marts 2031 kl. 15.00
Mødested: Lokale 2

1. Godkendelse af dagsorden

Sagens gang
Havneudvalget

Udvalgets konklusion
Godkendt.

2. Nye bolværker i Vesthavnen

Resumé
Bolværkerne er slidte, og der skal tages stilling til, om de skal skiftes.

Forvaltningens indstilling til udvalget
Teknisk Chef indstiller, at bolværkerne skiftes.

Udvalgets konklusion
Indstillingen blev godkendt.

3. Eventuelt

Udvalgets konklusion
Intet.
""",
        {
            "organization": "Havneudvalget",
            "date": "2031-03-04",
            "start_time": "15:00",
            "location": "Lokale 2",
        },
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Nye bolværker i Vesthavnen", None, "Indstillingen blev godkendt."),
            (3, "Eventuelt", None, "Intet."),
        ),
    ),
    Form(
        "decision-as-a-lead-in",
        """Referat af møde i Kulturudvalget tirsdag den 8. april 2031 kl. 17.00 i Musikhuset

1. Godkendelse af dagsorden
Det blev besluttet:
Godkendt.

2. Tilskud til koret
Koret søger 20.000 kr. til en rejse til Norge til efteråret.
Det blev besluttet:
Tilskuddet bevilges.
""",
        {
            "organization": "Kulturudvalget",
            "date": "2031-04-08",
            "start_time": "17:00",
            "location": "Musikhuset",
        },
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Tilskud til koret", None, "Tilskuddet bevilges."),
        ),
    ),
    Form(
        "unknown-label-by-what-stands-below",
        """Byrådet
Onsdag den 5. februar 2031 kl. 18.00
Byrådssalen

1. Valg af sættedommer

Fremstilling af sagen
Der skal vælges en ny dommer, da den gamle er flyttet fra kommunen i januar.

Udfald
Anne Berg blev valgt.

2. Takster for renovation

Fremstilling af sagen
Taksterne stiger med to procent om året, fordi lønnen stiger lige så meget.

Udfald
Godkendt.

3. Lån til vandværket

Fremstilling af sagen
Vandværket ønsker at låne en million kroner til en ny boring ved skoven.

Udfald
Udsat.
""",
        {
            "organization": "Byrådet",
            "date": "2031-02-05",
            "start_time": "18:00",
            "location": "Byrådssalen",
        },
        (
            (1, "Valg af sættedommer", None, "Anne Berg blev valgt."),
            (2, "Takster for renovation", None, "Godkendt."),
            (3, "Lån til vandværket", None, "Udsat."),
        ),
    ),
    Form(
        "flattened-with-labels-first",
        """Transkript

1 Referat fra Havneudvalget Mødedato: Mandag den 6. oktober 2031 Mødetidspunkt: 9:30-11:00 Mødested: Borgmesterens mødelokale Deltagere: Anne Holm (V), Bo Friis (C), Carl Krogh (V) Afbud: Fraværende:

2 Indholdsfortegnelse Side 1. Godkendelse af dagsorden 2. Formulering af retningslinjer 3. Lukket - Informationer Side 1

3 1. Godkendelse af dagsorden Dok.nr.: 1961 Sagsid.: 14/41 Initialer: abcde Åben sag Beslutning Havneudvalget den 6. oktober 2031 Godkendt. Afbud: Ingen Side 2

4 2. Formulering af retningslinjer Dok.nr.: 2001 Sagsid.: 14/19291 Initialer: abba Åben sag Indledning Det er blevet muligt at leve længere. Sagsfremstilling Direktionen ændrede ordlyden. Beslutning Havneudvalget den 6. oktober 2031 Udsat. Side 3
""",
        {
            "organization": "Havneudvalget",
            "date": "2031-10-06",
            "start_time": "09:30",
            "location": "Borgmesterens mødelokale",
        },
        (
            (1, "Godkendelse af dagsorden", "14/41", "Godkendt."),
            (2, "Formulering af retningslinjer", "14/19291", "Udsat."),
        ),
    ),
    Form(
        "flattened-in-paragraphs",
        """Referat af Byrådets møde d. 16.12.2031

Byrådet 16-12-2031

Punkt 274: Godkendelse af dagsorden

00.22.02-A26-1-13 Godkendelse af dagsorden. Byrådet, 16.12.2031 Godkendt. Gerda Birk var fraværende.

Punkt 275: Ansøgning om nedrivning af kran på Møllevej 74

02.34.04-P19-89-14 Kompetenceudvalg: Byrådet

Havnen har søgt om tilladelse til nedrivning. Administrationen indstiller, at nedrivningen godkendes. Ansøgning Havnen begrunder det med en ny kaj. Byrådet, 16.12.2031 Godkendt. Gerda Birk var fraværende.
""",
        {"organization": "Byrådet", "date": "2031-12-16"},
        (
            (274, "Godkendelse af dagsorden", "00.22.02-A26-1-13", "Godkendt."),
            (
                275,
                "Ansøgning om nedrivning af kran på Møllevej 74",
                "02.34.04-P19-89-14",
                "Godkendt.",
            ),
        ),
    ),
    Form(
        "body-with-page-furniture",
        """Vi bruger cookies. Accepter alle cookies
Forside | Politik | Dagsordener og referater
Skoleudvalget - Referat

Dato: 29. januar 2031
Lokale: Sal 1, Nordby Rådhus
Tidspunkt: Kl. 19:00

Indholdsfortegnelse1. Fraværende

Resume
Sagsforløb: SU

Sagsfremstilling
Der er afbud fra Mads Birk.

Beslutning
Ingen.

Til toppen

2. Bemærkninger til dagsordenen

Resume
Sagsforløb: SU

Beslutning
Ingen bemærkninger.

Til toppen
""",
        {
            "organization": "Skoleudvalget",
            "date": "2031-01-29",
            "start_time": "19:00",
            "location": "Sal 1, Nordby Rådhus",
        },
        (
            (1, "Fraværende", None, "Ingen."),
            (2, "Bemærkninger til dagsordenen", None, "Ingen bemærkninger."),
        ),
    ),
    Form(
        "title-alone-below-the-head",
        """Mødedato: 23.08.2031, kl. 11:00
Mødested: Hotel Havblik, Sandby

Første behandling af budgetforslag 2032 og overslagsårene

Se alle bilag

Den 5. oktober 2031 skal byrådet vedtage budget for 2032.

Indstilling

Økonomiforvaltningen indstiller, at Økonomiudvalget over for Byrådet anbefaler,

1. at forslaget lægges til grund,

2. at fristen fastsættes til den 18. september 2031.

Beslutning

Økonomiudvalgets beslutning i mødet den 23. august 2031

Indstillingen blev anbefalet.
""",
        {
            "organization": "Økonomiudvalget",
            "date": "2031-08-23",
            "start_time": "11:00",
            "location": "Hotel Havblik, Sandby",
        },
        (
            (
                None,
                "Første behandling af budgetforslag 2032 og overslagsårene",
                None,
                "Indstillingen blev anbefalet.",
            ),
        ),
    ),
    Form(
        "everything-in-the-decision-heading",
        """1. Godkendelse af dagsorden

Sagsfremstilling

.....

Beslutning

Dagsordenspunkt 1: Godkendelse af dagsorden

Økonomiudvalgets beslutning i mødet den 31. marts 2031

Mødet startede kl. 15.30 og sluttede kl. 16.45.

Der blev udsendt en tillægsdagsorden.

Dagsordenen blev herefter godkendt.
""",
        {"organization": "Økonomiudvalget", "date": "2031-03-31", "start_time": "15:30"},
        (
            (
                1,
                "Godkendelse af dagsorden",
                None,
                "Der blev udsendt en tillægsdagsorden.\n\nDagsordenen blev herefter godkendt.",
            ),
        ),
    ),
    Form(
        "web-page-with-buttons",
        """Spring til hovedindhold
Du er her: Forside / Politik / Referater
Teknikudvalget den 12. juni 2031
Mødested: Lokale A
• Udskriv
Kopiér link til siden

Åbn/luk punkt 1. Godkendelse af dagsorden
• Udskriv
Kopiér link til punkt 1
Beslutning
Godkendt.
• Udskriv

Åbn/luk punkt 2. Ny sti ved åen
• Udskriv
Kopiér link til punkt 2
Sagsfremstilling
Stien bliver to kilometer lang og skal gå fra broen til skolen.
Beslutning
Vedtaget.
• Udskriv
Til top
Nordby Kommune, Torvet 1, 9999 Nordby
""",
        {"organization": "Teknikudvalget", "date": "2031-06-12", "location": "Lokale A"},
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Ny sti ved åen", None, "Vedtaget."),
        ),
    ),
    Form(
        "contents-are-the-items",
        """Dagsorden for møde i Socialudvalget den 7. maj 2031

Indholdsfortegnelse

1. Godkendelse af dagsorden
2. Budgetopfølgning pr. 30. april
3. Orientering fra formanden
""",
        {"organization": "Socialudvalget", "date": "2031-05-07"},
        (
            (1, "Godkendelse af dagsorden", None, None),
            (2, "Budgetopfølgning pr. 30. april", None, None),
            (3, "Orientering fra formanden", None, None),
        ),
    ),
    Form(
        "number-alone-above-the-title",
        """Udvalg
Idrætsudvalget
Mødedato
14-08-2031
Tidspunkt
16:30
Sted
Svømmehallen

1
Godkendelse af dagsorden
Beslutning
Godkendt

2
Ny bane til boldklubben
Sagsfremstilling
Klubben mangler en bane, og der er plads ved siden af de gamle baner.
Beslutning
Udvalget godkendte forslaget

3
Lukket punkt: Køb af jord
Beslutning
Godkendt
""",
        {
            "organization": "Idrætsudvalget",
            "date": "2031-08-14",
            "start_time": "16:30",
            "location": "Svømmehallen",
        },
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt"),
            (2, "Ny bane til boldklubben", None, "Udvalget godkendte forslaget"),
            (3, "Lukket punkt: Køb af jord", None, "Godkendt"),
        ),
    ),
    Form(
        "closed-items-as-bare-lines",
        """Økonomiudvalget 3. september 2031 kl. 8.30

1. Godkendelse af dagsorden

Beslutning
Godkendt.

2. Regnskab

Sagsfremstilling
Regnskabet viser et lille overskud i forhold til det vedtagne budget.

Beslutning
Godkendt.

3. Lukket punkt: Salg af grund

4. Lukket punkt: Personsag

5. Eventuelt

Beslutning
Intet.
""",
        {"organization": "Økonomiudvalget", "date": "2031-09-03", "start_time": "08:30"},
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Regnskab", None, "Godkendt."),
            (3, "Lukket punkt: Salg af grund", None, None),
            (4, "Lukket punkt: Personsag", None, None),
            (5, "Eventuelt", None, "Intet."),
        ),
    ),
    Form(
        "label-without-value",
        """Møde i Landsbyudvalget

Dato:
Tirsdag den 2. december 2031
Tidspunkt:
Kl. 16.00 - 18.00
Sted:
Forsamlingshuset
Udvalg:
Fraværende:
Bo Lund

Sag nr. 11 - Snerydning

Indstilling
Forvaltningen indstiller, at planen godkendes.

Beslutning
Tiltrådt.

Sag nr. 12 - Skiltning

Beslutning
Drøftet.
""",
        {
            "organization": "Landsbyudvalget",
            "date": "2031-12-02",
            "start_time": "16:00",
            "location": "Forsamlingshuset",
        },
        ((11, "Snerydning", None, "Tiltrådt."), (12, "Skiltning", None, "Drøftet.")),
    ),
    Form(
        "footer-of-a-one-page-file",
        """Ældreudvalget, 9. oktober 2031

1. Besøg på plejehjemmet

Beslutning
Udvalget besøgte stedet.

2. Eventuelt

Beslutning
Intet at bemærke.
Ældreudvalget 09-10-2031 – side 1
""",
        {"organization": "Ældreudvalget", "date": "2031-10-09"},
        (
            (1, "Besøg på plejehjemmet", None, "Udvalget besøgte stedet."),
            (2, "Eventuelt", None, "Intet at bemærke."),
        ),
    ),
    Form(
        "earlier-bodies-and-own-in-dated-headings",
        """Byrådet den 28. maj 2031
Rådssalen kl. 18.00

51. Lokalplan for havnen

Sagsfremstilling
Planen giver plads til hundrede boliger ved havnen.

Indstilling
Teknisk Forvaltning indstiller til Byrådet, at planen vedtages.

Beslutning Teknikudvalget den 06-05-2031
Anbefales.
Fraværende: Bo Lund

Beslutning Økonomiudvalget den 20-05-2031
Anbefales.

Beslutning Byrådet den 28-05-2031
Vedtaget.

52. Eventuelt

Beslutning Byrådet den 28-05-2031
Intet.
""",
        {
            "organization": "Byrådet",
            "date": "2031-05-28",
            "start_time": "18:00",
            "location": "Rådssalen",
        },
        ((51, "Lokalplan for havnen", None, "Vedtaget."), (52, "Eventuelt", None, "Intet.")),
    ),
    Form(
        "decision-first-then-case",
        """Miljøudvalget
11. november 2031 kl. 15.00

1. Klimaplan for byen
Beslutning
Godkendt, idet planen sendes i høring.

Sagsfremstilling
Planen viser, hvordan kommunen når sit mål, og hvad det vil koste at nå det.

Indstilling
Forvaltningen indstiller, at planen godkendes.

2. Støj ved motorvejen
Beslutning
Drøftet.

Sagsfremstilling
Vejdirektoratet har målt støjen og har fundet, at den er steget en smule.

Indstilling
Forvaltningen indstiller, at udvalget drøfter sagen.
""",
        {"organization": "Miljøudvalget", "date": "2031-11-11", "start_time": "15:00"},
        (
            (1, "Klimaplan for byen", None, "Godkendt, idet planen sendes i høring."),
            (2, "Støj ved motorvejen", None, "Drøftet."),
        ),
    ),
    Form(
        "title-then-number-below",
        """Kommunalbestyrelsen
Torsdag den 19. juni 2031, kl. 19.00

Godkendelse af dagsorden
Sag nr. 101

Beslutning
Godkendt.

Udvidelse af biblioteket
Sag nr. 102

Sagsfremstilling
Biblioteket er blevet for lille til de mange brugere, der kommer hver dag.

Beslutning
Godkendt.
""",
        {"organization": "Kommunalbestyrelsen", "date": "2031-06-19", "start_time": "19:00"},
        (
            (101, "Godkendelse af dagsorden", None, "Godkendt."),
            (102, "Udvidelse af biblioteket", None, "Godkendt."),
        ),
    ),
    Form(
        "title-over-two-lines",
        """Børneudvalget
4. februar 2031 kl. 14.00

1. Høring om ændring af skoledistrikter i
   den nordlige del af kommunen
00.01.00-P00-2-31

Sagsfremstilling
Der er kommet mange nye børn til i den nordlige del, og skolerne er fyldt op.

Beslutning
Godkendt.

2. Eventuelt
00.01.00-P00-3-31

Beslutning
Intet.
""",
        {"organization": "Børneudvalget", "date": "2031-02-04", "start_time": "14:00"},
        (
            (
                1,
                "Høring om ændring af skoledistrikter i den nordlige del af kommunen",
                "00.01.00-P00-2-31",
                "Godkendt.",
            ),
            (2, "Eventuelt", "00.01.00-P00-3-31", "Intet."),
        ),
    ),
    Form(
        "metadata-block-with-number",
        """Nordby Kommune
Referat
Udvalget for Vækst
Dato 08-09-2031
Kl. 16:00
Sted Mødelokale 3

Punkt: 1
Acadre sagsnr.: 31/1201
Åben sag
Godkendelse af dagsorden
Beslutning
Godkendt

Punkt: 2
Acadre sagsnr.: 31/1377
Åben sag
Erhvervspolitik
Resumé
Politikken skal fornys, og der er holdt møder med erhvervslivet i foråret.
Beslutning
Anbefales godkendt
""",
        {
            "organization": "Udvalget for Vækst",
            "date": "2031-09-08",
            "start_time": "16:00",
            "location": "Mødelokale 3",
        },
        (
            (1, "Godkendelse af dagsorden", "31/1201", "Godkendt"),
            (2, "Erhvervspolitik", "31/1377", "Anbefales godkendt"),
        ),
    ),
    Form(
        "open-flag-above-number",
        """Teknisk Udvalg
Onsdag 03-12-2031 kl. 13:00
Lokale 12

Åbent punkt
1 Godkendelse af dagsorden
Beslutning
Godkendt.

Åbent punkt
2 Vedligehold af veje
00.01.00A00-0123
Sagsfremstilling
Vejene er slidte efter vinteren, og der er ikke penge nok til alle huller.
Beslutning
Taget til efterretning.

Lukket punkt
3 Entreprise
Beslutning
Godkendt.
""",
        {
            "organization": "Teknisk Udvalg",
            "date": "2031-12-03",
            "start_time": "13:00",
            "location": "Lokale 12",
        },
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Vedligehold af veje", "00.01.00A00-0123", "Taget til efterretning."),
            (3, "Entreprise", None, "Godkendt."),
        ),
    ),
    Form(
        "table-cells-as-header",
        """Dato: | 17. september 2031
Tid: | 17:00
Sted: | Multisalen
Udvalg: | Fritidsudvalget

1 | Godkendelse af dagsorden
Beslutning |
Godkendt. |

2 | Lån af klubhus
Indstilling |
Forvaltningen indstiller, at klubben låner huset. |
Beslutning |
Godkendt. |
""",
        {
            "organization": "Fritidsudvalget",
            "date": "2031-09-17",
            "start_time": "17:00",
            "location": "Multisalen",
        },
        (
            (1, "Godkendelse af dagsorden", None, "Godkendt."),
            (2, "Lån af klubhus", None, "Godkendt."),
        ),
    ),
    Form(
        "opener-repeated-in-the-decision",
        """Børne- og Skoleudvalget
Mandag den 5. maj 2031 kl. 16.30

1. Skolernes ferieplan

Indstilling
Skolechefen indstiller, at planen godkendes.

Beslutning
Børne- og Skoleudvalgets beslutning den 5. maj 2031:
1. Planen godkendes.
2. Udvalget ønsker en ny plan til efteråret.

2. Nye computere

Indstilling
Skolechefen indstiller, at der købes computere.

Beslutning
Børne- og Skoleudvalgets beslutning den 5. maj 2031:
Godkendt.
""",
        {"organization": "Børne- og Skoleudvalget", "date": "2031-05-05", "start_time": "16:30"},
        (
            (
                1,
                "Skolernes ferieplan",
                None,
                "1. Planen godkendes.\n\n2. Udvalget ønsker en ny plan til efteråret.",
            ),
            (2, "Nye computere", None, "Godkendt."),
        ),
    ),
    Form(
        "path-and-breadcrumb",
        """Hjem > Politik > Udvalg > Turismeudvalget > Referat 24. april 2031

Godkendelse af dagsorden

Indstilling
Forvaltningen indstiller, at dagsordenen godkendes.

Beslutning
Godkendt.
""",
        {"organization": "Turismeudvalget", "date": "2031-04-24"},
        ((None, "Godkendelse af dagsorden", None, "Godkendt."),),
    ),
    Form(
        "capitals-and-value-below",
        """UDVALG
Seniorrådet
MØDE
Referat
STED
Rådhuset, lokale 4
STARTTIDSPUNKT
23-03-2031 10:00:00
SLUTTIDSPUNKT
23-03-2031 12:15:00

PUNKTER

24. Godkendelse af dagsorden
25. Orientering om hjemmehjælp

24. Godkendelse af dagsorden

Indstilling
Formanden indstiller, at dagsordenen godkendes.
Beslutning i Seniorrådet den 23-03-2031
Godkendt.

25. Orientering om hjemmehjælp

Beskrivelse af sagen
Chefen fortæller om hjemmehjælpen og de nye regler, der gælder fra sommer.
Beslutning i Seniorrådet den 23-03-2031
Taget til efterretning.
""",
        {
            "organization": "Seniorrådet",
            "date": "2031-03-23",
            "start_time": "10:00",
            "end_time": "12:15",
            "location": "Rådhuset, lokale 4",
        },
        (
            (24, "Godkendelse af dagsorden", None, "Godkendt."),
            (25, "Orientering om hjemmehjælp", None, "Taget til efterretning."),
        ),
    ),
    Form(
        "body-date-line-as-decision",
        """Referat Kulturudvalget 3. april 2031 kl. 15:00
Sted: Museet

Pkt. 41 Godkendelse af dagsorden

Kulturudvalget, 03-04-2031, pkt. 41
Godkendt.

Pkt. 42 Museets åbningstider

Sagsnr.: 304411

Historik
Kulturudvalget, 06-03-2031, pkt. 30:
Udsat.

Sagsfremstilling
Museet vil gerne åbne en time senere om vinteren for at spare på varmen.

Kulturudvalget, 03-04-2031, pkt. 42
Godkendt.
""",
        {
            "organization": "Kulturudvalget",
            "date": "2031-04-03",
            "start_time": "15:00",
            "location": "Museet",
        },
        (
            (41, "Godkendelse af dagsorden", None, "Godkendt."),
            (42, "Museets åbningstider", "304411", "Godkendt."),
        ),
    ),
)
