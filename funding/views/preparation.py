"""One application beside what it is weighed against, and what the officer does with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import require
from funding import actions
from funding.actions.preparation import BEING_PREPARED, laid_decision, may_prepare
from funding.forms.preparation import ConflictForm, LiftForm, PreparationForm, QuestionForm
from funding.models import (
    Application,
    ApplicationState,
    CheckPoint,
    Conflict,
    Frame,
    Preparation,
)
from funding.review import earmark_of, matrix_of, money_of, pots_of, similar_to
from initiatives.models import Activity, Plan
from portal.forms import posted, refused_in

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def _reached(request, pk):
    found = Application.objects.to_review(request.user).with_asked()
    found = found.with_recommended(request.user).select_related(
        "applicant", "round__county", "round__agreement", "frame__component__category", "plan"
    )
    return get_object_or_404(found, pk=pk)


@require_http_methods(READ_AND_WRITE)
def review_application(request, pk):
    """One application on one page; the officer prepares it here."""
    application = _reached(request, pk)
    may = may_prepare(request.user, application)
    if request.method == "POST":
        require(may)
    form = _form(request, application) if may else None
    if form and form.is_valid():
        with refused_in(form):
            act = actions.prepare if form.done else actions.save_preparation
            act(form, by=request.user)
            messages.success(
                request, "Beredningen är klar." if form.done else "Beredningen är sparad."
            )
            return redirect(f"{request.path}#beredning")
    return render(
        request,
        "funding/review_application.html",
        {"application": application, "form": form, "may": may}
        | _told(application)
        | _stated(application, request.user)
        | _weighed(application, request.user),
        status=422 if form and form.is_bound else 200,
    )


def _form(request, application):
    """The form of what is being prepared; a row is written first when something is saved.

    The application is held meanwhile, so of two who write the first words one waits.
    """
    if request.method == "POST":
        Application.objects.select_for_update(of=["self"]).get(pk=application.pk)
    elif application.state not in BEING_PREPARED:
        return None
    kept = Preparation.objects.filter(application=application).first()
    return PreparationForm(
        posted(request),
        instance=kept or Preparation(application=application),
        asked=application.asked,
        done="klar" in request.POST,
    )


def _told(application):
    """How far it has come: questions, and the preparation when it is finished and to be read."""
    finished = Preparation.objects.filter(application=application, prepared_at__isnull=False)
    preparation = finished.select_related("prepared_by").first()
    shown = preparation if application.shows_preparation else None
    return {
        "questions": list(application.questions.select_related("asked_by", "answered_by")),
        "preparation": shown,
        "points": shown and [(point.label, point in shown.checks) for point in CheckPoint],
        "laid": laid_decision(application),
        "is_prepared": application.state == ApplicationState.PREPARED,
        "is_being_prepared": application.state in BEING_PREPARED,
    }


def _stated(application, user):
    """What the applicant has written and pointed at, as far as the reader sees it."""
    activities = application.activities.count()
    seen = Activity.objects.visible_to(user).published().filter(applications=application)
    seen = list(seen.select_related("lead"))
    plan = Plan.objects.visible_to(user).filter(pk=application.plan_id)
    partners = list(application.co_applicants.all())
    own = {application.applicant_id, *(actor.pk for actor in partners)} & user.reach.actors
    return {
        "lines": list(application.lines.all()),
        "co_applicants": partners,
        "focuses": list(application.focuses.all()),
        "target_groups": list(application.target_groups.all()),
        "plan": plan.first(),
        "activities": seen,
        "unseen_activities": activities - len(seen),
        "own": [actor for actor in (application.applicant, *partners) if actor.pk in own],
        "conflicts": application.conflicts.select_related("person", "declared_by"),
    }


def _weighed(application, user):
    """The pot, the county's rule, what the applicant has and does, and others like it."""
    year = min(application.round.agreement.first_year, timezone.localdate().year)
    frame = Frame.objects.visible_to(user).with_sums().get(pk=application.frame_id)
    rule, lets = earmark_of(application)
    return {
        "pot": pots_of([frame], user)[0],
        "earmark": rule,
        "earmark_lets": lets,
        "money": money_of(application.applicant, user),
        "today": timezone.localdate(),
        "year": year,
        "matrix": matrix_of(application.applicant, year, user),
        "similar": list(similar_to(application, user)),
    }


@require_POST
def take_up(request, pk):
    """Open a finished preparation again."""
    application = _reached(request, pk)
    require(may_prepare(request.user, application))
    try:
        actions.take_up_again(application, by=request.user)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, "Beredningen är öppen igen.")
    return redirect(f"{reverse('funding:review_application', args=[pk])}#beredning")


def _page(request, application, form, **context):
    """A page with one form about an application."""
    return render(
        request,
        "funding/review_form.html",
        {"application": application, "form": form} | context,
        status=422 if form.is_bound else 200,
    )


@require_http_methods(READ_AND_WRITE)
def ask(request, pk):
    """Ask the applicant something, with or without sending the application back."""
    application = _reached(request, pk)
    require(may_prepare(request.user, application))
    form = QuestionForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            question = actions.ask(application, **form.cleaned_data, by=request.user)
            sent = form.cleaned_data["send_back"]
            messages.success(
                request,
                "Frågan är ställd, och ansökan är hos sökanden för komplettering."
                if sent
                else "Frågan är ställd. Ansökan är kvar hos dig.",
            )
            address = reverse("funding:review_application", args=[pk])
            return redirect(f"{address}#fraga-{question.pk}")
    return _page(
        request,
        application,
        form,
        what="Fråga sökanden",
        button="Skicka frågan",
        key=f"question:{pk}",
    )


@require_http_methods(READ_AND_WRITE)
def declare_conflict(request, pk):
    """Declare jäv: for oneself, or as the officer for somebody else who decides."""
    application = _reached(request, pk)
    for_others = bool(may_prepare(request.user, application))
    form = ConflictForm(
        posted(request), application=application, user=request.user, for_others=for_others
    )
    if form.is_valid():
        with refused_in(form):
            person = form.cleaned_data.get("person", request.user)
            reason = form.cleaned_data["reason"]
            actions.declare_conflict(application, person=person, reason=reason, by=request.user)
            messages.success(request, f"Jävet är anmält. {_after(application, person, request)}")
            if person == request.user:
                return redirect("funding:review")
            return redirect("funding:review_application", pk)
    return _page(
        request,
        application,
        form,
        what="Anmäl jäv",
        button="Anmäl jävet",
        key=f"conflict:{pk}",
        about="conflict",
    )


def _after(application, person, request):
    """What is true of who stepped aside: one whose own actor applies still reads it as such."""
    who = "Du" if person == request.user else str(person)
    sees = Application.objects.visible_to(person).filter(pk=application.pk).exists()
    if sees:
        return f"{who} har inte längre med ansökan att göra, men kan läsa den hos den som söker."
    return f"{who} ser inte längre ansökan."


@require_http_methods(READ_AND_WRITE)
def lift_conflict(request, pk, conflict):
    """Take somebody else's jäv back."""
    application = _reached(request, pk)
    require(may_prepare(request.user, application))
    found = Conflict.objects.select_related("application", "person")
    found = get_object_or_404(found, pk=conflict, application=application)
    form = LiftForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            actions.lift_conflict(found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"Jävet är borttaget. {found.person} ser ansökan igen.")
            return redirect("funding:review_application", pk)
    return _page(
        request,
        application,
        form,
        what=f"Ta tillbaka jävet för {found.person}",
        button="Ta tillbaka jävet",
        key=f"lift:{found.pk}",
    )
