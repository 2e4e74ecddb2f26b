"""The import's page and action: template, preview, confirm, and what it leaves behind."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors import import_files, spreadsheet
from actors.models import Actor, Alias, Kind
from actors.tests.factories import make_actor, make_user
from actors.tests.sheets import HEAD, csv, xlsx
from portal.models import Event
from portal.tests.test_pages import ENGLISH, Page

PAGE = "/aktorer/importera/"
CONFIRM = "/aktorer/importera/genomfor/"
TEMPLATE = "/aktorer/importera/mall/"
SHORT = ["Namn", "Slag", "Län", "Ingår i", "Alias", "Kortnamn"]
ROWS = [
    ["Del av något nytt", "Näringsliv", "24", "Något nytt", "", ""],
    ["Något nytt", "Näringsliv", "01, 24", "", "Nytt; Nyare", ""],
    ["SKR", "SKR", "", "", "Kommunerna", "SKR"],
    ["Storumans kommun", "Kommun", "", "", "", ""],
]


@pytest.fixture
def admin(cast, sign_in, media):
    """A client for the portal's administrator."""
    user = make_user("portaladministrator", is_staff=True)
    client = sign_in(user)
    client.user = user
    return client


def upload(client, content, name="aktörer.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def confirm(client, preview, **more):
    return client.post(CONFIRM, {"fil": preview.context["token"]}, **more)


def everything():
    return (
        list(Actor.objects.order_by("pk").values_list()),
        list(Alias.objects.order_by("pk").values_list()),
        list(Actor.counties.through.objects.order_by("pk").values_list()),
        Event.objects.count(),
    )


def kept(media):
    folder = media / "imports"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_preview_shows_what_would_happen_and_changes_nothing(admin, media):
    before = everything()
    response = upload(admin, csv(*ROWS, head=SHORT))
    assert response.status_code == 200
    assert everything() == before
    assert "aktörer.csv" in response.text
    assert "<dt>Nya</dt><dd>2</dd>" in response.text
    assert "<dt>Ändras</dt><dd>1</dd>" in response.text
    assert "<dt>Oförändrade</dt><dd>1</dd>" in response.text
    assert "Genomför importen" in response.text
    assert len(kept(media)) == 1


def test_confirming_does_all_of_it_and_drops_the_file(admin, cast, media):
    response = confirm(admin, upload(admin, csv(*ROWS, head=SHORT)), follow=True)
    assert "Importen är klar. Nya aktörer: 2. Ändrade: 1." in response.text
    whole, part = Actor.objects.get(name="Något nytt"), Actor.objects.get(name="Del av något nytt")
    assert part.parent == whole
    assert set(whole.counties.all()) == {cast.stockholm, cast.vasterbotten}
    assert {alias.name for alias in whole.aliases.all()} == {"Nytt", "Nyare"}
    cast.skr.refresh_from_db()
    assert cast.skr.short_name == "SKR"
    assert cast.skr.aliases.get().name == "Kommunerna"
    assert not kept(media)


def test_the_import_and_every_actor_that_it_touched_have_an_event(admin, cast):
    confirm(admin, upload(admin, csv(*ROWS, head=SHORT)))
    whole = Event.objects.get(object_type="actors.import")
    assert (whole.verb, whole.object_label) == ("importerade", "aktörer.csv")
    assert whole.why == "2 nya, 1 ändrade, 1 oförändrade"
    assert whole.by == admin.user.pk
    changed = Event.about(cast.skr).get()
    assert changed.verb == "ändrade"
    assert changed.why == "Import av aktörer.csv"
    assert Event.about(Actor.objects.get(name="Något nytt")).get().verb == "lade till"
    assert not Event.about(cast.storuman).exists()


def test_the_same_file_again_changes_nothing(admin, media):
    content = xlsx(*ROWS, head=SHORT)
    confirm(admin, upload(admin, content))
    before = everything()
    response = upload(admin, content)
    assert "Allt i filen finns redan" in response.text
    assert "Genomför importen" not in response.text
    assert "<dt>Oförändrade</dt><dd>4</dd>" in response.text
    assert everything() == before
    assert not kept(media)


def test_one_fault_stops_all_and_nothing_is_kept(admin, media):
    before = everything()
    response = upload(admin, csv(*ROWS, ["Fel", "Kung", "Dalsland"], head=SHORT))
    assert response.status_code == 422
    assert "<title>Fel: Granska importen" in response.text
    assert "Rad 6" in response.text
    assert "Slaget ”Kung” finns inte." in response.text
    assert "Länet ”Dalsland” finns inte." in response.text
    assert "Genomför importen" not in response.text
    assert "<dt>Felaktiga rader</dt><dd>1</dd>" in response.text
    assert everything() == before
    assert not kept(media)


def test_a_new_part_of_an_actor_that_is_there_and_a_new_whole_for_it(admin, cast):
    region = cast.region
    rows = [["Region Västerbotten", "Region", "", "Norra regionen"], ["Norra regionen", "SKR"]]
    confirm(admin, upload(admin, csv(*rows, head=SHORT)))
    region.refresh_from_db()
    assert region.parent.name == "Norra regionen"


def test_counties_are_replaced_and_other_fields_left_alone(admin, cast):
    actor = make_actor("Ögat", Kind.BUSINESS, counties=[cast.stockholm], requires_mfa=True)
    confirm(admin, upload(admin, csv(["Ögat", "Näringsliv", "24"], head=SHORT)))
    actor.refresh_from_db()
    assert list(actor.counties.all()) == [cast.vasterbotten]
    assert actor.requires_mfa


def test_what_changed_in_between_is_shown_again_before_anything_is_written(admin, cast):
    preview = upload(admin, csv(*ROWS, head=SHORT))
    Actor.objects.filter(pk=cast.skr.pk).update(short_name="Annat")
    before = everything()
    response = confirm(admin, preview)
    assert response.status_code == 409
    assert "Registret har ändrats sedan du granskade filen." in response.text
    assert "Kortnamn: Annat" in response.text
    assert everything() == before
    assert confirm(admin, response).status_code == 302
    assert Actor.objects.get(pk=cast.skr.pk).short_name == "SKR"


def test_what_has_become_wrong_in_between_is_told(admin, cast):
    preview = upload(admin, csv(["Ny", "Näringsliv", "", "SKR"], head=SHORT))
    Actor.objects.filter(pk=cast.skr.pk).update(ended_on="2020-01-01")
    response = confirm(admin, preview)
    assert response.status_code == 422
    assert "SKR har upphört." in response.text
    assert not Actor.objects.filter(name="Ny").exists()


def test_a_second_click_imports_nothing_twice(admin):
    preview = upload(admin, csv(*ROWS, head=SHORT))
    confirm(admin, preview)
    before = everything()
    response = confirm(admin, preview, follow=True)
    assert "Filen finns inte kvar här." in response.text
    assert everything() == before


@pytest.mark.parametrize("token", ["", "x", "x:y:z", "å" * 5000, "\x00"])
def test_a_made_up_confirmation_does_nothing(admin, token):
    before = everything()
    response = admin.post(CONFIRM, {"fil": token}, follow=True)
    assert "Filen finns inte kvar här." in response.text
    assert everything() == before


def test_a_preview_is_its_owners_alone(admin, sign_in):
    preview = upload(admin, csv(*ROWS, head=SHORT))
    other = sign_in(make_user("annan", is_staff=True))
    assert "Filen finns inte kvar här." in confirm(other, preview, follow=True).text
    assert not Actor.objects.filter(name="Något nytt").exists()


def test_a_preview_lasts_an_hour(admin, media, monkeypatch):
    preview = upload(admin, csv(*ROWS, head=SHORT))
    later = time.time() + import_files.KEPT_FOR + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert "Filen finns inte kvar här." in confirm(admin, preview, follow=True).text


def test_old_files_go_when_the_next_one_comes(admin, media):
    upload(admin, csv(*ROWS, head=SHORT))
    left = media / "imports" / "0-left"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    upload(admin, csv(["Annan", "SKR"], head=SHORT))
    (only,) = kept(media)
    assert only != left
    assert only.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"MZ\x90\0 this program cannot be run", spreadsheet.NOT_A_SHEET),
        ("a.xlsx", b"PK\x03\x04 not really", spreadsheet.BROKEN),
        ("a.csv", b"x" * (spreadsheet.MAX_BYTES + 1), spreadsheet.TOO_LARGE),
        ("a.csv", b"", "Filen är tom. Fyll i mallen och ladda upp den igen."),
        ("a" * 250 + ".csv", b"x", "Filens namn är för långt. Ge den ett kortare namn."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(admin, media, name, content, sentence):
    response = upload(admin, content, name)
    assert response.status_code == 422
    assert sentence in response.text
    assert not kept(media)


def test_a_hundred_megabytes_are_refused_unread(admin, monkeypatch):
    monkeypatch.setattr("actors.spreadsheet.read", lambda content: pytest.fail("It was read."))
    response = upload(admin, bytes(100 * 1024 * 1024))
    assert response.status_code == 422
    assert spreadsheet.TOO_LARGE in response.text


def test_no_file_at_all_is_told(admin):
    response = admin.post(PAGE)
    assert response.status_code == 422
    assert "Välj den fil som ska importeras." in response.text


def test_what_the_file_says_is_shown_as_text(admin):
    response = upload(admin, csv(["<b>Fet</b>", "Näringsliv"], head=SHORT), name="<img src=x>.csv")
    assert "&lt;b&gt;Fet&lt;/b&gt;" in response.text
    assert "<img src=x>" not in response.text


def test_the_template_is_downloaded_and_its_rows_can_be_imported(admin, cast):
    response = admin.get(TEMPLATE)
    assert response["Content-Disposition"] == 'attachment; filename="aktorer-mall.xlsx"'
    assert "inga aktörer" in upload(admin, response.content, "mall.xlsx").text


@pytest.mark.parametrize("person", ["coordinator", "officer", "reader", "nobody"])
def test_others_get_the_reason(cast, sign_in, media, person):
    client = sign_in(getattr(cast, person))
    for response in (
        client.get(PAGE),
        upload(client, csv(*ROWS, head=SHORT)),
        client.post(CONFIRM, {"fil": "x"}),
        client.get(TEMPLATE),
    ):
        assert response.status_code == 403
        assert "Det här kan bara portalens administratörer göra." in response.text
    assert not kept(media)


def test_a_stranger_signs_in_first(client, db):
    for url in (PAGE, TEMPLATE):
        assert client.get(url).url == f"/konto/logga-in/?next={url}"
    assert client.post(CONFIRM).status_code == 302


def test_wrong_methods_are_refused(admin):
    assert admin.get(CONFIRM).status_code == 405
    assert admin.post(TEMPLATE).status_code == 405
    assert admin.put(PAGE).status_code == 405


def test_every_page_of_the_import_is_swedish_and_inside_the_policy(admin):
    for response in (
        admin.get(PAGE),
        admin.post(PAGE),
        upload(admin, csv(*ROWS, head=SHORT)),
        upload(admin, csv(["Fel", "Kung"], head=SHORT)),
        upload(admin, csv(["SKR", "SKR"], head=SHORT)),
    ):
        page = Page(response.text)
        assert page.lang == "sv"
        assert not page.forbidden
        assert not ENGLISH.findall(page.text)
        assert "90101" in page.text


def test_the_register_leads_the_administrator_to_the_import(admin, cast, client):
    assert PAGE in admin.get("/aktorer/").text
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    assert PAGE not in client.get("/aktorer/").text


def many(count):
    return [
        [f"Förening {number}", "", "Näringsliv", "", "", "24, 01", "SKR", f"F{number}", "", ""]
        for number in range(count)
    ]


def test_two_thousand_rows_take_less_than_ten_seconds(admin, settings):
    """Of processor time: the clock also counts what other tests do meanwhile."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "zeal" not in name]
    content = xlsx(*many(2000), head=HEAD)
    started = time.process_time()
    response = confirm(admin, upload(admin, content, "a.xlsx"))
    assert response.status_code == 302
    assert time.process_time() - started < 10
    assert Actor.objects.filter(name__startswith="Förening ").count() == 2000
    started = time.process_time()
    assert "Allt i filen finns redan" in upload(admin, content, "a.xlsx").text
    assert time.process_time() - started < 10


def test_an_import_asks_as_often_for_three_as_for_many(admin):
    def asked(content):
        preview = upload(admin, content)
        with CaptureQueriesContext(connection) as queries:
            assert confirm(admin, preview).status_code == 302
        return len(queries)

    few = asked(csv(*many(3), head=HEAD))
    Actor.objects.filter(name__startswith="Förening ").delete()
    assert asked(csv(*many(200), head=HEAD)) == few  # one batch of each kind of row
