"""Two rows that are one actor: what moves, what is one afterwards, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from actors.actions.merge import links, merge_actors, preview
from actors.models import Actor, Alias, Contact, Kind, Membership, Role
from actors.tests.factories import make_actor, make_group, make_meeting, make_user
from funding.tests.factories import make_decision
from initiatives.models import Activity, Plan
from initiatives.tests.factories import make_activity, make_plan
from portal import fence
from portal.models import Event


@pytest.fixture
def portal_admin(db):
    return make_user("portal", is_staff=True)


@pytest.fixture
def double(cast):
    return make_actor("Storumans kn", Kind.UNIT, counties=[cast.vasterbotten])


def merge(cast, double, by):
    return merge_actors(cast.storuman, double, why="Samma kommun", by=by)


def test_every_foreign_key_to_an_actor_is_known():
    """Counted from the models themselves, many-to-many tables among them."""
    known = {(link.model, link.field.name) for link in links()}
    declared = {
        (model, field.name)
        for model in Actor._meta.apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model is Actor
        and field.db_constraint
    }
    assert known == declared
    assert len(known) > 15


def test_everything_moves_and_the_old_name_becomes_an_alias(cast, double, portal_admin):
    Actor.objects.filter(pk=double.pk).update(organisation_number="2120002577")
    double.refresh_from_db()
    person = make_user("ny", double, Role.COORDINATOR)
    draft = make_plan(double, person, adopted=False)
    lead = make_activity(double, person)
    joined = make_activity(cast.umea, cast.neighbour, partners=[double])
    group = make_group(double, [double, cast.storuman])
    meeting = make_meeting(group, person)
    meeting.present.set([double, cast.storuman])
    Contact.objects.create(actor=double, title="Växeln", phone="0")
    double.principals.add(cast.region)
    Actor.objects.filter(pk=cast.skr.pk).update(operator=double)

    staying = merge(cast, double, portal_admin)

    assert not Actor.objects.filter(name="Storumans kn").exists()
    assert staying.organisation_number == "2120002577"
    with fence.everything():
        assert Plan.objects.get(pk=draft.pk).owner == staying
        assert Activity.objects.get(pk=lead.pk).lead == staying
        assert list(Activity.objects.get(pk=joined.pk).partners.all()) == [staying]
    assert group.seats.get().actor == staying
    assert list(meeting.present.all()) == [staying]
    assert meeting.follow_ups.get().owner == staying
    assert staying.contacts.get().title == "Växeln"
    assert list(staying.principals.all()) == [cast.region]
    assert list(staying.counties.all()) == [cast.vasterbotten]
    assert Actor.objects.get(pk=cast.skr.pk).operator == staying
    assert person.memberships.get().actor == staying
    assert list(Actor.objects.called("Storumans kn")) == [staying]
    event = Event.about(staying).get()
    assert event.by == portal_admin.pk
    assert event.why == "Storumans kn: Samma kommun"


def test_a_role_in_both_becomes_one_with_the_longest_time(cast, double, portal_admin):
    here = Membership.objects.get(user=cast.reader)
    Membership.objects.filter(pk=here.pk).update(
        starts_on=date(2022, 1, 1), ends_on=date(2023, 1, 1)
    )
    Membership.objects.create(
        user=cast.reader, actor=double, role=Role.READER, starts_on=date(2021, 1, 1)
    )
    merge(cast, double, portal_admin)
    kept = Membership.objects.get(user=cast.reader)
    assert (kept.pk, kept.starts_on, kept.ends_on) == (here.pk, date(2021, 1, 1), None)


def test_links_between_the_two_do_not_become_links_to_itself(cast, double, portal_admin):
    double.principals.add(cast.storuman)
    cast.storuman.associations.add(double)
    Actor.objects.filter(pk=cast.storuman.pk).update(parent=double, operator=double)
    Actor.objects.filter(pk=double.pk).update(parent=cast.region)
    staying = merge(cast, double, portal_admin)
    assert not staying.principals.exists()
    assert not staying.associations.exists()
    assert (staying.parent, staying.operator) == (cast.region, None)


def test_a_loop_through_others_is_refused_and_nothing_is_changed(cast, double, portal_admin):
    between = make_actor("Mellan", parent=double)
    Actor.objects.filter(pk=cast.storuman.pk).update(parent=between)
    with pytest.raises(ValidationError, match="ingår i varandra genom andra aktörer"):
        merge(cast, double, portal_admin)
    assert Actor.objects.filter(pk=double.pk).exists()
    assert Actor.objects.get(pk=between.pk).parent_id == double.pk


def test_what_both_have_decided_is_never_dropped(cast, double, portal_admin):
    make_decision(cast.vasterbotten, [cast.storuman, double], cast.officer)
    with pytest.raises(ValidationError, match="har uppgifter som aldrig ändras"):
        merge(cast, double, portal_admin)
    assert Actor.objects.filter(pk=double.pk).exists()


def test_one_with_a_code_stays(cast, portal_admin):
    with pytest.raises(ValidationError, match="har var sin SCB-kod"):
        merge_actors(cast.storuman, cast.umea, why="", by=portal_admin)
    with pytest.raises(ValidationError, match="Någon annan har redan"):
        merge_actors(cast.storuman, cast.storuman, why="", by=portal_admin)


def test_the_preview_counts_each_relation(cast, double):
    for number in range(3):
        Alias.objects.create(actor=double, name=f"Namn {number}")
    make_plan(double, cast.coordinator, adopted=False)
    assert preview(double) == [
        ("Alias", 3),
        ("Handlingsplaner", 1),
        ("Län som aktören verkar i", 1),
    ]


def test_the_pages_lead_from_search_to_merge(cast, double, portal_admin, sign_in):
    client = sign_in(portal_admin)
    url = f"/aktorer/{cast.storuman.pk}/sla-ihop/"
    assert client.get(url).status_code == 200
    assert f"?med={double.pk}" in client.get(url, {"sok": "storumans kn"}).text
    assert "Ingen annan aktör passar" in client.get(url, {"sok": "finnsinte"}).text
    chosen = f"{url}?med={double.pk}"
    assert "Län som aktören verkar i" in client.get(chosen).text
    assert "har var sin SCB-kod" in client.get(f"{url}?med={cast.umea.pk}").text
    response = client.post(chosen)
    assert response.status_code == 422
    assert "Skriv varför de två är samma aktör." in response.text
    assert client.post(chosen, {"why": "Samma"}).url == cast.storuman.get_absolute_url()
    assert client.get(chosen).status_code == 404


@pytest.mark.parametrize(
    "query",
    [{"sok": "a\x00b"}, {"med": "abc"}, {"med": "²"}, {"med": "9" * 30}, {"sok": "å" * 9999}],
)
def test_nonsense_finds_nothing(cast, portal_admin, sign_in, query):
    response = sign_in(portal_admin).get(f"/aktorer/{cast.storuman.pk}/sla-ihop/", query)
    assert response.status_code == 200


def test_a_refusal_is_shown_on_the_page(cast, portal_admin, sign_in):
    url = f"/aktorer/{cast.storuman.pk}/sla-ihop/?med={cast.umea.pk}"
    response = sign_in(portal_admin).post(url, {"why": "Samma"})
    assert response.status_code == 422
    assert Actor.objects.filter(pk=cast.umea.pk).exists()


def test_the_short_name_becomes_an_alias_and_the_facts_taken_over_are_told(
    cast, double, portal_admin, sign_in
):
    Actor.objects.filter(pk=cast.storuman.pk).update(short_name="")
    Actor.objects.filter(pk=double.pk).update(
        short_name="Stor-k", started_on=date(1971, 1, 1), requires_mfa=True
    )
    url = f"/aktorer/{cast.storuman.pk}/sla-ihop/?med={double.pk}"
    page = sign_in(portal_admin).get(url).text
    assert "1\xa0januari 1971" in page
    assert "måste logga in i två steg" in page
    cast.storuman.refresh_from_db()
    double.refresh_from_db()
    staying = merge(cast, double, portal_admin)
    assert staying.short_name == ""
    assert staying.started_on == date(1971, 1, 1)
    assert {alias.name for alias in staying.aliases.all()} == {"Storumans kn", "Stor-k"}


def test_a_refusal_comes_first_and_leads_on(cast, double, portal_admin, sign_in):
    client = sign_in(portal_admin)
    two = client.get(f"/aktorer/{cast.storuman.pk}/sla-ihop/?med={cast.umea.pk}").text
    assert two.index("har var sin SCB-kod") < two.index("Skulle bli kvar")
    assert "Det här flyttas" not in two
    assert f"/aktorer/{cast.umea.pk}/andra/" in two
    turned = client.get(f"/aktorer/{double.pk}/sla-ihop/?med={cast.storuman.pk}").text
    assert f"/aktorer/{cast.storuman.pk}/sla-ihop/?med={double.pk}" in turned
    same = client.get(f"/aktorer/{double.pk}/sla-ihop/?med={double.pk}").text
    assert "Det är samma aktör. Sök efter den andra." in same
    assert "bli kvar i stället" not in same
