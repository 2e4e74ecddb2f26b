"""Writing an application. It is saved as a draft until it is sent in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actors.access import Act, Answer, may, require
from actors.models import Actor
from funding import actions
from funding.actions.applications import SENT
from funding.forms.applications import ApplicationForm, budget_lines
from funding.models import Application, ApplicationState, Round
from funding.views.applications import reached, tell_sent
from portal.forms import posted, refused_in

SEND = "skicka"  # the button that saves and sends in; in the address: tell what is missing


def applicant_for(request, round):
    """(the actor that the person applies for in the round's county or None, whether they may)."""
    near = Actor.objects.filter(pk__in=request.user.reach.actors, counties=round.county)
    own = [actor for actor in request.acting_choices if actor in set(near)]
    own.sort(key=lambda actor: actor != request.acting)
    if not own:
        return None, Answer(
            False,
            f"Du kan inte söka medel i {round.county}, för du arbetar inte för någon aktör där.",
        )
    applicant = next((actor for actor in own if may(request.user, Act.APPLY, actor)), own[0])
    return applicant, may(request.user, Act.APPLY, applicant)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Begin an application in a round, for the actor that one acts for."""
    rounds = Round.objects.visible_to(request.user).select_related("county", "agreement")
    round = get_object_or_404(rounds, pk=pk)
    applicant, answer = applicant_for(request, round)
    require(answer)
    return _write(request, Application(round=round, applicant=applicant))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Write on in a draft, or in what was sent back."""
    application = reached(request, pk)
    require(may(request.user, Act.APPLY, application.applicant))
    if not application.is_writable and request.method != "POST":
        messages.info(request, SENT)
        return redirect(application)
    return _write(request, application)


def _write(request, application):
    closed = actions.why_closed(application.round, timezone.localdate())
    if closed and application.state == ApplicationState.DRAFT:
        return render(
            request,
            "funding/application_closed.html",
            {"round": application.round, "closed": closed},
            status=422 if request.method == "POST" else 200,
        )
    name = str(application)
    lines = budget_lines(posted(request), application)
    form = ApplicationForm(posted(request), instance=application, user=request.user, lines=lines)
    if form.is_valid() & lines.is_valid():
        with refused_in(form):
            saved = actions.save_application(form, lines.rows(), by=request.user)
            return _saved(request, saved)
    elif SEND in request.POST and (form.errors or lines.total_error_count()):
        form.tell_missing()
    return render(
        request,
        "funding/application_form.html",
        {
            "form": form,
            "lines": lines,
            "application": application,
            "name": name,
            "missing": application.missing() if _asks_what_is_missing(request, application) else [],
            "closes": application.round,
            "is_late": application.round.is_over(timezone.localdate()),
        },
        status=422 if form.is_bound else 200,
    )


def _asks_what_is_missing(request, application):
    return application.pk and request.method != "POST" and SEND in request.GET


def _saved(request, application):
    """Where one comes after saving: on to what is missing, or the page of what was sent in."""
    if SEND not in request.POST:
        messages.success(request, "Utkastet är sparat.")
        return redirect(application)
    try:
        sent = actions.submit(application, by=request.user)
    except ValidationError:
        messages.info(request, "Det ni skrev är sparat, men ansökan är inte inskickad än.")
        return redirect(reverse("funding:application_edit", args=[application.pk]) + f"?{SEND}=1")
    tell_sent(request, sent)
    return redirect(sent)
