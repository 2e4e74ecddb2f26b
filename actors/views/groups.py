"""Groups and networks: who meets, how often, and what came of it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may_for_any, require
from actors.actions import groups as actions
from actors.forms.groups import meeting_forms
from actors.history import history_of
from actors.models import FollowUp, Group, GroupMember, Meeting
from portal.forms import posted

LATEST = 10


@require_safe
def groups(request):
    """The groups and networks that the person reaches."""
    found = (
        Group.objects.visible_to(request.user)
        .select_related("commissioner", "county")
        .with_rhythm()
    )
    return render(request, "actors/group_list.html", {"groups": found})


@require_safe
def group(request, pk):
    """One group: who is in it, its rhythm, its meetings and what is still to be done."""
    seats = Prefetch("seats", GroupMember.objects.select_related("actor"))
    group = get_object_or_404(
        Group.objects.visible_to(request.user)
        .select_related("commissioner", "leader_employer", "county")
        .prefetch_related(seats)
        .with_rhythm(),
        pk=pk,
    )
    meetings = group.meetings.prefetch_related(
        "present", Prefetch("follow_ups", FollowUp.objects.select_related("owner"))
    )
    today = timezone.localdate()
    return render(
        request,
        "actors/group_detail.html",
        {
            "group": group,
            "members": _by_actor(group),
            "coming": meetings.filter(on__gt=today).order_by("on"),
            "held": meetings.filter(on__lte=today)[:LATEST],
            "open_points": FollowUp.objects.filter(meeting__group=group, done_on=None)
            .select_related("owner", "meeting")
            .order_by("due_on", "pk"),
            "plans": group.plans.visible_to(request.user),
            "history": history_of(group),
            "may_run": _may_run(request.user, group),
        },
    )


def _by_actor(group):
    """Each member once, with the professions that it sends: [(actor, "socionom, rektor"), …]."""
    members = {}
    for seat in group.seats.all():
        members.setdefault(seat.actor, []).append(seat.profession)
    return [(actor, ", ".join(filter(None, sent))) for actor, sent in members.items()]


def _may_run(user, group):
    return may_for_any(user, Act.RUN_GROUP, group.takes_part())


@require_http_methods(["GET", "HEAD", "POST"])
def add_meeting(request, pk):
    """Write down a meeting, held or planned."""
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    return _edit_meeting(request, group, Meeting(group=group))


@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request, pk):
    """Change a meeting and its follow-up points."""
    meeting = get_object_or_404(
        Meeting.objects.filter(group__in=Group.objects.visible_to(request.user)).select_related(
            "group"
        ),
        pk=pk,
    )
    return _edit_meeting(request, meeting.group, meeting)


def _edit_meeting(request, group, meeting):
    require(_may_run(request.user, group))
    form, points = meeting_forms(posted(request), group=group, meeting=meeting)
    if form.is_bound and all([form.is_valid(), points.is_valid()]):
        actions.save_meeting(form, points, group=group, by=request.user)
        messages.success(request, "Mötet är sparat.")
        return redirect(group)
    return render(
        request,
        "actors/meeting_form.html",
        {"form": form, "points": points, "group": group, "is_new": meeting.pk is None},
        status=422 if form.is_bound else 200,
    )


@require_POST
def finish(request, pk):
    """Mark a follow-up point as done."""
    point = get_object_or_404(
        FollowUp.objects.filter(
            meeting__group__in=Group.objects.visible_to(request.user)
        ).select_related("meeting__group"),
        pk=pk,
    )
    require(_may_run(request.user, point.meeting.group))
    actions.finish_follow_up(point, by=request.user)
    messages.success(request, "Punkten är klar.")
    return redirect(point.meeting.group)
