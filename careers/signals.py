"""Signals about positions and teams, for optional apps and for hosts.

Each is sent after the commit, once a commit, with all positions or teams concerned, each listed
once. Changes in the admin, bulk actions, scheduled publishing, commands and aliases that follow
their page send them. If a receiver raises, the others are still called, and the traceback is
logged. docs/reference.md describes them for hosts.
"""

from django.dispatch import Signal

#: Candidates can apply from now on. `positions`: a list of `PositionPage`.
position_opened = Signal()

#: Candidates can't apply any more: closed by hand or by date, unpublished, hidden or deleted, in
#: which case the instance is as it was. `positions`: a list of `PositionPage`.
position_closed = Signal()

#: What visitors see of published positions may have changed, or they were published or
#: unpublished. `positions`: a list of `PositionPage`, as they are now. `fields`: the names of the
#: fields that may have changed in any of them, or None where any may.
position_changed = Signal()

#: The same of teams. `teams`: a list of `TeamPage`, as they are now.
team_changed = Signal()
