"""The parts of an activity's page where people talk and put files: {% load talk %}."""

from django import template

from actors.access import Act, may, may_for_any
from initiatives.models import Attachment, Comment

register = template.Library()


@register.inclusion_tag("initiatives/_attachments.html", takes_context=True)
def attachments(context, activity):
    """The files beside an activity; those who may attach also see what was taken away."""
    user = context["request"].user
    may_attach = may(user, Act.CHANGE_ACTIVITY, activity.lead)
    found = Attachment.with_removed.visible_to(user).filter(activity=activity)
    listed = list(found.select_related("entry", "created_by"))
    return {
        "activity": activity,
        "attachments": [one for one in listed if not one.removed_at],
        "removed": [one for one in listed if one.removed_at] if may_attach else [],
        "may_attach": may_attach,
    }


def _may_take_back(user, comment):
    return comment.created_by_id == user.pk and may(user, Act.COMMENT, comment.actor)


@register.inclusion_tag("initiatives/_comments.html", takes_context=True)
def comments(context, activity):
    """What is said about an activity, for those who take part in it."""
    request = context["request"]
    user = request.user
    taking_part = [activity.lead, *activity.partners.all()]
    if user.reach.actors.isdisjoint(actor.pk for actor in taking_part):
        return {"is_inside": False}
    may_comment = may_for_any(user, Act.COMMENT, taking_part)
    found = Comment.with_removed.filter(activity=activity)
    listed = list(found.select_related("actor", "created_by").prefetch_related("mentions"))
    return {
        "is_inside": True,
        "activity": activity,
        "comments": [one for one in listed if not one.removed_at],
        "removed": [one for one in listed if one.removed_at and _may_take_back(user, one)],
        "awaiting": Comment.objects.awaiting(user).filter(activity=activity).exists(),
        "may_comment": may_comment,
        "user": user,
    }
