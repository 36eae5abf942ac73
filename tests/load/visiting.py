"""Visits a site that is served and writes to its database, for `tests.load.memory`.

A process of its own, `python -m tests.load.visiting ADDRESS REQUESTS`; prints how many requests
were answered, after every hundred of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from random import Random
from typing import Any
from urllib.parse import urlencode

import django
from django.apps import apps

from tests.bench.clients import fetch

VISITORS = 4
REQUESTS_BEFORE_A_WRITE = 100


def main(address: str, requests: int) -> None:
    django.setup()
    chance = Random(1)
    paths = make_paths(chance)
    with ThreadPoolExecutor(VISITORS) as visitors:
        for number in range(0, requests, REQUESTS_BEFORE_A_WRITE):
            urls = [f"{address}{path}" for path in islice(paths, REQUESTS_BEFORE_A_WRITE)]
            for url, answer in zip(urls, visitors.map(fetch, urls), strict=True):
                if answer.status >= 500:
                    raise SystemExit(f"{url} answered {answer.status}.")
            write(number // REQUESTS_BEFORE_A_WRITE)
            sys.stdout.write(f"{number + REQUESTS_BEFORE_A_WRITE}\n")
            sys.stdout.flush()


def make_paths(chance: Random) -> Iterator[str]:
    """Addresses without end: pages again and again, searches and nonsense that never come twice."""
    pages = apps.get_model("wagtailcore", "Page").objects.live().filter(depth__gt=1)
    paths = [page.get_url() or "/" for page in pages.order_by("path")]
    titles = [page.title for page in pages]
    fronts = ["/", "/teams/", "/positions/"]
    for number in count():
        word, page = chance.choice(titles).split()[0], chance.randrange(1, 9)
        yield from (
            chance.choice(fronts),
            chance.choice(paths),
            chance.choice(paths),
            f"/positions/?{urlencode({'q': word, 'page': page})}",
            f"/positions/?{urlencode({'q': f'{word} {number}'})}",
            f"{chance.choice(paths)}?show={number}&page={number}&other={number}",
            f"/none/of/the/pages/{number}/",
            "/admin/login/",
        )


def write(number: int) -> None:
    """Change a position as editors and commands do, each time in another way."""
    positions: Any = apps.get_model("careers", "PositionPage").objects
    shown = positions.live().filter(closing_date=None).order_by("pk")
    position = shown[number % shown.count()]
    match number % 3:
        case 0:
            position.title = f"{position.title.partition(' no. ')[0]} no. {number}"
            position.save_revision().publish()
        case 1:
            positions.filter(pk=position.pk).update(seo_title=f"No. {number}")
        case 2:
            copy = position.copy(update_attrs={"slug": f"copy-{number}", "title": "Copy"})
            copy.delete()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
