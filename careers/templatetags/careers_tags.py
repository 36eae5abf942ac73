from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.engine import Engine
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.conf import look
from careers.core import formatting
from careers.core.color_schemes import color_scheme_rules
from careers.core.images import responsive_image
from careers.kept.facts import find_kept, is_kept_for
from careers.search.facets import Choice

register = template.Library()

HEAD_IS_HERE = "careers_head_is_here"


@register.inclusion_tag("careers/partials/arrow.html")
def arrow(direction: str = "forward") -> dict[str, str]:
    """Show an arrow for links and buttons: "forward" in the direction of reading, or "down"."""
    return {"direction": direction}


@register.inclusion_tag("careers/partials/choice_boxes.html")
def choice_boxes(name: str, choices: Iterable[Choice]) -> dict[str, Any]:
    """Show a labelled box for each of the `choices` of the filter `name`."""
    return {"name": name, "choices": choices}


@register.simple_tag
def careers_image(
    image: Any, preset: str, alt: str | None = None, *, eager: bool = False
) -> SafeString:
    """Show `image` in the formats and sizes of its `preset` (`careers.core.image_presets`).

    Give `alt` wherever an editor can describe the image; without it the image is decorative.

    Lazy unless `eager`, which also asks the browser to fetch it first. Empty where there is no
    image or it can't be shown, so that a template can show something else instead.
    """
    prepared = responsive_image(image, preset, alt, eager=eager)
    if prepared is None:
        return SafeString("")
    return render_to_string("careers/partials/image.html", {"image": prepared})


@register.inclusion_tag("careers/partials/preload_image.html")
def preload_image(image: Any, preset: str) -> dict[str, Any]:
    """Have browsers fetch an eager `careers_image` before they reach it, in its best format alone.

    Of a `picture`, the first source that fits is shown; of these links, only that one may fit.
    """
    prepared = responsive_image(image, preset)
    sources = prepared.sources if prepared else ()
    best = [source for source in sources if source.type == sources[0].type]
    links = []
    for number, source in enumerate(best):
        before = [f"(not {other.media})" for other in best[:number]]
        links.append((source, " and ".join(filter(None, [*before, source.media]))))
    return {"sources": links}


@register.simple_tag(takes_context=True)
def csp_nonce(context: Context) -> Any:
    """Return the nonce of the host's content security policy, or `None` where it has none.

    Django 6 gives it to templates as `csp_nonce`, by its context processor `csp`; django-csp
    keeps it at the request. Both are false until they are used.
    """
    nonce = context.get("csp_nonce")
    if nonce is None:
        nonce = getattr(context.get("request"), "csp_nonce", None)
    return nonce


@register.simple_tag(takes_context=True)
def nonce_attribute(context: Context) -> SafeString:
    """Return the attribute `nonce` of a script or a style sheet, or "" where there is no nonce."""
    nonce = csp_nonce(context)
    return SafeString("") if nonce is None else format_html(' nonce="{}"', nonce)


@register.simple_tag
def shows_own_look() -> bool:
    """Whether pages have the plugin's own typography and colours (`CAREERS_LOOK`)."""
    return look() != "host"


@register.simple_tag
def careers_class() -> str:
    """Return the classes of the element round the plugin's pages."""
    return "careers" if shows_own_look() else "careers careers-host-look"


@register.simple_tag(name="color_scheme_rules")
def color_scheme_rules_tag() -> SafeString:
    """Return the rules that follow a host's switch between light and dark: selectors alone."""
    return SafeString(color_scheme_rules())


@register.simple_tag(takes_context=True)
def head_is_here(context: Context) -> str:
    """Note that the frame has rendered what the plugin's pages need in the head."""
    context.render_context[HEAD_IS_HERE] = True
    return ""


@register.simple_tag(takes_context=True)
def missing_head(context: Context) -> SafeString:
    """Return style sheet, script and what a page adds to the head, if the frame hasn't shown them.

    A style sheet in the body keeps browsers from painting what follows until it is there.
    Metadata has no meaning in the body and stays away.
    """
    if context.render_context.get(HEAD_IS_HERE):
        return SafeString("")
    engine = context.template.engine if context.template else Engine.get_default()
    head = engine.get_template("careers/partials/head.html").render(context)
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("careers_head") if blocks else None
    return SafeString(head + (block.render(context) if block else ""))


@register.simple_tag(takes_context=True)
def link_of(context: Context, value: Any) -> str:
    """Return the URL of a `LinkedValue`, or ""."""
    return value.link(context.get("request"))


@register.filter
def long_date(day: date | None) -> str:
    """Format the day with its month in words; return "" where there is none."""
    return formatting.long_date(day) if day else ""


@register.filter
def keep_dashes(text: str) -> str:
    """Keep lines of `text` from beginning with a dash."""
    return str(text).replace(" – ", "\u00a0– ")


@register.simple_tag
def keep_together(text: str, phrase: str) -> SafeString:
    """Keep `phrase` on one line of `text`, if the line has room."""
    before, kept, after = str(text).partition(str(phrase) if phrase else "\0")
    html = render_to_string(
        "careers/partials/keep_together.html", {"before": before, "phrase": kept, "after": after}
    )
    return SafeString(html.strip())  # the template's last line break is no part of the text


class KeptNode(template.Node):
    def __init__(self, nodelist: NodeList, names: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.names = names

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        key = tuple(name.resolve(context) for name in self.names)
        if request is None or None in key or not is_kept_for(request):
            return self.nodelist.render(context)
        return find_kept(request, key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep the HTML up to `{% endkept %}` until the content changes, by what the tag names.

    It must follow from the content and from these alone, as in `{% kept "hero" page.pk %}`, and
    hold nothing of a visitor or of a request, such as a nonce. Where one of them is `None`, and
    for signed-in editors and previews, it is made each time.
    """
    names = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not names:
        raise template.TemplateSyntaxError("“kept” needs names for what it keeps.")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, names)
