"""Nobody answers for a text that they have not seen: what a page shows goes with its forms, and is compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from raadslag.cases.actions import submit_paper
from raadslag.cases.files import attach_file
from raadslag.cases.models import Case, Step
from raadslag.cases.plain import plain_to_blocks
from raadslag.cases.writing import save_section
from raadslag.people.models import KeptForm
from raadslag.people.rights import rights_of
from raadslag.public.closing import close_case
from raadslag.seen import Part, mark_of, require_seen
from tests.cast import Town
from tests.forms_on import form_on


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]


def at(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(town, name))
    return client


def write(town: Town, case: Case, text: str) -> None:
    section = case.paper.sections.get(key="case")
    said = {"blocks": plain_to_blocks(text), "version": section.version}
    save_section(section, by=town.sanne, rights=rights_of(town.sanne), **said)  # type: ignore[arg-type]


@pytest.fixture
def sent(town: Town) -> Case:
    case = town.write()
    write(town, case, "Kommunen bruger 2 mio. kr.")
    return submit_paper(case, by=town.sanne)


def test_an_approver_whose_page_is_old_is_shown_what_is_new_and_nothing_is_approved(
    town: Town, sent: Case
) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve, comment="Fin sag, godt gået")
    write(town, sent, "Kommunen bruger 9 mio. kr.")
    submit_paper(Case.objects.get(pk=sent.pk), by=town.sanne)

    answer = client.post(approve, form)

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "<del>2</del>" in shown
    assert "<ins>9</ins>" in shown
    assert "Fin sag, godt gået" in shown
    assert not Step.objects.filter(case=sent, outcome="approved").exists()
    assert KeptForm.objects.filter(user=town.hanne).count() == 1


def test_having_read_what_is_new_one_approves_it_from_the_refusal(town: Town, sent: Case) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve, comment="Fin sag, godt gået")
    write(town, sent, "Kommunen bruger 9 mio. kr.")
    submit_paper(Case.objects.get(pk=sent.pk), by=town.sanne)
    form["seen"] = client.post(approve, form).context["no"].mark

    assert client.post(approve, form).status_code == 302
    step = Step.objects.get(case=sent, outcome="approved")
    assert step.comment == "Fin sag, godt gået"


@pytest.mark.parametrize("way", ["attachment", "doors", "frame"])
def test_every_kind_of_change_counts(town: Town, sent: Case, way: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "attachment": lambda: attach_file(
            sent, name="plan.csv", title="Plan", chunks=[b"a;b"], by=town.sanne
        ),
        "doors": lambda: close_case(
            sent, reason="Personsag, FVL § 27", public_title="En sag", by=town.sanne
        ),
        "frame": lambda: town.frame(sent, points=["vejviseren afskaffes"]),
    }
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    form = form_on(client, page, approve)
    changes[way]()
    case = Case.objects.get(pk=sent.pk)
    if case.state == Case.State.DRAFT:
        submit_paper(case, by=town.sanne)
    answer = client.post(approve, form)
    assert answer.status_code == 409
    only_on_the_page = way == "attachment"
    assert ("Jeg har læst det nye" in answer.content.decode()) != only_on_the_page
    assert not Step.objects.filter(case=sent, outcome="approved").exists()


def test_what_is_not_changed_is_approved_at_once(town: Town, sent: Case) -> None:
    client, page = at(town, "hanne"), reverse("case", args=[sent.uid])
    approve = reverse("approve-case", args=[sent.uid])
    assert client.post(approve, form_on(client, page, approve)).status_code == 302
    assert Step.objects.filter(case=sent, outcome="approved").count() == 1


def test_a_page_that_does_not_say_what_it_showed_is_refused() -> None:
    from raadslag.seen import ChangedSince

    now = {"title": Part("titlen", "A", "A")}
    require_seen(mark_of(now), now, act="Godkend")
    require_seen(None, now, act="Godkend")
    for mark in ("", "title=", "nonsense", mark_of({"other": Part("andet", "A")})):
        with pytest.raises(ChangedSince):
            require_seen(mark, now, act="Godkend")
