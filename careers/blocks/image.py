from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks

from careers.blocks import preview_values
from careers.blocks.image_chooser import PreloadedImageBlock
from careers.core.image_presets import preset_in_section
from careers.core.representation.images import ImageJSON, represent_block_image
from careers.core.section_block import GROUP_MEDIA, SectionBlock, Width
from careers.core.text_blocks import CharBlock


def preview_value() -> dict[str, Any]:
    return {
        "image": preview_values.image_value(),
        "caption": gettext("The long table, before lunch"),
        "credit": "",
    }


class ImageValue(blocks.StructValue):
    @property
    def preset(self) -> str:
        return preset_in_section("image", self.get("width"))


class ShownImage(TypedDict):
    image: ImageJSON | None


class ImageBlock(SectionBlock):
    image = PreloadedImageBlock(presets=["image"], label=_("Picture"))
    caption = CharBlock(required=False, max_length=200, label=_("Caption"))
    credit = CharBlock(
        required=False, max_length=80, label=_("Credit"), help_text=_("For example: Photo: Ana Sol")
    )

    widths = (Width.NARROW, Width.FULL)

    api_shown = ShownImage

    class Meta:
        icon = "image"
        group = GROUP_MEDIA
        label = _("Picture")
        label_format = "{caption}"
        description = _("One large picture with a caption under it.")
        follows_from_content = True
        template = "careers/blocks/image.html"
        value_class = ImageValue
        preview_value = staticmethod(preview_value)

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownImage:
        image, request = value.get("image"), shown.get("request")
        return {"image": represent_block_image(image, value.preset, request)}
