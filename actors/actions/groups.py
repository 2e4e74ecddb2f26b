"""What can be done in a group. Each is one transaction and leaves an Event on the group."""

from django.db import transaction
from django.utils import timezone

from actors.models import FollowUp
from portal.models import Event
from portal.swedish import datum


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
