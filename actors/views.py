"""The register of actors, and the choice of which one to act for."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from actors.filters import ActorFilter
from actors.middleware import SESSION_KEY
from actors.models import Actor
from portal.htmx import VARY, wants_fragment

PAGE_SIZE = 50
LATEST = 10


@require_safe
def actors(request):
    """The register: everybody who takes part, filtered by what stands in the URL."""
    found = Actor.objects.prefetch_related("counties")
    chosen = ActorFilter(request.GET or None, queryset=found)
    context = {
        "filter": chosen,
        "page": Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("sida")),
        "is_filtered": any(request.GET.get(name) for name in chosen.filters),
    }
    template = "actors/_actor_results.html" if wants_fragment(request) else "actors/actor_list.html"
    response = render(request, template, context)
    response["Vary"] = VARY
    return response


@require_safe
def actor(request, pk):
    """One actor: what it is and what it does, as far as the person may see."""
    actor = get_object_or_404(
        Actor.objects.select_related("parent").prefetch_related("counties", "parts", "member_of"),
        pk=pk,
    )
    user = request.user
    return render(
        request,
        "actors/actor_detail.html",
        {
            "actor": actor,
            "counties": actor.counties.all(),
            "parts": actor.parts.all(),
            "groups": actor.member_of.all(),
            "population": actor.population(),
            # What stands above reaches down through reverse relations; no import goes upward.
            "plans": actor.plans.visible_to(user).select_related("owner"),
            "activities": actor.led.model.objects.visible_to(user)
            .published()
            .with_actor(actor)
            .select_related("lead")
            .prefetch_related("partners")
            .with_log()[:LATEST],
            "allocations": actor.allocations.visible_to(user).with_sums(),
        },
    )


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
