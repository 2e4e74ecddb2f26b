"""Rule 17: everything a person reads is Swedish. Columns: test_architecture.py."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from actors.models import Kind
from actors.tests.factories import make_actor, make_group
from funding import actions as money
from funding.tests.factories import make_decision, make_pot
from initiatives.models import Term
from initiatives.tests.factories import make_activity, make_plan
from portal.swedish import dag_tid, datum, klocka, kr, percent
from portal.tests.world import address

IN_ORDER = [
    "Alfa",
    "Vega",
    "Wega",
    "Zeta",
    "Åby",
    "Äby",
    "Öby",
]  # v and w are two letters, å ä ö last
SHUFFLED = [IN_ORDER[place] for place in (6, 2, 4, 0, 5, 3, 1)]


def test_rule_17_everything_is_swedish_dates_amounts_and_order(cast, sign_in):
    """The forms that the rule names, and every list of names in Swedish order."""
    assert datum(date(2024, 3, 14)) == "14\xa0mars 2024"
    assert klocka(time(11, 45)) == "11.45"
    assert dag_tid(datetime(2024, 3, 14, 10, 45, tzinfo=UTC)) == "14\xa0mars 2024 kl.\xa011.45"
    assert kr(1_560_000_000) == "1\xa0560\xa0000\xa0000\xa0kr"
    assert percent(32) == "32\xa0procent"
    fill(cast)
    for name, found in lists_of_names(cast, sign_in).items():
        assert [one for one in found if one in IN_ORDER] == IN_ORDER, name


def fill(cast):
    """Each name as an actor, a plan, an activity, a group, a target group and a receiver."""
    pot = make_pot(cast.vasterbotten, cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    for name in SHUFFLED:
        association = make_actor(name, Kind.CIVIL_SOCIETY, "", [cast.vasterbotten])
        make_plan(association, cast.coordinator, title=name)
        make_activity(association, cast.coordinator, title=name)
        make_group(cast.storuman, [cast.storuman, association], name=name, county=cast.vasterbotten)
        Term.objects.create(taxonomy="malgrupp", name=name)
        money.allocate(
            pot, association, amount=1, purpose="Ändamål", decision=decision, by=cast.officer
        )


def lists_of_names(cast, sign_in):
    """Every list on a page that stands in the order of names."""
    client = sign_in(cast.coordinator)

    def context(url):
        response = client.get(url)
        assert response.status_code == 200, url
        return response.context

    register = context(reverse("actors:list") + "?slag=CIVIL_SOCIETY")
    county = context(address("actors:county", "24"))
    activities = context(reverse("initiatives:activities"))
    form = context(reverse("initiatives:log"))["form"]
    pots = context(reverse("funding:overview"))["pots"]
    return {
        "the register": [str(actor) for actor in register["page"]],
        "a county's actors": [str(row["actor"]) for row in county["others"]],
        "a county's groups": [str(group) for group in county["groups"]],
        "the filter's actors": [
            str(actor) for actor in activities["filter"].filters["aktor"].queryset
        ],
        "whom one does it with": [str(actor) for actor in form.fields["partners"].queryset],
        "target groups": [str(term) for term in form.fields["terms"].queryset],
        "others' plans": [str(plan) for plan in context(reverse("initiatives:plans"))["others"]],
        "receivers of money": [str(one.receiver) for _, given in pots for one in given],
    }


def test_rule_17_no_page_writes_dates_or_numbers_in_another_way():
    """Only the filters of the tags `ui` do: Django's own would write "Mars 14" or "1,234"."""
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = template.read_text()
        assert not re.search(
            r"\|(date\b(?!:'c')|time|naturaltime|intcomma|floatformat|timesince)\b", text
        ), template
        read = re.sub(r"<[^>]*>", "", re.sub(r"{%.*?%}", "", text))
        assert not re.search(r"\d ?(%|SEK)", read), template
