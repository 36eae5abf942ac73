"""Settings of the reference site, read from the environment and an untracked `.env`.

Secure by default: `DEBUG` is off unless asked for, no `SECRET_KEY` is an error, and `BASE_URL`
decides over https, so that no half-safe combination exists. docs/reference.md lists the variables.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cms.addresses import in_url, is_loopback, split_origin
from cms.cache import check_servers
from cms.content_security import PUBLIC_POLICY
from cms.environment import (
    env,
    parse_count,
    parse_database_url,
    parse_email_url,
    parse_language,
    parse_origins,
    parse_sender,
    read,
    read_switch,
    read_text,
)
from cms.start import DEMO_USERS

BASE_DIR = Path(__file__).resolve().parent.parent

# Security

DEBUG = read_switch("DEBUG")

SECRET_KEY = read_text("SECRET_KEY")
if not SECRET_KEY:
    raise SystemExit(
        "SECRET_KEY is not set: put a long random SECRET_KEY into the environment or into .env "
        "(`make run` writes one)."
    )

BASE_URL = read_text("BASE_URL", "http://localhost:8000").rstrip("/")
try:
    _base = split_origin(BASE_URL)
except ValueError:
    raise SystemExit(
        f"BASE_URL must be an address such as https://careers.example.com, not {BASE_URL}."
    ) from None
_host = _base.hostname or ""
if _base.scheme == "http" and not is_loopback(_host):
    raise SystemExit(
        f"BASE_URL={BASE_URL} is not encrypted: use https://, http is accepted for localhost only."
    )

further_hosts: list[str] = read(
    "ALLOWED_HOSTS", env.list, default=[], wanted="hosts with commas between them"
)
ALLOWED_HOSTS = list(dict.fromkeys([in_url(_host), *further_hosts]))
CSRF_TRUSTED_ORIGINS = [BASE_URL]

hsts_seconds: int = read(
    "HSTS_SECONDS", parse_count, default=31_536_000, wanted="a number of seconds"
)
if HTTPS := _base.scheme == "https":
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = hsts_seconds
HSTS_PRELOAD = read_switch("HSTS_PRELOAD")
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HSTS_PRELOAD
# HSTS for sub-domains and preloading bind hosts that this project knows nothing of (W005, W021):
# that is for their owner to decide, with HSTS_PRELOAD=1.
SILENCED_SYSTEM_CHECKS = [] if HSTS_PRELOAD else ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own frames, the admin and previews, by itself
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY | {"upgrade-insecure-requests": HTTPS}}

# Application

INSTALLED_APPS = [
    "home",
    "careers",
    "careers.contrib.webhooks",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.api.v2",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.middleware.answer_head_without_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.content_security.ContentSecurityPolicyMiddleware",
    "cms.content_security.permissions_policy_middleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.admin_input.AdminInputMiddleware",
    "careers.kept.facts.keep_facts",
    "careers.kept.kept_pages.KeptPagesMiddleware",
    "axes.middleware.AxesMiddleware",
]
if read_switch("PAGE_CACHE", default=not DEBUG):  # so that a changed template is seen at once
    MIDDLEWARE.insert(0, "careers.kept.page_cache.PageCacheMiddleware")

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.site_frame.site_frame",
                "home.admin_brand.admin_brand",
            ],
        },
    },
]

database: dict[str, Any] = read(
    "DATABASE_URL",
    parse_database_url,
    default={"ENGINE": "django.db.backends.sqlite3", "NAME": str(BASE_DIR / "db.sqlite3")},
    wanted="an address such as postgres://user:password@host:5432/name",
)
DATABASES = {
    "default": {"OPTIONS": {}} | database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers don't wait for a writer, and a writer waits for its turn instead of failing, though
    # not for so long that all of the site waits with it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A server that never answers is given up, so that the site can say so.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5} | DATABASES["default"]["OPTIONS"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

redis_url: str = read(
    "REDIS_URL",
    lambda name: check_servers(env.str(name)),
    default="",
    wanted="an address such as redis://:password@host:6379/0",
)
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Some 100 kB a page in each process; with Redis, all processes share one cache of any size.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500, "CULL_FREQUENCY": 10},
    },
}
if redis_url:
    CACHES = {"default": {"BACKEND": "cms.cache.RedisCache", "LOCATION": redis_url}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Sign-in: five failures for a user name from one address lock both out for a while, more of them
# an address or a user name (cms/sign_in.py).

TRUSTED_PROXIES: int = read("TRUSTED_PROXIES", parse_count, default=0, wanted="a number, 0 or more")
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_REDIRECT_URL = "/"
AXES_HANDLER = "cms.sign_in.SignInHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken"]
AXES_CLIENT_IP_CALLABLE = "cms.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "cms.sign_in.locked_out"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.sign_in.PasswordResetForm"  # noqa: S105

# Errors go to the console, whatever collects them from there.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "cms.log.Formatter",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # An address that is not there is the visitor's error.
        "django.request": {"level": "ERROR"},
    },
}

# Language and time

LANGUAGE_CODE = read(
    "LANGUAGE_CODE", parse_language, default="en-gb", wanted="a language such as en-gb or de"
)
LANGUAGES = list({LANGUAGE_CODE: LANGUAGE_CODE, "en": "English", "he": "עברית"}.items())
WAGTAIL_CONTENT_LANGUAGES = [(LANGUAGE_CODE, LANGUAGE_CODE)]
TIME_ZONE = read(
    "TIME_ZONE",
    lambda name: ZoneInfo(env.str(name)).key,
    default="UTC",
    wanted="a time zone such as Europe/Lisbon",
)
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_FINDERS = [
    "home.site_style_sheet.SiteStyleSheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(read_text("MEDIA_ROOT", str(BASE_DIR / "media")))
SERVE_MEDIA = read_switch("SERVE_MEDIA")
STORAGES = {
    "default": {"BACKEND": "cms.storage.UploadStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# A page with many blocks posts more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Mail

email: dict[str, Any] = read(
    "EMAIL_URL",
    parse_email_url,
    default={"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
    wanted="an address such as submission://user:password@mail.example.com",
)
vars().update(email)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read(
    "DEFAULT_FROM_EMAIL",
    parse_sender,
    default=f"careers@{'localhost' if is_loopback(_host) else _host}",
    wanted="an address such as Careers <careers@example.com>",
)

# Tasks: what Wagtail notes of a page is there when it is saved; pictures are cut by a worker.

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.backend.DatabaseBackend"},
}
CAREERS_TASKS_BACKEND = "background"

# Roles

CAREERS_MARKETING_PERMISSIONS = [
    "home.change_brandsettings",
    "home.change_navigationsettings",
    "home.change_footersettings",
]

# Front ends of one's own, which an administrator may name for a site

CAREERS_FRONT_END_ORIGINS: list[str] = read(
    "FRONT_END_ORIGINS",
    parse_origins,
    default=[],
    wanted="origins such as https://www.example.com with commas between them; http is accepted for "
    "localhost only",
)

# The demo's users

DEMO_PASSWORDS = {name: read_text(f"{name.upper()}_PASSWORD") for name in DEMO_USERS}

# News feeds

CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = read_switch("HTTP_ALLOW_PRIVATE_ADDRESSES")

# Wagtail

WAGTAIL_SITE_NAME = read_text("SITE_NAME", "Careers")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "careers.image_library.upload_form.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
