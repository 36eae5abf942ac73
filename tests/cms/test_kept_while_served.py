"""Several processes serve the site: what one writes, the next request of any other shows."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from careers.models import TeamPage
from tests.cms.servers import served_site
from tests.factories import Tree
from tests.soup import select, text_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_write_is_seen_by_the_next_request_of_every_process(tmp_path: Path) -> None:
    with transaction.atomic():
        team = Tree().team
    with served_site(tmp_path, "--workers=2") as address, httpx.Client(timeout=60) as visitor:

        def headings() -> set[str]:
            pages = [visitor.get(f"{address}{team.url}").text for _visit in range(8)]
            return {text_of(select(BeautifulSoup(page, "html.parser"), "h1")) for page in pages}

        assert headings() == {"Meet the Backend Development team"}
        for name in ("Payments", "Data", "Design"):
            TeamPage.objects.filter(pk=team.pk).update(title=name)
            assert headings() == {f"Meet the {name} team"}
