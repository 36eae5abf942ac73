"""Run what waits for a commit, inside the transaction that each test is rolled back with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def commits_at_once() -> Iterator[None]:
    """Run `on_commit` callbacks when the outermost block of the code under test ends.

    Without a block they run at once. Those of a block that is rolled back are dropped, as Django
    does it. Nothing is left for Django's `captureOnCommitCallbacks`, which is not needed then.
    """
    with pytest.MonkeyPatch.context() as patch:
        leave = transaction.Atomic.__exit__
        register = BaseDatabaseWrapper.on_commit

        def leave_and_run(atomic: Any, *error: Any) -> Any:
            result = leave(atomic, *error)
            if not atomic._from_testcase:
                _run_if_only_the_test_is_open(transaction.get_connection(atomic.using))
            return result

        def register_and_run(connection: Any, *args: Any, **kwargs: Any) -> None:
            register(connection, *args, **kwargs)
            _run_if_only_the_test_is_open(connection)

        patch.setattr(transaction.Atomic, "__exit__", leave_and_run)
        patch.setattr(BaseDatabaseWrapper, "on_commit", register_and_run)
        yield


def _run_if_only_the_test_is_open(connection: Any) -> None:
    blocks = connection.atomic_blocks
    if not blocks or connection.needs_rollback or not all(b._from_testcase for b in blocks):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "validate_no_atomic_block", lambda: None)
        connection.run_and_clear_commit_hooks()
