"""The funder's desk: what was sent in, what awaits one, and the pots it would draw on."""

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.access import Answer, require
from actors.models import County
from funding.filters.queue import ReviewFilter
from funding.models import (
    Application,
    ApplicationState,
    Conflict,
    Decision,
    DecisionItem,
    DecisionState,
    Frame,
    Question,
    Round,
    counties_funded_by,
    counties_prepared_by,
)
from funding.review import pots_of
from portal.htmx import VARY, wants_fragment
from portal.swedish import STOCKHOLM

PAGE_SIZE = 25
MOST_WAITING = 8
NOT_A_FUNDER = (
    "Du kan inte granska ansökningar. Det gör handläggare och godkännare i regionen, länsorgan "
    "och kommuner."
)


def to_review(user):
    """What the person reviews, with sums and what each row of the queue says."""
    questions = Question.objects.filter(application=OuterRef("pk"))
    return (
        Application.objects.to_review(user)
        .with_asked()
        .with_recommended(user)
        .annotate(
            awaits_answer=Exists(questions.filter(answered_at=None)),
            has_answer=Exists(questions.exclude(answered_at=None)),
            sent_on=TruncDate("submitted_at", tzinfo=STOCKHOLM),
            is_sent_late=Q(sent_on__gt=F("round__closes_on")),
        )
        .select_related("applicant", "round", "frame__component__category")
    )


def to_prepare(user):
    """What awaits the officer: those that got an answer first, then the longest waiting."""
    waiting = to_review(user).filter(
        state=ApplicationState.SUBMITTED,
        awaits_answer=False,
        round__county__in=counties_prepared_by(user),
    )
    return waiting.order_by("-has_answer", "submitted_at", "pk")


@require_safe
def review(request):
    """The queue: what awaits the person, the pots of the round, and all that was sent in."""
    user = request.user
    funds = counties_funded_by(user).exists()
    require(Answer(funds, NOT_A_FUNDER))
    reviewed = Application.objects.to_review(user)
    chosen = ReviewFilter(request.GET, queryset=to_review(user), user=user, applications=reviewed)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "filter": chosen,
        "page": page,
        "count": page.paginator.count,
        "is_filtered": bool(chosen.narrowing()),
        "opens_rounds_in": _officers_county(user),
    }
    if wants_fragment(request):
        response = render(request, "funding/_review_table.html", context)
    else:
        response = render(
            request, "funding/review.html", context | _above(user, chosen.form.cleaned_data)
        )
    response["Vary"] = VARY
    return response


def _above(user, chosen):
    """What stands above the list: what awaits the person, jäv, and the pots of a round."""
    rounds = Round.objects.visible_to(user).filter(county__in=counties_funded_by(user))
    round_ = chosen.get("omgang") or rounds.order_by("-opens_on", "-pk").first()
    frames = Frame.objects.visible_to(user).filter(rounds=round_).with_sums() if round_ else []
    pots = pots_of(frames, user)
    waiting = list(to_prepare(user)[: MOST_WAITING + 1])
    conflicts = Conflict.objects.filter(
        person=user, application__round__county__in=counties_funded_by(user)
    )
    return {
        "to_prepare": waiting[:MOST_WAITING],
        "more_to_prepare": len(waiting) > MOST_WAITING,
        "decisions": Decision.objects.awaiting(user).select_related("county")[:MOST_WAITING],
        "round": round_,
        "pots": pots,
        "unseen": sum(pot.unseen for pot in pots),
        "hidden": conflicts.count(),
        "undecided": _undecided(user),
    }


def _officers_county(user):
    """The code of the county that the person opens rounds in, or None."""
    counties = County.objects.filter(pk__in=counties_prepared_by(user)).order_by("code")
    return counties.values_list("code", flat=True).first()


def _undecided(user):
    """How many applications are prepared and stand in no decision, for who may write one."""
    standing = DecisionItem.objects.filter(application=OuterRef("pk")).exclude(
        decision__state__in=[DecisionState.RETURNED, DecisionState.DECLINED]
    )
    prepared = Application.objects.to_review(user).filter(
        ~Exists(standing),
        state=ApplicationState.PREPARED,
        round__county__in=counties_prepared_by(user),
    )
    return prepared.count()
