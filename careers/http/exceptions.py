from __future__ import annotations


class HttpError(Exception):
    """A request could not be sent or answered, in a sentence for editors.

    With `passing`, the same request may well succeed later.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing
