"""Thirty days to undo instead of "are you sure?"."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from funding import actions as money
from funding.tests.factories import DAY, make_decision, make_pot
from initiatives import tasks
from initiatives.actions import activities as actions
from initiatives.models import (
    Activity,
    ActivityYear,
    Attachment,
    Comment,
    LogEntry,
    Plan,
)
from initiatives.tests.factories import make_activity, make_plan
from portal.models import Event
from portal.tests.world import routes
from reports.figures import figures_for

BIN = "/papperskorg/"
WORD = "Gråsparv-4d1c"


@pytest.fixture
def activity(cast):
    return make_activity(
        cast.storuman,
        cast.coordinator,
        title=f"Aktivitet {WORD}",
        entry={"text": f"Text {WORD}", "participants": 31, "next_step": f"Steg {WORD}"},
        starts_on=date(2024, 3, 14),
    )


def remove(client, activity):
    return client.post(f"{activity.get_absolute_url()}ta-bort/", follow=True)


def test_a_removed_activity_can_be_taken_back_at_once(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    response = remove(client, activity)
    undo = f"/papperskorg/aktivitet/{activity.pk}/ta-tillbaka/"
    assert f'<form method="post" action="{undo}">' in response.text
    assert ">Ångra</button>" in response.text
    assert client.get(activity.get_absolute_url()).status_code == 404
    response = client.post(undo, follow=True)
    assert response.redirect_chain[0][0] == activity.get_absolute_url()
    assert f"Text {WORD}" in response.text
    verbs = list(Event.about(activity).values_list("verb", flat=True))
    assert verbs[:2] == ["tog tillbaka", "tog bort"]
    assert client.post(undo).status_code == 302  # twice is no accident
    assert Event.about(activity).count() == len(verbs)


def test_an_entry_is_removed_and_taken_back_with_its_sums(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    entry = activity.entries.get()
    response = client.post(f"/aktiviteter/logg/{entry.pk}/ta-bort/", follow=True)
    assert ">Ångra</button>" in response.text
    activity.refresh_from_db()
    assert (activity.latest_on, activity.entries.count()) == (None, 0)
    assert not ActivityYear.objects.filter(activity=activity).exists()
    client.post(f"/papperskorg/loggpost/{entry.pk}/ta-tillbaka/")
    activity.refresh_from_db()
    assert activity.latest_on == entry.on
    assert activity.years.get().participants == 31


def test_money_keeps_an_activity(activity, cast, sign_in):
    pot = make_pot(cast.vasterbotten, cast.officer)
    allocation = money.allocate(
        pot,
        cast.storuman,
        amount=100,
        purpose="Lokal",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        activities=[activity],
        by=cast.officer,
    )
    response = remove(sign_in(cast.coordinator), activity)
    assert "finansierad med länsgemensamma medel" in response.text
    money.pay(allocation, amount=100, on=DAY, by=cast.officer)
    money.use(allocation, amount=10, on=DAY, activity=activity, by=cast.coordinator)
    allocation.activities.clear()
    remove(sign_in(cast.coordinator), activity)
    assert Activity.objects.filter(pk=activity.pk).exists()


def test_the_bin_lists_what_ones_actors_removed(activity, cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, title="Planutkastet")
    kept = make_activity(cast.storuman, cast.coordinator, title="Kvar")
    about = {"activity": kept, "created_by": cast.coordinator}
    comment = Comment.objects.create(actor=cast.storuman, text="Min kommentar", **about)
    file = Attachment.objects.create(
        name="program.pdf", content_type="application/pdf", size=1, sha256="a" * 64, **about
    )
    things = [activity, plan, kept.entries.get(), comment, file]
    assert "Papperskorgen är tom" in sign_in(cast.coordinator).get(BIN).text
    for thing in things:
        thing.remove(by=cast.coordinator)
    page = sign_in(cast.coordinator).get(BIN)
    assert len(page.context["rows"]) == 5
    gone = (timezone.localdate() + timedelta(days=30)).isoformat()
    for shown in [WORD, "Planutkastet", "program.pdf", "Min kommentar", "Första tillfället", gone]:
        assert shown in page.text
    reader = sign_in(cast.reader).get(BIN)
    assert WORD in reader.text
    assert "/ta-tillbaka/" not in reader.text
    assert "Planutkastet" not in reader.text
    for stranger in [cast.neighbour, cast.officer, cast.stranger, cast.nobody]:
        assert sign_in(stranger).get(BIN).context["rows"] == []
    client = sign_in(cast.coordinator)
    for row in page.context["rows"]:
        assert client.post(row.undo_url).status_code == 302
    for thing in things:
        assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 403), ("neighbour", 403), ("stranger", 404), ("nobody", 404)]
)
def test_who_may_take_back(activity, cast, sign_in, who, status):
    activity.remove(by=cast.coordinator)
    client = sign_in(getattr(cast, who))
    url = f"/papperskorg/aktivitet/{activity.pk}/ta-tillbaka/"
    assert client.post(url).status_code == status
    assert client.get(url).status_code == 405
    assert client.post(BIN).status_code == 405
    for wrong in ["/papperskorg/annat/1/ta-tillbaka/", "/papperskorg/plan/999999/ta-tillbaka/"]:
        assert client.post(wrong).status_code == 404
    assert not Activity.objects.filter(pk=activity.pk).exists()


def test_a_draft_whose_place_is_taken_stays_in_the_bin(cast, sign_in):
    old = make_plan(cast.storuman, cast.coordinator)
    drafts = []
    for _ in range(2):
        draft = make_plan(cast.storuman, cast.coordinator, adopted=False)
        Plan.objects.filter(pk=draft.pk).update(revises=old)
        drafts.append(draft)
        if len(drafts) == 1:
            draft.refresh_from_db()
            draft.remove(by=cast.coordinator)
    response = sign_in(cast.coordinator).post(
        f"/papperskorg/plan/{drafts[0].pk}/ta-tillbaka/", follow=True
    )
    assert "En ny version av planen är redan påbörjad." in response.text
    assert not Plan.objects.filter(pk=drafts[0].pk).exists()


def test_after_thirty_days_it_is_gone_for_good(activity, cast):
    kept = make_activity(cast.storuman, cast.coordinator)
    lost = actions.add_entry(LogEntry(on=date(2024, 5, 1)), activity=kept, by=cast.coordinator)
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    Activity.objects.filter(pk=kept.pk).update(plan=plan)
    for thing in [activity, lost, plan]:
        thing.remove(by=cast.coordinator)
    tasks.empty_the_bin()
    assert Activity.with_removed.count() == 2  # not yet
    for model in [Activity, LogEntry, Plan]:
        model.with_removed.exclude(removed_at=None).update(
            removed_at=timezone.now() - timedelta(days=30, minutes=1)
        )
    tasks.empty_the_bin()
    tasks.empty_the_bin()
    assert [a.pk for a in Activity.with_removed.all()] == [kept.pk]
    assert LogEntry.with_removed.count() == 1
    assert not ActivityYear.objects.filter(activity=activity.pk).exists()
    assert not Plan.with_removed.exists()
    kept.refresh_from_db()
    assert kept.plan is None


def test_the_bin_is_emptied_every_night():
    from portal.celery import app

    tick = app.conf.beat_schedule["empty-the-bin"]
    assert tick["task"] == tasks.empty_the_bin.name


def test_what_is_removed_vanishes_from_every_page_and_figure(activity, cast, sign_in):
    """Every page without an argument, and those that the activity stood on."""
    plan = make_plan(cast.storuman, cast.coordinator)
    Activity.objects.filter(pk=activity.pk).update(plan=plan)
    pages = [
        address
        for route in routes()
        if (address := _address(route)) and not address.startswith(("/konto/", "/halsa/", BIN))
    ]
    pages += [plan.get_absolute_url(), cast.storuman.get_absolute_url(), "/aktorer/lan/24/"]
    client = sign_in(cast.coordinator)
    heard = [page for page in pages if WORD in client.get(page).text]
    assert {"/", "/aktiviteter/", plan.get_absolute_url()} <= set(heard)
    before = figures_for(cast.storuman, 2024)
    assert WORD in str(before)
    assert "31" in str(before["key_figures"])
    activity.remove(by=cast.coordinator)
    assert [page for page in pages if WORD in client.get(page).text] == []
    after = figures_for(cast.storuman, 2024)
    assert WORD not in str(after)
    assert "31" not in str(after["key_figures"])


def _address(route):
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def test_a_removed_entry_vanishes_too(activity, cast, sign_in):
    client = sign_in(cast.coordinator)
    activity.entries.get().remove(by=cast.coordinator)
    for page in ["/", "/aktiviteter/", activity.get_absolute_url()]:
        assert f"Text {WORD}" not in client.get(page).text
        assert f"Steg {WORD}" not in client.get(page).text
    assert figures_for(cast.storuman, 2024)["b4"][0]["entries"] == 0
