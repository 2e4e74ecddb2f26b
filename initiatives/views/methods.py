"""The method library: the list, one method and who uses it, its editors, and suggestions."""

from django.contrib import messages
from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Min, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import Act, may, may_edit_methods, require
from actors.middleware import actor_for
from initiatives.actions import methods as actions
from initiatives.discretion import shown_sum
from initiatives.filters import MethodFilter
from initiatives.forms.methods import AnswerForm, MethodForm, SuggestionForm
from initiatives.models import Activity, ActivityYear, LogEntry, Method, MethodSuggestion, Taxonomy
from initiatives.views.log import may_log
from portal.forms import posted
from portal.htmx import VARY, wants_fragment

RESULTS = 10  # that a method's page shows, the latest


def may_suggest(request):
    """Whether the person may suggest in the name of the actor that they act for."""
    return may(request.user, Act.SUGGEST_METHOD, actor_for(request, Act.SUGGEST_METHOD))


@require_safe
def methods(request):
    """All methods, filtered by what stands in the URL."""
    chosen = MethodFilter(request.GET, queryset=Method.objects.filter(is_active=True))
    seen = Activity.objects.visible_to(request.user).published()
    used = Activity.methods.through.objects.filter(activity__in=seen)
    used = dict(used.values_list("method").order_by().annotate(Count("pk")))
    found = [(method, used.get(method.pk, 0)) for method in chosen.qs]
    context = {
        "filter": chosen,
        "methods": found,
        "is_filtered": bool(chosen.narrowing()),
        "may_edit": may_edit_methods(request.user),
        "may_suggest": may_suggest(request),
    }
    part = wants_fragment(request)
    template = "initiatives/_method_results.html" if part else "initiatives/method_list.html"
    response = render(request, template, context)
    response["Vary"] = VARY
    return response


@require_safe
def method(request, pk):
    """One method: what it is, who uses it and what they noted."""
    method = get_object_or_404(Method.objects.prefetch_related("terms"), pk=pk)
    using = Activity.objects.visible_to(request.user).published().filter(methods=method)
    terms = method.terms.all()
    return render(
        request,
        "initiatives/method_detail.html",
        {
            "method": method,
            "target_groups": [t.name for t in terms if t.taxonomy == Taxonomy.TARGET_GROUP],
            "arenas": [t.name for t in terms if t.taxonomy == Taxonomy.ARENA],
            "users": _users_of(using, request.user),
            "results": LogEntry.objects.filter(activity__in=using)
            .exclude(result="")
            .select_related("activity__lead")[:RESULTS],
            "change_url": reverse("initiatives:change_method", args=[pk])
            if may_edit_methods(request.user)
            else "",
            "may_log": may_log(request),
        },
    )


def _users_of(using, user):
    """Who leads activities with the method: since when, how many, participants as one may know."""
    sums = ActivityYear.objects.filter(activity__in=using).order_by().values("activity__lead")
    sums = {
        row.pop("activity__lead"): row
        for row in sums.annotate(
            total=Sum("participants"),
            large_sum=Sum("large"),
            small_sum=Sum("small"),
            rough=BoolOr("is_approximate"),
        )
    }
    led = using.order_by("lead__name").values("lead", "lead__name")
    users = []
    for row in led.annotate(since=Min("starts_on"), count=Count("pk")):
        parts = sums.get(row["lead"])
        row["participants"] = "–"
        if parts:
            row["participants"] = shown_sum(
                parts["total"],
                large=parts["large_sum"],
                small=parts["small_sum"],
                inside=row["lead"] in user.reach.actors,
                approximate=bool(parts["rough"]),
            )
        users.append(row)
    return users


@require_http_methods(["GET", "HEAD", "POST"])
def add_method(request):
    """Add a method to the library."""
    require(may_edit_methods(request.user))
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_method(request, pk):
    """Change a method of the library."""
    require(may_edit_methods(request.user))
    return _edit(request, get_object_or_404(Method, pk=pk))


def _edit(request, method):
    form = MethodForm(posted(request), instance=method)
    if form.is_valid():
        saved = actions.save_method(form, is_new=method is None, by=request.user)
        messages.success(request, "Metoden är sparad.")
        return redirect(saved)
    return render(
        request,
        "initiatives/method_form.html",
        {"form": form, "method": method, "key": f"method:{method.pk}" if method else "method-new"},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def suggest_method(request):
    """Send in a suggestion."""
    require(may_suggest(request))
    form = SuggestionForm(posted(request))
    if form.is_valid():
        actor = actor_for(request, Act.SUGGEST_METHOD)
        sent = actions.suggest_method(form.instance, actor=actor, by=request.user)
        messages.success(request, "Förslaget är skickat. Svaret kommer på den här sidan.")
        return redirect(sent)
    return render(
        request,
        "initiatives/method_suggest.html",
        {"form": form, "key": "method-suggestion"},
        status=422 if form.is_bound else 200,
    )


def _suggestions(request):
    return MethodSuggestion.objects.visible_to(
        request.user, as_editor=bool(may_edit_methods(request.user))
    ).select_related("actor", "method")


@require_safe
def suggestions(request):
    """What was suggested, and what became of it."""
    return render(
        request,
        "initiatives/method_suggestions.html",
        {"suggestions": _suggestions(request), "may_suggest": may_suggest(request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request, pk):
    """One suggestion; an editor answers it here."""
    suggestion = get_object_or_404(_suggestions(request), pk=pk)
    may_edit = may_edit_methods(request.user)
    form = AnswerForm(posted(request))
    if form.is_bound:
        require(may_edit)
    if form.is_valid():
        actions.answer_suggestion(suggestion, **form.cleaned_data, by=request.user)
        messages.success(request, "Svaret är sparat.")
        return redirect(suggestion)
    return render(
        request,
        "initiatives/method_suggestion.html",
        {"suggestion": suggestion, "form": form, "may_edit": may_edit, "key": f"suggestion:{pk}"},
        status=422 if form.is_bound else 200,
    )
