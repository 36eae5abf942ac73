from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.models import NewsFeed
from careers.news.refresh import refresh


class Command(BaseCommand):
    help = "Fetch all news feeds, or those that --feed names; ends with status 1 if one fails."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--feed",
            action="append",
            default=[],
            metavar="NAME",
            help="The name or number of a feed; may be given several times.",
        )

    def handle(self, *args: Any, feed: list[str], **options: Any) -> None:
        feeds = self._named(feed) if feed else list(NewsFeed.objects.all())
        if not feeds:
            self.stdout.write(_("There are no news feeds."))
        failed = 0
        for news_feed in feeds:
            outcome = refresh(news_feed)
            failed += outcome.failed
            style = self.style.ERROR if outcome.failed else self.style.SUCCESS
            self.stdout.write(f"{news_feed.name}: {style(outcome.message)}")
        if failed:
            raise CommandError(
                ngettext(
                    "%(failed)d feed of %(all)d could not be fetched.",
                    "%(failed)d feeds of %(all)d could not be fetched.",
                    failed,
                )
                % {"failed": failed, "all": len(feeds)}
            )

    def _named(self, names: list[str]) -> list[NewsFeed]:
        """The feeds of these names or numbers, each once. Raises `CommandError` for others."""
        feeds = list(NewsFeed.objects.all())
        named_feeds: dict[int, NewsFeed] = {}
        for name in names:
            matching_feeds = [feed for feed in feeds if name in {feed.name, str(feed.pk)}]
            if not matching_feeds:
                raise CommandError(
                    _("There is no news feed %(name)s. There are: %(names)s.")
                    % {
                        "name": name,
                        "names": ", ".join(f"{feed.name} ({feed.pk})" for feed in feeds) or "–",
                    }
                )
            named_feeds |= {feed.pk: feed for feed in matching_feeds}
        return list(named_feeds.values())
