"""The words by which a decision, a recommendation and a promise are known. Data, no rules."""

from __future__ import annotations

import re

from raadslag.danish.moments import MONTH

NO_CASE = frozenset({"title", "recommendation", "decision"})
"""Parts that are not the case's own text."""

ADOPTED = frozenset({"approved", "approved_as_recommended"})

BARE_FORMULA = re.compile(
    r"(?:udvalget\s+|kommunalbestyrelsen\s+|byrådet\s+)?"
    r"(?:indstilling(?:en|erne)?\s+(?:blev\s+|er\s+)?(?:godkendt|tiltrådt|vedtaget)|"
    r"(?:godkendte|tiltrådte|vedtog)\s+indstilling(?:en|erne)|godkendt|tiltrådt|vedtaget|godkendes)"
    r"(?:\s+(?:enstemmigt|som indstillet))?\.?",
    re.IGNORECASE,
)
"""A decision that is a formula and nothing else."""

OPEN_QUESTION = re.compile(
    r"træffe[sr]?\s+(?:en\s+)?(?:beslutning|afgørelse|valg)\s+om|tage[rs]?\s+stilling\s+til|"
    r"\bbeslutte[rs]?,?\s+(?:om|hvilke[nt]?|hvordan|hvorvidt)\b|\bvælge[rs]?\s+(?:mellem|en|et|hvilke[nt]?)\b|"
    r"\bvælges?\s+(?:model|metode|scenarie|løsning)|\bprioritere[rs]?\b|\bafgive[rs]?\s+(?:et\s+)?(?:høringssvar|bemærkninger)|"
    r"\bpege[rs]?\s+på\b|\budpege[rs]?\b|\bkomme[r]?\s+med\s+(?:input|bemærkninger)",
    re.IGNORECASE,
)
"""A recommendation that leaves something to be chosen."""

NOTE_IT = re.compile(r"\b(?:til\s+(?:efterretning|orientering))\b", re.IGNORECASE)
COUNCIL = re.compile(
    r"kommunalbestyrelse|byråd|borgerrepræsentation|regionsråd|\bKB\b|\bBY\b", re.IGNORECASE
)
REGION = re.compile(r"\bregion", re.IGNORECASE)
ONWARD = re.compile(
    r"indstill\w{0,20}\s{1,8}til|anbefal|indstilles|tilråd|fremsend|over\s{1,8}for", re.IGNORECASE
)

ASKS_MONEY = re.compile(
    r"\b(?:tillægs|anlægs|drifts|rådigheds)?bevilling(?:en|er|s)?\b(?!sramme)|\bbevilges\b|\bbevilger\b|"
    r"\bfrigives\b|\brådighedsbeløb",
    re.IGNORECASE,
)
FINANCE = re.compile(r"økonomiudvalg|økonomi- og \w|\bØU\b|magistrat", re.IGNORECASE)
MOVES_MONEY = re.compile(r"omplacer|omflyt|overfør", re.IGNORECASE)
FINANCED = re.compile(
    r"finansier|dækkes|dækning|kassebehold|kassen\b|afsat|indarbejd|inden\s+for|af\s+(?:ramme|pulje|budget)|omplacer|"
    r"mindreforbrug|låne?optag|lånefinans|tilskud|modpost|puljen|rammen",
    re.IGNORECASE,
)

NO_MONEY = re.compile(
    r"ingen\s+(?:\w+\s+)?økonomiske\s+konsekvenser|ikke\s+(?:\w+\s+)?økonomiske\s+konsekvenser|"
    r"(?:sagen|det)\s+har\s+ingen\s+(?:\w+\s+)?økonomi\w*",
    re.IGNORECASE,
)
PAYS = re.compile(
    r"\b(?:udgift|merudgift|omkostning|betaling)\w*\b.{0,80}\b(?:afholdes|udgør|koster|dækkes|finansieres|betales|på|kr)\b|"
    r"\bkoster\b|(?<!\d)(?<!\d[.,])\d[\d.,]*\s{0,3}(?:mio\.?\s{0,3})?kr\b",
    re.IGNORECASE | re.DOTALL,
)

PROMISE = re.compile(
    r"\bønske(?:r|de|s|t)\b|\bbeder\b|\bbedt\b|\bbad\b|\banmode[rst]*\b|\bpålægge[rs]?\b|\budarbejde[rs]?\b|\bundersøge[rs]?\b|"
    r"\bforelægge[rs]?\b|\bvende[r]?\s+tilbage\b|\bafdække[rst]*\b|\bfølge[r]?\s+op\b|\bopfølgning\b|\buddybning\b|"
    r"\btemamøde\b|\bgenoptages\b|\bkommende\s+møde\b|\borientere[rs]\b|\bdagsordens(?:ættes|sat)\b|\bskal\s+på\s+dagsorden|"
    r"\bfølge\s+udviklingen\b",
    re.IGNORECASE,
)
FOR_THE_RECORD = re.compile(
    r"til\s+protokol|protokolfør|protokoltilfør|mindretalsudtalelse", re.IGNORECASE
)
"""A statement that somebody wants entered is no task for anybody."""
OWNER = re.compile(
    r"\b(?:administrationen|forvaltningen|direktionen|direktøren|borgmesteren|formanden|centret|center\s+for\s+\w+|"
    r"centerchefen|jobcent\w+|sekretariatet|staben|afdelingen|området|\w+forvaltningen|\w+afdelingen)\b",
    re.IGNORECASE,
)
DAY = re.compile(
    rf"\b(?:{MONTH})\b|"
    r"\b\d{1,2}[./-]\d{1,2}\b|\b(?:19|20)\d\d\b|\b[1-4]\.\s*kvartal|\binden\s+(?:sommer|jul|udgangen|årets)|"
    r"\b(?:næste|førstkommende)\s+(?:ordinære\s+)?(?:møde|udvalgsmøde)\b|\b(?:foråret|efteråret|sommeren|vinteren)\b|"
    r"\b(?:halvårligt|kvartalsvis|månedlig|årlig|hvert\s+(?:halve\s+)?år)\w*|\bom\s+(?:et|seks|tre|tolv|\d+)\s+(?:år|måneder|uger)",
    re.IGNORECASE,
)

PLACEHOLDER = re.compile(
    r"\[\s*(?:indsæt|skriv|udfyld|navn|dato|beløb|tekst|her|xx)[^\]]{0,60}\]|<\s*(?:indsæt|skriv|navn|dato|beløb|tekst)[^>]{0,60}>|"
    r"\bhjælpetekst\w*[^.]{0,60}|\blorem\s+ipsum\b|\b[Xx]{3,}\b|\bXX(?:[.,]XX+)?\b(?=\s*(?:kr|mio|pct|%|borgere|personer|dage|uger)|\s*[.,]?\s*$)|"
    r"\bdd[-.]mm[-.](?:åååå|yyyy)\b|\b(?:TODO|TBD)\b|_{4,}|\bskriv\s+(?:teksten\s+)?her\b|"
    r"\b(?:slet|slettes)\s+(?:denne\s+tekst|inden\s+udsendelse|før\s+udsendelse)|\?{3,}|\bnæste\s+linje\s+udfyldes\b",
    re.IGNORECASE,
)
"""Help text and holes. Capital XX counts only as a figure's place, not as a Roman twenty."""
