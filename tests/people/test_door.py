"""Signed out in the middle of work: what was typed waits for the one who typed it, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django import forms
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.html import strip_tags
from lxml import html

from raadslag.cases.models import Case, Comment, PaperSection
from raadslag.people.door.answers import opens
from raadslag.people.door.idle import LAST
from raadslag.people.door.kept import is_typed, typed_in
from raadslag.people.door.origin import FIELD
from raadslag.people.models import KeptForm
from tests.cast import Town

WORDS = "Vejviseren trykkes i tusind eksemplarer og deles ud på jobcentret."


def sit_down(town: Town, name: str, client: Client | None = None) -> Client:
    """Sign in by the demo's own form, at this browser or a new one."""
    client = client or Client(enforce_csrf_checks=True)
    page = client.get(reverse("sign-in")).content.decode()
    sent = {"user": getattr(town, name).pk, "csrfmiddlewaretoken": proof_in(page)}
    assert client.post(reverse("sign-in"), sent).status_code == 302
    return client


def proof_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def form_in(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with this address."""
    start = page.index(f'action="{action}"')
    form = page[start : page.index("</form>", start)]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value.replace("&amp;", "&") for name, value in fields}


def expire(client: Client) -> None:
    """The login runs out: the browser's session is no more."""
    client.session.flush()


class Desk:
    """Sanne at her case, with a section's form open in front of her."""

    def __init__(self, town: Town) -> None:
        self.town, self.case = town, town.write()
        self.page = reverse("case", args=[self.case.uid])
        self.section = self.case.paper.sections.first()
        self.where = reverse("save-section", args=[self.case.uid, self.section.pk])
        self.client = sit_down(town, "sanne")
        self.form = form_in(self.client.get(self.page).content.decode(), self.where)

    def send(self, **more: Any) -> Any:
        return self.client.post(self.where, self.form | {"text": WORDS}, **more)

    def saved(self) -> bool:
        return WORDS in str(PaperSection.objects.get(pk=self.section.pk).blocks)


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def test_after_signing_in_again_one_stands_where_one_was_with_the_text_and_decides(
    desk: Desk,
) -> None:
    expire(desk.client)
    answer = desk.send()
    assert answer.status_code == 302
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["next"] == [f"{desk.page}#gemt-{KeptForm.objects.get().uid}"]
    told = desk.client.get(answer.headers["Location"]).content.decode()
    assert "er gemt til dig" in told
    assert WORDS not in told
    sit_down(desk.town, "sanne", desk.client)
    page = desk.client.get(desk.page).content.decode()
    assert WORDS in page
    assert not desk.saved()
    again = form_in(page, desk.where)
    assert again["text"] == WORDS
    assert desk.client.post(desk.where, again).status_code == 302
    assert desk.saved()
    assert WORDS in desk.client.get(desk.page).content.decode()
    assert KeptForm.objects.count() == 0


def test_however_much_was_not_sent_stands_in_one_box_the_newest_open(desk: Desk) -> None:
    expire(desk.client)
    for words in ("Den første tekst", "Den anden tekst", "Den tredje tekst"):
        desk.client.post(desk.where, desk.form | {"text": words})
    sit_down(desk.town, "sanne", desk.client)
    page: Any = html.fromstring(desk.client.get(desk.page).content)
    (box,) = page.xpath("//section[contains(@class, 'kept')]")
    assert "3 tekster er ikke sendt" in box.text_content()
    said = [one.text_content() for one in box.xpath(".//summary/span")]
    assert said == [": Den tredje tekst", ": Den anden tekst", ": Den første tekst"]
    folds = box.xpath(".//details[@data-kept]")
    assert [one.get("open") is not None for one in folds] == [True, False, False]
    assert len(box.xpath("./details")) == 2
    assert [one.get("action") for one in box.iter("form")].count(desk.where) == 3
    assert len(set(box.xpath(".//@id[starts-with(., 'gemt-')]"))) == 3


def test_the_next_to_sign_in_there_sees_nothing_of_it(desk: Desk) -> None:
    expire(desk.client)
    desk.send()
    sit_down(desk.town, "hanne", desk.client)
    for where in (desk.page, reverse("front"), reverse("kept")):
        assert WORDS not in desk.client.get(where).content.decode()
    row = KeptForm.objects.get()
    for name in ("hanne", "dorte"):
        other = sit_down(desk.town, name)
        proof = {"csrfmiddlewaretoken": proof_in(other.get(reverse("front")).content.decode())}
        other.post(reverse("drop-kept", args=[row.uid]), proof)
        other.post(desk.where, form_in(other.get(desk.page).content.decode(), desk.where) | {"text": "x", "kept_form": str(row.uid)})  # fmt: skip
    assert KeptForm.objects.filter(pk=row.pk).exists()
    assert not desk.saved()


def test_a_page_of_the_one_before_saves_nothing_in_the_name_of_the_next(desk: Desk) -> None:
    sit_down(desk.town, "hanne", desk.client)
    answer = desk.send()
    assert answer.status_code == 403
    assert "Siden hørte til en anden" in answer.content.decode()
    assert WORDS not in answer.content.decode()
    proof = proof_in(desk.client.get(reverse("front")).content.decode())
    desk.form["csrfmiddlewaretoken"] = proof
    assert desk.send().status_code == 403
    assert not desk.saved()
    sanne = sit_down(desk.town, "sanne")
    assert WORDS in sanne.get(desk.page).content.decode()
    assert WORDS in sanne.get(reverse("kept")).content.decode()


def test_a_page_from_before_one_signed_in_anew_keeps_its_text_and_offers_it(desk: Desk) -> None:
    sit_down(desk.town, "sanne", desk.client)
    answer = desk.send()
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Siden var for gammel" in page
    assert WORDS in page
    assert desk.client.post(desk.where, form_in(page, desk.where)).status_code == 302
    assert desk.saved()


def test_what_another_site_sends_is_neither_kept_nor_offered(desk: Desk) -> None:
    for forged in ({}, {FIELD: "forkert"}, {FIELD: desk.form[FIELD][:-1] + "x"}):
        answer = desk.client.post(desk.where, {"text": WORDS, "version": "0", **forged})
        assert answer.status_code == 403
        assert WORDS not in answer.content.decode()
    assert KeptForm.objects.count() == 0


def test_a_script_is_told_that_one_is_signed_out_and_that_the_text_is_kept(desk: Desk) -> None:
    expire(desk.client)
    for words in ("En halv sætning om", WORDS):
        desk.form["html"] = f"<p>{words}</p>"
        answer = desk.send(headers={"Accept": "application/json"})
        assert answer.status_code == 401
        told = answer.json()
        assert told["kept"]
        assert told["signed_out"]
        assert urlsplit(told["sign_in"]).path == reverse("sign-in")
    assert KeptForm.objects.count() == 1
    assert WORDS in str(KeptForm.objects.get().fields)


def test_htmx_is_led_to_sign_in_instead_of_showing_it_in_the_middle_of_a_page(town: Town) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/indlaes/1/"}
    answer = Client(headers=headers).get("/indlaes/")
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith(reverse("sign-in"))


def test_a_form_that_is_refused_gives_the_text_back(desk: Desk) -> None:
    where = reverse("close-case", args=[desk.case.uid])
    form = form_in(desk.client.get(desk.page).content.decode(), where)
    reason = "Sagen rummer oplysninger om et igangværende udbud."
    answer = desk.client.post(where, form | {"reason": reason, "public_title": ""})
    assert reason in desk.client.get(answer.headers["Location"]).content.decode()


def test_a_form_that_was_taken_says_so_to_the_browser(desk: Desk) -> None:
    assert desk.send().cookies["taken_form"].value == desk.form[FIELD][-16:]
    refused = desk.client.post(reverse("close-case", args=[desk.case.uid]), desk.form)
    assert "taken_form" not in refused.cookies


def test_a_refused_sending_again_does_not_heap_up(desk: Desk) -> None:
    expire(desk.client)
    desk.send()
    sit_down(desk.town, "sanne", desk.client)
    Case.objects.update(state=Case.State.TREATED)
    for _ in range(3):
        page = desk.client.get(desk.page).content.decode()
        desk.client.post(desk.where, form_in(page, desk.where))
    assert KeptForm.objects.count() == 1


def test_what_no_database_can_hold_costs_nobody_their_text(desk: Desk) -> None:
    expire(desk.client)
    desk.form["text2"] = "a\x00b"
    assert desk.send().status_code == 302
    assert WORDS in str(KeptForm.objects.get().fields)


def test_nothing_is_kept_where_nothing_was_typed(desk: Desk) -> None:
    expire(desk.client)
    desk.client.post(desk.where, desk.form)
    assert KeptForm.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("text", "godkendt"), ("money_amount", "250000"), ("html", "<p>ja</p>"), ("reason", "?")],
)
def test_one_word_or_a_number_is_kept_as_a_page_is(desk: Desk, name: str, value: str) -> None:
    expire(desk.client)
    desk.client.post(desk.where, {FIELD: desk.form[FIELD], "version": "3", name: value})
    assert [name, value] in KeptForm.objects.get().fields
    assert typed_in([(name, value)])[0][1] == strip_tags(value)


def names_in_forms() -> dict[str, set[str]]:
    """Every field's name in templates and form classes, and the kinds of its fields."""
    found: dict[str, set[str]] = {}
    for place in (Path(__file__).parents[2] / "raadslag").rglob("*.html"):
        for tag, said in re.findall(
            r"<(input|textarea|select|button)\b([^>]*)>", place.read_text()
        ):
            if name := re.search(r'name="([\w-]+)"', said):
                kind = re.search(r'type="(\w+)"', said) if tag == "input" else None
                found.setdefault(name[1], set()).add(kind[1] if kind else tag)
    for form in every_form(forms.BaseForm):
        for name, field in form.base_fields.items():
            kind = getattr(field.widget, "input_type", "textarea")
            found.setdefault(name, set()).add(kind)
    return found


def every_form(kind: Any) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield from [one] if one.__module__.startswith("raadslag") else []
        yield from every_form(one)


def test_no_field_that_somebody_types_in_is_taken_for_picked() -> None:
    reverse("front")  # every view, and with them every form
    typing = {"input", "textarea", "text", "number", "date", "email", "url", "search", "datetime-local", "time"}  # fmt: skip
    typed = {name for name, kinds in names_in_forms().items() if kinds & typing}
    seldom = {"choice", "question", "to"}  # a row of the page, though the field's kind is text
    assert {
        name for name in typed if not name.endswith("-") and not is_typed(name, "ord")
    } <= seldom


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        found += [route] if isinstance(one, URLPattern) else addresses(one, route)
    return found


def example(route: str) -> str:
    """An address that the route takes, with rows that need not exist."""
    made = re.sub(r"<uuid:\w+>", "5f0c8f5e-0f5b-4c57-9d52-111111111111", route)
    made = re.sub(r"<int:\w+>", "1", made)
    return "/" + re.sub(r"<str:\w+>", "0" * 64, made)


def test_no_sign_in_leads_to_an_address_that_only_takes_forms(town: Town) -> None:
    inside = [example(r) for r in addresses(get_resolver()) if r.startswith(("arbejde", "indlaes"))]
    town.sanne.may_import = True
    town.sanne.save()
    client = sit_down(town, "sanne")
    only = [where for where in inside if client.get(where).status_code == 405]
    assert len(only) > 30
    for where in inside:
        assert opens(where) == (where not in only), where
    page = client.get(reverse("sign-in") + "?" + urlencode({"next": only[0]})).content.decode()
    assert only[0] not in page


@pytest.mark.parametrize("onward", ["//ond.example/", "https://ond.example/", "/\\ond.example", "javascript:alert(1)", "\x00/arbejde/", "/findes-ikke-her/x/y/z/q/", "http:///ond.example"])  # fmt: skip
def test_sign_in_leads_nowhere_but_to_pages_of_this_house(town: Town, onward: str) -> None:
    client = Client()
    answer = client.post(reverse("sign-in"), {"user": town.sanne.pk, "next": onward})
    assert answer.headers["Location"] == reverse("front")


@pytest.mark.parametrize("user", ["", "abc", "0", "-1", "9" * 40, "1 or 1=1", "\x00", "½"])
def test_junk_for_a_person_is_an_address_that_leads_nowhere(town: Town, user: str) -> None:
    assert Client().post(reverse("sign-in"), {"user": user}).status_code == 404


def test_a_comment_written_while_signed_out_goes_where_it_belongs(desk: Desk) -> None:
    where = reverse("comment-case", args=[desk.case.uid])
    form = form_in(desk.client.get(desk.page).content.decode(), where)
    expire(desk.client)
    desk.client.post(where, form | {"text": "Husk prisen"})
    sit_down(desk.town, "sanne", desk.client)
    assert "Du har skrevet noget" in desk.client.get(reverse("front")).content.decode()
    desk.client.post(where, form_in(desk.client.get(reverse("kept")).content.decode(), where))
    assert Comment.objects.get().text == "Husk prisen"


def test_nothing_but_the_drafts_and_the_tablet_s_copy_touches_the_browser_s_storage() -> None:
    package = Path(__file__).resolve().parents[2] / "raadslag"
    touching = [
        script.name
        for script in package.rglob("*.js")
        if re.search(r"localStorage|sessionStorage|indexedDB", script.read_text())
    ]
    assert sorted(touching) == ["drafts.js", "kept_offline.js"]  # decisions 0010 and 0046


def test_a_login_that_nobody_uses_ends_and_the_text_is_kept(desk: Desk, settings: Any) -> None:
    settings.IDLE_S = 600
    session = desk.client.session
    session[LAST] = time() - 590
    session.save()
    assert desk.client.get(desk.page).status_code == 200
    assert time() - desk.client.session[LAST] < 60, "whoever reads uses it"
    session = desk.client.session
    session[LAST] = time() - 601
    session.save()
    answer = desk.send()
    assert answer.headers["Location"].startswith(reverse("sign-in"))
    assert not desk.saved()
    assert KeptForm.objects.get().user == desk.town.sanne
