"""A county's rules for its joint money, and its application rounds."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_move_money, require
from actors.models import Actor, County
from funding import actions
from funding.forms.rules import CountyForm, EarmarkForm, EndForm, OrderForm, RoundForm
from funding.models import Application, DecisionOrder, Earmark, Frame, Round
from funding.views.write_application import applicant_for
from initiatives.models import Taxonomy
from portal.forms import posted, refused_in


def counties_of(user):
    """The counties whose rules the person reads."""
    reach = user.reach
    return (
        County.objects.all() if reach.is_national else County.objects.filter(pk__in=reach.counties)
    )


def to_rule(request, code):
    """A county that the person reads about and may set rules in; else 404 or 403."""
    county = get_object_or_404(counties_of(request.user), code=code)
    require(may_move_money(request.user, county))
    return county


def address(county):
    return f"{reverse('funding:rules')}?lan={county.code}"


@require_safe
def rules(request):
    """Who decides together, what is kept for whom, and when one can apply: one county's rules."""
    choice = CountyForm(request.GET, counties=counties_of(request.user), acting=request.acting)
    county = choice.chosen()
    today = timezone.localdate()
    order = DecisionOrder.objects.filter(county=county).select_related("kommun_body").first()
    earmarks = list(Earmark.objects.filter(county=county).select_related("category"))
    for rule in earmarks:
        rule.has_ended = bool(rule.until and rule.until < today)
    rounds = Round.objects.visible_to(request.user).filter(county=county)
    return render(
        request,
        "funding/rules.html",
        {
            "choice": choice,
            "is_a_choice": choice.fields["lan"].queryset.count() > 1,
            "county": county,
            "order": order,
            "parties": order.parties(today) if order else [],
            "earmarks": [rule for rule in earmarks if not rule.has_ended],
            "ended": [rule for rule in earmarks if rule.has_ended],
            "user_movement": _user_movement(county, earmarks, today),
            "rounds": rounds.select_related("agreement"),
            "today": today,
            "may_rule": bool(county and may_move_money(request.user, county)),
        },
    )


def _user_movement(county, earmarks, day):
    """Those in the county that count as brukarrörelse now, when a rule asks for it."""
    if not any(rule.allows == Earmark.Allows.USER_MOVEMENT for rule in earmarks):
        return None
    actors = Actor.objects.active(day).filter(counties=county, user_movement_statuses__isnull=False)
    found = []
    for actor in actors.distinct().prefetch_related("user_movement_statuses"):
        decided = [one for one in actor.user_movement_statuses.all() if one.decided_on <= day]
        if decided and decided[0].counts:
            found.append(actor)
    return found


def _keep(request, form, *, county, heading, button, said, lead=""):
    """The one way that a rule is written: the form, and what is said when it is saved."""
    if form.is_valid():
        with refused_in(form):
            saved = actions.save_rule(form, county=county, by=request.user)
            messages.success(request, said)
            return redirect(saved if isinstance(saved, Round) else address(county))
    return render(
        request,
        "funding/rule_form.html",
        {
            "form": form,
            "county": county,
            "heading": heading,
            "lead": lead,
            "button": button,
            "back": address(county),
        },
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def order(request, code):
    """How the county decides together. What is already laid before the parties is not changed."""
    county = to_rule(request, code)
    instance = DecisionOrder.objects.filter(county=county).first()
    form = OrderForm(posted(request), instance=instance, county=county)
    return _keep(
        request,
        form,
        county=county,
        heading="Så fattas gemensamma beslut",
        lead="Gäller de beslut som läggs fram från och med nu.",
        button="Spara beslutsordningen",
        said="Beslutsordningen är sparad.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def earmark_new(request, code):
    county = to_rule(request, code)
    form = EarmarkForm(posted(request), county=county)
    return _keep(
        request,
        form,
        county=county,
        heading="Ny öronmärkning",
        lead="En kategori kan ha en regel i taget. Vill länet gå ifrån regeln i ett enskilt fall "
        "krävs ett namn och ett skäl i beslutet.",
        button="Spara regeln",
        said="Regeln är sparad och gäller från den dag som står i den.",
    )


def _earmark(request, pk):
    rules = Earmark.objects.filter(county__in=counties_of(request.user))
    earmark = get_object_or_404(rules.select_related("county", "category"), pk=pk)
    require(may_move_money(request.user, earmark.county))
    return earmark


@require_http_methods(["GET", "HEAD", "POST"])
def earmark_edit(request, pk):
    earmark = _earmark(request, pk)
    county = earmark.county
    form = EarmarkForm(posted(request), instance=earmark, county=county)
    return _keep(
        request,
        form,
        county=county,
        heading="Ändra öronmärkningen",
        lead="Rätta det som är fel. Har länet bestämt något nytt avslutar du regeln i stället, "
        "och skriver en ny.",
        button="Spara ändringarna",
        said="Ändringarna är sparade.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def earmark_end(request, pk):
    """Let the rule hold no longer than a certain day."""
    earmark = _earmark(request, pk)
    form = EndForm(
        posted(request), earmark=earmark, initial={"until": earmark.until or timezone.localdate()}
    )
    if form.is_valid():
        actions.end_earmark(earmark, until=form.cleaned_data["until"], by=request.user)
        messages.success(request, "Regelns sista dag är sparad.")
        return redirect(address(earmark.county))
    return render(
        request,
        "funding/rule_form.html",
        {
            "form": form,
            "county": earmark.county,
            "heading": "Avsluta öronmärkningen",
            "lead": earmark.text,
            "button": "Avsluta regeln",
            "back": address(earmark.county),
        },
        status=422 if form.is_bound else 200,
    )


@require_safe
def round(request, pk):
    """One round: what it is for, until when, and what is left to apply for."""
    rounds = Round.objects.visible_to(request.user).select_related("county", "agreement")
    round = get_object_or_404(rounds, pk=pk)
    today = timezone.localdate()
    frames = (
        Frame.objects.filter(rounds=round).with_sums().order_by("component__category__number", "pk")
    )
    frames = list(frames.prefetch_related("component__category__terms"))
    rules = Earmark.objects.against(round.county, today)
    rule_of = {rule.category_id: rule for rule in rules}
    for frame in frames:
        category = frame.component.category
        terms = category.terms.all() if category else []
        focuses = [t for t in terms if t.taxonomy == Taxonomy.FOCUS and t.is_active]
        frame.focuses = [term for term in focuses if not term.is_also]
        frame.rule = category and rule_of.get(category.pk)
    applicant, answer = applicant_for(request, round)
    return render(
        request,
        "funding/round_detail.html",
        {
            "round": round,
            "frames": frames,
            "total": sum(frame.total for frame in frames),
            "left": sum(frame.left for frame in frames),
            "today": today,
            "closed": actions.why_closed(round, today),
            "has_opened": round.has_opened(today),
            "is_over": round.is_over(today),
            "applicant": applicant if answer else None,
            "why_not": answer.reason,
            "applications": Application.objects.visible_to(request.user)
            .filter(round=round)
            .count(),
            "may_rule": bool(may_move_money(request.user, round.county)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request, code):
    county = to_rule(request, code)
    form = RoundForm(posted(request), county=county)
    return _keep(
        request,
        form,
        county=county,
        heading="Ny ansökningsomgång",
        button="Spara omgången",
        said="Omgången är sparad.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request, pk):
    rounds = Round.objects.visible_to(request.user).select_related("county", "agreement")
    round = get_object_or_404(rounds, pk=pk)
    require(may_move_money(request.user, round.county))
    form = RoundForm(posted(request), instance=round, county=round.county)
    return _keep(
        request,
        form,
        county=round.county,
        heading="Ändra ansökningsomgången",
        button="Spara ändringarna",
        said="Ändringarna är sparade.",
    )
