"""The what-if board: alternatives of how a round's pots could be shared."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors.access import may_move_money, require
from funding import board as boards
from funding.actions import scenarios as actions
from funding.forms.scenarios import (
    AmountsForm,
    BoardForm,
    NewScenarioForm,
    name_of,
    read_paste,
    written,
)
from funding.models import Round, Scenario, counties_prepared_by
from funding.views.comparison import compare, list_rounds
from funding.whatif import amounts_of, read_board
from portal.forms import posted, refused_in

PAGE_SIZE = 8
STANDS = "Ditt utkast till beslut finns redan. Släng det om du vill göra ett nytt."
UNSAVED = "Inget är sparat än. Tryck på Spara när du är nöjd."


def _rounds(user):
    """Rounds in the counties where the person prepares."""
    found = Round.objects.filter(county__in=counties_prepared_by(user))
    return found.select_related("county", "agreement")


def _scenario(request, pk):
    found = Scenario.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("round__county", "created_by"), pk=pk)


@require_safe
def scenarios(request):
    """The rounds that the person prepares, each with its alternatives; `?jamfor=` compares some."""
    if asked := request.GET.getlist("jamfor"):
        return compare(request, asked)
    page = Paginator(_rounds(request.user), PAGE_SIZE).get_page(request.GET.get("sida"))
    rounds = list_rounds(list(page), request.user)
    return render(request, "funding/scenario_list.html", {"page": page, "rounds": rounds})


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request, pk):
    """Begin an alternative: empty, from what is recommended or asked, or as a copy."""
    round = get_object_or_404(_rounds(request.user), pk=pk)
    require(may_move_money(request.user, round.county))
    copies = list(round.scenarios.all())
    form = NewScenarioForm(posted(request), instance=Scenario(round=round), copies=copies)
    if form.is_valid():
        with refused_in(form):
            amounts = _first_amounts(round, request.user, form.cleaned_data["start"], copies)
            new = actions.new_scenario(form, amounts, by=request.user)
            messages.success(request, "Alternativet är skapat.")
            return redirect(new)
    context = {"form": form, "round": round}
    status = 422 if form.is_bound else 200
    return render(request, "funding/scenario_form.html", context, status=status)


def _first_amounts(round, user, start, copies):
    """Kronor by application for a new alternative; those already decided on get none."""
    board = read_board(round, user)
    if start in boards.FILLS:
        filled = (boards.fill(rows, pot.available, start) for pot, rows in board.by_pot())
        return {number: amount for amounts in filled for number, amount in amounts.items()}
    source = next(one for one in copies if str(one.pk) == start)
    amounts = amounts_of([source])[source.pk]
    return {row.number: amounts.get(row.number, 0) for row in board.open_rows}


@require_http_methods(["GET", "HEAD", "POST"])
def scenario(request, pk):
    """One alternative: amounts on many applications, what becomes of the pots; save it."""
    scenario = _scenario(request, pk)
    may_write = may_move_money(request.user, scenario.round.county)
    board = read_board(scenario.round, request.user, scenario)
    if request.method == "GET" or request.method == "HEAD":
        form = BoardForm(instance=scenario, rows=board.rows) if may_write else None
        return _page(request, scenario, board, form, board.sums())
    require(may_write)
    data, wrong = _filled(request.POST, board)
    form = BoardForm(data, instance=scenario, rows=board.rows)
    is_valid = form.is_valid()
    for sentence in wrong:
        form.add_error("paste", sentence)
    if is_valid and "fyll" not in data and "rakna" not in data:
        with refused_in(form):
            actions.save_scenario(form, by=request.user)
            messages.success(request, "Alternativet är sparat.")
            return redirect(scenario)
    sums = board.sums(form.amounts(), wrong=form.unreadable())
    return _page(request, scenario, board, form, sums, unsaved=UNSAVED)


def _filled(posted, board):
    """What was posted, with the amounts that a fill puts there, and what is wrong in a paste."""
    pot, _, how = posted.get("fyll", "").partition(":")
    data, wrong = posted.copy(), []
    if pot == "klistra":
        amounts, wrong = read_paste(posted.get("paste", ""), board.rows)
    else:
        found = [(one, rows) for one, rows in board.by_pot() if str(one.number) == pot]
        amounts = {
            number: amount
            for one, rows in found
            for number, amount in boards.fill(rows, one.available, how).items()
        }
    data.update({name_of(number): written(amount) for number, amount in amounts.items()})
    return data, wrong


def _page(request, scenario, board, form, sums, unsaved=""):
    by_number = {one.pot.number: one for one in sums.pots}
    pots = [
        {
            "sum": by_number[pot.number],
            "share": boards.equal_share(rows, pot.available),
            "rows": [
                (row, form[name_of(row.number)] if form and row.is_open else None) for row in rows
            ],
        }
        for pot, rows in board.by_pot()
    ]
    context = {
        "scenario": scenario,
        "round": scenario.round,
        "others": scenario.round.scenarios.exclude(pk=scenario.pk),
        "board": board,
        "pots": pots,
        "form": form,
        "sums": sums,
        "unsaved": unsaved,
        "fills": boards.FILLS,
    }
    status = 422 if form and form.errors else 200
    return render(request, "funding/scenario_detail.html", context, status=status)


@require_POST
def scenario_preview(request, pk):
    """The sums of amounts that are being typed. Saves nothing."""
    scenario = _scenario(request, pk)
    require(may_move_money(request.user, scenario.round.county))
    board = read_board(scenario.round, request.user, scenario)
    form = AmountsForm(request.POST, rows=board.rows)
    form.full_clean()
    context = {
        "sums": board.sums(form.amounts(), wrong=form.unreadable()),
        "form": form,
        "unsaved": UNSAVED,
    }
    return render(request, "funding/_scenario_preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_propose(request, pk):
    """See what a decision of the alternative would hold, and make it a draft."""
    scenario = _scenario(request, pk)
    require(may_move_money(request.user, scenario.round.county))
    problems = []
    if request.method == "POST":
        try:
            decision, proposal = actions.propose(scenario, by=request.user)
        except ValidationError as error:
            problems = error.messages
        else:
            messages.success(request, _told(proposal) if proposal else STANDS)
            return redirect(decision)
    board = read_board(scenario.round, request.user, scenario)
    proposal = actions.plan_proposal(scenario, board)
    context = {
        "scenario": scenario,
        "round": scenario.round,
        "proposal": proposal,
        "problems": problems or proposal.problems,
        "no_order": actions.NO_ORDER in proposal.problems,
        "sums": board.sums(),
    }
    status = 422 if problems else 200
    return render(request, "funding/scenario_propose.html", context, status=status)


def _told(proposal):
    said = (
        f"Utkastet till beslut är skrivet: {len(proposal.granted)} att bevilja och "
        f"{len(proposal.declined)} att avslå."
    )
    left_out = len(proposal.unprepared) + len(proposal.answered)
    if left_out == 1:
        return f"{said} 1 ansökan är inte med."
    return f"{said} {left_out} ansökningar är inte med." if left_out else said
