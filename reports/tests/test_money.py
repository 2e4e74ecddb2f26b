"""The money of a follow-up is what the ledger said when the year ended."""

from datetime import date

import pytest

from funding import actions as money
from funding.models import Transfer
from funding.tests.factories import DAY, make_agreement, make_decision, make_pot
from reports.figures import figures_for
from reports.money import money_of

NEW_YEARS_EVE, NEW_YEARS_DAY = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture
def allocation(cast):
    """1 000 kr for two years, decided in March of the first."""
    agreement = make_agreement(cast.officer, total=1000, last_year=2025)
    return allocate(cast, make_pot(cast.vasterbotten, cast.officer, 1000, agreement), 1000)


def allocate(cast, pot, amount):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    return money.allocate(
        pot, cast.storuman, amount=amount, purpose="B4", decision=decision, by=cast.officer
    )


def sums(actor, year):
    return tuple(money_of(actor, year)["sum"].values())


def test_the_money_rows_sum_to_the_total_of_the_ledger(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for amount, paid, used in [(400, 300, 120), (600, 600, 0)]:
        allocation = money.allocate(
            pot,
            cast.storuman,
            amount=amount,
            purpose="B4",
            decision=decision,
            by=cast.officer,
        )
        money.pay(allocation, amount=paid, on=DAY, by=cast.officer)
        if used:
            money.use(allocation, amount=used, on=DAY, by=cast.officer)
    total = money_of(cast.storuman, 2024)
    assert total["sum"] == {"granted": 1000, "paid": 900, "used": 120, "left": 880}
    assert len(total["rows"]) == 2
    assert money_of(cast.storuman, 2025)["rows"] == []


@pytest.mark.parametrize(
    ("paid_on", "used_on", "in_2024"),
    [
        (NEW_YEARS_EVE, NEW_YEARS_EVE, (1000, 700, 200, 800)),
        (NEW_YEARS_EVE, NEW_YEARS_DAY, (1000, 700, 0, 1000)),
        (NEW_YEARS_DAY, NEW_YEARS_DAY, (1000, 0, 0, 1000)),
    ],
)
def test_what_moved_after_the_year_is_not_in_it(cast, allocation, paid_on, used_on, in_2024):
    money.pay(allocation, amount=700, on=paid_on, by=cast.officer)
    money.use(allocation, amount=200, on=used_on, by=cast.officer)
    assert sums(cast.storuman, 2024) == in_2024
    assert sums(cast.storuman, 2025) == (1000, 700, 200, 800)


def test_a_correction_in_the_year_after_leaves_the_year_as_it_stood(cast, allocation):
    money.pay(allocation, amount=700, on=NEW_YEARS_EVE, by=cast.officer)
    wrong = Transfer.objects.get(kind="PAY")
    money.correct(wrong, on=NEW_YEARS_DAY, note="Fel belopp", by=cast.officer)
    assert sums(cast.storuman, 2024) == (1000, 700, 0, 1000)
    assert sums(cast.storuman, 2025) == (1000, 0, 0, 1000)


def test_what_was_decided_after_the_year_is_not_in_it(cast):
    agreement = make_agreement(cast.officer, total=1000, first_year=2023)
    allocate(cast, make_pot(cast.vasterbotten, cast.officer, 1000, agreement), 1000)
    assert money_of(cast.storuman, 2023)["rows"] == []
    assert sums(cast.storuman, 2024) == (1000, 0, 0, 1000)


def test_the_follow_up_says_on_which_day_the_money_stood_so(cast):
    note = figures_for(cast.storuman, 2024)["method_note"]
    assert note[-1] == "Medlen visas som de stod den 31 december 2024."


def test_many_allocations_ask_as_many_questions_as_one(cast, django_assert_num_queries):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1000)
    for _ in range(5):
        allocate(cast, pot, 100)
    with django_assert_num_queries(2):
        assert len(money_of(cast.storuman, 2024)["rows"]) == 5
