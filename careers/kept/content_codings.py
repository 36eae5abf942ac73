"""Compress a body once, and choose what a client accepts of it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache

try:
    import brotli
except ImportError:  # a host need not have it
    brotli = None

IDENTITY, GZIP, BROTLI = "", "gzip", "br"
#: The best one first.
CODINGS = (BROTLI, GZIP, IDENTITY)
GZIP_LEVEL = 4
BROTLI_QUALITY = 5


def compressed(body: bytes) -> dict[str, bytes]:
    """Return `body` in each content coding that makes it shorter, and as it is."""
    bodies = {GZIP: gzip.compress(body, GZIP_LEVEL, mtime=0)}
    if brotli is not None:
        bodies[BROTLI] = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    shorter = {coding: made for coding, made in bodies.items() if len(made) < len(body)}
    return {IDENTITY: body} | shorter


def choose_coding(accepted: str, bodies: Mapping[str, bytes]) -> str:
    """Return the coding of one of `bodies` that the value of `Accept-Encoding` prefers.

    Where nothing is acceptable, it is the body as it is. Source: RFC 9110, section 12.5.3.
    """
    return next((coding for coding in _preferred(accepted) if coding in bodies), IDENTITY)


@lru_cache(maxsize=256)
def _preferred(accepted: str) -> list[str]:
    """Return the acceptable ones of `CODINGS`, the most welcome first."""
    weights = dict(map(_weighted, accepted.lower().split(",")))
    others = weights.get("*", 0.0)
    welcome = {coding: weights.get(coding or "identity", others) for coding in CODINGS}
    return sorted(filter(welcome.get, CODINGS), key=lambda coding: -welcome[coding])


def _weighted(part: str) -> tuple[str, float]:
    """Read one `name;q=0.5`; a weight that can't be one counts as 0."""
    name, _separator, parameter = part.partition(";")
    key, _separator, value = parameter.partition("=")
    if key.strip() != "q":
        return name.strip(), 1.0
    try:
        weight = float(value)
    except ValueError:
        weight = 0.0
    return name.strip(), weight if 0 <= weight <= 1 else 0.0
