"""Agreements: what the state granted, on which terms, and how it was split."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import may_keep_agreements, require
from actors.models import Actor, Kind
from funding import actions
from funding.forms.agreements import AgreementForm, DecideForm, StatementForm
from funding.models import Agreement, Frame, Statement
from funding.tree import Tree
from portal.forms import posted, refused_in
from portal.swedish import kr, listed

PAGE_SIZE = 25
MOST_FRAMES = 12


def require_reader(user):
    """Agreements, keys and their parts are the same for all who work for an actor."""
    if not user.reach.actors and not may_keep_agreements(user):
        raise PermissionDenied("Sidan är till för den som arbetar för en aktör i portalen.")


@require_safe
def agreements(request):
    """Every agreement: years, total, whether it is decided and split, and what it builds on."""
    require_reader(request.user)
    found = Agreement.objects.with_sums().select_related("predecessor")
    return render(
        request,
        "funding/agreement_list.html",
        {
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
            "may_keep": may_keep_agreements(request.user),
        },
    )


@require_safe
def agreement(request, pk):
    """One agreement: terms, sources, its parts to the krona, and the frames one can see."""
    require_reader(request.user)
    agreement = _agreement(pk)
    tree = Tree(agreement)
    frames = Frame.objects.visible_to(request.user).filter(component__agreement=agreement)
    own = frames.filter(actor=request.acting) if request.acting else frames.none()
    shown = (own | frames.joint()).order_by("actor", "county__code", "pk").with_sums()
    statements = groupby(agreement.statements.all(), key=lambda one: one.about)
    parties = agreement.parties.all()
    return render(
        request,
        "funding/agreement_detail.html",
        {
            "agreement": agreement,
            "parties": listed(str(p) for p in sorted(parties, key=lambda p: p.kind == "SKR")),
            "tree": tree,
            "statements": [(about, list(said)) for about, said in statements],
            "successors": agreement.successors.all(),
            "frames": list(shown[:MOST_FRAMES]),
            "frame_count": frames.count(),
            "may_keep": may_keep_agreements(request.user),
            "today": timezone.localdate(),
        },
    )


def _agreement(pk):
    found = Agreement.objects.with_sums().select_related("predecessor")
    return get_object_or_404(found.prefetch_related("parties"), pk=pk)


def form_page(request, form, *, back="", **about):
    """A page with one form: heading, lead and button, and the agreement above it or a key."""
    agreement = about.setdefault("agreement", None)
    is_key = about.setdefault("kind", "") == "key"
    about.setdefault("name", "")
    start = reverse("funding:keys" if is_key else "funding:agreements")
    leave = back or (agreement.get_absolute_url() if agreement else start)
    return render(
        request,
        "funding/agreement_form.html",
        {"form": form, "leave": leave, **about},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Record an agreement, decided or preliminary."""
    require(may_keep_agreements(request.user))
    parties = Actor.objects.filter(Q(kind=Kind.STATE, name="Staten") | Q(kind=Kind.SKR))
    form = AgreementForm(posted(request), initial={"parties": parties})
    if form.is_valid():
        data = form.cleaned_data
        with refused_in(form):
            agreement = actions.enter_agreement(
                form.instance,
                total=data["total"],
                parties=data["parties"],
                on=data["decided_on"] or timezone.localdate(),
                by=request.user,
            )
            messages.success(request, f"{agreement} är införd med {kr(data['total'])}.")
            return redirect(agreement)
    return form_page(
        request,
        form,
        heading="Ny överenskommelse",
        lead="Utan beslutsdag är beloppet en preliminär ram: den går att dela upp och planera "
        "med, men inget kan tilldelas.",
        button="Spara överenskommelsen",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change an agreement's words and terms; never its sum."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    name = str(agreement)
    form = AgreementForm(posted(request), instance=agreement)
    if form.is_valid():
        with refused_in(form):
            actions.edit_agreement(
                form.instance,
                parties=form.cleaned_data["parties"],
                changed=form.changed_labels(),
                by=request.user,
            )
            messages.success(request, "Ändringarna är sparade.")
            return redirect(agreement)
    return form_page(
        request,
        form,
        heading="Ändra villkoren",
        lead=f"{name}. Beloppet ändras inte här.",
        button="Spara ändringarna",
        agreement=agreement,
        name=name,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    """Note that a preliminary frame is decided, with the sum that was decided."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    if not agreement.is_preliminary and request.method != "POST":
        messages.info(request, "Överenskommelsen är redan beslutad.")
        return redirect(agreement)
    form = DecideForm(posted(request), initial={"diary_number": agreement.diary_number})
    if form.is_valid():
        with refused_in(form):
            actions.note_decided(agreement, **form.cleaned_data, by=request.user)
            messages.success(request, f"{agreement} är beslutad. Nu kan medel tilldelas ur den.")
            return redirect(agreement)
    return form_page(
        request,
        form,
        heading="Anteckna beslutet",
        lead=f"Den preliminära ramen är {kr(agreement.total)}. Blev beslutet ett annat belopp "
        "läggs skillnaden till det som inte är uppdelat, eller dras därifrån.",
        button="Anteckna beslutet",
        agreement=agreement,
        name=str(agreement),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_statement(request, pk):
    """Note what a source says, beside what other sources say."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    form = StatementForm(posted(request), instance=Statement(agreement=agreement))
    if form.is_valid():
        with refused_in(form):
            actions.add_statement(form.instance, by=request.user)
            messages.success(request, "Uppgiften är sparad. Den flyttar inga pengar.")
            return redirect(agreement)
    return form_page(
        request,
        form,
        heading="Uppgift ur en källa",
        lead="Säger två källor olika står båda kvar, var för sig. En uppgift flyttar inga pengar.",
        button="Spara uppgiften",
        agreement=agreement,
        name=str(agreement),
    )


@require_POST
def remove_statement(request, pk):
    """Take a statement away; the history keeps it."""
    statement = get_object_or_404(Statement.objects.select_related("agreement"), pk=pk)
    require(may_keep_agreements(request.user))
    agreement = statement.agreement
    actions.remove_statement(statement, by=request.user)
    messages.success(request, f"Uppgiften ”{statement}” är borttagen.")
    return redirect(agreement)
