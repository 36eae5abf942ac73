"""The plugin's template tags for Jinja2. Only a host that has Jinja2 imports this module.

Its environment needs the extension `careers.jinja2tags.careers`, beside those of Wagtail.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context

from careers.core.anchors import sections
from careers.core.images import load_images
from careers.templatetags import careers_tags


@pass_context
def careers_include(context: Context, name: str, **values: Any) -> SafeString:
    """Show a template of the plugin, or any other of Django's, with the context of this one."""
    return SafeString(render_to_string(name, context.get_all() | values))


@pass_context
def careers_body(context: Context, page: Any, field: str = "body") -> SafeString:
    """Show the blocks of `page` with their anchors, its pictures fetched at once."""
    body = getattr(page, field)
    load_images(body, page=page)
    values = context.get_all()
    shown = (
        section.block.render_as_block(values | {"page": page, "anchor": section.anchor})
        for section in sections(body)
    )
    return SafeString("".join(shown))


@pass_context
def nonce_attribute(context: Context) -> SafeString:
    return careers_tags.nonce_attribute(_of_django(context))


@pass_context
def csp_nonce(context: Context) -> Any:
    return careers_tags.csp_nonce(_of_django(context))


@pass_context
def link_of(context: Context, value: Any) -> str:
    return careers_tags.link_of(_of_django(context), value)


def _of_django(context: Context) -> template.Context:
    return template.Context(context.get_all())


class CareersExtension(Extension):
    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals.update(
            {
                "careers_body": careers_body,
                "careers_class": careers_tags.careers_class,
                "careers_image": careers_tags.careers_image,
                "careers_include": careers_include,
                "csp_nonce": csp_nonce,
                "keep_together": careers_tags.keep_together,
                "link_of": link_of,
                "nonce_attribute": nonce_attribute,
            }
        )
        environment.filters.update(
            {"keep_dashes": careers_tags.keep_dashes, "long_date": careers_tags.long_date}
        )


# A shorter name for settings, as Wagtail's extensions have.
careers = CareersExtension
