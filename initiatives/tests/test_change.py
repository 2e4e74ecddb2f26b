"""Changing an activity, publishing a draft and logging once more."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.models import Membership, Role
from actors.tests.factories import make_actor
from initiatives.models import Activity, LogEntry
from initiatives.tests.factories import make_activity, make_plan
from portal.models import Event

# Those in the cast who do not see Storuman's own affairs at all.
OUTSIDE = ["neighbour", "officer", "region_approver", "stranger", "national", "nobody"]


@pytest.fixture
def activity(cast):
    """Storuman's activity that only those who take part see, with one entry."""
    return make_activity(
        cast.storuman,
        cast.coordinator,
        visibility="ORGANISATION",
        entry={"participants": 20},
    )


def url(activity, step):
    return f"{activity.get_absolute_url()}{step}/"


@pytest.fixture
def change(activity, cast, sign_in):
    """Change the activity as Storuman's coordinator; fields that are None are left out."""

    def _change(by=cast.coordinator, **fields):
        data = {
            "title": "Utbildning",
            "main_b": "BEMOT",
            "lead": cast.storuman.pk,
            "status": "ONGOING",
            "starts_on": "2024-03-14",
            "visibility": "ORGANISATION",
            "lock": activity.lock,
        } | fields
        data = {name: value for name, value in data.items() if value is not None}
        response = sign_in(by).post(url(activity, "andra"), data)
        activity.refresh_from_db()
        return response

    return _change


def test_the_form_shows_what_the_activity_is(activity, cast, sign_in):
    text = sign_in(cast.coordinator).get(url(activity, "andra")).text
    assert 'value="Utbildning"' in text
    assert 'value="2024-03-14"' in text


def test_a_change_is_saved_and_told(change, activity, cast):
    response = change(title="Utbildning i två steg", status="DONE", ends_on="2024-05-01")
    assert response.url == activity.get_absolute_url()
    assert (activity.title, activity.status) == ("Utbildning i två steg", "DONE")
    assert activity.ends_on == date(2024, 5, 1)
    assert Event.about(activity).first().verb == "ändrade"


def test_a_change_leaves_the_log_and_the_author_alone(change, activity, cast):
    entry = activity.entries.get()
    change(by=cast.colleague, title="Ny rubrik", on="1999-01-01", participants="1")
    assert activity.entries.get() == entry
    assert activity.entries.get().participants == 20
    assert activity.created_by == activity.published_by == cast.coordinator


def test_a_change_keeps_partners_that_are_not_nearby(change, activity, cast, sign_in):
    far = make_actor("Suicide Zero")
    ended = make_actor("Förr", counties=[cast.vasterbotten], ended_on=date(2024, 1, 1))
    activity.partners.set([far, ended, cast.nacka])
    form = sign_in(cast.coordinator).get(url(activity, "andra")).context["form"]
    boxes = [box.data for box in form["partners"].subwidgets]
    change(partners=[str(box["value"]) for box in boxes if box["selected"]])
    assert set(activity.partners.all()) == {far, ended, cast.nacka}


def test_a_change_by_a_colleague_keeps_a_plan_that_the_colleague_does_not_see(
    change, activity, cast
):
    draft = make_plan(cast.storuman, cast.coordinator, adopted=False)
    Activity.objects.update(plan=draft)
    change(by=cast.colleague, title="Ny rubrik")
    assert (activity.title, activity.plan) == ("Ny rubrik", draft)


def test_a_plan_that_one_sees_can_be_taken_away(change, activity, cast):
    Activity.objects.update(plan=make_plan(cast.storuman, cast.coordinator))
    change(plan="")
    assert activity.plan is None


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        ({"title": ""}, "title", "Skriv vad aktiviteten handlade om."),
        ({"main_b": None}, "main_b", "Välj det B som aktiviteten främst hör till."),
        ({"starts_on": ""}, "starts_on", "Skriv vilken dag aktiviteten började."),
        (
            {"ends_on": "05/03/2024"},
            "ends_on",
            "Skriv datumet som år-månad-dag, till exempel 2024-03-14.",
        ),
        (
            {"ends_on": "2024-03-13"},
            "ends_on",
            "Slutdatumet kan inte ligga före startdatumet.",
        ),
        (
            {"status": "DONE"},
            "ends_on",
            "Fyll i slutdatum. En aktivitet som är genomförd eller avbruten har ett.",
        ),
        (
            {"starts_on": "1850-01-01"},
            "starts_on",
            "Datumet ligger för långt tillbaka. Kontrollera året.",
        ),
        (
            {"further_b": ["BEMOT"]},
            "further_b",
            "Det huvudsakliga B:t räknas redan. Ta bort krysset för det här.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)
def test_a_wrong_change_is_explained_and_not_saved(change, activity, wrong, where, sentence):
    response = change(title="Ny rubrik", **wrong) if "title" not in wrong else change(**wrong)
    assert response.status_code == 422
    assert response.context["form"].errors == {where: [sentence]}
    assert sentence in response.text
    assert activity.title == "Utbildning"
    assert Event.about(activity).count() == 1


def test_an_activity_is_not_given_away_to_another_kommun(change, activity, cast):
    response = change(lead=cast.umea.pk)
    assert list(response.context["form"].errors) == ["lead"]
    assert activity.lead == cast.storuman


def test_an_activity_may_move_between_two_actors_that_one_coordinates(change, activity, cast):
    Membership.objects.create(user=cast.coordinator, actor=cast.umea, role=Role.COORDINATOR)
    change(lead=cast.umea.pk)
    assert activity.lead == cast.umea


STEPS = ["andra", "logga"]


@pytest.mark.parametrize("step", [*STEPS, "publicera"])
@pytest.mark.parametrize("who", OUTSIDE)
def test_a_stranger_gets_404(activity, cast, sign_in, step, who):
    client = sign_in(getattr(cast, who))
    assert client.post(url(activity, step), {"title": "Nej"}).status_code == 404
    if step in STEPS:
        assert client.get(url(activity, step)).status_code == 404


@pytest.mark.parametrize("step", [*STEPS, "publicera"])
@pytest.mark.parametrize("who", ["reader", "approver"])
def test_a_reader_gets_403_with_the_reason(activity, cast, sign_in, step, who):
    response = sign_in(getattr(cast, who)).post(url(activity, step), {"title": "Nej"})
    assert response.status_code == 403
    assert "för Storumans kommun. Det kan den som är samordnare eller administratör" in (
        response.text
    )
    activity.refresh_from_db()
    assert activity.title == "Utbildning"
    assert activity.entries.count() == 1


@pytest.mark.parametrize("step", STEPS)
def test_a_partner_reads_but_does_not_write(activity, cast, sign_in, step):
    activity.partners.add(cast.umea)
    client = sign_in(cast.neighbour)
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert client.post(url(activity, step), {}).status_code == 403


@pytest.mark.parametrize("step", [*STEPS, "publicera"])
def test_other_methods_are_refused(activity, cast, sign_in, step):
    client = sign_in(cast.coordinator)
    assert client.delete(url(activity, step)).status_code == 405
    if step == "publicera":
        assert client.get(url(activity, step)).status_code == 405


@pytest.mark.parametrize("step", [*STEPS, "publicera"])
def test_an_activity_that_does_not_exist_is_404(cast, sign_in, step):
    for number in ["999999", "9" * 40]:
        response = sign_in(cast.coordinator).post(f"/aktiviteter/{number}/{step}/")
        assert response.status_code == 404


def test_the_author_publishes_the_draft(cast, sign_in):
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    response = sign_in(cast.coordinator).post(url(draft, "publicera"))
    assert response.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert draft.published_by == cast.coordinator


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 404), ("reader", 404), ("approver", 403)]
)
def test_others_do_not_publish_the_draft(cast, sign_in, who, status):
    draft = make_activity(cast.storuman, cast.coordinator, publish=False)
    response = sign_in(getattr(cast, who)).post(url(draft, "publicera"))
    draft.refresh_from_db()
    assert (response.status_code, draft.is_draft) == (status, True)


def test_publishing_twice_tells_once(activity, cast, sign_in):
    before = activity.published_at
    response = sign_in(cast.colleague).post(url(activity, "publicera"))
    activity.refresh_from_db()
    assert response.status_code == 302
    assert (activity.published_at, activity.published_by) == (before, cast.coordinator)
    assert Event.about(activity).count() == 1


def test_one_more_occasion_is_logged(activity, cast, sign_in):
    response = sign_in(cast.colleague).post(
        url(activity, "logga"),
        {"on": "2024-05-02", "text": "Andra kvällen", "participants": "13", "is_approximate": "on"},
    )
    assert response.url == activity.get_absolute_url()
    entry = activity.entries.get(on=date(2024, 5, 2))
    assert (entry.text, entry.participants, entry.is_approximate, entry.created_by) == (
        "Andra kvällen",
        13,
        True,
        cast.colleague,
    )


def test_the_occasion_form_says_that_nobody_is_to_be_pointed_out(activity, cast, sign_in):
    response = sign_in(cast.coordinator).get(url(activity, "logga"))
    assert "Skriv inget som pekar ut en enskild person." in response.text
    assert response.context["form"]["on"].value() == timezone.localdate()


@pytest.mark.parametrize(
    ("wrong", "where", "sentence"),
    [
        ({"on": ""}, "on", "Skriv vilken dag det hände."),
        ({"on": "03/14/2024"}, "on", "Skriv datumet som år-månad-dag, till exempel 2024-03-14."),
        ({"participants": "-1"}, "participants", "Antalet deltagare kan inte vara negativt."),
        (
            {"participants": "9" * 12},
            "participants",
            "Antalet deltagare kan vara högst 1 000 000.",
        ),
        (
            {"participants": "1000001"},
            "participants",
            "Antalet deltagare kan vara högst 1 000 000.",
        ),
        (
            {"is_approximate": "on"},
            "participants",
            "Fyll i antalet deltagare, eller ta bort krysset.",
        ),
    ],
    ids=range(6),
)
def test_a_wrong_occasion_is_explained_and_not_saved(
    activity, cast, sign_in, wrong, where, sentence
):
    data = {"on": "2024-05-02", "text": "Det jag skrev"} | wrong
    response = sign_in(cast.coordinator).post(url(activity, "logga"), data)
    assert response.status_code == 422
    assert response.context["form"].errors == {where: [sentence]}
    assert sentence in response.text
    assert "Det jag skrev" in response.text
    assert LogEntry.objects.count() == 1


def test_an_occasion_of_tomorrow_is_refused(activity, cast, sign_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = sign_in(cast.coordinator).post(url(activity, "logga"), {"on": tomorrow.isoformat()})
    assert response.status_code == 422
    assert "Datumet ligger i framtiden." in response.context["form"].errors["on"][0]


def test_an_empty_occasion_asks_for_the_day(activity, cast, sign_in):
    response = sign_in(cast.coordinator).post(url(activity, "logga"))
    assert response.status_code == 422
    assert response.context["form"].errors == {"on": ["Skriv vilken dag det hände."]}
