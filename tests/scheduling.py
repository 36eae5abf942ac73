"""Share the tests among the processes of pytest-xdist."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadScopeScheduling


class FilesInOrder(LoadScopeScheduling):
    """Give each process whole files, so that what a file prepares is prepared once.

    pytest-django puts tests that empty the database behind those that need it as it is. That order
    is kept: of a file with tests of both kinds, each kind is shared out on its own.
    """

    def __init__(self, config: Any, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # keep the order of the tests
        self._file = ""
        self._scopes: dict[str, str] = {}

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of the run of neighbours from one file that a test belongs to.

        xdist asks this for all tests in their order first.
        """
        if nodeid not in self._scopes:
            file = nodeid.partition("::")[0]
            is_neighbour = file == self._file
            self._file = file
            previous = next(reversed(self._scopes.values()), "")
            self._scopes[nodeid] = previous if is_neighbour else f"{len(self._scopes)} {file}"
        return self._scopes[nodeid]
