"""A small world with something in every list, for the tests that walk every page."""

from types import SimpleNamespace

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from actors.models import Contact
from actors.tests.factories import make_group, make_invitation, make_meeting
from funding import actions as money
from funding.tests.factories import DAY, make_decision, make_pot
from initiatives.models import Method, TargetGroup
from initiatives.tests.factories import make_activity, make_plan
from reports.models import ReportRun
from reports.tests.factories import make_run

CANARY = "Kanariefågel-7f3a"


def build(cast):
    """Storuman's plan, activity, draft, money and follow-up; what a stranger must not see sings."""
    group = TargetGroup.objects.create(name="Elever")
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    plan = make_plan(cast.storuman, cast.coordinator, title=f"Plan {CANARY}")
    draft_plan = make_plan(
        cast.storuman, cast.coordinator, adopted=False, title=f"Planutkast {CANARY}"
    )
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        title=f"Aktivitet {CANARY}",
        plan=plan,
        partners=[cast.region],
        entry={"text": f"Text {CANARY}", "participants": 3},
    )
    activity.methods.add(method)
    activity.target_groups.add(group)
    draft = make_activity(cast.storuman, cast.coordinator, publish=False, title=f"Utkast {CANARY}")
    pot = make_pot(cast.vasterbotten, cast.officer)
    allocation = money.allocate(
        pot,
        cast.storuman,
        amount=1000,
        purpose=f"Ändamål {CANARY}",
        decision=make_decision(cast.vasterbotten, [cast.region], cast.officer),
        activities=[activity],
        by=cast.officer,
    )
    money.pay(allocation, amount=500, on=DAY, by=cast.officer)
    run = make_run(cast.storuman, cast.coordinator)
    failed = make_run(cast.storuman, cast.coordinator, year=2023)
    ReportRun.objects.filter(pk=failed.pk).update(state="FAILED", error=f"Fel {CANARY}")
    meeting_group = make_group(cast.storuman, [cast.storuman, cast.region], name=f"Grupp {CANARY}")
    meeting = make_meeting(meeting_group, cast.coordinator, notes=f"Möte {CANARY}")
    contact = Contact.objects.create(actor=cast.storuman, title="Strateg", phone="0000")
    return SimpleNamespace(
        group=meeting_group,
        meeting=meeting,
        point=meeting.follow_ups.get(),
        contact=contact,
        plan=plan,
        draft_plan=draft_plan,
        activity=activity,
        draft=draft,
        pot=pot,
        agreement=pot.component.agreement,
        allocation=allocation,
        run=run,
        failed=failed,
        actor=cast.storuman,
        membership=cast.coordinator.memberships.get(),
        invitation=make_invitation(cast.storuman, cast.coordinator),
        account=cast.coordinator,
        county_code=SimpleNamespace(pk=cast.vasterbotten.code),
        # What stands in addresses but leads nowhere here.
        token=SimpleNamespace(pk="okand"),
        provider=SimpleNamespace(pk="okand"),
        passkey=SimpleNamespace(pk=1),
    )


def routes(patterns=None, namespace=""):
    """The full name of every route of the portal, but for the admin's own."""
    for entry in patterns or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                inner = f"{entry.namespace}:" if entry.namespace else namespace
                yield from routes(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def address(route, *args):
    """The address of a route; a wrong argument is the test's own fault and says so."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch as error:
        raise AssertionError(f"{route} does not take {args}") from error
