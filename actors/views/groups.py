"""Groups and networks: who meets, how often, and what came of it."""

from django.contrib import messages
from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, may_administer, may_for_any, require
from actors.actions import groups as actions
from actors.forms.groups import GroupForm, meeting_forms
from actors.history import history_of
from actors.middleware import actor_for
from actors.models import FollowUp, Group, Meeting
from portal.forms import posted

LATEST = 10


@require_safe
def groups(request):
    """The groups and networks that the person reaches."""
    found = (
        Group.objects.visible_to(request.user)
        .select_related("commissioner", "county")
        .with_rhythm()
        .order_by(F("ended_on").desc(nulls_first=True), "name")
    )
    may_add = may(request.user, Act.KEEP_GROUP, actor_for(request, Act.KEEP_GROUP))
    return render(
        request,
        "actors/group_list.html",
        {"groups": found, "may_add": may_add, "sees_all": may_administer(request.user)},
    )


@require_safe
def group(request, pk):
    """One group: who is in it, its rhythm, its meetings and what is still to be done."""
    group = get_object_or_404(
        Group.objects.visible_to(request.user)
        .with_actors()
        .select_related("commissioner", "leader_employer", "county")
        .with_rhythm(),
        pk=pk,
    )
    knows = Group.objects.known_to(request.user).filter(pk=pk).exists()
    return render(
        request,
        "actors/group_detail.html",
        {
            "group": group,
            "members": _by_actor(group),
            "plans": group.plans.visible_to(request.user),
            "knows": knows,
            **(_what_was_said(group, request.user) if knows else {}),
            "may_run": _may_run(request.user, group),
            "may_keep": may_for_any(request.user, Act.KEEP_GROUP, group.kept_by()),
        },
    )


def _what_was_said(group, user):
    meetings = group.meetings.prefetch_related(
        "present", Prefetch("follow_ups", FollowUp.objects.select_related("owner"))
    )
    today = timezone.localdate()
    return {
        "coming": meetings.filter(on__gt=today).order_by("on"),
        "held": meetings.filter(on__lte=today)[:LATEST],
        "open_points": FollowUp.objects.filter(meeting__group=group, done_on=None)
        .select_related("owner", "meeting")
        .order_by("due_on", "pk"),
        "history": history_of(group, user=user, inside=True),
    }


def _by_actor(group):
    """Each member once, with the professions that it sends: [(actor, "socionom, rektor"), …]."""
    members = {}
    for seat in group.seats.all():
        members.setdefault(seat.actor, []).append(seat.profession)
    return [(actor, ", ".join(filter(None, sent))) for actor, sent in members.items()]


def _reached(request, pk):
    """The group, if the person reaches it; else 404, also for its meetings and their points."""
    return get_object_or_404(Group.objects.visible_to(request.user).with_actors(), pk=pk)


def _may_run(user, group):
    return may_for_any(user, Act.RUN_GROUP, group.run_by())


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Lay up a group or a network."""
    actor = actor_for(request, Act.KEEP_GROUP)
    require(may(request.user, Act.KEEP_GROUP, actor))
    group = Group(commissioner=actor, leader_employer=actor)
    return _edit(request, group, name="")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change what a group is, and who is in it."""
    group = _reached(request, pk)
    require(may_for_any(request.user, Act.KEEP_GROUP, group.kept_by()))
    return _edit(request, group, name=group.name)


def _edit(request, group, *, name):
    form = GroupForm(posted(request), instance=group, user=request.user)
    if form.is_valid():
        saved = actions.save_group(form, by=request.user)
        messages.success(request, f"{saved} är sparad.")
        return redirect(saved)
    return render(
        request,
        "actors/group_form.html",
        {"form": form, "group": group, "name": name},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_meeting(request, pk):
    """Write down a meeting, held or planned."""
    group = _reached(request, pk)
    return _edit_meeting(request, group, Meeting(group=group))


@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request, pk):
    """Change a meeting and its follow-up points."""
    meeting = get_object_or_404(Meeting, pk=pk)
    return _edit_meeting(request, _reached(request, meeting.group_id), meeting)


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
    point = get_object_or_404(FollowUp.objects.select_related("meeting"), pk=pk)
    group = _reached(request, point.meeting.group_id)
    require(_may_run(request.user, group))
    actions.finish_follow_up(point, by=request.user)
    messages.success(request, "Punkten är klar.")
    return redirect(group)
