"""More wrong sentences with their right twins, and right ones that look wrong. All are made up; the twins were
written before the rules were changed for them.
"""

FURTHER: tuple[tuple[str, str], ...] = (
    (
        "Af kommunens 62 brønde er 40 efterset, og 12 mangler endnu.",
        "Af kommunens 62 brønde er 40 efterset, og 22 mangler endnu.",
    ),
    (
        "Der deltog 37 borgere, heraf 21 kvinder og 18 mænd.",
        "Der deltog 37 borgere, heraf 21 kvinder og 16 mænd.",
    ),
    (
        "Af de 120 høringssvar er 70 positive, 35 negative og 25 neutrale.",
        "Af de 120 høringssvar er 70 positive, 35 negative og 15 neutrale.",
    ),
    (
        "Udgiften er budgetteret til 4,5 mio. kr., men forventes at blive 5,1 mio. kr., altså en merudgift på 0,5 mio. kr.",
        "Udgiften er budgetteret til 4,5 mio. kr., men forventes at blive 5,1 mio. kr., altså en merudgift på 0,6 mio. kr.",
    ),
    (
        "Prisen faldt fra 320 kr. til 280 kr., et fald på 50 kr.",
        "Prisen faldt fra 320 kr. til 280 kr., et fald på 40 kr.",
    ),
    (
        "Afsat er 900.000 kr. og forbruget er 640.000 kr., så der er 250.000 kr. tilbage.",
        "Afsat er 900.000 kr. og forbruget er 640.000 kr., så der er 260.000 kr. tilbage.",
    ),
    (
        "27 af 90 børn, svarende til 25 pct., har benyttet tilbuddet.",
        "27 af 90 børn, svarende til 30 pct., har benyttet tilbuddet.",
    ),
    (
        "Taksten sættes op fra 200 kr. til 230 kr., hvilket er en stigning på 20 pct.",
        "Taksten sættes op fra 200 kr. til 230 kr., hvilket er en stigning på 15 pct.",
    ),
    (
        "Antallet af sager er fordoblet, fra 45 i 2018 til 80 i 2019.",
        "Antallet af sager er fordoblet, fra 45 i 2018 til 90 i 2019.",
    ),
    (
        "Ventelisten er halveret fra 80 til 50 personer.",
        "Ventelisten er halveret fra 80 til 40 personer.",
    ),
    (
        "Sygefraværet er mere end fordoblet, idet det er steget fra 6 til 11 dage.",
        "Sygefraværet er mere end fordoblet, idet det er steget fra 6 til 13 dage.",
    ),
    (
        "Der indkøbes 24 borde a 1.500 kr., i alt 30.000 kr.",
        "Der indkøbes 24 borde a 1.500 kr., i alt 36.000 kr.",
    ),
    (
        "Fire hold på hver 12 deltagere giver plads til 46 borgere.",
        "Fire hold på hver 12 deltagere giver plads til 48 borgere.",
    ),
    (
        "Aftalen gælder i fem år fra 2021 til 2024.",
        "Aftalen gælder i fire år fra 2021 til 2024.",
    ),
    (
        "Kurset varer to timer, fra kl. 9.00 til kl. 12.00.",
        "Kurset varer tre timer, fra kl. 9.00 til kl. 12.00.",
    ),
    (
        "Projektet koster 2,4 mio. kr. i 2020 og 1,7 mio. kr. i 2021, i alt 4,3 mio. kr.",
        "Projektet koster 2,4 mio. kr. i 2020 og 1,7 mio. kr. i 2021, i alt 4,1 mio. kr.",
    ),
    (
        "Til vejen afsættes 300.000 kr., til stien 150.000 kr. og til belysning 80.000 kr., tilsammen 540.000 kr.",
        "Til vejen afsættes 300.000 kr., til stien 150.000 kr. og til belysning 80.000 kr., tilsammen 530.000 kr.",
    ),
    (
        "De 8 møder havde i alt 240 deltagere, i gennemsnit 40 pr. møde.",
        "De 8 møder havde i alt 240 deltagere, i gennemsnit 30 pr. møde.",
    ),
    (
        "Borgermødet holdes onsdag den 8. september 2020.",
        "Borgermødet holdes tirsdag den 8. september 2020.",
    ),
    (
        "To tredjedele af de 90 medlemmer, nemlig 70, stemte ja.",
        "To tredjedele af de 90 medlemmer, nemlig 60, stemte ja.",
    ),
    (
        "Kommunen havde ved årets start 410 ansatte, 30 er fratrådt og 22 nye kommet til, så der nu er 412.",
        "Kommunen havde ved årets start 410 ansatte, 30 er fratrådt og 22 nye kommet til, så der nu er 402.",
    ),
    (
        "Andelen er faldet fra 48 pct. til 41 pct., et fald på 8 procentpoint.",
        "Andelen er faldet fra 48 pct. til 41 pct., et fald på 7 procentpoint.",
    ),
    (
        "Af de 96 indkomne svar er 58 positive, og 42 negative.",
        "Af de 96 indkomne svar er 58 positive, og 38 negative.",
    ),
    (
        "Kommunen har 34 broer, hvoraf 19 er i god stand og 17 skal renoveres.",
        "Kommunen har 34 broer, hvoraf 19 er i god stand og 15 skal renoveres.",
    ),
    (
        "Af foreningens 140 medlemmer er 88 aktive, mens 42 er passive.",
        "Af foreningens 140 medlemmer er 88 aktive, mens 52 er passive.",
    ),
    (
        "Der er 75 p-pladser, 48 er optaget, så der er 37 ledige.",
        "Der er 75 p-pladser, 48 er optaget, så der er 27 ledige.",
    ),
    (
        "Bevillingen på 750.000 kr. er anvendt med 520.000 kr., og restbeløbet er 250.000 kr.",
        "Bevillingen på 750.000 kr. er anvendt med 520.000 kr., og restbeløbet er 230.000 kr.",
    ),
    (
        "I alt 36 ud af 120 elever, eller 35 pct., cykler til skole.",
        "I alt 36 ud af 120 elever, eller 30 pct., cykler til skole.",
    ),
    (
        "Hver tredje borger, det vil sige 25 pct., har svaret.",
        "Hver fjerde borger, det vil sige 25 pct., har svaret.",
    ),
    (
        "Halvdelen af de 64 pladser, altså 34, er udlejet.",
        "Halvdelen af de 64 pladser, altså 32, er udlejet.",
    ),
    (
        "Kontingentet stiger fra 400 kr. til 460 kr., svarende til 12 pct.",
        "Kontingentet stiger fra 400 kr. til 460 kr., svarende til 15 pct.",
    ),
    (
        "Medlemstallet er gået fra 230 til 205, et fald på 35.",
        "Medlemstallet er gået fra 230 til 205, et fald på 25.",
    ),
    (
        "Udgiften faldt fra 2,8 mio. kr. til 2,3 mio. kr., altså med 0,6 mio. kr.",
        "Udgiften faldt fra 2,8 mio. kr. til 2,3 mio. kr., altså med 0,5 mio. kr.",
    ),
    (
        "Antallet af ansøgere er steget fra 64 til 58.",
        "Antallet af ansøgere er faldet fra 64 til 58.",
    ),
    (
        "Elevtallet er mere end tredoblet fra 40 til 110.",
        "Elevtallet er mere end tredoblet fra 40 til 130.",
    ),
    (
        "15 computere til 4.000 kr. stykket koster i alt 64.000 kr.",
        "15 computere til 4.000 kr. stykket koster i alt 60.000 kr.",
    ),
    (
        "Leje af lokalet er 2.500 kr. om måneden eller 36.000 kr. om året.",
        "Leje af lokalet er 2.500 kr. om måneden eller 30.000 kr. om året.",
    ),
    (
        "De tre tilbud er på 110.000 kr., 95.000 kr. og 120.000 kr., i alt 335.000 kr.",
        "De tre tilbud er på 110.000 kr., 95.000 kr. og 120.000 kr., i alt 325.000 kr.",
    ),
    (
        "Projektet finansieres med 1,5 mio. kr. fra staten og 0,9 mio. kr. fra kommunen, i alt 2,6 mio. kr.",
        "Projektet finansieres med 1,5 mio. kr. fra staten og 0,9 mio. kr. fra kommunen, i alt 2,4 mio. kr.",
    ),
    (
        "Fem hold med i alt 85 deltagere giver et gennemsnit på 15 pr. hold.",
        "Fem hold med i alt 85 deltagere giver et gennemsnit på 17 pr. hold.",
    ),
    (
        "Forsøget varer tre måneder, fra den 1. januar til den 30. april 2021.",
        "Forsøget varer fire måneder, fra den 1. januar til den 30. april 2021.",
    ),
    (
        "Ferielukket i fire uger, uge 28-30.",
        "Ferielukket i tre uger, uge 28-30.",
    ),
    (
        "Høringen slutter mandag den 13. oktober 2020.",
        "Høringen slutter tirsdag den 13. oktober 2020.",
    ),
    (
        "Museet, der åbnede i 1970, fylder 60 år i 2020.",
        "Museet, der åbnede i 1970, fylder 50 år i 2020.",
    ),
    (
        "58 pct. svarede ja, 30 pct. nej og 18 pct. ved ikke.",
        "58 pct. svarede ja, 30 pct. nej og 12 pct. ved ikke.",
    ),
    (
        "Regnskabet viser 8,4 mio. kr. mod budgetteret 8,9 mio. kr., altså et merforbrug på 0,5 mio. kr.",
        "Regnskabet viser 8,4 mio. kr. mod budgetteret 8,9 mio. kr., altså et mindreforbrug på 0,5 mio. kr.",
    ),
    (
        "Af byens 22 plejeboliger er 16 beboet, og 8 står tomme.",
        "Af byens 22 plejeboliger er 16 beboet, og 6 står tomme.",
    ),
    (
        "Udgiften på 18,6 mio. kr. dækkes af anlægspuljen med 12,1 mio. kr. og af kassen med 5,5 mio. kr.",
        "Udgiften på 18,6 mio. kr. dækkes af anlægspuljen med 12,1 mio. kr. og af kassen med 6,5 mio. kr.",
    ),
    (
        "Hver femte borger over 65 år får hjælp i hjemmet, svarende til 25 pct.",
        "Hver femte borger over 65 år får hjælp i hjemmet, svarende til 20 pct.",
    ),
    (
        "To tredjedele af de 48 svar, det vil sige 30, er positive.",
        "To tredjedele af de 48 svar, det vil sige 32, er positive.",
    ),
)
LOOKS_WRONG: tuple[str, ...] = (
    "Der er 45 pladser, hvoraf 12 er reserveret, og 8 er ledige.",
    "Udgiften stiger med 10 pct. til 220.000 kr.",
    "I 2019 var der 1.200 besøgende, mens der i 2020 kun var 900 på grund af nedlukning.",
    "Skolen er opført i 1965 og blev ombygget i 1998 for 12 mio. kr.",
    "Af 80 adspurgte svarede 40 ja, 30 nej, og resten ved ikke.",
    "Aftalen løber fra 2021 til 2024 med mulighed for forlængelse i to år.",
    "Prisen er faldet markant fra 300 kr. i 2017.",
    "Af de 84 ansøgere blev 51 optaget på skolen i nord, og 12 søgte dispensation.",
    "Af de 62 brønde er 40 efterset, og 12 mangler dæksel.",
    "Skolen, der blev bygget i 1970, fik i 2005 en ny fløj, og taget er 12 år gammelt.",
    "Udgiften på 5 mio. kr. dækkes af puljen på 12 mio. kr.",
    "Borgermødet starter kl. 19.00 på skolen.",
    "Hver femte borger over 65 år får hjælp, og 25 pct. af dem bor alene.",
    "Prisen stiger fra 2,35 kr. til 2,40 kr. pr. kWh.",
    "Andelen steg fra 12,4 pct. til 13,1 pct., godt et halvt procentpoint.",
    "To tredjedele af de 48 svar er positive, og 30 har tilføjet en kommentar.",
)
