"""One whole row of each kind of money's own; a test spoils a copy of it."""

from django.utils import timezone

from funding import actions
from funding.models import (
    Account,
    Agreement,
    Allocation,
    Application,
    BudgetLine,
    Concurrence,
    Conflict,
    Decision,
    DecisionItem,
    DecisionOrder,
    DistributionKey,
    Earmark,
    Frame,
    KeyShare,
    PlannedPayment,
    Preparation,
    Question,
    Requisition,
    Return,
    Round,
    Scenario,
    ScenarioAmount,
    Statement,
    Transfer,
)
from funding.tests.factories import DAY, make_decision, make_pot
from initiatives.models import Category

NOW = timezone.now()


def one_of_each(cast):
    """{model: a row}"""
    pot = make_pot(cast.vasterbotten, cast.officer)
    paper = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    allocation = actions.allocate(
        pot, cast.storuman, amount=400, purpose="B4", decision=paper, by=cast.officer
    )
    key = DistributionKey(name="Nyckel", basis="TABLE", source="Källa")
    actions.key_of_table(key, {cast.storuman.pk: 3}, by=cast.officer)
    draft = Decision.objects.create(
        county=cast.vasterbotten, body="Länet", decided_on=DAY, prepared_by=cast.officer
    )
    asked = _applied(cast, pot)
    made = {
        Agreement: pot.component.agreement,
        DistributionKey: key,
        KeyShare: key.shares.get(),
        Frame: pot,
        Decision: draft,
        DecisionItem: draft.items.create(
            act="GRANT", frame=pot, receiver=cast.storuman, amount=4, purpose="B4",
            application=asked[Application],
        ),
        Concurrence: make_decision(
            cast.vasterbotten, [cast.umea], cast.officer, complete=False
        ).concurrences.get(),
        Allocation: allocation,
        Account: pot.account,
        Transfer: Transfer.objects.get(kind="ALLOCATE"),
    }  # fmt: skip
    return made | asked | _rules(cast, made[Agreement]) | _of(allocation, cast)


def _applied(cast, pot):
    opened = Round.objects.create(
        county=cast.vasterbotten, agreement=pot.component.agreement, name="Omgång",
        opens_on=DAY, closes_on=DAY, created_by=cast.officer,
    )  # fmt: skip
    application = Application.objects.create(
        round=opened, frame=pot, applicant=cast.storuman, title="B4", state="PREPARED",
        submitted_at=NOW, submitted_by=cast.coordinator, created_by=cast.coordinator,
    )  # fmt: skip
    by = cast.officer
    scenario = Scenario.objects.create(round=opened, name="Ett", created_by=by)
    return {
        Round: opened,
        Application: application,
        BudgetLine: application.lines.create(text="Kurs", amount=4),
        Question: application.questions.create(text="Hur?", asked_by=by),
        Preparation: Preparation.objects.create(application=application),
        Conflict: application.conflicts.create(person=by, reason="Släkt", declared_by=by),
        Scenario: scenario,
        ScenarioAmount: scenario.amounts.create(application=application, amount=4),
    }


def _rules(cast, agreement):
    category = Category.objects.create(
        number=4, first_year=2024, name="Medverkan", aim="", source="Källa"
    )
    return {
        Statement: agreement.statements.create(about="Totalen", amount=4, source="Källa"),
        Earmark: Earmark.objects.create(
            county=cast.vasterbotten, category=category, allows="KOMMUN", text="Regel",
            source="Källa", since=DAY,
        ),
        DecisionOrder: DecisionOrder.objects.create(
            county=cast.vasterbotten, body="Länet", kommuner="EACH"
        ),
    }  # fmt: skip


def _of(allocation, cast):
    return {
        PlannedPayment: allocation.planned_payments.create(due_on=DAY, amount=4),
        Requisition: allocation.requisitions.create(amount=4, asked_by=cast.coordinator),
        Return: allocation.returns.create(
            as_of=DAY, paid=0, booked=0, state="FILLED", filled_at=NOW, filled_by=cast.coordinator
        ),
    }
