"""Which actor the signed-in person acts for, and that nobody else is handed the page."""

from django.utils.cache import patch_cache_control

from actors.access import may
from actors.models import Actor

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
    checked against today's memberships at every request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting, request.acting_choices = None, []
        response = self.get_response(request)
        # Asked only of a session that was read: the health pages answer without a database.
        if request.session.accessed and request.user.is_authenticated:
            # No cache on the way keeps the page, nor the browser for whoever sits down next.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        """Runs after the sign-in check, so that an open page asks nothing of the database."""
        if not getattr(view, "login_required", True) and not request.session.session_key:
            return
        if request.user.is_authenticated:
            choices = list(Actor.objects.filter(pk__in=request.user.reach.actors))
            chosen = request.session.get(SESSION_KEY)
            request.acting_choices = choices
            request.acting = next((a for a in choices if a.pk == chosen), None) or next(
                iter(choices), None
            )
