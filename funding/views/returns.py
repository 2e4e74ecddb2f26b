"""The receivers' returns: which are expected, one of them, and each step of its way."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import Act, may, require
from funding.actions import returns as actions
from funding.filters.returns import ReturnFilter, by_turn, expected_returns
from funding.forms.returns import AnswerForm, ReturnForm, WordsForm, difference, sums
from funding.models import Return, ReturnState
from funding.views.payments import READ_AND_WRITE, reached
from portal.forms import posted, refused_in
from portal.htmx import VARY, wants_fragment
from portal.swedish import datum, kr

PAGE_SIZE = 25
SOON = timedelta(days=30)
COMPARED = [*actions.TOLD, "paid", "booked", "as_of", "variance"]


@require_safe
def returns(request):
    """One row for each return that is expected, what is missing first."""
    expected = expected_returns(request.user)
    chosen = ReturnFilter(request.GET, queryset=expected)
    today = timezone.localdate()
    missing = ~Q(return_state__in=["CERTIFIED", "ACCEPTED"])
    counts = expected.order_by().aggregate(
        expected=Count("pk"),
        missing=Count("pk", filter=missing),
        late=Count("pk", filter=missing & Q(due__lt=today)),
        to_answer=Count("pk", filter=Q(return_state="CERTIFIED")),
        accepted=Count("pk", filter=Q(return_state="ACCEPTED")),
    )
    page = Paginator(by_turn(chosen.qs).with_sums(), PAGE_SIZE).get_page(request.GET.get("sida"))
    labels = dict(ReturnState.choices)
    for row in page.object_list:
        row.state_label = labels.get(row.return_state, "Saknas")
        row.is_missing = row.return_state not in ("CERTIFIED", "ACCEPTED")
        row.is_late = bool(row.is_missing and row.due and row.due < today)
        row.is_near = bool(row.is_missing and row.due and today <= row.due <= today + SOON)
    context = {
        "filter": chosen,
        "page": page,
        "counts": counts,
        "is_filtered": any(request.GET.get(name) for name in chosen.filters),
    }
    template = "_return_results.html" if wants_fragment(request) else "return_list.html"
    response = render(request, f"funding/{template}", context)
    response["Vary"] = VARY
    return response


def _reached(request, pk):
    """A return that the person may read, with its allocation and sums, or 404."""
    found = Return.objects.visible_to(request.user).select_related(
        "filled_by", "certified_by", "answered_by"
    )
    report = get_object_or_404(found, pk=pk)
    report.allocation = reached(request, report.allocation_id)
    return report


@require_POST
def begin(request, pk):
    """Begin the allocation's return, or go on with the one that is begun."""
    allocation = reached(request, pk)
    try:
        report = actions.begin_return(allocation, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(allocation)
    if report.state == ReturnState.FILLED:
        return redirect(report)
    return redirect("funding:return_fill", report.pk)


@require_safe
def report(request, pk):
    """One version of a return: what it tells, what differs, and whose turn it is."""
    report = _reached(request, pk)
    allocation, user = report.allocation, request.user
    versions = Return.objects.visible_to(user).filter(allocation=allocation).order_by("-number")
    versions = list(versions.select_related("filled_by", "certified_by", "answered_by"))
    is_latest = versions[0].pk == report.pk
    # That a next version is being written is no secret; what stands in it is.
    is_reopened = allocation.returns.filter(number__gt=versions[0].number).exists()
    before = next((one for one in versions if one.number < report.number), None)
    paid, booked = actions.booked_until(allocation, report.as_of)
    fills = bool(may(user, Act.BOOK_MONEY, allocation.receiver))
    return render(
        request,
        "funding/return_detail.html",
        {
            "report": report,
            "allocation": allocation,
            "agreement": allocation.frame.component.agreement,
            "versions": versions,
            "before": before,
            "differences": differences(before, report) if before else [],
            "sums": sums(report),
            "paid_now": paid,
            "booked_now": booked,
            "ledger_changed": (paid, booked) != (report.paid, report.booked),
            "may_fill": fills and report.state == ReturnState.DRAFT,
            "certifying": actions.may_certify(user, report)
            if report.state == ReturnState.FILLED
            else None,
            "may_answer": report.state == ReturnState.CERTIFIED
            and bool(actions.may_answer(user, report)),
            "may_begin": fills and is_latest and report.state == ReturnState.SENT_BACK,
            "is_reopened": is_reopened,
            "may_reopen": is_latest
            and not is_reopened
            and report.state in (ReturnState.CERTIFIED, ReturnState.ACCEPTED)
            and bool(actions.may_reopen(user, report)),
        },
    )


def differences(before, after):
    """[(label, in the version before, in this one)] of what differs between two versions."""
    fields = [Return._meta.get_field(name) for name in COMPARED]
    return [
        (field.verbose_name.removesuffix(", kronor"), _in_words(old), _in_words(new))
        for field in fields
        if (old := getattr(before, field.name)) != (new := getattr(after, field.name))
    ]


def _in_words(value):
    if isinstance(value, int):
        return kr(value)
    return datum(value) if isinstance(value, date) else value


@require_http_methods(READ_AND_WRITE)
def fill(request, pk):
    """Fill in the return: save it so far, count its sums, or hand it on to be certified."""
    report = _reached(request, pk)
    require(may(request.user, Act.BOOK_MONEY, report.allocation.receiver))
    if report.state != ReturnState.DRAFT and request.method != "POST":
        messages.info(request, "Redovisningen är lämnad vidare och går inte att ändra här.")
        return redirect(report)
    counts_only = "rakna" in request.POST
    form = ReturnForm(posted(request), instance=report, ready="klar" in request.POST)
    if form.is_valid() and not counts_only:
        with refused_in(form):
            actions.save_return(form, ready=form.ready, by=request.user)
            if form.ready:
                messages.success(request, "Redovisningen väntar nu på att någon annan intygar den.")
            else:
                messages.success(request, "Redovisningen är sparad.")
            return redirect(report)
    return render(
        request,
        "funding/return_form.html",
        {
            "form": form,
            "report": report,
            "allocation": report.allocation,
            "sent_back": report.allocation.returns.filter(
                number=report.number - 1, state=ReturnState.SENT_BACK
            ).first(),
            "sums": None if form.errors else sums(report),
            "difference": difference(report),
        },
        status=422 if form.is_bound and (form.errors or not counts_only) else 200,
    )


@require_POST
def certify(request, pk):
    """The receiver's approver certifies the figures and sends them in."""
    report = _reached(request, pk)
    require(actions.may_certify(request.user, report))
    try:
        actions.certify_return(report, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Redovisningen är intygad och inskickad.")
    return redirect(report)


def _words_page(request, report, form, **context):
    context |= {"form": form, "report": report, "allocation": report.allocation}
    status = 422 if form.is_bound else 200
    return render(request, "funding/return_words.html", context, status=status)


@require_http_methods(READ_AND_WRITE)
def hand_back(request, pk):
    """The approver gives the return back to who filled it in, with what is to be mended."""
    report = _reached(request, pk)
    require(actions.may_certify(request.user, report))
    form = WordsForm(posted(request), label="Vad ska ändras?", demand="Skriv vad som ska ändras.")
    if form.is_valid():
        with refused_in(form):
            actions.hand_back_return(report, why=form.cleaned_data["text"], by=request.user)
            messages.success(request, "Redovisningen är tillbaka hos den som fyllde i den.")
            return redirect(report)
    return _words_page(
        request, report, form, what="Lämna tillbaka redovisningen", save="Lämna tillbaka"
    )


@require_http_methods(READ_AND_WRITE)
def answer(request, pk):
    """The county's officer accepts the return, or sends it back with what is missing."""
    report = _reached(request, pk)
    require(actions.may_answer(request.user, report))
    form = AnswerForm(posted(request))
    if form.is_valid():
        accept = form.cleaned_data["accept"] == "ja"
        with refused_in(form):
            actions.answer_return(
                report, accept=accept, answer=form.cleaned_data["answer"], by=request.user
            )
            said = "godkänd." if accept else "skickad åter för komplettering."
            messages.success(request, f"Redovisningen är {said}")
            return redirect(report)
    return _words_page(request, report, form, what="Svara på redovisningen", save="Skicka svaret")


@require_http_methods(READ_AND_WRITE)
def reopen(request, pk):
    """Open what was sent in once more, with a reason; it goes on as a new version."""
    report = _reached(request, pk)
    require(actions.may_reopen(request.user, report))
    form = WordsForm(
        posted(request),
        label="Varför öppnas redovisningen igen?",
        demand="Skriv varför redovisningen öppnas igen.",
    )
    if form.is_valid():
        with refused_in(form):
            new = actions.reopen_return(report, why=form.cleaned_data["text"], by=request.user)
            messages.success(request, f"Version {new.number} är påbörjad. Den förra står kvar.")
            seen = Return.objects.visible_to(request.user).filter(pk=new.pk).exists()
            return redirect(new if seen else report)
    return _words_page(
        request,
        report,
        form,
        what="Öppna redovisningen igen",
        save="Öppna igen",
        told=f"Version {report.number} står kvar som den är. Siffrorna följer med till nästa.",
    )
