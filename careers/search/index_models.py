"""The search index: words and facets of positions, derived from them by the indexer."""

from __future__ import annotations

from django.db import models

from careers.fields import WordsField
from careers.search.normalize import MAX_WORD_LENGTH


class PositionText(models.Model):
    """The normalised words of a published position, in order, with a space around each.

    `facts` are its locations with their countries, its types and its workplace; `words` are all
    that it is found by, with those of its body and of its locations' addresses.
    """

    position = models.OneToOneField(
        "careers.PositionPage",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_text",
    )
    title = models.TextField()
    team = models.TextField()
    facts = models.TextField()
    words = WordsField()

    def __str__(self) -> str:
        return self.title.strip()


class PositionFacet(models.Model):
    """A value of a position in one of the filters in which it can have several.

    Slugs of its locations and of its types; codes of the countries of its locations, and of those
    from which a remote position can be worked.
    """

    position = models.ForeignKey(
        "careers.PositionPage",
        on_delete=models.CASCADE,
        related_name="search_facets",
        db_index=False,  # the constraint's own begins with it
    )
    name = models.CharField(max_length=8)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position", "name", "value"], name="careers_positionfacet_once"
            )
        ]
        indexes = [
            models.Index(fields=["name", "value", "position"], name="careers_facet_positions")
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchWord(models.Model):
    """A word of some position's title, team or facts, to which a mistyped one is corrected.

    A word stays when no position has it any more: check that it finds one before suggesting it.
    """

    word = models.CharField(max_length=MAX_WORD_LENGTH, primary_key=True)
    #: As it is written, in lower case.
    spelling = models.CharField(max_length=MAX_WORD_LENGTH)
    length = models.PositiveSmallIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.word
