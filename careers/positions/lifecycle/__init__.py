"""Actions that change the state of positions, or many positions at once.

One position: `Close(position, user).execute()`. Many: `apply(Close, ids, user)`, to all or to none.
Both raise `LifecycleError`, whose `reasons` are sentences for an editor.
"""

from careers.positions.lifecycle.announcements import announce
from careers.positions.lifecycle.apply_actions import Result, apply, refusal
from careers.positions.lifecycle.base import (
    LifecycleError,
    LifecyclePermissionError,
    PositionAction,
)
from careers.positions.lifecycle.close import Close
from careers.positions.lifecycle.duplicate import Duplicate
from careers.positions.lifecycle.move_to_team import MoveToTeam
from careers.positions.lifecycle.reopen import Reopen
from careers.positions.lifecycle.set_closing_date import SetClosingDate

__all__ = [
    "Close",
    "Duplicate",
    "LifecycleError",
    "LifecyclePermissionError",
    "MoveToTeam",
    "PositionAction",
    "Reopen",
    "Result",
    "SetClosingDate",
    "announce",
    "apply",
    "refusal",
]
