"""What Wagtail's content checker is told about careers pages, in the userbar and in the editor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Locale, Page

from careers.admin.content_checks import (
    CareersContentCheckerItem,
    add_content_checks,
    empty_link_texts,
)
from careers.models import TeamPage
from careers.positions import lifecycle
from tests.careers import block_data
from tests.factories import ImageFactory, StandardPageFactory, Tree, make_private
from tests.soup import get_soup, select

SCRIPT = "careers/content_checks.js"
WAGTAILS_RULE = "empty-meta-description"
Configuration = dict[str, Any]


@pytest.fixture
def editor(admin_client: Client) -> Client:
    return admin_client


def configuration_in(soup: BeautifulSoup) -> Configuration:
    # The userbar's is inside a `template`, which selectors don't enter.
    script = soup.find(id="checker-axe-configuration")
    assert script is not None
    return json.loads(script.get_text())


def on_page(editor: Client, page: Page) -> Configuration:
    """What the userbar's checker on `page` goes by."""
    return configuration_in(get_soup(editor, page.url.removeprefix("http://localhost")))


def in_editor(editor: Client, page: Page) -> Configuration:
    """What the checker in the form of `page` goes by."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return configuration_in(get_soup(editor, url))


def our_rules(configuration: Configuration) -> list[str]:
    rules = [rule["id"] for rule in configuration["spec"]["rules"]]
    return [name for name in rules if name.startswith("careers-")]


def options_of(configuration: Configuration, check: str) -> dict[str, Any]:
    checks = {entry["id"]: entry for entry in configuration["spec"]["checks"]}
    return checks[check]["options"]


def passes(configuration: Configuration, check: str) -> bool:
    return options_of(configuration, check)["passes"]


@contextmanager
def host_checker(checker_class: type[ContentCheckerItem]) -> Iterator[None]:
    """A host that puts its own checker in place of Wagtail's, as the documentation shows."""

    def replace(request: HttpRequest, items: list[Any], page: Page | None) -> None:
        options = {"page": page} if issubclass(checker_class, CareersContentCheckerItem) else {}
        items[:] = [
            checker_class(item.in_editor, **options)
            if isinstance(item, ContentCheckerItem)
            else item
            for item in items
        ]

    with hooks.register_temporarily("construct_wagtail_userbar", replace):
        yield


class HostChecker(CareersContentCheckerItem):
    axe_include = ["main"]
    axe_messages = ContentCheckerItem.axe_messages | {
        "heading-order": "The host's own words",
        "careers-pillars": "The host's words for pillars",
    }
    axe_rules = {"careers-link-text": {"enabled": False}}

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        own = {"id": "host-rule", "selector": "p", "any": ["host-check"], "tags": ["host"]}
        return [*super().get_axe_custom_rules(request), own]

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*(super().get_axe_run_only(request) or []), "host-rule"]

    class Media:
        js = ["host/checks.js"]


class UnrelatedChecker(ContentCheckerItem):
    axe_include = ["main"]


@pytest.mark.parametrize("view", [on_page, in_editor])
def test_each_of_our_rules_is_run_and_says_what_to_do(
    editor: Client, tree: Tree, view: Callable[[Client, Page], Configuration]
) -> None:
    configuration = view(editor, tree.team)
    rules = our_rules(configuration)
    assert len(rules) == len(set(rules)) == 8
    for rule in rules:
        assert rule in configuration["options"]["runOnly"]
        assert configuration["messages"][rule]["error_name"]
        assert configuration["messages"][rule]["help_text"]


def test_message_about_heading_levels_says_what_to_do(editor: Client, tree: Tree) -> None:
    message = on_page(editor, tree.team)["messages"]["heading-order"]
    assert "Change the level of this heading" in message["help_text"]


@pytest.mark.parametrize(
    ("description", "is_there", "is_short"),
    [
        ("", False, True),
        (" ", False, True),
        ("What we do", True, True),
        ("é" * 160, True, True),
        ("é" * 161, True, False),
    ],
)
def test_search_description_is_there_and_has_160_characters_at_the_most(
    editor: Client, tree: Tree, description: str, is_there: bool, is_short: bool
) -> None:
    tree.team.search_description = description
    tree.team.save()
    configuration = on_page(editor, tree.team)
    assert passes(configuration, "careers-search-description") is is_there
    assert passes(configuration, "careers-search-description-length") is is_short


def test_number_of_characters_is_told_where_it_is_true(editor: Client, tree: Tree) -> None:
    tree.team.search_description = "a" * 183
    tree.team.save()
    rule = "careers-search-description-length"
    assert "183 characters" in on_page(editor, tree.team)["messages"][rule]["help_text"]
    # The form stays open while its text changes.
    assert "183" not in in_editor(editor, tree.team)["messages"][rule]["help_text"]


def test_wagtails_rule_about_the_description_is_not_run_as_well(editor: Client, tree: Tree) -> None:
    options = on_page(editor, tree.team)["options"]
    assert WAGTAILS_RULE not in options["runOnly"]
    assert options["rules"][WAGTAILS_RULE] == {"enabled": False}


def test_team_page_has_a_part_for_its_open_positions(editor: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.about()])
    assert not passes(on_page(editor, tree.team), "careers-open-positions")
    block_data.set_body(tree.team, [block_data.about(), block_data.open_positions()])
    assert passes(on_page(editor, tree.team), "careers-open-positions")


def test_part_that_a_host_has_dropped_is_not_asked_for(
    editor: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    block_data.set_body(tree.team, [block_data.about()])
    field = TeamPage._meta.get_field("body")
    offered = {
        name: block
        for name, block in field.stream_block.child_blocks.items()
        if name != "open_positions"
    }
    monkeypatch.setattr(field.stream_block, "child_blocks", offered)
    assert passes(on_page(editor, tree.team), "careers-open-positions")


def test_only_team_pages_need_open_positions(editor: Client, tree: Tree) -> None:
    for page in (tree.home, tree.teams, tree.positions, StandardPageFactory(parent=tree.home)):
        assert passes(on_page(editor, page), "careers-open-positions")


def test_draft_is_judged_by_what_it_holds_itself(editor: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.open_positions()])
    draft: Any = tree.team
    draft.body = json.dumps([block_data.about()])
    draft.search_description = "A draft's"
    draft.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[tree.team.pk])
    configuration = configuration_in(get_soup(editor, url))
    assert not passes(configuration, "careers-open-positions")
    assert passes(configuration, "careers-search-description")
    assert passes(on_page(editor, tree.team), "careers-open-positions")


def test_form_of_a_new_page_has_the_checks(editor: Client, tree: Tree) -> None:
    url = reverse("wagtailadmin_pages:add", args=["careers", "teampage", tree.teams.pk])
    assert our_rules(configuration_in(get_soup(editor, url)))


def test_other_pages_keep_the_checks_of_their_host(editor: Client, tree: Tree) -> None:
    items = [ContentCheckerItem()]
    for page in (Page(title="Not one of ours"), None):
        add_content_checks(HttpRequest(), items, page)
        assert [type(item) for item in items] == [ContentCheckerItem]
    soup = get_soup(editor, "/nowhere/", status=404)
    configuration = configuration_in(soup)
    assert WAGTAILS_RULE in configuration["options"]["runOnly"]
    assert our_rules(configuration) == []
    assert SCRIPT not in str(soup)


def test_checker_of_a_host_keeps_its_own(editor: Client, tree: Tree) -> None:
    with host_checker(HostChecker):
        soup = get_soup(editor, tree.team.url.removeprefix("http://localhost"))
        configurations = [configuration_in(soup), in_editor(editor, tree.team)]
    scripts = [str(script["src"]) for script in soup.select("script[src]")]
    assert any(script.endswith("host/checks.js") for script in scripts)
    assert any(script.endswith(SCRIPT) for script in scripts)
    for configuration in configurations:
        assert configuration["context"]["include"] == ["main"]
        assert "host-rule" in [rule["id"] for rule in configuration["spec"]["rules"]]
        assert {"host-rule", "careers-pillars"} < set(configuration["options"]["runOnly"])
        assert configuration["messages"]["heading-order"] == "The host's own words"
        assert configuration["messages"]["careers-pillars"] == "The host's words for pillars"


def test_host_runs_none_of_our_checks_on_other_pages(editor: Client, tree: Tree) -> None:
    with host_checker(HostChecker):
        configuration = configuration_in(get_soup(editor, "/nowhere/", status=404))
    assert configuration["context"]["include"] == ["main"]
    assert WAGTAILS_RULE in configuration["options"]["runOnly"]
    assert our_rules(configuration) == []
    assert "careers-image-alt" not in configuration["messages"]
    assert configuration["spec"]["checks"] == ContentCheckerItem.axe_custom_checks


def test_checker_of_a_host_that_is_no_subclass_of_ours_is_left_alone(
    editor: Client, tree: Tree
) -> None:
    with host_checker(UnrelatedChecker):
        soup = get_soup(editor, tree.team.url.removeprefix("http://localhost"))
    configuration = configuration_in(soup)
    assert configuration["context"]["include"] == ["main"]
    assert our_rules(configuration) == []
    assert SCRIPT not in str(soup)


def test_host_switches_one_of_our_checks_off(editor: Client, tree: Tree) -> None:
    with host_checker(HostChecker):
        options = on_page(editor, tree.team)["options"]
    assert "careers-link-text" not in options["runOnly"]
    assert options["rules"]["careers-link-text"] == {"enabled": False}


@pytest.mark.parametrize("chosen", [None, ["wcag2a", "best-practice"], ["host"]])
def test_host_that_runs_all_rules_or_those_with_a_tag_gets_ours_too(
    editor: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, chosen: list[str] | None
) -> None:
    # axe refuses a list of both, and goes by the switches of single rules first.
    monkeypatch.delattr(HostChecker, "get_axe_run_only")
    monkeypatch.setattr(HostChecker, "axe_run_only", chosen)
    with host_checker(HostChecker):
        options = on_page(editor, tree.team)["options"]
    assert options.get("runOnly") == chosen
    assert options["rules"]["careers-pillars"] == {"enabled": True}


def test_rule_that_a_host_has_dropped_is_not_switched(
    editor: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    # axe refuses switches of rules that it doesn't have.
    monkeypatch.setattr(HostChecker, "axe_custom_rules", [])
    with host_checker(HostChecker):
        configuration = on_page(editor, tree.team)
    assert WAGTAILS_RULE not in configuration["options"]["rules"]
    assert our_rules(configuration)


def test_link_texts_are_those_of_the_pages_language(
    tree: Tree, settings: Settings, tmp_path: Path
) -> None:
    messages = tmp_path / "he" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    catalogue = Catalog(locale="he")
    catalogue.add(", ".join(empty_link_texts(tree.team)), "כאן, עוד")
    with (messages / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    hebrew = TeamPage(locale=Locale.objects.create(language_code="he"))
    assert empty_link_texts(hebrew) == ["כאן", "עוד"]
    assert "read more" in empty_link_texts(tree.team)


@pytest.mark.parametrize(
    ("alt", "decorative", "is_forgotten"),
    [("", False, True), ("", True, False), ("A queue", False, False)],
)
def test_picture_that_is_neither_described_nor_decorative_is_marked(
    client: Client, tree: Tree, alt: str, decorative: bool, is_forgotten: bool
) -> None:
    item = block_data.latest_item(ImageFactory())
    item["image"] |= {"alt_text": alt, "decorative": decorative}
    block_data.set_body(tree.team, [block_data.latest([item])])
    image = select(get_soup(client, "/teams/backend-development/"), ".block-latest img")
    assert image["alt"] == alt
    assert ("data-alt-missing" in image.attrs) is is_forgotten


@pytest.mark.parametrize(
    ("alt", "description", "is_forgotten"),
    [("", "", True), ("", "A red square", False), ("A queue", "", False)],
)
def test_picture_at_the_top_is_marked_where_nothing_describes_it(
    client: Client, tree: Tree, alt: str, description: str, is_forgotten: bool
) -> None:
    tree.team.hero_image = ImageFactory(description=description)
    tree.team.hero_image_alt = alt
    tree.team.save()
    image = select(get_soup(client, "/teams/backend-development/"), ".hero-media img")
    assert ("data-alt-missing" in image.attrs) is is_forgotten


def test_userbar_is_on_every_page_for_editors_and_never_for_visitors(
    client: Client, editor: Client, tree: Tree
) -> None:
    position, closed = tree.add_position(), tree.add_position()
    lifecycle.Close(closed).execute()
    private = StandardPageFactory(parent=tree.home)
    make_private(private)
    pages: list[Page] = [
        tree.home,
        tree.teams,
        tree.team,
        tree.positions,
        position,
        closed,
        private,
    ]
    for address in [*(page.url for page in pages), "/positions/?q=nothing", "/nowhere/"]:
        assert b"<wagtail-userbar" in editor.get(address).content, address
        shown_to_a_visitor = client.get(address).content
        assert b"wagtail-userbar" not in shown_to_a_visitor, address
        assert SCRIPT.encode() not in shown_to_a_visitor, address
