"""What can be done with the method library: its editors write, everybody else suggests."""

from django.db import transaction
from django.utils import timezone

from initiatives.models import MethodSuggestion
from portal.models import Event


@transaction.atomic
def save_method(form, *, is_new, by):
    """Save a bound and valid MethodForm."""
    method = form.save()
    Event.record("lade till metoden" if is_new else "ändrade metoden", method, by=by)
    return method


@transaction.atomic
def suggest_method(suggestion, *, actor, by):
    """Send in a suggestion in the name of `actor`."""
    suggestion.actor, suggestion.created_by = actor, by
    suggestion.save()
    Event.record("föreslog metoden", suggestion, by=by)
    return suggestion


@transaction.atomic
def answer_suggestion(suggestion, *, method, answer, by):
    """Answer a suggestion: it became `method`, or, with None, it did not. Returns it.

    One that somebody else has answered meanwhile stays as it is.
    """
    state = MethodSuggestion.State
    suggestion = MethodSuggestion.objects.select_for_update(of=["self"]).get(pk=suggestion.pk)
    if suggestion.state != state.SENT:
        return suggestion
    suggestion.state = state.ADOPTED if method else state.DECLINED
    suggestion.method, suggestion.answer = method, answer
    suggestion.answered_at, suggestion.answered_by = timezone.now(), by
    suggestion.save()
    Event.record("besvarade förslaget", suggestion, by=by, why=answer)
    return suggestion
