"""All settings, in one file. Every environment variable is read once, here.

Development needs none of them. Production (`PORTAL_ENV=production`) refuses to start without its
own, and says which and why. `DEMO=true` is what `make demo` sets: production's behaviour on one
machine, with invented people and without secrets.
"""

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION_NEEDS = {
    "SECRET_KEY": "signs sessions and password links; a long random text that nobody else has",
    "DATABASE_URL": "the PostgreSQL database, as postgres://user:password@host:5432/name",
    "REDIS_URL": "carries background jobs and the cache, as redis://:password@host:6379/0",
    "ALLOWED_HOSTS": "the names the portal answers to, separated by commas",
    "BASE_URL": "the portal's own address, from which alone forms are taken, as https://b4.example",
    "EMAIL_URL": "the mail relay, as smtp://user:password@host:587/?tls=true",
    "DEFAULT_FROM_EMAIL": "the sender of the portal's mails, as B4-portalen <portalen@b4.example>",
    "OPERATOR": "the public body that answers for the portal, for the accessibility statement",
    "CONTACT_EMAIL": "where people write about the portal and its accessibility",
    "MEDIA_ROOT": "the folder where finished reports are kept; outside the project, backed up",
}

ENVIRONMENT = env.str("PORTAL_ENV", "development")
PRODUCTION = ENVIRONMENT == "production"
DEMO = env.bool("DEMO", False)

if ENVIRONMENT not in ("development", "production"):
    raise ImproperlyConfigured(
        f"PORTAL_ENV is {ENVIRONMENT!r}; it must be 'development' or 'production'."
    )
if PRODUCTION and env.bool("DEBUG", False):
    raise ImproperlyConfigured(
        "DEBUG=true shows the portal's insides to anybody and cannot be combined with "
        "PORTAL_ENV=production. Remove one of them."
    )
if PRODUCTION and DEMO:
    raise ImproperlyConfigured(
        "DEMO=true has accounts with a known password and cannot be combined with "
        "PORTAL_ENV=production. Remove one of them."
    )


def required_in_production(read, name, default):
    """Read one variable; production has no defaults, and lists all that is missing at once."""
    if not PRODUCTION:
        return read(name, default)
    missing = [key for key in PRODUCTION_NEEDS if not env.str(key, "")]
    if missing:
        lines = "".join(f"\n  {key}: {PRODUCTION_NEEDS[key]}" for key in missing)
        raise ImproperlyConfigured(f"Production cannot start. Set in its environment:{lines}")
    return read(name)


DEBUG = env.bool("DEBUG", not PRODUCTION) and not DEMO
SECRET_KEY = required_in_production(
    env.str, "SECRET_KEY", "development-only-secret-key-that-signs-nothing-of-value-0123456789"
)
ALLOWED_HOSTS = required_in_production(env.list, "ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
BASE_URL = required_in_production(env.str, "BASE_URL", "http://127.0.0.1:8000").rstrip("/")
MEDIA_ROOT = Path(required_in_production(env.str, "MEDIA_ROOT", str(BASE_DIR / ".local" / "media")))
OPERATOR = required_in_production(env.str, "OPERATOR", "Exempelregionen")
CONTACT_EMAIL = required_in_production(env.str, "CONTACT_EMAIL", "portalen@exempelregionen.example")
REDIS_URL = required_in_production(env.str, "REDIS_URL", "redis://127.0.0.1:6379/0")
DATABASES = {
    "default": required_in_production(
        env.dj_db_url, "DATABASE_URL", "postgres://127.0.0.1:5432/b4portal"
    )
    | {
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

INSTALLED_APPS = [
    "portal",
    "actors",
    "initiatives",
    "funding",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.history.Middleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # Outside ActingMiddleware, whose transaction ends with letters that allauth sends on commit.
    "allauth.account.middleware.AccountMiddleware",
    "actors.middleware.ActingMiddleware",
    "actors.middleware.SecondStepMiddleware",
    "initiatives.drafts.DraftMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "portal.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# History: who and which request stand in each row of changes, which PostgreSQL keeps as it is.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# Language and time: Swedish for people, Europe/Stockholm for dates.
LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Reports are served by a view that asks who may see them, never by address.
        "OPTIONS": {"location": MEDIA_ROOT, "base_url": None, "file_permissions_mode": 0o640},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        # Compressing takes 20 seconds, which the first demo need not wait for.
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024  # of one file; the proxy in front must let as much through
ATTACHMENTS_MAX = 50  # beside one activity

# Accounts: laid up by the portal's administrator, signed in with the address of work.
AUTH_USER_MODEL = "actors.User"
AUTHENTICATION_BACKENDS = ["actors.signin.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "actors.passwords.Short", "OPTIONS": {"min_length": 12}},
    {"NAME": "actors.passwords.Similar"},
    {"NAME": "actors.passwords.Common"},
    {"NAME": "actors.passwords.Numeric"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "actors.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a first password is chosen by mail anyway
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/h/ip,3/15m/key",
    "letters": "60/h/user,5/h/key",  # invitations and new addresses; the key is who gets it
}
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
# Sign-in attempts are counted by client address. How many proxies of ours stand in front, so that
# the address is read from what they wrote in X-Forwarded-For and never from what a client wrote.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)

# The second step, and sign-in by one's own organisation: docs/sign-in.md.
MFA_ADAPTER = "actors.signin.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address was proven by the invitation
MFA_TOTP_ISSUER = "B4-portalen"
MFA_TOTP_TOLERANCE = 1
# Those who close accounts and merge actors; an actor decides for its own people by itself.
ADMINISTRATORS_NEED_SECOND_STEP = PRODUCTION
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "activate_totp": "actors.signin.AppForm",
    "add_webauthn": "actors.signin.PasskeyForm",
    "edit_webauthn": "actors.signin.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "actors.signin.Organisation"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would be stopped by form-action on its way out
OIDC_PROVIDERS = env.json("OIDC_PROVIDERS", [])
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider["id"],
                "name": provider["name"],
                "client_id": provider["client_id"],
                "secret": provider["secret"],
                "settings": {"server_url": provider["issuer"], "domains": provider["domains"]},
            }
            for provider in OIDC_PROVIDERS
        ],
    }
}

# Mail.
EMAIL_CONFIG = required_in_production(env.dj_email_url, "EMAIL_URL", "console:")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required_in_production(
    env.str, "DEFAULT_FROM_EMAIL", "B4-portalen <portal@localhost>"
)
EMAIL_TIMEOUT = 10

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

# Security. Charts are drawn by the server, scripts are files: nothing inline is ever allowed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],  # opens the log without coverage: docs/decisions/0011
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = False
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^halsa/"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sid", "__Host-csrf"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request)s]: %(message)s"}
    },
    "filters": {
        "request": {"()": "portal.history.RequestIdFilter"},
        "refusal": {"()": "portal.history.RefusalFilter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request", "refusal"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "WARNING"}},
}
