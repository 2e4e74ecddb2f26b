"""Alternatives beside each other: the list of each round, and two to four compared."""

from django.db.models import Prefetch, Sum, prefetch_related_objects
from django.shortcuts import render

from actors.access import may_move_money
from funding.board import sums
from funding.models import Frame, Scenario, ScenarioAmount
from funding.whatif import amounts_of, bound_in_decisions, hidden_from, read_board, still_open

FEWEST, MOST = 2, 4
CHOOSE = "Välj två till fyra alternativ i samma omgång att jämföra."


def list_rounds(rounds, user):
    """Each round as the list shows it, in a number of questions that does not grow."""
    scenarios = Scenario.objects.filter(round__in=rounds).select_related("created_by")
    by_round = {}
    for one in scenarios:
        by_round.setdefault(one.round_id, []).append(one)
    applications = still_open(user, rounds)
    put = _put(applications, scenarios)
    asked = _asked(applications)
    pots = _pots(rounds)
    hidden = hidden_from(user, rounds)
    may_write = {}
    for round in rounds:
        if round.county_id not in may_write:
            may_write[round.county_id] = bool(may_move_money(user, round.county))
    return [
        {
            "round": round,
            "may_write": may_write[round.county_id],
            "asked": sum(asked.get(round.pk, [])),
            "count": len(asked.get(round.pk, [])),
            "available": sum(left for _, left in pots[round.pk].values()),
            "hidden": hidden.get(round.pk, 0),
            "scenarios": [
                _line(one, put.get(one.pk, {}), pots[round.pk])
                for one in by_round.get(round.pk, [])
            ],
        }
        for round in rounds
    ]


def _put(applications, scenarios):
    """Kronor by pot, by scenario; of applications that can still be decided on."""
    rows = ScenarioAmount.objects.filter(scenario__in=scenarios, application__in=applications)
    found = {}
    rows = rows.order_by().values_list("scenario", "application__frame").annotate(Sum("amount"))
    for scenario, frame, amount in rows:
        found.setdefault(scenario, {})[frame] = amount
    return found


def _asked(applications):
    """What each open application asks for, by round."""
    found = {}
    for round, asked in applications.with_asked().order_by().values_list("round", "asked"):
        found.setdefault(round, []).append(asked)
    return found


def _pots(rounds):
    """(name, what is left) of each pot, by pot, by round."""
    frames = Frame.objects.select_related("account", "component__category")
    prefetch_related_objects(rounds, Prefetch("frames", queryset=frames))
    bound = bound_in_decisions([frame for round in rounds for frame in round.frames.all()])
    return {
        round.pk: {
            frame.pk: (
                str(frame.component.category or frame.component),
                frame.account.balance - bound.get(frame.pk, 0),
            )
            for frame in round.frames.all()
        }
        for round in rounds
    }


def _line(scenario, put, pots):
    over = [
        (name, put.get(frame, 0) - left)
        for frame, (name, left) in pots.items()
        if put.get(frame, 0) > left
    ]
    total = sum(put.values())
    available = sum(left for _, left in pots.values())
    return {"scenario": scenario, "put": total, "rest": available - total, "over": over}


def compare(request, asked):
    """Two to four alternatives of one round, side by side."""
    numbers = [one for one in asked if one.isdecimal() and len(one) < 19]
    found = Scenario.objects.visible_to(request.user).filter(pk__in=numbers)
    chosen = list(found.select_related("round__county", "round__agreement", "created_by"))
    one_round = len({one.round_id for one in chosen}) == 1
    if not (FEWEST <= len(chosen) <= MOST and one_round):
        context = {"wrong": CHOOSE, "chosen": chosen}
        return render(request, "funding/scenario_compare.html", context, status=422)
    round = chosen[0].round
    board = read_board(round, request.user)
    amounts = amounts_of(chosen)
    # Also what is decided by now is compared, as it stood.
    columns = [
        sums(board.pots, board.rows, amounts[one.pk], inhabitants=board.inhabitants)
        for one in chosen
    ]
    still = [board.sums(amounts[one.pk]) for one in chosen]
    context = {
        "round": round,
        "chosen": chosen,
        "board": board,
        "rows": [
            (row, _beside([amounts[one.pk].get(row.number, 0) for one in chosen]))
            for row in board.rows
        ],
        "total": _beside([one.put for one in columns]),
        "per_inhabitant": [one.per_inhabitant for one in columns],
        "over": [(one, held.over) for one, held in zip(chosen, still, strict=True) if held.over],
        "splits": [
            ("Potter", "Pott", _split([one.categories for one in columns])),
            ("Kommuner och andra", "Vem", _split([one.places for one in columns])),
            ("De fyra B", "B", _split([one.bs for one in columns])),
        ],
    }
    return render(request, "funding/scenario_compare.html", context)


def _beside(amounts):
    """(amount, how it differs from the first) of each alternative."""
    return [(amount, amount - amounts[0]) for amount in amounts]


def _split(columns):
    """The same part of every alternative on one line: (part, [(part, difference)])."""
    lines = zip(*columns, strict=True)  # every column has the same parts in the same order
    return [(line[0], [(part, part.amount - line[0].amount) for part in line]) for line in lines]
