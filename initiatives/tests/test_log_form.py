"""Logging an activity: the form that is used most."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.models import Membership, Role
from initiatives.models import Activity, LogEntry, Method, Term
from initiatives.tests.factories import make_plan
from portal.models import Event

URL = "/aktiviteter/logga/"


@pytest.fixture
def fill(cast, sign_in):
    """Fill in the form as Storuman's coordinator; fields that are None are left out."""
    client = sign_in(cast.coordinator)

    def _fill(**fields):
        data = {
            "title": "Kväll om att våga fråga",
            "on": "2024-03-14",
            "main_b": "BEMOT",
            "lead": cast.storuman.pk,
            "status": "ONGOING",
            "visibility": "COUNTY",
        } | fields
        return client.post(URL, {name: value for name, value in data.items() if value is not None})

    return _fill


def assert_refused(response, **errors):
    """Nothing is saved, the page says why in Swedish, and what was written is still there."""
    assert response.status_code == 422
    found = {name: list(texts) for name, texts in response.context["form"].errors.items()}
    assert found == {name: [text] for name, text in errors.items()}
    assert "<title>Fel: Logga aktivitet" in response.text
    for text in errors.values():
        assert text.replace('"', "&quot;") in response.text
    assert not Activity.objects.exists()
    assert not LogEntry.objects.exists()
    assert not Event.objects.exists()


def test_the_form_is_ready_to_use(cast, sign_in):
    today = timezone.localdate()
    plan = make_plan(cast.storuman, cast.coordinator, last_year=today.year + 1)
    response = sign_in(cast.coordinator).get(URL)
    assert response.status_code == 200
    form = response.context["form"]
    assert form["on"].value() == today
    assert form["lead"].value() == cast.storuman.pk
    assert form["plan"].value() == plan.pk
    assert response.text.count("Skriv inget som pekar ut en enskild person.") == 2


def test_the_button_on_a_plan_chooses_that_plan(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator)
    other = make_plan(cast.storuman, cast.coordinator, adopted=False)
    response = sign_in(cast.coordinator).get(f"{URL}?plan={other.pk}")
    assert response.context["form"]["plan"].value() == other.pk
    assert f'<option value="{other.pk}" selected>' in response.text


@pytest.mark.parametrize("plan", ["abc", "²", "9" * 5000, "1\x00", "-1"], ids=range(5))
def test_a_strange_plan_in_the_address_is_no_accident(cast, sign_in, plan):
    assert sign_in(cast.coordinator).get(URL, {"plan": plan}).status_code == 200


def test_three_answers_are_enough(fill, cast):
    response = fill()
    activity = Activity.objects.get()
    assert response.status_code == 302
    assert response.url == activity.get_absolute_url()
    entry = activity.entries.get()
    assert (entry.on, entry.text, entry.participants) == (date(2024, 3, 14), "", None)
    assert activity.starts_on == date(2024, 3, 14)
    assert activity.published_by == cast.coordinator
    assert Event.about(activity).count() == 1


def test_the_full_form_is_saved_as_it_was_filled_in(fill, cast):
    plan = make_plan(cast.storuman, cast.coordinator)
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    group = Term.objects.create(taxonomy="malgrupp", name="Elever")
    fill(
        further_b=["BYGG", "BEGRANSA"],
        partners=[cast.umea.pk, cast.region.pk],
        methods=[method.pk],
        terms=[group.pk],
        plan=plan.pk,
        status="DONE",
        visibility="PUBLIC",
        text="Tjugo elever och två lärare.",
        participants="22",
        is_approximate="on",
    )
    activity = Activity.objects.get()
    assert activity.further_b == ["BYGG", "BEGRANSA"]
    assert set(activity.partners.all()) == {cast.umea, cast.region}
    assert list(activity.methods.all()) == [method]
    assert list(activity.terms.all()) == [group]
    assert (activity.plan, activity.status, activity.visibility) == (plan, "DONE", "PUBLIC")
    entry = activity.entries.get()
    assert (entry.text, entry.participants, entry.is_approximate) == (
        "Tjugo elever och två lärare.",
        22,
        True,
    )


def test_the_new_activity_stands_in_the_list_and_in_the_plan_at_once(fill, cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator)
    fill(plan=plan.pk)
    client = sign_in(cast.reader)
    for url in ["/aktiviteter/", plan.get_absolute_url()]:
        assert "Kväll om att våga fråga" in client.get(url).text


def test_the_draft_button_saves_a_draft(fill, cast, client):
    response = fill(utkast="1")
    assert Activity.objects.get().is_draft
    text = client.get(response.url).text
    assert "Utkastet är sparat. Bara du och godkännaren ser det." in text


def test_an_empty_form_asks_for_what_it_needs(cast, sign_in):
    assert_refused(
        sign_in(cast.coordinator).post(URL),
        title="Skriv vad aktiviteten handlade om.",
        on="Skriv vilken dag det hände.",
        main_b="Välj det B som aktiviteten främst hör till.",
        lead="Välj vilken aktör som är ansvarig.",
        status="Fyll i fältet.",
    )


def test_what_was_written_is_kept_when_something_is_wrong(fill):
    response = fill(main_b=None, title="Min rubrik", text="Min text", participants="12")
    assert_refused(response, main_b="Välj det B som aktiviteten främst hör till.")
    for value in ["Min rubrik", "Min text", 'value="12"', 'value="2024-03-14"']:
        assert value in response.text


def test_the_error_summary_leads_to_the_field(fill):
    response = fill(title="  ")
    assert_refused(response, title="Skriv vad aktiviteten handlade om.")
    assert 'href="#id_title"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_today_has_happened_but_tomorrow_has_not(fill):
    today = timezone.localdate()
    refusal = fill(on=(today + timedelta(days=1)).isoformat())
    assert_refused(
        refusal,
        on="Datumet ligger i framtiden. Logga det som redan har hänt, "
        "eller välj dagens datum eller ett tidigare.",
    )
    fill(on=today.isoformat())
    assert LogEntry.objects.get().on == today


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("20240314", date(2024, 3, 14)),
        ("14.3.2024", date(2024, 3, 14)),
        ("14/3 2024", date(2024, 3, 14)),
    ],
)
def test_a_date_may_be_written_in_the_swedish_ways(fill, written, day):
    fill(on=written)
    assert LogEntry.objects.get().on == day


@pytest.mark.parametrize(
    "written",
    ["2023-02-29", "03/14/2024", "05/03/2024", "03-14-2024", "14 mars", "24-03-14", "0000-01-01"],
)
def test_other_dates_are_refused_and_never_guessed(fill, written):
    response = fill(on=written)
    assert_refused(response, on="Skriv datumet som år-månad-dag, till exempel 2024-03-14.")
    assert f'value="{written}"' in response.text


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("-1", "Antalet deltagare kan inte vara negativt."),
        ("många", "Skriv antalet deltagare med siffror, till exempel 25."),
        ("12,5", "Skriv antalet deltagare med siffror, till exempel 25."),
        ("99999999999", "Antalet deltagare kan vara högst 1 000 000."),
        ("1000001", "Antalet deltagare kan vara högst 1 000 000."),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(fill, written, sentence):
    response = fill(participants=written)
    assert_refused(response, participants=sentence)
    assert f'value="{written}"' in response.text


def test_a_day_before_our_time_is_told_at_the_day(fill):
    assert_refused(fill(on="1850-01-01"), on="Datumet ligger för långt tillbaka. Kontrollera året.")


def test_about_how_many_needs_a_number(fill):
    assert_refused(
        fill(is_approximate="on"),
        participants="Fyll i antalet deltagare, eller ta bort krysset.",
    )


def test_nobody_came_is_a_number_too(fill):
    fill(participants="0")
    assert LogEntry.objects.get().participants == 0


def test_a_title_has_room_for_160_letters(fill):
    response = fill(title="å" * 161)
    assert response.status_code == 422
    assert "160 tecken" in response.context["form"].errors["title"][0]
    fill(title="å" * 160)
    assert Activity.objects.get().title == "å" * 160


def test_a_text_has_room_for_2000_letters(fill):
    response = fill(text="å" * 2001)
    assert response.status_code == 422
    assert "2000 tecken" in response.context["form"].errors["text"][0]


def test_the_main_b_is_not_chosen_twice(fill):
    assert_refused(
        fill(further_b=["BEMOT", "BYGG"]),
        further_b="Det huvudsakliga B:t räknas redan. Ta bort krysset för det här.",
    )


def test_the_lead_is_not_its_own_partner(fill, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.COORDINATOR)
    assert_refused(
        fill(lead=cast.umea.pk, partners=[cast.umea.pk]),
        partners="Umeå kommun är redan ansvarig aktör. Ta bort krysset för den här.",
    )


@pytest.mark.parametrize(
    ("b", "visibility"),
    [("BEMOT", "COUNTY"), ("BEHANDLA", "COUNTY"), ("BYGG", "COUNTY"), ("BEGRANSA", "ORGANISATION")],
)
def test_when_nobody_chooses_who_sees_it_the_b_does(fill, b, visibility):
    fill(main_b=b, visibility=None)
    assert Activity.objects.get().visibility == visibility


def test_what_is_chosen_holds_also_under_begransa(fill):
    fill(main_b="BEGRANSA", visibility="COUNTY")
    assert Activity.objects.get().visibility == "COUNTY"


def test_the_form_tells_what_happens_when_nobody_chooses(cast, sign_in):
    text = sign_in(cast.coordinator).get(URL).text
    assert "Under Begränsa visas den då bara för dem som deltar" in text


@pytest.mark.parametrize("field", ["main_b", "further_b", "status", "visibility"])
def test_an_invented_choice_is_refused(fill, field):
    response = fill(**{field: "PÅHITTAD"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Activity.objects.exists()


def test_ids_of_others_are_not_smuggled_in(fill, cast):
    foreign = make_plan(cast.nacka, cast.stranger, visibility="PUBLIC")
    for field, value in [
        ("lead", cast.nacka.pk),
        ("lead", cast.umea.pk),
        ("partners", [cast.nacka.pk]),
        ("plan", foreign.pk),
        ("plan", "9" * 40),
        ("lead", "1 OR 1=1"),
    ]:
        response = fill(**{field: value})
        assert response.status_code == 422, field
        assert list(response.context["form"].errors) == [field]
    assert not Activity.objects.exists()


def test_a_colleagues_secret_draft_of_a_plan_is_not_to_be_had(fill, cast):
    draft = make_plan(cast.storuman, cast.colleague, adopted=False)
    assert list(fill(plan=draft.pk).context["form"].errors) == ["plan"]


def test_the_author_is_the_one_who_is_signed_in(fill, cast):
    fill(created_by=cast.stranger.pk, published_by=cast.stranger.pk, starts_on="1999-01-01")
    activity = Activity.objects.get()
    assert activity.created_by == activity.published_by == cast.coordinator
    assert activity.starts_on == date(2024, 3, 14)


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_nul_byte_is_refused(fill, field):
    response = fill(**{field: "a\x00b"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_what_is_written_is_shown_as_text(fill, client):
    response = fill(title="<script>alert(1)</script>", text="<b>fet</b>")
    text = client.get(response.url).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>fet</b>" not in text
