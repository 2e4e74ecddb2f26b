"""What the worker does for this app: letters about mentions, and tidying by night."""

from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from actors.models import MentionMail
from initiatives import files
from initiatives.actions import bin, drafts
from initiatives.models import OPEN_VISIBILITY, Comment
from initiatives.models.talk import readers_of
from portal import fence
from portal.history import told_of


@shared_task
@told_of(why="borttaget för mer än 30 dagar sedan")
def empty_the_bin():
    """Delete for good what was removed thirty days ago."""
    with fence.everything():
        bin.purge()


@shared_task
def purge_drafts():
    """Delete unsaved text that nobody has touched for thirty days."""
    with fence.everything():
        drafts.purge_drafts()


@shared_task(
    autoretry_for=(OSError, SMTPException), retry_backoff=30, retry_kwargs={"max_retries": 6}
)
def tell_of_mention(comment_pk, user_pk):
    """Write to somebody that they are mentioned: a link and what it is about, never what is said.

    Not when the comment is gone meanwhile, or the person no longer reaches it or wants no letters.
    """
    with fence.everything():
        comments = Comment.objects.select_related("activity__lead", "created_by")
        comment = comments.filter(pk=comment_pk, activity__removed_at=None).first()
        if comment is None or comment.activity is None:
            return
        user = (
            readers_of(comment.activity)
            .filter(pk=user_pk, mention_mail=MentionMail.AT_ONCE, mentioned_in=comment)
            .first()
        )
    if user is None:
        return
    activity = comment.activity
    context = {
        "comment": comment,
        # A letter travels openly: what only those who take part may see is not named in it.
        "title": ""
        if activity.is_draft or activity.visibility not in OPEN_VISIBILITY
        else activity.title,
        "link": f"{settings.BASE_URL}{activity.get_absolute_url()}#kommentarer",
        "account": f"{settings.BASE_URL}/konto/",
    }
    subject = render_to_string("initiatives/email/mention_subject.txt", context).strip()
    body = render_to_string("initiatives/email/mention_message.txt", context)
    EmailMessage(subject, body, to=[user.email]).send()


@shared_task
@told_of(why="städning av bilagor")
def purge_attachments():
    """Delete the bytes that no attachment points at any more. Safe to do again."""
    files.purge()
