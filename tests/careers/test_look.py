"""What a host decides about the look: its settings, and the frame that it gives to the pages."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from django.core.checks.registry import registry
from django.test import Client
from pytest_django import Settings

from careers.checks import plugin_settings, templates
from careers.core.color_schemes import color_scheme_rules, is_selector
from tests.factories import Tree
from tests.soup import get_soup

CSS = "careers/careers"
FRAME = (
    "<html><head><title>{% block title %}{% endblock %}</title>"
    "{% block extra_css %}{% endblock %}AFTER</head>"
    "<body><main>{% block content %}{% endblock %}</main></body></html>"
)

Host = Callable[..., None]


@pytest.fixture
def host(settings: Settings, tmp_path: Path) -> Host:
    """Has the plugin's pages stand in the `base.html` of a host, given as text."""

    def write(base: str, **others: str) -> None:
        (tmp_path / "base.html").write_text(base)
        for name, text in others.items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.with_suffix(".html").write_text(text)
        configured = deepcopy(settings.TEMPLATES)
        configured[0]["DIRS"] = [tmp_path]
        settings.TEMPLATES = configured

    return write


def without(block: str) -> str:
    return FRAME.replace(f"{{% block {block} %}}{{% endblock %}}", "")


# The head can't be forgotten


@pytest.mark.django_db
def test_style_sheet_stands_in_the_head_once(client: Client, tree: Tree, host: Host) -> None:
    host(FRAME)
    soup = get_soup(client, "/teams/backend-development/")
    assert len(soup.select(f"link[rel=stylesheet][href*='{CSS}']")) == 1
    assert len(soup.select(f"head link[rel=stylesheet][href*='{CSS}']")) == 1
    assert len(soup.select("script[src*='careers/careers']")) == 1


@pytest.mark.django_db
def test_pages_bring_their_style_sheet_where_the_frame_shows_no_head(
    client: Client, tree: Tree, host: Host
) -> None:
    host(without("extra_css"))
    soup = get_soup(client, "/positions/")
    sheets = soup.select(f"link[rel=stylesheet][href*='{CSS}']")
    assert [sheet.parent.name for sheet in sheets if sheet.parent] == ["main"]
    assert len(soup.select("main > script[src*='careers/careers']")) == 1
    assert soup.select_one("meta[name=careers-htmx]"), "what the page type adds to the head"
    assert not soup.select("link[rel=canonical], meta[property]")
    assert sheets[0] in soup.select_one(".careers").find_all_previous("link")  # type: ignore[union-attr]


@pytest.mark.django_db
def test_style_sheet_that_pages_bring_bears_the_nonce(
    client: Client, tree: Tree, host: Host
) -> None:
    host(without("extra_css"))
    soup = get_soup(client, "/teams/")
    [sheet] = soup.select(f"link[rel=stylesheet][href*='{CSS}']")
    assert sheet["nonce"]


# Checks of the frame


def test_complete_frame_passes(host: Host) -> None:
    host(FRAME)
    assert templates.frame_has_our_blocks in registry.get_checks()
    assert templates.no_layers_come_after_ours in registry.get_checks()
    assert templates.frame_has_our_blocks(None) == []
    assert templates.no_layers_come_after_ours(None) == []


def test_frame_of_the_reference_site_passes() -> None:
    assert templates.frame_has_our_blocks(None) == []
    assert templates.no_layers_come_after_ours(None) == []


@pytest.mark.parametrize("block", ["title", "extra_css", "content"])
def test_check_says_which_block_is_missing_and_what_to_write(host: Host, block: str) -> None:
    host(without(block))
    [message] = templates.frame_has_our_blocks(None)
    assert message.id == "careers.W004"
    assert f"base.html has no block {block}" in message.msg
    assert f"{{% block {block} %}}" in (message.hint or "")


def test_block_that_a_template_between_has_in_vain_is_missing(host: Host) -> None:
    host(
        "{% extends 'root.html' %}{% block extra_css %}{% endblock %}"
        "{% block body %}{% block content %}{% endblock %}{% endblock %}",
        root="<title>{% block title %}{% endblock %}</title>{% block body %}{% endblock %}",
    )
    [message] = templates.frame_has_our_blocks(None)
    assert "root.html has no block extra_css" in message.msg


def test_frame_of_a_host_that_fills_other_blocks_passes(host: Host) -> None:
    host(
        "<head>{% block head %}{% endblock %}</head>{% block main %}{% endblock %}",
        careers__base="{% extends 'base.html' %}"
        "{% block head %}{% include 'careers/partials/head.html' %}{% endblock %}"
        "{% block main %}<div class='careers'>{% block careers_content %}{% endblock %}</div>"
        "{% endblock %}",
    )
    assert templates.frame_has_our_blocks(None) == []


def test_frame_that_cannot_be_read_is_left_to_others(host: Host) -> None:
    host("{% nonsense %}")
    assert templates.frame_has_our_blocks(None) == []
    assert templates.no_layers_come_after_ours(None) == []


LAYERED = "@layer base { h1 { color: red } }"


@pytest.fixture
def sheet(settings: Settings, tmp_path: Path) -> Callable[[str], str]:
    """Writes a sheet of the host and returns its link."""

    def write(css: str) -> str:
        (tmp_path / "host.css").write_text(css)
        settings.STATICFILES_DIRS = [tmp_path]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        return f'<link rel="stylesheet" href="{settings.STATIC_URL}host.css?v=1">'

    return write


def test_sheet_with_layers_after_ours_is_found(host: Host, sheet: Callable[[str], str]) -> None:
    host(FRAME.replace("AFTER", sheet(LAYERED)))
    [message] = templates.no_layers_come_after_ours(None)
    assert message.id == "careers.W005"
    assert "host.css" in message.msg
    assert "extra_css" in (message.hint or "")


def test_element_with_layers_after_ours_is_found(host: Host) -> None:
    host(FRAME.replace("AFTER", f"<style>{LAYERED}</style>"))
    assert len(templates.no_layers_come_after_ours(None)) == 1


@pytest.mark.parametrize(
    "css", ["h1 { color: red }", "/* @layer base */", "@layer careers { .careers h1 { top: 0 } }"]
)
def test_sheet_that_does_no_harm_passes(host: Host, sheet: Callable[[str], str], css: str) -> None:
    host(FRAME.replace("AFTER", sheet(css)))
    assert templates.no_layers_come_after_ours(None) == []


def test_sheet_with_layers_before_ours_passes(host: Host, sheet: Callable[[str], str]) -> None:
    host(FRAME.replace("<title>", sheet(LAYERED) + "<title>"))
    assert templates.no_layers_come_after_ours(None) == []


def test_frame_that_asks_the_database_is_read_without_it(
    host: Host, sheet: Callable[[str], str]
) -> None:
    host(
        "{% load wagtailcore_tags %}{% wagtail_site as current_site %}{{ current_site.hostname }}"
        + FRAME.replace("AFTER", sheet(LAYERED))
    )
    assert len(templates.no_layers_come_after_ours(None)) == 1


# Settings


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("look", "classes", "fonts"),
    [("own", ["careers"], 1), ("host", ["careers", "careers-host-look"], 0)],
)
def test_look_is_said_by_a_class_and_only_ours_loads_a_font(
    client: Client,
    tree: Tree,
    host: Host,
    settings: Settings,
    look: str,
    classes: list[str],
    fonts: int,
) -> None:
    host(FRAME)
    settings.CAREERS_LOOK = look
    soup = get_soup(client, "/teams/")
    [element] = soup.select(".careers")
    assert element["class"] == classes
    assert len(soup.select("link[as=font]")) == fonts


def test_look_that_there_is_not_is_an_error(settings: Settings) -> None:
    assert plugin_settings.look_is_known(None) == []
    settings.CAREERS_LOOK = "hosts"
    [message] = plugin_settings.look_is_known(None)
    assert message.id == "careers.E010"
    assert '"hosts"' in message.msg


@pytest.mark.django_db
def test_color_schemes_of_the_host_are_followed_under_a_policy(
    client: Client, tree: Tree, host: Host, settings: Settings
) -> None:
    host(FRAME)
    settings.CAREERS_COLOR_SCHEMES = {"dark": 'html[data-night="on"]', "light": ":root"}
    soup = get_soup(client, "/teams/")
    [style] = [style for style in soup.select("style") if "color-scheme" in style.text]
    assert ':is(html[data-night="on"]) .careers' in style.text
    assert style["nonce"]
    assert style.text.index("scheme:light") < style.text.index("scheme:dark")


@pytest.mark.django_db
def test_without_color_schemes_of_its_own_a_page_has_no_rules_for_them(
    client: Client, tree: Tree, host: Host
) -> None:
    host(FRAME)
    assert "color-scheme:" not in str(get_soup(client, "/teams/"))


@pytest.mark.parametrize(
    "selector",
    [".dark", "html.dark", '[data-theme="dark"]', ":root:not(.dark)", "html.a, body[b~=c] .d"],
)
def test_selectors_are_accepted(selector: str) -> None:
    assert is_selector(selector)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "</style>",
        ".a{",
        ".a}",
        ".a,",
        ".a;",
        ".a/*",
        '[a="</style>"]',
        ".a) .b",
        ".a\n",
        "@a",
        1,
    ],
)
def test_what_is_no_selector_is_an_error_and_is_not_written(
    settings: Settings, text: object
) -> None:
    settings.CAREERS_COLOR_SCHEMES = {"dark": text}
    [message] = plugin_settings.color_schemes_are_selectors(None)
    assert message.id == "careers.E011"
    assert "html.night" in (message.hint or "")
    assert color_scheme_rules() == ""


@pytest.mark.parametrize("value", ["dark", {"night": ".dark"}, None])
def test_color_schemes_of_another_shape_are_an_error(settings: Settings, value: object) -> None:
    settings.CAREERS_COLOR_SCHEMES = value
    assert len(plugin_settings.color_schemes_are_selectors(None)) == 1
