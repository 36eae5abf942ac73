"""The careers settings of a site that nobody has filled in yet."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from wagtail.models import Site

from careers.models import CareersSettings
from careers.site_setup.target import SetupError


def provide_employer(site: Site, apply_email: str = "") -> list[str]:
    """Give the site's settings the employer's name, if they have none, and `apply_email`, if given.

    Return what was set, in words. Raises `SetupError` for an address that is none.
    """
    careers_settings = CareersSettings.objects.filter(site=site).first()
    careers_settings = careers_settings or CareersSettings(site=site)
    made = []
    name = site.site_name or getattr(settings, "WAGTAIL_SITE_NAME", "")
    if name and not careers_settings.employer_name:
        careers_settings.employer_name = name
        made.append(f"the employer's name: {name}")
    if apply_email and apply_email != careers_settings.apply_email:
        _check_email(apply_email)
        careers_settings.apply_email = apply_email
        made.append(f"the e-mail for applications: {apply_email}")
    if made:
        careers_settings.save()
    return made


def missing_settings(site: Site) -> list[str]:
    """Return what an administrator still has to fill in, in words."""
    stored = CareersSettings.objects.filter(site=site).first() or CareersSettings()
    missing = []
    if not stored.employer_name:
        missing.append("the employer's name")
    if not (stored.apply_email or stored.apply_url):
        missing.append("where to apply (or run careers_start --apply-email jobs@example.com)")
    if not stored.time_zone:
        missing.append(f"the time zone in which closing dates end (now {settings.TIME_ZONE})")
    return missing


def _check_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise SetupError(f"{address} is no e-mail address: {error.messages[0]}") from error
