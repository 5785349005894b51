"""Wrong sentences of everyday officials' Danish, each with its right twin. All are made up.

Written before any rule was looked at or changed; odd places were developed on, even ones measured.
"""

PAIRS: tuple[tuple[str, str], ...] = (
    # parts and wholes
    (
        "Der er ansat 14 nye medarbejdere, heraf 8 i hjemmeplejen og 7 på plejehjemmene.",
        "Der er ansat 14 nye medarbejdere, heraf 8 i hjemmeplejen og 6 på plejehjemmene.",
    ),
    (
        "Kommunen modtog 62 ansøgninger. 41 blev imødekommet, og de resterende 11 fik afslag.",
        "Kommunen modtog 62 ansøgninger. 41 blev imødekommet, og de resterende 21 fik afslag.",
    ),
    (
        "Puljen på 900.000 kr. fordeles med 400.000 kr. til idræt, 300.000 kr. til kultur og 250.000 kr. til spejderne.",
        "Puljen på 900.000 kr. fordeles med 400.000 kr. til idræt, 300.000 kr. til kultur og 200.000 kr. til spejderne.",
    ),
    (
        "Boligforeningen opfører 48 lejligheder: 20 toværelses, 16 treværelses og 14 fireværelses.",
        "Boligforeningen opfører 48 lejligheder: 20 toværelses, 16 treværelses og 12 fireværelses.",
    ),
    (
        "Af de 25 adspurgte svarede 19 ja, 5 nej og 3 ved ikke.",
        "Af de 25 adspurgte svarede 19 ja, 5 nej og 1 ved ikke.",
    ),
    (
        "Skolen har 412 elever, hvoraf 430 bor i skoledistriktet.",
        "Skolen har 412 elever, hvoraf 340 bor i skoledistriktet.",
    ),
    (
        "I alt 33 borgere deltog. Heraf var 18 kvinder og 16 mænd.",
        "I alt 33 borgere deltog. Heraf var 18 kvinder og 15 mænd.",
    ),
    (
        "Udgiften på 2,4 mio. kr. består af 1,5 mio. kr. til anlæg og 1,1 mio. kr. til inventar.",
        "Udgiften på 2,4 mio. kr. består af 1,5 mio. kr. til anlæg og 0,9 mio. kr. til inventar.",
    ),
    (
        "Anlægget koster 3,2 mio. kr. i 2031 og 1,8 mio. kr. i 2032, i alt 5,2 mio. kr.",
        "Anlægget koster 3,2 mio. kr. i 2031 og 1,8 mio. kr. i 2032, i alt 5,0 mio. kr.",
    ),
    (
        "Der er tilmeldt 24 børn fra Nordby Skole og 17 fra Kærskolen, altså tilsammen 43 børn.",
        "Der er tilmeldt 24 børn fra Nordby Skole og 17 fra Kærskolen, altså tilsammen 41 børn.",
    ),
    # fractions and shares
    (
        "Hver femte elev, svarende til 25 pct., har været fraværende mere end ti dage.",
        "Hver femte elev, svarende til 20 pct., har været fraværende mere end ti dage.",
    ),
    (
        "Halvdelen af de 86 adspurgte, dvs. 53, ønsker længere åbningstid.",
        "Halvdelen af de 86 adspurgte, dvs. 43, ønsker længere åbningstid.",
    ),
    (
        "To tredjedele af foreningerne, 40 ud af 90, har svaret.",
        "To tredjedele af foreningerne, 60 ud af 90, har svaret.",
    ),
    (
        "Af 240 henvendelser blev 180 besvaret inden for fristen. Det svarer til 85 pct.",
        "Af 240 henvendelser blev 180 besvaret inden for fristen. Det svarer til 75 pct.",
    ),
    (
        "Antallet af klager er halveret fra 64 til 42.",
        "Antallet af klager er halveret fra 64 til 32.",
    ),
    (
        "Udgifterne er fordoblet fra 1,1 mio. kr. til 3,2 mio. kr.",
        "Udgifterne er fordoblet fra 1,1 mio. kr. til 2,2 mio. kr.",
    ),
    (
        "Kun 12 af de 48 busstoppesteder har læskærm, altså knap hver anden.",
        "Kun 12 af de 48 busstoppesteder har læskærm, altså hver fjerde.",
    ),
    (
        "60 pct. af de ansatte er på fuld tid, og de øvrige 30 pct. er på deltid.",
        "60 pct. af de ansatte er på fuld tid, og de øvrige 40 pct. er på deltid.",
    ),
    (
        "Vandværket forsyner tre fjerdedele af byens 4.000 husstande, det vil sige 2.400.",
        "Vandværket forsyner tre fjerdedele af byens 4.000 husstande, det vil sige 3.000.",
    ),
    (
        "Der blev afgivet 1.250 svar, og 500 af dem (45 pct.) kom fra unge under 25.",
        "Der blev afgivet 1.250 svar, og 500 af dem (40 pct.) kom fra unge under 25.",
    ),
    # changes
    (
        "Sygefraværet faldt fra 14,2 til 12,9 dage, et fald på 2,3 dage.",
        "Sygefraværet faldt fra 14,2 til 12,9 dage, et fald på 1,3 dage.",
    ),
    (
        "Bibliotekets udlån er vokset fra 82.000 til 76.000.",
        "Bibliotekets udlån er vokset fra 76.000 til 82.000.",
    ),
    (
        "I 2030 var der 118 pladser, og i 2031 er der 130. Det er 22 flere.",
        "I 2030 var der 118 pladser, og i 2031 er der 130. Det er 12 flere.",
    ),
    (
        "Der er 15 færre ledige end sidste år, hvor tallet var 240. Nu er det 215.",
        "Der er 15 færre ledige end sidste år, hvor tallet var 240. Nu er det 225.",
    ),
    (
        "Taksten forhøjes med 20 kr. fra 310 kr. til 350 kr.",
        "Taksten forhøjes med 20 kr. fra 310 kr. til 330 kr.",
    ),
    (
        "Elforbruget sank med 10 pct. fra 500.000 kWh til 400.000 kWh.",
        "Elforbruget sank med 20 pct. fra 500.000 kWh til 400.000 kWh.",
    ),
    (
        "Medlemstallet er nu 640. Det er 90 mere end for to år siden, da det lå på 530.",
        "Medlemstallet er nu 640. Det er 90 mere end for to år siden, da det lå på 550.",
    ),
    (
        "Gebyret hæves fra 1.200 kr. til 1.500 kr., hvilket er en stigning på 35 pct.",
        "Gebyret hæves fra 1.200 kr. til 1.500 kr., hvilket er en stigning på 25 pct.",
    ),
    (
        "Normeringen udvides med 4 stillinger, fra 22 til 27.",
        "Normeringen udvides med 4 stillinger, fra 22 til 26.",
    ),
    (
        "Ventelisten er nede på 31 borgere mod 45 i januar, altså en stigning på 14.",
        "Ventelisten er nede på 31 borgere mod 45 i januar, altså et fald på 14.",
    ),
    # products and division
    (
        "Der indkøbes 25 tablets til 3.000 kr. stykket, i alt 90.000 kr.",
        "Der indkøbes 25 tablets til 3.000 kr. stykket, i alt 75.000 kr.",
    ),
    (
        "Huslejen er 12.000 kr. om måneden, det vil sige 120.000 kr. om året.",
        "Huslejen er 12.000 kr. om måneden, det vil sige 144.000 kr. om året.",
    ),
    (
        "Overskuddet på 96.000 kr. deles ligeligt mellem fire foreninger, som får 32.000 kr. hver.",
        "Overskuddet på 96.000 kr. deles ligeligt mellem fire foreninger, som får 24.000 kr. hver.",
    ),
    (
        "Tilskuddet udgør 150 kr. pr. medlem. Med 320 medlemmer bliver det 54.000 kr.",
        "Tilskuddet udgør 150 kr. pr. medlem. Med 320 medlemmer bliver det 48.000 kr.",
    ),
    (
        "De fem skoler får hver 40.000 kr., så den samlede udgift bliver 240.000 kr.",
        "De fem skoler får hver 40.000 kr., så den samlede udgift bliver 200.000 kr.",
    ),
    (
        "Kurset varer 6 uger med 4 timer om ugen, i alt 28 timer.",
        "Kurset varer 6 uger med 4 timer om ugen, i alt 24 timer.",
    ),
    (
        "Der afsættes 200.000 kr. årligt i perioden 2031-2034, svarende til 1.000.000 kr. over de fire år.",
        "Der afsættes 200.000 kr. årligt i perioden 2031-2034, svarende til 800.000 kr. over de fire år.",
    ),
    (
        "Beløbet på 45.000 kr. fordeles med en tredjedel til hver af de tre klubber, altså 18.000 kr. til hver.",
        "Beløbet på 45.000 kr. fordeles med en tredjedel til hver af de tre klubber, altså 15.000 kr. til hver.",
    ),
    (
        "Udgiften er 1,8 mio. kr. for 60 pladser, hvilket giver 36.000 kr. pr. plads.",
        "Udgiften er 1,8 mio. kr. for 60 pladser, hvilket giver 30.000 kr. pr. plads.",
    ),
    (
        "Hver af de 12 klasser har 22 elever, så der er 284 elever på skolen.",
        "Hver af de 12 klasser har 22 elever, så der er 264 elever på skolen.",
    ),
    # time and dates
    (
        "Orienteringsmødet varer fra kl. 17.00 til kl. 19.00, i alt tre timer.",
        "Orienteringsmødet varer fra kl. 17.00 til kl. 19.00, i alt to timer.",
    ),
    (
        "Aftalen løber i tre år fra den 1. januar 2031 til den 31. december 2032.",
        "Aftalen løber i tre år fra den 1. januar 2031 til den 31. december 2033.",
    ),
    (
        "Høringen løber i seks uger, fra den 3. marts 2031 til den 31. marts 2031.",
        "Høringen løber i seks uger, fra den 3. marts 2031 til den 14. april 2031.",
    ),
    (
        "Borgermødet holdes tirsdag den 7. maj 2031 i kulturhuset.",
        "Borgermødet holdes onsdag den 7. maj 2031 i kulturhuset.",
    ),
    (
        "Vejarbejdet begynder den 15. august 2031 og er færdigt den 1. juli 2031.",
        "Vejarbejdet begynder den 15. august 2031 og er færdigt den 1. oktober 2031.",
    ),
    (
        "Fristen for høringssvar er den 31. september 2031.",
        "Fristen for høringssvar er den 30. september 2031.",
    ),
    (
        "Åbningstiden er kl. 10-16 alle hverdage, altså 8 timer om dagen.",
        "Åbningstiden er kl. 10-16 alle hverdage, altså 6 timer om dagen.",
    ),
    (
        "Projektet forlænges med halvandet år, fra udgangen af juni 2031 til udgangen af juni 2032.",
        "Projektet forlænges med halvandet år, fra udgangen af juni 2031 til udgangen af december 2032.",
    ),
    (
        "Forsøget løber over fire år fra 2030 til og med 2032.",
        "Forsøget løber over fire år fra 2030 til og med 2033.",
    ),
    (
        "Udvalget mødes kl. 14.30 og slutter kl. 13.00.",
        "Udvalget mødes kl. 13.00 og slutter kl. 14.30.",
    ),
    # money left, balances
    (
        "Bevillingen er 5,0 mio. kr., og der er brugt 3,7 mio. kr. Der resterer således 2,3 mio. kr.",
        "Bevillingen er 5,0 mio. kr., og der er brugt 3,7 mio. kr. Der resterer således 1,3 mio. kr.",
    ),
    (
        "Budgettet på 128,4 mio. kr. hæves med 2,6 mio. kr. og udgør herefter 132,0 mio. kr.",
        "Budgettet på 128,4 mio. kr. hæves med 2,6 mio. kr. og udgør herefter 131,0 mio. kr.",
    ),
    (
        "Regnskabet viser udgifter på 7,3 mio. kr. mod et budget på 7,0 mio. kr., altså et mindreforbrug på 0,3 mio. kr.",
        "Regnskabet viser udgifter på 7,3 mio. kr. mod et budget på 7,0 mio. kr., altså et merforbrug på 0,3 mio. kr.",
    ),
    (
        "Forskellen mellem de to tilbud på 410.000 kr. og 365.000 kr. er 55.000 kr.",
        "Forskellen mellem de to tilbud på 410.000 kr. og 365.000 kr. er 45.000 kr.",
    ),
    (
        "Foreningen har indtægter på 84.000 kr. og udgifter på 91.000 kr. og dermed et overskud på 7.000 kr.",
        "Foreningen har indtægter på 84.000 kr. og udgifter på 91.000 kr. og dermed et underskud på 7.000 kr.",
    ),
    (
        "Restbudgettet er 1.150.000 kr. Når der bruges 400.000 kr. til legepladsen, er der 850.000 kr. tilbage.",
        "Restbudgettet er 1.150.000 kr. Når der bruges 400.000 kr. til legepladsen, er der 750.000 kr. tilbage.",
    ),
    (
        "Kommunen betaler 70 pct. af udgiften på 300.000 kr., dvs. 240.000 kr.",
        "Kommunen betaler 70 pct. af udgiften på 300.000 kr., dvs. 210.000 kr.",
    ),
    (
        "Prisen er 80.000 kr. ekskl. moms og 96.000 kr. inkl. moms.",
        "Prisen er 80.000 kr. ekskl. moms og 100.000 kr. inkl. moms.",
    ),
    (
        "Ved årets begyndelse var der 56 børn indskrevet. 9 er flyttet, og 14 er kommet til, så der nu er 65 børn.",
        "Ved årets begyndelse var der 56 børn indskrevet. 9 er flyttet, og 14 er kommet til, så der nu er 61 børn.",
    ),
    (
        "Lånet på 6 mio. kr. nedbringes med 0,5 mio. kr. om året og er betalt efter 10 år.",
        "Lånet på 6 mio. kr. nedbringes med 0,5 mio. kr. om året og er betalt efter 12 år.",
    ),
    # counted lists, votes, comparisons
    (
        "Planen har tre spor: natur, klima, mobilitet og bosætning.",
        "Planen har fire spor: natur, klima, mobilitet og bosætning.",
    ),
    (
        "Forslaget blev vedtaget med 6 stemmer mod 4. Alle 9 medlemmer stemte.",
        "Forslaget blev vedtaget med 6 stemmer mod 3. Alle 9 medlemmer stemte.",
    ),
    (
        "To kandidater var på valg: Ida Kær, Ib Lund og Nete Holm.",
        "Tre kandidater var på valg: Ida Kær, Ib Lund og Nete Holm.",
    ),
    (
        "Med 52 tilmeldte er der flere deltagere end sidste år, hvor 61 var med.",
        "Med 62 tilmeldte er der flere deltagere end sidste år, hvor 51 var med.",
    ),
    (
        "Tilbuddet på 4,6 mio. kr. ligger under rammen på 4,2 mio. kr.",
        "Tilbuddet på 4,2 mio. kr. ligger under rammen på 4,6 mio. kr.",
    ),
    (
        "Der er indkommet syv høringssvar: fire fra borgere, to fra foreninger og to fra virksomheder.",
        "Der er indkommet syv høringssvar: fire fra borgere, to fra foreninger og et fra virksomheder.",
    ),
    (
        "Svarene fordeler sig således: Meget tilfreds 44 pct., tilfreds 39 pct., utilfreds 27 pct.",
        "Svarene fordeler sig således: Meget tilfreds 44 pct., tilfreds 39 pct., utilfreds 17 pct.",
    ),
    (
        "Aldersgruppen 6-16 år tæller 1.180 børn: 640 drenge og 450 piger.",
        "Aldersgruppen 6-16 år tæller 1.180 børn: 640 drenge og 540 piger.",
    ),
    (
        "Tilskuddene er: Bokseklubben (45.000 kr.), Roklubben (30.000 kr.) og Skakklubben (10.000 kr.). I alt uddeles 95.000 kr.",
        "Tilskuddene er: Bokseklubben (45.000 kr.), Roklubben (30.000 kr.) og Skakklubben (10.000 kr.). I alt uddeles 85.000 kr.",
    ),
    (
        "Byrådet har 25 medlemmer. 21 var til stede, og 5 havde meldt afbud.",
        "Byrådet har 25 medlemmer. 21 var til stede, og 4 havde meldt afbud.",
    ),
    # hedges, roundings and looser words
    (
        "Knap 300 borgere, nemlig 312, har skrevet under.",
        "Godt 300 borgere, nemlig 312, har skrevet under.",
    ),
    (
        "Rammen på ca. 2 mio. kr. dækker en udgift til belysning på 1,4 mio. kr. og til skilte på 1,2 mio. kr., i alt 3,1 mio. kr.",
        "Rammen på ca. 2 mio. kr. dækker en udgift til belysning på 1,4 mio. kr. og til skilte på 1,2 mio. kr., i alt 2,6 mio. kr.",
    ),
    (
        "Antallet af plejeboliger øges fra 120 til 150 i 2033, så der bliver 40 flere.",
        "Antallet af plejeboliger øges fra 120 til 150 i 2033, så der bliver 30 flere.",
    ),
    (
        "Der ryger 9 pct. af drengene og 12 pct. af pigerne; forskellen er 5 procentpoint.",
        "Der ryger 9 pct. af drengene og 12 pct. af pigerne; forskellen er 3 procentpoint.",
    ),
    (
        "Andelen steg fra 34 pct. til 41 pct., det vil sige med 9 procentpoint.",
        "Andelen steg fra 34 pct. til 41 pct., det vil sige med 7 procentpoint.",
    ),
    (
        "Grunden på 1.200 m2 deles i to lige store lodder på 700 m2.",
        "Grunden på 1.200 m2 deles i to lige store lodder på 600 m2.",
    ),
    (
        "Prisen er tre gange så høj som i 2025: dengang 200 kr., nu 500 kr.",
        "Prisen er tre gange så høj som i 2025: dengang 200 kr., nu 600 kr.",
    ),
    (
        "Ud af 16 dagtilbud er de 13 kommunale og de 4 selvejende.",
        "Ud af 16 dagtilbud er de 12 kommunale og de 4 selvejende.",
    ),
    (
        "Gennemsnittet af de tre målinger på 12, 15 og 18 er 16.",
        "Gennemsnittet af de tre målinger på 12, 15 og 18 er 15.",
    ),
    (
        "Mindst 15 skal tilmelde sig. Der er kommet 11 tilmeldinger, så kurset mangler 6.",
        "Mindst 15 skal tilmelde sig. Der er kommet 11 tilmeldinger, så kurset mangler 4.",
    ),
)
