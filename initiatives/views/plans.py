"""Pages for action plans: the list, one of them, and writing it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from actors.history import history_of
from actors.middleware import actor_for
from actors.models import Group
from initiatives import plan_template
from initiatives.actions import plans as actions
from initiatives.forms.plans import GoalsToCopyForm, PlanFilterForm, PlanForm
from initiatives.models import IN_THE_MAKING, Activity, Comment, Goal, Outcome, Plan
from initiatives.views.log import may_log
from portal.forms import posted, refused_in


def may_keep(request):
    """Whether the person may write plans for the actor that they act for."""
    return may(request.user, Act.KEEP_PLAN, actor_for(request, Act.KEEP_PLAN))


def reached(request, pk):
    """The plan, if the person reaches it; else 404."""
    return get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("owner", "group", "revises"), pk=pk
    )


def goals_of(plan, user):
    """The plan's goals that the person may read, with all that is shown of them."""
    goals = plan.goals.prefetch_related(
        "measures", Prefetch("outcomes", Outcome.objects.select_related("created_by"))
    )
    goals = goals.select_related("copied_from__plan__owner")
    return goals if plan.is_for(user) else goals.open_to_others()


@require_safe
def plans(request):
    """The plans that the person reaches, the acting actor's own first."""
    found = Plan.objects.visible_to(request.user).select_related("owner", "group")
    chosen = PlanFilterForm(request.GET or None)
    if chosen.is_bound and chosen.is_valid():
        if status := chosen.cleaned_data["status"]:
            found = found.filter(status=status)
        if county := chosen.cleaned_data["lan"]:
            found = found.filter(owner__in=county.actors.values("pk"))
    found = list(found)
    mine = [plan for plan in found if plan.is_for(request.user)]
    others = [plan for plan in found if not plan.is_for(request.user)]
    latest = Activity.objects.visible_to(request.user).select_related("lead").with_log()
    return render(
        request,
        "initiatives/plan_list.html",
        {
            "mine": mine,
            "others": others,
            "latest": latest[:6],
            "filter": chosen,
            "is_filtered": any(request.GET.get(name) for name in chosen.fields),
            "may_log": may_log(request),
            "may_keep": may_keep(request),
        },
    )


@require_safe
def plan(request, pk):
    """One plan: its four B with goals, measures and activities, and where it is in its life."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user)
        .select_related(
            "owner",
            "group__commissioner",
            "group__leader_employer",
            "revises",
            "inspired_by__owner",
        )
        .prefetch_related("group__seats__actor", "counties", "covers", "referred_to"),
        pk=pk,
    )
    user = request.user
    goals = list(goals_of(plan, user))
    for goal in goals:
        goal.latest = next(iter(goal.outcomes.all()), None)
    activities = list(
        plan.activities.visible_to(user)
        .select_related("lead")
        .prefetch_related("partners")
        .with_log()
    )
    columns = [
        (b, own, [activity for activity in activities if activity.main_b == b])
        for b, own in plan.goals_by_b(goals)
    ]
    keeps = may(user, Act.KEEP_PLAN, plan.owner)
    return render(
        request,
        "initiatives/plan_detail.html",
        {
            "plan": plan,
            "columns": columns,
            "activities": activities,
            "group_url": _group_url(user, plan),
            "history": history_of(plan, user=user, inside=plan.is_for(user)),
            "shows_background": plan.background and plan.tells_background_to(user),
            "is_ours": plan.is_for(user),
            "may_log": may(user, Act.LOG_ACTIVITY, plan.owner),
            "may_keep": keeps,
            "may_write": keeps and plan.is_in_the_making,
            "change_url": reverse("initiatives:change_plan", args=[pk])
            if keeps and plan.is_in_the_making
            else "",
            "may_adopt": plan.is_in_the_making and may(user, Act.ADOPT_PLAN, plan.owner),
            "missing": plan.missing_parts() if plan.is_in_the_making and plan.is_for(user) else [],
            **_versions(user, plan),
            **_answers(request, plan),
        },
    )


def _versions(user, plan):
    """The versions beside this one, and the plan that inspired it, if the person sees them."""
    seen = Plan.objects.visible_to(user)
    later = seen.filter(revises=plan).exclude(status__in=IN_THE_MAKING).first()
    return {
        "later": later,
        "next_draft": seen.filter(revises=plan, status__in=IN_THE_MAKING).first(),
        "earlier": plan.revises and seen.filter(pk=plan.revises_id).first(),
        "inspired_by": plan.inspired_by
        and seen.filter(pk=plan.inspired_by_id).select_related("owner").first(),
        "to_be_looked_over": plan.is_for(user) and plan.is_to_be_looked_over(),
    }


def _answers(request, plan):
    """What was answered to the plan on referral; one's own alone, for those who were asked."""
    answers = Comment.objects.filter(plan=plan).select_related("actor", "created_by")
    if not plan.is_for(request.user):
        answers = answers.filter(actor__in=request.user.reach.actors)
    return {"answers": answers, "may_answer": answering_actor(request, plan) is not None}


def answering_actor(request, plan):
    """The actor that the person may answer for now, of those that were asked; or None."""
    return asked_actor(request, plan) if plan.status == Plan.Status.REFERRED else None


def asked_actor(request, plan):
    """The same, also when the answers have been taken in."""
    asked = {actor.pk: actor for actor in plan.referred_to.all()}
    mine = [asked[number] for number in request.user.reach.actors if number in asked]
    mine.sort(key=lambda actor: actor != request.acting)
    return next((actor for actor in mine if may(request.user, Act.COMMENT, actor)), None)


def _group_url(user, plan):
    """The page of the plan's group, "" for those who do not reach it."""
    if plan.group and Group.objects.visible_to(user).filter(pk=plan.group_id).exists():
        return plan.group.get_absolute_url()
    return ""


@require_safe
def new(request):
    """From what to begin a plan: the template, an own earlier plan, or somebody else's."""
    require(may_keep(request))
    found = Plan.objects.visible_to(request.user).select_related("owner")
    return render(
        request,
        "initiatives/plan_new.html",
        {
            "prompts": plan_template.PROMPTS,
            "own": [plan for plan in found if plan.is_for(request.user)],
            "others": [
                plan
                for plan in found
                if not plan.is_for(request.user) and not plan.is_in_the_making
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Write a new plan; `fran` in the address is the plan that it begins from."""
    actor = actor_for(request, Act.KEEP_PLAN)
    require(may(request.user, Act.KEEP_PLAN, actor))
    source = _source(request)
    form = PlanForm(
        posted(request), user=request.user, actor=actor, initial=_beginning(request, source, actor)
    )
    goals = Goal.objects.none()
    if source:
        goals = source.goals.prefetch_related("measures")
        goals = goals if source.is_for(request.user) else goals.open_to_others()
    copying = GoalsToCopyForm(posted(request), goals=goals, initial={"mal": goals})
    if form.is_valid() & copying.is_valid():
        plan = actions.begin_plan(
            form, source=source, goals=copying.cleaned_data["mal"], by=request.user
        )
        messages.success(request, "Planen är sparad som utkast. Skriv nu mål under varje B.")
        return redirect(plan)
    return render(
        request,
        "initiatives/plan_form.html",
        {"form": form, "copying": copying, "plan": None, "source": source, "has_goals": goals},
        status=422 if form.is_bound else 200,
    )


def _source(request):
    """The plan that the address names: an own one, or a published one that the person sees."""
    asked = request.GET.get("fran", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        raise Http404
    source = reached(request, int(asked))
    if source.is_in_the_making and not source.is_for(request.user):
        raise Http404
    return source


def _beginning(request, source, actor):
    """What stands in the form before anything is written."""
    year = timezone.localdate().year + 1
    years = {"first_year": year, "last_year": year + 3}
    near = list(actor.counties.all())
    if source and source.is_for(request.user):
        kept = ["title", "owner", "group", "vision", "background", "visibility"]
        return years | {
            **{name: getattr(source, name) for name in kept},
            "counties": source.counties.all(),
            "covers": source.covers.all(),
        }
    begun = years | {"counties": near, "covers": [actor]}
    if source:
        return begun | {"vision": source.vision}
    if "mall" in request.GET:
        return begun | {"background": plan_template.BACKGROUND}
    return begun


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change a plan that is in the making."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if not plan.is_in_the_making and request.method != "POST":
        messages.info(request, actions.ADOPTED)
        return redirect(plan)
    name = str(plan)
    form = PlanForm(posted(request), instance=plan, user=request.user, actor=plan.owner)
    if form.is_valid():
        with refused_in(form):
            changed = actions.change_plan(form, by=request.user)
            messages.success(request, "Ändringarna är sparade.")
            return redirect(changed)
    return render(
        request,
        "initiatives/plan_form.html",
        {"form": form, "plan": plan, "name": name},
        status=422 if form.is_bound else 200,
    )


@require_POST
def remove(request, pk):
    """Take a draft away; it can be brought back for thirty days."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if not plan.is_in_the_making:
        messages.info(request, "En antagen plan tas inte bort. Avsluta den i stället.")
        return redirect(plan)
    actions.remove_plan(plan, by=request.user)
    messages.success(request, "Utkastet är borttaget. Det går att ta tillbaka i 30 dagar.")
    return redirect("initiatives:plans")
