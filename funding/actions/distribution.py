"""Keys, and how a component reaches 290 kommuner, 21 regions and 21 joint pots."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from actors.access import may_move_money, require
from actors.models import Actor, County, Kind, Population
from funding.actions.ledger import move, move_many
from funding.apportion import apportion
from funding.models import Account, Frame, KeyShare, Stream, Transfer
from portal.models import Event


@transaction.atomic
def key_of_population(key, *, by):
    """Save a key whose weights are the inhabitants on its reference date.

    A region weighs the sum of its kommuner: published figures are perturbed since 2025, and never
    add up to a total that was fetched apart (SCB, Cell Key Method).
    """
    people = dict(
        Population.objects.filter(reference_date=key.reference_date).values_list(
            "actor", "inhabitants"
        )
    )
    if not people:
        raise ValidationError("Folkmängden för den dagen finns inte i portalen. Välj en annan dag.")
    by_county = defaultdict(int)
    county_of = _counties_of(Kind.KOMMUN)
    for kommun, inhabitants in people.items():
        by_county[county_of.get(kommun)] += inhabitants
    for region, county in _counties_of(Kind.REGION).items():
        people[region] = by_county[county]
    return key_of_table(key, people, by=by)


@transaction.atomic
def key_of_table(key, weights, *, by):
    """Save a key with the given weights: {id of a kommun or region: whole number}."""
    key.created_by = by
    key.full_clean(exclude=["created_by"])
    key.save()
    KeyShare.objects.bulk_create(
        KeyShare(key=key, actor_id=actor, weight=weight) for actor, weight in weights.items()
    )
    Event.record("skapade", key, by=by)
    return key


def _counties_of(kind):
    """{id of an actor: id of its county} for the actors of that kind that have not ended."""
    actors = Actor.objects.active().filter(kind=kind)
    return dict(actors.order_by("code").values_list("pk", "counties"))


@dataclass(frozen=True)
class Share:
    """What one receiver gets of a component by a key. `actor` is None for a county's joint pot."""

    actor: Actor | None
    county: County
    weight: int
    amount: int  # by the key, whole kronor
    before: int  # what it has been given already

    @property
    def change(self):
        return self.amount - self.before

    @property
    def holder(self):
        return self.actor or self.county


class Known:
    """The weights of a key and those who share a stream, read once for many components."""

    def __init__(self, key):
        self.weights = dict(key.shares.values_list("actor", "weight"))
        self._receivers = {}

    def receivers(self, stream):
        if stream not in self._receivers:
            self._receivers[stream] = list(_receivers(stream))
        return self._receivers[stream]


def plan_distribution(component, key, known=None):
    """What each receiver of the component's stream gets by the key: a list of Share.

    All that is left in the component and all that was distributed before is shared, so that a
    second run changes nothing. Raises ValidationError when the key lacks a receiver.
    """
    if component.stream == Stream.SKR:
        raise ValidationError("Delen går till SKR och fördelas inte.")
    known = known or Known(key)
    receivers, weights = known.receivers(component.stream), known.weights
    missing = [actor for actor, _ in receivers if actor.pk not in weights]
    if missing:
        raise ValidationError(
            f"Nyckeln saknar {len(missing)} mottagare, bland annat {missing[0]}. Välj en annan."
        )
    before = _distributed(component)
    whole = component.account.balance + sum(before.values())
    joint = component.stream == Stream.LANSGEMENSAM
    holders = [(None if joint else actor, county) for actor, county in receivers]
    try:
        amounts = apportion(whole, [weights[actor.pk] for actor, _ in receivers])
    except ValueError as error:
        raise ValidationError(str(error)) from error
    return [
        Share(holder, county, weights[actor.pk], amount, before.get(_mark(holder, county), 0))
        for (actor, _), (holder, county), amount in zip(receivers, holders, amounts, strict=True)
    ]


def _mark(actor, county):
    return ("actor", actor.pk) if actor else ("county", county.pk)


def _receivers(stream):
    """(Actor, County) of those who share a stream; a joint pot weighs as its county's region."""
    kinds = {
        Stream.KOMMUN: [Kind.KOMMUN],
        Stream.REGION: [Kind.REGION],
        Stream.LANSGEMENSAM: [Kind.REGION],
        Stream.MIXED: [Kind.KOMMUN, Kind.REGION],
    }[stream]
    actors = Actor.objects.active().filter(kind__in=kinds).prefetch_related("counties")
    for actor in actors.order_by("kind", "code"):
        yield actor, actor.counties.all()[0]


def _distributed(component):
    """What each has been given of the component by distribution, less what was corrected."""
    sums = defaultdict(int)
    given = Transfer.objects.filter(kind=Transfer.Kind.DISTRIBUTE, source=component.account)
    given = given.filter(corrected_by=None).order_by()
    rows = given.values_list("target__frame__actor", "target__frame__county")
    for actor, county, total in rows.annotate(total=Sum("amount")):
        sums[("actor", actor) if actor else ("county", county)] += total
    return dict(sums)


@transaction.atomic
def distribute_by_key(components, key, *, on, by):
    """Share each Component by the key in one act. Returns how many frames were given something.

    Exactly the whole is shared; what a frame has already counts, so a second run moves nothing.
    """
    count, known = 0, Known(key)
    locked = Account.objects.select_for_update().filter(component__in=components).order_by("pk")
    accounts_now = {account.component_id: account for account in locked}
    for component in components:
        component.account = accounts_now[component.pk]
        shares = [share for share in plan_distribution(component, key, known) if share.change]
        if any(share.change < 0 for share in shares):
            raise ValidationError(
                f"{component} är redan fördelad på ett annat sätt. Rätta de fördelningarna först."
            )
        frames = _frames(component, shares, key)
        accounts = _frame_accounts(component, frames.values())
        moves = [
            (component.account, accounts[frames[_mark(s.actor, s.county)].pk], s.change)
            for s in shares
        ]
        move_many(Transfer.Kind.DISTRIBUTE, moves, on=on, by=by, note=f"Efter nyckeln {key}"[:250])
        count += len(moves)
        Event.record("fördelade efter nyckel", component, by=by, why=str(key))
    return count


def _frames(component, shares, key):
    """The Frame of each share by its mark; those that are missing are made."""
    there = Frame.objects.filter(component=component).select_related("actor", "county")
    made = {_mark(f.actor, f.county): f for f in there}
    new = [s for s in shares if _mark(s.actor, s.county) not in made]
    frames = Frame.objects.bulk_create(
        Frame(component=component, county=s.county, actor=s.actor, key=key) for s in new
    )
    Frame.objects.filter(
        pk__in=[made[m].pk for s in shares if (m := _mark(s.actor, s.county)) in made]
    ).update(key=key)
    return made | {_mark(f.actor, f.county): f for f in frames}


def _frame_accounts(component, frames):
    kind = Account.Kind.FRAME
    accounts = {a.frame_id: a for a in Account.objects.filter(frame__in=frames)}
    new = Account.objects.bulk_create(
        Account(kind=kind, agreement=component.agreement, frame=frame)
        for frame in frames
        if frame.pk not in accounts
    )
    return accounts | {a.frame_id: a for a in new}


def frame_of(component, county, actor=None):
    """The Frame of an actor, or of a county's joint pot, made when it is first needed."""
    frame, _ = Frame.objects.get_or_create(component=component, county=county, actor=actor)
    Account.objects.get_or_create(
        kind=Account.Kind.FRAME, frame=frame, defaults={"agreement": component.agreement}
    )
    return frame


@transaction.atomic
def distribute(component, county, *, amount, on, by, note="", actor=None):
    """Give a county's joint pot, or one of its actors, `amount` of a component. Returns the Frame.

    More is added if it has some.
    """
    frame = frame_of(component, county, actor)
    move(
        Transfer.Kind.DISTRIBUTE,
        component.account,
        frame.account,
        amount,
        on=on,
        by=by,
        note=note,
    )
    Event.record("fördelade till", frame, by=by)
    return frame


def plan_top_slice(county, *, hundredths, source):
    """[(Frame of a member, whole kronor)]: what a percentage of what is left in each would be."""
    if not 0 < hundredths <= 10_000:
        raise ValidationError("Andelen ska vara mer än 0 och högst 100 procent.")
    frames = Frame.objects.filter(component=source, county=county, actor__isnull=False)
    frames = frames.select_related("account", "actor").order_by("actor__kind", "actor__code")
    return [
        (frame, amount)
        for frame in frames
        if (amount := frame.account.balance * hundredths // 10_000)
    ]


ALREADY_SLICED = (
    "Medel är redan avsatta en gång enligt beslutet. Välj ett annat beslut, om mer ska avsättas."
)


def refuse_second_slice(planned, decision):
    """Raise ValidationError when the decision has set aside out of one of the frames already."""
    before = Transfer.objects.filter(kind=Transfer.Kind.TOP_SLICE, decision=decision)
    if before.filter(source__frame__in=[frame for frame, _ in planned]).exists():
        raise ValidationError(ALREADY_SLICED)


def _hold_frames(county, source, pot):
    """Lock the members' accounts and the pot's in one order: a second one waits its turn."""
    held = Q(frame__component=source, frame__county=county, frame__actor__isnull=False)
    accounts = Account.objects.filter(held | Q(frame=pot)).order_by("pk")
    list(accounts.select_for_update(of=["self"]).values_list("pk"))


@transaction.atomic
def top_slice(component, county, *, hundredths, source, decision, by, on=None):
    """Set aside a percentage of what the county's actors have of `source` to a joint pot.

    `hundredths`: hundredths of a percent, so 400 is 4 percent; of what is left in each frame,
    rounded down to whole kronor. `component` is what the joint pot is of. Returns (Frame, kronor).
    """
    require(may_move_money(by, county))
    pot = frame_of(component, county)
    _hold_frames(county, source, pot)
    planned = plan_top_slice(county, hundredths=hundredths, source=source)
    refuse_second_slice(planned, decision)
    moves = [(frame.account, pot.account, amount) for frame, amount in planned]
    if not moves:
        raise ValidationError("Det finns inget att avsätta ur: länets aktörer har inga medel kvar.")
    note = f"{hundredths / 100:g} procent".replace(".", ",")
    move_many(
        Transfer.Kind.TOP_SLICE,
        moves,
        on=on or timezone.localdate(),
        by=by,
        decision=decision,
        note=note,
    )
    Event.record("avsatte till", pot, by=by, why=note)
    return pot, sum(amount for *_, amount in moves)
