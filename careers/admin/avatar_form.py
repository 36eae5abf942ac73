"""Prepare a profile picture before Wagtail's form makes it smaller."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel

from careers.image_library.image_files import PreparedFile


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's form, which leaves a photo on its side, and fails for a broken one."""

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if file:
            self.cleaned_data["avatar"] = PreparedFile(file, file.name)
        return super().clean_avatar()


def prepare_avatars() -> None:
    """Have the panel of the account's settings use this form, and show its errors."""
    AvatarSettingsPanel.form_class = AvatarForm
    AvatarSettingsPanel.template_name = "careers/admin/avatar_panel.html"
