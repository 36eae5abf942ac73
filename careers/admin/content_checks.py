"""Checks of a careers page in Wagtail's own content checker, each with what to do about it.

The editor's panel takes rules and messages from the form as it was opened, and the answers from
the preview, which follows every change. So which rules there are and, in the panel, what they say
depends on the page's type alone; what a draft holds comes as options of a check.
"""

from __future__ import annotations

from functools import cache
from types import new_class
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from careers.blocks.pillars import MIN_PILLARS
from careers.fields import BodyField
from careers.metadata import LONGEST_DESCRIPTION
from careers.models import PositionIndexPage, TeamIndexPage, TeamPage
from careers.models.sharing import SEARCH_DESCRIPTION, SharingMixin

#: Issues of the whole page stand at its heading: axe can't point to what nobody sees.
WHOLE_PAGE = "h1"
#: The elements that each check looks at; a rule and its only check have the same name.
SELECTORS = {
    # What is folded away is not looked at itself, only what folds it.
    "careers-link-text": "a[href], details:not([open])",
    "careers-image-alt": "img",
    "careers-hero-alt": ".hero-media img",
    "careers-testimonial-photo": ".block-testimonials .person",
    "careers-pillars": ".block-pillars",
    "careers-search-description": WHOLE_PAGE,
    "careers-search-description-length": WHOLE_PAGE,
    "careers-open-positions": WHOLE_PAGE,
}
#: Wagtail's rule goes by the page's HTML, where another text may stand in for a missing one.
SUPERSEDED = "empty-meta-description"
HEADING_ORDER = "heading-order"
#: How tags of axe begin, unlike any of its rules (axe-core, API documentation, "Axe-core tags").
TAG_PREFIXES = (
    "ACT",
    "EN-",
    "RGAA",
    "TT",
    "best-practice",
    "cat.",
    "experimental",
    "section",
    "wcag",
)

MESSAGES = {
    HEADING_ORDER: {
        "error_name": _("A heading level is skipped"),
        "help_text": _(
            "Headings go down one level at a time: below a heading of level 2 comes level 3, not "
            "4. Change the level of this heading, or give the part that it stands in a heading."
        ),
    },
    "careers-link-text": {
        "error_name": _("Link text that says nothing"),
        "help_text": _(
            "“Here” or “read more” doesn't say where a link leads. Link the words that do, such "
            "as “how we hire”."
        ),
    },
    "careers-image-alt": {
        "error_name": _("Picture without alternative text"),
        "help_text": _(
            "Say in “Alt text” what the picture shows, for those who can't see it. If it adds "
            "nothing to the words around it, tick “Image is decorative”."
        ),
    },
    "careers-hero-alt": {
        "error_name": _("Picture at the top without alternative text"),
        "help_text": _(
            "Say what it shows, for those who can't see it: under “Top of the page”, in "
            "“Alternative text”."
        ),
    },
    "careers-testimonial-photo": {
        "error_name": _("Testimonial without a photo"),
        "help_text": _("Open this person under “People” in the menu, and choose a photo."),
    },
    "careers-pillars": {
        "error_name": _("Fewer than two pillars"),
        "help_text": _("Add another pillar with a title, or delete this part of the page."),
    },
    "careers-open-positions": {
        "error_name": _("No open positions on this page"),
        "help_text": _("Add the part “Open positions”, so that candidates find what to apply for."),
    },
}


class CareersContentCheckerItem(ContentCheckerItem):
    """Adds the checks of `page` to the checker that it is combined with, whose own word wins.

    A host switches a check off in its `axe_rules`: `{"careers-pillars": {"enabled": False}}`.
    """

    page: Page

    class Media:
        js = ["careers/content_checks.js"]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        options = check_options(self.page)
        return [
            *super().get_axe_custom_checks(request),
            *({"id": name, "options": options.get(name, {})} for name in SELECTORS),
        ]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [
            *super().get_axe_custom_rules(request),
            *(
                {
                    "id": name,
                    "impact": "moderate",
                    "selector": selector,
                    "tags": ["best-practice"],
                    "any": [name],
                    "enabled": True,
                }
                for name, selector in SELECTORS.items()
            ),
        ]

    def get_axe_rules(self, request: HttpRequest) -> dict[str, dict[str, Any]]:
        # Axe refuses switches of rules that it doesn't have.
        known = {rule["id"] for rule in self.get_axe_custom_rules(request)}
        switches = dict.fromkeys(SELECTORS, True) | {SUPERSEDED: False}
        ours = {name: {"enabled": on} for name, on in switches.items() if name in known}
        return ours | super().get_axe_rules(request)

    def get_axe_run_only(self, request: HttpRequest) -> list[str] | None:
        # Without a list, or with one of tags, axe goes by `get_axe_rules`. A list of rules comes
        # before them, and one that mixes tags and rules is refused.
        names: list[str] | None = super().get_axe_run_only(request)
        if not names or self._are_tags(names, request):
            return names
        switches = self.get_axe_rules(request)
        ours = [name for name in SELECTORS if switches[name].get("enabled", True)]
        theirs = [name for name in names if name not in SELECTORS and name != SUPERSEDED]
        return [*theirs, *ours]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        messages = MESSAGES | search_description_messages(self.page, in_editor=self.in_editor)
        theirs = dict(super().get_axe_messages(request))
        if theirs.get(HEADING_ORDER) == ContentCheckerItem.axe_messages[HEADING_ORDER]:
            del theirs[HEADING_ORDER]
        return messages | theirs

    def _are_tags(self, names: list[str], request: HttpRequest) -> bool:
        known = {tag for rule in self.get_axe_custom_rules(request) for tag in rule.get("tags", [])}
        return any(name in known or name.startswith(TAG_PREFIXES) for name in names)


def add_content_checks(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Extend the content checker among the userbar's `items`, whatever a host has made of it."""
    if page is None or not is_careers_page(page):
        return
    for index, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[index] = _extended(item, page)


def is_careers_page(page: Page) -> bool:
    """Whether `page` is the plugin's own or a host's page made of the plugin's blocks."""
    return isinstance(page, (TeamIndexPage, PositionIndexPage)) or any(
        isinstance(field, BodyField) for field in page._meta.get_fields()
    )


def check_options(page: Page) -> dict[str, dict[str, Any]]:
    """What the checks have to know of `page` that its HTML doesn't tell."""
    length = _search_description_length(page)
    return {
        "careers-link-text": {"texts": empty_link_texts(page)},
        "careers-pillars": {"fewest": MIN_PILLARS},
        "careers-search-description": {"passes": length > 0},
        "careers-search-description-length": {"passes": length <= LONGEST_DESCRIPTION},
        "careers-open-positions": {"passes": not _lacks_open_positions(page)},
    }


def empty_link_texts(page: Page) -> list[str]:
    """Link texts that say nothing, in the language of `page`."""
    with override(page.locale.language_code if page.locale_id else get_language()):
        # Translators: link texts that don't say where a link leads, with commas between them;
        # list those of your language, as many as there are, rather than translating each.
        texts = gettext(
            "click, click here, click this link, details, find out more, here, learn more, link, "
            "more, more details, more info, more information, read more, read on, see here, "
            "see more, this, this link, this page"
        )
    return [text.strip() for text in texts.split(",")]


def search_description_messages(page: Page, *, in_editor: bool) -> dict[str, dict[str, str]]:
    """What to do about the search description of `page`.

    The number of its characters is left out in the editor, where it would soon be wrong.
    """
    name = page._meta.get_field("search_description").verbose_name
    values = {
        "field": SEARCH_DESCRIPTION if isinstance(page, SharingMixin) else capfirst(name),
        "limit": LONGEST_DESCRIPTION,
        "number": _search_description_length(page),
    }
    if in_editor:
        too_long = gettext(
            "Search engines show %(limit)s characters at the most. Shorten the text under "
            "“Promote”, in “%(field)s”."
        )
    else:
        too_long = gettext(
            "It has %(number)s characters; search engines show %(limit)s at the most. Shorten it "
            "under “Promote”, in “%(field)s”."
        )
    missing = gettext(
        "Say under “Promote”, in “%(field)s”, what the page offers: one or two sentences, "
        "%(limit)s characters at the most."
    )
    return {
        "careers-search-description": {
            "error_name": gettext("Search description is missing"),
            "help_text": missing % values,
        },
        "careers-search-description-length": {
            "error_name": gettext("Search description is too long"),
            "help_text": too_long % values,
        },
    }


def _search_description_length(page: Page) -> int:
    return len(page.search_description.strip())


def _lacks_open_positions(page: Page) -> bool:
    """Whether `page` is of a team and doesn't have the part for its positions, but could have."""
    if not isinstance(page, TeamPage):
        return False
    name = "open_positions"
    is_offered = name in page.body.stream_block.child_blocks
    return is_offered and all(part["type"] != name for part in page.body.raw_data)


def _extended(item: ContentCheckerItem, page: Page) -> CareersContentCheckerItem:
    """`item` with the checks of `page`: what a host's own class adds or overrides stays."""
    checker_class = _combined_class(item.__class__)
    checker = checker_class.__new__(checker_class)
    checker.__dict__.update(item.__dict__, page=page)
    return checker


@cache
def _combined_class(checker_class: type) -> type[CareersContentCheckerItem]:
    if checker_class.__module__ == ContentCheckerItem.__module__:
        return CareersContentCheckerItem
    return new_class(f"Careers{checker_class.__name__}", (CareersContentCheckerItem, checker_class))
