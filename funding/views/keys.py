"""Distribution keys: what every kommun and region weighs."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actors.access import may_keep_agreements, require
from actors.models import Kind
from funding import actions
from funding.forms.keys import KeyForm, PasteKeyForm
from funding.models import DistributionKey
from funding.views.agreements import form_page, require_reader
from portal.forms import posted, refused_in

PAGE_SIZE = 50


@require_safe
def keys(request):
    """Every key, with how many it covers and how often it is used."""
    require_reader(request.user)
    found = DistributionKey.objects.annotate(
        kommuner=Count("shares", filter=Q(shares__actor__kind=Kind.KOMMUN)),
        regions=Count("shares", filter=Q(shares__actor__kind=Kind.REGION)),
    ).order_by("-created_at", "-pk")
    return render(
        request,
        "funding/key_list.html",
        {
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
            "may_keep": may_keep_agreements(request.user),
        },
    )


@require_safe
def key(request, pk):
    """One key: every weight, searched by name or code."""
    require_reader(request.user)
    key = get_object_or_404(DistributionKey.objects.select_related("created_by"), pk=pk)
    shares = key.shares.select_related("actor").order_by("actor__kind", "actor__code")
    asked = request.GET.get("sok", "").replace("\x00", "").strip()[:100]
    found = shares.filter(Q(actor__name__icontains=asked) | Q(actor__code__startswith=asked))
    sums = shares.order_by().values("actor__kind").annotate(count=Count("pk"), weight=Sum("weight"))
    return render(
        request,
        "funding/key_detail.html",
        {
            "key": key,
            "sums": [(Kind(row["actor__kind"]).label, row["count"], row["weight"]) for row in sums],
            "asked": asked,
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
            "components": key.frames.order_by("component")
            .values_list("component", "component__name", "component__agreement__name")
            .distinct()[:50],
            "may_keep": may_keep_agreements(request.user),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Make a key of the population on a day."""
    require(may_keep_agreements(request.user))
    form = KeyForm(posted(request))
    if form.is_valid():
        with refused_in(form):
            key = actions.make_key(form.instance, by=request.user)
            messages.success(request, f"Nyckeln {key} finns nu. Den ändras aldrig.")
            return redirect(key)
    return form_page(
        request,
        form,
        heading="Ny nyckel efter folkmängd",
        lead="Varje kommun väger sin folkmängd, varje region summan av sina kommuner. En nyckel "
        "ändras aldrig: blev den fel gör du en ny.",
        button="Skapa nyckeln",
        kind="key",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request):
    """Make a key of a pasted table: first it is shown, then it is made."""
    require(may_keep_agreements(request.user))
    form = PasteKeyForm(posted(request))
    ready = form.is_valid()
    if ready and "spara" in request.POST:
        with refused_in(form):
            key = actions.make_key(form.instance, weights=form.weights, by=request.user)
            messages.success(request, f"Nyckeln {key} finns nu. Den ändras aldrig.")
            return redirect(key)
    return render(
        request,
        "funding/key_paste.html",
        {"form": form, "ready": ready and not form.errors},
        status=422 if form.errors else 200,
    )
