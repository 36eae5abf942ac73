from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks import preview_values
from careers.blocks.image_chooser import PreloadedImageBlock
from careers.blocks.video_providers import Video, find_video
from careers.core.image_presets import preset_in_section
from careers.core.representation.images import ImageJSON, represent_image
from careers.core.section_block import GROUP_MEDIA, SectionBlock, Width, heading_block
from careers.core.text_blocks import CharBlock, URLBlock

#: An address of the right form; the preview never asks for it.
PREVIEW_URL = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("See where it runs"),
        "title": gettext("A walk round our data centres"),
        "url": PREVIEW_URL,
        "poster": preview_values.image_value(),
        "duration": "18:04",
        "transcript": "",
    }


class VideoValue(blocks.StructValue):
    @property
    def poster_preset(self) -> str:
        return preset_in_section("poster", self.get("width"))

    @cached_property
    def video(self) -> Video | None:
        return find_video(self.get("url") or "")


class PlayerJSON(TypedDict):
    """Where the video is. Load nothing of it before somebody wants to see it."""

    provider: Annotated[str, Field(examples=["YouTube", "Vimeo"])]
    watch_url: Annotated[str, Field(description="The page of the video.")]
    embed_url: Annotated[str, Field(description="The player, for an `iframe`; it starts at once.")]


class ShownVideo(TypedDict):
    poster: ImageJSON | None
    player: PlayerJSON | None


class VideoBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty."))
    title = CharBlock(
        max_length=160, label=_("Title"), help_text=_("What the video is about; stands under it.")
    )
    url = URLBlock(
        label=_("Address of the video"),
        help_text=_("At YouTube or Vimeo, as your browser shows it."),
    )
    poster = PreloadedImageBlock(
        required=False,
        presets=["poster"],
        label=_("Poster"),
        help_text=_("Shown until somebody presses Play; nothing is loaded from elsewhere before."),
    )
    duration = CharBlock(
        required=False, max_length=12, label=_("Duration"), help_text=_("For example: 18:04")
    )
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "link", "ol", "ul"],
        max_length=20_000,
        label=_("Transcript"),
        help_text=_("For those who can't hear or don't want to watch. It unfolds under the video."),
    )

    widths = (Width.NARROW, Width.FULL)

    api_left_out = ("url",)
    api_shown = ShownVideo

    class Meta:
        icon = "media"
        group = GROUP_MEDIA
        label = _("Video")
        label_format = "{title}"
        description = _("A video of YouTube or Vimeo that is loaded only when somebody plays it.")
        follows_from_content = True
        template = "careers/blocks/video.html"
        value_class = VideoValue
        preview_value = staticmethod(preview_value)

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownVideo:
        video, request = value.video, shown.get("request")
        return {
            "poster": represent_image(value.get("poster"), value.poster_preset, None, request),
            "player": _player(video) if video else None,
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned.get("url") and cleaned.video is None:
            error = ValidationError(
                _(
                    "No video was found in this address. Open the video at YouTube or Vimeo, and "
                    "copy the address from your browser."
                )
            )
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned


def _player(video: Video) -> PlayerJSON:
    return {
        "provider": video.provider,
        "watch_url": video.watch_url,
        "embed_url": video.embed_url,
    }
