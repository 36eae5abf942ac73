"""The page that others are compared with: 20 kB of HTML that cost nothing to make."""

from __future__ import annotations

import random

from django.http import HttpRequest, HttpResponse

PATH = "/bench/constant/"
SIZE = 20_000
_BEGINNING = "<!doctype html><html lang='en'><head><title>Constant</title></head><body>"
_END = "</body></html>"


def _make_document() -> bytes:
    """`SIZE` bytes that gzip about as well as a page does: markup repeats, words do so less."""
    draw = random.Random(1)
    letters = "eeeeetttaaaoooiinnsshhrrddlucmfwygpbvk"
    words = ["".join(draw.choices(letters, k=draw.randint(2, 10))) for _number in range(300)]
    parts = [_BEGINNING]
    length = len(_BEGINNING) + len(_END)
    while length < SIZE:
        title, text = (" ".join(draw.choices(words, k=count)) for count in (3, 8))
        link = f'<h3><a href="/{title.replace(" ", "-")}/">{title}</a></h3>'
        part = f'<li class="row"><div>{link}\n<p class="meta">{text}</p></div></li>\n'
        parts.append(part)
        length += len(part)
    document = "".join(parts)[: SIZE - len(_END)] + _END
    return document.encode("ascii")


DOCUMENT = _make_document()


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(DOCUMENT)
