"""Every setting of the site, top to bottom. Whatever differs between machines comes from the
environment, read here once and typed; docs/deploy.md lists the variables.
"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tracker import services
from tracker.local import kept_secret_key, only_loopback

django_stubs_ext.monkeypatch()  # lets ModelAdmin[Event] and its like be written at run time

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of site this is ------------------------------------------------------------------

# Tracebacks in the browser: for developers only.
DEBUG = env.bool("DEBUG", default=False)

# The host names this site answers to. Others get a 400.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# A site that answers only to its own machine is local: it may run on the embedded servers, makes
# up its own secret key and speaks plain HTTP. Every other site is in production.
LOCAL = env.bool("LOCAL", default=DEBUG or only_loopback(ALLOWED_HOSTS))

# Where the embedded servers and the local secret key live.
VAR = services.folder().path  # TIDELINE_VAR, or var/

# Signs sessions and tokens. Changing it logs everyone out.
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set, and ALLOWED_HOSTS opens this site to other machines. Set it to "
            "a long random string and keep it: python -c "
            "'import secrets; print(secrets.token_urlsafe(48))'"
        )
    SECRET_KEY = kept_secret_key(VAR / "secret-key")

# --- Applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "tracker",
    "tracker.accounts",
    "events",
    "people",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "knox",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "tracker.desk.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "people.api.requests.request_ids",
    "people.api.cors.readable_from_anywhere",
    "tracker.compression.Compressed",
    "people.api.errors.api_problems",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.accounts.middleware.DeskDoor",
]

# Readers change nothing, so that no session is looked at for them.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- PostgreSQL ---------------------------------------------------------------------------------

# postgres://user:password@host:port/name. Unset, PostgreSQL is started on this machine.
DATABASE_URL = env.str("DATABASE_URL", default="")

# Seconds that a statement may run; 0 is for ever, for commands. wsgi.py makes it 5 for readers, and
# a worker should have 60.
STATEMENT_TIMEOUT = timedelta(seconds=env.int("STATEMENT_TIMEOUT_SECONDS", default=0))
LOCK_TIMEOUT = timedelta(seconds=2)  # that a statement waits for a lock
IDLE_TRANSACTION_TIMEOUT = timedelta(seconds=15)  # that a transaction waits for its next statement

DATABASES = {
    "default": env.db_url_config(
        DATABASE_URL or services.postgres().url,
        engine="django.db.backends.postgresql" if DATABASE_URL else "tracker.embedded",
    )
}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,  # seconds
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        "options": f"-c statement_timeout={STATEMENT_TIMEOUT.total_seconds():.0f}s "
        f"-c lock_timeout={LOCK_TIMEOUT.total_seconds():.0f}s "
        f"-c idle_in_transaction_session_timeout={IDLE_TRANSACTION_TIMEOUT.total_seconds():.0f}s",
        "connect_timeout": 3,  # seconds
        # A link that has gone silent is given up after 30 + 3 x 5 seconds.
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,  # milliseconds
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Celery on Redis or Valkey ------------------------------------------------------------------
# A task is only a hint that a row in PostgreSQL has work waiting. So a task may be lost or come
# twice without harm, and the settings below keep both rare.

# redis://:password@host:port/0 or unix:///path?db=0. Unset, Valkey is started on this machine.
# The server must not evict: maxmemory-policy noeviction.
REDIS_URL = env.str("REDIS_URL", default="")
EMBEDDED_BROKER = not REDIS_URL
REDIS_URL = REDIS_URL or services.valkey().url

# Celery has words of its own for a socket.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {  # times in seconds
    "visibility_timeout": 600,  # more than twice the hard limit, or a running task is sent again
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "retry_on_timeout": True,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the lease on the row brings it back, at most 3 times
CELERY_TASK_SOFT_TIME_LIMIT = 100  # seconds
CELERY_TASK_TIME_LIMIT = 120  # seconds
CELERY_TASK_PUBLISH_RETRY = False  # the outbox sends again
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 5000  # a new child loads for 1.4 s
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_000_000  # kibibytes
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30  # seconds
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"

# --- Visits to other servers ----------------------------------------------------------------------

# Seconds between two requests to one server. Its robots.txt may ask for more, never for less.
POLITE_PAUSE_SECONDS = env.float("POLITE_PAUSE_SECONDS", default=1.0)

# Hosts whose robots.txt is not asked, such as news.example.org,127.0.0.1:8901: for one's own
# servers, and for those whose owners have given their leave.
IGNORE_ROBOTS_HOSTS = env.list("IGNORE_ROBOTS_HOSTS", default=[])

# Days for which pages are kept as they arrived, compressed, so that they can be read again, and for
# which it is kept what each poll and import found. 0: for ever. Texts and items always stay.
RAW_PAGES_KEPT_DAYS = env.int("RAW_PAGES_KEPT_DAYS", default=365)
RUNS_KEPT_DAYS = env.int("RUNS_KEPT_DAYS", default=90)

# --- E-mail -------------------------------------------------------------------------------------

# smtp+tls://user:password@host:587, smtps:// or smtp://. Unset, letters are printed in the log.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
MAIL_IS_SENT = "EMAIL_URL" in env.ENVIRON
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="tideline@localhost")

# https://news.example.org: where letters to editors and readers lead.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

# --- The record ---------------------------------------------------------------------------------

# The terms under which others may use what this site publishes: a name, and where they stand.
DATA_LICENCE = env.str("DATA_LICENCE", default="CC BY 4.0")
DATA_LICENCE_URL = env.str(
    "DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)

# --- Cache --------------------------------------------------------------------------------------

CACHE_URL = env.str("CACHE_URL", default="")

CACHES = {
    # Attempts to sign in, which all web processes must count together.
    "default": env.cache_url("CACHE_URL")
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempt",  # made by a migration
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The pictures that shared links show: at most 4,000 of about 30 kB.
    "pictures": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "events_picture",  # made by a migration
        "OPTIONS": {"MAX_ENTRIES": 4000},
    },
    # Requests to the API, and tallies of pages. The default counts in each web process by itself.
    "requests": env.cache_url("CACHE_URL")
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- Readers' voice -----------------------------------------------------------------------------

# How many forms one network may send: a number per sec, min, hour or day; empty: any number.
VOICE_RATE = env.str("VOICE_RATE", default="6/hour")

# Hashes the names that people had removed. If it changes, those names are not known any more.
REMOVED_NAMES_KEY = env.str("REMOVED_NAMES_KEY", default=SECRET_KEY)

# --- Webhooks and dumps -------------------------------------------------------------------------

# The secrets of all webhooks follow from it. If it changes, their owners need new ones.
WEBHOOK_KEY = env.str("WEBHOOK_KEY", default=SECRET_KEY)

# Streams of changes that one web process, and one address in it, may have open. Each keeps a
# thread of the process busy: leave some for everybody else.
STREAMS = env.int("STREAMS", default=2)
STREAMS_OF_ADDRESS = env.int("STREAMS_OF_ADDRESS", default=2)

# Where the nightly dumps of the record lie, and how many of them are kept. 0: none are made.
DUMPS = Path(env.str("DUMPS", default=str(VAR / "dumps")))
DUMPS_KEPT = env.int("DUMPS_KEPT", default=7)

# Days for which it is kept what each delivery was answered. 0: for ever.
DELIVERIES_KEPT_DAYS = env.int("DELIVERIES_KEPT_DAYS", default=30)

# --- Pictures -----------------------------------------------------------------------------------

# The file of the face in which the pictures of shared links are lettered. Unset, one with Chinese
# is looked for among the fonts of the machine.
PICTURE_FONT = env.str("PICTURE_FONT", default="")

# --- REST API -----------------------------------------------------------------------------------

# How many requests one address may make: a number per sec, min, hour or day; empty: any number.
API_RATE = env.str("API_RATE", default="600/min")

# The same for one token.
API_TOKEN_RATE = env.str("API_TOKEN_RATE", default="6000/min")

# How many texts one token may have read by extract/; ten times as many if it may propose.
API_EXTRACT_RATE = env.str("API_EXTRACT_RATE", default="30/min")

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["people.api.parsers.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["tracker.accounts.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_RATES": {
        "anon": API_RATE or None,
        "token": API_TOKEN_RATE or None,
        "extract": API_EXTRACT_RATE or None,
    },
    "DEFAULT_SCHEMA_CLASS": "people.api.schema.Schema",
    "EXCEPTION_HANDLER": "people.api.errors.in_one_shape",
    "URL_FORMAT_OVERRIDE": None,  # the Accept header alone says which format
    # Addresses that a proxy reports are believed only where there is one.
    "NUM_PROXIES": int(env.bool("BEHIND_PROXY", default=False)),
}

REST_KNOX = {"TOKEN_PREFIX": "tdl_", "TOKEN_TTL": timedelta(days=365)}
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105  # a name
MIGRATION_MODULES = {"knox": None}  # its own table would stand beside ours, and hinder a flush

SPECTACULAR_SETTINGS = {
    "TITLE": "Tideline",
    "DESCRIPTION": "An open record of the AI industry: what happened, who took part, and the "
    "sentences that prove it. Begin with docs/tutorial.md; docs/api.md tells all.",
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0"},
    "OAS_VERSION": "3.1.1",
    "WEBHOOKS": ["events.api.openapi.changes", "events.api.openapi.test"],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    # Not its own: a closed list of words stands where it is used.
    "POSTPROCESSING_HOOKS": ["people.api.openapi.tell_manners"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}

# --- Language model -----------------------------------------------------------------------------
# An option, see docs/llm.md. Without LLM_MODEL all articles are read by rules.

LLM_PROVIDER = env.str("LLM_PROVIDER", default="openai")  # the protocol: openai or anthropic
LLM_MODEL = env.str("LLM_MODEL", default="")
LLM_BASE_URL = env.str("LLM_BASE_URL", default="")  # unset: the provider's own
LLM_API_KEY = env.str("LLM_API_KEY", default="")
LLM_MAX_TOKENS = env.int("LLM_MAX_TOKENS", default=40_000)  # for one article, read and written
LLM_PRICE_IN = Decimal(env.str("LLM_PRICE_IN", default="0"))  # USD for a million tokens
LLM_PRICE_OUT = Decimal(env.str("LLM_PRICE_OUT", default="0"))
LLM_MAX_COST_USD = Decimal(env.str("LLM_MAX_COST_USD", default="1"))  # in a day, all workers
LLM_TIMEOUT_SECONDS = env.int("LLM_TIMEOUT_SECONDS", default=60)  # for one article, at most 80

# --- Languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------

# A local site serves them from where they are; a site in production runs collectstatic.
STATIC_URL = "static/"
STATIC_ROOT = None if LOCAL else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security -----------------------------------------------------------------------------------

# https://news.example.org: the origins whose forms are accepted, when a proxy ends TLS.
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# A proxy in front that always sets X-Forwarded-Proto itself.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = env.bool("HTTPS_REDIRECT", default=not LOCAL)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by probes on the machine itself
SECURE_HSTS_SECONDS = 0 if LOCAL else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading promises for the whole domain: the owner's
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not LOCAL
LANGUAGE_COOKIE_SECURE = not LOCAL
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tracker.errors.forged"

# mailto:security@example.org or an address: where whoever found a hole writes to. Unset, there is
# no security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

# --- Signing in ---------------------------------------------------------------------------------
# By django-allauth, for everyone who has an account; docs/accounts.md tells how people use it.

# Who needs a second factor to open the desk: none, administrators or everyone.
REQUIRE_MFA = env.str("REQUIRE_MFA", default="none")

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("BEHIND_PROXY", default=False))

ACCOUNT_ADAPTER = "tracker.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "tracker.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is an option, and an administrator's to give
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL_IS_SENT
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True

MFA_ADAPTER = "tracker.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Tideline"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- The desk -----------------------------------------------------------------------------------

# Whether what somebody wrote or corrected by hand must be published by somebody else.
FOUR_EYES = env.bool("FOUR_EYES", default=False)

# --- Data sets ----------------------------------------------------------------------------------

DATASET_MAX_BYTES = env.int("DATASET_MAX_BYTES", default=64_000_000)
DATASET_MAX_ROWS = env.int("DATASET_MAX_ROWS", default=1_000_000)
DATASET_UPLOAD_BYTES = env.int("DATASET_UPLOAD_BYTES", default=10_000_000)  # through the admin

# --- Logging: readable lines on stderr, for whoever keeps them ----------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}{request_id}: {message}", "style": "{"},
    },
    "filters": {"request_id": {"()": "people.api.requests.RequestIdFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
