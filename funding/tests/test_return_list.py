"""Which returns are expected, who reads them, and who may not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from funding import actions
from funding.models import Agreement
from funding.tests.test_allocation_life import url
from funding.tests.test_returns import make_certified, make_filled


@pytest.fixture
def filled(cast):
    return make_filled(cast)


@pytest.fixture
def certified(cast):
    return make_certified(cast)


@pytest.mark.parametrize("name", ["return_fill", "return_hand_back", "return_answer"])
def test_a_stranger_a_reader_and_a_wrong_method(cast, sign_in, certified, name):
    assert sign_in(cast.stranger).get(url(name, certified)).status_code == 404
    assert sign_in(cast.reader).get(url(name, certified)).status_code == 403
    assert sign_in(cast.officer).put(url(name, certified)).status_code == 405


@pytest.mark.parametrize("name", ["return_begin", "return_certify"])
def test_what_is_only_sent(cast, sign_in, filled, name):
    thing = filled.allocation if name == "return_begin" else filled
    assert sign_in(cast.coordinator).get(url(name, thing)).status_code == 405
    assert sign_in(cast.reader).post(url(name, thing)).status_code == 403
    assert sign_in(cast.stranger).post(url(name, thing)).status_code == 404


def listed(client, query=""):
    response = client.get(reverse("funding:returns") + query)
    assert response.status_code == 200
    return response


def test_a_return_is_expected_from_day_one_and_what_is_missing_stands_first(
    cast, sign_in, certified
):
    Agreement.objects.update(report_due=timezone.localdate() - timedelta(days=3))
    other = actions.allocate(
        certified.allocation.frame, cast.umea, amount=5, purpose="Umeås",
        decision=certified.allocation.decision, by=cast.officer,
    )  # fmt: skip
    page = listed(sign_in(cast.officer))
    assert [row.pk for row in page.context["page"]] == [other.pk, certified.allocation.pk]
    assert page.context["counts"] == {
        "expected": 2, "missing": 1, "late": 1, "to_answer": 1, "accepted": 0,
    }  # fmt: skip
    assert "för 3\xa0dagar sedan" in page.text
    assert [row.pk for row in listed(sign_in(cast.coordinator)).context["page"]] == [
        certified.allocation.pk
    ]
    assert [row.pk for row in listed(sign_in(cast.neighbour)).context["page"]] == [other.pk]
    assert len(listed(sign_in(cast.national)).context["page"]) == 2
    assert "Ingen redovisning väntas" in listed(sign_in(cast.stranger)).text
    assert sign_in(cast.officer).post(reverse("funding:returns")).status_code == 405


def test_the_list_is_filtered(cast, sign_in, certified):
    client = sign_in(cast.officer)
    for query, count in [
        ("?lage=saknas", 0),
        ("?lage=certified", 1),
        ("?ar=2024", 1),
        ("?ar=2019", 1),  # cannot be chosen, and filters nothing
        ("?lan=24", 1),
        (f"?mottagare={cast.storuman.pk}", 1),
    ]:
        assert len(listed(client, query).context["page"]) == count, query


def test_the_list_asks_as_many_questions_for_many(cast, sign_in, certified):
    client = sign_in(cast.officer)

    def questions_with(count):
        for number in range(count):
            actions.allocate(
                certified.allocation.frame, cast.umea, amount=5, purpose=f"Nummer {number}",
                decision=certified.allocation.decision, by=cast.officer,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            listed(client)
        return len(queries)

    assert questions_with(1) == questions_with(15)
