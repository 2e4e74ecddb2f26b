"""How an application is prepared: checks, questions, a recommendation, and who steps aside.

What is done with a preparation or a conflict of interest is recorded on that row and never on the
application, whose history its applicant reads.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Answer, may_move_money, require
from funding.models import (
    Application,
    ApplicationState,
    Conflict,
    DecisionState,
    Preparation,
    Question,
    deciders_in,
)
from portal.models import Event

STEPPED_ASIDE = "Du är jävig i ansökan och kan inte ha med den att göra."
BEING_PREPARED = [ApplicationState.SUBMITTED, ApplicationState.RETURNED]


def may_prepare(user, application):
    """Answer whether `user` prepares the application: an officer of the county without jäv."""
    if application.conflicts.filter(person=user.pk).exists():
        return Answer(False, STEPPED_ASIDE)
    return may_move_money(user, application.round.county)


def _held(application, by):
    """The application under lock, for who may prepare it."""
    rows = Application.objects.select_for_update(of=["self"]).select_related("round__county")
    held = rows.get(pk=application.pk)
    require(may_prepare(by, held))
    return held


@transaction.atomic
def save_preparation(form, *, by):
    """Keep what is prepared so far, by a bound and valid PreparationForm. Nothing is sent on."""
    held = _held(form.instance.application, by)
    _require_in(held, BEING_PREPARED)
    return _save(form, "skrev i", by)


@transaction.atomic
def prepare(form, *, by):
    """Finish a preparation: it has an amount and reasons, and those who decide may read it."""
    held = _held(form.instance.application, by)
    if held.state == ApplicationState.RETURNED:
        raise ValidationError(
            "Ansökan är hos sökanden för komplettering. Beredningen kan bli klar när den är "
            "inskickad igen. Det du har skrivit kan du spara så länge."
        )
    _require_in(held, [ApplicationState.SUBMITTED])
    form.instance.prepared_at, form.instance.prepared_by = timezone.now(), by
    preparation = _save(form, "blev klar med", by)
    _set_state(held, ApplicationState.PREPARED)
    return preparation


def _require_in(application, states):
    if application.state not in states:
        raise ValidationError(
            f"Ansökan kan inte beredas nu. Den är: {application.get_state_display().lower()}."
        )


def _save(form, verb, by):
    """The first save has number 1, so a colleague who opened an unwritten one is told of it."""
    if form.instance.pk is None:
        form.instance.lock = 1
    preparation = form.save()
    Event.record(verb, preparation, by=by)
    return preparation


def _set_state(application, state):
    application.state = state
    application.save(update_fields=["state"])


def laid_decision(application):
    """The item of a decision before its parties or decided that the application stands in."""
    laid = [DecisionState.PROPOSED, DecisionState.DECIDED]
    items = application.items.filter(decision__state__in=laid).select_related("decision")
    return items.order_by("-decision__proposed_at").first()


@transaction.atomic
def take_up_again(application, *, by):
    """Open a finished preparation again; not while a decision about it is laid before parties."""
    held = _held(application, by)
    _require_in(held, [ApplicationState.PREPARED])
    if laid_decision(held):
        raise ValidationError("Ansökan står i ett framlagt beslut. Beredningen ändras inte längre.")
    _reopen(held, by)


def _reopen(application, by):
    preparation = application.preparation
    preparation.prepared_at = preparation.prepared_by = None
    preparation.lock += 1
    preparation.save(update_fields=["prepared_at", "prepared_by", "lock"])
    _set_state(application, ApplicationState.SUBMITTED)
    Event.record("tog upp", preparation, by=by)


@transaction.atomic
def ask(application, *, text, send_back, by):
    """Ask the applicant a question; with `send_back` the application is theirs to complete."""
    held = _held(application, by)
    if held.state == ApplicationState.PREPARED:
        raise ValidationError("Beredningen är klar. Ta upp den igen innan du frågar sökanden.")
    _require_in(held, BEING_PREPARED)
    question = Question.objects.create(application=held, text=text, asked_by=by)
    if send_back:
        _set_state(held, ApplicationState.RETURNED)
    Event.record("skickade tillbaka" if send_back else "ställde en fråga om", held, by=by)
    return question


@transaction.atomic
def declare_conflict(application, *, person, reason, by):
    """Declare that `person` has a conflict of interest (jäv): for oneself, or as the officer.

    What the person has prepared and nobody has decided about is taken up again by somebody else.
    """
    rows = Application.objects.select_for_update(of=["self"]).select_related("round__county")
    held = rows.get(pk=application.pk)
    if person != by:
        require(may_prepare(by, held))
    if not Application.objects.to_review(by).filter(pk=held.pk).exists():
        raise PermissionDenied(STEPPED_ASIDE)
    if not deciders_in(held.round.county_id).filter(pk=person.pk).exists():
        raise ValidationError("Välj någon som bereder eller beslutar i länet.")
    conflict = Conflict(application=held, person=person, reason=reason, declared_by=by)
    conflict.validate_constraints()
    conflict.save()
    Event.record("anmälde", conflict, by=by, why=reason)
    preparation = Preparation.objects.filter(application=held, prepared_by=person)
    is_prepared = held.state == ApplicationState.PREPARED and preparation.exists()
    if is_prepared and not laid_decision(held):
        _reopen(held, by)
    return conflict


@transaction.atomic
def lift_conflict(conflict, *, reason, by):
    """Take a conflict of interest back: another officer does, never the one it is about."""
    if conflict.person_id == by.pk:
        raise PermissionDenied("Den som är jävig kan inte själv ta tillbaka jävet.")
    held = _held(conflict.application, by)
    Event.record("tog tillbaka", conflict, by=by, why=reason)
    held.conflicts.filter(pk=conflict.pk).delete()
