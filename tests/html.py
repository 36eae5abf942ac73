"""Valid HTML: html5lib's parser for the syntax, and rules of the HTML standard that pages break.

Rules name the section of the HTML Living Standard (html.spec.whatwg.org) that they come from; those
on headings are WCAG 2.2's, technique G141. For the rest of accessibility there is axe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

HTML = "{http://www.w3.org/1999/xhtml}"

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LABELABLE = {"button", "input", "meter", "output", "progress", "select", "textarea"}
INTERACTIVE = {"button", "details", "embed", "iframe", "label", "select", "textarea"}
FLOW_ONLY = HEADINGS | {
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "table", "ul",
}  # fmt: skip
PHRASING_PARENTS = HEADINGS | {
    "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "kbd", "label", "legend",
    "mark", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup",
    "time", "u", "var",
}  # fmt: skip
MAY_HOLD_HEADINGS = {"legend", "summary"}
SCRIPTING = {"script", "template"}
CHILDREN = {
    "ul": {"li"} | SCRIPTING,
    "ol": {"li"} | SCRIPTING,
    "menu": {"li"} | SCRIPTING,
    "dl": {"dt", "dd", "div"} | SCRIPTING,
    "picture": {"source", "img"} | SCRIPTING,
}
FIRST_CHILD = {"details": "summary"}
REFERENCES = (
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "commandfor",
    "for",
    "form",
    "headers",
    "list",
    "popovertarget",
)
OBSOLETE_ELEMENTS = {
    "acronym", "applet", "basefont", "big", "center", "dir", "font", "frame", "frameset", "marquee",
    "nobr", "strike", "tt",
}  # fmt: skip
OBSOLETE_ATTRIBUTES = {
    "align", "alink", "bgcolor", "border", "cellpadding", "cellspacing", "clear", "compact",
    "frameborder", "hspace", "language", "link", "longdesc", "marginheight", "marginwidth",
    "noshade", "nowrap", "scrolling", "summary", "valign", "vlink", "vspace",
}  # fmt: skip
OBSOLETE_ON = {"name": {"a", "img"}, "width": {"table", "td", "th", "col", "hr", "pre"}}


def assert_valid_html(text: str, *, fragment: bool = False) -> None:
    """Fail with all that is wrong with the document, or with a `fragment` of a body."""
    found = problems(text, fragment=fragment)
    assert not found, "Not valid HTML:\n" + "\n".join(f"- {problem}" for problem in found)


def problems(text: str, *, fragment: bool = False) -> list[str]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    tree = parser.parseFragment(text) if fragment else parser.parse(text)
    rules = RULES if fragment else RULES + RULES_OF_DOCUMENTS
    return [
        *(
            f"line {line}: {PARSE_ERRORS[code] % details}"
            for (line, _), code, details in parser.errors
        ),
        *(problem for rule in rules for problem in rule(tree)),
    ]


def name_of(element: Element) -> str:
    """The local name of an HTML element; those of SVG and MathML keep their namespace."""
    return str(element.tag).removeprefix(HTML)


def show(element: Element) -> str:
    """The start tag, short."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{name_of(element)}{attributes[:80]}>"


def elements(tree: Element, *names: str) -> Iterator[Element]:
    for element in tree.iter():
        if isinstance(element.tag, str) and (not names or name_of(element) in names):
            yield element


def children(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def text_of(element: Element) -> str:
    return "".join(element.itertext()).strip()


def ids(tree: Element) -> Counter[str]:
    return Counter(element.attrib["id"] for element in elements(tree) if "id" in element.attrib)


def is_interactive(element: Element) -> bool:
    """Section 3.2.5.2.7, and what has been made so by `tabindex`."""
    name = name_of(element)
    return (
        name in INTERACTIVE
        or "tabindex" in element.attrib
        or (name == "a" and "href" in element.attrib)
        or (name == "input" and element.get("type") != "hidden")
        or (name in {"audio", "video"} and "controls" in element.attrib)
    )


def ids_are_unique(tree: Element) -> Iterator[str]:
    """3.2.6: `id` is unique, not empty and without white space."""
    for identifier, count in ids(tree).items():
        if count > 1:
            yield f"{count} elements with the id “{identifier}”"
        if not identifier or identifier.split() != [identifier]:
            yield f"id “{identifier}” is empty or holds white space"


def references_resolve(tree: Element) -> Iterator[str]:
    """What points to an id of this page, in an attribute or in an address, points to something."""
    known = ids(tree)
    for element in elements(tree):
        for attribute in REFERENCES:
            if attribute in element.attrib and not element.attrib[attribute].strip():
                yield f"{show(element)}: {attribute} is empty"
            for identifier in element.get(attribute, "").split():
                if identifier not in known:
                    yield f"{show(element)}: {attribute} points to no “{identifier}”"
        address = element.get("href", "")
        if address.startswith("#") and address not in {"#", "#top"} and address[1:] not in known:
            yield f"{show(element)}: there is no “{address[1:]}” on this page"


def labels_are_for_controls(tree: Element) -> Iterator[str]:
    """4.10.4: `for` names a labelable element."""
    named = {
        element.attrib["id"]: name_of(element)
        for element in elements(tree)
        if "id" in element.attrib
    }
    for label in elements(tree, "label"):
        target = named.get(label.get("for", ""), "input")
        if target not in LABELABLE:
            yield f"{show(label)}: <{target}> can't be labelled"


def addresses_are_given(tree: Element) -> Iterator[str]:
    """An empty address is this very page, which nobody means."""
    for element in elements(tree):
        for attribute in ("href", "src", "srcset", "action", "poster"):
            if attribute in element.attrib and element.attrib[attribute].strip() in {"", "#"}:
                yield f"{show(element)}: {attribute} is empty"


def images_are_described_and_measured(tree: Element) -> Iterator[str]:
    """4.8.3: `alt`; width and height in pixels, without which the page jumps as pictures arrive."""
    for image in elements(tree, "img"):
        if "alt" not in image.attrib:
            yield f"{show(image)}: alt is missing"
        for attribute in ("width", "height"):
            if not image.get(attribute, "").isdecimal():
                yield f"{show(image)}: {attribute} is not a number of pixels"


def sources_have_sizes(tree: Element) -> Iterator[str]:
    """4.8.4.2.2: with widths in `srcset` there is `sizes`."""
    for element in elements(tree, "img", "source"):
        candidates = element.get("srcset", "").split(",")
        if any(each.strip().endswith("w") for each in candidates) and "sizes" not in element.attrib:
            yield f"{show(element)}: sizes is missing"


def headings_skip_no_level(tree: Element) -> Iterator[str]:
    level = 0
    for heading in elements(tree, *HEADINGS):
        own = int(name_of(heading)[1])
        if level and own > level + 1:
            yield f"<h{own}> “{text_of(heading)}” follows <h{level}>"
        if not text_of(heading) and not any(image.get("alt") for image in elements(heading, "img")):
            yield f"{show(heading)} is empty"
        level = own


def interactive_content_is_not_nested(tree: Element) -> Iterator[str]:
    """4.5.1, 4.10.6, 4.10.4: neither in links nor in buttons; no label in a label."""
    for outer in elements(tree, "a", "button", "label"):
        for inner in elements(outer):
            forbidden = is_interactive(inner) and inner is not outer
            if name_of(outer) == "label":
                forbidden = name_of(inner) == "label" and inner is not outer
            if forbidden:
                yield f"{show(inner)} stands within {show(outer)}"


def phrases_hold_no_blocks(tree: Element) -> Iterator[str]:
    """3.2.5.2.5: phrasing content holds phrasing content only, looked at through links."""

    def walk(element: Element, parent: str) -> Iterator[str]:
        name = name_of(element)
        excused = name in HEADINGS and parent in MAY_HOLD_HEADINGS
        if parent and name in FLOW_ONLY and not excused:
            yield f"{show(element)} stands within <{parent}>"
        within = name if name in PHRASING_PARENTS else parent
        for child in children(element):
            yield from walk(child, within)

    yield from walk(tree, "")


def children_are_allowed(tree: Element) -> Iterator[str]:
    """4.4.5 to 4.4.9, 4.4.12, 4.8.1, 4.11.1: items in lists, summary first in details."""
    for element in elements(tree):
        name = name_of(element)
        inside = [name_of(child) for child in children(element)]
        for child in inside:
            if name in CHILDREN and child not in CHILDREN[name]:
                yield f"<{child}> stands directly within {show(element)}"
            if child == "li" and name not in {"ul", "ol", "menu"}:
                yield f"<li> stands within {show(element)}, not in a list"
        if name in FIRST_CHILD and inside[:1] != [FIRST_CHILD[name]]:
            yield f"{show(element)} does not begin with <{FIRST_CHILD[name]}>"
        if "figcaption" in inside[1:-1] or inside.count("figcaption") > 1:
            yield f"{show(element)}: the one <figcaption> comes first or last"


def buttons_have_types(tree: Element) -> Iterator[str]:
    """A button without a type sends the form that it happens to stand in."""
    for button in elements(tree, "button"):
        if button.get("type") not in {"button", "submit", "reset"}:
            yield f"{show(button)}: type is missing"


def nothing_is_obsolete(tree: Element) -> Iterator[str]:
    """16.2: elements and attributes that authors must not use."""
    for element in elements(tree):
        name = name_of(element)
        if name in OBSOLETE_ELEMENTS:
            yield f"{show(element)} is obsolete"
        if name.startswith("{"):
            continue
        for attribute in element.attrib:
            if attribute in OBSOLETE_ATTRIBUTES or name in OBSOLETE_ON.get(attribute, ()):
                yield f"{show(element)}: {attribute} is obsolete"


def attributes_are_known(tree: Element) -> Iterator[str]:
    """3.2.6.6: attributes of scripts' own begin with `data-`, those of htmx too."""
    for element in elements(tree):
        for attribute in element.attrib:
            if attribute.startswith("hx-"):
                yield f"{show(element)}: {attribute} is data-{attribute} in valid HTML"


def styles_stand_in_the_head(tree: Element) -> Iterator[str]:
    """4.2.6: style elements are metadata."""
    head = {style for head in elements(tree, "head") for style in elements(head, "style")}
    for style in elements(tree, "style"):
        if style not in head:
            yield f"{show(style)} stands in the body"


def document_says_what_it_is(tree: Element) -> Iterator[str]:
    """4.1.1, 4.2.2 and 4.4.14: language, title, one main part."""
    if not tree.get("lang", "").strip():
        yield "<html> has no lang"
    if not any(text_of(title) for title in elements(tree, "title")):
        yield "<title> is missing or empty"
    if (count := len(list(elements(tree, "main")))) != 1:
        yield f"{count} elements <main>, not one"


def one_main_heading(tree: Element) -> Iterator[str]:
    if (count := len(list(elements(tree, "h1")))) != 1:
        yield f"{count} elements <h1>, not one"
    first = next(elements(tree, *HEADINGS), None)
    if first is not None and name_of(first) != "h1":
        yield f"the first heading is {show(first)} “{text_of(first)}”"


Rule = Callable[[Element], Iterator[str]]

RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_resolve,
    labels_are_for_controls,
    addresses_are_given,
    images_are_described_and_measured,
    sources_have_sizes,
    headings_skip_no_level,
    interactive_content_is_not_nested,
    phrases_hold_no_blocks,
    children_are_allowed,
    buttons_have_types,
    nothing_is_obsolete,
    attributes_are_known,
    styles_stand_in_the_head,
)
RULES_OF_DOCUMENTS: tuple[Rule, ...] = (document_says_what_it_is, one_main_heading)
