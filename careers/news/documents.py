"""XML from outside as a small tree, or a reason why not.

The tree has no entities of the document's own, and only so many elements as fit into memory and
patience: whoever reads it needn't think of attacks on XML parsers. Faults that feeds often have,
such as a lone `&` or an entity of HTML, are mended.

It does without feedparser 6, which needs up to 25 seconds for well-formed documents of 2 MB that
are made to keep it busy (a long `author`, many attributes, many namespaces).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from django.utils.translation import gettext

from careers.news.errors import NewsError

MOST_ELEMENTS = 100_000
MOST_DEPTH = 100
MOST_ATTRIBUTES = 64
LONGEST_ATTRIBUTE = 4000

FAMILIES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://search.yahoo.com/mrss": "media:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.youtube.com/xml/schemas/2015": "yt:",
}
#: What prefixes mean where a feed forgets to say so.
USUAL_FAMILIES = {
    "atom": "",
    "content": "content:",
    "dc": "dc:",
    "itunes": "itunes:",
    "media": "media:",
    "rdf": "rdf:",
    "xml": "xml:",
    "yt": "yt:",
}

#: Python's names of those in which ASCII is ASCII; the others are told by a byte order mark.
_ENCODINGS = re.compile(
    r"iso8859-\d{1,2}|cp\d{3,4}|koi8-[rtu]|mac-roman|tis-620|shift_jis\w*|euc_\w+|gbk|gb2312"
    r"|gb18030|big5\w*"
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"))
_DECLARED = re.compile(rb"""\s{0,99}<\?xml[^>]{0,200}?\sencoding\s?=\s?["']([\w.:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s?=\s?["']?([\w.:-]{1,40})""", re.IGNORECASE)
#: Whatever XML 1.0 does not allow, section 2.2.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA_OR_AMPERSAND = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))"
    r"|&(?:(?P<kept>amp|lt|gt|quot|apos);|\#(?P<number>\d{1,7}|x[0-9a-fA-F]{1,6});"
    r"|(?P<name>\w{1,31};))?",
    re.DOTALL | re.ASCII,
)


@dataclass(slots=True)
class Element:
    """`name` in lower case, with the usual prefix of its namespace unless that is RSS or Atom."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Element]:
        return (part for part in self.parts if isinstance(part, Element))

    def all(self, *names: str) -> Iterator[Element]:
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> Element | None:
        return next(self.all(name), None)

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in the document's order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """The texts in the element and below it, but for scripts and style sheets."""
        return "".join(
            part if isinstance(part, str) else f" {part.text} " if part.name in _GAPS else part.text
            for part in self.parts
            if isinstance(part, str) or part.name not in {"script", "style"}
        )


_GAPS = {"blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td"}


def decode(content: bytes, content_type: str = "") -> str:
    """`content` as text, whatever its sender says of it if it is UTF-8 or has a byte order mark.

    Else by the header, the XML declaration, or as most of the old web.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for start, encoding in _UNMARKED:
        if content.startswith(start):
            return content.decode(encoding, "replace")
    charset = _CHARSET.search(content_type[:1000])
    declared = _DECLARED.match(content)
    named = (
        "utf-8",
        _known_encoding(charset.group(1)) if charset else "",
        _known_encoding(declared.group(1).decode("ascii")) if declared else "",
    )
    for encoding in filter(None, named):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("windows-1252", "replace")


def _known_encoding(name: str) -> str:
    """Python's name of a character encoding, or "" for what is none or does more than that."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found == "iso8859-1":
        return "windows-1252"  # as the WHATWG's Encoding standard has it, section 4.2
    return found if _ENCODINGS.fullmatch(found) else ""


def read(text: str) -> Element:
    """The root of the document. Raises `NewsError` if it isn't well-formed, or asks too much."""
    mended = _CDATA_OR_AMPERSAND.sub(_mend, _NO_XML.sub("", text)).lstrip("\ufeff \t\r\n")
    builder = _Builder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.entity
    try:
        parser.Parse(mended.encode(), True)
    except expat.ExpatError as error:
        raise NewsError(
            gettext("The feed is not well-formed XML: line %(line)d, %(reason)s.")
            % {"line": error.lineno, "reason": expat.errors.messages.get(error.code, error.code)}
        ) from error
    return builder.root


def _mend(match: re.Match[str]) -> str:
    whole = match.group()
    if match["cdata"] or match["kept"]:
        return whole
    if match["number"]:
        digits = match["number"]
        code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        allowed = code <= 0x10FFFF and not _NO_XML.match(chr(code))
        return whole if allowed else "\ufffd"
    if characters := html5.get(f"{match['name']};"):
        return "".join(f"&#{ord(character)};" for character in characters)
    return "&amp;" + whole[1:]


class _Builder:
    """Makes the tree of what expat finds."""

    def __init__(self) -> None:
        self.root = Element("")
        self._open: list[Element] = []
        self._count = 0
        self._families = dict(USUAL_FAMILIES)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if (
            self._count > MOST_ELEMENTS
            or len(self._open) >= MOST_DEPTH
            or len(attributes) > MOST_ATTRIBUTES
        ):
            raise NewsError(gettext("The feed is too large or too deeply nested to be read."))
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self._families[key[6:]] = FAMILIES.get(value.strip().lower(), "other:")
        element = Element(
            self._named(name),
            {
                self._named(key): value
                for key, value in attributes.items()
                if len(value) <= LONGEST_ATTRIBUTE
            },
        )
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def doctype(self, name: str, system: str | None, public: str | None, inner: bool) -> None:
        if inner:
            raise _own_entities()

    def entity(self, *declaration: object) -> None:
        raise _own_entities()

    def _named(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return (self._families.get(prefix, "other:") if colon else "") + local.lower()


def _own_entities() -> NewsError:
    return NewsError(
        gettext("The feed brings definitions of its own (a DTD), which are not safe to read.")
    )
