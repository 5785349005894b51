"""The words that tell what a row, a column or a sentence does with its figures. Data, no rules."""

from __future__ import annotations

import re

TOTAL = re.compile(
    r"^\W*(?:(?:udgifter|indtægter|netto|drift|anlæg|budget)\s+)?(?:i\s?alt|ialt|total\w*|sum(?:men)?"
    r"|samlet|samlede|hovedtotal|alt i alt|tilsammen)\b|\b(?:i\s?alt|total)\W*(?:\(.*\))?\W*$"
    r"|\bi\s?alt\b",
    re.IGNORECASE,
)
"""A label that says its line is the sum of others."""

ASIDE = re.compile(
    r"\bheraf\b|\bhvoraf\b|\bderaf\b|\bgennemsnit|\bgns\b|\bsnit\b|\bmedian\b|landsgennemsnit"
    r"|hele landet|landstal|\bandel\b|\bandele\b|\bi\s(?:%|pct|procent)|^\W*(?:%|pct\b|procent)"
    r"|\bindeks\b|\brang\b|\bplacering|\bmåltal\b|\bmål\b|\bmax\b|\bmin\b|\bheriblandt\b"
    r"|\bforskel\b|\bdifference\b|\bafvigelse\b|\bændring\b|\budvikling\b",
    re.IGNORECASE,
)
"""A label whose line is no part of a sum: of-which lines, averages, shares, ranks, differences."""

NOT_ADDITIVE = re.compile(
    r"gennemsnit|\bgns\b|\bsnit|\bpris\b|\bpr\.|\bpr\b|indeks|\brang\b|placering|varighed|\balder"
    r"|kvotient|karakter|score|vækst|procentvis|dækningsgrad|forbrugsprocent|\bsats|takst|\bgrad\b"
    r"|samarbejdsgrad|\bsnit|normering|frekvens|\bmedian|tilfredshed|\bkurs\b|\brente\b|\bnr\b"
    r"|nummer|\bår\b(?!\s*\d)|enhedspris|timepris|\bpriser\b|kvadratmeter pr",
    re.IGNORECASE,
)
"""A head whose figures don't add up: averages, prices, ranks, rates."""

OVERLAPPING = re.compile(
    r"samarbejdsgrad|flere (?:svar|kryds|gange|steder|ydelser|tilbud|grupper)|overlap|indgå i flere|optræde i flere|unikke|kun talt (?:med )?(?:én|en) gang",
    re.IGNORECASE,
)
"""Words near a table whose parts count some things twice, so that they make more than the total."""

PERCENT = re.compile(r"%|\bpct\b|procent\b|\bprocent|\bandel\b|\bfordeling\b", re.IGNORECASE)
RATE = re.compile(r"(?<!\d)\d+(?:,\d+)?\s*(?:%|pct\b\.?|procent)", re.IGNORECASE)
"""A rate inside a label ("Overhead 10 %"), which doesn't make the line one of per cent."""
DISTRIBUTION = re.compile(r"\bfordeling|\bandel\b|\bandele\b|fordelt|%-?andel", re.IGNORECASE)
PERCENT_CHANGE = re.compile(
    r"afvig|ændring|udvikling|stigning|fald|vækst|forbrugs|forskel|forbrug i|mål\w*opfyld|af budget",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\bkr\b|kroner|\bmio\b|\bmia\b|t\.\s?kr|tkr|budget|regnskab|forbrug|beløb|udgift|indtægt"
    r"|bevilling|omplacering|overførsel|overførsler|afregning|tilskud|besparelse|\bpris",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\bantal|personer|borgere|elever|\bbørn\b|sager\b|pladser|boliger|deltagere|virksomheder|forløb\b"
    r"|stemmer|ansatte|medarbejdere|henvendelser|ansøgninger|ledige|unge\b|besøg\b|modtagere",
    re.IGNORECASE,
)
AVERAGED = re.compile(r"fuldtids|helårs|årsværk|gennemsnit", re.IGNORECASE)
"""Counts that are averages over a period, and so rounded."""

DIFFERENCE = re.compile(
    r"forskel|difference|afvigelse|ændring|udvikling|mer-?\s?/\s?-?mindre|merforbrug|mindreforbrug"
    r"|\brest\b|restbudget|resterende|\bnetto\b|saldo|resultat|\bultimo|balance|over-/under|stigning"
    r"|tilvækst|korrigeret budget|nyt budget|uforbrugt|forskydning",
    re.IGNORECASE,
)
"""A label that says its line is worked out from others by plus and minus."""
