"""A decision's formula to its outcome code, with the body and the recommendation as context.

The table follows the catalogue of Danish formulas in `docs/rules`; a municipality's overlay may
overrule a word (`Vocabulary.outcomes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from raadslag.danish.sentences import sentence_texts
from raadslag.danish.sought import Sought
from raadslag.reader.words import Vocabulary, fold
from raadslag.record import Outcome

_TABLE: tuple[tuple[str, str], ...] = (
    ("none", r"^(?:[.\-–…]*|ingen(?: bemærkninger)?\.?|intet(?: at (?:referere|bemærke|berette))?\.?|der var ingen(?: meddelelser| bemærkninger)?\.?|ingen kommentarer\.?)$"),
    ("withdrawn", r"\b(?:udgår|udgik|udgået|trukket tilbage|trukket|taget af dagsordenen|tages af dagsordenen|bortfaldt af dagsordenen)\b|\b(?:punktet|sagen) (?:er )?bortfald(?:er|et|t)\b"),
    ("postponed", r"\budsættes\b|\budsat(?:te)?\b|\budskydes\b|\budskudt\b|\bat udsætte\b|genoptages på (?:et )?(?:kommende|næste)|^sagen genoptages"),
    ("rejected", r"\bforkaste[st]\b|\bforkastet\b|\bnedstemt|\bafvis(?:t|es|te)\b|\bforslaget falder\b|^faldt\b|\bforslaget (?:er |blev )?(?:faldet|faldt)\b|\bbortfald(?:t|er)\b|\bikke (?:godkendt|vedtaget|tiltrådt|imødekommet|imødekommes)\b|\b(?:opnåede|fik) ikke (?:et )?flertal\b|^(?:udvalget |byrådet |kommunalbestyrelsen |økonomiudvalget )?(?:kan|kunne) ikke (?:tiltræde|godkende|anbefale)|\bgiver? afslag\b|\bafslå(?:s|et)\b|\bafslag meddeles\b|imødekommes ikke|^(?:ikke )tiltrådt|^indstillingen (?:blev )?ikke (?:godkendt|tiltrådt)|^(?:det blev |\w+ )?beslutte(?:de|t|r)(?: enstemmigt)? ikke at\b"),
    ("returned", r"\bvedtaget\b.{0,40}\bindstilling"),
    ("onward", r"\banbefaler\b.{0,200}\bat (?:byrådet|kommunalbestyrelsen|økonomiudvalget|regionsrådet)|^fremsendes til .{3,60}(?:med bemærkning|med indstilling).{0,80}anbefaler"),
    ("onward", r"\bindstille[rs]? til (?:godkendelse|vedtagelse|efterretning)|\bindstilles\b|(?<!\bsom )\bindstillet\b|\banbefale[st]\b|\banbefalede\b|\banbefalet\b|\banbefaler\b|\btilrådes\b|\btilrådt\b|\bindstiller\b|over for (?:byrådet|kommunalbestyrelsen|økonomiudvalget)"),
    ("referred", r"\boversend(?:es|t|te|er)\b|\btilbagesend(?:es|t|te)\b|\bsend(?:es|t) tilbage\b|\bfremsend(?:es|t)\b|\bhenvi(?:st|ses|ste)\b|\bsend(?:es|t) til (?:\w+ )?(?:behandling|fornyet|udtalelse|høring)|\bsendes i (?:offentlig )?høring|\btilbagevi(?:st|ses)\b|\bhjemsend(?:t|es)\b|\bhjemvi(?:st|ses)\b"),
    ("signed", r"^(?:underskrevet|godkendt og underskrevet|referatet (?:er |blev )?underskrevet|digitalt underskrevet)"),
    ("elected", r"\b(?:er|blev|bliver)?\s*(?:herefter\s+)?(?:valgt|genvalgt|udpeget|konstitueret)\b(?: som| til|\.|$)|\bvælges\b|\budpeges\b"),
    ("noted", r"\btil efterretning\b|\btil orientering\b|\borientering(?:en|erne)? (?:givet|taget|er givet|blev givet|tages)|\bblev orienteret\b|\borienterede\b|\btaget ad notam\b|^orientering$|\borienteret\b|\btages? til efterretning|^(?:orientering|mundtlig orientering)"),
    ("recommended", r"^(?:\d{1,3}\.?(?:-\d{1,3}\.?)?\s{0,8})?(?:indstillingen|indstillingerne|forslaget|[\wæøå -]{1,120}indstilling(?:en)?)\s{1,8}(?:blev |er |kan )?(?:enstemmigt )?(?:godkend|tiltr|vedtag|tilslut|følg|fulgt|besluttet|tiltræd)|^(?:udvalget |byrådet |kommunalbestyrelsen |økonomiudvalget )?(?:tiltr(?:ådte?|æder|ådt)|tilråd(?:de|te)|fulgte|følger|godkend(?:te|er)) (?:enstemmigt )?(?:indstillingen|forslaget|administrationens|forvaltningens)|\bkunne tiltræde indstillingen|\btiltrådt\b|\btiltrådte\b|\btiltrådtes\b|\bsom indstillet\b|\bgodkend(?:te|er) (?:enstemmigt )?indstillingen|\bindstillingen (?:blev |er )?godkendt|indstillingen (?:blev |er )?vedtaget|\bi overensstemmelse med indstillingen|\b(?:anbefaling|indstilling|forslag)(?:en|erne|et)? (?:\w+ )?(?:følges|følgt|(?:blev |er )?fulgt)\b"),
    ("approved", r"\bgodkend(?:t|tes|es|te|er)\b|\bvedt(?:aget|oges|og|ages|aget)\b|\bbevilg(?:et|es)\b|\bbeslutte(?:de|r|t)\b(?! ikke)|\bimødekomme[st]\b|\bmeddeles tilladelse\b|\bgiver tilladelse\b|\bfastsat\b|^ok(?:ay)?\b"),
    ("discussed", r"\bdrøfte(?:t|de|des|s)\b|\btemadrøftelse\b|\bdrøftelse\b"),
)  # fmt: skip


_COMPILED = tuple((code, Sought(pattern)) for code, pattern in _TABLE)
"""Read in small letters: a good deal quicker than asking the pattern to pass over case."""
_FORMULA = re.compile(
    r"^(?:\d+\.?\s*)?(?:enstemmigt )?(?:godkendt|godkendes|taget til efterretning|til efterretning|til orientering|indstillingen|tiltrådt|tiltrådte|tilrådte|tilrådde"
    r"|orientering(?:en)? (?:givet|taget|tages)|drøftet|udsat|udsættes|udgår|anbefales|anbefalet|indstilles|vedtaget|fremsend(?:es|t)|oversend(?:es|t)|tilbagesend(?:es|t)|henvi(?:ses|st)"
    r"|herefter godkendt|dagsordenen? (?:blev )?godkendt|ingen bemærkninger|(?:intet|ingen)(?=\W*$)|sagen (?:blev )?(?:udsat|udgår|udsættes|afvist)|referatet (?:blev )?godkendt"
    r"|forslaget|sendes|et (?:flertal|mindretal)|valgt)\b",
    re.I,
)
_TILRAADDE = re.compile(r"^tilråd(?:de|te)\b", re.I)
_AMENDMENT = Sought(
    r"^(?!indstilling)[^.]{0,90}\bændringsforslag\w*\b[^.]*\b(?:forkast|nedstem|bortfald|faldt|falder|afvist|vedtag|godkend|imødekom|trukket)",
    re.I,
)
_MINORITY = re.compile(
    r"^(?:et mindretal|mindretallet)\b|^forslag(?:et)? (?:fra \S{1,30} )?(?:om|til) [^.]{3,90}\b(?:forkast|nedstem|bortfald|faldt|falder|afvist)",
    re.I,
)
"""What a minority wants, and a motion's fate, are not the case's: "Forslaget om udsættelse blev forkastet"."""
_OTHERS = re.compile(r"^(?:punkt|pkt\.?|sag|punkterne|sagerne)\s*(?:nr\.?\s*)?\d", re.I)


def is_formula(text: str) -> bool:
    """True for a paragraph that begins as decisions do."""
    return bool(_FORMULA.match(text)) or text.strip() in (".", "-")


def outcome_of(
    text: str | None, *, recommended: bool, final: bool | None, words: Vocabulary
) -> Outcome:
    """The code of a decision text.

    `recommended`: the item has a recommendation, so that a plain "Godkendt" adopts it. `final`:
    whether this body decides (False: a higher one does; null: unknown).
    """
    if text is None:
        return "none"
    plain = " ".join(text.split())
    overruled = words.outcomes.get(fold(plain).rstrip("."))
    if overruled:
        return cast(Outcome, overruled)
    own, formula = _sentences(text)
    codes = _codes(formula or own) or _codes(own if formula else [])
    if not codes and len(own) > 1:
        codes = _codes([plain])
    if _mixed(text):
        return "other"
    if codes:
        code, part = _settling(codes) if formula else max(codes, key=_weight)
        if code in _ADOPTED and _RECOMMENDS_POINTS.match(text):
            return "recommended_onward"
        return _in_context(code, part, recommended, final)
    return "none" if not plain.strip(" .-–") else "other"


def _codes(parts: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, part) for part in parts if (code := _code(part))]


def _weight(found: tuple[str, str]) -> int:
    return _WEIGHT.get(found[0], 3)


def _settling(codes: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Of several formulas the first that settles something; what falls first makes way for what is
    adopted after it (proposals from the floor are voted on before the recommendation)."""
    settled = [found for found in codes if found[0] not in _TALKED_OF] or list(codes)
    if settled[0][0] == "rejected":
        return next((found for found in settled if found[0] in _ADOPTED), settled[0])
    return settled[0]


def _mixed(text: str) -> bool:
    """Some points adopted, others turned down or put off: no one code fits the whole."""
    points = [p for p in re.split(r"\n+", text) if _NUMBERED.match(p)]
    found = {code for part in points if (code := _code(_NUMBERED.sub("", part)))}
    return bool(found & _ADOPTED) and bool(found & _PUT_OFF)


_RECOMMENDS_POINTS = re.compile(
    r"(?:\w{1,20} ){0,2}\w{0,30}(?:udvalget|udvalg|rådet) (?:indstiller|anbefaler)[^.\n\d]{0,60}[\s,:]{1,4}\d{1,2}[.)]?\s",
    re.I,
)
""" "Udvalget indstiller," and its points below, each "godkendt": what is approved is recommended on."""
_NUMBERED = re.compile(r"^(?:ad\.?\s*|punkt\s+)?\d{1,2}[.:)]\s*(?=\S)", re.I)
_TALKED_OF = frozenset(("noted", "discussed", "none"))
_ADOPTED = frozenset(("recommended", "approved", "onward", "returned"))
_PUT_OFF = frozenset(("rejected", "postponed", "withdrawn"))
_WEIGHT = {
    "elected": 9,
    "withdrawn": 8,
    "postponed": 8,
    "rejected": 7,
    "returned": 7,
    "recommended": 6,
    "approved": 6,
    "onward": 5,
    "referred": 5,
    "noted": 2,
    "discussed": 1,
    "none": 0,
}
"""Where no sentence begins with a formula, what was settled outweighs what was talked about."""


def _sentences(text: str) -> tuple[list[str], list[str]]:
    """(sentences about this item, those of them that begin with a formula).

    A sentence that deals with another item by number says nothing about this one.
    """
    sentences = [s for paragraph in text.split("\n") for s in sentence_texts(paragraph)]
    own = [s for s in sentences if s and not _OTHERS.match(s)] or sentences
    own = [s for s in own if not _AMENDMENT.match(s) and not _MINORITY.match(s)] or own
    return own, [s for s in own if _FORMULA.match(s)]


def _code(text: str) -> str | None:
    plain = " ".join(text[:600].split())
    low = plain.lower()
    spots = []
    for order, (code, pattern) in enumerate(_COMPILED):
        found = pattern.search(low)
        if found and not _negated(plain, found.start()):
            if code == "none":
                return code
            spots.append((found.start(), order, code))
    if not spots:
        return None
    sent = re.match(r"(?:fremsendes|tilbagesendes|oversendes)\b", plain, re.I)
    head = (
        plain
        if sent
        else re.split(
            r"\b(?:med (?:den|denne|disse|følgende|et|bemærkning)|idet|dog)\b", plain, maxsplit=1
        )[0]
    )
    return next((code for at, _, code in spots if at < len(head)), min(spots)[2])


def _negated(text: str, at: int) -> bool:
    return bool(re.search(r"\b(?:ikke|ej)\s+(?:\w+\s+)?$", text[max(0, at - 15) : at]))


_BARE = re.compile(
    r"^(?:\d+\.\s*)?(?:herefter\s+|enstemmigt\s+)*(?:godkendt|vedtaget|godkendtes)(?:\s+enstemmigt)?"
    r"(?:\W*$|\s+(?:af|med)\s+\d+\b|,?\s+med\s+(?:(?:den|denne|disse|følgende)\s+)?(?:tilføjelse(?:r)?|bemærkning(?:er)?)\s*(?:,?\s*at\b|:))",
    re.I,
)
"""Adopts all that was recommended: nothing more said, votes counted, or something added to it."""


def _in_context(code: str, text: str, recommended: bool, final: bool | None) -> Outcome:
    if code == "onward":
        return "recommended_onward"
    if code in ("returned", "recommended"):
        if code == "recommended" and final is False and not _TILRAADDE.match(text):
            return "recommended_onward"
        return (
            "approved_as_recommended"
            if recommended or "indstilling" in text.casefold() or code == "returned"
            else "approved"
        )
    if code == "approved":
        bare = _BARE.match(text.strip())
        if recommended and bare:
            return "recommended_onward" if final is False else "approved_as_recommended"
        return "approved"
    return cast(Outcome, code)
