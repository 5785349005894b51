"""A jurist reads every rule on one page, with paragraph, source and what the house does."""

from __future__ import annotations

import pytest
from django.test import Client

from raadslag.checks.registry import RULES
from raadslag.law.table import table


@pytest.mark.django_db
def test_the_page_shows_every_rule_of_the_law_and_of_the_checks(client: Client) -> None:
    page = client.get("/om/regler/").content.decode()
    for rule in table().rules:
        assert f'id="{rule.name}"' in page
        for one in rule.grounds:
            assert one.force.label[1:] in page
            assert one.unsettled[:40] in page
    for check in RULES:
        assert f">{check}<" in page
    assert "/om/regler/" in client.get("/om/").content.decode()
