"""Whoever reads a page of the demo and whoever reads its JSON know the same.

Texts, links, pictures and numbers in the main part of the HTML are those of the JSON, and the other
way round.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.test import TestCase, override_settings
from wagtail.models import Page, Site

from careers.models import TeamIndexPage, TeamPage
from tests.home.demo import load, pretend_renditions
from tests.home.page_content import (
    Content,
    content_of_html,
    content_of_json,
    everything_in,
)

API = "/api/careers/v1/pages/"
#: So many positions of a team stand in its JSON.
ALL = "?show=200"


@pytest.mark.slow
class PageEqualsApiTests(TestCase):
    media: Path

    @classmethod
    def setUpTestData(cls) -> None:
        cls.media = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        with override_settings(MEDIA_ROOT=cls.media):
            load("--if-empty")
        pretend_renditions()

    def setUp(self) -> None:
        self.enterContext(override_settings(MEDIA_ROOT=self.media))

    def test_every_page_says_what_its_json_says(self) -> None:
        site = Site.objects.get()
        pages = Page.objects.live().descendant_of(site.root_page, inclusive=True).specific()
        assert len(pages) > 80
        for page in pages:
            path = page.get_url() + (ALL if isinstance(page, TeamPage) else "")
            with self.subTest(path=path):
                problems = self.differences(page, path)
                assert not problems, "\n".join(problems)

    def differences(self, page: Page, path: str) -> list[str]:
        html = self.client.get(path, headers={"host": "localhost"})
        answer = self.client.get(API, {"path": path}, headers={"host": "localhost"})
        assert answer.status_code == html.status_code
        shown = content_of_html(html.content, f"{page.full_url}{path.partition('?')[1]}")
        known, told = everything_in(answer.json()), content_of_json(answer.json())
        # A list of names has smaller pictures than cards, of which the JSON holds the files.
        if isinstance(page, TeamIndexPage):
            for content in (shown, known, told):
                content.images = {image.partition(".")[0] for image in content.images}
        return [*_only_in_html(shown, known), *_only_in_json(shown, told)]


def _only_in_html(shown: Content, known: Content) -> list[str]:
    texts = "\n".join(known.texts)
    problems = [
        f"text in HTML only: {text}"
        for text in shown.texts
        if text not in texts and not all(part in known.texts for part in text.split(", "))
    ]
    problems += [f"link in HTML only: {link}" for link in shown.links - known.links]
    problems += [f"image in HTML only: {image}" for image in shown.images - known.images]
    problems += [f"alternative text in HTML only: {alt}" for alt in shown.alts - known.alts]
    numbers = {n for n in shown.numbers - known.numbers if str(n) not in known.texts}
    return problems + [f"number in HTML only: {number}" for number in numbers]


def _only_in_json(shown: Content, told: Content) -> list[str]:
    problems = [f"text in JSON only: {text}" for text in told.texts if text not in shown]
    problems += [f"link in JSON only: {link}" for link in told.links - shown.links]
    problems += [f"image in JSON only: {image}" for image in told.images - shown.images]
    problems += [f"number in JSON only: {number}" for number in told.numbers - shown.numbers]
    return problems + [f"alternative text in JSON only: {alt}" for alt in told.alts - shown.alts]
