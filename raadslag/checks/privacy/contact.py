"""Telephone, private e-mail, address with a name, account numbers: a person is asked about these.

Officials' and politicians' numbers at work are public; the tier is therefore `ask`, never `stop`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from raadslag.checks.privacy.addresses import addresses
from raadslag.checks.privacy.cpr_forms import numbers
from raadslag.checks.privacy.hits import Hit, on_folded
from raadslag.checks.privacy.words import any_of, rows

PRIVATE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.dk outlook.com outlook.dk live.dk live.com msn.com "
    "yahoo.com yahoo.dk icloud.com me.com mac.com mail.dk jubii.dk ofir.dk stofanet.dk webspeed.dk "
    "mail.tele.dk post.tele.dk get2net.dk privat.dk youmail.dk proton.me protonmail.com tdcadsl.dk "
    "adslhome.dk fibermail.dk c.dk dlgmail.dk sol.dk forum.dk".split()
)
"""Mail hosts that private persons use."""

_MAIL_NAME = re.compile(r"[\w.+-]{1,64}\Z")
_MAIL_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE_WORD = re.compile(
    r"(?:tlf|telefon|mobil|ring(?:es)?(?:\s+til|\s+på)?|kontakt|træffes|sms|\bt[:.]|\bm[:.]|\+45|0045)"
    r"[^\d\n]{0,15}\Z",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d|\d\d([.-])\d\d\1(?:19|20)\d\d")
"""Years from and to, and dates, have eight figures too."""
_PHONE = re.compile(r"[2-9][0-9](?:[ .-]?[0-9][0-9]){3}(?![0-9/-]|[.,][0-9])")
_DANISH = re.compile(r"(?:\+|00)45 ?\Z")
_ACCOUNT = re.compile(
    r"[0-9]{4}[ -]{1,3}(?:[Kk]onto[a-z]{0,8}[.: ]{0,3}(?:nr\.?[: ]{0,2})?)?\d{6,10}(?!\d)",
)
_ACCOUNT_WORD = re.compile(r"(?:konto|reg|bank)[^\d\n]{0,25}\Z", re.IGNORECASE)
_IBAN = re.compile(r"DK\d\d(?:[ ]?\d{4}){3}[ ]?\d{2}(?!\d)")
_LIVES = re.compile(r"[,\n(]\s{0,3}\Z|\b(?:på|bor|boende|bopæl|adresse:?)\s{1,3}\Z")
_NAME = re.compile(
    r"(?<![\wæøå])(?:[A-ZÆØÅ][a-zæøåé]{1,20}|[A-ZÆØÅ]\.)(?:[ ](?:[A-ZÆØÅ][a-zæøåé]{1,20}|[A-ZÆØÅ]\.)){1,3}(?![\wæøå])"
)
_NO_NAME = re.compile(
    r"kommune|udvalg|center|forvaltning|region|skole|lokalplan|gade|vej|plads|afdeling|institut|styrelse|råd|"
    r"forening|selskab|hus|a/s|aps|parken|ejendom|matrikel|emne|punkt|bilag|etape|side|tabel|figur|område|zone|delområde|adresse",
    re.IGNORECASE,
)
_SOMEONE = re.compile(any_of(rows("sensitive", "person")))
_HOME = re.compile(
    r"(?<!\w)(?:bor|boede|boende|bopæl|flyttet (?:til|fra)|hjem|lejligheden|adressen)(?: i| på| til)?:? \Z"
)
NEAR_NAME = 60
"""Signs before an address in which a name makes it a person's."""


@on_folded
def find_contacts(text: str) -> Iterator[Hit]:
    """Every contact datum in the text that a person should look at before it is published."""
    yield from _phones(text)
    yield from _mails(text)
    yield from _accounts(text)
    yield from _addresses(text)


_PHONE_BEFORE = frozenset(".,/-")


def _phones(text: str) -> Iterator[Hit]:
    for match in numbers(text, _PHONE, not_after=_PHONE_BEFORE):
        before = text[max(0, match.start() - 40) : match.start()]
        danish = _DANISH.search(before)
        if _NO_PHONE.fullmatch(match.group()) or (before[-1:].isdigit() and not danish):
            continue
        if (danish or _PHONE_WORD.search(before)) and _is_phone(match.group()):
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
    for match in numbers(text, _ACCOUNT):
        if _ACCOUNT_WORD.search(text[max(0, match.start() - 40) : match.start()]):
            yield Hit("account", "ask", match.group(), *match.span())
    for match in numbers(text, _IBAN):
        yield Hit("account", "ask", match.group(), *match.span())


def _addresses(text: str) -> Iterator[Hit]:
    for place in addresses(text):
        before = text[max(0, place.start - NEAR_NAME) : place.start].rsplit("\n\n", 1)[-1]
        shown = text[place.start : place.end]
        names = [name for name in _NAME.findall(before) if not _NO_NAME.search(name)]
        if names and _LIVES.search(before):
            yield Hit("address", "ask", f"{names[-1]}, {shown}", place.start, place.end)
        elif _someone_lives(before, place.has_unit):
            yield Hit("address", "ask", shown, place.start, place.end)


def _someone_lives(before: str, has_unit: bool) -> bool:
    """A person without a name whose home it is: familien bor …; borgeren (…, 2. th.)."""
    sentence = re.split(r"[.!?] |\n", before)[-1].lower()
    if not _SOMEONE.search(sentence):
        return False
    return has_unit or bool(_HOME.search(sentence))
