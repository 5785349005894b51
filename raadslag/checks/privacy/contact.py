"""Telephone, private e-mail, address with a name, account numbers: a person is asked about these.

Officials' and politicians' numbers at work are public; the tier is therefore `ask`, never `stop`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from raadslag.checks.privacy.hits import Hit

PRIVATE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.dk outlook.com outlook.dk live.dk live.com msn.com "
    "yahoo.com yahoo.dk icloud.com me.com mac.com mail.dk jubii.dk ofir.dk stofanet.dk webspeed.dk "
    "mail.tele.dk post.tele.dk get2net.dk privat.dk youmail.dk proton.me protonmail.com tdcadsl.dk "
    "adslhome.dk fibermail.dk c.dk dlgmail.dk sol.dk forum.dk".split()
)
"""Mail hosts that private persons use."""

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
_PHONE_WORD = re.compile(
    r"(?:tlf|telefon|mobil|ring(?:es)?(?:\s+til|\s+på)?|kontakt|træffes|sms|\bt[:.]|\bm[:.]|\+45|0045)"
    r"[^\d\n]{0,15}\Z",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d|\d\d([.-])\d\d\1(?:19|20)\d\d")
"""Years from and to, and dates, have eight figures too."""
_PHONE = re.compile(r"(?<![\d.,/-])(?:(?:\+|00)45[ ]?)?[2-9]\d(?:[ .-]?\d\d){3}(?![\d/-]|[.,]\d)")
_ACCOUNT = re.compile(
    r"(?:konto|reg\.?|bank)[^\d\n]{0,25}(\d{4}[ -]{1,3}(?:konto\w*[.: ]*(?:nr\.?[: ]*)?)?\d{6,10})(?!\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)DK\d\d(?:[ ]?\d{4}){3}[ ]?\d{2}(?!\d)")
_STREET = (
    r"[A-ZÆØÅ][\wæøåÆØÅ.]*(?:[ ][A-ZÆØÅa-zæøå][\wæøåÆØÅ.]*){0,2}?"
    r"(?:vej|gade|allé|alle|stræde|vænge|vænget|parken|park|plads|torv|bakke|bakken|have|haven|toften|"
    r"lunden|marken|engen|svinget|krogen|stien|boulevard|kvarteret|højen|dalen|ager|ageren|mosen|skoven)"
)
_ADDRESS = re.compile(
    rf"(?<!\w)(?P<street>{_STREET})[ ]\d{{1,3}}[ ]?[A-Z]?(?:,[ ]?(?:\d{{1,2}}\.?|st\.?|kl\.?)(?:[ ]?(?:tv|th|mf)\.?)?)?"
    r"(?P<town>,?[ ]\d{4}[ ][A-ZÆØÅ]\w+)?"
)
_NAME = re.compile(
    r"(?<![\wæøå])(?:[A-ZÆØÅ][a-zæøåé]{1,20}|[A-ZÆØÅ]\.)(?:[ ](?:[A-ZÆØÅ][a-zæøåé]{1,20}|[A-ZÆØÅ]\.)){1,3}(?![\wæøå])"
)
_NO_NAME = re.compile(
    r"kommune|udvalg|center|forvaltning|region|skole|lokalplan|gade|vej|plads|afdeling|institut|styrelse|råd|"
    r"forening|selskab|hus|a/s|aps|parken|ejendom|matrikel|emne|punkt|bilag|etape|side|tabel|figur|område|zone|delområde|adresse",
    re.IGNORECASE,
)
NEAR_NAME = 60
"""Signs before an address in which a name makes it a person's."""


def find_contacts(text: str) -> Iterator[Hit]:
    """Every contact datum in the text that a person should look at before it is published."""
    yield from _phones(text)
    yield from _mails(text)
    yield from _accounts(text)
    yield from _addresses(text)


def _phones(text: str) -> Iterator[Hit]:
    for match in _PHONE.finditer(text):
        if _NO_PHONE.fullmatch(match.group()):
            continue
        named = _PHONE_WORD.search(text[max(0, match.start() - 40) : match.start()])
        if (named or match.group().startswith(("+45", "0045"))) and _is_phone(match.group()):
            yield Hit("phone", "ask", match.group(), match.start(), match.end())


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "DK"))
    except phonenumbers.NumberParseException:
        return False


def _mails(text: str) -> Iterator[Hit]:
    for match in _MAIL.finditer(text):
        if match.group(1).lower() in PRIVATE_MAIL:
            yield Hit("email", "ask", match.group(), match.start(), match.end())


def _accounts(text: str) -> Iterator[Hit]:
    for match in _ACCOUNT.finditer(text):
        yield Hit("account", "ask", match.group(1), match.start(1), match.end(1))
    for match in _IBAN.finditer(text):
        yield Hit("account", "ask", match.group(), match.start(), match.end())


def _addresses(text: str) -> Iterator[Hit]:
    for match in _ADDRESS.finditer(text):
        before = text[max(0, match.start() - NEAR_NAME) : match.start()].rsplit("\n\n", 1)[-1]
        names = [name for name in _NAME.findall(before) if not _NO_NAME.search(name)]
        if names and re.search(r"[,\n(]\s*\Z|\b(?:på|bor|boende|bopæl|adresse:?)\s+\Z", before):
            yield Hit("address", "ask", f"{names[-1]}, {match.group()}", match.start(), match.end())
