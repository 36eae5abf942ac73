"""Signals about positions and teams, for optional apps and for hosts.

All are sent after the commit, once a commit: each with all that it concerns, none of them twice.
They come whatever the way: the admin, a bulk action, scheduled publishing, a command, the API, an
alias that follows its page. A receiver that raises keeps no other from being called; the log has
its traceback. docs/reference.md describes them for hosts.
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
