"""The parts of an agreement: split off, taken back, closed and opened again."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_keep_agreements, require
from funding import actions
from funding.forms.components import PastePartsForm, ReasonForm, SplitForm
from funding.models import Agreement, Component, Frame, Stream
from funding.tree import Tree
from funding.views.agreements import form_page, require_reader
from initiatives.models import Taxonomy, Term
from portal.forms import posted, refused_in
from portal.swedish import kr


def _agreement(pk):
    return get_object_or_404(Agreement.objects.with_sums(), pk=pk)


def _component(pk):
    found = Component.objects.select_related("account", "category", "parent").with_total()
    whole = Prefetch("agreement", Agreement.objects.with_sums())
    return get_object_or_404(found.prefetch_related(whole), pk=pk)


@require_safe
def component(request, pk):
    """One component: its purpose, its parts, and what is distributed of it."""
    require_reader(request.user)
    component = _component(pk)
    tree = Tree(component.agreement)
    frames = Frame.objects.visible_to(request.user).filter(component=component)
    own = frames.filter(actor=request.acting) if request.acting else frames.none()
    frames_shown = (own | frames.joint()).order_by("actor", "county__code", "pk").with_sums()
    return render(
        request,
        "funding/component_detail.html",
        {
            "component": component,
            "agreement": component.agreement,
            "node": tree.node(component),
            "words": _words(component.category),
            "frames": list(frames_shown[:12]),
            "frame_count": frames.count(),
            "may_keep": may_keep_agreements(request.user),
            "goes_out": component.stream != Stream.SKR,
        },
    )


def _words(category):
    """The target groups and directions of a category: (heading, words, words to heed as well)."""
    if category is None:
        return []
    terms = list(Term.objects.filter(category=category).order_by("taxonomy", "number"))
    return [
        (
            label,
            [t for t in terms if t.taxonomy == taxonomy and not t.is_also],
            [t for t in terms if t.taxonomy == taxonomy and t.is_also],
        )
        for taxonomy, label in [
            (Taxonomy.TARGET_GROUP, "Målgrupper"),
            (Taxonomy.FOCUS, "Inriktningar"),
            (Taxonomy.ARENA, "Arenor"),
        ]
        if any(t.taxonomy == taxonomy for t in terms)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def split(request, pk):
    """Split one component off an agreement, or off one of its components."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    form = SplitForm(posted(request), agreement=agreement, initial=_level_asked(request))
    if form.is_valid():
        with refused_in(form):
            actions.split_off(form.source, [form.part], on=form.cleaned_data["on"], by=request.user)
            messages.success(
                request, f"{form.part['name']} är avdelad med {kr(form.part['amount'])}."
            )
            return redirect(agreement)
    return form_page(
        request,
        form,
        heading="Dela upp",
        lead="En del ges ur det som inte är uppdelat. Delarna kan aldrig bli mer än det hela.",
        button="Dela av",
        agreement=agreement,
        name=str(agreement),
    )


def _level_asked(request):
    asked = request.GET.get("bidragsdel", "")
    return {"level": int(asked)} if asked.isdecimal() and len(asked) < 19 else {}


@require_http_methods(["GET", "HEAD", "POST"])
def split_paste(request, pk):
    """Split many components off at once: first they are shown, then all are made, or none."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    form = PastePartsForm(posted(request), agreement=agreement, initial=_level_asked(request))
    ready = form.is_valid()
    if ready and "spara" in request.POST:
        with refused_in(form):
            made = actions.split_off(
                form.source,
                [row.part for row in form.checked],
                on=form.cleaned_data["on"],
                by=request.user,
            )
            messages.success(request, f"{len(made)} delar är avdelade, {kr(form.sum)} tillsammans.")
            return redirect(agreement)
    return render(
        request,
        "funding/split_paste.html",
        {"form": form, "agreement": agreement, "ready": ready and not form.errors},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    """Take back what was distributed of a component; else the component itself."""
    require(may_keep_agreements(request.user))
    component = _component(pk)
    node = Tree(component.agreement).node(component)
    distributed = node.shared if node else 0
    form = ReasonForm(posted(request))
    if form.is_valid():
        act = actions.take_back_distribution if distributed else actions.take_back
        with refused_in(form):
            act(
                component,
                note=form.cleaned_data["why"],
                on=timezone.localdate(),
                by=request.user,
            )
            messages.success(
                request,
                f"Fördelningen av {component} är tillbakatagen."
                if distributed
                else f"{component} är tillbakatagen. Beloppet går att dela upp igen.",
            )
            return redirect(component if distributed else component.agreement)
    lead = (
        f"{kr(distributed)} är fördelade. De tas tillbaka från alla som har fått, och kan sedan "
        "fördelas på nytt. Det går bara så länge ingen har tilldelat något av dem."
        if distributed
        else f"{kr(component.total)} går tillbaka dit de togs. Det går bara så länge inget av "
        "delen är uppdelat eller fördelat. Rättelsen står kvar i historiken."
    )
    return form_page(
        request,
        form,
        heading="Ta tillbaka fördelningen" if distributed else "Ta tillbaka delen",
        lead=f"{component}. {lead}",
        button="Ta tillbaka",
        agreement=component.agreement,
        name=str(component.agreement),
        back=component.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_level(request, pk):
    """Close or open the agreement's own level."""
    require(may_keep_agreements(request.user))
    agreement = _agreement(pk)
    return _level(request, agreement, agreement, agreement.whole)


@require_http_methods(["GET", "HEAD", "POST"])
def component_level(request, pk):
    """Close or open a component."""
    require(may_keep_agreements(request.user))
    component = _component(pk)
    return _level(request, component, component.agreement, component.account)


def _level(request, level, agreement, account):
    is_closed = account.closed_at is not None
    form = ReasonForm(posted(request))
    if not is_closed:
        form.fields.clear()
    if form.is_valid():
        with refused_in(form):
            if is_closed:
                actions.reopen(level, why=form.cleaned_data["why"], by=request.user)
                messages.success(request, f"{level} är öppen igen.")
            else:
                actions.close(level, by=request.user)
                messages.success(request, f"{level} är stängd: delarna är precis det hela.")
            return redirect(level)
    return render(
        request,
        "funding/level_form.html",
        {
            "form": form,
            "level": level,
            "agreement": agreement,
            "account": account,
            "is_closed": is_closed,
        },
        status=422 if form.errors else 200,
    )
