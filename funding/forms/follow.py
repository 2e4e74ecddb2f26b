"""What is followed in Följ kronan; it lives in the URL."""

from django import forms
from django.db.models import Q
from django.http import Http404

from actors.models import Actor, County
from funding.flows import Scope
from funding.forms.agreement_choice import agreement_choices, nearest
from funding.models import Agreement, Allocation, Component, Frame

NOTHING = "Det finns inget att följa."
JOINED = ("component__agreement", "county", "actor")


class FollowForm(forms.Form):
    """Which agreement, and which county of it. Choices are what the person's money comes from."""

    overenskommelse = forms.ChoiceField(label="Överenskommelse", required=False)
    lan = forms.ChoiceField(label="Län", required=False)

    def __init__(self, scope, agreements, counties):
        county = scope.county.code if scope.county else ""
        super().__init__(initial={"overenskommelse": scope.agreement.pk, "lan": county})
        self.fields["overenskommelse"].choices = agreement_choices(agreements)
        everywhere = "Alla län" if len(counties) > 1 else "Hela överenskommelsen"
        self.fields["lan"].choices = [("", everywhere), *((c.code, c.name) for c in counties)]


def scope_of(asked, user, acting, agreements, counties):
    """What the address asks for, within what the person sees. Raises Http404 for anything else."""
    if allocation := _asked(asked, "tilldelning", _allocations(user)):
        return Scope(allocation.frame.component.agreement, allocation=allocation)
    if frame := _asked(asked, "pott", Frame.objects.visible_to(user).select_related(*JOINED)):
        return Scope(frame.component.agreement, frame=frame)
    agreement = _asked(asked, "overenskommelse", Agreement.objects.prefetch_related("accounts"))
    component = _asked(asked, "del", Component.objects.filter(agreement=agreement))
    actor = _asked(asked, "aktor", Actor.objects.all())
    code = asked.get("lan", "")
    county = next((one for one in counties if one.code == code), None)
    if code and county is None:
        raise Http404(NOTHING)
    if agreement is None and not (code or actor):
        county = _nearest(counties, acting)
    agreement = agreement or nearest(agreements)
    if actor and not _has_money(actor, agreement, user):
        raise Http404(NOTHING)
    return agreement and Scope(agreement, county=county, actor=actor, component=component)


def _allocations(user):
    return Allocation.objects.visible_to(user).select_related(
        "receiver", "frame__component__agreement", "frame__county", "frame__actor"
    )


def _asked(asked, name, rows):
    """The row that the address names; None when it names none."""
    value = asked.get(name, "")
    if not value:
        return None
    row = rows.filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None
    if row is None:
        raise Http404(NOTHING)
    return row


def _nearest(counties, acting):
    own = [county.pk for county in acting.counties.all()] if acting else []
    return next((county for county in counties if county.pk in own), None)


def _has_money(actor, agreement, user):
    """Whether the person sees that the actor has something; else it is as if it were not there."""
    frames = Frame.objects.visible_to(user).filter(actor=actor, component__agreement=agreement)
    given = Allocation.objects.visible_to(user).filter(
        receiver=actor, frame__component__agreement=agreement
    )
    return actor.pk in user.reach.actors or frames.exists() or given.exists()


def choices_for(user):
    """Agreements and counties that the person can choose among: two lists."""
    frames = Frame.objects.visible_to(user)
    counties = County.objects.filter(pk__in=frames.values("county"))
    given = Allocation.objects.visible_to(user).values("frame__component__agreement")
    agreements = Agreement.objects.filter(
        Q(pk__in=frames.values("component__agreement")) | Q(pk__in=given)
    )
    return list(agreements.prefetch_related("accounts")), list(counties)
