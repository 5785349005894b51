"""Stretches of a text that say something else than their letters do, read as they are meant.

Signs in another code (`%2D`, `&#45;`), marks inside a number, letters that are drawn from right to
left, figures in words. A detector reads them beside the text itself.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

_CODES = re.compile(
    r"%[0-9A-Fa-f]{2}|&#?\w{1,10};|\\(?:u\{|[ux])?[0-9a-fA-F]{1,6}|\+[A-Za-z0-9/]{3,60}"
)
"""Signs written in another code: `%2D`, `&#45;`, `\\u002d`, CSS's `\\2d `, UTF-7's `+AC0-`."""
_CODE_SIGN = re.compile(r"[%&\\+]")
_CODED = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-9a-fA-F]{1,6}) ?)"
)
_OCTAL = re.compile(r"\\([0-7]{2,3})")
_UTF7 = re.compile(r"\+([A-Za-z0-9+/]{3,200})-?")
"""RFC 2152: UTF-16 in sixty-fours, which old browsers and sheets read."""
_SMALL_MARK = "a|abbr|b|bdi|big|code|data|em|font|i|ins|kbd|mark|o:p|s|small|span|strong|sub|sup|time|tspan|tt|u|var|wbr"
_INSIDE = (
    rf"(?:</?(?:{_SMALL_MARK})(?![\w:])[^<>]{{0,120}}>|<!--[^<>]{{0,120}}-->|[*_`]{{1,3}}"
    r"|&[A-Z](?![\w;])|[\"'] ?[+&.] ?[\"'])"
)
"""What may stand inside a number and is no part of it: marks of HTML, of plain text and of a sheet's
footer (`&B`), the joint of two strings in a script."""
_LITERAL = re.compile(r"([\"'])([0-9-]{1,10})\1")
CONCEALS = re.compile(
    r"fromC(?:har|ode)\w{2,8}|(?<!\w)(?:atob|unescape|decodeURI\w{0,9}|eval)\s?\(|\.reverse\(\)\.join"
)
"""Calls in a script that make words of codes: only who runs it sees what it writes."""
_MARKED = re.compile(rf"[0-9-](?:{_INSIDE}){{1,12}}(?=[0-9-])")
_MARKS = re.compile(_INSIDE)
_AROUND = 60
"""Signs around such a code that are read once more as they are meant."""
_CUT = re.compile(r"\r?\n[ \t]?(?=\d{1,4}(?:-\d{4})?(?!\d))")
_CUT_IN_DAY, _DASH_NEXT = re.compile(r"\d\Z"), re.compile(r"\d{1,4}-\d{4}")
_CUT_IN_FOUR = re.compile(r"\d{6}-\d{1,3}\Z")
"""A line's end that cuts a number where no dash is: 0707 / 61-4285, 070761-42 / 85."""
RIGHT_TO_LEFT, POP = "\u202e", "\u202c"
"""Unicode's override (RLO) and its end (PDF): the letters between are drawn from the right."""
_TURNED = re.compile("[\u202b\u202e\u2067\u200f\u061c][^\n\u202c\u2069]{4,200}")
"""What follows a mark for right to left (UAX #9)."""
_GROUPS = re.compile(r"\d+|\D")
_WORDS = {
    word: figure
    for figure, words in enumerate(
        ("nul", "en et én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
    )
    for word in words.split()
}
_WORD = f"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_SPOKEN = re.compile(
    rf"(?<!\w){_WORD}(?:[ ,.-]{{1,3}}(?:og |så |bindestreg |streg ){{0,2}}{_WORD}){{9}}(?!\w)", re.I
)
"""Ten figures said in words."""
_DASH_WORD = re.compile(r"(?<=\d) ?\(?(?:(?:binde|tanke)?streg|minus)\)? ?(?=\d)", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")


def literals(script: str) -> str:
    """The strings of figures in a script, one after the other: `a='120375'; b='1172'; show(a+b)`."""
    return "".join(found[2] for found in _LITERAL.finditer(script))


def meant(text: str) -> Iterator[str]:
    """Each stretch that is meant otherwise than it stands, as it is meant."""
    yield from chain(_decoded(text), _unmarked(text), _turned(text), _said(text))


def _decoded(text: str) -> Iterator[str]:
    reached = 0
    for sign in _CODE_SIGN.finditer(text):
        match = _CODES.match(text, sign.start())
        if match and match.end() > reached:
            reached = min(len(text), match.end() + 2 * _AROUND)
            part = text[max(0, match.start() - _AROUND) : reached]
            for _ in range(2):  # a link in a link is coded twice
                part = html.unescape(unquote(part))
            part = _UTF7.sub(_from_sixty_four, part)
            if _OCTAL.search(part):
                yield _OCTAL.sub(lambda code: chr(int(code[1], 8)), part)
            yield _CODED.sub(_sign_of, part)


def _sign_of(code: re.Match[str]) -> str:
    number = int(next(filter(None, code.groups())), 16)
    return chr(number) if number < 0x110000 else code.group()


def from_sixty_four(packed: str) -> bytes:
    """What letters of base64 say, with or without the signs that fill them up; a letter too many is left."""
    whole = packed[: -1 if len(packed) % 4 == 1 else None]
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _from_sixty_four(code: re.Match[str]) -> str:
    data = from_sixty_four(code[1])
    signs = data[: len(data) // 2 * 2].decode("utf-16-be", "replace")
    return signs if all(" " <= sign < "\u0250" for sign in signs) else code.group()


def _unmarked(text: str) -> Iterator[str]:
    """Numbers without the marks set inside them."""
    reached = 0
    for match in _MARKED.finditer(text):
        if match.end() > reached:
            reached = min(len(text), match.end() + _AROUND * 4)
            yield _MARKS.sub("", text[max(0, match.start() - _AROUND) : reached])


def _turned(text: str) -> Iterator[str]:
    """As a reader sees it: every letter turned (an override), or only the order of the numbers."""
    for match in _TURNED.finditer(text):
        part = match.group()
        yield part[::-1]
        yield "".join(reversed(_GROUPS.findall(part)))


def _said(text: str) -> Iterator[str]:
    for match in _CUT.finditer(text):
        before = text[max(0, match.start() - _AROUND) : match.start()]
        after = text[match.end() : match.end() + _AROUND]
        if (_CUT_IN_DAY.search(before) and _DASH_NEXT.match(after)) or _CUT_IN_FOUR.search(before):
            yield before + after
    if "streg" in text or "minus" in text:
        for match in _DASH_WORD.finditer(text):
            before = text[max(0, match.start() - _AROUND) : match.start()]
            yield f"{before}-{text[match.end() : match.end() + _AROUND]}"
    if "syv" in text or "nul" in text or "fem" in text:
        for match in _SPOKEN.finditer(text):
            said = (word.lower() for word in _LETTERS.findall(match.group()))
            yield "".join(str(_WORDS[word]) for word in said if word in _WORDS)
