from __future__ import annotations


class NewsError(Exception):
    """Why something could not be fetched or read, in a sentence for editors.

    `passing` says that the same may well work later.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing
