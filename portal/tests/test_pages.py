"""What holds for every page: Swedish, safe, inside the policy, and written by nobody's GET."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.template.loader import get_template

from portal.tests.test_access_matrix import MATRIX
from portal.tests.world import address, build

# Words that are English and never Swedish; one of them in a page is a leak.
ENGLISH = re.compile(
    r"\b(the|and|please|this field|required|invalid|sign in|sign up|log in|log out|password|"
    r"submit|search|cancel|delete|save|page|previous|next|your|you|not found|forbidden|error|"
    r"enter a|select a|choose|yes|unknown|filter by|field|value|must be|ensure)\b",
    re.IGNORECASE,
)
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP)\b", re.IGNORECASE)
PAGES = [(route, things) for route, (things, *_) in MATRIX.items() if things != ["key"]]


class Page(HTMLParser):
    """What people read of a page, and what the policy forbids in it."""

    VOID_OF_TEXT = {"script", "style"}

    def __init__(self, html):
        super().__init__()
        self.words, self.forbidden, self.stack, self.lang = [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.lang = attributes.get("lang")
        if (tag == "script" and not attributes.get("src")) or tag == "style":
            self.forbidden.append(tag)
        self.forbidden += [name for name in attributes if name == "style" or name[:2] == "on"]
        for name in ("src", "href", "action"):
            if (attributes.get(name) or "").startswith(("http:", "//", "javascript:")):
                self.forbidden.append(f"{name}={attributes[name]}")
        for name in ("alt", "title", "placeholder", "aria-label"):
            self.words.append(attributes.get(name) or "")
        self.stack.append(tag)

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data):
        if not self.VOID_OF_TEXT & set(self.stack):
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def close_files(response):
    for close in response._resource_closers:  # response.close() would end the connection too
        close()


@pytest.fixture(params=["anonymous", "coordinator", "officer", "reader"])
def walk(request, cast, client, media):
    """Every page that a role can open: (route, response)."""
    world = build(cast)
    if request.param != "anonymous":
        client.force_login(getattr(cast, request.param), backend="actors.signin.Backend")
    opened = []

    def each():
        for route, things in PAGES:
            response = client.get(address(route, *[getattr(world, t).pk for t in things]))
            if response.streaming:  # a file, and no page
                close_files(response)
                continue
            if response.text and response.headers["Content-Type"].startswith("text/html"):
                opened.append(route)
                yield route, response
        for query in ("b=XYZ&ar=abc&aktor=0", "sok=finnsinte"):
            response = client.get(f"{address('initiatives:activities')}?{query}")
            if response.text:
                yield query, response
        for route in ("initiatives:log", "reports:list"):
            response = client.post(address(route), {"title": "", "year": "abc"})
            if response.text:
                yield f"POST {route}", response
        yield "404", client.get("/finns/inte/")

    yield each
    assert opened


def test_every_page_is_swedish_and_inside_the_policy(walk):
    for route, response in walk():
        page = Page(response.text)
        assert page.lang == "sv", route
        assert not page.forbidden, route
        found = ENGLISH.findall(page.text)
        assert not found, f"{route}: {found} in {page.text[:1500]}"


def test_every_page_has_its_headers(walk):
    for route, response in walk():
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, route
        assert "unsafe" not in policy, route
        assert response.headers["X-Frame-Options"] == "DENY", route
        assert response.headers["X-Content-Type-Options"] == "nosniff", route


def test_every_page_shows_where_help_is(walk):
    for route, response in walk():
        for number in ("112", "90101", "1177", "116"):
            assert number in response.text, f"{number} is missing from {route}"


def test_reading_a_page_writes_nothing(cast, client, media):
    """A session apart, GET never writes."""
    world = build(cast)
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    wrote = []

    def watch(execute, sql, params, many, context):
        if WRITES.match(sql) and "django_session" not in sql:
            wrote.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for route, things in PAGES:
            if route != "account_logout":
                close_files(client.get(address(route, *[getattr(world, t).pk for t in things])))
    assert not wrote


@pytest.mark.parametrize(
    "path",
    sorted((Path(settings.BASE_DIR) / "templates").rglob("*.*")),
    ids=lambda path: path.name,
)
def test_every_template_compiles(path):
    name = path.relative_to(Path(settings.BASE_DIR) / "templates").as_posix()
    assert get_template(name).origin.name == str(path)


def test_the_page_for_a_broken_server_stands_alone():
    """500.html is shown when nothing else works, so it leans on no context and no request."""
    html = engines["django"].get_template("500.html").render({})
    page = Page(html)
    assert "90101" in page.text
    assert not page.forbidden
