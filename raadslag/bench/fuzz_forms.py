"""The running house for the fuzz: every form that its pages show, and every address, by everybody.

A form is taken as the page gave it, one or two of its values are bent, and somebody sends it: often
the one who was shown it, else anybody. What a request did is rolled back, but for one in thirty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any, Self

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from lxml import html as lxml_html

from raadslag.bench.fuzz_inputs import hard_text
from raadslag.people.models import User

MOST_PAGES = 60
"""Pages looked at for each user, to find their forms."""
JUNK = ("", "0", "-1", "abc", "²", "9" * 30, "9" * 5000, "1.5", "null", "true", "2024-02-31", "x" * 400,
        "00000000-0000-4000-8000-000000000000", "not-a-uuid", "\x00", "\ud800", "[]", "{}", "../x")  # fmt: skip
KEPT_IN = 30


@dataclass(frozen=True, slots=True)
class Form:
    """A form as one user was shown it."""

    user: int
    address: str
    fields: tuple[tuple[str, str], ...]


class Forms:
    """Forms, addresses and names of rows in one town."""

    def __init__(self, forms: list[Form], addresses: list[str], users: list[int]) -> None:
        self.forms, self.addresses, self.users = forms, addresses, users
        self.values = sorted({value for form in forms for _, value in form.fields if value})
        self.names = sorted({name for form in forms for name, _ in form.fields})
        self.patterns = sorted(set(_routes(get_resolver())))
        self.clients = {user: _client(user) for user in users}

    @classmethod
    def of_a_new_town(cls) -> Self:
        """Sets up the demo town in the configured, empty database, and walks it as each of its users."""
        from raadslag.demo.live import bring_to_life
        from raadslag.demo.seed import seed_town

        settings.ALLOWED_HOSTS = ["*"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        call_command("migrate", verbosity=0)
        seed_town(today=timezone.localdate())
        bring_to_life(today=timezone.localdate())
        users = sorted(User.objects.values_list("pk", flat=True))
        users = users[:: max(1, len(users) // 12)]
        forms: list[Form] = []
        addresses: set[str] = set()
        for user in users:
            shown, seen = _walk(user)
            forms += shown
            addresses |= seen
        return cls(forms, sorted(addresses), users)

    def post(self, random: Random) -> None:
        """One form, bent and sent. Raises whatever the house did not answer."""
        form = random.choice(self.forms)
        user = form.user if random.random() < 0.7 else random.choice(self.users)
        said: dict[str, list[object]] = {}
        for name, value in form.fields:
            said.setdefault(name, []).append(value)
        for _ in range(random.randrange(3)):
            name = random.choice([*said, random.choice(self.names)])
            said[name] = [self._value(random) for _ in range(random.choice((1, 1, 1, 3)))]
        if said and random.random() < 0.2:
            said.pop(random.choice(list(said)))
        if random.random() < 0.1:
            name = "x" + _sayable(hard_text(random)[:80].replace("/", ""))
            said["file"] = [SimpleUploadedFile(name, _sayable(hard_text(random)).encode())]
        address = form.address if random.random() < 0.9 else self._address(random)
        headers = {"accept": "application/json"} if random.random() < 0.2 else {}
        self._send("post", address, said, headers, user, keep=random.randrange(KEPT_IN) == 0)

    def get(self, random: Random) -> None:
        """One address, its parameters bent."""
        address = random.choice(self.addresses) if random.random() < 0.4 else self._address(random)
        names = (
            "q",
            "side",
            "vis",
            "punkt",
            "orden",
            "fra",
            "til",
            "aar",
            "udvalg",
            "regel",
            "parti",
        )
        said: dict[str, list[object]] = {
            random.choice(names): [self._value(random)] for _ in range(random.randrange(4))
        }
        self._send("get", address, said, {}, random.choice(self.users), keep=False)

    def _value(self, random: Random) -> str:
        kind = random.random()
        if kind < 0.4:
            return random.choice(JUNK)
        return random.choice(self.values) if kind < 0.7 else hard_text(random)

    def _address(self, random: Random) -> str:
        """Any route of the house, its parts filled with names that are there or junk."""
        route = random.choice(self.patterns)
        parts = [part for one in self.addresses for part in one.split("/") if part]

        def part(_: re.Match[str]) -> str:
            value = random.choice(parts) if random.random() < 0.8 else random.choice(JUNK)
            return _sayable(value.replace("/", ""))

        return "/" + re.sub(r"<[^>]+>|\(\?P<[^)]*\)", part, route).strip("^$\\")

    def _send(
        self,
        method: str,
        address: str,
        said: dict[str, list[object]],
        headers: dict[str, str],
        user: int,
        *,
        keep: bool,
    ) -> None:
        with transaction.atomic():
            client = self.clients[user]
            address = _sayable(address)
            sent = {
                _sayable(name): [_sayable(one) if isinstance(one, str) else one for one in values]
                for name, values in said.items()
            }
            answer = getattr(client, method)(address, sent, headers=headers)
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer.status_code >= 500 and address.partition("?")[0] != HEALTH:
                raise AssertionError(f"{answer.status_code} {method} {address}")
            if not keep or method == "get":
                transaction.set_rollback(True)


HEALTH = "/sund/"
"""Says 503 where somebody should look; the thrown-away town has no worker to drain its queue."""


def _sayable(text: str) -> str:
    """What a browser could send: a lone half of a pair has no bytes in UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _client(user: int) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user), settings.AUTHENTICATION_BACKENDS[0])
    return client


def _walk(user: int) -> tuple[list[Form], set[str]]:
    """The forms and addresses that one user comes upon."""
    client, waiting, seen, forms = _client(user), ["/arbejde/", "/"], set[str](), list[Form]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        if (
            answer.streaming
            or not answer.content
            or "html" not in answer.headers.get("Content-Type", "")
        ):
            continue
        page: Any = lxml_html.fromstring(answer.content)
        inside = [
            str(a.get("href")).split("#")[0]
            for a in page.iter("a")
            if (a.get("href") or "").startswith("/")
        ]
        waiting += sorted(set(inside), key=lambda one: not one.startswith(("/arbejde", "/indlaes")))
        for form in page.forms:
            fields = tuple((name, str(value)) for name, value in form.form_values())
            if (form.method or "").lower() == "post":
                buttons = [b for b in form.iter("button") if b.get("name")]
                extra = tuple((b.get("name"), b.get("value", "")) for b in buttons[:1])
                forms.append(Form(user, form.action or answer.request["PATH_INFO"], fields + extra))
    return [one for one in forms if "/log-ud/" not in one.address], seen


def _routes(resolver: URLResolver, prefix: str = "") -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            found += _routes(one, route)
        elif isinstance(one, URLPattern) and "log-" not in route:
            found.append(route)
    return found
