from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from actors.actions import people as actions
from actors.models import Membership
from portal.history import told_of


@shared_task
@told_of(why="roller som har upphört")
def leave_nothing_behind():
    """Hand over what is left by those whose role has come to its last day. Safe to do again."""
    ended = Q(ends_on__lt=timezone.localdate()) | Q(user__is_active=False)
    left = {}
    for held in Membership.objects.filter(ended).select_related("user", "actor").order_by():
        left[held.user_id, held.actor_id] = held
    for held in left.values():
        actions.leave_nothing_behind(held.user, held.actor, by=None)
