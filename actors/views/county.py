"""A county: what each kommun has and lacks, who else is there, and whom to ask."""

from django.apps import apps
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.models import REGIONAL, Actor, Contact, County, Group, Kind

WITHOUT_PLAN = "utan-plan"
OTHERS_FIRST = [Kind.REGION, Kind.POLICE]


@require_safe
def county(request, code):
    """One county, gaps first."""
    county = get_object_or_404(County, code=code)
    actors = list(Actor.objects.active().in_county(county))
    rows = _rows(actors, request.user)
    kommuner = [row for row in rows if row["actor"].kind == Kind.KOMMUN]
    others = [row for row in rows if row["actor"].kind != Kind.KOMMUN]
    only_gaps = request.GET.get("visa") == WITHOUT_PLAN
    shown = [row for row in kommuner if not (only_gaps and row["plan"])]
    return render(
        request,
        "actors/county.html",
        {
            "county": county,
            # Sorting is stable, so that the Swedish order of the query stays within each part.
            "kommuner": sorted(shown, key=lambda row: (bool(row["plan"]), row["has_coordinator"])),
            "others": sorted(others, key=lambda row: _place(row["actor"])),
            "total": len(kommuner),
            "with_plan": sum(bool(row["plan"]) for row in kommuner),
            "with_coordinator": sum(row["has_coordinator"] for row in kommuner),
            "only_gaps": only_gaps,
            "coordinators": Contact.objects.filter(
                is_regional_coordinator=True,
                actor__in=[actor.pk for actor in actors if actor.kind in REGIONAL],
            ).select_related("actor"),
            "groups": Group.objects.visible_to(request.user)
            .active()
            .filter(county=county)
            .select_related("commissioner")
            .with_rhythm()
            .order_by("name"),
        },
    )


def _rows(actors, user):
    """What each actor has, as far as `user` may see. One query for each question."""
    ids = [actor.pk for actor in actors]
    plan = apps.get_model("initiatives", "Plan")  # by name: no import goes upward
    activity = apps.get_model("initiatives", "Activity")
    adopted = plan.objects.visible_to(user).filter(owner__in=ids, status="ADOPTED")
    plans = {one.owner_id: one for one in adopted.order_by("first_year")}
    coordinated = set(
        Actor.objects.with_coordinator().filter(pk__in=ids).order_by().values_list("pk", flat=True)
    )
    mine = activity.objects.visible_to(user).published().filter(lead__in=ids).order_by()
    counts = {}
    for lead, b, count in mine.values_list("lead", "main_b").annotate(n=Count("pk")):
        counts.setdefault(lead, {})[b] = count
    latest = dict(mine.values_list("lead").annotate(latest=Max("latest_on")))
    order = activity._meta.get_field("further_b").base_field.choices
    return [
        {
            "actor": actor,
            "plan": plans.get(actor.pk),
            "has_coordinator": actor.pk in coordinated,
            "latest_on": latest.get(actor.pk),
            "counts": [(b, name, counts.get(actor.pk, {}).get(b, 0)) for b, name in order],
        }
        for actor in actors
    ]


def _place(actor):
    """The region first, then the police, then the others."""
    return OTHERS_FIRST.index(actor.kind) if actor.kind in OTHERS_FIRST else len(OTHERS_FIRST)
