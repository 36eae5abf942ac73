"""The frame of a host whose base template belongs to another engine, such as Jinja2."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import select_template
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

register = template.Library()

#: The blocks of a frame, by the names under which the host's template gets them.
PARTS = {"title": "title", "careers_head": "extra_css", "careers_content": "content"}


class HostFrameNode(template.Node):
    def __init__(self, nodelist: NodeList, names: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.names = names
        found = nodelist.get_nodes_by_type(BlockNode)
        self.blocks = {block.name: block for block in found if isinstance(block, BlockNode)}

    def render(self, context: Context) -> SafeString:
        names = [name.resolve(context) for name in self.names]
        parts = {part: self._html_of(block, context) for part, block in PARTS.items()}
        frame = select_template(names)
        return frame.render(context.flatten() | parts, context.get("request"))

    def _html_of(self, block: str, context: Context) -> SafeString:
        if block not in self.blocks:
            return SafeString("")
        return SafeString(str(self.blocks[block].render_annotated(context)).strip())


@register.tag
def host_frame(parser: Parser, token: Token) -> HostFrameNode:
    """Give the blocks up to `{% endhost_frame %}` to a template of any engine, as variables.

    The tag names the template, or several, of which the first is used that is there. It gets the
    context of the page, and `title`, `careers_head` and `careers_content` as HTML that is safe.
    """
    names = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not names:
        raise template.TemplateSyntaxError("“host_frame” needs the name of a template.")
    nodelist = parser.parse(("endhost_frame",))
    parser.delete_first_token()
    return HostFrameNode(nodelist, names)
