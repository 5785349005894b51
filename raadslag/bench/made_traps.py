"""Texts that look broken and are not: what Gennemsyn must keep quiet about."""

from __future__ import annotations

from raadslag.bench.made_prose import case
from raadslag.bench.made_tables import page

_TABLES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("Jobcenter", "Lokalt", "Andre", "Samarbejdsgrad i alt"), ("2023", "20,1", "15,2", "30,4"), ("2024", "21,3", "15,9", "32,0")),
    (("Skole", "Elever", "Fravær i pct."), ("Byskolen", "412", "6,1"), ("Engskolen", "230", "7,4"), ("Lundskolen", "118", "5,2"), ("I alt", "760", "6,4")),
    (("1.000 kr.", "2025", "2026", "2027", "2028"), ("Ny bro", "400", "400", "400", "400"), ("Sti", "150", "0", "0", "0"), ("I alt", "550", "400", "400", "400")),
    (("Område", "Budget", "Regnskab", "Afvigelse i %"), ("Skoler", "100,0", "103,0", "3,0"), ("Ældre", "80,0", "84,0", "5,0"), ("Veje", "40,0", "38,0", "-5,0"), ("I alt", "220,0", "225,0", "2,3")),
    (("Alder", "Antal"), ("0-5 år", "120"), ("6-16 år", "260"), ("heraf 6-9 år", "98"), ("17-25 år", "140"), ("I alt", "520")),
    (("Målgruppe", "Antal borgere", "Gns. varighed i uger"), ("A-dagpenge", "310", "18,2"), ("Sygedagpenge", "220", "14,6"), ("I alt", "530", "16,7")),
    (("Kommune", "Placering 2023", "Placering 2024"), ("Nordby", "12", "8"), ("Søby", "40", "52"), ("Gennemsnit", "26", "30")),
    (("Spørgsmål", "Meget tilfreds", "Tilfreds", "Utilfreds"), ("Undervisning", "41 %", "45 %", "14 %"), ("Trivsel", "38 %", "50 %", "11 %"), ("Lokaler", "22 %", "48 %", "30 %")),
    (("Aktivitet", "Dato", "Ansvarlig"), ("Høring", "01.05.2024", "Sekretariatet"), ("Behandling", "12.06.2024", "Udvalget")),
    (("Takst", "2024", "2025"), ("Vuggestue pr. md.", "4.012", "4.150"), ("Børnehave pr. md.", "2.210", "2.290"), ("SFO pr. md.", "1.850", "1.900")),
    (("Sted", "Normering", "Indskrevne", "Belægning i pct."), ("Solsikken", "60", "57", "95"), ("Mælkevejen", "80", "82", "103"), ("Regnbuen", "44", "44", "100"), ("I alt", "184", "183", "99")),
    (("Område", "Fuldtidspersoner"), ("A-dagpenge", "101"), ("Kontanthjælp", "203"), ("Sygedagpenge", "150"), ("I alt", "455")),
)  # fmt: skip
_PROSE = (
    "Cirka 10 pct. af målgruppen er under 30 år, og cirka 15 pct. er over 60 år.",
    "Der er ca. 120 borgere i ordningen, heraf knap 50 på A-dagpenge og godt 60 på kontanthjælp.",
    "Kommunen har siden 2019 brugt 2,4 mio. kr. på området, heraf 0,9 mio. kr. i 2023.",
    "Budget 2024 blev vedtaget den 11. oktober 2023, og budget 2025 den 9. oktober 2024.",
    "Efter § 2.13 og § 11, stk. 2, kan ordningen gives til unge i alderen 18-29 år. Se punkt 3.6 og bilag 2.",
    "Kontakt jobcentret på telefon 44 77 20 00 mellem kl. 8.00 og 15.30.",
    "Kommunen går fra en 22. plads til en 10. plads på dagpenge, men fra en 6. plads til en 8. plads på kontanthjælp.",
    "Antallet er faldet fra 310 i 2021 til 260 i 2023 og steget igen til 290 i 2024.",
    "Ventetiden er nedbragt fra 12 til 8 uger i løbet af 3 måneder med 2 ekstra medarbejdere.",
    "Taksten stiger fra 4.012 kr. til 4.150 kr. pr. måned, svarende til 3,4 pct.",
    "Der forventes et merforbrug på 1,2 mio. kr. på ramme 20.04 og et mindreforbrug på 0,4 mio. kr. på ramme 20.06.",
    "Af de 45 ansøgere er 20 fra Nordby og 15 fra Søby.",
    "Puljen er på 500.000 kr. om året i 2025-2028, i alt 2,0 mio. kr.",
    "Der er 4 hold med 12 deltagere, i alt 48 deltagere.",
    "Udvalget mødes tirsdag den 7. maj 2024 kl. 17.00 og torsdag den 6. juni 2024.",
    "Sagen behandles i 1. kvartal 2025 og evalueres i 4. kvartal 2025.",
    "60 pct. af virksomhederne bruger jobcentret, og 45 pct. bruger andre aktører.",
    "I juni 2023 var 79 pct. (525 borgere) i job. I juni 2024 var det 83 pct. (590 borgere).",
    "Udgiften er 1,25 mio. kr., hvoraf staten betaler 50 pct., altså 0,6 mio. kr.",
    "Kommunen købte 35 pladser i 2022, 38 i 2023 og 41 i 2024.",
    "Kommunen har 3 svømmehaller, 2 idrætshaller og 14 klubber.",
    "Der er 45 ledige boliger i nord, 54 i syd og 12 i øst.",
    "Puljen er på 800.000 kr. i 2025 og 850.000 kr. i 2026, så der er plads til 4 projekter.",
    "Skolen har 420 elever og 24 klasser, så klasserne er på 17 elever i gennemsnit.",
    "Der mangler 12 pladser i 2025 og 21 pladser i 2026.",
    "Af de 120 ledige er 30 over 50 år, 45 har børn, og 60 har en uddannelse.",
    "Taksten er 250 kr. for børn og 520 kr. for voksne.",
    "Budgettet er 4,2 mio. kr. til drift og 2,4 mio. kr. til anlæg.",
    "Der er 25 elever i 1.a, 52 i hele 1. årgang og 310 på skolen.",
    "Planen har tre spor: job, uddannelse og sundhed. Den har to mål.",
    "Udvalget havde to møder om: skoler, veje og stier.",
    "Forslaget er i høring i 8 uger fra den 1. maj 2024 til den 26. juni 2024.",
    "Aftalen løber i 4 år fra 2024 til 2027 med mulighed for 2 års forlængelse.",
    "Halvdelen af de 81 borgere, 40, er i job.",
    "Renten er steget fra 3,1 pct. til 3,6 pct., mens gælden er faldet fra 120 mio. kr. til 102 mio. kr.",
    "30 pct. af borgerne er på dagpenge, 20 pct. er på kontanthjælp, og 15 pct. er på sygedagpenge.",
    "Der blev brugt 1,2 mio. kr. i 2022, 1,4 mio. kr. i 2023 og 2,1 mio. kr. i 2024.",
    "I 2023 var der 310 ansøgere, og i 2024 var der 355, heraf 40 færre med bil.",
    "Vejen er 3,5 km lang, stien 5,3 km, og broen 120 m.",
    "60 pct. af eleverne cykler, 40 pct. går, og 12 pct. kommer i bus om vinteren.",
    "Der er 12 flere elever på Byskolen end på Engskolen, som har 310, og 21 flere end på Lundskolen.",
    "Driften er på 2,1 mio. kr. om året, og anlægget koster 12,0 mio. kr., så sagen skal til Kommunalbestyrelsen med 1,2 mio. kr. i rådgivning.",
    "Tilbygningen til skolen koster 2,4 mio. kr. i 2025.\nTilbygningen til hallen koster 4,2 mio. kr. i 2025.",
    "Byskolen har 312 elever i 14 klasser.\nEngskolen har 321 elever i 15 klasser.",
    "Drift af plejecentret Birken koster 31.450.000 kr. årligt.\nDrift af plejecentret Elmen koster 31.540.000 kr. årligt.",
    "Fristen for ansøgning er den 1. maj 2024.\nFristen for høring er den 11. maj 2024.",
    "Udvalget behandler sagen på møde den 5. maj 2024.\nKommunalbestyrelsen behandler sagen på møde den 25. maj 2024.",
    "Byrådet behandler budgettet den 5. september 2024.\nByrådet behandler budgettet anden gang den 5. oktober 2024.",
)


def traps() -> tuple[tuple[str, str], ...]:
    """Name and sketch of every trap."""
    tables = [(f"table {n}", page(table)) for n, table in enumerate(_TABLES, 1)]
    prose = [(f"prose {n}", case(text)) for n, text in enumerate(_PROSE, 1)]
    return (*tables, *prose)
