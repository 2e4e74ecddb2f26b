"""What can be done in a group. Each is one transaction and leaves an Event on the group."""

from django.db import transaction
from django.utils import timezone

from actors.models import FollowUp, GroupMember
from portal.models import Event
from portal.swedish import datum


@transaction.atomic
def save_group(form, *, by):
    """Save a bound and valid GroupForm with the group's members. Returns the group.

    Nothing happens if nothing was changed.
    """
    is_new = form.instance.pk is None
    if not is_new and not form.changed_data:
        return form.instance
    group = form.save()
    _set_seats(group, form.cleaned_data["seats"])
    if is_new:
        Event.record("lade upp", group, by=by)
    else:
        Event.record("ändrade uppgifterna om", group, by=by, why=form.changed_labels())
    return group


def _set_seats(group, wanted):
    """Make the group's seats those of `wanted`, a list of (actor, profession)."""
    seats = {(seat.actor_id, seat.profession): seat.pk for seat in group.seats.all()}
    keys = {(actor.pk, profession) for actor, profession in wanted}
    group.seats.filter(pk__in=[pk for key, pk in seats.items() if key not in keys]).delete()
    GroupMember.objects.bulk_create(
        GroupMember(group=group, actor_id=actor, profession=profession)
        for actor, profession in sorted(keys - seats.keys())
    )


@transaction.atomic
def save_meeting(form, points, *, group, by):
    """Save a bound and valid MeetingForm and its follow-up points. Returns the meeting."""
    is_new = form.instance.pk is None
    if is_new:
        form.instance.group, form.instance.created_by = group, by
    meeting = form.save()
    points.instance = meeting
    points.save()
    verb = "skrev in ett möte i" if is_new else "ändrade ett möte i"
    Event.record(verb, group, by=by, why=datum(meeting.on))
    return meeting


@transaction.atomic
def finish_follow_up(point, *, by):
    """Mark a follow-up point as done today. Nothing happens if it is done already."""
    point = (
        FollowUp.objects.select_for_update(of=["self"])
        .select_related("meeting__group")
        .get(pk=point.pk)
    )
    if point.done_on:
        return
    point.done_on = timezone.localdate()
    point.save(update_fields=["done_on"])
    Event.record("blev klar med en punkt i", point.meeting.group, by=by, why=point.text)
