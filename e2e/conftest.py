"""The browser, the portal it meets, and who sits before it."""

import os

import pytest

from e2e.faults import watch
from e2e.screens import Screens
from e2e.stack import running_portal
from e2e.steps import sign_in

# Without a sandbox of its own, since root may not have one; the pages are ours alone.
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
CHROMIUM += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_addoption(parser):
    parser.addoption(
        "--screens",
        action="store_true",
        help="keep pictures of the six steps in screenshots/, and renew docs/pictures/",
    )


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """One portal for all journeys."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.exit("DATABASE_URL and REDIS_URL must name servers; `make e2e` brings its own.", 2)
    with running_portal(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(portal):
    return {
        "base_url": portal.url,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def signed_in(browser, browser_context_args, portal):
    """The cookies of an account, which signs in the first time it is asked for."""
    kept = {}

    def _signed_in(address):
        if address not in kept:
            context = browser.new_context(**browser_context_args)
            sign_in(context.new_page(), address, portal.password)
            kept[address] = context.storage_state()
            context.close()
        return kept[address]

    return _signed_in


@pytest.fixture
def enter(new_context, signed_in, portal):
    """A window of the browser, for an account or for nobody. Nothing in it may go wrong unseen."""
    faults = []

    def _enter(address=None, **options):
        context = new_context(storage_state=signed_in(address) if address else None, **options)
        watch(context, portal.url, faults)
        return context.new_page()

    yield _enter
    assert not faults, "\n".join(faults)


@pytest.fixture
def look(request):
    """Keep a picture of the page as it is now, when `--screens` asks for it."""
    return Screens(wanted=request.config.getoption("--screens"))
