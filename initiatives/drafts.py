"""Where unsaved text ends: when its form is saved, whichever form it was."""

from initiatives.actions import drafts as actions

SAVED = (201, 302)


class DraftMiddleware:
    """Throw the unsaved text of a form once the form has been saved.

    The form says by `utkast_nyckel` which text is its own (templates/initiatives/_autosave.html),
    and a view answers a save by a redirect. It stands last, inside the request's transaction.
    """

    OWN_PAGE = "/utkast/"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in SAVED and self.is_saved(request):
            actions.throw_saved(request.POST, by=request.user)
        return response

    def is_saved(self, request):
        """Neither sent to sign in, nor to set up a second step, nor the draft itself."""
        return (
            request.fenced
            and "utkast_nyckel" in request.POST
            and request.user.is_authenticated
            and not request.second_step_demanded_by
            and request.path != self.OWN_PAGE
        )
