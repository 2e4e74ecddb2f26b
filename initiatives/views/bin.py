"""Papperskorgen: what was removed, for the thirty days that it can be taken back."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actors.access import MAY, Act, may, require
from initiatives.actions import bin as actions
from initiatives.models import Activity, Attachment, Comment, LogEntry, Plan
from portal.swedish import datum

SHOWN = 100  # of each kind, latest first


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be taken back: who decides over it, and what it is called."""

    model: type
    act: Act
    actor: str  # the path to the actor that it is removed in the name of
    related: tuple

    def seen_by(self, user):
        """Those that the person sees, removed or not."""
        return SEEN[self.model](user).select_related(*self.related, "removed_by")

    def actor_of(self, thing):
        for step in self.actor.split("."):
            thing = getattr(thing, step)
        return thing


def _activities(user):
    return Activity.with_removed.visible_to(user)


def _entries(user):
    return LogEntry.with_removed.filter(activity__in=Activity.objects.visible_to(user))


def _plans(user):
    return Plan.with_removed.visible_to(user)


def _comments(user):
    """One's own, and those that one has removed oneself."""
    about = Q(activity__in=Activity.objects.visible_to(user)) | Q(
        plan__in=Plan.objects.visible_to(user)
    )
    return Comment.with_removed.filter(about, Q(created_by=user) | Q(removed_by=user))


def _attachments(user):
    return Attachment.with_removed.filter(
        Q(entry=None) | Q(entry__removed_at=None),
        activity__in=Activity.objects.visible_to(user),
    )


SEEN = {
    Activity: _activities,
    LogEntry: _entries,
    Plan: _plans,
    Comment: _comments,
    Attachment: _attachments,
}
KINDS = {
    "aktivitet": Kind(Activity, Act.CHANGE_ACTIVITY, "lead", ("lead",)),
    "loggpost": Kind(LogEntry, Act.LOG_ACTIVITY, "activity.lead", ("activity__lead",)),
    "plan": Kind(Plan, Act.KEEP_PLAN, "owner", ("owner",)),
    "kommentar": Kind(Comment, Act.COMMENT, "actor", ("actor", "activity", "plan")),
    "bilaga": Kind(Attachment, Act.LOG_ACTIVITY, "activity.lead", ("activity__lead",)),
}


@dataclass(frozen=True)
class Row:
    """One line of the bin."""

    kind: str
    title: str
    where: str
    by: str
    gone_on: date
    undo_url: str  # "" for those who may only read


@require_safe
def bin(request):
    """What the person's actors have removed, and the day when it is gone for good."""
    rows = [row for name in KINDS for row in _rows(name, request.user)]
    rows.sort(key=lambda row: row.gone_on, reverse=True)
    return render(request, "initiatives/bin.html", {"rows": rows})


def _rows(name, user):
    kind = KINDS[name]
    mine = {f"{kind.actor.replace('.', '__')}__in": user.reach.actors}
    removed = kind.seen_by(user).filter(removed_at__isnull=False, **mine)
    for thing in removed.order_by("-removed_at")[:SHOWN]:
        allowed = user.reach.roles[kind.actor_of(thing).pk] & MAY[kind.act]
        yield Row(
            kind=str(kind.model._meta.verbose_name),
            title=_title(thing),
            where=str(home) if (home := actions.home_of(thing)) is not thing else "",
            by=str(thing.removed_by),
            gone_on=thing.gone_on,
            undo_url=undo_url(thing) if allowed else "",
        )


def _title(thing):
    """What the bin calls it; a comment or an entry by its first words."""
    if isinstance(thing, LogEntry):
        return f"{datum(thing.on)}: {thing.text[:80]}" if thing.text else datum(thing.on)
    return thing.text[:80] if isinstance(thing, Comment) else str(thing)


def undo_url(thing):
    """Where a POST takes back what was removed."""
    name = next(name for name, kind in KINDS.items() if kind.model is type(thing))
    return reverse("initiatives:restore", args=[name, thing.pk])


def tell_removed(request, thing, sentence):
    """Say that something was removed, with a button that takes it back (_messages.html)."""
    messages.success(request, sentence, extra_tags=undo_url(thing))


@require_POST
def restore(request, kind, pk):
    """Take back something that was removed."""
    if kind not in KINDS:
        raise Http404
    kind = KINDS[kind]
    thing = get_object_or_404(kind.seen_by(request.user), pk=pk)
    require(may(request.user, kind.act, kind.actor_of(thing)))
    if thing.removed_at:
        try:
            actions.restore(thing, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("initiatives:bin")
        messages.success(request, f"Tillbaka igen: {_title(thing)}")
    return redirect(actions.home_of(thing))
