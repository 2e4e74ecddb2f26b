"""What can be done with comments."""

from django.db import transaction

from initiatives.models import Comment
from initiatives.models.talk import READ
from initiatives.tasks import tell_of_mention
from portal.models import Event


@transaction.atomic
def comment_on(activity, *, text, actor, mentions=(), by):
    """Say something about an activity, for an actor that takes part. Returns the comment.

    Those who are mentioned get it on home, and a letter if they want one.
    """
    comment = Comment.objects.create(activity=activity, actor=actor, text=text, created_by=by)
    comment.mentions.set(mentions)
    Event.record("kommenterade", activity, by=by)
    for user in mentions:
        tell_of_mention.delay_on_commit(comment.pk, user.pk)
    return comment


@transaction.atomic
def remove_comment(comment, *, by):
    """Hide the comment; whoever wrote it can bring it back for 30 days."""
    comment.remove(by=by)
    Event.record("tog bort en kommentar om", comment.activity, by=by)


@transaction.atomic
def read_mentions(activity, *, by):
    """Note that the person has seen where somebody mentions them in the activity."""
    for comment in Comment.objects.awaiting(by).filter(activity=activity):
        Event.record(READ, comment, by=by)
