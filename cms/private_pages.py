"""The passwords of private pages and documents, which bear no more guessing than those of users."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponseBase
from wagtail.documents.views.serve import authenticate_with_password as open_document
from wagtail.views import authenticate_with_password as open_page

View = Callable[..., HttpResponseBase]


def counted(view: View, kind: str) -> View:
    """Count wrong passwords that `view` answers with its form again, like failures to sign in.

    What is opened stands for the user name, so that the limits are those of `cms.sign_in`.
    """

    @wraps(view)
    def answer(request: HttpRequest, restriction: int, **page: int) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, restriction, *page.values())
        credentials = {"username": f"{kind} {restriction}"}
        if not AxesProxyHandler.is_allowed(request, credentials):
            return get_lockout_response(request, None, credentials)
        response = view(request, restriction, *page.values())
        if response.status_code == 200:
            user_login_failed.send(sender=answer, credentials=credentials, request=request)
        else:
            AxesProxyHandler.get_implementation().reset_user_attempts(request, credentials)
        return response

    return answer


open_private_page = counted(open_page, "private page")
open_private_document = counted(open_document, "private documents")
