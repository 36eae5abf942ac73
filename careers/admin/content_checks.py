"""Checks of a careers page in Wagtail's own content checker, with messages that say what to do.

The editor's panel takes rules and messages from the form as it was opened, and results from the
preview, which follows every change. So the rules, and their messages in the panel, depend on the
page's type alone; what a draft contains comes as options of a check.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from careers.blocks.pillars import MIN_PILLARS
from careers.core.metadata import MAX_DESCRIPTION, SEARCH_DESCRIPTION, MetadataMixin
from careers.fields import BodyField
from careers.models import PositionIndexPage, TeamIndexPage, TeamPage

#: Issues of the whole page are shown at its heading: axe can't point to invisible elements.
WHOLE_PAGE = "h1"
#: The elements that each check looks at; a rule and its only check have the same name.
SELECTORS = {
    # Axe skips what is folded away, so links in closed `details` are checked with these.
    "careers-link-text": "a[href], details:not([open])",
    "careers-image-alt": "img",
    "careers-hero-alt": ".hero-media img",
    "careers-testimonial-photo": ".block-testimonials .person",
    "careers-pillars": ".block-pillars",
    "careers-search-description": WHOLE_PAGE,
    "careers-search-description-length": WHOLE_PAGE,
    "careers-open-positions": WHOLE_PAGE,
}
#: Wagtail's rule reads the page's HTML, where another text may replace a missing description.
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
            "4. Change the level of this heading, or give the section that it stands in a heading."
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
        "help_text": _("Add another pillar with a title, or delete this section."),
    },
    "careers-open-positions": {
        "error_name": _("No open positions on this page"),
        "help_text": _(
            "Add the section “Open positions”, so that candidates find what to apply for."
        ),
    },
}


class CareersContentCheckerItem(ContentCheckerItem):
    """Wagtail's content checker with the checks of a careers page; other pages get none of them.

    Subclass it to change what is checked, with the attributes and methods that Wagtail documents,
    and put the subclass in place of Wagtail's class in a `construct_wagtail_userbar` hook. This
    switches one of the checks off: `axe_rules = {"careers-pillars": {"enabled": False}}`.
    """

    class Media:
        js = ["careers/content_checks.js"]

    def __init__(self, in_editor: bool = False, *, page: Page | None) -> None:
        super().__init__(in_editor)
        self.page = page if page and is_careers_page(page) else None

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        checks = list(super().get_axe_custom_checks(request))
        if self.page:
            options = check_options(self.page)
            checks += [{"id": name, "options": options.get(name, {})} for name in SELECTORS]
        return checks

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        rules = list(super().get_axe_custom_rules(request))
        if self.page:
            rules += [
                {
                    "id": name,
                    "impact": "moderate",
                    "selector": selector,
                    "tags": ["best-practice"],
                    "any": [name],
                    "enabled": True,
                }
                for name, selector in SELECTORS.items()
            ]
        return rules

    def get_axe_rules(self, request: HttpRequest) -> dict[str, dict[str, Any]]:
        rules: dict[str, dict[str, Any]] = super().get_axe_rules(request)
        if not self.page:
            return rules
        # Axe refuses switches of rules that it doesn't have.
        known = {rule["id"] for rule in self.get_axe_custom_rules(request)}
        switches = dict.fromkeys(SELECTORS, True) | {SUPERSEDED: False}
        return {name: {"enabled": on} for name, on in switches.items() if name in known} | rules

    def get_axe_run_only(self, request: HttpRequest) -> list[str] | None:
        # Without a list, or with one of tags, axe goes by `get_axe_rules`. A list of rules comes
        # before them, and one that mixes tags and rules is refused.
        names: list[str] | None = super().get_axe_run_only(request)
        if not self.page or not names or self._are_tags(names, request):
            return names
        enabled = [
            name
            for name, options in self.get_axe_rules(request).items()
            if name in SELECTORS and options.get("enabled", True)
        ]
        others = [name for name in names if name not in SELECTORS and name != SUPERSEDED]
        return [*others, *enabled]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        messages = dict(super().get_axe_messages(request))
        if not self.page:
            return messages
        if messages.get(HEADING_ORDER) == ContentCheckerItem.axe_messages[HEADING_ORDER]:
            del messages[HEADING_ORDER]
        added = MESSAGES | search_description_messages(self.page, in_editor=self.in_editor)
        return added | messages

    def _are_tags(self, names: list[str], request: HttpRequest) -> bool:
        known = {tag for rule in self.get_axe_custom_rules(request) for tag in rule.get("tags", [])}
        return any(name in known or name.startswith(TAG_PREFIXES) for name in names)


def add_content_checks(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Replace Wagtail's own content checker among the userbar's `items`, and no host's."""
    if page is None or not is_careers_page(page):
        return
    items[:] = [
        CareersContentCheckerItem(item.in_editor, page=page) if _is_wagtails_checker(item) else item
        for item in items
    ]


def _is_wagtails_checker(item: Any) -> bool:
    # Wagtail 8 makes it of a deprecated subclass, which Wagtail 9 is going to remove.
    is_checker = isinstance(item, ContentCheckerItem)
    return is_checker and type(item).__module__ == ContentCheckerItem.__module__


def is_careers_page(page: Page) -> bool:
    """Tell whether `page` is of the plugin, or of a host and made of the plugin's blocks."""
    return isinstance(page, (TeamIndexPage, PositionIndexPage)) or any(
        isinstance(field, BodyField) for field in page._meta.get_fields()
    )


def check_options(page: Page) -> dict[str, dict[str, Any]]:
    """Return, for each check, what it has to know of `page` and can't find in the HTML."""
    length = _search_description_length(page)
    return {
        "careers-link-text": {"texts": empty_link_texts(page)},
        "careers-pillars": {"fewest": MIN_PILLARS},
        "careers-search-description": {"passes": length > 0},
        "careers-search-description-length": {"passes": length <= MAX_DESCRIPTION},
        "careers-open-positions": {"passes": not _lacks_open_positions(page)},
    }


def empty_link_texts(page: Page) -> list[str]:
    """Return link texts that don't say where a link leads, in the language of `page`."""
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
    """Return messages that say what to do about the search description of `page`.

    In the editor they don't give the number of its characters, which changes with every key.
    """
    name = page._meta.get_field("search_description").verbose_name
    values = {
        "field": SEARCH_DESCRIPTION if isinstance(page, MetadataMixin) else capfirst(name),
        "limit": MAX_DESCRIPTION,
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
    """Tell whether a team's `page` lacks the section for its positions, and could have it."""
    if not isinstance(page, TeamPage):
        return False
    name = "open_positions"
    is_offered = name in page.body.stream_block.child_blocks
    return is_offered and all(section["type"] != name for section in page.body.raw_data)
