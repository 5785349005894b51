"""A hyphen at a line's end: does it cut a word in two, or is it written?

Sources: Retskrivningsordbogen (2024) § 15 on dividing words at line ends and § 57 on the written hyphen:
it stands after letters used as letters, after figures and signs, after shortenings that are read letter
by letter, before a capital letter or a figure, and in groups ("social- og sundhedsudvalget").
"""

from __future__ import annotations

import re
from typing import Literal

SOFT = "\u00ad"
"""A hyphen that is printed only where it ends a line."""
_ENDS_CUT = re.compile(rf"[^\W_][.)]?[-{SOFT}\u2010\u2011]$|[\d%§][-\u2011]$")
_BEGINS = re.compile(r"[^\W_]")
_GROUP = re.compile(r"(?:og|eller|samt|og/eller|hhv\.|henholdsvis|m\.v\.|mv\.|m\.fl\.)(?![^\W_])")
_LAST_PART = re.compile(r"[^\s\-\u2010\u2011/(»\"]*$")
_FIRST_PART = re.compile(r"[^\W\d_]*")
_KEEPS = frozenset({"ikke", "it", "tv", "pc", "cd", "dvd", "ph.d", "ph.d.", "sms", "gps", "www"})
"""Lower-case words with a hyphen of their own after them: "ikke-kommunale", "it-sikkerhed" (§ 57)."""
_LONGEST_WORD = 80
"""Letters of a line's end that are looked at."""
_LONGEST_SHORTENING = 5
"""Capital letters of a shortening before a word in capitals ("NATO-TOPMØDE"); longer ones are cut words."""
Verdict = Literal["cut", "written", "group"]


def ends_in_hyphen(text: str) -> bool:
    """The line ends in a hyphen right after a letter, figure or sign: not in a dash."""
    return text[-1:] in ("-", SOFT, "\u2010", "\u2011") and bool(_ENDS_CUT.search(text[-3:]))


def hyphen_between(left: str, right: str, own: str = "") -> Verdict | None:
    """What the hyphen that ends `left` is, when `right` is the next line; null where it is no hyphen.

    `own` is the document's own text in small letters, in which the word may stand whole elsewhere.
    """
    if not ends_in_hyphen(left) or not _BEGINS.match(right):
        return None
    if left.endswith(SOFT):
        return "cut"
    if _GROUP.match(right):
        return "group"
    before = _found(_LAST_PART, left[-_LONGEST_WORD:-1])
    after = _found(_FIRST_PART, right)
    if not after or not before or before[-1].isdecimal() or before[-1] in "%§":
        return "written"
    whole, parted = f"{before}{after}".lower(), f"{before}-{after}".lower()
    if parted in own or whole in own:
        return "written" if parted in own and whole not in own else "cut"
    return "written" if _keeps_hyphen(before, after) else "cut"


def _keeps_hyphen(before: str, after: str) -> bool:
    if len(before) == 1 or "." in before or before.lower() in _KEEPS:
        return True
    if before.isupper():
        return after[1:].islower() or len(after) == 1 or len(before) <= _LONGEST_SHORTENING
    if after[0].isupper():
        return True
    # "pH-måling", "KiWi-tal": capitals inside a word make it a shortening.
    return any(letter.isupper() for letter in before[1:])


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def first_word_up(left: str, right: str, own: str = "") -> tuple[str, str]:
    """Two lines with the word that a hyphen parts whole on the first; as they are where it parts none."""
    verdict = hyphen_between(left, right, own)
    if verdict is None or verdict == "group":
        return left.rstrip(SOFT), right
    word, _, rest = right.partition(" ")
    return joined(left, word, own) or left, rest


def joined(left: str, right: str, own: str = "") -> str | None:
    """Two lines as one where a hyphen parts them; null where none does."""
    verdict = hyphen_between(left, right, own)
    if verdict is None:
        return None
    if verdict == "group":
        return f"{left} {right}"
    return left[:-1] + right if verdict == "cut" else f"{left.rstrip(SOFT)}{right}"
