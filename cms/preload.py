"""The application as the workers get it: loaded, used once, and out of the garbage collector's way.

This happens before the workers are forked, so that no visitor waits for it in any of them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import setup_testing_defaults

from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse

from cms.addresses import split_origin

Application = Callable[..., Any]


def preloaded_application(base_url: str) -> Application:
    """Return the site's application, after it has answered one request of each kind."""
    application = get_wsgi_application()
    for path in paths_to_visit():
        visit(application, base_url, path)
    # A connection must not be shared by two processes.
    connections.close_all()
    freeze()
    return application


def paths_to_visit() -> Iterator[str]:
    """The address of one page of each type that has any, and that of the admin's first page."""
    pages = apps.get_model("wagtailcore", "Page")
    for model in apps.get_models():
        page = issubclass(model, pages) and pages.objects.live().exact_type(model).first()
        if page and page.full_url:
            yield urlsplit(page.full_url).path
    yield reverse("wagtailadmin_login")


def visit(application: Application, base_url: str, path: str) -> None:
    """Have `application` answer a visitor, which loads URLs, templates and translations."""
    base = split_origin(base_url)
    environ = {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),  # PEP 3333
        "HTTP_HOST": base.netloc,
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
