"""Everything that can be told of an activity: its place in a plan, words, category, people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actors.models import Role, User
from actors.tests.factories import make_user
from funding import actions as money
from funding.tests.factories import make_decision, make_pot
from initiatives.actions import activities as actions
from initiatives.models import Activity, Category, LogEntry, Measure, Method, Term
from initiatives.tests.factories import make_activity, make_goal, make_plan
from initiatives.tests.test_views import queries_for

NEW = "/aktiviteter/ny/"
LIST = "/aktiviteter/"


@pytest.fixture
def words(db):
    """Two agreements with categories, and some words."""
    common = {"aim": "Mål", "source": "Källa"}
    old = Category.objects.create(first_year=2023, number=1, name="Tidigare", **common)
    second = Category.objects.create(first_year=2024, number=2, name="Suicidprevention", **common)
    third = Category.objects.create(first_year=2024, number=3, name="Barn och unga", **common)
    return {
        "old": old,
        "second": second,
        "third": third,
        "focus": Term.objects.create(taxonomy="inriktning", name="Strategiskt", category=second),
        "arena": Term.objects.create(taxonomy="arena", name="Förskola"),
        "level": Term.objects.create(taxonomy="niva", name="Befolkning"),
        "ended": Term.objects.create(taxonomy="karnomrade", name="Äldre", is_active=False),
    }


def fields(cast, **changed):
    data = {
        "title": "Öppet hus",
        "main_b": "BYGG",
        "lead": cast.storuman.pk,
        "status": "PLANNED",
        "starts_on": "2026-01-15",
        "visibility": "COUNTY",
    } | changed
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def save(cast, sign_in):
    """Fill in the form of a new activity, or of one that is changed."""

    def _save(activity=None, by=cast.coordinator, **changed):
        url = f"{activity.get_absolute_url()}andra/" if activity else NEW
        data = fields(cast, **({"lock": activity.lock} if activity else {}) | changed)
        return sign_in(by).post(url, data)

    return _save


def errors(response):
    assert response.status_code == 422
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_an_idea_needs_no_log(save):
    response = save(status="IDEA")
    activity = Activity.objects.get()
    assert response.url == activity.get_absolute_url()
    assert (activity.status, activity.latest_on, activity.is_draft) == ("IDEA", None, False)
    assert not LogEntry.objects.exists()


def test_an_idea_can_be_a_draft(save):
    save(utkast="1")
    assert Activity.objects.get().is_draft


def test_everything_is_saved_and_shown(save, cast, words, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, goals=[make_goal("BYGG", "En mötesplats")])
    goal = plan.goals.get()
    method = Method.objects.create(name="YAM", main_b="BEMOT", certainty="SEEN", source="Källa")
    response = save(
        plan=f"{plan.pk}-mal-{goal.pk}",
        methods=[method.pk],
        categories=[words["old"].pk, words["second"].pk],
        terms=[words["focus"].pk, words["arena"].pk, words["level"].pk],
        partners=[cast.umea.pk],
        responsible_function="Elevhälsan",
        need="Unga är ensamma",
        place="Tärnaby",
        own_effort="Lokalen",
    )
    activity = Activity.objects.get()
    assert (activity.plan, activity.goal, activity.measure) == (plan, goal, None)
    text = sign_in(cast.reader).get(response.url).text
    for shown in [
        "En mötesplats", "YAM", "2. Suicidprevention", "1. Tidigare", "Strategiskt", "Förskola",
        "Befolkning", "Umeå kommun", "Elevhälsan", "Unga är ensamma", "Tärnaby", "Lokalen",
        "Inget är loggat än.",
    ]:  # fmt: skip
        assert shown in text


def test_what_is_empty_is_not_shown(save, cast, sign_in):
    text = sign_in(cast.reader).get(save().url).text
    labels = ["Behov", "Var behovet finns", "Egen insats", "Mål", "Sorteras under", "Metod", "Plan"]
    for label in labels:
        assert f">{label}<" not in text.split("Om aktiviteten", 1)[1].split("</aside>")[0]


def test_a_measure_brings_its_goal_and_its_plan(save, cast):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False, goals=[make_goal()])
    measure = Measure.objects.create(goal=plan.goals.get(), text="Starta en grupp")
    save(plan=f"{plan.pk}-atgard-{measure.pk}")
    activity = Activity.objects.get()
    assert (activity.plan, activity.goal, activity.measure) == (plan, measure.goal, measure)
    save(activity, plan=plan.pk)
    activity.refresh_from_db()
    assert (activity.plan, activity.goal, activity.measure) == (plan, None, None)


def test_a_goal_of_another_plan_is_not_to_be_had(save, cast):
    foreign = make_plan(cast.umea, cast.neighbour, goals=[make_goal()])
    goal = foreign.goals.get()
    for value in [f"{foreign.pk}-mal-{goal.pk}", f"mal-{goal.pk}", "1-mal-"]:
        assert list(errors(save(plan=value))) == ["plan"]


def test_the_form_of_a_change_has_its_place_chosen(save, cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, goals=[make_goal(text="Målet")])
    key = f"{plan.pk}-mal-{plan.goals.get().pk}"
    save(plan=key)
    text = sign_in(cast.coordinator).get(f"{Activity.objects.get().get_absolute_url()}andra/").text
    assert f'<option value="{key}" selected>Bemöt: Målet</option>' in text


def test_two_categories_of_one_agreement_are_refused(save, words):
    found = errors(save(categories=[words["second"].pk, words["third"].pk]))
    sentence = "En aktivitet har högst en kategori i varje överenskommelse. Välj en av dem."
    assert found == {"categories": [sentence]}


def test_postgresql_says_the_same_sentence(cast, words):
    with pytest.raises(ValidationError, match="högst en kategori i varje överenskommelse"):
        actions.log_activity(
            Activity(lead=cast.storuman, title="Två", main_b="BYGG"),
            entry=LogEntry(on=date(2024, 3, 14)),
            categories=[words["second"], words["third"]],
            publish=True,
            by=cast.coordinator,
        )


def test_a_focus_belongs_to_the_chosen_category(save, words):
    found = errors(save(terms=[words["focus"].pk], categories=[words["third"].pk]))
    assert found["categories"][0].startswith("Inriktningen ”Strategiskt” hör till kategori 2.")


def test_a_category_with_a_list_of_focus_asks_for_one(save, words, client):
    response = save(categories=[words["second"].pk])
    assert "Välj gärna minst en inriktning" in client.get(response.url).text
    response = save(categories=[words["second"].pk], terms=[words["focus"].pk])
    assert "Välj gärna minst en inriktning" not in client.get(response.url).text
    response = save(categories=[words["third"].pk])
    assert "Välj gärna minst en inriktning" not in client.get(response.url).text


def test_a_word_that_has_left_the_list_stays_where_it_was_chosen(save, words, cast, sign_in):
    assert list(errors(save(terms=[words["ended"].pk]))) == ["terms"]
    activity = make_activity(cast.storuman, cast.coordinator)
    activity.terms.add(words["ended"])
    save(activity, terms=[words["ended"].pk])
    assert list(activity.terms.all()) == [words["ended"]]


def test_every_focus_without_its_category_is_told_at_once(save, words):
    further = Term.objects.create(taxonomy="inriktning", name="Tidigt", category=words["third"])
    found = errors(save(terms=[words["focus"].pk, further.pk]))["categories"]
    assert [sentence.split("”")[1] for sentence in found] == ["Strategiskt", "Tidigt"]


def test_what_the_state_asks_for_is_told_in_the_first_round(save):
    found = errors(save(title="", status="CANCELLED", ends_on=""))
    assert list(found) == ["title", "status_reason", "ends_on"]


@pytest.mark.parametrize("status", ["PAUSED", "CANCELLED"])
def test_what_stopped_has_a_reason(save, status):
    found = errors(save(status=status, ends_on="2026-02-01"))
    assert found == {"status_reason": ["Skriv varför aktiviteten är pausad eller avbruten."]}
    save(status=status, ends_on="2026-02-01", status_reason="Ingen personal")
    assert Activity.objects.get().status_reason == "Ingen personal"


@pytest.mark.parametrize("visibility", ["PUBLIC", "COUNTY"])
def test_what_names_a_place_or_means_stays_inside(save, visibility):
    [[sentence]] = errors(save(is_sensitive="on", visibility=visibility)).values()
    assert "får inte visas utanför dem som deltar" in sentence
    save(is_sensitive="on", visibility="ORGANISATION")
    assert Activity.objects.get().is_sensitive


def test_named_people_are_picked_among_those_who_take_part(save, cast):
    assert errors(save(visibility="NAMED")) == {
        "named": ["Välj vilka personer som ska se aktiviteten."]
    }
    assert list(errors(save(visibility="NAMED", named=[cast.neighbour.pk]))) == ["named"]
    save(visibility="NAMED", named=[cast.neighbour.pk], partners=[cast.umea.pk])
    activity = Activity.objects.get()
    for name, sees in [("coordinator", True), ("neighbour", True), ("colleague", False)]:
        person = User.objects.get(pk=getattr(cast, name).pk)
        assert Activity.objects.visible_to(person).filter(pk=activity.pk).exists() is sees


def test_a_colleague_who_names_people_goes_on_seeing_it(save, cast):
    """Also behind the fence of PostgreSQL, which refuses to save a row out of one's own sight."""
    activity = make_activity(cast.storuman, cast.coordinator)
    response = save(activity, by=cast.colleague, visibility="NAMED", named=[cast.reader.pk])
    assert response.status_code == 302
    assert set(activity.named.all()) == {cast.reader, cast.colleague}
    activity.refresh_from_db()
    save(activity, by=cast.colleague, visibility="COUNTY")
    activity.refresh_from_db()
    assert (activity.visibility, activity.named.count()) == ("COUNTY", 0)


def test_only_those_who_see_a_named_activity_log_in_it(save, cast, sign_in):
    save(visibility="NAMED", named=[cast.reader.pk])
    url = f"{Activity.objects.get().get_absolute_url()}logga/"
    answers = {"coordinator": 200, "colleague": 404, "reader": 403, "approver": 404}
    for name, status in answers.items():
        assert sign_in(getattr(cast, name)).get(url).status_code == status


def test_text_typed_into_an_activity_that_was_removed_is_kept(save, cast):
    activity = make_activity(cast.storuman, cast.coordinator)
    activity.remove(by=cast.colleague)
    response = save(activity, title="Min långa rubrik")
    assert "Någon har tagit bort det här medan du skrev." in errors(response)["__all__"][0]
    assert "Min långa rubrik" in response.text


def test_rule_09_an_activity_may_have_no_money_or_several_sources(cast, sign_in):
    activity = make_activity(cast.storuman, cast.coordinator)
    assert "Finansieras av" not in sign_in(cast.officer).get(activity.get_absolute_url()).text
    pot = make_pot(cast.vasterbotten, cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for purpose in ["Utbildning", "Lokal"]:
        money.allocate(
            pot,
            cast.storuman,
            amount=100,
            purpose=purpose,
            decision=decision,
            activities=[activity],
            by=cast.officer,
        )
    assert activity.allocations.count() == 2
    text = sign_in(cast.officer).get(activity.get_absolute_url()).text
    assert text.count("/medel/tilldelningar/") == 2 or text.count(">Lokal<") == 1


def test_rule_10_an_activity_has_one_lead_and_a_main_b_in_a_plan(save, cast):
    plan = make_plan(cast.storuman, cast.coordinator)
    assert errors(save(lead=None)) == {"lead": ["Välj vilken aktör som är ansvarig."]}
    assert list(errors(save(main_b=None, plan=plan.pk))) == ["main_b"]
    with pytest.raises(ValidationError, match="hör alltid till ett"):
        Activity(plan=plan, lead=cast.storuman, starts_on="2024-01-01").validate_constraints()
    assert not Activity._meta.get_field("lead").null
    save(plan=plan.pk, partners=[cast.umea.pk, cast.region.pk])
    activity = Activity.objects.get()
    assert (activity.lead, activity.main_b) == (cast.storuman, "BYGG")
    assert activity.partners.count() == 2


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("nobody", 403), ("stranger", 200)])
def test_who_may_add(cast, sign_in, who, status):
    client = sign_in(getattr(cast, who))
    assert client.get(NEW).status_code == status
    assert client.delete(NEW).status_code == 405


def test_the_forms_ask_as_often_for_many_as_for_few(cast, sign_in, words):
    client = sign_in(cast.coordinator)
    activity = make_activity(cast.storuman, cast.coordinator)
    url = f"{activity.get_absolute_url()}andra/"

    def more(count):
        for number in range(count):
            goals = [make_goal(text=f"{n}-{number}-{count}") for n in range(3)]
            make_plan(cast.storuman, cast.coordinator, goals=goals)
            make_user(f"ny{number}av{count}", cast.storuman, Role.READER)
            Term.objects.create(taxonomy="arena", name=f"Arena {number} av {count}")
            Term.objects.create(
                taxonomy="inriktning", name=f"I {number} av {count}", category=words["third"]
            )

    more(1)
    few = [queries_for(client, url), queries_for(client, NEW)]
    more(4)
    assert [queries_for(client, url), queries_for(client, NEW)] == few
