"""What the pages show outside: nothing that tells one small count from another."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from actors.models import User
from initiatives.actions import activities as actions
from initiatives.models import Headcount, LogEntry, Term
from initiatives.tests.factories import make_activity, make_plan
from portal.tests.world import address
from reports.figures import figures_for

# What prints a count, and is text that initiatives/discretion.py has made already.
MADE_BY_DISCRETION = {
    "initiatives/method_detail.html": ["row.participants"],
    "initiatives/quick_paste.html": ["row.entry.participants"],  # what the reader has just typed
    "reports/home.html": ["row.participants"],
    "reports/run_detail.html": ["row.participants"],
    "pdf/_activities.html": ["row.participants"],
    "pdf/_b4.html": ["b.participants"],
}
COUNTS = re.compile(
    r"{{\s*((?:[\w.]+\.)?(?:participants\w*|participant_sum|headcounts?[\w.]*|large|small|"
    r"headcount\.count))[\s|}]"
)
# Where Python reads the counts: to sum, to check, to keep. Everywhere else asks discretion.
MAY_READ = {
    "initiatives/discretion.py",
    "initiatives/templatetags/initiatives.py",
    "reports/figures.py",
    "reports/todo.py",
}


def test_no_template_prints_participants_raw():
    """Use {% participants %}, {% participant_sum %} or {% split %} of the tags in initiatives."""
    folder = Path(settings.BASE_DIR) / "templates"
    for template in folder.rglob("*.html"):
        name = str(template.relative_to(folder))
        found = COUNTS.findall(template.read_text())
        raw = [text for text in found if text not in MADE_BY_DISCRETION.get(name, [])]
        assert not raw, f"{name} prints {raw}: a small count would be shown outside"


def test_every_page_that_counts_people_asks_discretion():
    for app in ("actors", "initiatives", "funding", "reports"):
        for module in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            name = str(module.relative_to(settings.BASE_DIR))
            if {"tests", "migrations", "models", "forms", "actions"} & set(module.parts):
                continue
            if re.search(r"\.participants\b|\bparticipant_sum\b", module.read_text()):
                assert name in MAY_READ, f"{name} reads counts; let discretion make them text"


@pytest.fixture
def small(cast):
    """An entry that counted nine, and is made small; beside it a large one in the same sums."""
    plan = make_plan(cast.storuman, cast.coordinator, title="B4 i Storuman")
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        title="Samtalsgrupp",
        main_b="BYGG",
        plan=plan,
        entry={"participants": 9},
    )
    entry = LogEntry(on="2024-04-02", text="Fler kom", participants=11)
    actions.add_entry(entry, activity=activity, by=cast.coordinator)
    return activity.entries.get(participants=9)


def pages_of_a_neighbour(sign_in, cast, entry):
    """Every page where the neighbour meets the activity, and the yearly follow-up of 2024."""
    client = sign_in(User.objects.get(pk=cast.neighbour.pk))
    activity = entry.activity
    urls = [
        activity.get_absolute_url(),
        activity.plan.get_absolute_url(),
        reverse("initiatives:plans"),
        reverse("initiatives:activities"),
        f"{reverse('initiatives:activities')}?ar=2024&b=BYGG",
        address("actors:county", "24"),
        cast.storuman.get_absolute_url(),
        "/",
    ]
    pages = [client.get(url).text for url in urls]
    assert any("Samtalsgrupp" in page for page in pages)
    secrets = re.compile(r'"X-CSRFToken": "\w+"|value="\w{64}"|nonce="[^"]+"')
    return [secrets.sub("", page) for page in pages] + [
        json.dumps(figures_for(cast.storuman, 2024))
    ]


def test_rule_16_no_page_tells_one_small_count_from_another(cast, sign_in, small):
    seen = []
    for count in range(1, 5):
        with transaction.atomic():
            LogEntry.objects.filter(pk=small.pk).update(participants=count)
            seen.append(pages_of_a_neighbour(sign_in, cast, small))
            transaction.set_rollback(True)
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert "färre än 5 deltagare" in seen[0][0]
    assert "minst 11" in seen[0][3]


def rendered(user, activity, entry):
    request = RequestFactory().get("/")
    request.user = user
    tag = "{% load initiatives %}{% split activity entry as groups %}{{ groups }}"
    return Template(tag).render(
        Context({"request": request, "activity": activity, "entry": entry}, autoescape=False)
    )


def test_rule_16_target_groups_give_no_small_count_away(cast, small):
    elever = Term.objects.create(taxonomy="malgrupp", name="Elever")
    Headcount.objects.create(entry=small, term=elever, count=6)  # three others
    assert rendered(cast.neighbour, small.activity, small) == "[('Elever', 'visas inte')]"
    assert rendered(cast.colleague, small.activity, small) == "[('Elever', '6')]"


def test_rule_16_the_follow_up_quotes_no_text_of_a_small_meeting(cast, small):
    LogEntry.objects.filter(participants=11).update(participants=2)
    figures = figures_for(cast.storuman, 2024)
    assert [row["latest_text"] for row in figures["activities"]] == ["Första tillfället"]
