"""Which actor the signed-in person acts for, what PostgreSQL lets the request see, and that nobody
else is handed the page.
"""

from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from actors.access import may
from actors.models import Actor
from actors.signin import has_second_step
from portal import fence, history

SESSION_KEY = "acting_for"


def actor_for(request, act):
    """The actor to do `act` for: the acting one, else another where the person's role allows it."""
    for actor in filter(None, [request.acting, *request.acting_choices]):
        if may(request.user, act, actor):
            return actor
    return request.acting


class ActingMiddleware:
    """Set `request.acting`: the actor that the signed-in person acts for, or None.

    A person in several actors chooses in the header; the choice stands in the session and is
    checked against today's memberships at every request. The request runs in one transaction, in
    which PostgreSQL's row-level security knows who asks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting, request.acting_choices = None, []
        request.fenced = None
        try:
            response = self.get_response(request)
        finally:
            if request.fenced:
                request.fenced.__exit__(None, None, None)
        # Asked only of a session that was read: the health pages answer without a database.
        if request.session.accessed and request.user.is_authenticated:
            # No cache on the way keeps the page, nor the browser for whoever sits down next.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        """Runs after the sign-in check, so that an open page asks nothing of the database."""
        if getattr(view, "_non_atomic_requests", None):
            return  # the health pages, which must answer when PostgreSQL does not
        if not getattr(view, "login_required", True) and not request.session.session_key:
            return
        request.fenced = transaction.atomic()
        request.fenced.__enter__()
        reach = request.user.reach if request.user.is_authenticated else None
        fence.let_through(
            user_id=reach and reach.user_id,
            actors=reach.actors if reach else (),
            approves_for=reach.approves_for if reach else (),
            writes_for=reach.writes_for if reach else (),
        )
        if reach:
            history.add(user=reach.user_id)
            self.choose(request, reach)

    @staticmethod
    def choose(request, reach):
        request.acting_choices = list(Actor.objects.active().filter(pk__in=reach.actors))
        chosen = request.session.get(SESSION_KEY)
        request.acting = next((a for a in request.acting_choices if a.pk == chosen), None) or next(
            iter(request.acting_choices), None
        )


class SecondStepMiddleware:
    """Send those who work for an actor that demands two-factor sign-in to set it up first.

    It stands after ActingMiddleware, which has read the person's actors. Signing out, the set-up
    itself and open pages are let through, but not home: there the actor's work is shown.
    """

    LET_THROUGH = ("mfa_", "account_logout", "account_reauthenticate")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.second_step_demanded_by = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        demanding = [actor for actor in request.acting_choices if actor.requires_mfa]
        if settings.ADMINISTRATORS_NEED_SECOND_STEP and request.user.is_staff:
            demanding.append("Portalen")
        if not demanding or has_second_step(request.user):
            return None
        request.second_step_demanded_by = demanding[0]
        name = request.resolver_match.url_name or ""
        is_open = not getattr(view, "login_required", True) and name != "home"
        if is_open or name.startswith(self.LET_THROUGH):
            return None
        return redirect("mfa_index")
