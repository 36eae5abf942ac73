from __future__ import annotations

from tests.careers.kept.conftest import page_cache

__all__ = ["page_cache"]
