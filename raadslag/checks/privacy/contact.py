"""Telephone, private e-mail, address with a name, account numbers: a person is asked about these.

Officials' and politicians' numbers at work are public; the tier is therefore `ask`, never `stop`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from raadslag.checks.privacy.cpr_forms import numbers
from raadslag.checks.privacy.hits import Hit, on_folded
from raadslag.checks.privacy.words import of, rows

PRIVATE_MAIL = frozenset(row.word for row in rows("contact", "mail"))
"""Mail hosts that private persons use."""
_MAIL_NAME = re.compile(r"[\w.+-]{1,64}\Z")
_MAIL_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE_WORD = re.compile(rf"(?:{of('contact', 'phone')}|\+45|0045)[^\d\n]{{0,15}}\Z")
_NO_PHONE = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d|\d\d([.-])\d\d\1(?:19|20)\d\d")
"""Years from and to, and dates, have eight figures too."""
_PHONE = re.compile(r"[2-9][0-9](?:[ .-]?[0-9][0-9]){3}(?![0-9/-]|[.,][0-9])")
_PHONE_BEFORE = frozenset(".,/-")
_DANISH = re.compile(r"(?:\+|00)45 ?\Z")
_ACCOUNT = re.compile(
    r"[0-9]{4}[ -]{1,3}(?:[Kk]onto[a-z]{0,8}[.: ]{0,3}(?:nr\.?[: ]{0,2})?)?\d{6,10}(?!\d)",
)
_ACCOUNT_WORD = re.compile(rf"{of('contact', 'account')}[^\d\n]{{0,25}}\Z")
_IBAN = re.compile(r"DK\d\d(?:[ ]?\d{4}){3}[ ]?\d{2}(?!\d)")

_STREET_ENDS = tuple(row.word.strip("*") for row in rows("places", "street"))
_NUMBER = re.compile(r" (?P<number>[0-9]{1,3})(?: ?[A-ZÆ](?![\wæøå]))?(?![\d%]|[.,]\d)")
_UNIT = re.compile(
    r",? ?(?:\d{1,2}\.?|st\.?|kl\.?|stuen)(?:[ ,]{0,2}(?:sal))?[ ,.]{0,2}(?:tv|th|mf|dør \d{1,3})(?!\w)\.?"
    r"|, ?(?:\d{1,2}\. sal|st\.|kld?\.|stuen)",
    re.IGNORECASE,
)
"""Floor or door: a dwelling's."""
_TOWN = re.compile(r",? \d{4} [A-ZÆØÅ]\w{1,30}")
_STREET = re.compile(
    r"(?<!\w)(?:[A-ZÆØÅ][\w.]{0,30} ){0,2}[A-ZÆØÅ][\w.]{0,30}\Z|(?<!\w)[A-ZÆØÅ][\w.]{0,30} (?:på|ved|i|den) [\w.]{1,30}\Z"
)
_LONGEST_STREET = 70
_WORD = r"(?:[A-ZÆØÅ][a-zæøåé]{1,20}|[A-ZÆØÅ]\.)"
_NAME = re.compile(rf"(?<![\wæøå]){_WORD}(?: {_WORD}){{1,3}}(?![\wæøå])")
_LIVES = re.compile(rf"[,\n(]\s{{0,3}}\Z|{of('contact', 'lives')}:?\s{{1,3}}\Z")
_NO_NAME = re.compile(of("contact", "things"))
_SOMEONE = re.compile(of("sensitive", "person"))
_HOME = re.compile(rf"{of('contact', 'home')}(?: i| på)?:? \Z")
NEAR_NAME = 60
"""Signs before an address in which a name makes it a person's."""


@on_folded
def find_contacts(text: str) -> Iterator[Hit]:
    """Every contact datum in the text that a person should look at before it is published."""
    yield from _phones(text)
    yield from _mails(text)
    yield from _accounts(text)
    yield from _addresses(text)


def _phones(text: str) -> Iterator[Hit]:
    for match in numbers(text, _PHONE, not_after=_PHONE_BEFORE):
        before = text[max(0, match.start() - 40) : match.start()]
        danish = _DANISH.search(before)
        if _NO_PHONE.fullmatch(match.group()) or (before[-1:].isdecimal() and not danish):
            continue
        if (danish or _PHONE_WORD.search(before.lower())) and _is_phone(match.group()):
            start = match.start() - (len(danish.group()) if danish else 0)
            yield Hit("phone", "ask", text[start : match.end()], start, match.end())


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "DK"))
    except phonenumbers.NumberParseException:
        return False


def _mails(text: str) -> Iterator[Hit]:
    for sign in re.finditer("@", text):
        name = _MAIL_NAME.search(text[max(0, sign.start() - 64) : sign.start()])
        host = _MAIL_HOST.match(text, sign.end())
        if name and host and host.group().lower() in PRIVATE_MAIL:
            start = sign.start() - len(name.group())
            yield Hit("email", "ask", text[start : host.end()], start, host.end())


def _accounts(text: str) -> Iterator[Hit]:
    for pattern in (_ACCOUNT, _IBAN):
        for match in numbers(text, pattern):
            before = text[max(0, match.start() - 40) : match.start()].lower()
            if pattern is _IBAN or _ACCOUNT_WORD.search(before):
                yield Hit("account", "ask", match.group(), *match.span())


def _addresses(text: str) -> Iterator[Hit]:
    """A street with a house number that is somebody's: a name before it, or a person whose home it is."""
    for number in _NUMBER.finditer(text):
        before = text[max(0, number.start() - _LONGEST_STREET) : number.start()]
        if not before[-12:].lower().endswith(_STREET_ENDS):
            continue
        street = _STREET.search(before.rsplit("\n", 1)[-1])
        if not street:
            continue
        unit = _UNIT.match(text, number.end())
        town = _TOWN.match(text, unit.end() if unit else number.end())
        start, end = number.start() - len(street.group()), (town or unit or number).end()
        before = text[max(0, start - NEAR_NAME) : start].rsplit("\n\n", 1)[-1]
        named = (
            (name, before[name.start() : name.end() + len(" a/s")])
            for name in _NAME.finditer(before)
        )
        names = [name.group() for name, whole in named if not _NO_NAME.search(whole.lower())]
        if names and _LIVES.search(before.lower()):
            yield Hit("address", "ask", f"{names[-1]}, {text[start:end]}", start, end)
        elif _someone_lives(before, has_unit=unit is not None):
            yield Hit("address", "ask", text[start:end], start, end)


def _someone_lives(before: str, *, has_unit: bool) -> bool:
    """A person without a name whose home it is: familien bor …; borgeren (…, 2. th.)."""
    sentence = re.split(r"[.!?] |\n", before)[-1].lower()
    return bool(_SOMEONE.search(sentence) and (has_unit or _HOME.search(sentence)))
