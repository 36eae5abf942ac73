"""How pictures are cut and shown at each place of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.models import CollectionViewRestriction

#: How the files of pictures from feeds begin, unlike an editor's.
FEED_FILES = "news-feed-"
#: In the order in which a browser should prefer them; the last is for all others.
FORMATS = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class Cut:
    """One way to cut a picture: a Wagtail filter per size, the width it stands at, and when."""

    resize: str
    sizes: str
    media: str = ""

    @cached_property
    def filters(self) -> dict[str, list[Filter]]:
        """The filters of each format, one a size."""
        return {
            name: [Filter(spec) for spec in Filter.expand_spec([f"format-{name}", self.resize])]
            for name in FORMATS
        }


@dataclass(frozen=True)
class PictureRole:
    """The cuts of a picture at one place on a page; the last one is for the widest windows."""

    cuts: tuple[Cut, ...]

    @cached_property
    def filters(self) -> list[Filter]:
        return [found for cut in self.cuts for name in FORMATS for found in cut.filters[name]]


def _by_width(name: str, resize: str) -> dict[str, PictureRole]:
    """The same cuts in the columns of the page, beside a heading, and from edge to edge."""
    sizes = {
        name: "(width >= 85rem) 80rem, 92vw",
        f"{name}_narrow": "(width >= 85rem) 53rem, (width >= 60rem) 62vw, 92vw",
        f"{name}_full": "100vw",
    }
    return {role: PictureRole((Cut(resize, size),)) for role, size in sizes.items()}


ROLES = {
    "hero": PictureRole(
        (
            Cut("fill-{480x480,960x960}", "100vw", "(width < 40rem)"),
            Cut("fill-{960x540,1600x900}", "100vw", "(width < 60rem)"),
            Cut("fill-{1440x630,2400x1050}", "100vw"),
        )
    ),
    "card": PictureRole(
        (Cut("fill-{480x320,960x640}", "(width >= 60rem) 26rem, (width >= 40rem) 46vw, 92vw"),)
    ),
    "wide_card": PictureRole(
        (Cut("fill-{480x320,960x640,1600x1067}", "(width >= 60rem) 54rem, 92vw"),)
    ),
    "team_card": PictureRole((Cut("fill-{480x360,960x720}", "(width >= 60rem) 26rem, 46vw"),)),
    "team_row": PictureRole((Cut("fill-{240x180,480x360}", "(width >= 60rem) 13rem, 6.5rem"),)),
    "pillar": PictureRole((Cut("fill-{480x320,960x640}", "(width >= 60rem) 40rem, 92vw"),)),
    **_by_width("picture", "width-{640,1280,2000}"),
    **_by_width("poster", "fill-{640x360,1280x720,1920x1080}"),
    "gallery_wide": PictureRole((Cut("fill-{640x480,1280x960}", "(width >= 48rem) 66vw, 92vw"),)),
    "gallery_tall": PictureRole((Cut("fill-{480x640,840x1120}", "(width >= 48rem) 33vw, 92vw"),)),
    **_by_width("gallery_full", "fill-{640x320,1280x640,2000x1000}"),
    "portrait": PictureRole((Cut("fill-{160x160,320x320}", "7.5rem"),)),
}
#: As networks show a shared link. JPEG, since not all of them take anything newer.
SHARED = Filter("fill-1200x630|format-jpeg|jpegquality-80")
ALL_SPECS = sorted(
    {SHARED.spec, *(found.spec for role in ROLES.values() for found in role.filters)}
)


@dataclass
class SamplePicture:
    """Stands in for a picture in the preview of a block, where the library is still empty."""

    contextual_alt_text: str = ""
    decorative: bool = True
    width: int = 960
    height: int = 640

    @property
    def url(self) -> str:
        return static("careers/sample.svg")


def sample_picture() -> Any:
    """The newest large picture of the library, or a placeholder; saves nothing.

    Pictures that feeds have brought, and those that not everybody may see, are left out.
    """
    large = get_image_model().objects.filter(width__gte=960, height__gte=640)
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        large = large.exclude(collection__path__startswith=path)
    return large.exclude(file__contains=FEED_FILES).order_by("-pk").first() or SamplePicture()


def shared_rendition(image: Any) -> Any:
    """`image` as it stands beside a shared link; `None` for a missing file or a drawing (SVG)."""
    if image.is_svg():
        return None
    rendition = get_renditions_or_not_found(image, [SHARED])[SHARED.spec]
    return rendition if rendition.width else None


def picture_html(
    image: Any, role: str, alt: str | None = None, *, eager: bool = False
) -> SafeString:
    """A `picture` element of `image`, or "" where there is none or its file is missing.

    Without `alt` the picture is decorative, wherever it stands. An empty `alt` is marked for the
    content checker as forgotten, unless the editor has called the picture decorative.
    """
    if not image:
        return SafeString("")
    if isinstance(image, SamplePicture):
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            image.url,
            alt or "",
            image.width,
            image.height,
        )
    cuts = ROLES[role].cuts
    renditions = get_renditions_or_not_found(image, ROLES[role].filters)
    if any(rendition.width == 0 for rendition in renditions.values()):
        return SafeString("")
    sources = (
        (_source(cut, name, renditions),)
        for cut in cuts
        for name in FORMATS
        if not (cut is cuts[-1] and name == FORMATS[-1])
    )
    return format_html(
        "<picture>{}{}</picture>",
        format_html_join("", "{}", sources),
        _fallback(cuts[-1], renditions, _alt_attribute(image, alt), eager),
    )


def _source(cut: Cut, image_format: str, renditions: Mapping[str, Any]) -> SafeString:
    found = [renditions[item.spec] for item in cut.filters[image_format]]
    return format_html(
        '<source{} type="image/{}" srcset="{}" sizes="{}" width="{}" height="{}">',
        format_html(' media="{}"', cut.media) if cut.media else "",
        image_format,
        _srcset(found),
        cut.sizes,
        found[-1].width,
        found[-1].height,
    )


def _srcset(renditions: Iterable[Any]) -> str:
    """Each width once: a small picture is never enlarged, so that several sizes come out equal."""
    addresses = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in addresses.items())


def _alt_attribute(image: Any, alt: str | None) -> SafeString:
    is_forgotten = alt == "" and not image.decorative
    mark = SafeString(" data-alt-missing") if is_forgotten else ""
    return format_html('alt="{}"{}', alt or "", mark)


def _fallback(
    cut: Cut, renditions: Mapping[str, Any], alt_attribute: SafeString, eager: bool
) -> SafeString:
    found = [renditions[item.spec] for item in cut.filters[FORMATS[-1]]]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" {} {}>',
        found[0].url,
        _srcset(found),
        cut.sizes,
        found[-1].width,
        found[-1].height,
        alt_attribute,
        SafeString('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'),
    )
