"""A host whose templates are Jinja2's, with other block names than Wagtail's project template."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.cache import cache
from django.template import TemplateDoesNotExist
from django.test import Client
from pytest_django import Settings

from home.models import HomePage
from tests.careers import block_data
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup, select, text_of

pytestmark = pytest.mark.django_db

LAYOUT = """<!doctype html>
<html lang="en"><head><title>{% block page_title %}{% endblock %} – Ours</title>
{% block head %}<meta name="ours">{% endblock %}</head>
<body class="{{ shade }}"><nav>{{ page.get_parent().title }}</nav>
<main>{% block main %}{% endblock %}</main></body></html>
"""
FRAME = """{% extends "layout.html" %}
{% block page_title %}{{ title }}{% endblock %}
{% block head %}{{ super() }}{{ careers_head }}{% endblock %}
{% block main %}{{ careers_content }}{% endblock %}
"""
HOME = """{% extends "layout.html" %}
{% block page_title %}{{ page.title }}{% endblock %}
{% block head %}{{ careers_include("careers/partials/head.html") }}{% endblock %}
{% block main %}
  <h1>{{ page.title }}</h1>
  {{ careers_image(page.hero_image, "card", "A bridge") }}
  <div class="careers">{{ careers_body(page) }}</div>
  <form {{ nonce_attribute() }}></form>
{% endblock %}
"""


def shade(_request: object) -> dict[str, str]:
    """A context processor of the host's engine."""
    return {"shade": "dusk"}


@pytest.fixture
def templates(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the templates of a host that has Jinja2 for its pages, in front of Django's."""
    pytest.importorskip("jinja2")
    django = deepcopy(settings.TEMPLATES[0])
    django["DIRS"] = [tmp_path / "templates"]
    jinja2 = {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [tmp_path / "jinja2"],
        "OPTIONS": {
            "extensions": ["wagtail.jinja2tags.core", "careers.jinja2tags.careers"],
            "context_processors": [f"{__name__}.shade"],
        },
    }
    settings.TEMPLATES = [jinja2, django]
    write(tmp_path / "jinja2" / "layout.html", LAYOUT)
    write(tmp_path / "templates" / "base.html", '{% extends "careers/host_frame.html" %}')
    return tmp_path


@pytest.fixture
def frame(templates: Path) -> None:
    write(templates / "jinja2" / "careers" / "frame.html", FRAME)


@pytest.fixture
def home_page(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's home page is shown by a template of Jinja2."""
    write(templates / "jinja2" / "home_page.html", HOME)
    monkeypatch.setattr(HomePage, "template", "home_page.html")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.usefixtures("frame")
def test_page_stands_in_the_frame_of_a_jinja2_host(client: Client, tree: Tree) -> None:
    tree.team.title = "Research & Development"
    tree.team.save()
    soup = get_soup(client, tree.team.url)
    assert text_of(select(soup, "title")) == "Research & Development – Ours"
    assert text_of(select(soup, "body.dusk > nav")) == tree.teams.title
    assert select(soup, "body > main > .careers #page-title")
    assert select(soup, "head > meta[name=ours]")
    assert select(soup, 'head > link[rel="stylesheet"][href*="careers/careers.css"]')


@pytest.mark.usefixtures("frame")
def test_head_has_metadata_and_what_the_page_adds(client: Client, tree: Tree) -> None:
    url = tree.add_position(title="Engineer").url
    soup = get_soup(client, url)
    assert str(select(soup, "head > link[rel=canonical]")["href"]).endswith(url)
    assert select(soup, 'head > meta[property="og:title"]')["content"] == "Engineer"
    search = get_soup(client, f"{tree.positions.url}?q=engineer")
    assert select(search, "head > meta[name=careers-htmx]")
    assert select(search, "head > meta[name=robots]")["content"] == "noindex, follow"


@pytest.mark.usefixtures("frame")
def test_closed_position_has_its_title_and_banner_there(client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Engineer", closed_at="2020-01-01T00:00Z")
    soup = get_soup(client, position.url, status=410)
    assert text_of(select(soup, "title")) == "Closed: Engineer – Ours"
    assert select(soup, "main .closed-banner")


@pytest.mark.usefixtures("frame")
def test_scripts_and_sheets_have_the_nonce_of_each_answer(client: Client, tree: Tree) -> None:
    nonces = set()
    for _visit in range(2):
        response = client.get(tree.team.url)
        [nonce] = set(re.findall(r'nonce="([^"]+)"', response.text))
        assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]
        nonces.add(nonce)
    assert len(nonces) == 2


@pytest.mark.usefixtures("frame")
def test_whole_pages_are_kept(client: Client, settings: Settings, tree: Tree) -> None:
    settings.MIDDLEWARE = ["careers.kept.page_cache.PageCacheMiddleware", *settings.MIDDLEWARE]
    cache.clear()
    answers = [client.get(tree.team.url) for _visit in range(2)]
    assert answers[1]["Cache-Status"] == "careers; hit"
    assert answers[0].content == answers[1].content
    assert b'<body class="dusk">' in answers[1].content


def test_frame_that_is_missing_is_named(client: Client, templates: Path, tree: Tree) -> None:
    with pytest.raises(TemplateDoesNotExist, match=r"careers/frame\.html"):
        client.get(tree.team.url)


def test_frame_may_have_the_ending_of_django_jinja(
    client: Client, templates: Path, tree: Tree
) -> None:
    write(templates / "jinja2" / "careers" / "frame.jinja", FRAME)
    assert select(get_soup(client, tree.team.url), "main > .careers #page-title")


@pytest.mark.usefixtures("home_page")
def test_home_page_of_jinja2_shows_blocks_and_pictures_of_the_plugin(
    client: Client, tree: Tree
) -> None:
    tree.home.hero_image = ImageFactory()
    grid = {"type": "team_grid", "value": {"heading": "Our teams"}}
    block_data.set_body(tree.home, [grid, block_data.rich_text(), block_data.rich_text()])
    soup = get_soup(client, "/")
    assert select(soup, "main .careers #team-grid .team-list")
    assert select(soup, "main .careers #rich-text")
    assert select(soup, "main .careers #rich-text-2")
    assert select(soup, 'main img[alt="A bridge"]')
    [nonce] = set(re.findall(r'nonce="([^"]+)"', str(soup)))
    assert nonce
