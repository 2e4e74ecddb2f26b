"""A round with applications, for the tests of the what-if board."""

from datetime import date

from django.utils import timezone

from funding import actions
from funding.models import (
    Application,
    BudgetLine,
    DecisionOrder,
    Earmark,
    Preparation,
    Round,
    Scenario,
    ScenarioAmount,
)
from funding.tests.factories import DAY, make_agreement
from initiatives.models import Category


def make_round(county, by, *amounts, name="Våren"):
    """A round over one pot for each amount, each of a category of its own."""
    agreement = make_agreement(by, total=sum(amounts), name=f"Överenskommelsen, {name}")
    round = Round.objects.create(
        county=county,
        agreement=agreement,
        name=name,
        opens_on=date(2024, 1, 1),
        closes_on=date(2024, 3, 1),
        created_by=by,
    )
    for number, amount in enumerate(amounts, 1):
        category, _ = Category.objects.get_or_create(
            number=number, defaults={"name": f"Kategori {number}", "first_year": 2021}
        )
        part = actions.split(
            agreement,
            amount=amount,
            on=DAY,
            by=by,
            name=f"Del {number}",
            stream="LANSGEMENSAM",
            category=category,
        )
        round.frames.add(actions.distribute(part, county, amount=amount, on=DAY, by=by))
    return round


def make_asking(round, applicant, by, asked=100_000, *, recommended=None, reason="Bra", **fields):
    """An application that was sent in; prepared when something is recommended."""
    values = {
        "title": f"Ansökan från {applicant}",
        "frame": fields.pop("frame", None) or round.frames.first(),
        "main_b": "BYGG",
        "state": "SUBMITTED" if recommended is None else "PREPARED",
        "submitted_at": timezone.now(),
        "submitted_by": by,
        "created_by": by,
    }
    one = Application.objects.create(round=round, applicant=applicant, **(values | fields))
    BudgetLine.objects.create(application=one, text="Allt", amount=asked)
    if recommended is not None:
        Preparation.objects.create(
            application=one,
            recommended=recommended,
            reason=reason,
            prepared_at=timezone.now(),
            prepared_by=by,
        )
    return one


def make_scenario(round, by, amounts=(), name="Först"):
    """An alternative; `amounts` are kronor by application."""
    scenario = Scenario.objects.create(round=round, name=name, created_by=by)
    for application, amount in dict(amounts).items():
        ScenarioAmount.objects.create(scenario=scenario, application=application, amount=amount)
    return scenario


def make_order(county):
    return DecisionOrder.objects.create(
        county=county, body="Länssamverkansgruppen", kommuner="EACH"
    )


def make_earmark(county, category, allows="USER_MOVEMENT"):
    return Earmark.objects.create(
        county=county,
        category=category,
        allows=allows,
        text="Kategorin går bara till brukarrörelsen.",
        source="Länets beslut",
        since=date(2020, 1, 1),
    )
