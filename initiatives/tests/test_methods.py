"""The method library: finding a method, who uses it, its few editors, and suggestions."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from actors.tests.test_register_list import queries_for
from initiatives.actions.drafts import keep_draft
from initiatives.models import Method, MethodSuggestion, Term
from initiatives.tests.factories import make_activity
from portal.models import Event

URL = "/metoder/"


@pytest.fixture
def library(db):
    call_command("import_vocabulary", verbosity=0)


@pytest.fixture
def editor(cast):
    nasp = make_actor("NASP", Kind.EXPERT, "", [])
    return make_user("expert", nasp, Role.OFFICER)


@pytest.fixture
def method(db):
    return Method.objects.create(
        name="Våga fråga", main_b="BEMOT", certainty="ASSUMED", source="Källa"
    )


def listed(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return [method.name for method, _ in response.context["methods"]]


@pytest.mark.parametrize(
    "query",
    [
        "MHFA",
        "mhfa",
        "Första hjälpen till psykisk hälsa",
        "Första hjälpen för psykisk hälsa",
        "Första hjälpen psykisk hälsa",
        "mental health first aid",
        "forsta hjalpen",
    ],
)
def test_mhfa_is_found_under_every_spelling(library, cast, sign_in, query):
    assert listed(sign_in(cast.reader), sok=query) == ["MHFA – Första hjälpen till psykisk hälsa"]


def test_the_list_is_filtered_by_b_evidence_target_group_and_arena(library, cast, sign_in):
    client = sign_in(cast.reader)
    arena = Term.objects.get(name="Skola med elevhälsa").pk
    group = Term.objects.get(taxonomy="malgrupp", name="Efterlevande").pk
    yam = "YAM – Youth Aware of Mental Health"
    assert listed(client, arena=arena) == [yam]
    assert listed(client, malgrupp=group) == ["Efterlevandestöd (SPES)"]
    assert yam in listed(client, b="BEMOT", evidens="SOME")
    assert yam not in listed(client, evidens="STRONG")
    assert listed(client, b="BYGG", evidens="STRONG") == []
    assert "Ingen metod passar filtren" in client.get(URL, {"b": "BYGG", "evidens": "STRONG"}).text
    assert len(listed(client)) == 18


def test_the_certainty_of_the_b_is_said(cast, sign_in, method):
    client = sign_in(cast.reader)
    assert "antagande" in client.get(URL).text
    assert "B-märkningen är ett antagande." in client.get(method.get_absolute_url()).text


def test_a_method_tells_who_uses_it_since_when_and_what_they_noted(cast, sign_in, method):
    for number in (3, 40):
        activity = make_activity(
            cast.storuman,
            cast.coordinator,
            title=f"Kurs {number}",
            entry={"participants": number, "result": f"Lugnare möten {number}"},
        )
        activity.methods.add(method)
    response = sign_in(cast.neighbour).get(method.get_absolute_url())
    (row,) = response.context["users"]
    assert (row["lead__name"], row["count"], row["participants"]) == (
        "Storumans kommun",
        2,
        "minst 40",
    )
    assert "Lugnare möten 3" in response.text
    (own,) = sign_in(cast.reader).get(method.get_absolute_url()).context["users"]
    assert own["participants"] == "43"


@pytest.mark.parametrize("hidden", [{"publish": False}, {"visibility": "ORGANISATION"}], ids=str)
def test_what_one_may_not_see_is_neither_shown_nor_counted(cast, sign_in, method, hidden):
    activity = make_activity(
        cast.storuman, cast.coordinator, title="Steglits", entry={"result": "Göktyta"}, **hidden
    )
    activity.methods.add(method)
    for user in (cast.neighbour, cast.stranger):
        client = sign_in(user)
        response = client.get(method.get_absolute_url())
        assert response.context["users"] == []
        assert "Steglits" not in response.text
        assert "Göktyta" not in response.text
        assert client.get(URL).context["methods"] == [(method, 0)]


def test_a_method_leads_to_a_new_activity_with_it(cast, sign_in, method):
    client = sign_in(cast.coordinator)
    address = f"/aktiviteter/logga/?metod={method.pk}"
    assert address in client.get(method.get_absolute_url()).text
    form = client.get(address).context["form"]
    assert (form["methods"].value(), form["main_b"].value()) == ([method.pk], "BEMOT")
    for nonsense in ("abc", "9" * 40, "-1", ""):
        assert client.get("/aktiviteter/logga/", {"metod": nonsense}).status_code == 200


GOOD = {
    "name": "Ny metod",
    "aliases": "NM\n\n New  method \nNM",
    "main_b": "BYGG",
    "certainty": "SEEN",
    "evidence": "UNKNOWN",
    "source": "En källa",
    "is_active": "on",
}


def test_an_expert_body_adds_and_changes_methods(cast, sign_in, editor):
    client = sign_in(editor)
    response = client.post("/metoder/ny/", GOOD)
    method = Method.objects.get()
    assert response.url == method.get_absolute_url()
    assert method.aliases == ["NM", "New method"]
    assert Event.about(method).first().verb == "lade till metoden"
    client.post(f"{response.url}andra/", GOOD | {"name": "Bättre namn", "lock": "0"})
    method.refresh_from_db()
    assert method.name == "Bättre namn"
    late = client.post(f"{response.url}andra/", GOOD | {"name": "Annat namn", "lock": "0"})
    assert late.status_code == 422
    assert "Det som är sparat nu" in late.text
    method.refresh_from_db()
    assert method.name == "Bättre namn"


def test_the_forms_of_the_library_keep_unsaved_text(cast, sign_in, editor, method):
    key = f"method:{method.pk}"
    keep_draft(form=key, data={"aliases": ["Ett\nTvå"]}, version=0, by=editor)
    client = sign_in(editor)
    assert "Ett\nTvå" in client.get(f"{method.get_absolute_url()}andra/?utkast=fortsatt").text
    assert 'value="method-new"' in client.get("/metoder/ny/").text
    sent = suggest(sign_in(cast.coordinator))
    assert 'value="method-suggestion"' in client.get("/metoder/foresla/").text
    assert 'value="suggestion:' in sign_in(editor).get(sent.url).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Skriv vad metoden heter."),
        ({"main_b": ""}, "Välj det B som metoden hör till."),
        ({"certainty": ""}, "Välj om märkningen är belagd"),
        ({"source": ""}, "Skriv var uppgifterna kommer från."),
        ({"evidence": "STRONG"}, "Skriv vilken källa bedömningen av evidensen bygger på."),
        ({"aliases": "x" * 121}, "längre än 120 tecken"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_what_was_written_stays(cast, sign_in, editor, wrong, sentence):
    response = sign_in(editor).post("/metoder/ny/", GOOD | {"demands": "En dag"} | wrong)
    assert response.status_code == 422
    assert sentence in response.text
    assert "En dag" in response.text
    assert not Method.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "reader", "officer", "region_approver"])
def test_others_may_not_edit_and_are_told_what_they_may(cast, sign_in, method, who):
    client = sign_in(getattr(cast, who))
    for url in ("/metoder/ny/", f"{method.get_absolute_url()}andra/"):
        response = client.get(url)
        assert response.status_code == 403
        assert "Skicka gärna in ett förslag" in response.text


def test_a_reader_at_an_expert_body_is_no_editor(cast, sign_in, editor):
    reader = make_user("expertlasare", editor.memberships.get().actor, Role.READER)
    assert sign_in(reader).get("/metoder/ny/").status_code == 403


def suggest(client, **data):
    return client.post("/metoder/foresla/", {"name": "Lyssna", "text": "Den hjälper"} | data)


def test_a_suggestion_is_sent_answered_and_read(cast, sign_in, editor, method):
    response = suggest(sign_in(cast.coordinator))
    suggestion = MethodSuggestion.objects.get()
    assert response.url == suggestion.get_absolute_url()
    assert (suggestion.actor, suggestion.created_by) == (cast.storuman, cast.coordinator)

    client = sign_in(editor)
    assert "Svara på förslaget ”Lyssna” till metodbanken" in client.get("/").text
    assert client.post(response.url, {"answer": ""}).status_code == 422
    client.post(response.url, {"method": method.pk, "answer": "Den finns nu."})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.method) == ("ADOPTED", method)
    assert "Svara på förslaget" not in client.get("/").text

    text = sign_in(cast.coordinator).get("/metoder/forslag/").text
    assert "Finns i metodbanken" in text
    assert "Den finns nu." in sign_in(cast.coordinator).get(response.url).text


def test_who_suggested_is_told_of_the_answer_for_two_weeks(cast, sign_in, editor):
    url = suggest(sign_in(cast.coordinator)).url
    told = "Ditt förslag ”Lyssna” till metodbanken är besvarat"
    assert told not in sign_in(cast.coordinator).get("/").text
    sign_in(editor).post(url, {"answer": "Nej, inte nu."})
    page = sign_in(cast.coordinator).get("/").text
    assert told in page
    assert f'href="{url}"' in page
    assert told not in sign_in(cast.colleague).get("/").text
    MethodSuggestion.objects.update(answered_at=timezone.now() - timedelta(days=15))
    assert told not in sign_in(cast.coordinator).get("/").text


def test_a_second_answer_changes_nothing(cast, sign_in, editor):
    url = suggest(sign_in(cast.coordinator)).url
    client = sign_in(editor)
    client.post(url, {"answer": "Nej, inte nu."})
    client.post(url, {"answer": "Jo."})
    assert MethodSuggestion.objects.get().answer == "Nej, inte nu."


def test_a_suggestion_is_for_its_actor_and_the_editors(cast, sign_in):
    url = suggest(sign_in(cast.coordinator)).url
    assert sign_in(cast.neighbour).get(url).status_code == 404
    assert "Lyssna" not in sign_in(cast.neighbour).get("/metoder/forslag/").text
    assert sign_in(cast.reader).get(url).status_code == 200
    assert sign_in(cast.reader).post(url, {"answer": "Jo."}).status_code == 403


def test_a_reader_suggests_nothing_and_an_empty_suggestion_is_explained(cast, sign_in):
    assert suggest(sign_in(cast.reader)).status_code == 403
    response = suggest(sign_in(cast.coordinator), text="")
    assert response.status_code == 422
    assert "Skriv varför metoden bör vara med." in response.text
    assert "Lyssna" in response.text


def test_the_pages_ask_the_same_number_of_questions_whatever_they_show(cast, sign_in, method):
    client = sign_in(cast.coordinator)
    urls = [URL, method.get_absolute_url(), "/metoder/forslag/"]

    def fill(count):
        for number in range(count):
            other = Method.objects.create(
                name=f"{count}-{number}", main_b="BYGG", certainty="SEEN", source="Källa"
            )
            for lead in (cast.storuman, cast.umea):
                activity = make_activity(lead, cast.coordinator, entry={"result": "Bra"})
                activity.methods.add(method, other)
            MethodSuggestion.objects.create(
                name=f"F{count}{number}",
                text="Text",
                actor=cast.storuman,
                created_by=cast.coordinator,
                state="SENT",
            )

    fill(1)
    few = [queries_for(client, url) for url in urls]
    fill(6)
    assert [queries_for(client, url) for url in urls] == few
