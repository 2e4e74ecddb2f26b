"""The demo: seeded once for the whole file, and every test reads it."""

import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from actors.models import Actor, County, FollowUp, Group, Kind, User
from funding.models import (
    Agreement,
    Decision,
)
from initiatives.models import Activity, Category, Method, Plan
from portal.seed.people import ACCOUNTS, PASSWORD

ADDRESSES = {
    "samordnare@storuman.example",
    "lasare@storuman.example",
    "godkannare@storuman.example",
    "samordnare@umea.example",
    "handlaggare@regionvasterbotten.example",
    "godkannare@regionvasterbotten.example",
    "samordnare@nacka.example",
    "nasp@ki.example",
    "brukare@nsph-vasterbotten.example",
    "polis@polisen.example",
    "nationell@skr.example",
    "handlaggare@skr.example",
    "godkannare@nsph-vasterbotten.example",
    "handlaggare@regionstockholm.example",
    "godkannare@regionstockholm.example",
    "godkannare@storsthlm.example",
    "admin@portal.example",
}
APART = "polis@polisen.example"  # a member of no network
OURS = ["actors", "initiatives", "funding", "reports", "portal"]


def texts():
    """Every text in every row of our own tables."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            names = [
                field.name
                for field in model._meta.fields
                if isinstance(field, models.CharField | models.TextField)
            ]
            for row in model.objects.values_list(*names):
                yield from (f"{model.__name__}: {value}" for value in row if value)


def rows():
    """How many rows each of our tables has."""
    return {
        model.__name__: model.objects.count()
        for label in OURS
        for model in apps.get_app_config(label).get_models()
    }


@pytest.mark.parametrize("command", ["seed", "demo_accounts"])
def test_the_demo_is_refused_where_it_does_not_belong(db, settings, command):
    settings.DEMO = settings.DEBUG = False
    before = rows()
    with pytest.raises(CommandError):
        call_command(command)
    assert rows() == before


def test_a_second_seed_changes_nothing(demo, settings, capsys):
    settings.DEMO = True
    Activity.objects.filter(title__startswith="YAM").update(title="Det någon skrev")
    before = rows()
    call_command("seed")
    assert "nothing was changed" in capsys.readouterr().out
    assert rows() == before
    assert Activity.objects.filter(title="Det någon skrev").exists()


def test_one_password_opens_every_account(demo):
    assert {address for address, *_ in ACCOUNTS} == ADDRESSES
    people = User.objects.filter(email__in=ADDRESSES)
    assert people.count() == len(ADDRESSES)
    assert all(person.is_active for person in people)
    assert people.first().check_password(PASSWORD)
    assert people.values("password").distinct().count() == 1


def test_nobody_else_can_sign_in(demo):
    others = User.objects.exclude(email__in=ADDRESSES)
    assert others
    assert not any(person.has_usable_password() for person in others)


def test_only_the_administrator_administers(demo):
    staff = User.objects.filter(Q(is_staff=True) | Q(is_superuser=True))
    assert [person.email for person in staff] == ["admin@portal.example"]
    assert not staff.get().memberships.exists()


def test_the_accounts_are_printed_with_their_password(demo, settings, capsys):
    settings.DEMO = True
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert all(address in printed for address in ADDRESSES)


def test_sweden_is_whole(demo):
    assert County.objects.count() == 21
    assert Actor.objects.filter(kind=Kind.KOMMUN).count() == 290
    assert Actor.objects.filter(kind=Kind.KOMMUN, counties__code="24").count() == 15


def test_the_four_categories_have_their_exact_names(demo):
    assert list(Category.objects.filter(first_year=2024).values_list("number", "name")) == [
        (
            1,
            "En mer sammanhållen, behovsanpassad och personcentrerad vård och omsorg "
            "för personer med samsjuklighet eller omfattande behov",
        ),
        (2, "Ett stärkt och utvecklat suicidpreventivt arbete"),
        (
            3,
            "Ett utvecklat arbete för att främja psykisk hälsa, förebygga psykisk ohälsa och "
            "suicid bland barn och unga",
        ),
        (4, "En systematisk patient-, brukar- och anhörigmedverkan i vården och omsorgen"),
    ]


def test_storuman_has_a_plan_in_four_b_with_activities_in_each(demo):
    plan = Plan.objects.get(owner__code="2421", status="ADOPTED")
    assert plan.group.name == "B4-gruppen Storuman"
    assert {b for b, goals in plan.goals_by_b() if goals} == {
        "BEMOT",
        "BEHANDLA",
        "BYGG",
        "BEGRANSA",
    }
    per_b = Activity.objects.filter(plan=plan).order_by().values("main_b").annotate(n=Count("pk"))
    assert {row["main_b"] for row in per_b} == {"BEMOT", "BEHANDLA", "BYGG", "BEGRANSA"}


@pytest.mark.parametrize(
    ("author", "stranger"),
    [
        ("samordnare@storuman.example", "samordnare@nacka.example"),
        ("samordnare@umea.example", "samordnare@storuman.example"),
        ("samordnare@nacka.example", "samordnare@storuman.example"),
    ],
)
def test_there_are_drafts_that_a_stranger_does_not_see(demo, author, stranger):
    drafts = Activity.objects.drafts().filter(created_by__email=author)
    assert drafts
    assert not drafts.visible_to(User.objects.get(email=stranger)).exists()


def test_a_follow_up_of_2024_has_something_to_tell(demo):
    shown = Activity.objects.filter(lead__code="2421").published().in_year(2024)
    assert shown.count() >= 8


def test_the_demo_is_alive_today_and_knows_no_future(demo):
    today = timezone.localdate()
    latest = Activity.objects.with_log().order_by("-latest_on").first().latest_on
    assert 0 <= (today - latest).days <= 7


def test_the_catalogue_of_methods_is_there(demo):
    assert Method.objects.count() == 18
    assert Method.objects.filter(name__startswith="YAM", main_b="BEMOT").exists()


def test_what_is_invented_says_so(demo):
    assert all("påhittad" in agreement.note for agreement in Agreement.objects.all())
    real = Agreement.objects.filter(first_year__in=[2021, 2024])
    assert all("Påhittad" in a.name for a in Agreement.objects.difference(real))


def test_every_person_is_an_example(demo):
    for person in User.objects.all():
        assert person.email.endswith(".example")
        assert re.fullmatch(
            r"[A-ZÅÄÖ][a-zåäö]+ Exempel|(Godkännare|Samordnare) i .+", person.name
        ), person.name


def test_no_text_holds_a_real_persons_address_or_number(demo):
    everything = list(texts())
    assert len(everything) > 1000
    for text in everything:
        assert not re.search(r"@(?!\S+\.example\b)", text), text
        assert not re.search(r"\b\d{6}[-+]\d{4}\b", text), text  # personnummer
        assert not re.search(r"\b0\d{1,3}[- ]\d{2,3} ?\d{2}", text), text  # phone


def test_decisions_say_that_they_are_invented(demo):
    assert all("Påhittat" in d.diary_number for d in Decision.objects.all())
    assert all(not d.paragraph or "påhittad" in d.paragraph for d in Decision.objects.all())
    assert all("påhittad" in plan.adopted_by for plan in Plan.objects.exclude(adopted_by=""))


def names(actors):
    return sorted(str(actor) for actor in actors)


def test_nasp_has_two_principals_and_is_run_by_a_third(demo):
    nasp = Actor.objects.called("NASP").get()
    assert nasp.kind == Kind.EXPERT
    assert names(nasp.principals.all()) == ["Region Stockholm", "Staten"]
    assert str(nasp.operator) == "Karolinska institutet"


def test_b4_gruppen_is_led_from_elsewhere_than_the_kommun_that_asked_for_it(demo):
    group = Group.objects.get(name="B4-gruppen Storuman")
    assert (str(group.commissioner), str(group.leader_employer), group.leader_function) == (
        "Storumans kommun",
        "Glesbygdsmedicinskt centrum",
        "Forskningssamordnare",
    )
    assert str(group.leader_employer.parent) == "Region Västerbotten"
    assert names(group.members.distinct()) == [
        "Polisen i Västerbotten",
        "Region Västerbotten",
        "Storumans kommun",
    ]
    sent = set(group.seats.values_list("profession", flat=True))
    assert sent == {"Socionom", "Rektor", "Vårdpersonal", "Polis", "Alkoholhandläggare"}
    held = group.meetings.filter(on__lte=timezone.localdate())
    assert held.count() >= 4
    assert not held.filter(Q(decisions="") | Q(notes="") | Q(present=None)).exists()
    points = FollowUp.objects.filter(meeting__group=group)
    assert points.filter(done_on=None).exists()
    assert points.exclude(done_on=None).exists()


def test_the_user_movement_is_a_collective_and_whom_it_counts_is_decided(demo):
    collective = Actor.objects.get(name="Brukarrörelsen i Västerbotten")
    assert "NSPH Västerbotten" in names(collective.associations.all())
    assert collective.associations.count() == 3
    counted = Actor.objects.filter(user_movement_statuses__counts=True)
    assert names(counted) == ["NSPH Västerbotten"]


def test_skrs_network_keeps_its_two_meetings_a_term(demo):
    network = Group.objects.with_rhythm().get(form="NETWORK", commissioner__short_name="SKR")
    assert (network.meetings_per_term, network.kept_rhythm) == (2, True)
    spring = network.meetings.filter(on__year=2024).order_by("on").values_list("on", "theme")
    assert [(f"{on:%d/%m}", theme) for on, theme in spring] == [
        ("08/03", "Samverkan kommun–region"),
        ("31/05", "Riskgrupper"),
    ]
    assert network in Group.objects.visible_to(User.objects.get(email=APART))
