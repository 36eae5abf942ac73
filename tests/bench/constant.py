"""The unit of all multiples: 20 kB of HTML from a view without middleware, templates or a database.

Django's settings, URLs and the view in one module, served by a gunicorn of its own.
"""

from __future__ import annotations

import random

from django.http import HttpRequest, HttpResponse
from django.urls import path

SIZE = 20_000
_BEGINNING = "<!doctype html><html lang='en'><head><title>Constant</title></head><body>"
_END = "</body></html>"


def _make_document() -> bytes:
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


SECRET_KEY = "nothing-is-signed-here"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
urlpatterns = [path("", constant)]
