"""The money of the demo: moved by the real actions, and something in every state."""

from collections import Counter

from django.db.models import Count, Sum
from django.utils import timezone

from funding.models import (
    Account,
    Agreement,
    Allocation,
    Application,
    ApplicationState,
    Component,
    Concurrence,
    Decision,
    Frame,
    Return,
    Round,
    Statement,
    Transfer,
)


def test_the_agreement_of_2024_adds_up(demo):
    agreement = Agreement.objects.prefetch_related("accounts").get(first_year=2024)
    parts = Component.objects.filter(agreement=agreement, parent=None).with_total()
    assert agreement.total == 1_560_000_000
    assert sorted(part.total for part in parts) == [33_000_000, 1_527_000_000]


def test_every_krona_of_every_agreement_stands_somewhere(demo):
    sums = Account.objects.values("agreement").annotate(all=Sum("balance"))
    assert [row["all"] for row in sums] == [0, 0, 0, 0]


def test_each_amount_of_an_agreement_has_its_source(demo):
    said = Statement.objects.filter(agreement__first_year__in=[2021, 2024])
    assert said.count() >= 15
    assert not said.filter(source="").exists()
    began = set(said.filter(about="När satsningarna började").values_list("text", flat=True))
    assert {text[-5:] for text in began} == {"2008.", "2012."}
    assert said.get(about="Därav barn och unga").amount == 803_000_000


def test_what_sums_is_closed(demo):
    closed = Account.objects.exclude(closed_at=None)
    assert {account.kind for account in closed} == {"AGREEMENT", "COMPONENT"}
    assert not closed.exclude(balance=0).exists()
    assert closed.get(agreement__first_year=2024, kind="AGREEMENT")


def test_the_own_parts_of_2024_reach_every_kommun_and_region(demo):
    own = Frame.objects.filter(component__agreement__first_year=2024, actor__isnull=False)
    assert own.count() == 290 + 21
    assert own.aggregate(all=Sum("account__balance"))["all"] == 350_000_000 + 453_000_000


def test_the_pots_of_vasterbotten_are_all_given_out(demo):
    pots = Frame.objects.joint().filter(county__code="24", component__agreement__first_year=2024)
    pots = pots.with_sums()
    assert [pot.component.category.number for pot in pots] == [1, 2, 3, 4]
    assert [pot.left for pot in pots] == [0, 0, 0, 0]
    assert all(pot.given > 0 for pot in pots)


def test_something_is_left_this_year(demo):
    pots = Frame.objects.joint().filter(
        county__code="24", component__agreement__last_year=timezone.localdate().year
    )
    pots = pots.with_sums()
    assert [pot.component.category.number for pot in pots] == [1, 2, 3, 4]
    assert all(pot.left and pot.given for pot in pots)


def test_an_application_stands_in_every_state_but_withdrawn(demo):
    states = set(Application.objects.values_list("state", flat=True))
    assert states == set(ApplicationState) - {ApplicationState.WITHDRAWN}
    assert [a.is_late for a in Application.objects.filter(title="Samordnad hjälp i skolan")] == [
        True
    ]
    assert Round.objects.open_on(timezone.localdate()).count() == 1


def test_returns_are_there_and_one_is_missing(demo):
    given = Allocation.objects.filter(frame__component__agreement__first_year=2024)
    silent = given.filter(returns=None)
    assert [a.receiver.code for a in silent] == ["2481"]
    states = Counter(Return.objects.exclude(state="DRAFT").values_list("state", flat=True))
    assert states == {"ACCEPTED": 11, "CERTIFIED": 2, "FILLED": 1}


def test_what_was_left_of_2024_went_by_a_decision(demo):
    moved = Transfer.objects.filter(kind__in=["CARRY_OVER", "DEMAND"])
    assert sorted(moved.values_list("kind", "amount")) == [
        ("CARRY_OVER", 220_000),
        ("DEMAND", 400_000),
    ]
    assert {move.decision.state for move in moved} == {"DECIDED"}


def test_storuman_has_money_that_is_partly_used_on_activities(demo):
    held = Allocation.objects.filter(receiver__code="2421").with_sums()
    granted = {a.purpose: (a.granted, a.paid, a.used) for a in held}
    assert granted == {
        "B4 i Storuman: utbildning och gemensamma rutiner": (450_000, 450_000, 310_000),
        "Föräldraskapsstöd i hela kommunen": (300_000, 300_000, 185_000),
        "B4 i Storuman: nästa steg": (600_000, 300_000, 120_000),
    }
    assert all(allocation.activities.exists() for allocation in held)


def test_nothing_is_paid_before_everybody_has_concurred(demo):
    decisions = Decision.objects.annotate(asked=Count("concurrences"))
    assert sorted((decision.state, decision.asked) for decision in decisions) == [
        ("DECIDED", 2),
        ("DECIDED", 16),
        ("DECIDED", 16),
        ("DECIDED", 16),
        ("DRAFT", 0),
        ("PROPOSED", 16),
    ]
    waiting = Concurrence.objects.exclude(answer="YES")
    assert {str(w.party) for w in waiting} == {"Region Västerbotten", "Storumans kommun"}
    assert not Allocation.objects.exclude(decision__state="DECIDED").exists()


def test_what_was_decided_arose_from_its_items(demo):
    assert not Allocation.objects.filter(item=None).exists()


def test_stockholm_has_a_pot_with_something_left(demo):
    pots = Frame.objects.joint().filter(county__code="01", component__agreement__first_year=2021)
    pot = pots.with_sums().get()
    assert (pot.total, pot.left) == (4_600_000, 250_000)


def test_the_joint_sum_of_2022_is_dated_2022(demo):
    part = Component.objects.get(agreement__first_year=2021, name__startswith="Suicidprevention")
    assert "2022" in part.name
    moves = Transfer.objects.filter(target__component=part) | Transfer.objects.filter(
        source__component=part
    )
    assert {move.on.year for move in moves} == {2022}
