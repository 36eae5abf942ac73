"""The site as `make run` serves it, while another process holds the database locked."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from django.db import connection, transaction

from cms.serve import Server
from tests.cms.servers import served_site
from tests.factories import Tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="this is SQLite's own"),
]


def sign_in(address: str) -> int:
    """Write a session, once the database lets it; without JavaScript, nothing is sent again."""
    with httpx.Client(base_url=address, timeout=60, headers={"Referer": address}) as browser:
        browser.get("/admin/login/")
        answers = {"username": "nobody", "password": "x"}
        answers["csrfmiddlewaretoken"] = browser.cookies["csrftoken"]
        return browser.post("/admin/login/", data=answers).status_code


def test_those_who_write_wait_and_those_who_read_do_not(tmp_path: Path) -> None:
    with transaction.atomic():
        team = Tree().team
    options = Server("127.0.0.1:0", lambda: None).options
    served = [f"--{name}={options[name]}" for name in ("workers", "threads")]
    name = connection.settings_dict["NAME"]
    with (
        served_site(tmp_path, *served) as address,
        closing(sqlite3.connect(name, isolation_level=None)) as other,
        ThreadPoolExecutor() as pool,
    ):
        httpx.get(f"{address}{team.url}", timeout=60)
        other.execute("BEGIN IMMEDIATE")
        writers = [pool.submit(sign_in, address) for _writer in range(options["workers"] * 2)]
        pages = [httpx.get(f"{address}{team.url}", timeout=60).status_code for _visit in range(5)]
        waiting = [writer for writer in writers if not writer.done()]
        other.execute("ROLLBACK")
        assert pages == [200] * 5
        assert waiting == writers
        assert {writer.result() for writer in writers} == {200}
