"""Which days the movements of an allocation's money can have."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils import timezone

from funding.models import Transfer
from portal.swedish import datum

FUTURE = "Datumet ligger i framtiden. Välj dagens datum eller ett tidigare."
KIND = Transfer.Kind


def require_possible_day(kind, allocation, day):
    """Raise ValidationError when a payment, a use or a repayment cannot be of that day."""
    if kind == KIND.PAY:
        _require_between(allocation.decision.decided_on, day, "Beslutet om medlen är från {}")
    elif kind == KIND.USE:
        start = date(allocation.frame.component.agreement.first_year, 1, 1)
        _require_between(start, day, "Överenskommelsen som medlen kommer ur börjar {}")
    elif kind == KIND.REPAY:
        demands = Transfer.objects.filter(
            kind=KIND.DEMAND, target__allocation=allocation, corrected_by=None
        )
        _require_between(demands.aggregate(day=Min("on"))["day"], day, "Återkravet är från {}")


def require_possible_correction(transfer, day):
    """Raise ValidationError when a correction is of a day before what it corrects, or to come."""
    _require_between(transfer.on, day, "Det som rättas är från {}")


def _require_between(first, day, since):
    if day > timezone.localdate():
        raise ValidationError(FUTURE)
    if first and day < first:
        raise ValidationError(f"{since.format(datum(first))}. Välj den dagen eller en senare.")
