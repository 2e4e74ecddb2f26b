"""What those who take part say to each other about an activity."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, may, may_for_any, require
from initiatives.actions import comments as actions
from initiatives.forms.comments import CommentForm
from initiatives.models import Activity, Comment
from initiatives.views.bin import tell_removed
from portal.forms import posted
from portal.htmx import wants_fragment


def _speaker(request, activity):
    """The actor that the person speaks for: the acting one, else another that takes part."""
    taking_part = [activity.lead, *activity.partners.all()]
    require(may_for_any(request.user, Act.COMMENT, taking_part))
    able = [actor for actor in taking_part if may(request.user, Act.COMMENT, actor)]
    return request.acting if request.acting in able else able[0]


def _activity(request, pk):
    found = Activity.objects.visible_to(request.user).select_related("lead")
    return get_object_or_404(found.prefetch_related("partners"), pk=pk)


def _back(activity):
    return redirect(f"{activity.get_absolute_url()}#kommentarer")


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request, pk):
    """Comment on an activity, and mention colleagues."""
    activity = _activity(request, pk)
    actor = _speaker(request, activity)
    comment = Comment(activity=activity, actor=actor, created_by=request.user)
    form = CommentForm(posted(request), instance=comment, user=request.user)
    if form.is_valid():
        actions.comment_on(
            activity,
            text=form.cleaned_data["text"],
            mentions=form.cleaned_data.get("mentions", ()),
            actor=actor,
            by=request.user,
        )
        messages.success(request, "Kommentaren är sparad.")
        if form.not_mentioned:
            names = ", ".join(f"@{name}" for name in form.not_mentioned)
            messages.warning(
                request,
                f"{names} fick inte veta något. Du kan bara nämna den som kan läsa aktivitetens "
                "kommentarer, med hela namnet.",
            )
        return _back(activity)
    return render(
        request,
        "initiatives/comment_form.html",
        {"form": form, "activity": activity},
        status=422 if form.is_bound else 200,
    )


@require_POST
def read(request, pk):
    """Note that the person has read where they are mentioned; it then leaves "Att göra"."""
    activity = _activity(request, pk)
    actions.read_mentions(activity, by=request.user)
    if wants_fragment(request):
        return render(request, "initiatives/_mentions_read.html")
    return _back(activity)


def _own(request, pk):
    """A comment, removed or not, by the person; others may not touch it."""
    comments = Comment.with_removed.visible_to(request.user).exclude(activity=None)
    comment = get_object_or_404(comments.select_related("activity", "actor"), pk=pk)
    if comment.created_by_id != request.user.pk:
        raise PermissionDenied("Du kan bara ta bort det som du själv har skrivit.")
    return comment


@require_POST
def remove(request, pk):
    """Take one's own comment away for 30 days."""
    comment = _own(request, pk)
    if not comment.removed_at:
        actions.remove_comment(comment, by=request.user)
        if may(request.user, Act.COMMENT, comment.actor):
            tell_removed(request, comment, "Kommentaren är borttagen.")
        else:
            messages.success(request, "Kommentaren är borttagen.")
    return _back(comment.activity)
