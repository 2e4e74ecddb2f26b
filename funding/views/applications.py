"""Applications as they are read: the list, and one of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, Q, Sum, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from actors.history import history_of
from actors.models import Actor, Kind
from funding import actions
from funding.actions.applications import is_held
from funding.filters.applications import ApplicationFilter
from funding.forms.applications import AnswerForm, WithdrawForm
from funding.models import (
    WITH_FUNDER,
    Application,
    ApplicationState,
    Decision,
    DecisionState,
    Earmark,
    Question,
    Round,
)
from initiatives.models import Activity, Plan
from portal.forms import posted, refused_in

PAGE_SIZE = 25


def funders(counties):
    """{id of a county: the region that prepares its applications}."""
    links = Actor.counties.through.objects.filter(county__in=counties, actor__kind=Kind.REGION)
    return {link.county_id: link.actor for link in links.select_related("actor").order_by("-pk")}


@require_safe
def applications(request):
    """All applications that the person reaches: first those of their own that await them."""
    user = request.user
    own = user.reach.writes_for
    visible = Application.objects.visible_to(user)
    chosen = ApplicationFilter(request.GET, queryset=visible, visible=visible)
    found = chosen.qs.with_asked().with_questions()
    turn = Case(
        When(applicant__in=own, state=ApplicationState.RETURNED, then=Value(0)),
        When(applicant__in=own, awaits_answer=True, then=Value(0)),
        When(applicant__in=own, state=ApplicationState.DRAFT, then=Value(1)),
        default=Value(2),
    )
    page = Paginator(
        found.select_related("applicant", "round__county", "frame__component__category").order_by(
            turn, "-submitted_at", "-pk"
        ),
        PAGE_SIZE,
    ).get_page(request.GET.get("sida"))
    _tell_turns(page.object_list, own)
    rounds = Round.objects.visible_to(user).filter(closes_on__gte=timezone.localdate())
    return render(
        request,
        "funding/application_list.html",
        {
            "filter": chosen,
            "is_filtered": bool(chosen.narrowing()),
            "page": page,
            "asked": found.aggregate(total=Sum("asked"))["total"] or 0,
            "own": own,
            "awaiting": _awaiting(visible, own),
            "rounds": rounds.select_related("county").order_by("closes_on")[:6],
            "today": timezone.localdate(),
        },
    )


def _tell_turns(rows, own):
    regions = funders({row.round.county_id for row in rows})
    for row in rows:
        row.tone, row.words = row.turn(
            is_own=row.applicant_id in own, funder=regions.get(row.round.county_id, "regionen")
        )


def _awaiting(visible, own):
    """The own applications that wait for the applicant: asked about, sent back, or drafts."""
    states = [ApplicationState.RETURNED, ApplicationState.DRAFT]
    waiting = visible.filter(applicant__in=own).with_questions()
    waiting = waiting.filter(Q(state__in=states) | Q(awaits_answer=True))
    return waiting.select_related("round").order_by("-awaits_answer", "-state", "round__closes_on")[
        :6
    ]


def reached(request, pk):
    """The application, if the person reaches it; else 404."""
    rows = Application.objects.visible_to(request.user).with_asked().with_questions()
    return get_object_or_404(
        rows.select_related(
            "round__county",
            "round__agreement",
            "applicant",
            "frame__component__category",
            "frame__account",
            "plan",
            "submitted_by",
        ),
        pk=pk,
    )


@require_safe
def application(request, pk):
    """One application: what it asks for, whose turn it is, and what became of it."""
    return page_of(request, reached(request, pk))


def page_of(request, application, *, wrong=(), answering=None, status=200):
    """The page. `wrong`: what keeps it from being sent in; `answering`: an answer with errors."""
    user = request.user
    is_own = application.applicant_id in user.reach.writes_for
    may_write = bool(may(user, Act.APPLY, application.applicant))
    region = funders([application.round.county_id]).get(application.round.county_id, "regionen")
    tone, words = application.turn(is_own=is_own, funder=region)
    is_open_to_change = may_write and application.is_writable
    return render(
        request,
        "funding/application_detail.html",
        {
            "application": application,
            "tone": tone,
            "words": words,
            "is_own": is_own,
            "may_change": is_open_to_change,
            "may_withdraw": may_write
            and application.state in (ApplicationState.DRAFT, *WITH_FUNDER)
            and not is_held(application),
            "missing": application.missing() if is_open_to_change else [],
            "wrong": wrong,
            "earmark": _earmark_against(application),
            "lines": application.lines.all(),
            "focuses": application.focuses.all(),
            "groups": application.target_groups.all(),
            "partners": application.co_applicants.all(),
            "plan": Plan.objects.visible_to(user).filter(pk=application.plan_id).first(),
            "activities": Activity.objects.visible_to(user)
            .filter(applications=application)
            .select_related("lead"),
            "questions": _questions(application, may_write, answering),
            "outcome": _outcome(application),
            "reviews": Application.objects.to_review(user).filter(pk=application.pk).exists(),
            "history": history_of(application, user=user, inside=is_own),
        },
        status=status,
    )


def _earmark_against(application):
    """The county's rule that keeps the pot from the applicant, or None."""
    today = timezone.localdate()
    rule = Earmark.objects.rule(application.round.county, application.category, today)
    return rule if rule and not rule.lets(application.applicant, today) else None


def _questions(application, may_write, answering):
    """[(question, form to answer it or None)]; none has a form for who may not answer."""
    asks = may_write and application.state in WITH_FUNDER
    pairs = []
    for question in application.questions.select_related("asked_by", "answered_by"):
        form = AnswerForm(prefix=f"fraga{question.pk}") if asks and not question.answer else None
        if answering and answering.prefix == f"fraga{question.pk}":
            form = answering
        pairs.append((question, form))
    return pairs


def _outcome(application):
    """What was decided, once every party stands behind it; never what is only prepared."""
    items = application.items.filter(
        decision__state=DecisionState.DECIDED, decision__kind=Decision.Kind.DECIDES
    )
    return items.select_related("decision", "made").order_by("-decision__ended_at").first()


@require_POST
def submit(request, pk):
    """Send the application in, or say all that it lacks."""
    application = reached(request, pk)
    require(may(request.user, Act.APPLY, application.applicant))
    try:
        sent = actions.submit(application, by=request.user)
    except ValidationError as error:
        wrong = application.missing() if application.is_writable else []
        wrong = wrong or [("", message) for message in error.messages]
        return page_of(request, application, wrong=wrong, status=422)
    tell_sent(request, sent)
    return redirect(sent)


def tell_sent(request, application):
    messages.success(request, "Ansökan är inskickad. Du ser här när något händer med den.")
    if application.is_late:
        messages.warning(
            request, "Den kom in efter sista ansökningsdagen, och är märkt som sent inskickad."
        )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take the application back, with a reason."""
    application = reached(request, pk)
    require(may(request.user, Act.APPLY, application.applicant))
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            actions.withdraw(application, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Ansökan är återtagen.")
            return redirect(application)
    return render(
        request,
        "funding/application_withdraw.html",
        {"form": form, "application": application},
        status=422 if form.is_bound else 200,
    )


@require_POST
def answer(request, pk):
    """Answer one of the officer's questions."""
    seen = Application.objects.visible_to(request.user)
    question = get_object_or_404(Question.objects.filter(application__in=seen), pk=pk)
    application = reached(request, question.application_id)
    require(may(request.user, Act.APPLY, application.applicant))
    form = AnswerForm(request.POST, prefix=f"fraga{question.pk}")
    if form.is_valid():
        with refused_in(form):
            actions.answer_question(question, answer=form.cleaned_data["answer"], by=request.user)
            messages.success(request, "Svaret är skickat.")
            return redirect(application)
    return page_of(request, application, answering=form, status=422)
