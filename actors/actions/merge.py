"""Make one actor of two rows that are the same: everything that points at one moves to the other.

Generic over the relations, so that a new model needs nothing here. Many-to-many relations are
moved as rows of their own tables. History tables, which keep numbers without a constraint, stay.
"""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from actors.models import Actor, Alias, Membership
from portal import fence
from portal.models import Event, refusals

# What people call the links; one without a name is called by what holds it.
LABELS = {
    "actors.Actor.counties": "Län som aktören verkar i",
    "actors.Actor.parent": "Aktörer som ingår i den",
    "actors.Actor.principals": "Huvudmän, och aktörer som den är huvudman för",
    "actors.Actor.operator": "Aktörer som den driver",
    "actors.Actor.associations": "Medlemsorganisationer, och sammanslutningar som den är med i",
    "actors.Alias.actor": "Alias",
    "actors.Contact.actor": "Kontakter",
    "actors.Group.commissioner": "Grupper som den har gett i uppdrag",
    "actors.Group.leader_employer": "Grupper som leds av någon som arbetar där",
    "actors.GroupMember.actor": "Platser i grupper",
    "actors.Meeting.present": "Möten där den var med",
    "actors.FollowUp.owner": "Punkter att följa upp",
    "actors.Membership.actor": "Personers roller",
    "actors.Invitation.actor": "Inbjudningar",
    "actors.Population.actor": "Uppgifter om invånare",
    "actors.UserMovementStatus.actor": "Beslut om brukarrörelsen",
}
# What fills an empty place in the actor that stays, each with a name for people.
FACTS = ["organisation_number", "started_on", "parent", "operator"]
DOUBLE, GUARDED = "23505", "23514"  # a unique constraint; the ledger's guards


@dataclass(frozen=True)
class Link:
    """One relation that points at actors: the model that holds it, and its field."""

    model: type
    field: models.Field

    @property
    def label(self):
        owner, name = self.model._meta.auto_created or self.model, self.field.name
        if owner is not self.model:
            name = next(
                field.name
                for field in owner._meta.local_many_to_many
                if field.remote_field.through is self.model
            )
        return LABELS.get(f"{owner._meta.label}.{name}") or _plural(owner)

    def rows(self, actor):
        return self.model._base_manager.filter(**{self.field.name: actor})

    @property
    def may_drop_doubles(self):
        """Rows that say the same of both; what others decided or counted is never dropped."""
        return bool(self.model._meta.auto_created) or self.model._meta.app_label == "actors"


def _plural(model):
    name = str(model._meta.verbose_name_plural)
    return name[0].upper() + name[1:]


def links():
    """Every foreign key in the database that points at an actor."""
    return [
        Link(relation.related_model, relation.field)
        for relation in Actor._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.auto_created
        if relation.field.db_constraint and relation.related_model._meta.managed
    ]


def preview(leaving):
    """What would move: [(what, how many), …], only what there is."""
    with fence.everything():
        counted = Counter()
        for link in links():
            counted[link.label] += link.rows(leaving).count()
    return sorted((+counted).items())


def taken_over(staying, leaving):
    """The facts that are empty in the one that stays and known of the other: [(field, value), …].

    Its short name is none of them: that becomes an alias.
    """
    found = []
    for name in FACTS:
        value = getattr(leaving, name)
        if value and value != staying and not getattr(staying, name):
            found.append((Actor._meta.get_field(name), value))
    return found


def check(staying, leaving):
    """Raise ValidationError if the two cannot become one."""
    if staying.pk == leaving.pk:
        raise ValidationError("Det är samma aktör. Sök efter den andra.")
    if leaving.code and staying.code:
        raise ValidationError(
            f"{leaving} och {staying} har var sin SCB-kod och är därför två aktörer. Har en av dem "
            "upphört? Skriv det datumet bland dess uppgifter i stället."
        )
    if leaving.code:
        raise ValidationError(
            f"{leaving} har en SCB-kod och kan inte tas bort. Låt den bli kvar i stället."
        )


@transaction.atomic
def merge_actors(staying, leaving, *, why, by):
    """Move all that points at `leaving` to `staying`, and remove `leaving`. Returns `staying`.

    Raises ValidationError, and nothing is changed, if both have something of which there can be
    only one.
    """
    locked = Actor.objects.select_for_update().in_bulk([staying.pk, leaving.pk])
    if len(locked) < 2:
        raise ValidationError("Någon annan har redan slagit ihop dem. Ladda om sidan.")
    staying, leaving = locked[staying.pk], locked[leaving.pk]
    check(staying, leaving)
    _untie(staying, leaving)
    with fence.everything():
        for link in links():
            _move(link, staying, leaving)
        _drop_self_links(staying)
    facts = taken_over(staying, leaving)
    leaving.delete()
    _keep_facts(staying, leaving, facts)
    staying = Actor.objects.get(pk=staying.pk)
    if staying.parent and staying.is_above(staying.parent):
        raise ValidationError(_loop(leaving, staying))
    Event.record(
        "slog ihop en dubblett med",
        staying,
        by=by,
        why=f"{leaving}: {why}",
    )
    return staying


def _loop(leaving, staying):
    return (
        f"{leaving} och {staying} ingår i varandra genom andra aktörer. Ändra först vad de ingår i."
    )


def _untie(staying, leaving):
    """One that stays cannot be a part of, or run by, the one that it becomes."""
    for name in ("parent", "operator"):
        for one, other in [(staying, leaving), (leaving, staying)]:
            if getattr(one, f"{name}_id") == other.pk:
                above = getattr(other, f"{name}_id")
                setattr(one, f"{name}_id", above if above != one.pk else None)
                one.save(update_fields=[name])


def _move(link, staying, leaving):
    """Move the rows of one relation, at once if none is a double."""
    rows = link.rows(leaving)
    try:
        with transaction.atomic():
            rows.update(**{link.field.name: staying})
    except IntegrityError as error:
        if _state(error) == GUARDED and link.field.name == "parent":
            raise ValidationError(_loop(leaving, staying)) from error
        if _state(error) == GUARDED:
            raise ValidationError(
                f"{leaving} har uppgifter som aldrig ändras ({link.label}). Låt {leaving} stå kvar "
                "och skriv när aktören upphörde i stället."
            ) from error
        if _state(error) != DOUBLE:
            raise
        for row in rows.order_by("pk"):
            _move_row(link, row, staying)


def _move_row(link, row, staying):
    try:
        with transaction.atomic():
            link.model._base_manager.filter(pk=row.pk).update(**{link.field.name: staying})
        return
    except IntegrityError as error:
        if not (_state(error) == DOUBLE and link.may_drop_doubles):
            raise ValidationError(
                f"Båda aktörerna har egna uppgifter som inte kan bli en: {link.label}. "
                "Red ut det först."
            ) from error
    if link.model is Membership:
        _widen(row, staying)
    row.delete()


def _state(error):
    """PostgreSQL's own number for what refused."""
    return getattr(error.__cause__.diag, "sqlstate", "")


def _widen(leaving, staying):
    """The same role in both: keep the longest time."""
    kept = Membership.objects.get(user=leaving.user_id, actor=staying, role=leaving.role)
    kept.starts_on = min(kept.starts_on, leaving.starts_on)
    ends = [kept.ends_on, leaving.ends_on]
    kept.ends_on = None if None in ends else max(ends)
    kept.save(update_fields=["starts_on", "ends_on"])


def _drop_self_links(staying):
    """An actor that was principal or member of its double is not so of itself."""
    for field in Actor._meta.local_many_to_many:
        if field.related_model is Actor:
            source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
            field.remote_field.through.objects.filter(**{source: staying, target: staying}).delete()
    for model in apps.get_models():
        if both := getattr(model, "never_both", None):
            one, others = both  # such as an activity's lead and its partners
            for thing in model._base_manager.filter(**{one: staying, others: staying}):
                getattr(thing, others).remove(staying)


def _keep_facts(staying, leaving, facts):
    """The names of the one that left become aliases, and its facts fill what is empty."""
    for field, value in facts:
        setattr(staying, field.name, value)
    staying.requires_mfa |= leaving.requires_mfa
    with refusals():
        staying.save()
    for name in {leaving.name, leaving.short_name} - {"", staying.name, staying.short_name}:
        Alias.objects.get_or_create(actor=staying, name=name)
