"""What positions are found by, derived from them by `careers.positions.search.indexing`."""

from __future__ import annotations

from django.db import models

from careers.positions.search.folding import LONGEST_WORD
from careers.positions.search.word_fields import WordsField


class PositionText(models.Model):
    """A published position's words, folded: a space before and after each, in their order.

    `facts` are its locations with their countries, its types and its workplace; `words` are all
    that it is found by, its body and its locations' addresses too.
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
    """A value that a position has in one of the filters in which it can have several.

    Slugs of its locations and of its types; codes of the countries in which it can be worked: its
    locations', and those that a remote position is open to.
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
    """A word of some position's title, team or facts, which a mistyped one may be meant for.

    Words stay when nothing has them any more: whoever takes one asks whether it finds anything.
    """

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)
    #: As it is written, in lower case.
    spelling = models.CharField(max_length=LONGEST_WORD)
    length = models.PositiveSmallIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.word
