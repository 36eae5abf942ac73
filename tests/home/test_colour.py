"""The accent colour that marketing picks, and the tones that are made of it."""

from __future__ import annotations

import re

import pytest
from coloraide import Color
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from home.colour import (
    DARK_GROUNDS,
    INKS,
    LIGHT_GROUNDS,
    MIN_TEXT_CONTRAST,
    Accent,
    parse_colour,
)
from home.models import BrandSettings
from home.models.brand import DEFAULT_ACCENT
from tests.factories import Tree
from tests.soup import get_soup, select, texts_of

HEX = re.compile(r"#[0-9a-f]{3,6}")
HOSTILE = [
    "red;}body{display:none",
    "</style><script>alert(1)</script>",
    "#ff4b1f;background:url(https://evil.example/)",
    "var(--secret)",
    "url(https://evil.example/)",
]
NO_COLOURS = [*HOSTILE, "", " ", "none", "currentcolor", "inherit", "#ff4b1", "reddish", "x" * 64]
TRANSPARENT = ["transparent", "#ff4b1f80", "rgb(255 75 31 / 50%)", "hsl(12 100% 56% / 0)"]

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


def contrast(tone: str, ground: str) -> float:
    return float(Color(tone).contrast(ground))


@given(colours)
def test_every_tone_can_be_read_on_every_ground_of_its_scheme(colour: str) -> None:
    accent = Accent.derive(colour)
    assert all(contrast(accent.on_light, ground) >= MIN_TEXT_CONTRAST for ground in LIGHT_GROUNDS)
    assert all(contrast(accent.on_dark, ground) >= MIN_TEXT_CONTRAST for ground in DARK_GROUNDS)


@given(colours)
@example("#0071f4")
def test_ink_can_be_read_and_is_the_one_that_contrasts_more(colour: str) -> None:
    ink = Accent.derive(colour).ink
    assert contrast(colour, ink) >= MIN_TEXT_CONTRAST
    more = max(INKS, key=lambda ink: contrast(colour, ink))
    assert ink == (more if contrast(colour, more) >= MIN_TEXT_CONTRAST else "#000000")


@given(colours)
def test_only_what_could_not_be_read_is_changed(colour: str) -> None:
    accent = Accent.derive(colour)
    assert Color(accent.colour) == Color(colour)
    for tone, grounds in ((accent.on_light, LIGHT_GROUNDS), (accent.on_dark, DARK_GROUNDS)):
        if all(contrast(colour, ground) >= MIN_TEXT_CONTRAST for ground in grounds):
            assert Color(tone) == Color(colour)
        else:
            assert Color(tone) != Color(colour)


@given(colours)
def test_tones_are_plain_hex_colours(colour: str) -> None:
    accent = Accent.derive(colour)
    for tone in (accent.colour, accent.ink, accent.on_light, accent.on_dark):
        assert HEX.fullmatch(tone)


@pytest.mark.parametrize(
    "value",
    ["#FF4B1F", " #ff4b1f ", "tomato", "rgb(255, 75, 31)", "hsl(12 100% 56%)", "oklch(70% 0.2 40)"],
)
def test_any_way_to_write_a_colour_is_understood(value: str) -> None:
    assert HEX.fullmatch(Accent.derive(value).colour)


@pytest.mark.parametrize("value", ["color(display-p3 1 0 0)", "oklch(70% 0.4 40)", "white", "#000"])
def test_colour_beyond_the_screen_or_at_its_end_has_readable_tones(value: str) -> None:
    accent = Accent.derive(value)
    assert all(contrast(accent.on_light, ground) >= MIN_TEXT_CONTRAST for ground in LIGHT_GROUNDS)
    assert all(contrast(accent.on_dark, ground) >= MIN_TEXT_CONTRAST for ground in DARK_GROUNDS)


@pytest.mark.parametrize("value", [*NO_COLOURS, "#ff4b1f" * 10_000])
def test_what_is_no_colour_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(ValidationError, match="isn't a colour: enter one such as #ff4b1f") as error:
        parse_colour(value)
    assert len(error.value.messages[0]) < 120


@pytest.mark.parametrize("value", TRANSPARENT)
def test_transparent_colour_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="must not be transparent"):
        parse_colour(value)


@given(st.text(max_size=80))
def test_any_text_is_a_colour_or_refused(value: str) -> None:
    try:
        accent = Accent.derive(value)
    except ValidationError:
        return
    assert HEX.fullmatch(accent.colour)


# The form


def post_brand(client: Client, tree: Tree, accent: str) -> str:
    """Send the form of the brand; returns the page that the editor sees next."""
    url = reverse("wagtailsettings:edit", args=["home", "brandsettings", tree.site.pk])
    data = {"name": "Halmere", "suffix": "", "logo": "", "logo_on_dark": "", "accent": accent}
    response = client.post(url, data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_form_shows_what_becomes_of_a_colour(admin_client: Client, tree: Tree) -> None:
    BrandSettings.objects.create(site=tree.site, accent="#ff4b1f")
    url = reverse("wagtailsettings:edit", args=["home", "brandsettings", tree.site.pk])
    tones = Accent.derive("#ff4b1f")
    assert texts_of(get_soup(admin_client, url), ".accent-tones div") == [
        "Button #ff4b1f",
        "Link on light, before #ff4b1f",
        f"Link on light, after {tones.on_light}",
        f"Link on dark {tones.on_dark}",
    ]


def test_form_shows_no_change_where_there_is_none(admin_client: Client, tree: Tree) -> None:
    url = reverse("wagtailsettings:edit", args=["home", "brandsettings", tree.site.pk])
    BrandSettings.objects.create(site=tree.site, accent="#8a4fff")
    for accent, changed in (("#e0e0e0", "light"), ("#202020", "dark")):
        BrandSettings.objects.update(accent=accent)
        words = " ".join(texts_of(get_soup(admin_client, url), ".accent-tones div"))
        assert re.findall(r"on (\w+), before", words) == [changed]


def test_colour_is_stored_and_reaches_every_page(admin_client: Client, tree: Tree) -> None:
    post_brand(admin_client, tree, "teal")
    assert BrandSettings.objects.get().accent == "teal"
    style = select(get_soup(admin_client, "/"), "head style").text
    assert "--careers-accent:#008080" in style


@pytest.mark.parametrize("value", [*HOSTILE, "currentcolor", "transparent", "#ff4b1f80", "x" * 500])
def test_form_refuses_in_a_sentence_and_shows_the_value_back(
    admin_client: Client, tree: Tree, value: str
) -> None:
    html = post_brand(admin_client, tree, value)
    assert not BrandSettings.objects.filter(accent=value).exists()
    assert re.search(r"a colour: enter one|must not be transparent|at most 64 characters", html)
    assert "<script>alert(1)" not in html
    assert f"background: {value}" not in html


@pytest.mark.parametrize("value", [*HOSTILE, "none", "transparent", ""])
def test_unusable_stored_colour_never_reaches_the_page(
    client: Client, tree: Tree, value: str
) -> None:
    BrandSettings.objects.create(site=tree.site, accent=value)
    soup = get_soup(client, "/")
    style = select(soup, "head style").text
    assert f"--careers-accent:{DEFAULT_ACCENT};" in style
    assert style.count("{") == style.count("}")
    assert not re.search(r"url|display:|script|var\(", style)
