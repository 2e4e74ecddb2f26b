"""Search: Swedish forms, compounds, synonyms and misspellings, and nothing that is not for one."""

import pytest
from django.db import connection

from actors.models import Alias
from initiatives.models import Activity, ActivitySearch, Method
from initiatives.search import Search, terms_of
from initiatives.tests.factories import make_activity

URL = "/aktiviteter/"


@pytest.fixture
def finds(cast):
    """Whether a search by somebody (Storuman's reader) finds an activity with that title."""

    def _finds(query, title, user=cast.reader):
        seen = Activity.objects.visible_to(user)
        return title in {a.title for a in Search(query).activities(seen, user)}

    return _finds


# The table of Swedish search: (text, what is asked for).
TABLE = [
    ("Många utbildningar", "utbildning"),
    ("Många utbildningar", "utbildningen"),
    ("Träff med barnen", "barn"),
    ("Korta möten", "möte"),
    ("Självmordsprevention i skolan", "självmord"),
    ("Nytt föräldrastödsprogram", "föräldrastöd"),
    ("Det suicidpreventiva arbetet", "suicidprevention"),
    # Synonyms, also in compounds.
    ("Samtal om suicid", "självmord"),
    ("Suicidprevention i kommunen", "självmordsprevention"),
    ("Självmordsprevention i kommunen", "suicidprevention"),
    # Misspellings, and without the dots.
    ("Psykologisk hjälp", "psykolgisk"),
    ("Föräldraträffar", "foraldratraffar"),
    ("Gruppen för efterlevande", "efterlevnade"),
    # Beginnings of words, any case, more than one word in any order.
    ("Öppet hus på Åsen", "öPPE"),
    ("Öppet hus på Åsen", "åsen öppet"),
    ("Ärlighet först", "ärlig"),
]


@pytest.mark.parametrize(("title", "query"), TABLE, ids=str)
def test_a_text_is_found_by_other_forms_of_its_words(cast, finds, title, query):
    make_activity(cast.storuman, cast.coordinator, title=title, entry={"text": ""})
    make_activity(cast.storuman, cast.coordinator, title="Något helt annat", entry={"text": ""})
    assert finds(query, title)
    assert not finds(query, "Något helt annat")


@pytest.mark.parametrize(("title", "query"), TABLE, ids=str)
def test_ones_own_internal_texts_are_found_in_the_same_ways(cast, finds, title, query):
    make_activity(cast.storuman, cast.coordinator, title=title, visibility="ORGANISATION")
    assert finds(query, title)


@pytest.mark.parametrize("query", ["bibliotek", "utbildning bibliotek", "öppet bibliotek"])
def test_every_word_must_be_found(cast, finds, query):
    make_activity(cast.storuman, cast.coordinator, title="Öppet hus med utbildning")
    assert not finds(query, "Öppet hus med utbildning")


def test_the_log_the_need_methods_and_actors_are_searched(cast, finds):
    method = Method.objects.create(
        name="YAM", aliases=["Youth Aware"], main_b="BEMOT", certainty="SEEN", source="Källa"
    )
    Alias.objects.create(actor=cast.region, name="VLL")
    activity = make_activity(
        cast.storuman,
        cast.coordinator,
        title="En sak",
        partners=[cast.region],
        need="Ensamhet bland pensionärer",
        entry={"text": "Ambulansen kom också"},
    )
    activity.methods.add(method)
    for query in ("ambulans", "pensionär", "youth aware", "VLL", "storuman", "region ensamhet"):
        assert finds(query, "En sak"), query


def test_the_index_follows_what_changes(cast, finds):
    activity = make_activity(cast.storuman, cast.coordinator, title="En sak", partners=[cast.umea])
    method = Method.objects.create(name="Kurs", main_b="BEMOT", certainty="SEEN", source="Källa")
    activity.methods.add(method)
    Activity.objects.filter(pk=activity.pk).update(title="Trädgård")
    assert finds("trädgård", "Trädgård")
    method.name = "Lyssnarkurs"
    method.save()
    alias = Alias.objects.create(actor=cast.umea, name="Björkstaden")
    activity.entries.update(text="Ny text om snickeri")
    for query in ("lyssnarkurs", "björkstaden", "snickeri"):
        assert finds(query, "Trädgård"), query
    alias.delete()
    activity.methods.clear()
    activity.entries.get().remove(by=cast.coordinator)
    for query in ("lyssnarkurs", "björkstaden", "snickeri"):
        assert not finds(query, "Trädgård"), query


HIDDEN = {
    "draft": {"publish": False},
    "organisation": {"visibility": "ORGANISATION"},
    "named": {"visibility": "NAMED"},
    "sensitive": {"visibility": "ORGANISATION", "is_sensitive": True},
}


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=HIDDEN)
def test_the_index_holds_nothing_that_is_not_open(cast, finds, fields):
    make_activity(
        cast.storuman, cast.coordinator, title="Steglits", entry={"text": "Göktyta"}, **fields
    )
    assert not ActivitySearch.objects.exists()
    for stranger in (cast.stranger, cast.neighbour, cast.nobody):
        assert not finds("steglits", "Steglits", stranger)
        assert not finds("göktyta", "Steglits", stranger)
    assert finds("göktyta", "Steglits", cast.coordinator)


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": "ORGANISATION"},
        {"visibility": "NAMED"},
        {"published_at": None, "published_by": None},
        {"visibility": "ORGANISATION", "is_sensitive": True},
    ],
    ids=str,
)
def test_what_is_closed_again_leaves_the_index(cast, change):
    activity = make_activity(cast.storuman, cast.coordinator, title="Steglits")
    assert ActivitySearch.objects.count() == 1
    Activity.objects.filter(pk=activity.pk).update(**change)
    assert not ActivitySearch.objects.exists()


def test_what_is_removed_leaves_the_index_and_comes_back(cast):
    activity = make_activity(cast.storuman, cast.coordinator)
    activity.remove(by=cast.coordinator)
    assert not ActivitySearch.objects.exists()
    activity.restore()
    assert ActivitySearch.objects.count() == 1


def test_the_county_of_others_is_not_searched(cast, finds):
    make_activity(cast.nacka, cast.stranger, title="Steglits")
    assert ActivitySearch.objects.count() == 1
    assert not finds("steglits", "Steglits")


def test_what_is_written_so_comes_first(cast):
    make_activity(cast.storuman, cast.coordinator, title="Utbildnign i samtal")
    make_activity(cast.storuman, cast.coordinator, title="Annat", entry={"text": "Utbildning"})
    make_activity(cast.storuman, cast.coordinator, title="Utbildning")
    found = Search("utbildning").activities(Activity.objects.all(), cast.reader)
    titles = [activity.title for activity in found.order_by("-relevance", "pk")]
    assert titles == ["Utbildning", "Annat", "Utbildnign i samtal"]


HOSTILE = [
    "a & b | !c",
    "'; DROP TABLE initiatives_activity; --",
    "sök:*",
    "<-> ((",
    "\\",
    "''''",
    "%_%",
    "&|!():*",
    "𝕊ö𝕜",
    "\u202e\u0000x",
    "ab " * 5000,
    "x" * 10_000,
    "ﬁ",
    "İ",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_one_writes_is_syntax(cast, query):
    make_activity(cast.storuman, cast.coordinator, title="Öppet hus")
    make_activity(cast.storuman, cast.coordinator, title="Internt", visibility="ORGANISATION")
    list(Search(query).activities(Activity.objects.visible_to(cast.reader), cast.reader))
    list(Search(query).methods(Method.objects.all()))


@pytest.mark.parametrize("query", ["", "   ", "%", "&|!", "x" * 10_000])
def test_without_words_that_can_be_meant_nothing_is_found(cast, query):
    make_activity(cast.storuman, cast.coordinator)
    assert not Search(query).activities(Activity.objects.all(), cast.reader).exists()


def test_the_page_takes_ten_thousand_letters(cast, sign_in):
    client = sign_in(cast.reader)
    assert client.get(URL, {"sok": "å" * 10_000}).status_code == 200
    assert client.get(URL, {"sok": "a\x00b"}).status_code == 200


def test_words_without_meaning_are_not_asked_for_beside_others():
    assert terms_of("Första hjälpen till psykisk hälsa") == [
        "första",
        "hjälpen",
        "psykisk",
        "hälsa",
    ]
    assert terms_of("och") == ["och"]


def test_the_text_is_stored_in_lower_case_whatever_the_database(cast):
    make_activity(cast.storuman, cast.coordinator, title="ÖPPET ÅR ÄLVA")
    assert {"öppet", "älva"} <= set(ActivitySearch.objects.get().words.split())


# In bulk, with the triggers asleep: they are tested above, one activity at a time.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE initiatives_activity DISABLE TRIGGER USER;
INSERT INTO initiatives_activity (title, main_b, further_b, status, status_reason, starts_on,
    visibility, created_by_id, lead_id, published_at, published_by_id, responsible_function,
    is_sensitive, need, place, own_effort, lock)
SELECT 'aktivitet ' || md5(n::text) || CASE WHEN n %% 3000 = 0 THEN ' trädgårdsträff' ELSE '' END,
    'BEMOT', ARRAY[]::varchar[], 'ONGOING', '', '2024-01-01', 'COUNTY', %(by)s, %(lead)s, now(),
    %(by)s, '', false, '', '', '', 0
FROM generate_series(1, 30000) n;
INSERT INTO initiatives_activitysearch (activity_id, vector, words)
SELECT id, initiatives_vector(title), initiatives_words(title) FROM initiatives_activity;
ALTER TABLE initiatives_activity ENABLE TRIGGER USER;
ANALYZE initiatives_activity, initiatives_activitysearch;
SET LOCAL jit = off;
"""


def test_thirty_thousand_activities_are_searched_by_the_index_and_never_the_log(cast):
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"by": cast.coordinator.pk, "lead": cast.umea.pk})
    seen = Activity.objects.visible_to(cast.reader)
    for query in ("trädgårdsträff", "tradgardstraff"):
        found = Search(query).activities(seen, cast.reader)
        assert found.count() == 10
        plan = found.order_by("-relevance").explain()
        assert "activitysearch_vector" in plan
        assert "activitysearch_words" in plan
        assert "Seq Scan on initiatives_logentry" not in plan
        assert "Seq Scan on initiatives_activitysearch" not in plan
