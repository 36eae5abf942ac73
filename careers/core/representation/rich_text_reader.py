"""Read the HTML of a rich text once: make its addresses absolute, and its text and tree of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from secrets import token_hex
from typing import Any, NamedTuple

from wagtail.whitelist import check_url

from careers.core.ids import read_id
from careers.core.representation.links import change_addresses
from careers.core.representation.rich_text_nodes import RichTextNode

#: The attribute that marks a link to a page of the site with the id of the page. No stored text has
#: it, since a part of its name is random.
PAGE_MARK = f"data-page-{token_hex(8)}"
#: Elements within more others than these are left out of the tree; their content stays.
MAX_DEPTH = 40
ADDRESSES = {"action", "cite", "data", "formaction", "href", "poster", "src"}
NODE_TYPES = {
    "b": "bold",
    "blockquote": "quote",
    "em": "italic",
    "i": "italic",
    "li": "list_item",
    "p": "paragraph",
    "strong": "bold",
}
LEAVES = {"br": "line_break", "hr": "rule"}
MEDIA = {"iframe": "embed", "img": "image"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ol", "ul"}
#: Elements that begin a line, and end a paragraph that is still open.
BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "header", "hr", "li", "main", "nav", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", *HEADINGS, *LISTS,
}  # fmt: skip
BLOCK_TYPES = {"heading", "list", "list_item", "paragraph", "quote", "rule"}
#: Elements in which white space between blocks means nothing.
CONTAINERS = BLOCKS - {"p", "pre", *HEADINGS} | {""}
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
#: What a start tag closes, unless an element of the second kind stands in between.
CLOSES = {
    "a": ({"a"}, set()),
    "dd": ({"dd", "dt"}, {"dl"}),
    "dt": ({"dd", "dt"}, {"dl"}),
    "li": ({"li"}, LISTS),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tr": ({"tr"}, {"table"}),
}
#: Elements whose text nobody reads.
UNREAD = ("iframe", "script", "style", "template")
#: Elements within which `/>` ends an element.
FOREIGN = ("math", "svg")
#: Stands for the end of a line while text is collected; HTML may hold all white space itself.
END_OF_LINE = "\x00"

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARK = re.compile(rf' {PAGE_MARK}="\d+"')


class OpenElement(NamedTuple):
    """An element whose end tag hasn't come; its content is added to `children`."""

    name: str
    children: list[Any]


class RichTextReader(HTMLParser):
    """Reads HTML of whatever quality; every text of it stands in the tree, in its order."""

    def __init__(self, absolute: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tree: list[RichTextNode] = []
        self._absolute = absolute
        self._open = [OpenElement("", self.tree)]
        self._number_open: Counter[str] = Counter()
        self._text: list[str] = []
        self._edits: list[tuple[int, int, str]] = []
        self._line_starts: list[int] = []

    def read(self, html: str) -> str:
        """Read `html`, and return it with absolute addresses and without marks."""
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()
        pieces, position = [], 0
        for start, end, replacement in self._edits:
            pieces += [html[position:start], replacement]
            position = end
        return _MARK.sub("", "".join([*pieces, html[position:]]))

    @property
    def text(self) -> str:
        """The visible text, in a line for each paragraph, heading and item."""
        lines = "".join(self._text).split(END_OF_LINE)
        tidy = (_WHITE_SPACE.sub(" ", line).strip(" ") for line in lines)
        return "\n".join(line for line in tidy if line)

    # What the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, str] = {}
        for name, value in attrs:
            given.setdefault(name, value or "")
        attributes = {name: self._with_absolute(name, value) for name, value in given.items()}
        if attributes != given:
            self._edit_tag(tag, attributes)
        self._close_implied(tag)
        if tag in BLOCKS or tag == "br":
            self._text.append(END_OF_LINE)
        children = self._add_node(_node(tag, attributes))
        if tag not in VOID:
            self._open.append(OpenElement(tag, children))
            self._number_open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<b/>` for a start tag, as browsers do."""
        self.handle_starttag(tag, attrs)
        if any(self._number_open[name] for name in FOREIGN):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._number_open[tag]:
            self._close(tag)
        if tag in BLOCKS:
            self._text.append(END_OF_LINE)

    def handle_data(self, data: str) -> None:
        data = data.replace(END_OF_LINE, "")
        if not any(self._number_open[name] for name in UNREAD):
            self._text.append(data)
        name, children = self._open[-1]
        last = children[-1] if children else None
        if data.isspace() and name in CONTAINERS and (last is None or _is_block(last)):
            return
        if last is not None and last["type"] == "text":
            last["text"] += data
        elif data:
            children.append({"type": "text", "text": data})

    # What becomes of it

    def _add_node(self, node: dict[str, Any] | None) -> list[Any]:
        """Add `node` to what is open, and return the list for what stands within it."""
        around = self._open[-1].children
        if node is None or ("children" in node and len(self._open) > MAX_DEPTH):
            return around
        around.append(node)
        children: list[Any] = node.get("children", [])
        return children

    def _close_implied(self, tag: str) -> None:
        """Close what `tag` closes without an end tag."""
        if tag in BLOCKS and self._number_open["p"]:
            self._close("p")
        closed, limits = CLOSES.get(tag, (set(), set()))
        if not any(self._number_open[name] for name in closed):
            return
        names = (element.name for element in reversed(self._open))
        name = next(name for name in names if name in closed or name in limits)
        if name in closed:
            self._close(name)

    def _close(self, tag: str) -> None:
        name = ""
        while name != tag:
            name = self._open.pop().name
            self._number_open[name] -= 1

    def _with_absolute(self, name: str, value: str) -> str:
        if name in ADDRESSES:
            return self._absolute(value)
        if name == "srcset":
            return change_addresses(value, self._absolute)
        return value

    def _edit_tag(self, tag: str, attributes: Mapping[str, str]) -> None:
        raw = self.get_starttag_text() or ""
        line, column = self.getpos()
        start = self._line_starts[line - 1] + column
        pairs = (f' {name}="{escape(value)}"' for name, value in attributes.items())
        end = "/>" if raw.endswith("/>") else ">"
        self._edits.append((start, start + len(raw), f"<{tag}{''.join(pairs)}{end}"))


def _node(tag: str, attributes: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the node of an element, or `None` for one of which only the content counts."""
    if tag in NODE_TYPES:
        return {"type": NODE_TYPES[tag], "children": []}
    if tag in HEADINGS:
        return {"type": "heading", "level": HEADINGS[tag], "children": []}
    if tag in LISTS:
        return {"type": "list", "ordered": tag == "ol", "children": []}
    if tag in LEAVES:
        return {"type": LEAVES[tag]}
    if tag in MEDIA:
        return _media(MEDIA[tag], attributes)
    safe = {name: value for name, value in attributes.items() if _is_safe(name, value)}
    if tag == "a" and safe.get("href"):
        page = safe.get(PAGE_MARK)
        return {
            "type": "link",
            "href": safe["href"],
            "page": read_id(page) if page else None,
            "children": [],
        }
    if tag == "a" and not safe:
        return None
    return {"type": "element", "name": tag, "attributes": safe, "children": []}


def _media(node_type: str, attributes: Mapping[str, str]) -> dict[str, Any] | None:
    source = attributes.get("src", "")
    if not source or not _is_safe("src", source):
        return None
    text = "alt" if node_type == "image" else "title"
    return {
        "type": node_type,
        "src": source,
        text: attributes.get(text, ""),
        "width": read_id(attributes.get("width", "")),
        "height": read_id(attributes.get("height", "")),
    }


def _is_safe(name: str, value: str) -> bool:
    """Tell whether an attribute holds no script."""
    if name in ADDRESSES:
        return check_url(value) is not None
    return not name.startswith("on") and name != "srcdoc"


def _is_block(node: Mapping[str, Any]) -> bool:
    return node["type"] in BLOCK_TYPES or node.get("name") in BLOCKS
