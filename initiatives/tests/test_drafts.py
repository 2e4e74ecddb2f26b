"""Unsaved text: kept, offered, never overwritten by another window, and gone when it is saved."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import FormDraft
from initiatives.tasks import purge_drafts
from initiatives.tests.factories import make_activity, make_goal, make_plan
from portal.swedish import klocka

URL = "/utkast/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def keep(cast, sign_in):
    def _keep(version=0, form="quick", by=None, headers=JSON, **fields):
        sent = {"utkast_nyckel": form, "utkast_version": version, "utkast_sida": "/logga/"} | fields
        return sign_in(by or cast.coordinator).post(URL, sent, headers=headers)

    return _keep


def test_what_is_typed_is_kept_and_the_answer_says_when(keep, cast):
    answer = keep(text="Halva", present=["1", "2"])
    draft = FormDraft.objects.get()
    assert answer.json() == {"version": 1, "text": f"Utkast sparat {klocka(draft.updated_at)}"}
    assert draft.data == {"text": ["Halva"], "present": ["1", "2"]}
    assert keep(version=1, text="Hela").json()["version"] == 2
    assert FormDraft.objects.get().data["text"] == ["Hela"]


def test_tokens_passwords_and_files_are_never_kept(keep, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("bild.png", b"bytes")
    keep(text="Ord", csrfmiddlewaretoken="hemligt", password1="hemligt", person="1", bilaga=file)
    assert FormDraft.objects.get().data == {"text": ["Ord"]}


def test_another_windows_text_is_never_overwritten(keep):
    keep(text="Fönster ett")
    answer = keep(version=0, text="Fönster två")
    assert answer.status_code == 409
    assert answer.json()["data"] == {"text": ["Fönster ett"]}
    assert FormDraft.objects.get().data == {"text": ["Fönster ett"]}
    assert keep(version=answer.json()["version"], text="Fönster två").status_code == 200


def test_without_script_both_texts_are_shown_and_one_is_chosen(keep):
    keep(text="Fönster ett")
    answer = keep(version=0, text="Fönster två", headers={})
    assert answer.status_code == 409
    assert "Fönster ett" in answer.text
    assert "Fönster två" in answer.text
    assert keep(version=1, text="Fönster två", headers={}).url == "/logga/?utkast=fortsatt"


def test_the_lock_of_what_is_edited_is_kept_with_the_text(keep):
    keep(form="plan:3", lock="7", title="Plan")
    assert FormDraft.objects.get().lock == 7


@pytest.mark.parametrize("form", ["", "Med mellanslag", "a" * 41, "plan:x", "plan:" + "9" * 30])
def test_a_form_without_a_proper_name_keeps_nothing(keep, form):
    assert keep(form=form, text="Ord").status_code == 422
    assert not FormDraft.objects.exists()


def test_a_text_without_end_is_refused_with_a_sentence(keep):
    assert "för lång" in keep(text="å" * 60_001).json()["text"]
    assert keep(text="noll\x00").status_code == 422
    assert "Texten sparades inte" in keep(text="noll\x00", headers={}).text


def test_an_unsaved_text_is_offered_and_fills_the_form(keep, cast, client):
    activity = make_activity(cast.storuman, cast.coordinator)
    keep(text="Halva", activity=activity.pk, participants="7", present=[cast.region.pk])
    page = client.get("/logga/")
    assert "Du har en osparad text från" in page.text
    assert not page.context["form"]["text"].value()
    going_on = client.get("/logga/?utkast=fortsatt")
    assert "Du har en osparad text från" not in going_on.text
    assert ">\nHalva</textarea>" in going_on.text
    assert going_on.context["form"]["participants"].value() == "7"
    assert 'name="utkast_version" value="1"' in going_on.text
    checked = f'value="{cast.region.pk}" class="ds-input" id="id_present_0" checked'
    assert "checked" in going_on.text or checked in going_on.text


@pytest.mark.parametrize(
    "address",
    ["/aktiviteter/logga/", "{activity}andra/", "{activity}logga/", "{activity}kommentera/"],
)
def test_the_other_forms_keep_text_too(keep, cast, client, address):
    activity = make_activity(cast.storuman, cast.coordinator)
    url = address.format(activity=activity.get_absolute_url())
    keys = {"andra": "activity", "logga": "entry", "kommentera": "comment"}
    about = keys.get(address.partition("}")[2].strip("/"))
    form = f"{about}:{activity.pk}" if about else "log"
    keep(form=form, title="Halv rubrik", text="Halv text")
    assert f'name="utkast_nyckel" value="{form}"' in client.get(url).text
    page = client.get(f"{url}?utkast=fortsatt").text
    assert "Halv" in page


def test_saving_the_form_ends_the_unsaved_text(keep, cast, client):
    activity = make_activity(cast.storuman, cast.coordinator)
    keep(text="Halva")
    data = {"activity": activity.pk, "on": "2024-03-14", "utkast_nyckel": "quick"}
    wrong = client.post("/logga/", data | {"utkast_version": 1})
    assert wrong.status_code == 422
    assert FormDraft.objects.exists()
    client.post("/logga/", data | {"text": "Hela", "utkast_version": 1})
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"utkast_nyckel": "qu\x00ick"}, {"utkast_nyckel": "q" * 41}, {"once": "\x00"}], ids=str
)
def test_an_odd_name_or_mark_throws_nothing_and_breaks_nothing(keep, cast, client, odd):
    make_activity(cast.storuman, cast.coordinator)
    keep(form="log", text="Halva")
    data = {"title": "Kväll", "on": "2024-03-14", "main_b": "BEMOT", "lead": cast.storuman.pk}
    sent = data | {"status": "ONGOING", "visibility": "COUNTY", "utkast_nyckel": "quick"} | odd
    assert client.post("/aktiviteter/logga/", sent).status_code in (302, 422)
    assert client.post(URL, {"utkast_slang": "1"} | odd).status_code == 302
    assert FormDraft.objects.exists()


def test_saving_leaves_another_windows_newer_text(keep, cast, client):
    activity = make_activity(cast.storuman, cast.coordinator)
    first, other = "7e2b2a4e-8d1f-4bb8-9d24-0a9a0c0d0001", "7e2b2a4e-8d1f-4bb8-9d24-0a9a0c0d0002"
    keep(text="Ett", once=first)
    keep(version=1, text="Två", once=other)
    sent = {"activity": activity.pk, "on": "2024-03-14", "text": "Ett", "once": first}
    client.post("/logga/", sent | {"utkast_nyckel": "quick", "utkast_version": 1})
    assert FormDraft.objects.get().data["text"] == ["Två"]


def test_a_lost_session_throws_nothing_and_comes_back(keep, cast, client):
    make_activity(cast.storuman, cast.coordinator)
    keep(text="Halva")
    sent = {"text": "Hela", "utkast_nyckel": "quick", "utkast_version": "1"}
    lost = Client().post("/logga/", sent)
    assert lost.status_code == 302
    assert lost.url == "/konto/logga-in/?next=/logga/"
    assert FormDraft.objects.get().data["text"] == ["Halva"]
    assert "Du har en osparad text" in client.get("/logga/").text


def test_an_unsaved_text_is_thrown_by_its_button(keep, client):
    keep(text="Halva")
    assert keep(headers={}, utkast_slang="1").url == "/logga/"
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("page", ["//ond.example/", "https://ond.example/", "", "javascript:x"])
def test_the_way_back_is_a_page_of_ours(keep, page):
    assert keep(headers={}, utkast_slang="1", utkast_sida=page).url == "/"


def test_a_plan_that_begins_from_another_keeps_where_it_came_from(keep, cast, client):
    goals = [make_goal(text="Ett"), make_goal(text="Två")]
    source = make_plan(cast.region, cast.officer, visibility="PUBLIC", goals=goals)
    goals = list(source.goals.all())
    client.force_login(cast.coordinator, backend="actors.signin.Backend")
    address = f"/planer/ny/skriv/?fran={source.pk}"
    key = f"plan-new:{source.pk}"
    page = client.get(address).text
    assert f'name="utkast_nyckel" value="{key}"' in page
    assert f'name="utkast_sida" value="{address}"' in page
    sent = {"title": "Halv plan", "mal": [goals[1].pk], "utkast_sida": address}
    answer = keep(form=key, headers={}, **sent)
    assert answer.url == f"{address}&utkast=fortsatt"
    going_on = client.get(answer.url)
    assert "Halv plan" in going_on.text
    assert going_on.context["copying"]["mal"].value() == [str(goals[1].pk)]
    assert "Du har en osparad text" not in client.get("/planer/ny/skriv/").text


def test_an_activity_of_a_plan_keeps_the_plan(keep, cast, client):
    plan = make_plan(cast.storuman, cast.coordinator)
    address = f"/aktiviteter/logga/?plan={plan.pk}"
    answer = keep(form="log", headers={}, title="Halv rubrik", utkast_sida=address)
    assert answer.url == f"{address}&utkast=fortsatt"
    assert f'name="utkast_sida" value="{address}"' in client.get(answer.url).text


def test_nobody_else_sees_or_touches_it(keep, cast, client):
    keep(text="Halva")
    assert keep(by=cast.colleague, text="Kollegans").json()["version"] == 1
    keep(by=cast.colleague, headers={}, utkast_slang="1")
    assert FormDraft.objects.get().user == cast.coordinator
    make_activity(cast.storuman, cast.colleague)
    assert "Du har en osparad text" not in client.get("/logga/").text


def test_a_device_may_ask_who_is_signed_in(cast, sign_in, client):
    assert client.get(URL).status_code == 302
    answer = sign_in(cast.reader).get(URL).json()
    assert answer["person"] == str(cast.reader.pk)
    assert len(answer["csrf"]) == 64
    assert client.put(URL).status_code == 405


def test_what_nobody_touches_for_thirty_days_is_purged(keep, cast):
    keep(text="Gammal")
    keep(form="log", text="Ny")
    old = timezone.now() - timedelta(days=31)
    FormDraft.objects.filter(form="quick").update(updated_at=old)
    purge_drafts()
    assert FormDraft.objects.get().form == "log"
