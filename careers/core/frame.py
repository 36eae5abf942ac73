"""The host's frame round the plugin's pages, rendered without asking the database."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.http import HttpRequest
from django.template import Context, Template
from django.template.base import Node, NodeList
from django.template.loader import get_template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode
from django.utils.functional import cached_property

NAME = "careers/base.html"


class _UnaskedError(Exception):
    """A part of the frame asks the database, which may not be there yet."""


@dataclass(frozen=True)
class Frame:
    """`careers/base.html` with the templates that it extends, the outermost last."""

    templates: tuple[Template, ...]

    @property
    def root(self) -> str:
        return str(self.templates[-1].name)

    @property
    def missing_blocks(self) -> list[str]:
        """The blocks that `careers/base.html` fills and no template round it shows."""
        inmost, *outer = self.templates
        if not outer:
            return []
        shown = {block.name for block in _blocks(outer[-1].nodelist)}
        for template in reversed(outer[:-1]):
            for block in _outer_blocks(template):
                if block.name in shown:
                    shown |= {inner.name for inner in _blocks(block.nodelist)}
        return [block.name for block in _outer_blocks(inmost) if block.name not in shown]

    @cached_property
    def html(self) -> str:
        """What can be shown of it without a page; a part that needs more is left out."""
        context = Context({"request": HttpRequest()})
        blocks = BlockContext()
        for template in self.templates:
            blocks.add_blocks({block.name: block for block in _blocks(template.nodelist)})
        root = self.templates[-1]
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(_refuse))
            stack.enter_context(context.render_context.push_state(root))
            stack.enter_context(context.bind_template(root))
            context.render_context[BLOCK_CONTEXT_KEY] = blocks
            return "".join(_shown(node, context) for node in root.nodelist)


def find_frame() -> Frame | None:
    """Return the frame; None where it isn't one of Django's templates, or can't be read."""
    try:
        template = getattr(get_template(NAME), "template", None)
        templates: list[Template] = []
        while isinstance(template, Template):
            templates.append(template)
            template = _parent(template)
    except Exception:
        return None
    return Frame(tuple(templates)) if templates else None


def _blocks(nodes: NodeList) -> list[BlockNode]:
    return [node for node in nodes.get_nodes_by_type(BlockNode) if isinstance(node, BlockNode)]


def _extends(template: Template) -> ExtendsNode | None:
    return next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)


def _outer_blocks(template: Template) -> list[BlockNode]:
    """The blocks of a template that stand in no other block of it."""
    extends = _extends(template)
    nodes = extends.nodelist if extends else template.nodelist
    return [node for node in nodes if isinstance(node, BlockNode)]


def _parent(template: Template) -> Template | None:
    extends = _extends(template)
    if extends is None:
        return None
    context = Context()
    with context.render_context.push_state(template), context.bind_template(template):
        parent = extends.get_parent(context)
    return parent if isinstance(parent, Template) else None


def _shown(node: Node, context: Context) -> str:
    try:
        return str(node.render_annotated(context))
    except Exception:
        return ""


def _refuse(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    raise _UnaskedError
