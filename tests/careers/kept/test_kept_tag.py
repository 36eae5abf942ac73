"""`{% kept %}` keeps HTML by what it names, and nothing for those who may be signed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from pytest_django import Settings

from careers.kept.content_version import ContentVersion
from careers.kept.facts import keep_facts

pytestmark = pytest.mark.django_db
TEMPLATE = "{% load careers_tags %}{% kept 'greeting' name %}Hello {{ greeted }}{% endkept %}"


def render(name: object, greeted: str, **cookies: Any) -> str:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.COOKIES.update(cookies)

    def answer(request: HttpRequest) -> HttpResponse:
        context = Context({"request": request, "name": name, "greeted": greeted})
        return HttpResponse(Template(TEMPLATE).render(context))

    response = keep_facts(answer)(request)
    assert isinstance(response, HttpResponse)
    text: str = response.content.decode()
    return text


def test_html_is_kept_by_what_the_tag_names_until_the_content_changes() -> None:
    assert render("a", "Ada") == "Hello Ada"
    assert render("a", "Grace") == "Hello Ada"
    assert render("b", "Grace") == "Hello Grace"
    ContentVersion.objects.all().renew()
    assert render("a", "<b>") == "Hello &lt;b&gt;"


def test_html_without_a_name_is_made_each_time() -> None:
    assert render(None, "Ada") == "Hello Ada"
    assert render(None, "Grace") == "Hello Grace"


def test_who_may_be_signed_in_gets_html_of_their_own() -> None:
    assert render("c", "Ada") == "Hello Ada"
    assert render("c", "Grace", sessionid="x") == "Hello Grace"


def test_template_that_is_written_is_seen_at_once(settings: Settings) -> None:
    settings.DEBUG = True
    assert render("d", "Ada") == "Hello Ada"
    assert render("d", "Grace") == "Hello Grace"


def test_template_without_a_request_keeps_nothing() -> None:
    assert Template(TEMPLATE).render(Context({"name": "c", "greeted": "Linus"})) == "Hello Linus"


def test_tag_needs_a_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="names"):
        Template("{% load careers_tags %}{% kept %}{% endkept %}")
