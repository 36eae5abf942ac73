"""Take all that is the plugin's out of a host's database, in an order that leaves it whole."""

from __future__ import annotations

from django.db import connections, router, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from careers.kept.writes import wait_for_migrations
from careers.uninstall.data_of_host import PAGE_TYPES, our_types, tasks_of_us
from careers.uninstall.our_apps import our_labels


def remove() -> None:
    """Delete pages, then what refers to the plugin by content type, then its tables.

    All but the tables go in one transaction. Other migrations stay applied, those included that
    depend on the plugin's: `migrate careers zero` would reverse these, and delete the host's data.
    """
    alias = router.db_for_write(Page)
    with transaction.atomic(using=alias):
        for page_type in PAGE_TYPES:
            for page in page_type.objects.order_by("-depth"):
                page_type.objects.get(pk=page.pk).delete()
        wait_for_migrations()  # nobody is served from here on, and its table will be missing
        # Revisions, references, permissions, workflow states and the search index go with these.
        our_types().delete()
        tasks = tasks_of_us()
        if tasks is not None:
            tasks.delete()
    _drop_tables(alias)


def _drop_tables(alias: str) -> None:
    labels = our_labels()
    executor = MigrationExecutor(connections[alias])
    applied = set(executor.loader.applied_migrations)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    ours = [migration for migration, _backwards in plan if migration.app_label in labels]
    for migration in reversed(ours):
        key = (migration.app_label, migration.name)
        if key in applied:
            state = executor.loader.project_state(key, at_end=False)
            executor.unapply_migration(state, migration)
