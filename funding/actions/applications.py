"""An application, as its applicant writes, sends in and follows it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actors.access import Act, may, require
from funding.models import (
    WITH_FUNDER,
    Application,
    ApplicationState,
    BudgetLine,
    DecisionState,
    Question,
)
from portal.models import Event
from portal.swedish import datum

SENT = "Ansökan är inskickad och kan inte ändras nu."
DECLINED = [DecisionState.RETURNED, DecisionState.DECLINED]
LATE = "efter sista ansökningsdagen"


def why_closed(round, day):
    """Why nothing can be applied for in the round on `day`: a sentence, or "" when it can."""
    if not round.has_opened(day):
        return f"Omgången öppnar {datum(round.opens_on)}."
    if round.is_exhausted():
        return f"Alla medel för {round.agreement.years} är fördelade."
    return ""


def _held(application):
    """The application as it stands now, held until the transaction ends."""
    rows = Application.objects.select_for_update(of=["self"])
    rows = rows.select_related("round__agreement", "applicant", "frame__component__category")
    [held] = rows.filter(pk=application.pk)
    return held


def _check_writable(application):
    """Raise ValidationError when it cannot be written now. What was sent back always can."""
    if not application.is_writable:
        raise ValidationError(SENT)
    if application.state == ApplicationState.RETURNED:
        return
    if closed := why_closed(application.round, timezone.localdate()):
        raise ValidationError(closed)


@transaction.atomic
def save_application(form, lines, *, by):
    """Save what stands in the form, with `lines` as [(what for, kronor)]. It may lack a lot."""
    application = form.instance
    require(may(by, Act.APPLY, application.applicant))
    is_new = application.pk is None
    _check_writable(application if is_new else _held(application))
    if is_new:
        application.created_by = by
    saved = form.save()
    if list(saved.lines.values_list("text", "amount")) != lines:
        saved.lines.all().delete()
        for text, amount in lines:
            BudgetLine.objects.create(application=saved, text=text, amount=amount)
    Event.record("påbörjade" if is_new else "skrev i", saved, by=by)
    return saved


@transaction.atomic
def submit(application, *, by):
    """Send in an application that lacks nothing; one that was sent back keeps its first day."""
    require(may(by, Act.APPLY, application.applicant))
    application = _held(application)
    _check_writable(application)
    if missing := application.missing():
        raise ValidationError([sentence for _, sentence in missing])
    is_first = application.submitted_at is None
    if is_first:
        application.submitted_at, application.submitted_by = timezone.now(), by
    application.state = ApplicationState.SUBMITTED
    application.save(update_fields=["state", "submitted_at", "submitted_by"])
    late = LATE if is_first and application.is_late else ""
    Event.record("skickade in" if is_first else "kompletterade", application, by=by, why=late)
    return application


def is_held(application):
    """Whether it stands in a decision that is written, laid or decided."""
    return application.items.exclude(decision__state__in=DECLINED).exists()


@transaction.atomic
def withdraw(application, *, reason, by):
    """Take an application back, with a reason, before it lies in a decision."""
    require(may(by, Act.APPLY, application.applicant))
    application = _held(application)
    if application.state not in (ApplicationState.DRAFT, *WITH_FUNDER):
        raise ValidationError("Ansökan är redan avgjord eller återtagen.")
    if is_held(application):
        raise ValidationError(
            "Ansökan ska snart avgöras och kan inte återtas här. Hör av dig till handläggaren."
        )
    application.state = ApplicationState.WITHDRAWN
    application.save(update_fields=["state"])
    Event.record("återtog", application, by=by, why=reason)
    return application


@transaction.atomic
def answer_question(question, *, answer, by):
    """Answer the officer's question, once."""
    question = Question.objects.select_for_update(of=["self"]).get(pk=question.pk)
    application = _held(question.application)
    require(may(by, Act.APPLY, application.applicant))
    if application.state not in WITH_FUNDER:
        raise ValidationError("Ansökan är avgjord eller återtagen, så frågan behöver inget svar.")
    if question.answer:
        raise ValidationError("Frågan är redan besvarad.")
    question.answer, question.answered_at, question.answered_by = answer, timezone.now(), by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    Event.record("besvarade en fråga om", application, by=by)
    return question
