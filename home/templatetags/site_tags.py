from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter(is_safe=True)
def with_nonce(html: str, nonce: object) -> SafeString:
    """Give the scripts of `html` the nonce of the content security policy."""
    tag = format_html('<script nonce="{}"', nonce)
    return SafeString(html.replace("<script", tag))
