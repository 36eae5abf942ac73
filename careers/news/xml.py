"""Read XML from outside safely: the document as a tree of elements, or a reason why not.

defusedxml refuses entities of the document's own; the limits here keep the tree within memory. What
feeds often have wrong, such as a lone `&`, an entity of HTML or an undeclared prefix, is mended.

feedparser 6 is not used: it needs up to 25 seconds for well-formed documents of 2 MB that are made
to keep it busy (a long `author`, many attributes, many namespaces).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext

MAX_ELEMENTS = 100_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 64
MAX_ATTRIBUTE_LENGTH = 4000

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

#: Python's names of the encodings that a header or an XML declaration may give: those in which
#: markup looks as it does in ASCII. UTF-16 and UTF-32 are recognised by the first bytes.
_ENCODINGS = frozenset(
    (
        *(f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))),
        *(f"cp125{number}" for number in range(9)),
        *("cp437", "cp850", "cp852", "cp855", "cp858", "cp866", "cp874", "cp932", "cp949", "cp950"),
        *("koi8-r", "koi8-t", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620"),
        *("shift_jis", "euc_jp", "euc_jis_2004", "euc_jisx0213", "euc_kr"),
        *("gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
    )
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
#: What XML 1.0 does not allow, section 2.2.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA_OR_AMPERSAND = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))"
    r"|&(?:(?P<kept>amp|lt|gt|quot|apos);|\#(?P<number>\d{1,7}|x[0-9a-fA-F]{1,6});"
    r"|(?P<name>\w{1,31};))?",
    re.DOTALL | re.ASCII,
)
#: Elements between whose texts a reader sees a gap.
_GAPS = {"blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td"}


class FeedError(Exception):
    """A feed, or an image of it, can't be read or used, in a sentence for editors."""


def decode(content: bytes, content_type: str = "") -> str:
    """Return `content` as text.

    Decode it by a byte order mark or as UTF-16 that starts with `<?`; else as UTF-8 if valid, by
    the header's charset, by the XML declaration, or as windows-1252.
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
    """Return Python's name of the encoding, or "" if it is unknown or not allowed."""
    try:
        python_name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if python_name == "iso8859-1":
        return "windows-1252"  # as the WHATWG's Encoding standard has it, section 4.2
    return python_name if python_name in _ENCODINGS else ""


def read(text: str) -> Element:
    """Return the root of the document.

    Tags and names of attributes are in lower case, with the usual prefix of their namespace unless
    that is RSS or Atom. Raises `FeedError` if the document isn't well-formed, or is too large.
    """
    mended = _CDATA_OR_AMPERSAND.sub(_mend, _NO_XML.sub("", text)).lstrip("\ufeff \t\r\n")
    source = InputSource()
    source.setByteStream(BytesIO(mended.encode()))
    source.setEncoding("utf-8")
    handler = _Handler()
    parser = _Parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        raise FeedError(
            gettext("The feed brings definitions of its own (a DTD), which are not safe to read.")
        ) from error
    except SAXParseException as error:
        raise FeedError(
            gettext("The feed is not well-formed XML: line %(line)d, %(reason)s.")
            % {"line": error.getLineNumber(), "reason": error.getMessage()}
        ) from error
    return handler.builder.close()


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of `element` with one of the `names`."""
    return (child for child in element if child.tag in names)


def text_of(element: Element) -> str:
    """Return the texts in `element` and below it, but for scripts and style sheets."""
    texts = [element.text or ""]
    for child in element:
        if child.tag not in {"script", "style"}:
            gap = " " if child.tag in _GAPS else ""
            texts += (gap, text_of(child), gap)
        texts.append(child.tail or "")
    return "".join(texts)


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


class _Parser(DefusedExpatParser):
    """Allows a document type without definitions, as RSS 0.91 has it."""

    def defused_start_doctype_decl(
        self, name: str, system_id: str | None, public_id: str | None, has_internal_subset: int
    ) -> None:
        if has_internal_subset:
            raise DTDForbidden(name, system_id, public_id)

    def reset(self) -> None:
        super().reset()
        # Don't read the external DTD, so that no error in it matters.
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)


class _Handler(ContentHandler):
    """Builds the tree, and refuses one that is too large while it grows."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self._count = 0
        self._open: list[str] = []
        self._families = dict(USUAL_FAMILIES)

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        attributes: Mapping[str, str] = dict(attrs)
        self._count += 1
        if (
            self._count > MAX_ELEMENTS
            or len(self._open) >= MAX_DEPTH
            or len(attributes) > MAX_ATTRIBUTES
        ):
            raise FeedError(gettext("The feed is too large or too deeply nested to be read."))
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self._families[key[6:]] = FAMILIES.get(value.strip().lower(), "other:")
        short = {
            self._named(key): value
            for key, value in attributes.items()
            if len(value) <= MAX_ATTRIBUTE_LENGTH
        }
        self._open.append(self._named(name))
        self.builder.start(self._open[-1], short)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.builder.end(self._open.pop())

    def characters(self, content: str) -> None:
        self.builder.data(content)

    def _named(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return (self._families.get(prefix, "other:") if colon else "") + local.lower()
