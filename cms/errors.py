"""The answers to requests that failed."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views import defaults

from cms.failures import explain

logger = logging.getLogger(__name__)

#: Seconds after which another attempt is worth it.
RETRY_AFTER = 30


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500; 503 where the database or the disk stands in the way for a while."""
    return _unavailable(sys.exc_info()[1]) or defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """400; 503 where a session could not be stored, which Django takes for one that has ended."""
    return _unavailable(exception) or defaults.bad_request(request, exception)


def _unavailable(error: BaseException | None) -> HttpResponse | None:
    failure = explain(error)
    if failure is None:
        return None
    logger.error("%s", failure.sentence)
    if not failure.passes:
        return None
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
