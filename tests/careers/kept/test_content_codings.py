"""A client gets the content coding that it likes best among those that are there."""

from __future__ import annotations

import gzip

import brotli
import pytest

from careers.kept import content_codings
from careers.kept.content_codings import choose_coding, compressed

BODY = b"<p>Many words, many words, many words.</p>" * 50


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP, Deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br; q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=0, *", "br"),
        ("identity", ""),
        ("identity;q=0.5, gzip;q=0.1", ""),
        ("identity;q=0", ""),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("gzip;q=high, br", "br"),
        ("gzip;q=nan", ""),
        ("gzip;level=9", "gzip"),
        ("deflate, zstd", ""),
        (",;=, ;q", ""),
    ],
)
def test_coding_is_the_most_welcome_one(accepted: str, coding: str) -> None:
    assert choose_coding(accepted, compressed(BODY)) == coding


def test_coding_that_is_not_there_is_not_chosen() -> None:
    assert choose_coding("br, gzip;q=0.5", {"": b"", "gzip": b""}) == "gzip"
    assert choose_coding("br, gzip", {"": b""}) == ""


def test_bodies_are_the_same_in_each_coding() -> None:
    bodies = compressed(BODY)
    assert bodies[""] == BODY
    assert gzip.decompress(bodies["gzip"]) == brotli.decompress(bodies["br"]) == BODY


def test_body_that_is_not_shorter_in_a_coding_has_none() -> None:
    assert compressed(b"short") == {"": b"short"}


def test_host_need_not_have_brotli(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_codings, "brotli", None)
    assert set(compressed(BODY)) == {"", "gzip"}
