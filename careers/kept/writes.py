"""Notice every statement that writes what visitors may see, whoever sends it.

Django's signals are not enough: `update()`, bulk inserts and SQL send none. What is not known to be
invisible counts as visible, the models of a host included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.dispatch import receiver

from careers.kept.content_version import ContentVersion

#: Statements that write nothing, by their first word.
READING = {
    *("ANALYZE", "BEGIN", "CLOSE", "COMMIT", "DECLARE", "EXPLAIN", "FETCH", "LOCK", "PRAGMA"),
    *("RELEASE", "ROLLBACK", "SAVEPOINT", "SELECT", "SET", "SHOW", "VACUUM", "VALUES"),
}
WRITE = re.compile(
    r"(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)[\"`]?(?:\s+SET\s+(.*))?",
    re.IGNORECASE | re.DOTALL,
)
ASSIGNED = re.compile(r"[\"`](\w+)[\"`] = ")

#: Apps and models whose tables no page for visitors reads. A host's own model says the same of
#: itself with the attribute `content_version_ignore = True`.
INVISIBLE_APPS = {"admin", "auth", "axes", "contenttypes", "sessions", "wagtailadmin"}
INVISIBLE_MODELS = {
    *("wagtailcore.apitoken", "wagtailcore.comment", "wagtailcore.commentreply"),
    *("wagtailcore.groupapprovaltask", "wagtailcore.groupapprovaltask_groups"),
    *("wagtailcore.groupcollectionpermission", "wagtailcore.grouppagepermission"),
    *("wagtailcore.groupsitepermission", "wagtailcore.modellogentry", "wagtailcore.pagelogentry"),
    *("wagtailcore.pagesubscription", "wagtailcore.referenceindex", "wagtailcore.revision"),
    *("wagtailcore.task", "wagtailcore.taskstate", "wagtailcore.uploadedfile"),
    *("wagtailcore.workflow", "wagtailcore.workflowcontenttype", "wagtailcore.workflowpage"),
    *("wagtailcore.workflowstate", "wagtailcore.workflowtask", "wagtailforms.formsubmission"),
    *("wagtailsearch.indexentry", "wagtailsearch.sqliteftsindexentry", "wagtailusers.userprofile"),
}
#: The columns of a page that only its editors see: saving a draft writes these.
INVISIBLE_COLUMNS = {
    *("draft_title", "go_live_at", "has_unpublished_changes", "latest_revision_created_at"),
    *("latest_revision_id", "locked", "locked_at", "locked_by_id"),
}
PAGES = "wagtailcore_page"


@receiver(connection_created)
def watch_connection(connection: Any, **kwargs: Any) -> None:
    """Have `renew_after` see each statement of a new connection."""
    if renew_after not in connection.execute_wrappers:
        # The last one is taken away by whoever has put it there for a while.
        connection.execute_wrappers.insert(0, renew_after)


def renew_after(
    execute: Callable[..., Any], sql: Any, parameters: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute a statement; the commit after one that visitors may notice renews the number."""
    result = execute(sql, parameters, many, context)
    if writes_visibly(sql):
        _renew_on_commit(context["connection"])
    return result


def writes_visibly(sql: Any) -> bool:
    statement = sql.lstrip(" (\n\t") if isinstance(sql, str) else ""
    if statement[:9].partition(" ")[0].upper() in READING:
        return False
    write = WRITE.match(statement)
    if write is None:  # another kind of statement, or none of Django's
        return True
    table, assignments = write.groups()
    if table in _invisible_tables():
        return False
    if table == PAGES and assignments:
        columns = ASSIGNED.findall(assignments.partition(" WHERE ")[0])
        return not (columns and INVISIBLE_COLUMNS.issuperset(columns))
    return True


@cache
def _invisible_tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models if _is_invisible(model))


def _is_invisible(model: type[Model]) -> bool:
    options = model._meta
    return (
        options.app_label in INVISIBLE_APPS
        or options.label_lower in INVISIBLE_MODELS
        or getattr(model, "content_version_ignore", False)
    )


def _renew_on_commit(connection: Any) -> None:
    """Renew the number once, after the commit; at once where no transaction is open."""
    position, renewal = getattr(connection, "careers_renewal", (0, None))
    waiting = connection.run_on_commit
    if len(waiting) > position and waiting[position][1] is renewal:
        return  # the same transaction has it, and no savepoint has dropped it

    def renew() -> None:
        ContentVersion.objects.using(connection.alias).renew()

    connection.careers_renewal = (len(waiting), renew)
    connection.on_commit(renew, robust=True)
