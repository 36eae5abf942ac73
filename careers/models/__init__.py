from careers.models.news import NewsFeed, NewsItem
from careers.models.positions import (
    PositionIndexPage,
    PositionLocation,
    PositionPage,
    PositionPageType,
)
from careers.models.search import PositionFacet, PositionText, SearchWord
from careers.models.settings import CareersSettings, SocialLink
from careers.models.snippets import Location, Person, PositionType
from careers.models.teams import TeamIndexPage, TeamPage

__all__ = [
    "CareersSettings",
    "Location",
    "NewsFeed",
    "NewsItem",
    "Person",
    "PositionFacet",
    "PositionIndexPage",
    "PositionLocation",
    "PositionPage",
    "PositionPageType",
    "PositionText",
    "PositionType",
    "SearchWord",
    "SocialLink",
    "TeamIndexPage",
    "TeamPage",
]
