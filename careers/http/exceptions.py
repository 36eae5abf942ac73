from __future__ import annotations


class HttpError(Exception):
    """A request could not be sent or answered, in a sentence for editors.

    With `is_temporary`, the same request may succeed later.
    """

    def __init__(self, message: str, *, is_temporary: bool = False) -> None:
        super().__init__(message)
        self.is_temporary = is_temporary
