"""Settings: development needs nothing, production refuses to start half set."""

import importlib.util
import os
import subprocess
import sys
from datetime import date

import pytest
from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory

from portal.settings import PRODUCTION_NEEDS

COMPLETE = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "k7Qz0vXw3Rb9Yt5Lm1Np8Sd2Fg6Hj4Kc7Qz0vXw3Rb9Yt5Lm1Np8Sd2Fg6",
    "DATABASE_URL": "postgres://portal:word@db.internal:5432/portal",
    "REDIS_URL": "redis://:word@redis.internal:6379/0",
    "ALLOWED_HOSTS": "portalen.internal",
    "BASE_URL": "https://portalen.internal",
    "EMAIL_URL": "smtp://user:word@mail.internal:587/?tls=true",
    "DEFAULT_FROM_EMAIL": "portalen@portalen.internal",
    "OPERATOR": "Regionen",
    "CONTACT_EMAIL": "portalen@regionen.internal",
    "MEDIA_ROOT": "/srv/portal/media",
}
SHOW = "from portal import settings; print(settings.{})"


def python(*arguments, **environment):
    """Run Python in the project with nothing but `environment` set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def value_of(expression, **environment):
    run = python("-c", SHOW.format(expression), **environment)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def assert_refused(*words, **environment):
    """The settings refuse to load, with a last line that holds the words."""
    run = python("-c", "import portal.settings", **environment)
    assert run.returncode != 0
    _, _, said = run.stderr.rpartition("ImproperlyConfigured: ")
    for word in words:
        assert word in said
    return said


def test_development_needs_no_variable():
    assert value_of("DEBUG, settings.DEMO, settings.PRODUCTION") == "True False False"


def test_production_lists_everything_that_is_missing_with_its_reason():
    said = assert_refused("Production cannot start.", PORTAL_ENV="production")
    for name, why in PRODUCTION_NEEDS.items():
        assert f"{name}: {why}" in said


@pytest.mark.parametrize("name", PRODUCTION_NEEDS)
def test_production_refuses_to_start_without_a_single_one(name):
    said = assert_refused(name, **{key: val for key, val in COMPLETE.items() if key != name})
    assert [key for key in PRODUCTION_NEEDS if f"\n  {key}: " in said] == [name]


def test_an_empty_variable_counts_as_missing():
    assert_refused("SECRET_KEY: ", **COMPLETE | {"SECRET_KEY": ""})


def test_the_refusal_tells_no_secret():
    said = python("-c", "import portal.settings", **COMPLETE | {"OPERATOR": ""}).stderr
    assert COMPLETE["SECRET_KEY"] not in said
    assert "word@" not in said


def test_production_and_demo_cannot_be_combined():
    assert_refused("DEMO=true", "cannot be combined", **COMPLETE | {"DEMO": "true"})


def test_a_misspelt_environment_is_refused():
    assert_refused("PORTAL_ENV is 'produktion'", PORTAL_ENV="produktion")


def test_the_demo_runs_without_debug():
    assert value_of("DEBUG", DEMO="true", DEBUG="true") == "False"


def test_production_runs_without_debug():
    assert value_of("DEBUG", **COMPLETE) == "False"


def test_a_production_environment_passes_the_deployment_check_without_a_warning():
    run = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert run.returncode == 0, run.stderr
    assert "System check identified no issues (0 silenced)." in run.stdout


def test_a_key_that_is_too_short_does_not_pass_the_check():
    environment = COMPLETE | {"SECRET_KEY": "kort"}
    run = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **environment)
    assert run.returncode != 0
    assert "security.W009" in run.stderr


def test_the_driver_is_psycopg2_and_nothing_else():
    assert connection.Database.__name__ == "psycopg2"
    assert importlib.util.find_spec("psycopg") is None


def test_a_request_is_one_transaction():
    assert connection.settings_dict["ATOMIC_REQUESTS"]


@pytest.mark.parametrize("written", ["2024-03-05", "20240305", "05.03.2024", "5/3 2024"])
def test_dates_are_read_in_the_swedish_ways(written):
    assert forms.DateField().clean(written) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "written", ["03/05/2024", "05/03/2024", "3-5-2024", "March 5, 2024", "24-03-05", "2024-13-01"]
)
def test_american_and_other_dates_are_refused(written):
    with pytest.raises(ValidationError):
        forms.DateField().clean(written)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 2025 }}", "2025"),
        ("{{ 1234567 }}", "1234567"),
        ("{{ 0.5 }}", "0,5"),
        ("{{ day }}", "5 mars 2024"),
        ('{{ day|date:"SHORT_DATE_FORMAT" }}', "2024-03-05"),
    ],
)
def test_a_year_is_never_written_as_an_amount(source, text):
    assert Template(source).render(Context({"day": date(2024, 3, 5)})) == text


def test_one_proxy_is_trusted_in_production_and_none_elsewhere():
    assert value_of("ALLAUTH_TRUSTED_PROXY_COUNT") == "0"
    assert value_of("ALLAUTH_TRUSTED_PROXY_COUNT", **COMPLETE) == "1"
    assert value_of("ALLAUTH_TRUSTED_PROXY_COUNT", **COMPLETE, TRUSTED_PROXIES="2") == "2"


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_an_address_is_believed_from_a_trusted_proxy_alone(settings, proxies, address):
    """What the client wrote itself, first in the header, is never believed."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
    request = RequestFactory().get("/", headers=headers)
    assert get_adapter(request).get_client_ip(request) == address


def test_production_takes_forms_from_its_own_address_alone():
    assert value_of("CSRF_TRUSTED_ORIGINS", **COMPLETE) == "['https://portalen.internal']"


def test_production_names_its_sender():
    assert value_of("DEFAULT_FROM_EMAIL", **COMPLETE) == "portalen@portalen.internal"
