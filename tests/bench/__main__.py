"""Measures what pages cost: `make bench`.

Scratch databases, folders of their own and gunicorns on free ports, all gone afterwards.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from os import environ
from pathlib import Path

from tests.bench.clients import CONNECTIONS, drive
from tests.bench.machine import describe_machine, load_average
from tests.bench.measure import WARM_UP_SECONDS, Page, measure, measure_first_visit
from tests.bench.options import read_options
from tests.bench.peer import LIKE_PAGES, bakerydemo
from tests.bench.scratch import ignore_interrupts, scratch_database, stop_at_interrupts
from tests.bench.server import WORKERS, Server
from tests.bench.site import BenchSite
from tests.bench.table import make_table
from tests.bench.targets import AIMS, KEPT, KEPT_AIM, NAMES

FIRST_VISITS = ("home", "team")
#: Has a process do what it does once, and shows none of the pictures of a first visit.
WITHOUT_PICTURES = "search"


def main(arguments: Sequence[str] | None = None) -> None:
    options = read_options(arguments)
    stop_at_interrupts()
    with ExitStack() as stack:
        try:
            report = run(options, stack)
        finally:
            ignore_interrupts()
    sys.stdout.write(f"{report}\n")


def run(options: Namespace, stack: ExitStack) -> str:
    """Measure, and return the report."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="careers-bench-")))
    site = make_site(stack, folder / "site", options.count)
    pages = pages_of(site, options.only or NAMES)
    servers, ratio, beside = [site.server], "", ""
    if options.scale is not None:
        large = make_site(stack, folder / "large", options.scale)
        servers.append(large.server)
        pages = [page for small in pages for page in (small, at_scale(small, large))]
        ratio = f"{large.positions:,} : {site.positions:,}"
        beside = f" and, in a second site, {large.positions:,}"
    if options.peer:
        peer = bakerydemo(options.peer, folder / "peer.log")
        servers.append(peer)
        pages = [page for ours in pages for page in (*like_page(ours, peer), ours)]
        ratio = "ours : theirs"
    pages += kept_pages(site, options.only or NAMES)
    servers.append(site.keeping_server)
    constant = make_constant(folder)
    load = load_average()
    with ExitStack() as running:
        for server in (constant.server, *servers):
            running.enter_context(server.running())
        for number in measure([constant, *pages], options.rounds, options.seconds):
            tell(f"Round {number} of {options.rounds} is measured.")
    names = [name for name in FIRST_VISITS if name in (options.only or NAMES)]
    first = [first_visit(site, name) for name in names]
    return (
        f"{describe_machine()}; {site.database}; {site.positions:,} open positions{beside}. "
        f"Load average before: {load:.1f}.\n\n"
        f"Rounds: {options.rounds}, of which these are the medians. CPU: user and system time "
        f"of all processes of the server, for one request, when {CONNECTIONS} connections ask for "
        f"{options.seconds} s, without Accept-Encoding; a database server's own is not in it. "
        f"Gunicorn: {WORKERS} sync workers. DEBUG off; page cache off, but for what is kept.\n\n"
        f"{make_table([constant, *pages, *first], constant, ratio)}"
    )


def make_site(stack: ExitStack, folder: Path, count: int) -> BenchSite:
    """A site with so many positions beside the demo's, whose database ends with the stack."""
    folder.mkdir()
    url = stack.enter_context(scratch_database(environ.get("DATABASE_URL", ""), folder))
    site = BenchSite(folder, url)
    tell(f"Preparing a site with {count:,} positions beside the demo's …")
    site.prepare(count)
    return site


def make_constant(folder: Path) -> Page:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.constant"}
    application = "django.core.wsgi:get_wsgi_application()"
    return Page("constant", Server(application, folder / "constant.log", settings), "/")


def pages_of(site: BenchSite, names: Sequence[str]) -> list[Page]:
    return [
        Page(target.name, site.server, target.path, aim=AIMS.get(target.name))
        for target in site.targets
        if target.name in names
    ]


def kept_pages(site: BenchSite, names: Sequence[str]) -> list[Page]:
    """Pages as the page cache sends them: whole, in brotli, and to a client that has them."""
    pages = [page for page in pages_of(site, names) if page.name in KEPT]
    if pages:
        path = pages[0].path
        pages += [
            Page(f"{pages[0].name}, brotli", site.server, path, headers={"Accept-Encoding": "br"}),
            Page(f"{pages[0].name}, 304", site.server, path, headers={"If-None-Match": "*"}),
        ]
    for page in pages:
        page.name, page.server, page.aim = f"{page.name}, kept", site.keeping_server, KEPT_AIM
    return pages


def at_scale(small: Page, large: BenchSite) -> Page:
    """The like page of the larger site, where another search may be the one that finds most."""
    [page] = pages_of(large, [small.name])
    page.name, page.like, page.aim = f"{small.name}, {large.positions:,}", small, None
    return page


def like_page(ours: Page, peer: Server) -> Iterator[Page]:
    """The peer's page with which ours is compared, if there is one."""
    if ours.name in LIKE_PAGES:
        name, path = LIKE_PAGES[ours.name]
        ours.like = Page(name, peer, path)
        yield ours.like


def first_visit(site: BenchSite, name: str) -> Page:
    """A page whose pictures are new, asked for once, of a server that is warm."""
    [page] = pages_of(site, [name])
    [other] = pages_of(site, [WITHOUT_PICTURES])
    page.name, page.aim = f"{name}, first visit", None
    site.delete_renditions()
    with site.server.running():
        drive(other.url, {}, WARM_UP_SECONDS)
        measure_first_visit(page)
    return page


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
