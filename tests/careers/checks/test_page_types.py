from __future__ import annotations

import pytest
from django.test.utils import isolate_apps

from careers.checks import page_types
from careers.models import PositionPage


def test_page_types_of_the_site_are_fine() -> None:
    assert page_types.positions_have_no_subclass(None) == []


def test_subclass_of_a_position_is_an_error_that_says_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with isolate_apps("careers") as apps:

        class InternPosition(PositionPage):
            class Meta:
                app_label = "careers"

        monkeypatch.setattr(page_types, "apps", apps)
        [message] = page_types.positions_have_no_subclass(None)
    assert message.id == "careers.E008"
    assert message.is_serious()
    assert "careers.InternPosition" in message.msg
    assert "careers.facts.PositionFields" in (message.hint or "")
