"""The search index: what positions are found by, derived from them by the indexer."""

from __future__ import annotations

from django.db import models

from careers.fields import WordsField


class PositionText(models.Model):
    """What a published position is found by.

    The first texts are its normalised words in order. `facts` are its locations with their
    countries, its types and its workplace; `body` are further words, of its body and of its
    locations' addresses, in the database's own index.
    """

    position = models.OneToOneField(
        "careers.PositionPage",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_text",
    )
    #: Another number each time the row is written.
    stamp = models.BigIntegerField()
    title = models.TextField()
    team = models.TextField()
    facts = models.TextField()
    #: Its values of the filters, as `name=value` with spaces between them.
    values = models.TextField()
    #: Words that are written with other letters, as `word=spelling` with spaces between them.
    spellings = models.TextField()
    body = WordsField()

    def __str__(self) -> str:
        return self.title
