"""Sign-in that tells nobody which accounts there are, and that bears no guessing."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm as AdminPasswordResetForm

from cms.content_security import is_admin

logger = logging.getLogger(__name__)

#: How many failures lock out, as multiples of AXES_FAILURE_LIMIT and in the order of
#: AXES_LOCKOUT_PARAMETERS: for a user name from one address; for an address, which an office may
#: share; for a user name from anywhere, high since outsiders can lock its owner out.
MULTIPLES = (1, 4, 10)

#: Seconds after which a user can be sent another mail to set a new password.
RESET_PAUSE = 300

#: Sends one mail after the other, while requests are answered.
mails = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


class SignInHandler(AxesDatabaseHandler):
    """Count failures, with a limit of its own for each parameter that locks out."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures of the parameter that is nearest to its limit, as if that were the first."""
        counts = [
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        ]
        return max(count // multiple for count, multiple in zip(counts, MULTIPLES, strict=True))

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget the failures of who signed in, and no other's from the same address.

        Somebody with an account could else go on guessing for others by signing in now and then.
        """
        own, *_others = self.filter_user_attempts(request, credentials)
        deleted: int = own.delete()[0]
        return deleted


def client_address(request: HttpRequest) -> str | None:
    """The address that a request comes from; of IPv6 the network of 64 bits, which has one owner.

    Each proxy appends the address that it was asked from to X-Forwarded-For. What stands before
    those of the trusted proxies is the visitor's own claim.
    """
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    forwarded = claimed[-proxies] if 0 < proxies <= len(claimed) else ""
    return parse_address(forwarded) or parse_address(request.META.get("REMOTE_ADDR", ""))


def parse_address(text: str) -> str | None:
    """An IP address, which some proxies write with the port; `None` for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, 64), strict=False).network_address)


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Ask to wait, in the look of the admin or of the site; the same for any user name."""
    template = "wagtailadmin/locked_out.html" if is_admin(request) else "429.html"
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    answer = render(request, template, {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer


class PasswordResetForm(AdminPasswordResetForm):
    """Send the mail while the request is answered: waiting for it would tell that it was sent.

    A user who has been sent one a short time ago is sent no other, whoever asks for it.
    """

    def send_mail(
        self, subject: Any, text: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        if cache.add(f"cms.password_reset.{context['user'].pk}", True, RESET_PAUSE):
            language = translation.get_language()
            mails.submit(self._send_mail, language, subject, text, context, *args, **kwargs)

    def _send_mail(self, language: str, /, *args: Any, **kwargs: Any) -> None:
        try:
            with translation.override(language):
                super().send_mail(*args, **kwargs)
        except Exception:  # nobody waits for this thread
            logger.exception("A mail to set a new password was not sent.")
        finally:
            connections.close_all()
