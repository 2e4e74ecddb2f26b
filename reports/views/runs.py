"""The documents: yearly follow-ups, and joint decisions on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import YES, Act, may, require
from actors.middleware import actor_for
from funding.models import Decision
from portal.forms import posted
from portal.htmx import VARY, wants_fragment
from reports import actions, files
from reports.forms.runs import OrderForm
from reports.models import ReportRun

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def runs(request):
    """The follow-ups that the person reaches, and the form that orders one."""
    actor = actor_for(request, Act.ORDER_REPORT)
    may_order = may(request.user, Act.ORDER_REPORT, actor)
    form = OrderForm(posted(request), user=request.user, acting=actor)
    if request.method == "POST":
        require(may_order)
        if form.is_valid():
            run, is_new = actions.order_report(**form.cleaned_data, by=request.user)
            if not is_new:
                messages.info(request, "Inget har ändrats sedan den här uppföljningen beställdes.")
            return redirect(run)
    found = ReportRun.objects.visible_to(request.user).yearly()
    found = found.select_related("actor", "ordered_by")
    return render(
        request,
        "reports/run_list.html",
        {
            "form": form,
            "may_order": may_order,
            "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("sida")),
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
def order_decision(request, pk):
    """Order the PDF of a joint decision: whoever sees it may, once it is laid."""
    laid = Decision.objects.visible_to(request.user).exclude(state=Decision.State.DRAFT)
    decision = get_object_or_404(laid.select_related("county", "prepared_by", "follows"), pk=pk)
    run, is_new = actions.order_decision(decision, by=request.user)
    if not is_new:
        messages.info(request, "Inget har ändrats sedan den här PDF:en beställdes.")
    return redirect(run)


def _run(request, pk):
    runs = ReportRun.objects.visible_to(request.user)
    return get_object_or_404(runs.select_related("actor", "decision", "ordered_by"), pk=pk)


def _may_order(user, run):
    """A decision is printed by all who see it; a follow-up by those who work with it."""
    return YES if run.decision_id else may(user, Act.ORDER_REPORT, run.actor)


@require_safe
def run(request, pk):
    """One document: how far it has come, and the file when it is done."""
    run = _run(request, pk)
    context = {"run": run, "figures": run.figures, "may_order": _may_order(request.user, run)}
    if run.decision_id:
        template = "reports/decision_run_detail.html"
    else:
        template = "reports/run_detail.html"
        context["bars"] = [
            {"label": row["label"], "value": row["activities"], "b4": row["b"]}
            for row in run.figures["b4"]
        ]
    if wants_fragment(request):
        template = "reports/_run_state.html"
    response = render(request, template, context)
    response["Vary"] = VARY
    return response


@require_POST
def retry(request, pk):
    """Try a failed document again from its frozen figures."""
    run = _run(request, pk)
    require(_may_order(request.user, run))
    actions.retry_report(run, by=request.user)
    return redirect(run)


@require_safe
def download(request, pk):
    """The finished PDF, for those who may see what it is about."""
    run = get_object_or_404(
        ReportRun.objects.visible_to(request.user).select_related("actor", "decision"),
        pk=pk,
        state=ReportRun.State.DONE,
    )
    path = files.path_of(run.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), filename=run.file_name, content_type="application/pdf")
