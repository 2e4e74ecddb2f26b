"""The money of a yearly follow-up, read from the ledger as it stood when the year ended."""

from collections import Counter
from datetime import date

from django.conf import settings
from django.db.models import Q, Sum

from funding.models import Account, Allocation, Transfer


def money_of(actor, year):
    """What the actor was given by joint decisions, as it stood when the year ended."""
    day = date(year, 12, 31)
    allocations = Allocation.objects.filter(
        receiver=actor,
        decision__decided_on__lte=day,
        frame__component__agreement__first_year__lte=year,
        frame__component__agreement__last_year__gte=year,
    ).select_related("decision", "frame__component__agreement", "frame__component__category")
    balances = _balances(allocations, day)
    rows = [_money_row(allocation, balances) for allocation in allocations]
    columns = ("granted", "paid", "used", "left")
    return {
        "rows": rows,
        "sum": {column: sum(row[column] for row in rows) for column in columns},
        "note": "Beloppen är påhittade för demonstrationen."
        if settings.DEMO or settings.DEBUG
        else "",
    }


def _balances(allocations, day):
    """(allocation, kind of account) → its balance on that day: what came in less what went out."""
    moved = (
        Transfer.objects.filter(
            Q(source__allocation__in=allocations) | Q(target__allocation__in=allocations),
            on__lte=day,
        )
        .order_by()
        .values_list("source__allocation", "source__kind", "target__allocation", "target__kind")
        .annotate(total=Sum("amount"))
    )
    balances = Counter()
    for *source, receiver, kind, total in moved:
        balances[tuple(source)] -= total
        balances[receiver, kind] += total
    return balances


def _money_row(allocation, balances):
    def stood(*kinds):
        return sum(balances[allocation.pk, kind] for kind in kinds)

    kind = Account.Kind
    paid = stood(*Account.PAID_OUT)
    component = allocation.frame.component
    return {
        "agreement": str(component.agreement),
        "category": str(component.category or component),
        "purpose": allocation.purpose,
        "decision": str(allocation.decision),
        "granted": stood(kind.GRANTED, kind.OWED) + paid,
        "paid": paid,
        "used": stood(kind.USED, kind.OWED),
        "left": stood(kind.GRANTED, kind.PAID, kind.CARRIED),
    }
