"""The register of actors, and the choice of which one to act for."""

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from actors.access import Act, may, may_administer, may_decide_user_movement
from actors.filters import ActorFilter
from actors.history import history_of
from actors.middleware import SESSION_KEY
from actors.models import ASSOCIATIONS, Actor, Alias, Group, Kind
from portal.htmx import VARY, wants_fragment

PAGE_SIZE = 50
LATEST = 10


@require_safe
def actors(request):
    """The register: everybody who takes part, filtered by what stands in the URL."""
    found = Actor.objects.prefetch_related("counties")
    chosen = ActorFilter(request.GET, queryset=found, user=request.user)
    context = {
        "filter": chosen,
        "page": Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("sida")),
        "is_filtered": any(request.GET.get(name) for name in chosen.filters),
        "may_add": may_administer(request.user),
    }
    if not context["page"].object_list:
        context["ended"] = _with_the_ended(request, found)
    template = "actors/_actor_results.html" if wants_fragment(request) else "actors/actor_list.html"
    response = render(request, template, context)
    response["Vary"] = VARY
    return response


def _with_the_ended(request, found):
    """The address of the same search with those that have ended; "" if it finds nobody either."""
    query = request.GET.copy()
    query["upphorda"] = "ja"
    query.pop("sida", None)
    chosen = ActorFilter(query, queryset=found, user=request.user)
    return f"?{query.urlencode()}" if chosen.qs.exists() else ""


@require_safe
def actor(request, pk):
    """One actor: what it is and what it does, as far as the person may see."""
    aliases = Alias.objects.filter(actor=OuterRef("pk")).values("name")
    actor = get_object_or_404(
        Actor.objects.select_related("parent", "operator")
        .prefetch_related("counties", "contacts")
        .annotate(alias_names=ArraySubquery(aliases)),
        pk=pk,
    )
    user = request.user
    is_public = actor.kind in (Kind.KOMMUN, Kind.REGION)
    is_inside = actor.pk in user.reach.actors or bool(may_administer(user))
    return render(
        request,
        "actors/actor_detail.html",
        {
            "actor": actor,
            "relatives": actor.relatives(),
            "populations": list(actor.population_by_day()) if is_public else [],
            "history": history_of(actor, user=user, inside=is_inside),
            "is_inside": is_inside,
            "shows_frames": _has_frames_that_show(actor, user.reach),
            "may_change": may(user, Act.CHANGE_ACTOR, actor),
            "may_decide": may_decide_user_movement(user, actor),
            "may_merge": may_administer(user),
            **({} if is_public else _status(actor)),
            **_work(actor, user),
        },
    )


def _status(actor):
    """What is decided of the actor as brukarrörelse: the latest, and all before it."""
    today = timezone.localdate()
    decisions = list(actor.user_movement_statuses.select_related("entered_by"))
    return {
        "decisions": decisions,
        "user_movement": next((one for one in decisions if one.decided_on <= today), None),
        "shows_decisions": decisions or actor.kind in ASSOCIATIONS,
    }


def _work(actor, user):
    """What the actor does. It stands in apps above, and is reached without importing them."""
    activities = apps.get_model("initiatives", "Activity").objects.visible_to(user).published()
    return {
        "groups": Group.objects.visible_to(user).active().with_actor(actor),
        "plans": actor.plans.visible_to(user).select_related("owner"),
        "activities": activities.with_actor(actor)
        .select_related("lead")
        .prefetch_related("partners")
        .with_log()[:LATEST],
        "allocations": actor.allocations.visible_to(user).with_sums(),
    }


def _has_frames_that_show(actor, reach):
    """Whether the actor can have money of its own that one sees; asks nothing more."""
    counties = {county.pk for county in actor.counties.all()}
    can_have = actor.kind in (Kind.KOMMUN, Kind.REGION)
    return can_have and (reach.is_national or bool(counties & reach.counties))


@require_POST
def act_for(request):
    """Choose which of one's actors to act for from now on."""
    mine = {str(actor): actor for actor in request.user.reach.actors}
    chosen = request.POST.get("aktor")
    if chosen in mine:
        request.session[SESSION_KEY] = mine[chosen]
    back = request.POST.get("tillbaka", "")
    # Only a path of our own: anything else could lead out of the portal, or be a route's name.
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = "home"
    return redirect(back)
