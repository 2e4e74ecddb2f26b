"""The open pages, the frame around every page, and the pages for when it goes wrong."""

import logging
import re

import pytest
from django.test import Client

from initiatives.models import B4
from portal.history import RefusalFilter

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "worker-src 'self'",  # opens the log without coverage: docs/decisions/0011
}


@pytest.mark.parametrize(
    ("url", "heading"), [("/om/", "Om portalen"), ("/tillganglighet/", "Tillgänglighet")]
)
def test_an_open_page_is_read_by_everybody_and_only_read(cast, client, sign_in, url, heading):
    for reader in [client, sign_in(cast.reader), sign_in(cast.nobody)]:
        response = reader.get(url)
        assert response.status_code == 200
        assert heading in re.search(r"<h1>(.*?)</h1>", response.text)[1]
    assert client.post(url).status_code == 405


def test_the_page_about_the_portal_says_who_answers_for_it(client, db, settings):
    settings.OPERATOR, settings.CONTACT_EMAIL = "Region Exempel", "fraga@b4.test"
    for url in ["/om/", "/tillganglighet/"]:
        text = client.get(url).text
        assert "Region Exempel" in text
        assert 'href="mailto:fraga@b4.test"' in text


@pytest.mark.parametrize("url", ["/", "/om/", "/konto/logga-in/", "/finns-inte/"])
def test_the_help_lines_stand_on_every_page(client, db, url):
    text = client.get(url).text
    for number in ["112", "90101", "1177", "116111"]:
        assert f'href="tel:{number}"' in text


def test_the_policy_lets_nothing_foreign_and_nothing_inline_in(cast, client, sign_in):
    for reader, url in [(client, "/"), (sign_in(cast.reader), "/planer/"), (client, "/finns-inte")]:
        policy = reader.get(url)["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} == POLICY


def test_nothing_is_written_inline(cast, client, sign_in):
    client = sign_in(cast.coordinator)
    for url in ["/", "/planer/", "/aktiviteter/", "/aktiviteter/logga/", "/aktorer/", "/om/"]:
        text = client.get(url).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), url
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text), url


def test_other_headers_keep_the_portal_to_itself(client, db):
    response = client.get("/om/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("/", "Hem"),
        ("/planer/", "Planer och aktiviteter"),
        ("/aktiviteter/logga/", "Planer och aktiviteter"),
        ("/medel/", "Medel"),
        ("/rapporter/", "Rapporter"),
        ("/aktorer/", "Aktörer"),
    ],
)
def test_the_section_one_stands_in_is_marked(cast, sign_in, url, label):
    response = sign_in(cast.coordinator).get(url)
    marked = [section["label"] for section in response.context["sections"] if section["current"]]
    assert marked == [label]


def test_a_visitor_sees_no_sections(client, db):
    response = client.get("/om/")
    assert response.context["sections"] == []
    assert "Planer och aktiviteter" not in response.text


def test_the_demo_says_that_it_is_one(client, db, settings):
    assert "de flesta belopp är påhittade." not in client.get("/om/").text
    settings.DEMO = True
    assert "de flesta belopp är påhittade." in client.get("/om/").text


def test_a_page_that_does_not_exist_is_explained_in_swedish(cast, client, sign_in):
    for reader in [client, sign_in(cast.reader)]:
        response = reader.get("/finns-inte/")
        assert response.status_code == 404
        assert "Sidan finns inte" in response.text


def test_a_form_that_lay_open_too_long_is_explained_in_swedish(db):
    response = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "x"})
    assert response.status_code == 403
    assert "Sidan var öppen för länge" in response.text


def test_a_refusal_is_one_line_in_the_log_and_an_accident_a_traceback(
    cast, sign_in, caplog, settings
):
    caplog.handler.addFilter(RefusalFilter())
    sign_in(cast.reader).get("/aktiviteter/logga/")
    [record] = [one for one in caplog.records if getattr(one, "status_code", 0) == 403]
    assert "Forbidden" in record.getMessage()
    assert not record.exc_info
    broken = logging.makeLogRecord({"status_code": 500, "exc_info": (None, None, None)})
    assert RefusalFilter().filter(broken)
    assert broken.exc_info
    assert "refusal" in settings.LOGGING["handlers"]["stderr"]["filters"]


def test_an_accident_is_explained_in_swedish_and_shows_no_secret(cast, sign_in, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("hemligheten")

    monkeypatch.setattr("initiatives.views.activities.ActivityFilter", fail)
    client = sign_in(cast.reader)
    client.raise_request_exception = False
    response = client.get("/aktiviteter/")
    assert response.status_code == 500
    assert 'lang="sv"' in response.text
    assert "hemligheten" not in response.text
    assert "112" in response.text


def test_a_page_of_a_signed_in_person_is_kept_nowhere(cast, client, sign_in):
    for url in ["/", "/om/", "/konto/logga-in/"]:
        assert "no-store" not in client.get(url).headers.get("Cache-Control", "") or "konto" in url
    client = sign_in(cast.reader)
    for url in ["/", "/om/", "/planer/", "/finns-inte/"]:
        assert client.get(url).headers["Cache-Control"] == "private, no-store"


def test_help_is_listed_in_one_place(client, db, monkeypatch):
    monkeypatch.setattr("portal.templatetags.ui.HELPLINES", [("Prov", "000", "tel:000")])
    assert "tel:000" in client.get("/om/").text
    assert "tel:90101" not in client.get("/om/").text


def test_the_start_page_says_what_the_four_b_mean(client, db):
    text = client.get("/").text
    assert [b.meaning for b in B4 if b.meaning not in text] == []


def test_the_open_pages_say_how_to_get_an_account(client, db):
    for url in ["/", "/konto/logga-in/", "/konto/skapa/"]:
        assert "en inbjudan" in client.get(url).text
