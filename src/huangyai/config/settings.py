"""Django's settings. Everything that differs between installations comes from the environment or the data directory."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from huangyai.config.data_directory import data_directory, secret_bytes, secret_words
from huangyai.config.database import APP, OWNER, parameters
from huangyai.config.logging import configure_logging
from huangyai.config.request_size import LARGEST_LIST
from huangyai.design.assets import never_changes

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = PACKAGE.parents[1]

DEBUG = False
SECRET_KEY = secret_words("django-secret")
MASTER_KEY = secret_bytes("master", 32)
SITE_ADDRESS = os.environ.get("HUANGYAI_ADDRESS", "http://localhost:8000")
SECURE = SITE_ADDRESS.startswith("https://")
ALLOWED_HOSTS = [SITE_ADDRESS.split("//")[1].split(":")[0], "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "huangyai.design",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "procrastinate.contrib.django",
    "huangyai.walls",
    "huangyai.vault",
    "huangyai.ledger",
    "huangyai.places",
    "huangyai.accounts",
    "huangyai.doors",
    "huangyai.people",
    "huangyai.office",
    "huangyai.outbox",
    "huangyai.volunteers",
    "huangyai.assembly",
    "huangyai.targets",
    "huangyai.plan",
    "huangyai.activities",
    "huangyai.transport",
    "huangyai.watch",
    "huangyai.cases",
    "huangyai.evaluation",
    "huangyai.playbook",
    "huangyai.web",
]

MIDDLEWARE = [
    "huangyai.config.request_size.NotTooLarge",
    "django.middleware.security.SecurityMiddleware",
    "huangyai.config.site_name.OneName",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "huangyai.config.language.ThaiFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huangyai.doors.middleware.EnterMunicipality",
]

# Slots that lower rooms' pages offer, and the pages of higher rooms behind them.
PASSAGES = {
    "coming.person": "activities:person_times",
    "left-behind": "web:left_behind",
    "reaching.person": "outbox:person_reach",
    "rides.person": "transport:riding_needs",
    "rides.session": "transport:session_rides",
    "story.person": "web:person_story",
    "thread.figure": "web:figure_thread",
    "thread.problem": "web:problem_thread",
    "thread.project": "web:project_thread",
    "thread.public-project": "web:public_project_thread",
}

# What a lower room asks of a higher one without knowing it; each is a function.
KNOWS = {
    # Takes ids of projects, gives the sessions of each.
    "held-sessions": "huangyai.activities.queries.held_sessions",
    "last-visits": "huangyai.watch.queries.last_visits",
    # Takes an actor, gives the ids of the households that they watch over as a volunteer.
    # Takes the actor and a session that is not held; forgets its cars.
    "session-not-held": "huangyai.transport.actions.telling.forget_session",
    "watched-homes": "huangyai.watch.queries.homes_of_account",
}

# Where LINE is reached; a stand-in of one's own for a rehearsal.
LINE_MESSAGING_API = os.environ.get("HUANGYAI_LINE_API", "https://api.line.me")

ROOT_URLCONF = "huangyai.config.urls"
WSGI_APPLICATION = "huangyai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "huangyai.doors.templatetags.doors",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "huangyai.config.shell.shell",
            ],
        },
    }
]

# One database, two roles: `default` works under row security, `owner` only migrates.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIRROR": "owner"},
        **parameters(APP),
    },
    "owner": {"ENGINE": "django.db.backends.postgresql", "TEST": {"DEPENDENCIES": []}, **parameters(OWNER)},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "huangyai.accounts.sign_in.PhoneNumber",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:today"
LOGOUT_REDIRECT_URL = "web:front"
ACCOUNT_ADAPTER = "huangyai.accounts.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "huangyai.accounts.sign_in.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Huangyai"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [PROJECT / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": data_directory() / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = never_changes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
# The site itself speaks plain HTTP; a town with an https address has one proxy before it, which says so and who asks.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_ENGINE = "huangyai.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Idle sign-out: a shared office PC forgets its last user after two hours without a touch.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# What is sent stays in memory until it is sealed: a file on the disk would hold names in the clear.
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_LIST

LOGGING_CONFIG = None
configure_logging()

SILENCED_SYSTEM_CHECKS: list[str] = []
