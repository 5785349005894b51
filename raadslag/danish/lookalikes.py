"""The many things in Danish minutes that look like figures and are none."""

from __future__ import annotations

import re

from raadslag.danish.moments import MONTH

NOT_FIGURES = re.compile(
    rf"""
      https?://\S+ | www\.\S+ | (?<!\S)\S+@\S+                                   # addresses on the net
    | \b\d{{2}}\.\d{{2}}\.\d{{2}}-[A-ZÆØÅ]\d{{2}}-\d+-\d{{2}}\b           # journal number
    | \b\d{{1,2}}\.\s?(?:{MONTH})(?:\s+\d{{4}})?                         # 5. maj 2024
    | \b\d{{1,2}}[.\-/]\d{{1,2}}[.\-/](?:\d{{4}}|\d{{2}})\b               # 05.05.2024
    | \b\d{{4}}-\d{{2}}-\d{{2}}\b                                         # 2024-05-05
    | \b\d{{6}}-\d{{4}}\b                                                 # CPR
    | \bkl(?:\.|okken)\s*\d{{1,2}}(?:[.:]\d{{2}})?(?:\s*[-–]\s*\d{{1,2}}(?:[.:]\d{{2}})?)?
    | \b\d{{1,2}}:\d{{2}}\b
    | (?<!§)§+\s*\d+(?:[.,]\d+)?\s?[a-z]?\b(?:\s*(?:og|,|-|–|til)\s*§*\s*\d+(?:[.,]\d+)?\s?[a-z]?\b)*
    | \b(?:stk|nr|pkt|punkt(?:et)?|punkterne|side|s|sag|sagsnr|bilag|uge|uger?nr|kapitel|kap|afsnit|model
        |scenarie|scenarium|fase|trin|spor|ramme|politikområde|funktion|konto|hovedkonto|bevilling
        |matr|matrikel|lokalplan|kommuneplantillæg|etape|version|tlf|telefon|ean|cvr|se|dok|lokale
        |postboks|klasse|ad|figur|tabel|note|mål|delmål|tema|indikator|artikel|linje|zone|rute|hal
        |dokument|dokumentnr|id|budgetopfølgning|behandling|kategori|niveau|område|forslag
        |anbefaling|vision|strategi|kapacitet\snr)\.?\s*(?:nr\.?\s*)?
        \d+(?:[.\-/ ]\d+)*(?!\s*(?:kr|mio|pct|%))(?:\s*(?:og|,|-|–|til)\s*\d+(?:\.\d+)*(?![.,]?\d|\s*(?:kr|mio|pct|%|[a-zæøå]{{4}})))*
    | \b(?:19|20)\d{{2}}\s*[-–/]\s*(?:19|20)?\d{{2}}\b                    # 2021-2024, 2021/22
    | \b(?:tlf|telefon|mobil|ring)\D{{0,12}}\d{{2}}\s?\d{{2}}\s?\d{{2}}\s?\d{{2}}\b
    | \b\d{{2}}\s\d{{2}}\s\d{{2}}\s\d{{2}}\b                              # 44 77 20 00
    | \b\d+(?:\.\d+){{2,}}\b(?<!\.\d{{3}})                                # 5.57.71
    | \b\d{{1,2}}\.\d{{2}}\b(?!\d|[.,]\d)(?!\s*(?:kr|mio|pct|%))          # frame 20.02, 8.30
    | \b\d{{1,2}}\.\s?(?:plads|kvartal|kv\b|halvår|klasse|årgang|behandling|division|del|punkt|fase
        |etape|budgetopfølgning|møde|gang|etage|sal|led|årige?|prioritet|version|pulje|udgave
        |generation|verdenskrig|juniudgave|klasses)\w*
    | \bQ[1-4]\b | \b[A-ZÆØÅ]{{1,3}}\d+\b | \b\d+[A-ZÆØÅa-zæøå]\b(?!\.)
    | \b(?:klasse|årgang|hold)\s\d+
    | \b\d{{1,2}}\s*[-–+]\s*\d{{0,3}}\s?-?\s?års?(?:ige|gruppen)?\b       # 18-24 år
    | \b\d{{1,3}}\s?-?\s?års?(?:ige|gruppen|periode\w*|fødselsdag)\b
    | \b\d{{4}}\s+[A-ZÆØÅ][a-zæøå]{{2,}}(?=\s*(?:[,.)]|$|og\b))           # post code and town
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Dates, times, paragraphs, references, telephone and frame numbers, years in a span, ages, ranks."""
