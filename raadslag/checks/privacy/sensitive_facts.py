"""Whether a sentence says something sensitive of the person in it. The person is one sign, `ME`.

Patterns are put together from the rows of `words/sensitive.toml`: words, and ways to say a fact
(`said`). A sentence is short, and every repetition has an end.
"""

from __future__ import annotations

import re
from functools import partial

from raadslag.checks.privacy.words import of, rows
from raadslag.danish.late import Late

ME, OTHER = "\u2402", "\u2403"
"""The person asked about, and other persons, in a sentence in small letters."""

_WORD = r"[^\s.,;:()\u2402\u2403]{1,30}"
_COPULA = re.compile(
    r"(?<!\w)(?:er|var|blev|bliver|været|blevet|blive|har|havde|fik|gik|nu|meldt)(?!\w)"
)
_STATE = Late(lambda: re.compile(of("sensitive", "state", ending="e?")))
_ACT = Late(lambda: re.compile(of("sensitive", "act")))
_THING = Late(lambda: re.compile(of("sensitive", "thing")))
_CELL = Late(lambda: re.compile(of("sensitive", "state", "thing")))
_GROUP = Late(lambda: re.compile(rf"(?:{of('sensitive', 'group')})(?! gange)|(?<!\w)man(?!\w)"))
_ACTOR = Late(
    lambda: re.compile(
        rf"(?<!for )(?<!hos )(?<!mod ){ME}(?:,? {_WORD}){{0,2}} {of('sensitive', 'actor')}"
    )
)
_SAYS = Late(lambda: re.compile(rf"{of('sensitive', 'actor')} {ME}"))
""" "… er for lav, oplyste X." """
_AND_ACTS = Late(lambda: re.compile(rf" og {of('sensitive', 'actor')}"))
"""What follows is about the work of the person: "… og underviser i ressourceforløb"."""
_OF_ONESELF = re.compile(
    r" at (?:han|hun|de) (?:er|var|har|havde|selv)|(?<!\w)(?:sin|sit) egen|sig selv"
)
_SPOKEN_OF = re.compile(
    rf"{ME}(?:,? (?:er|var|blev|bliver|har|havde|fik|får|skal|kan|kunne|må|måtte|vil|ikke|reelt|nægter|mangler|står|møder|lever|bor|lider|sidder|skylder|og (?:hans|hendes))(?!\w)|s(?= {_WORD})|:)"
    rf"|(?<!\w)(?:for|hos|mod|om|vedr\.?|vedrørende|angående) {ME}(?! (?:ved|fra|som))"
    rf"|(?<!\w)(?:er|var|blev|bliver|har|havde|fik|får|skal|kan|tilbyde[rs]?|tilbudt|bevilge[rst]?|give[rs]?|hjælpe[rs]?) {ME} "
)
"""Somebody of whom something is told, and who is not the one who does it."""
_PAST = "bad|bar|bed|blev|bød|brød|drak|døde|fandt|faldt|fik|fløj|gav|gik|gjorde|hang|holdt|kom|lagde|lod|lå|løb|løj|rev|sad|sagde|satte|skar|skrev|skød|slap|slog|solgte|sov|sprang|stak|stjal|stod|så|tog|traf|tvang|valgte|vandt|vidste"
"""The past of verbs that change their vowel; others end in -ede or -te."""
_NOT_DONE_TO = r"(?!s? (?:ved|fra)|s?\Z)"
_TOLD = re.compile(
    rf"{ME},? (?:født \S{{1,12}} \S{{1,12}},? )?(?:{_WORD}r|\w{{3,20}}(?:es|ede|te)|{_PAST})(?!\w)"
    rf"|(?<!\w)(?:er|var|blev|bliver|har|skal|kan|kunne|vil|må|måtte|{_PAST}) {ME}"
    rf"|(?<!\w)(?:\w{{2,24}}(?:t|et|ede|te)|{_PAST}) {ME}{_NOT_DONE_TO}"
    rf"|(?<!\w)(?:hos|mod|over|om|med) {ME}{_NOT_DONE_TO}"
    rf"|(?<!\w)\w{{3,24}}er {ME} (?:til|for|om|i|på|at|med|af|ud|\w{{3,24}})(?!\w)"
    rf"|(?<!\w)(?:at|skal|vil|må|kan|ikke|kunne|skulle) \w{{2,24}}e {ME}{_NOT_DONE_TO}"
    rf"|(?<!\w)(?:til|fra|af|på) {ME}(?: om|,? der|,? som| på| er| blev| bliver| til| ophører| op)(?!\w)"
    rf"|(?<!\w)\w{{3,24}}(?:else|elsen|ingen) af {ME}"
    rf"|{ME}s (?!(?:{_WORD} )?\Z)"
)
"""A person who does or meets something, whatever it is; or of whom something is done or asked."""
_THINKS = re.compile(
    rf"{ME}(?: {_WORD}){{1,4}}, (?:at|hvordan|hvorfor|hvor)(?!\w)(?! (?:han|hun|de) )|(?<!\w)ifølge {ME}"
)
"""What follows is an opinion or knowledge of the person: "X mener, at …"."""
_PUBLIC = Late(lambda: re.compile(of("sensitive", "office", "attending")))
_ABOUT = Late(
    lambda: re.compile(rf"{of('sensitive', 'topic')}(?: {_WORD})? (?:om|for|til|af|i|fra)(?!\w)")
)
_CITED = re.compile(
    r"(?<!\w)(?:efter|jf\.?|i henhold til|med hjemmel i) (?:§{1,2} ?[0-9]{1,3} ?[a-z]?(?:, stk\. [0-9]{1,2},?)? (?:i )?)?\w{0,30}lov(?:en|ens)?(?!\w)"
)
"""The law that an act stands on is no subject of talk."""
_FIELD_WORD = Late(lambda: re.compile(of("sensitive", "field", "thing", "state", "act", "organ")))
_TOPIC_WORD = Late(lambda: re.compile(of("sensitive", "topic")))
_PRONOUN = re.compile(r"(?<!\w)(?:han|hun)(?!\w)")
_HAVE = Late(lambda: re.compile(of("sensitive", "have")))
_GAP = re.compile(rf"(?: om)?(?: (?:{_WORD}|{ME})){{0,5}} ")
_NO_GAP = re.compile(r"(?<!\w)(?:om|for(?! mange)|i|på|til|med|mod|over|ved|at)(?!\w)")
_TOWARD = Late(
    lambda: re.compile(
        rf"(?P<word>{of('sensitive', 'thing')})(?: {_WORD}){{0,3}} (?P<to>{of('sensitive', 'toward')})\.?(?: {_WORD}){{0,2}} {ME}"
    )
)
_TOPIC = re.compile(rf"(?:om|vedrørende|vedr\.?|for|punktet|reglerne)(?: {_WORD}){{0,2}} \Z")
_MATTER = Late(
    lambda: re.compile(
        rf"{of('sensitive', 'matter')}(?: af sag)? (?:om|på|for|af|over|vedrørende)(?: {_WORD}){{0,3}} \Z"
    )
)
""" "Afgørelse om førtidspension til …": a case of that person, and no topic."""
_OWNED = Late(lambda: re.compile(rf"{ME}s (?:{_WORD} ){{0,2}}{of('sensitive', 'owned')}"))
FARTHEST = 130
"""Signs between a person and what the person is."""


def _way(written: str) -> re.Pattern[str]:
    """A way to say a fact, as the heading `said` writes it; else a regular expression.

    `…2` is up to two words (not "om"), `~` what names nobody else, `[state|thing]` a word of these
    headings (the first of a way is what the finding tells), `ME` the person, `^` where a sentence or a
    cell begins.
    """
    made = written.replace("ME", ME).replace("^", r"(?:\A|\t)").replace("WORD", _WORD)
    made = made.replace("~", rf"[^{ME}{OTHER}]{{0,90}}")
    made = re.sub("…([0-9])", lambda most: rf"(?: (?!om ){_WORD}){{0,{most[1]}}}", made)
    first, *more = re.split(r"\[([a-z|]{3,20})\]", made)
    words = [_word_of(groups) for groups in more[::2]]
    if words:
        words[0] = f"(?P<word>{words[0]})"
    return re.compile(first + "".join(map(str.__add__, words, more[1::2])))


def _word_of(groups: str) -> str:
    return of("sensitive", *groups.split("|"), ending="e?")


_SAID = tuple(Late(partial(_way, row.word)) for row in rows("sensitive", "said"))
_DIRECT = Late(lambda: _way("ME (?:er|var|blev|bliver|har været|er blevet|har)…2 [state]"))
_SANCTIONED = Late(
    lambda: _way(
        "ME (?:har|fik|får|modtog)(?: fået| modtaget)?…2 (?:advarsel|påtale|irettesættelse|opsigelse|bortvisning)"
    )
)
_FIELD = Late(lambda: _way("\\A ?WORD…1 ?[:\t]…2 ?[state|thing]"))
"""A field of a form: "Ydelse: førtidspension"."""


def is_direct(sentence: str) -> bool:
    """A person er sygemeldt, or has been warned: nobody's work is in between, and no title excuses it."""
    return bool(_DIRECT.search(sentence) or _SANCTIONED.search(sentence))


def is_actor(sentence: str) -> bool:
    """The person speaks, works or decides, and not of themselves."""
    if _OWNED.search(sentence) or _SAYS.search(sentence):
        return True
    actor = _ACTOR.search(sentence)
    return bool(actor) and not _OF_ONESELF.search(sentence, actor.end() if actor else 0)


def fact_in(sentence: str) -> str | None:
    """The word of the sentence that is a sensitive fact of `ME`; null where there is none."""
    return (
        _said(sentence)
        or _is(sentence)
        or _has(sentence)
        or _toward(sentence)
        or _row(sentence)
        or _of_pronoun(sentence)
    )


def matter_of(sentence: str) -> str | None:
    """A word of such matters in a sentence that tells something of the person, in whatever way.

    The person is spoken of (is, has, shall, "hos" the person), and the sentence names no subject of
    talk and no group. For who neither speaks, works nor comes from somewhere.
    """
    spoken = _SPOKEN_OF.search(sentence)
    found = _FIELD_WORD.search(sentence) if spoken else None
    if not found or _TOPIC_WORD.search(_CITED.sub("", sentence)) or _GROUP.search(sentence):
        return None
    return found.group()


def is_told(sentence: str) -> bool:
    """Something is told of the person, in whatever words, and no office, vote, honour or work is in it,
    nor such a matter as one of many or as a subject.

    What makes a fact sensitive can be said in more ways than any list has; who is a private person and
    told of is said in few.
    """
    if not (_SPOKEN_OF.search(sentence) or _TOLD.search(sentence)) or _THINKS.search(sentence):
        return False
    said = _CITED.sub("", sentence)
    of_many = _FIELD_WORD.search(said) and (_GROUP.search(said) or _TOPIC_WORD.search(said))
    return not (of_many or _PUBLIC.search(said) or _ABOUT.search(said))


def _of_pronoun(sentence: str) -> str | None:
    """What the rest of the sentence tells of the person as "han" or "hun"."""
    me = sentence.find(ME)
    told = _PRONOUN.search(sentence, me) if me >= 0 else None
    if told is None or OTHER in sentence[me : told.start()]:
        return None
    rest = ME + sentence[told.end() :]
    return _said(rest) or _is(rest) or _has(rest)


def _said(sentence: str) -> str | None:
    told = (match for way in _SAID if (match := way.search(sentence)))
    found = next((match for match in told if not _TOPIC_WORD.search(match.group())), None)
    return found["word"] if found else None


def fact_of_field(sentence: str) -> str | None:
    """The fact that a form's field tells of the person in the field before it."""
    match = _FIELD.search(sentence)
    return match["word"] if match else None


def _is(sentence: str) -> str | None:
    """The person is, was, became something; or does what says it all."""
    for pattern in (_STATE, _ACT):
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - FARTHEST) : match.start()]
            me = before.rfind(ME)
            linked = pattern is _ACT or _COPULA.search(before[max(0, me - 12) :])
            if me >= 0 and linked and _is_clear(before[me + 1 :]):
                return match.group()
    return None


def _is_clear(between: str) -> bool:
    """Nobody else and no group of people comes in between."""
    return (
        OTHER not in between.split(" og ")[0]
        and not _GROUP.search(between)
        and not _AND_ACTS.search(between)
    )


def _has(sentence: str) -> str | None:
    """The person has, gets, seeks or is refused it: the nearest such verb before the thing counts."""
    for match in _THING.finditer(sentence):
        begins = match.start()
        while begins and sentence[begins - 1].isalpha():  # lungesygdom
            begins -= 1
        start = max(0, begins - FARTHEST)
        links = list(_HAVE.finditer(sentence, start, begins))
        if not links:
            continue
        gap = sentence[links[-1].end() : begins]
        before = sentence[start : links[-1].start()]
        me = before.rfind(ME)
        is_of_me = ME in gap or (me >= 0 and _is_clear(before[me + 1 :]))
        if is_of_me and _GAP.fullmatch(gap) and not _NO_GAP.search(gap.removeprefix(" om")):
            return sentence[begins : match.end()]
    return None


def _toward(sentence: str) -> str | None:
    for match in _TOWARD.finditer(sentence):
        before = sentence[: match.start()]
        topic = _TOPIC.search(before) and not _MATTER.search(before)
        if not topic or match["to"] not in {"til", "for", "om"}:
            return match["word"]
    return None


def _row(sentence: str) -> str | None:
    """A table's row: the person in one cell, the fact in another."""
    cells = sentence.split("\t")
    if len(cells) == 1 or not any(cell.strip() in {ME, f"{ME}s"} for cell in cells):
        return None
    found = (_CELL.search(cell) for cell in cells if len(cell) < 60 and ME not in cell)
    return next((match.group() for match in found if match), None)
