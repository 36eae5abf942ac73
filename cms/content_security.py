"""What browsers may load and use on behalf of the site's pages and of its admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from careers.blocks.video_providers import PLAYER_ORIGINS
from careers.conf import front_end_origins

#: The policy of public pages: a script runs only if its element has the nonce of the answer.
PUBLIC_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [NONCE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "frame-src": list(PLAYER_ORIGINS),
    "form-action": [SELF],
    "base-uri": [NONE],
}

#: The policy of the admin. Wagtail's widgets and panels bring inline scripts without a nonce (the
#: choosers of dates and times, for one), its tooltips an inline style; images are shown while they
#: are uploaded, and previews in a frame, also those of a front end.
ADMIN_POLICY: dict[str, Any] = PUBLIC_POLICY | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "blob:"],
}

#: Features of browsers that nothing here uses, for pages and for what they frame.
UNUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
#: What the players of videos are given, as the attribute `allow` of their frames says.
PLAYER_FEATURES = ("autoplay", "encrypted-media", "fullscreen", "picture-in-picture")


def permissions_policy() -> str:
    """The value of the header. Source: W3C, Permissions Policy, section 6.1."""
    players = " ".join(f'"{origin}"' for origin in PLAYER_ORIGINS)
    denied = [f"{feature}=()" for feature in UNUSED_FEATURES]
    return ", ".join([*denied, *(f"{feature}=(self {players})" for feature in PLAYER_FEATURES)])


PERMISSIONS_POLICY = permissions_policy()
#: Types that run no script, unlike SVG.
PICTURES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Send the policy of public pages, or below the admin's address that of the admin.

    An answer that has a policy of its own, such as an uploaded file, keeps it.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            replaced = admin_policy() if is_admin(request) else {}
            parts.replace = replaced | {"frame-ancestors": frame_ancestors(request, response)}
        return parts


def admin_policy() -> dict[str, Any]:
    return ADMIN_POLICY | {"frame-src": [SELF, *front_end_origins()]}


def is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def frame_ancestors(request: HttpRequest, response: HttpResponseBase) -> list[str]:
    """The same as X-Frame-Options says.

    A preview of a page is a request of its own within that of the admin, which allows its frame.
    """
    is_framed = response.get("X-Frame-Options") == "SAMEORIGIN"
    return [SELF] if is_framed or getattr(request, "is_preview", False) else [NONE]


def permissions_policy_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send the permissions policy with every answer but pictures, of which a page has many."""

    def send(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.get("Content-Type") not in PICTURES:
            response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return send
