"""The error with which a guard stops an action, whichever way it was asked for."""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError


class RefusedError(ValidationError, PermissionDenied):
    """The content doesn't allow the action, and nothing was done.

    `sentence` tells an editor why. Wagtail's APIs answer a `ValidationError` with its sentences,
    and all other views of its admin a `PermissionDenied` with a message: no way ends in a failure
    of the server, even if it doesn't know of the guard.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__({NON_FIELD_ERRORS: [sentence]})
        self.sentence = sentence
