"""What the pages of money say to somebody who is new to them: whose turn it is, and what to do."""

from datetime import date

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from actors.models import Role
from actors.tests.factories import make_user
from funding import actions
from funding.actions import returns
from funding.forms.agreements import StatementForm
from funding.forms.decision_items import GrantForm
from funding.forms.distribution import NO_LONGER, DistributeForm
from funding.forms.preparation import PreparationForm
from funding.models import Application, Decision, DecisionItem, Frame, Preparation
from funding.tests.applying import make_application, make_category_pot, make_round
from funding.tests.decided import grant, laid
from funding.tests.factories import DAY, make_agreement, make_pot
from funding.tests.test_applications import typed
from funding.tests.test_returns import make_spent
from initiatives.models import Term
from portal.models import Event


@pytest.fixture
def pot(cast):
    return make_category_pot(cast.vasterbotten, cast.officer)


@pytest.fixture
def draft(cast, pot):
    return make_application(make_round([pot], cast.officer), cast.storuman, cast.coordinator)


def sent(draft, cast):
    return actions.submit(draft, by=cast.coordinator)


def test_an_unanswered_question_awaits_the_applicant(cast, sign_in, draft):
    application = sent(draft, cast)
    application.questions.create(text="Hur många?", asked_by=cast.officer)
    client = sign_in(cast.coordinator)
    page = client.get(reverse("funding:applications"))
    assert [one.pk for one in page.context["awaiting"]] == [application.pk]
    assert f"{application.get_absolute_url()}#fragor" in page.text
    assert "Svara på handläggarens fråga" in page.text
    assert "Svara på frågan" in client.get(application.get_absolute_url()).text
    assert "Svara på frågan" not in sign_in(cast.officer).get(reverse("funding:applications")).text
    question = application.questions.get()
    actions.answer_question(question, answer="Tjugo", by=cast.coordinator)
    assert not sign_in(cast.coordinator).get(reverse("funding:applications")).context["awaiting"]


def test_taking_back_is_not_offered_while_a_decision_holds_it(cast, sign_in, draft, pot):
    application = sent(draft, cast)
    client = sign_in(cast.coordinator)
    assert "Ta tillbaka ansökan" in client.get(application.get_absolute_url()).text
    Application.objects.filter(pk=application.pk).update(state="PREPARED")
    decision = laid(cast, grant(pot, cast.storuman, application=application))
    assert "Ta tillbaka ansökan" not in client.get(application.get_absolute_url()).text
    actions.withdraw_decision(decision, reason="Fel belopp", by=cast.officer)
    assert "Ta tillbaka ansökan" in client.get(application.get_absolute_url()).text


def test_an_empty_form_is_told_all_that_is_missing_at_once(cast, sign_in, draft):
    url = reverse("funding:application_new", args=[draft.round_id])
    empty = typed() | dict.fromkeys(["need", "work", "main_b", "starts_on", "contact"], "")
    response = sign_in(cast.coordinator).post(url, empty | {"title": "", "skicka": "1"})
    assert response.status_code == 422
    for sentence in [
        "Skriv vad ni söker medel till.",
        "Beskriv vilket behov ni har sett.",
        "Välj det B som arbetet främst hör till.",
        "Skriv minst en rad i budgeten.",
    ]:
        assert sentence in response.text
    saved = sign_in(cast.coordinator).post(url, empty | {"title": ""})
    assert "Beskriv vilket behov ni har sett." not in saved.text


def test_a_group_of_a_category_says_which(cast, sign_in, draft, pot):
    for category in (None, pot.component.category):
        Term.objects.create(taxonomy="malgrupp", name="Unga", category=category)
    page = sign_in(cast.coordinator).get(reverse("funding:application_new", args=[draft.round_id]))
    assert page.text.count("Unga") == 2
    assert "Unga (kategori 4)" in page.text


def test_a_wrong_line_is_named_and_stands_in_the_title(cast, sign_in, draft):
    url = reverse("funding:application_edit", args=[draft.pk])
    response = sign_in(cast.coordinator).post(url, typed(draft, [("Kurs", "500"), ("Resor", "")]))
    assert "<title>Fel: Ändra" in response.text
    assert "Rad 2. Belopp, kronor: Skriv beloppet i hela kronor." in response.text


def test_what_is_needed_to_be_done_is_not_called_voluntary(cast, sign_in, draft):
    application = sent(draft, cast)
    form = PreparationForm(instance=Preparation(application=application))
    assert "frivilligt" not in form["recommended"].as_field_group()
    assert "frivilligt" not in form["reason"].as_field_group()
    report = returns.begin_return(make_spent(cast), by=cast.coordinator)
    page = sign_in(cast.coordinator).get(reverse("funding:return_fill", args=[report.pk])).text
    assert page.count("(frivilligt)") == 1  # why it differs
    assert "Beloppen behövs när du är klar." in page


def test_half_a_preparation_is_still_saved(cast, draft):
    application = sent(draft, cast)
    form = PreparationForm({"lock": "0"}, instance=Preparation(application=application))
    assert form.is_valid(), form.errors


def test_djangos_own_words_are_ours(cast):
    form = StatementForm({"about": "Hela", "source": "S", "source_url": "inte en adress"})
    assert form.errors["source_url"] == ["Skriv en hel webbadress, till exempel https://skr.se."]
    component = make_pot(cast.vasterbotten, cast.officer).component
    data = {"delar": ["999999", "x"], "dag": "2024-13-99", "nyckel": "9999"}
    form = DistributeForm(data, component=component)
    assert form.errors["delar"] == [NO_LONGER]
    assert form.errors["nyckel"] == ["Valet finns inte längre i listan. Välj ett annat."]
    assert form.errors["dag"] == ["Skriv datumet som år-månad-dag, till exempel 2024-03-14."]


def test_pots_are_joint_first_and_never_preliminary(cast):
    deal = make_agreement(cast.officer, total=100)
    own = actions.split(deal, amount=100, on=DAY, by=cast.officer, name="Kommuner", stream="KOMMUN")
    actions.distribute(
        own, cast.vasterbotten, actor=cast.storuman, amount=100, on=DAY, by=cast.officer
    )
    older = make_pot(cast.vasterbotten, cast.officer, 100)
    newer = make_pot(
        cast.vasterbotten, cast.officer, 100,
        make_agreement(cast.officer, total=100, first_year=2025, last_year=2025),
    )  # fmt: skip
    preliminary = make_pot(
        cast.vasterbotten, cast.officer, 100,
        make_agreement(cast.officer, total=100, first_year=2027, last_year=2027, decided_on=None),
    )  # fmt: skip
    item = DecisionItem(act="GRANT", decision=Decision(
        county=cast.vasterbotten, decided_on=date(2024, 3, 1)
    ))  # fmt: skip
    offered = list(GrantForm(instance=item, user=cast.officer).fields["frame"].queryset)
    assert offered == [newer, older, Frame.objects.get(actor=cast.storuman)]
    assert preliminary not in offered


def test_the_last_party_is_told_that_it_is_decided(cast, sign_in, pot):
    decision = laid(cast, grant(pot, cast.umea))
    last = make_user("umea.godkannare", cast.umea, Role.APPROVER)
    url = reverse("funding:decision_answer", args=[decision.pk])
    told = []
    for party, user in [
        (cast.region, cast.region_approver), (cast.storuman, cast.approver), (cast.umea, last),
    ]:  # fmt: skip
        answer = {"party": party.pk, "says": "YES", "comment": ""}
        told.append(sign_in(user).post(url, answer, follow=True).text)
    assert "Ni står nu bakom beslutet." in told[0]
    assert "Alla parter står bakom beslutet. Det gäller nu." not in told[1]
    assert "Alla parter står bakom beslutet. Det gäller nu." in told[2]
    assert Event.about(decision).get(verb="genomförde").by == last.pk
    assert "genomförde" in told[2]


def test_the_last_party_of_several_is_told_which_hold(cast, sign_in, pot):
    decisions = [
        laid(cast, grant(pot, cast.umea), title="Ett", parties=[cast.storuman, cast.region]),
        laid(cast, grant(pot, cast.umea), title="Två", parties=[cast.storuman, cast.region]),
    ]
    actions.concur(decisions[0], cast.region, by=cast.region_approver)
    client, posted = sign_in(cast.approver), {"beslut": [one.pk for one in decisions], "note": ""}
    with zeal_ignore():  # each decision is answered by itself
        page = client.post(reverse("funding:decisions_answer"), posted, follow=True)
    assert "ställt dig bakom 2 beslut. Alla parter står bakom 1 av dem" in page.text
