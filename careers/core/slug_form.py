"""A page form that finds a free slug by itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from careers.core.slugs import free_slug, holder_of, slug_of


class FreeSlugForm(WagtailAdminPageForm):
    """Gives a page the next free slug where another page below the same parent has the slug.

    Asks for another slug only when a page with a slug typed by its editor is published.
    """

    class Meta(WagtailAdminPageForm.Meta):
        error_messages: ClassVar = {
            "title": {"required": _("Enter a title: even a draft needs one.")}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        if "slug" in self.cleaned_data and self.parent_page:
            self._settle(self.cleaned_data["slug"], self.cleaned_data.get("title", ""))
        return super().clean()

    def _settle(self, slug: str, title: str) -> None:
        wanted = slug or slug_of(title) or slug_of(str(self.instance._meta.verbose_name))
        holder = holder_of(wanted, self.parent_page, self.instance)
        free = free_slug(wanted, self.parent_page, self.instance)
        is_of_title = not slug or slug_of(slug) == slug_of(title)
        if holder is None or is_of_title or self.is_deferred_validation:
            self.cleaned_data["slug"] = free
            return
        message = gettext(
            "“%(slug)s” is the slug of the page “%(page)s”: choose another, for example “%(free)s”."
        )
        names = {"slug": slug, "page": holder.get_admin_display_title(), "free": free}
        self.add_error("slug", message % names)
