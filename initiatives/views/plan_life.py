"""The steps of a plan's life: on referral, adopted, revised, closed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actors.access import Act, may, require
from initiatives.actions import plans as actions
from initiatives.forms.plans import AdoptForm, AnswerForm, CloseForm, ReferForm
from initiatives.models import Comment
from initiatives.views.plans import asked_actor, reached
from portal.forms import posted, refused_in


def _page(request, template, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, f"initiatives/{template}.html", {"form": form, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request, pk):
    """Ask other actors what they think of a plan in the making."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if not plan.is_in_the_making and request.method != "POST":
        messages.info(request, "Planen är antagen och kan inte skickas på remiss.")
        return redirect(plan)
    asked = {"to": plan.referred_to.all()}
    form = ReferForm(posted(request), plan=plan, user=request.user, initial=asked)
    if form.is_valid():
        with refused_in(form):
            actions.refer_plan(plan, to=form.cleaned_data["to"], by=request.user)
            messages.success(
                request, "Planen är på remiss. De som du valde ser den nu och kan svara."
            )
            return redirect(plan)
    return _page(request, "plan_refer", form, plan=plan)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Answer a plan on referral, for an actor that was asked."""
    plan = reached(request, pk)
    actor = asked_actor(request, plan)
    is_out = plan.status == plan.Status.REFERRED
    if actor is None or (not is_out and request.method != "POST"):
        mine = [a for a in plan.referred_to.all() if a.pk in request.user.reach.actors]
        if mine and is_out:
            require(may(request.user, Act.COMMENT, mine[0]))
        messages.info(request, actions.NOT_REFERRED)
        return redirect(plan)
    form = AnswerForm(posted(request), instance=Comment(plan=plan, actor=actor))
    if form.is_valid():
        with refused_in(form):
            actions.answer_plan(form.instance, plan=plan, actor=actor, by=request.user)
            messages.success(request, "Ert svar är skickat.")
            return redirect(plan)
    return _page(request, "plan_answer", form, plan=plan, actor=actor, key=f"answer:{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request, pk):
    """Note that a political body has adopted the plan."""
    plan = reached(request, pk)
    require(may(request.user, Act.ADOPT_PLAN, plan.owner))
    if not plan.is_in_the_making and request.method != "POST":
        messages.info(request, "Planen är redan antagen.")
        return redirect(plan)
    form = AdoptForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            adopted = actions.adopt_plan(plan, **form.cleaned_data, by=request.user)
            messages.success(request, "Planen är antagen och kan inte längre ändras.")
            return redirect(adopted)
    return _page(request, "plan_adopt", form, plan=plan, missing=plan.missing_parts())


@require_POST
def revise(request, pk):
    """Begin the next version of an adopted plan."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    try:
        new = actions.revise_plan(plan, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(plan)
    messages.success(request, f"Version {new.number} är påbörjad med allt från den förra.")
    return redirect(new)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    """End an adopted plan before another one takes over."""
    plan = reached(request, pk)
    require(may(request.user, Act.KEEP_PLAN, plan.owner))
    if plan.status != plan.Status.ADOPTED and request.method != "POST":
        messages.info(request, "Bara en antagen plan kan avslutas.")
        return redirect(plan)
    form = CloseForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            actions.close_plan(plan, **form.cleaned_data, by=request.user)
            messages.success(request, "Planen är avslutad. Den står kvar att läsa.")
            return redirect(plan)
    return _page(request, "plan_close", form, plan=plan)
