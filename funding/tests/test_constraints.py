"""What the rows of money may never be, by PostgreSQL and in words."""

import copy
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

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
from funding.tests.factories import DAY
from funding.tests.rows import one_of_each

NOW = timezone.now()
PAST = date(2020, 1, 1)


@pytest.fixture
def rows(cast):
    return one_of_each(cast)


ABSURD = "Beloppet är orimligt"
NOT_NEGATIVE = "Beloppet måste vara noll eller mer."
ONE_KRONA = "Beloppet måste vara minst 1 krona."
PAST_THE_EARMARK = "Den som går ifrån öronmärkningen anger skäl och namn."

# name: (the row, what spoils its copy, how the sentence begins). A copy alone is one too many.
BROKEN = {
    "agreement_years_in_order": (Agreement, {"last_year": 2023}, "Sista året kan inte ligga före"),
    "statement_says_something": (Statement, {"amount": None}, "Skriv ett belopp eller en uppgift"),
    "statement_amount_is_possible": (Statement, {"amount": -1}, ABSURD),
    "key_of_population_has_a_day": (
        DistributionKey,
        {"basis": "POPULATION"},
        "Välj vilken dag folkmängden gäller.",
    ),
    "keyshare_once_an_actor": (KeyShare, {}, "Aktören står redan i nyckeln."),
    "keyshare_weight_possible": (KeyShare, {"weight": -1}, "Vikten måste vara noll eller mer."),
    "frame_once_a_county": (Frame, {}, "Länet har redan en pott för den bidragsdelen."),
    "earmark_one_in_force": (Earmark, {}, "Länet har redan en regel för den kategorin."),
    "earmark_days_in_order": (Earmark, {"until": PAST}, "Sista dagen kan inte ligga före"),
    "order_names_the_body": (DecisionOrder, {"kommuner": "BODY"}, "Välj vilket organ kommunerna"),
    "round_days_in_order": (Round, {"closes_on": PAST}, "Sista ansökningsdag kan inte ligga före"),
    "application_sent_when_and_by": (
        Application,
        {"submitted_at": None},
        "En inskickad ansökan har både tid och person.",
    ),
    "application_days_in_order": (
        Application,
        {"starts_on": DAY, "ends_on": PAST},
        "Slutdagen kan inte ligga före startdagen.",
    ),
    "budgetline_amount_possible": (BudgetLine, {"amount": 0}, ONE_KRONA),
    "question_answer_when_and_by": (
        Question,
        {"answer": "Så"},
        "Ett svar har text, tid och person.",
    ),
    "preparation_amount_possible": (Preparation, {"recommended": -1}, NOT_NEGATIVE),
    "preparation_done_when_and_by": (
        Preparation,
        {"prepared_at": NOW},
        "En färdig beredning har ett belopp och skäl.",
    ),
    "conflict_once_a_person": (Conflict, {}, "Jävet är redan anmält."),
    "decision_minutes_whole": (
        Decision,
        {"minutes_name": "protokoll.pdf"},
        "Protokollet är tomt. Välj en annan fil.",
    ),
    "item_amount_possible": (DecisionItem, {"act": "CHANGE", "amount": -1}, NOT_NEGATIVE),
    "item_whole_for_its_act": (DecisionItem, {"receiver": None}, "Punkten saknar något."),
    "item_override_by_and_why": (DecisionItem, {"override_reason": "Så"}, PAST_THE_EARMARK),
    "item_once_an_application": (DecisionItem, {}, "Ansökan står redan i beslutet."),
    "allocation_commits_something": (Allocation, {"committed": 0}, ONE_KRONA),
    "allocation_override_by_and_why": (Allocation, {"override_reason": "Så"}, PAST_THE_EARMARK),
    "plannedpayment_amount_possible": (PlannedPayment, {"amount": 0}, ONE_KRONA),
    "requisition_amount_possible": (Requisition, {"amount": 0}, ONE_KRONA),
    "requisition_answered_one_way": (
        Requisition,
        {"answered_at": NOW, "answered_by": "somebody"},
        "Svara på rekvisitionen med en utbetalning eller ett skäl.",
    ),
    "requisition_one_waits": (Requisition, {}, "Det finns redan en rekvisition som väntar"),
    "return_number_once": (Return, {}, "Den versionen finns redan."),
    "return_one_open": (Return, {"number": 2}, "Det finns redan en redovisning som inte är"),
    "return_amounts_possible": (Return, {"forecast": -1}, "Beloppen måste vara noll eller mer."),
    "return_adds_up": (Return, {"to_repay": 1}, "Använt, bundet, det som förs över"),
    "return_variance_explained": (Return, {"forecast": 1}, "Skriv varför det avviker"),
    "return_filled_when_and_by": (
        Return,
        {"filled_at": None},
        "Läget, tiderna och personerna stämmer inte överens.",
    ),
    "return_certified_by_another": (
        Return,
        {"state": "CERTIFIED", "certified_at": NOW, "certified_by": "filler"},
        "Den som har fyllt i en redovisning kan inte intyga den.",
    ),
    "return_sent_back_says_why": (
        Return,
        {"state": "SENT_BACK", "certified_at": NOW, "certified_by": "somebody"},
        "Skriv vad som ska kompletteras.",
    ),
    "scenario_name_once": (Scenario, {}, "Det finns redan ett alternativ med det namnet."),
    "scenarioamount_once_an_application": (ScenarioAmount, {}, "Ansökan står redan i alternativet"),
    "scenarioamount_possible": (ScenarioAmount, {"amount": -1}, NOT_NEGATIVE),
    "account_owned_as_its_kind": (
        Account,
        {"frame": None},
        "Ett konto hör till precis en sak av sitt slag.",
    ),
    "account_closed_when_and_by": (
        Account,
        {"closed_at": NOW, "balance": 0},
        "En stängd nivå har både tid och person.",
    ),
    "account_once_an_agreement": (
        Account,
        {"kind": "STATE", "frame": None, "balance": 0},
        "Överenskommelsen har redan ett sådant konto.",
    ),
    "account_once_an_allocation": (
        Account,
        {"kind": "PAID", "frame": None, "allocation": "allocation", "balance": 0},
        "Tilldelningen har redan ett sådant konto.",
    ),
    "transfer_amount_positive": (Transfer, {"amount": 0}, ONE_KRONA),
}
# A guard of PostgreSQL answers before the constraint can: only the sentence is read here.
BEHIND_A_GUARD = {
    "decision_state_and_times_agree": (
        Decision,
        {"state": "PROPOSED"},
        "Läget och tiderna stämmer inte överens.",
    ),
    "concurrence_once_a_party": (Concurrence, {}, "Parten finns redan med i beslutet."),
    "concurrence_answer_when_and_by": (
        Concurrence,
        {"answer": "YES"},
        "Ett svar har både tid och person.",
    ),
    "concurrence_no_says_why": (
        Concurrence,
        {"answer": "NO", "answered_at": NOW, "answered_by": "somebody"},
        "Skriv varför ni inte ställer er bakom beslutet.",
    ),
    "agreement_not_its_own_predecessor": (
        Agreement,
        {"predecessor": "itself"},
        "En överenskommelse kan inte bygga på sig själv.",
    ),
    "frame_once_an_actor": (Frame, {"actor": "storuman"}, "Aktören har redan en pott"),
    "account_not_below_zero": (Account, {"balance": -1}, "Beloppet är större än det som finns"),
    "account_closed_is_empty": (
        Account,
        {"closed_at": NOW, "closed_by": "somebody", "balance": 5},
        "Nivån är stängd.",
    ),
    "transfer_between_two": (
        Transfer,
        {"target": "source"},
        "Pengar flyttas mellan två olika konton.",
    ),
    "transfer_correction_names_what": (
        Transfer,
        {"kind": "CORRECT"},
        "En rättelse pekar ut vad den rättar.",
    ),
    "transfer_reallocation_says_why": (
        Transfer,
        {"kind": "REALLOCATE"},
        "Skriv varför medlen flyttas.",
    ),
}


def test_every_constraint_of_the_app_is_broken_by_a_test():
    models = apps.get_app_config("funding").get_models()
    named = {rule.name for model in models for rule in model._meta.constraints}
    assert named == set(BROKEN) | set(BEHIND_A_GUARD)


def spoiled(rows, cast, model, wrong):
    """An unsaved copy of the row with the wrong values."""
    row = copy.copy(rows[model])
    row.pk, row._state = None, copy.copy(row._state)
    row._state.adding = True
    meant = SimpleNamespace(
        somebody=cast.approver, filler=cast.coordinator, allocation=rows[Allocation],
        itself=rows[model], storuman=cast.storuman, source=getattr(row, "source", None),
    )  # fmt: skip
    for name, value in wrong.items():
        setattr(row, name, getattr(meant, value, value) if isinstance(value, str) else value)
    return row


@pytest.mark.parametrize("name", BROKEN)
def test_postgresql_refuses_what_a_constraint_forbids(rows, cast, name):
    model, wrong, _ = BROKEN[name]
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        spoiled(rows, cast, model, wrong).save(force_insert=True)


@pytest.mark.parametrize("name", BROKEN | BEHIND_A_GUARD)
def test_a_constraint_explains_itself(rows, cast, name):
    model, wrong, sentence = (BROKEN | BEHIND_A_GUARD)[name]
    row = spoiled(rows, cast, model, wrong)
    if name == "frame_once_an_actor":
        rows[Frame].component.frames.create(county=cast.vasterbotten, actor=cast.storuman)
    if name == "agreement_not_its_own_predecessor":
        row = rows[Agreement]
        row.predecessor = row
    with pytest.raises(ValidationError, match=sentence):
        row.validate_constraints()


def test_a_pot_is_once_an_actors_by_postgresql_too(rows, cast):
    own = {"county": cast.vasterbotten, "actor": cast.storuman}
    rows[Frame].component.frames.create(**own)
    with pytest.raises(IntegrityError, match="frame_once_an_actor"), transaction.atomic():
        rows[Frame].component.frames.create(**own)


def test_an_agreement_does_not_follow_itself_by_postgresql_either(rows):
    with pytest.raises(IntegrityError, match="agreement_not_its_own"), transaction.atomic():
        Agreement.objects.update(predecessor=rows[Agreement])
