"""An application from the first draft to the outcome, as its applicant meets it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from actors.models import Kind, Role
from actors.tests.factories import make_actor, make_user
from funding import actions
from funding.models import Application, BudgetLine, Decision, DecisionItem, Earmark
from funding.tests.applying import (
    WHOLE,
    fence_of,
    make_application,
    make_category,
    make_category_pot,
    make_round,
)
from funding.tests.factories import make_decision
from initiatives.models import Activity, Term
from initiatives.tests.factories import make_activity, make_plan
from portal import fence
from portal.models import Event


@pytest.fixture
def pot(cast):
    return make_category_pot(cast.vasterbotten, cast.officer)


@pytest.fixture
def open_round(cast, pot):
    return make_round([pot], cast.officer)


@pytest.fixture
def draft(cast, open_round):
    return make_application(open_round, cast.storuman, cast.coordinator)


def typed(application=None, lines=(), **changes):
    """What the form posts."""
    data = {name: str(value) for name, value in WHOLE.items()} | {"title": "Utbildning"} | changes
    data |= {"rad-TOTAL_FORMS": str(len(lines) + 3), "rad-INITIAL_FORMS": "0"}
    for number, (text, amount) in enumerate(lines):
        data |= {f"rad-{number}-text": text, f"rad-{number}-amount": amount}
    if application:
        data |= {"frame": application.frame_id, "lock": application.lock}
    return data


def question_about(application, cast):
    return application.questions.create(text="Hur många?", asked_by=cast.officer)


# Writing


def test_a_draft_needs_a_title_and_a_pot_alone(cast, sign_in, open_round, pot):
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_new", args=[open_round.pk])
    assert "Sök medel" in client.get(url).text
    response = client.post(url, typed(frame=pot.pk) | dict.fromkeys(WHOLE, ""))
    application = Application.objects.get()
    assert response.url == application.get_absolute_url()
    assert (application.state, application.applicant) == ("DRAFT", cast.storuman)
    assert application.created_by == cast.coordinator
    assert Event.about(application).get().verb == "påbörjade"
    assert "Det här saknas" in client.get(response.url).text


def test_what_is_wrong_is_told_and_kept(cast, sign_in, open_round):
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_new", args=[open_round.pk])
    data = typed([], title="", ends_on="2024-01-01", need="Behåll mig")
    response = client.post(url, data | {"rad-0-text": "Kurs", "rad-0-amount": "12,5"})
    assert response.status_code == 422
    for sentence in ["Skriv vad ni söker medel till.", "Slutdagen kan inte", "Behåll mig", "12,5"]:
        assert sentence in response.text
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("", "500"), "Skriv vad beloppet ska gå till."),
        (("Kurs", ""), "Skriv beloppet i hela kronor."),
        (("Kurs", "0"), "Beloppet måste vara minst 1 krona."),
        (("Kurs", "-5"), "Belopp"),
    ],
)
def test_a_line_is_whole_or_nothing(cast, sign_in, draft, line, sentence):
    url = reverse("funding:application_edit", args=[draft.pk])
    response = sign_in(cast.coordinator).post(url, typed(draft, [line]))
    assert response.status_code == 422
    assert sentence in response.text
    assert draft.lines.get().amount == 500


def test_the_budget_is_summed(cast, sign_in, draft):
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_edit", args=[draft.pk])
    lines = [("Kurs", "1 200"), ("Lokal", "800 kr")]
    client.post(url, typed(draft, lines))
    assert list(draft.lines.values_list("text", "amount")) == [("Kurs", 1200), ("Lokal", 800)]
    assert "2\xa0000\xa0kr" in client.get(url).text
    assert "2\xa0000\xa0kr" in client.get(draft.get_absolute_url()).text


def test_two_who_write_at_once_both_keep_their_text(cast, sign_in, draft):
    url = reverse("funding:application_edit", args=[draft.pk])
    old = typed(draft, [("Kurs", "500")])
    sign_in(cast.colleague).post(url, typed(draft, [("Lokal", "700")], need="Kollegans"))
    response = sign_in(cast.coordinator).post(url, old | {"need": "Mitt"})
    assert response.status_code == 422
    for text in ["Någon annan har sparat", "Kollegans", "Mitt", "Lokal: 700"]:
        assert text in response.text
    draft.refresh_from_db()
    assert draft.need == "Kollegans"


def test_what_a_colleague_hides_stays_in(cast, sign_in, draft):
    """A draft of the colleague's is neither shown to the writer, nor taken out by saving."""
    hidden = make_activity(cast.storuman, cast.colleague, publish=False, title="Hemlig aktivitet")
    plan = make_plan(cast.storuman, cast.colleague, adopted=False, title="Hemlig plan")
    draft.activities.add(hidden)
    Application.objects.filter(pk=draft.pk).update(plan=plan)
    own = make_activity(cast.storuman, cast.coordinator, title="Öppen")
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_edit", args=[draft.pk])
    assert "Hemlig" not in client.get(url).text
    client.post(url, typed(draft, [("Kurs", "500")], activities=[own.pk]))
    draft.refresh_from_db()
    assert set(draft.activities.all()) == {hidden, own}
    assert draft.plan == plan
    assert "Hemlig" not in client.get(draft.get_absolute_url()).text


def test_only_inriktningar_of_the_category(cast, sign_in, pot):
    other = make_category_pot(cast.vasterbotten, cast.officer, number=2)
    stray = Term.objects.create(
        taxonomy="inriktning", name="En inriktning", category=make_category(2)
    )
    round = make_round([pot], cast.officer)
    round.frames.add(other)
    draft = make_application(round, cast.storuman, cast.coordinator, frame=pot)
    url = reverse("funding:application_edit", args=[draft.pk])
    client = sign_in(cast.coordinator)
    response = client.post(url, typed(draft, focuses=[stray.pk]))
    assert response.status_code == 422
    assert "hör till kategori 2. Kategori 2" in response.text
    data = typed(draft, [("Kurs", "500")]) | {"frame": other.pk}
    assert (
        "Välj minst en inriktning i 2. Kategori 2."
        in client.post(url, data | {"skicka": "1"}, follow=True).text
    )


def test_the_earmark_is_told_in_the_form_and_does_not_stop(cast, sign_in, draft, pot):
    rule = Earmark.objects.create(
        county=cast.vasterbotten,
        category=make_category(),
        allows="USER_MOVEMENT",
        text="Kategori 4 går till brukarrörelsen.",
        source="Källa",
        since=date(2024, 1, 1),
    )
    client = sign_in(cast.coordinator)
    for name in ["application_edit", "application"]:
        assert rule.text in client.get(reverse(f"funding:{name}", args=[draft.pk])).text
    client.post(reverse("funding:application_submit", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == "SUBMITTED"
    association = make_actor("NSPH", Kind.USER_ORGANISATION, "", [cast.vasterbotten])
    association.user_movement_statuses.create(
        counts=True, decided_on=date(2024, 1, 1), decided_by="Regionen", reason="Skäl",
        entered_by=cast.officer,
    )  # fmt: skip
    person = make_user("foreningen", association, Role.COORDINATOR)
    page = sign_in(person).get(reverse("funding:application_new", args=[draft.round_id]))
    assert page.status_code == 200
    assert rule.text not in page.text


# Sending in


def test_all_that_is_missing_is_told_with_links(cast, sign_in, open_round):
    blank = {name: None if name.endswith("_on") else "" for name in WHOLE}
    draft = make_application(open_round, cast.storuman, cast.coordinator, lines=(), **blank)
    client = sign_in(cast.coordinator)
    response = client.post(reverse("funding:application_submit", args=[draft.pk]))
    assert response.status_code == 422
    edit = reverse("funding:application_edit", args=[draft.pk])
    for anchor in ["id_need", "id_main_b_0", "id_lines", "id_contact", "id_starts_on"]:
        assert f'{edit}#{anchor}"' in response.text
    page = client.get(f"{edit}?skicka=1")
    assert "Det här behövs innan ansökan kan skickas in" in page.text
    for anchor in ["id_need", "id_main_b_0", "id_lines", "id_contact", "id_starts_on"]:
        assert f'href="#{anchor}"' in page.text
        assert f'id="{anchor}"' in page.text
    draft.refresh_from_db()
    assert draft.state == "DRAFT"


def test_sent_in_from_the_form_and_then_read_only(cast, sign_in, draft):
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_edit", args=[draft.pk])
    page = client.post(url, typed(draft, [("Kurs", "500")]) | {"skicka": "1"}, follow=True)
    assert "Ansökan är inskickad" in page.text
    assert "Väntar på Region Västerbotten" in page.text
    draft.refresh_from_db()
    assert draft.submitted_by == cast.coordinator
    assert client.get(url).status_code == 302
    response = client.post(url, typed(draft, [("Kurs", "900")]))
    assert response.status_code == 422
    assert "Ansökan är inskickad och kan inte ändras nu." in response.text
    assert draft.lines.get().amount == 500
    response = client.post(reverse("funding:application_submit", args=[draft.pk]))
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("closes", "moment", "late"),
    [
        # 31 December: Swedish winter time is UTC+1.
        (date(2024, 12, 31), datetime(2024, 12, 31, 22, 59, 59, tzinfo=UTC), False),
        (date(2024, 12, 31), datetime(2024, 12, 31, 23, 0, tzinfo=UTC), True),
        # Summer: UTC+2.
        (date(2024, 6, 30), datetime(2024, 6, 30, 21, 59, tzinfo=UTC), False),
        (date(2024, 6, 30), datetime(2024, 6, 30, 22, 0, tzinfo=UTC), True),
        # The day when summer time ends has 25 hours, and the one when it begins 23.
        (date(2024, 10, 27), datetime(2024, 10, 27, 22, 59, tzinfo=UTC), False),
        (date(2024, 10, 27), datetime(2024, 10, 27, 23, 0, tzinfo=UTC), True),
        (date(2024, 3, 31), datetime(2024, 3, 31, 21, 59, tzinfo=UTC), False),
        (date(2024, 3, 31), datetime(2024, 3, 31, 22, 0, tzinfo=UTC), True),
    ],
)
def test_the_closing_day_counts_as_inside(cast, pot, monkeypatch, closes, moment, late):
    round = make_round([pot], cast.officer, opens_on=date(2024, 1, 1), closes_on=closes)
    draft = make_application(round, cast.storuman, cast.coordinator)
    assert cast.coordinator.reach.writes_for  # the role is of today
    monkeypatch.setattr(timezone, "now", lambda: moment)
    sent = actions.submit(draft, by=cast.coordinator)
    assert sent.state == "SUBMITTED"
    assert sent.is_late is late


def test_late_is_told_everywhere_and_not_lost(cast, sign_in, pot):
    round = make_round([pot], cast.officer, opens_on=date(2024, 1, 1), closes_on=date(2024, 2, 1))
    draft = make_application(round, cast.storuman, cast.coordinator)
    client = sign_in(cast.coordinator)
    form = client.get(reverse("funding:application_edit", args=[draft.pk]))
    assert "Sista ansökningsdagen var 1\xa0februari 2024" in form.text
    page = client.post(reverse("funding:application_submit", args=[draft.pk]), follow=True)
    assert "kom in efter sista ansökningsdagen" in page.text
    assert "Sent inskickad" in page.text
    assert "Sent inskickad" in client.get(reverse("funding:applications")).text
    assert Event.about(draft).filter(verb="skickade in").get().why


def test_before_it_opens_nothing_is_taken(cast, sign_in, pot):
    round = make_round([pot], cast.officer, opens_on=date(2099, 1, 1), closes_on=date(2099, 2, 1))
    client = sign_in(cast.coordinator)
    assert "Omgången öppnar 1\xa0januari 2099." in client.get(round.get_absolute_url()).text
    url = reverse("funding:application_new", args=[round.pk])
    response = client.post(url, typed(frame=pot.pk))
    assert response.status_code == 422
    assert not Application.objects.exists()
    draft = make_application(round, cast.storuman, cast.coordinator)
    with pytest.raises(ValidationError, match="Omgången öppnar"):
        actions.submit(draft, by=cast.coordinator)


# Rule 6


def test_rule_06_when_every_pot_is_empty_nothing_can_be_applied_for(cast, sign_in, draft, pot):
    """The exact sentence; the form is closed for reading, for posting and by the action."""
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    actions.allocate(
        pot, cast.umea, amount=1000, purpose="Allt", decision=decision, by=cast.officer
    )
    client = sign_in(cast.coordinator)
    sentence = "Alla medel för 2024 är fördelade."
    page = client.get(draft.round.get_absolute_url())
    assert f"<strong>{sentence}</strong>" in page.text
    assert "Sök medel</a>" not in page.text
    new = reverse("funding:application_new", args=[draft.round_id])
    edit = reverse("funding:application_edit", args=[draft.pk])
    for url in [new, edit]:
        page = client.get(url)
        assert sentence in page.text
        assert 'name="title"' not in page.text
        refused = client.post(url, typed(draft, [("Kurs", "900")], title="Nytt"))
        assert refused.status_code == 422
        assert sentence in refused.text
    refused = client.post(reverse("funding:application_submit", args=[draft.pk]))
    assert refused.status_code == 422
    assert sentence in refused.text
    with pytest.raises(ValidationError, match=sentence):
        actions.submit(draft, by=cast.coordinator)
    draft.refresh_from_db()
    assert (draft.state, draft.title, Application.objects.count()) == ("DRAFT", "Utbildning", 1)


def test_rule_06_one_pot_with_money_keeps_the_round_open(cast, sign_in, pot, open_round):
    empty = make_category_pot(cast.vasterbotten, cast.officer, number=2)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    actions.allocate(
        empty, cast.umea, amount=1000, purpose="Allt", decision=decision, by=cast.officer
    )
    open_round.frames.add(empty)
    page = sign_in(cast.coordinator).get(open_round.get_absolute_url())
    assert "Alla medel" not in page.text
    assert "Sök medel</a>" in page.text


# Questions, completion, withdrawal


def test_sent_back_is_answered_completed_and_sent_in_again(cast, sign_in, draft):
    first = actions.submit(draft, by=cast.coordinator).submitted_at
    Application.objects.filter(pk=draft.pk).update(state="RETURNED")
    question = question_about(draft, cast)
    client = sign_in(cast.colleague)
    page = client.get(draft.get_absolute_url())
    assert "Väntar på er: komplettera" in page.text
    assert "Svara på handläggarens frågor." in page.text
    url = reverse("funding:application_answer", args=[question.pk])
    refused = client.post(url, {f"fraga{question.pk}-answer": ""})
    assert refused.status_code == 422
    assert "Skriv ett svar på frågan." in refused.text
    client.post(url, {f"fraga{question.pk}-answer": "Tjugo"})
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Tjugo", cast.colleague)
    assert client.post(url, {f"fraga{question.pk}-answer": "Trettio"}).status_code == 422
    draft.refresh_from_db()
    edit = reverse("funding:application_edit", args=[draft.pk])
    assert client.post(edit, typed(draft, [("Kurs", "600")]) | {"skicka": "1"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at, draft.is_late) == ("SUBMITTED", first, False)
    assert draft.lines.get().amount == 600
    verbs = Event.about(draft).values_list("verb", flat=True)
    assert {"skickade in", "besvarade en fråga om", "kompletterade"} <= set(verbs)


def test_withdrawn_with_a_reason(cast, sign_in, draft):
    actions.submit(draft, by=cast.coordinator)
    client = sign_in(cast.coordinator)
    url = reverse("funding:application_withdraw", args=[draft.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Vi hann inte"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "WITHDRAWN"
    assert Event.about(draft).get(verb="återtog").why == "Vi hann inte"
    assert client.post(url, {"reason": "Igen"}).status_code == 422


def test_what_lies_in_a_decision_is_not_withdrawn(cast, draft):
    actions.submit(draft, by=cast.coordinator)
    decision = Decision.objects.create(
        county=cast.vasterbotten, body="LSG", decided_on=date(2024, 3, 1), prepared_by=cast.officer
    )
    decision.items.create(act="DECLINE", application=draft, reason="Nej")
    with pytest.raises(ValidationError, match="ska snart avgöras"):
        actions.withdraw(draft, reason="Ångrat", by=cast.coordinator)


def test_a_withdrawn_draft_stays_with_its_applicant(cast, sign_in, draft):
    actions.withdraw(draft, reason="Fel omgång", by=cast.coordinator)
    assert sign_in(cast.officer).get(draft.get_absolute_url()).status_code == 404
    assert sign_in(cast.colleague).get(draft.get_absolute_url()).status_code == 200


# The outcome


def decide(cast, application, *, conclude=True, **item):
    decision = Decision.objects.create(
        county=cast.vasterbotten,
        body="LSG",
        decided_on=date(2024, 3, 12),
        prepared_by=cast.officer,
    )
    DecisionItem.objects.create(decision=decision, application=application, **item)
    actions.lay_before(decision, [cast.region], by=cast.officer)
    if conclude:
        actions.concur(decision, cast.region, by=cast.region_approver)
    return decision


def test_the_applicant_reads_what_was_granted_and_not_what_is_only_laid(cast, sign_in, draft, pot):
    actions.submit(draft, by=cast.coordinator)
    decision = decide(
        cast, draft, conclude=False, act="GRANT", frame=pot, receiver=cast.storuman,
        purpose="Utbildning", amount=400, conditions="Redovisa i januari",
    )  # fmt: skip
    client = sign_in(cast.coordinator)
    assert "Redovisa i januari" not in client.get(draft.get_absolute_url()).text
    actions.concur(decision, cast.region, by=cast.region_approver)
    page = client.get(draft.get_absolute_url())
    for words in ["Beviljat: 400\xa0kr", "Redovisa i januari", "Beviljad", "Se tilldelningen"]:
        assert words in page.text


def test_the_applicant_reads_why_it_was_declined(cast, sign_in, draft):
    actions.submit(draft, by=cast.coordinator)
    decide(cast, draft, act="DECLINE", reason="Pengarna räckte inte")
    page = sign_in(cast.coordinator).get(draft.get_absolute_url())
    for words in ["Avslag", "Pengarna räckte inte"]:
        assert words in page.text


# Rule 9


def test_rule_09_an_activity_has_any_number_of_sources_of_money(cast, sign_in, draft, pot):
    """None is the normal: no word of it, neither in the log nor on the page."""
    activity = make_activity(cast.storuman, cast.coordinator, title="Samtalscafé")
    client = sign_in(cast.coordinator)
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert not activity.allocations.exists()
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for purpose in ["Utbildning", "Lokal"]:
        actions.allocate(
            pot, cast.storuman, amount=100, purpose=purpose, decision=decision,
            activities=[activity], by=cast.officer,
        )  # fmt: skip
    assert Activity.objects.get(pk=activity.pk).allocations.count() == 2


# Who sees and who may


def visible(user):
    return set(Application.objects.visible_to(user))


def test_a_draft_is_for_those_who_write_for_its_applicant(cast, draft):
    for person in [cast.coordinator, cast.colleague, cast.approver]:
        assert visible(person) == {draft}
    others = [cast.reader, cast.neighbour, cast.officer, cast.region_approver, cast.stranger]
    for person in [*others, cast.national, cast.nobody]:
        assert visible(person) == set()
    actions.submit(draft, by=cast.coordinator)
    for person in [cast.reader, cast.officer, cast.region_approver]:
        assert visible(person) == {draft}
    for person in [cast.neighbour, cast.stranger, cast.national, cast.nobody]:
        assert visible(person) == set()
    draft.co_applicants.add(cast.umea)
    assert visible(cast.neighbour) == {draft}


@pytest.mark.parametrize("name", ["reader", "officer", "region_approver", "stranger", "national"])
def test_postgresql_hides_drafts_from_a_query_that_forgot_its_scope(cast, draft, name):
    with transaction.atomic():
        fence.let_through(**fence_of(getattr(cast, name)))
        assert not Application.objects.exists()
        assert not BudgetLine.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            BudgetLine.objects.create(application_id=draft.pk, text="Inbrott", amount=1)


def test_postgresql_shows_drafts_to_the_applicants_writers(cast, draft):
    for person in [cast.coordinator, cast.colleague, cast.approver]:
        with transaction.atomic():
            fence.let_through(**fence_of(person))
            assert Application.objects.get() == draft
            assert BudgetLine.objects.count() == 1


def test_only_those_who_may_apply_act(cast, sign_in, draft):
    question = question_about(draft, cast)
    for person in [cast.reader, cast.approver, cast.neighbour, cast.officer]:
        for act in [
            lambda by: actions.submit(draft, by=by),
            lambda by: actions.withdraw(draft, reason="Nej", by=by),
            lambda by: actions.answer_question(question, answer="Svar", by=by),
        ]:
            with pytest.raises(PermissionDenied, match="söka medel"):
                act(person)


def test_whoever_works_in_another_county_is_told_why_not(cast, sign_in, open_round):
    response = sign_in(cast.national).get(reverse("funding:application_new", args=[open_round.pk]))
    assert response.status_code == 403
    assert "du arbetar inte för någon aktör där" in response.text


# The list


def test_the_list_begins_with_what_awaits_one(cast, sign_in, open_round):
    sent = make_application(open_round, cast.storuman, cast.coordinator, title="Skickad")
    actions.submit(sent, by=cast.coordinator)
    make_application(open_round, cast.storuman, cast.coordinator, title="Utkastet")
    page = sign_in(cast.coordinator).get(reverse("funding:applications"))
    rows = [row.title for row in page.context["page"]]
    assert rows == ["Utkastet", "Skickad"]
    assert [row.title for row in page.context["awaiting"]] == ["Utkastet"]
    assert "1\xa0000\xa0kr" in page.text
    found = sign_in(cast.coordinator).get(reverse("funding:applications"), {"lage": "SUBMITTED"})
    assert [row.title for row in found.context["page"]] == ["Skickad"]


@pytest.mark.parametrize(
    "query", ["b=BEMOT", "lage=DRAFT", "omgang=0", "kategori=x", "aktor=999999", "sida=x"]
)
def test_filters_never_fall(cast, sign_in, draft, query):
    url = f"{reverse('funding:applications')}?{query}"
    assert sign_in(cast.coordinator).get(url).status_code == 200


def test_an_empty_list_says_what_to_do(cast, sign_in):
    page = sign_in(cast.coordinator).get(reverse("funding:applications"))
    assert "Inga ansökningar än" in page.text


def test_the_list_asks_as_much_for_many_as_for_few(
    cast, sign_in, open_round, django_assert_max_num_queries
):
    client = sign_in(cast.officer)
    for number in range(12):
        draft = make_application(open_round, cast.storuman, cast.coordinator, title=f"Nr {number}")
        actions.submit(draft, by=cast.coordinator)
    with django_assert_max_num_queries(26):
        client.get(reverse("funding:applications"))


def test_a_stranger_does_not_find_it(cast, sign_in, draft):
    actions.submit(draft, by=cast.coordinator)
    client = sign_in(cast.stranger)
    assert client.get(draft.get_absolute_url()).status_code == 404
    for name in ["application_edit", "application_submit", "application_withdraw"]:
        assert client.post(reverse(f"funding:{name}", args=[draft.pk])).status_code == 404
    question = question_about(draft, cast)
    assert client.post(reverse("funding:application_answer", args=[question.pk])).status_code == 404


def test_the_database_keeps_what_a_draft_must_keep(cast, draft):
    broken = [
        ({"state": "SUBMITTED"}, "application_sent_when_and_by"),
        ({"ends_on": date(2023, 1, 1)}, "application_days_in_order"),
    ]
    for values, name in broken:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Application.objects.filter(pk=draft.pk).update(**values)
