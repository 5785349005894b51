"""What a ballot is on, told outside the vote's own words: by a heading, by the motion before it, by its result."""

from __future__ import annotations

from raadslag.danish.ballots import LONGEST_ON
from raadslag.danish.tokens import Printed
from raadslag.danish.voters import words

LONGEST_MOTION = 300
"""Letters of the longest sentence in which somebody moves something."""
_HEADED = ("afstemning", "forslag", "indstilling", "model")
_UNNAMED = ("afstemning", "afstemningen", "afstemningsresultat", "ændringsforslag")
_TELLS_MORE = ("stemte", "stemmer", "foresl", "stillede", "imod")
_THEN = ("herefter", "derefter", "efterfølgende")
_SO = ("dermed", "hermed", "således")
_FALLS = ("faldt", "falder", "bortfaldt", "bortfalder")
_NOTHING = ("sagen", "punktet", "dette", "det", "den")


def heading_of(sentence: str) -> str | None:
    """ "udsættelse" of "Afstemning om udsættelse:", "Forslaget" of "Forslaget blev sat til afstemning", or the
    head before a colon that names a motion; null where the sentence heads no ballot."""
    printed = Printed(sentence[: 2 * LONGEST_ON])
    lows = [token.low for token in printed.tokens]
    for k, low in enumerate(lows):
        if low.startswith("afstemning") and lows[k + 1 : k + 2] == ["om"]:
            ends = (n for n in range(k + 2, len(lows)) if lows[n] in (":", ".", ",", "stemte"))
            name = printed.cut(k + 2, next(ends, len(lows)))
            return name if name.casefold() not in _NOTHING else None
        put = low == "sættes" or (low in ("blev", "er") and "sat" in lows[k + 1 : k + 4])
        if k and put and "afstemning" in lows[k : k + 6]:
            return printed.cut(0, k)
    head, colon, _ = sentence[: LONGEST_ON + 1].partition(":")
    low = head.strip().casefold()
    asked = bool(colon) and any(word in low for word in _HEADED) and low not in _UNNAMED
    more = low.startswith(("for ", "mod ")) or any(word in low for word in _TELLS_MORE)
    return head.strip() if asked and not more else None


def result_of(sentence: str) -> tuple[str, bool] | None:
    """(what was decided upon, whether that came after something else) of "Forslaget blev forkastet", "Forslaget
    faldt", "Herefter blev indstillingen godkendt"; null where nothing is named."""
    printed = Printed(sentence[: LONGEST_ON + 60])
    lows = [token.low for token in printed.tokens]
    end = next((k for k, low in enumerate(lows) if low in words("result")), 0)
    verb = next((k for k in range(end) if lows[k] in ("blev", "er", "bliver")), None)
    if verb is None:
        first, after = 0, end if end and lows[end] in _FALLS else 0
    else:
        turned = verb == 0 or lows[0] in _THEN or lows[0] in _SO
        first, after = (verb + 1, end) if turned else (0, verb)
    name = " ".join(
        word for word in printed.cut(first, after).split() if word.casefold() not in _THEN
    )
    named = 3 <= len(name) <= LONGEST_ON and name.casefold() not in _NOTHING
    return (name, any(low in _THEN for low in lows[:end])) if named else None


def motion_of(sentence: str) -> str | None:
    """ "at stien flyttes" of "Ida Kær foreslog, at stien flyttes"; null where nobody moves anything."""
    low = sentence.casefold()
    moved = any(stem in low for stem in ("stille", "fremsat", "fremsætt")) and "forslag" in low
    if len(sentence) > LONGEST_MOTION or not (moved or "foresl" in low):
        return None
    printed = Printed(sentence.rstrip(".:"))
    stems = ("foresl", "forslag")
    start = next(k for k, t in enumerate(printed.tokens) if any(stem in t.low for stem in stems))
    that = [k for k in range(start, min(len(printed), start + 6)) if printed.low(k) == "at"]
    first = that[0] if that else start if "forslag" in printed.low(start) else len(printed)
    return printed.cut(first, len(printed)) or None
