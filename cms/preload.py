"""The application as the workers get it: loaded, used once, and out of the garbage collector's way.

This happens before the workers are forked, so that no visitor waits for it in any of them. Where
they load the application themselves, as gunicorn's do without `--preload`, each does it for itself.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import Error, connections
from django.urls import reverse

from cms.addresses import split_origin

Application = Callable[..., Any]

logger = logging.getLogger(__name__)


def preloaded_application(base_url: str) -> Application:
    """Return the site's application, after it has answered one request of each kind."""
    application = get_wsgi_application()
    visit_pages(application, base_url)
    # A connection must not be shared by two processes.
    connections.close_all()
    freeze()
    return application


def visit_pages(application: Application, base_url: str) -> None:
    """Visit a page of each type. What fails is logged, and stops neither the rest nor the start."""
    try:
        paths = [*paths_to_visit()]
    except Error as error:  # the database's: it may answer when a visitor comes
        logger.warning("Nothing is loaded before the first visitor comes: %s", error)
        return
    for path in paths:
        try:
            visit(application, base_url, path)
        except Exception:
            logger.exception("%s can't be loaded before the first visitor comes.", path)


def paths_to_visit() -> Iterator[str]:
    """The address of one public page of each type that has any, and that of the admin's first page.

    They are the default site's, which stands at `BASE_URL`.
    """
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    page_model = apps.get_model("wagtailcore", "Page")
    if site:
        pages = page_model.objects.live().public().descendant_of(site.root_page, inclusive=True)
        for model in apps.get_models():
            page = issubclass(model, page_model) and pages.exact_type(model).first()
            parts = page.get_url_parts() if page else None
            if parts and parts[2]:
                yield parts[2]
    yield reverse("wagtailadmin_login")


def visit(application: Application, base_url: str, path: str) -> None:
    """Have `application` answer a visitor, which loads URLs, templates and translations."""
    base = split_origin(base_url)
    environ = {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),  # PEP 3333
        "HTTP_HOST": base.netloc,
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "wsgi.url_scheme": base.scheme,
    }
    setup_testing_defaults(environ)
    application(environ, lambda status, headers: None).close()


def freeze() -> None:
    """Have the garbage collector pass over what there is by now, in this process and its children.

    A full collection looks at what came later alone, and writes to no memory that processes share.
    """
    gc.collect()
    gc.freeze()
