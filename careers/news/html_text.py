"""Plain text out of what others write, whether it calls itself text or HTML."""

from __future__ import annotations

import re
from html import unescape

import nh3

#: Longer HTML is cut before it is read: a summary stands at its beginning.
MAX_HTML_LENGTH = 20_000
#: Elements between whose texts a reader sees a gap.
_BLOCKS = re.compile(
    r"<(?=/?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]"
    r"|header|hr|li|ol|p|pre|section|table|td|th|tr|ul)\b)",
    re.IGNORECASE,
)
#: Control characters, soft hyphens, characters of no width (but for the joiners that scripts and
#: emoji need), those that turn the direction of what follows, tags and non-characters.
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)


def tidy(text: str) -> str:
    """Return `text` in one line, without invisible characters."""
    return " ".join(_JUNK.sub("", text).split())


def html_to_text(html: str) -> str:
    """Return the visible text of `html`; escape it like any other text."""
    spaced = _BLOCKS.sub(" <", html[:MAX_HTML_LENGTH])
    return tidy(unescape(nh3.clean(spaced, tags=set())))
