"""Notice every statement that writes what visitors may see, whoever sends it.

Django's signals are not enough: `update()`, bulk inserts and SQL send none. What is not known to be
invisible counts as visible, the models of a host included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connections, router
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver
from wagtail.models import Page

from careers.kept.content_version import ContentVersion

#: Statements that write nothing, by their first word.
READING = {
    *("ANALYZE", "BEGIN", "CLOSE", "COMMIT", "DECLARE", "EXPLAIN", "FETCH", "LOCK", "PRAGMA"),
    *("RELEASE", "ROLLBACK", "SAVEPOINT", "SELECT", "SET", "SHOW", "VACUUM", "VALUES"),
}
WRITE = re.compile(
    r"(?:INSERT(?: OR \w+| IGNORE)? INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)[\"`]?(?:\s+SET\s+(.*))?",
    re.IGNORECASE | re.DOTALL,
)
#: What a statement that begins with WITH may do besides reading.
WRITES_WITHIN = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO)\b", re.IGNORECASE)
ASSIGNED = re.compile(r"[\"`](\w+)[\"`] = ")

#: Apps and models whose tables no page for visitors reads.
IGNORED_APPS = {
    *("admin", "auth", "axes", "contenttypes", "django_tasks_database", "sessions"),
    "wagtailadmin",
}
IGNORED_MODELS = {
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
#: The fields of a page that only its editors see: saving a draft writes these.
IGNORED_OF_PAGES = {
    *("draft_title", "go_live_at", "has_unpublished_changes", "latest_revision"),
    *("latest_revision_created_at", "locked", "locked_at", "locked_by"),
}
EVERY_COLUMN: frozenset[str] = frozenset("*")


@receiver(connection_created)
def watch_connection(connection: Any, **kwargs: Any) -> None:
    """Have `renew_after` see each statement of a new connection, and `Renewal` each commit.

    By a connection without a database others are made and dropped, while tests begin and end.
    """
    if connection.alias != NO_DB_ALIAS and renew_after not in connection.execute_wrappers:
        # The last one is taken away by whoever has put it there for a while.
        connection.execute_wrappers.insert(0, renew_after)
        connection.commit = partial(_renew_and_commit, connection, connection.commit)


def renew_after(
    execute: Callable[..., Any], sql: Any, parameters: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute a statement; the commit of one that visitors may notice renews the number."""
    result = execute(sql, parameters, many, context)
    if not _Migration.runs and writes_visibly(sql) and not _found_no_row(sql, context["cursor"]):
        _renew_on_commit(context["connection"])
    return result


class _Migration:
    """While migrations run, there may be no table for the number yet, and nobody is served."""

    runs = False


@receiver(pre_migrate)
def wait_for_migrations(**kwargs: Any) -> None:
    _Migration.runs = True


@receiver(post_migrate)
def renew_after_migrations(using: str, **kwargs: Any) -> None:
    if _Migration.runs:
        _Migration.runs = False
        if ContentVersion._meta.db_table in connections[using].introspection.table_names():
            ContentVersion.objects.using(using).renew()


def _found_no_row(sql: Any, cursor: Any) -> bool:
    """Tell whether a change found nothing to change; of insertions, SQLite doesn't tell at once."""
    return cursor.rowcount == 0 and str(sql).startswith(("UPDATE", "DELETE"))


def writes_visibly(sql: Any) -> bool:
    """Tell whether a statement may change what visitors see; one that isn't known may."""
    statement = sql.lstrip(" (\n\t") if isinstance(sql, str) else ""
    first_word = statement[:9].partition(" ")[0].upper()
    if first_word in READING:
        return False
    if first_word == "WITH":
        return bool(WRITES_WITHIN.search(statement))
    write = WRITE.match(statement)
    if write is None:
        return True
    table, assignments = write.groups()
    ignored = _ignored_columns().get(table, frozenset())
    if ignored is EVERY_COLUMN:
        return False
    columns = ASSIGNED.findall((assignments or "").partition(" WHERE ")[0])
    return not (columns and ignored.issuperset(columns))


@cache
def _ignored_columns() -> dict[str, frozenset[str]]:
    """Return the columns of each table that no visitor sees."""
    models = apps.get_models(include_auto_created=True)
    used_caches = [caches[alias] for alias in settings.CACHES]
    tables = [
        cache._table  # type: ignore[attr-defined]
        for cache in used_caches
        if isinstance(cache, BaseDatabaseCache)
    ]
    return {
        **{model._meta.db_table: _ignored_of(model) for model in models},
        **dict.fromkeys(tables, EVERY_COLUMN),
    }


def _ignored_of(model: type[Model]) -> frozenset[str]:
    """A model, also of a host, names such fields in `content_version_ignore`; True: all of them."""
    options = model._meta
    ignored = getattr(model, "content_version_ignore", False)
    if (
        ignored is True
        or options.app_label in IGNORED_APPS
        or options.label_lower in IGNORED_MODELS
    ):
        return EVERY_COLUMN
    names = IGNORED_OF_PAGES if model is Page else ignored or ()
    columns = {field.name: str(field.column) for field in options.concrete_fields}
    return frozenset(columns[name] for name in names)


class Renewal:
    """A new number that waits for the commit of a transaction."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.is_done = False
        self.__qualname__ = type(self).__qualname__  # by which Django's log names what has failed

    def __call__(self) -> None:
        if not self.is_done:
            self.is_done = True
            self.connection.careers_renewals = renewals_of(self.connection) + 1
            ContentVersion.objects.using(router.db_for_write(ContentVersion)).renew()

    @property
    def is_for_this_transaction(self) -> bool:
        """Whether the number can be written with what it stands for.

        It can't from another database, and had better not be where an isolation level is chosen:
        that may refuse a row which others have changed.
        """
        options = self.connection.settings_dict["OPTIONS"]
        is_here = self.connection.alias == router.db_for_write(ContentVersion)
        return is_here and "isolation_level" not in options


def renewals_of(connection: Any) -> int:
    """Return how often the number was renewed for what a connection, that of a thread, wrote."""
    return getattr(connection, "careers_renewals", 0)


def number_of_renewals() -> int:
    """Return how often the number was renewed for what this thread wrote."""
    return sum(map(renewals_of, connections.all(initialized_only=True)))


def _renew_on_commit(connection: Any) -> None:
    """Renew the number once, with the commit; at once where no transaction is open."""
    if waiting_renewal(connection) is None:
        renewal = Renewal(connection)
        connection.careers_renewal = (len(connection.run_on_commit), renewal)
        connection.on_commit(renewal, robust=True)


def waiting_renewal(connection: Any) -> Renewal | None:
    """Return that of the open transaction, unless it went with a savepoint."""
    position, renewal = getattr(connection, "careers_renewal", (0, None))
    waiting = connection.run_on_commit[position : position + 1]
    return renewal if waiting and waiting[0][1] is renewal else None


def _renew_and_commit(connection: Any, commit: Callable[[], None]) -> None:
    """Renew the number as the last statement of a transaction, so that nobody sees one without.

    Last, because others wait for the row until the commit. Where that can't be, the hook renews it
    after the commit.
    """
    renewal = waiting_renewal(connection)
    if renewal is not None and renewal.is_for_this_transaction:
        renewal()
    commit()
