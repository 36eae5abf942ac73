"""All models of the plugin, for Django, which looks for them here, and for hosts."""

from careers.core.careers_settings import CareersSettings, SocialLink
from careers.core.image_colour import ImageColour
from careers.directory.location import Location
from careers.directory.person import Person
from careers.directory.position_type import PositionType
from careers.front_end.front_end_settings import FrontEndSettings
from careers.front_end.preview import Preview
from careers.image_library.image_claim import ImageClaim
from careers.image_library.image_failure import ImageFailure
from careers.kept.content_version import ContentVersion
from careers.news.news_feed import NewsFeed, NewsItem
from careers.positions.position_announcement import PositionAnnouncement
from careers.positions.position_page import PositionPage
from careers.positions.position_relations import PositionLocation, PositionPageType
from careers.search.index_models import PositionText
from careers.search.position_index_page import PositionIndexPage
from careers.teams.team_index_page import TeamIndexPage
from careers.teams.team_page import TeamPage

__all__ = [
    "CareersSettings",
    "ContentVersion",
    "FrontEndSettings",
    "ImageClaim",
    "ImageColour",
    "ImageFailure",
    "Location",
    "NewsFeed",
    "NewsItem",
    "Person",
    "PositionAnnouncement",
    "PositionIndexPage",
    "PositionLocation",
    "PositionPage",
    "PositionPageType",
    "PositionText",
    "PositionType",
    "Preview",
    "SocialLink",
    "TeamIndexPage",
    "TeamPage",
]
