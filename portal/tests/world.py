"""A small world with something in every list, for the tests that walk every page."""

from types import SimpleNamespace

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from actors.models import Contact, Kind, Role, User
from actors.tests.factories import make_actor, make_group, make_invitation, make_meeting, make_user
from initiatives.actions.plans import revise_plan
from initiatives.models import Measure, Method, MethodSuggestion, Term
from initiatives.tests.factories import (
    adopt,
    make_activity,
    make_attachment,
    make_comment,
    make_goal,
    make_plan,
)
from portal.tests import world_money
from portal.tests.world_words import CANARY, DRAFT, FILE, INTERNAL, NAMED, OWN
from reports import files
from reports.models import ReportRun
from reports.tests.factories import make_run


def build(cast):
    """Storuman's plan, activities, drafts, money and follow-ups; what one must not see sings.

    Writes a finished follow-up's file, so the test asks for `media`.
    """
    cast.administrator = User.objects.create_superuser(
        "portalen@b4.test", "ett-långt-lösenord", name="Portalen"
    )
    cast.own_admin = make_user("storumanadministrator", cast.storuman, Role.ADMIN)
    group = Term.objects.create(taxonomy="malgrupp", name="Elever")
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    suggestion = MethodSuggestion.objects.create(
        name="Förslag", text="Text", actor=cast.storuman, created_by=cast.coordinator
    )
    plan, draft_plan = _plans(cast)
    draft_goal = draft_plan.goals.get()
    new_version = revise_plan(plan, by=cast.coordinator)
    new_version.title = f"Ny version {DRAFT}"
    new_version.save()
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        title=f"Aktivitet {CANARY}",
        plan=plan,
        partners=[cast.region],
        entry={"text": f"Text {CANARY}", "participants": 3},
    )
    activity.methods.add(method)
    activity.terms.add(group)
    internal = make_activity(
        cast.storuman,
        cast.coordinator,
        title=f"Internt {INTERNAL}",
        visibility="ORGANISATION",
        partners=[cast.region],
        entry={"text": f"Text {INTERNAL}"},
    )
    removed = make_activity(cast.storuman, cast.coordinator, title="Borttagen")
    removed.remove(by=cast.coordinator)
    named = make_activity(
        cast.storuman,
        cast.coordinator,
        title=f"Namngivet {NAMED}",
        main_b="BEGRANSA",
        visibility="NAMED",
        is_sensitive=True,
        plan=plan,
        partners=[cast.region],
        entry={"text": f"Text {NAMED}"},
    )
    named.named.set([cast.reader, cast.officer])
    draft = make_activity(cast.storuman, cast.coordinator, publish=False, title=f"Utkast {DRAFT}")
    attachment = make_attachment(activity, cast.coordinator, f"Fil {CANARY}")
    internal_file = make_attachment(internal, cast.coordinator, f"Fil {INTERNAL}")
    comment = make_comment(activity, cast.coordinator, f"Kommentar {INTERNAL}")
    chain = world_money.build(cast, activity, named)
    run = make_run(cast.storuman, cast.coordinator)
    failed = make_run(cast.storuman, cast.coordinator, year=2023)
    meeting_group = make_group(cast.storuman, [cast.storuman, cast.region], name=f"Grupp {CANARY}")
    meeting = make_meeting(meeting_group, cast.coordinator, notes=f"Möte {CANARY}")
    contact = Contact.objects.create(actor=cast.storuman, title="Strateg", phone="0000")
    ReportRun.objects.filter(pk=failed.pk).update(
        state="FAILED", error=f"Fel {CANARY}", finished_at=timezone.now()
    )
    done = make_run(cast.storuman, cast.coordinator, year=2022)
    ReportRun.objects.filter(pk=done.pk).update(
        state="DONE",
        progress=100,
        finished_at=timezone.now(),
        sha256=files.keep(FILE, owner="test"),
        size=len(FILE),
    )
    return SimpleNamespace(
        group=meeting_group,
        meeting=meeting,
        point=meeting.follow_ups.get(),
        contact=contact,
        plan=plan,
        draft_plan=draft_plan,
        draft_goal=draft_goal,
        draft_measure=draft_goal.measures.get(),
        new_version=new_version,
        goal=plan.goals.get(b="BYGG"),
        secret_goal=plan.goals.get(b="BEGRANSA"),
        measure=plan.goals.get(b="BYGG").measures.get(),
        activity=activity,
        draft=draft,
        entry=activity.entries.get(),
        removed_kind=SimpleNamespace(pk="aktivitet"),
        removed=removed,
        method=method,
        suggestion=suggestion,
        **chain,
        run=run,
        failed=failed,
        done=done,
        internal=internal,
        attachment=attachment,
        internal_file=internal_file,
        comment=comment,
        named=named,
        actor=cast.storuman,
        association=make_actor("Föreningen", Kind.USER_ORGANISATION, "", [cast.vasterbotten]),
        membership=cast.coordinator.memberships.get(),
        invitation=make_invitation(cast.storuman, cast.coordinator),
        account=cast.coordinator,
        county_code=SimpleNamespace(pk=cast.vasterbotten.code),
        # What stands in addresses but leads nowhere here.
        token=SimpleNamespace(pk="okand"),
        provider=SimpleNamespace(pk="okand"),
        passkey=SimpleNamespace(pk=1),
    )


def _plans(cast):
    """An adopted plan with an open and a restricted goal, and a draft."""
    plan = make_plan(
        cast.storuman,
        cast.coordinator,
        adopted=False,
        title=f"Plan {CANARY}",
        background=f"Bakgrund {OWN}",
        goals=[
            make_goal("BYGG", f"Mål {CANARY}"),
            make_goal("BEGRANSA", f"Mål {OWN}", is_restricted=True),
        ],
    )
    Measure.objects.create(goal=plan.goals.get(b="BYGG"), text=f"Åtgärd {CANARY}")
    draft = make_plan(
        cast.storuman,
        cast.coordinator,
        adopted=False,
        title=f"Planutkast {DRAFT}",
        goals=[make_goal(text=f"Mål {DRAFT}")],
    )
    Measure.objects.create(goal=draft.goals.get(), text=f"Åtgärd {DRAFT}")
    return adopt(plan), draft


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
