import pytest
from django.urls import reverse
from django.utils import timezone

from funding import actions as money
from funding.tests.factories import make_decision, make_pot
from initiatives.actions.plans import refer_plan
from initiatives.tests.factories import make_activity, make_plan
from reports import files
from reports.models import ReportRun
from reports.tests.factories import make_failed, make_run

LIST = reverse("reports:list")


@pytest.fixture
def run(cast):
    return make_run(cast.storuman, cast.coordinator)


@pytest.fixture
def finished(run, media):
    sha256 = files.keep(b"%PDF-1.7 finished", owner="test")
    ReportRun.objects.update(
        state="DONE", progress=100, sha256=sha256, size=17, finished_at=run.ordered_at
    )
    run.refresh_from_db()
    return run


def test_ordering_leads_to_the_run(cast, sign_in):
    response = sign_in(cast.coordinator).post(LIST, {"actor": cast.storuman.pk, "year": 2024})
    assert response.url == ReportRun.objects.get().get_absolute_url()


def test_ordering_again_says_that_nothing_has_changed(cast, sign_in, run):
    client = sign_in(cast.coordinator)
    response = client.post(LIST, {"actor": cast.storuman.pk, "year": 2024}, follow=True)
    assert "Inget har ändrats sedan" in response.text
    assert ReportRun.objects.count() == 1


def test_a_reader_sees_but_does_not_order(cast, sign_in, run):
    client = sign_in(cast.reader)
    assert "Storumans kommun 2024" in client.get(LIST).text
    response = client.post(LIST, {"actor": cast.storuman.pk, "year": 2023})
    assert response.status_code == 403
    assert "Du kan inte beställa uppföljningar för Storumans kommun" in response.text


def test_nobody_orders_for_somebody_else(cast, sign_in):
    response = sign_in(cast.coordinator).post(LIST, {"actor": cast.nacka.pk, "year": 2024})
    assert response.status_code == 422
    assert "Välj en aktör i listan." in response.text
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("", "Skriv vilket år uppföljningen gäller."),
        ("två tusen", "Skriv året med fyra siffror, till exempel 2024."),
        ("1999", "Skriv ett år från 2008 och framåt."),
        ("2999", "Året har inte börjat än."),
        ("9" * 30, "Året har inte börjat än."),
    ],
)
def test_a_wrong_year_gets_a_sentence_and_keeps_the_rest(cast, sign_in, year, sentence):
    response = sign_in(cast.coordinator).post(LIST, {"actor": cast.storuman.pk, "year": year})
    assert response.status_code == 422
    assert sentence in response.text
    assert not ReportRun.objects.exists()


def test_a_stranger_gets_404(cast, sign_in, finished):
    client = sign_in(cast.stranger)
    for name in ("reports:run", "reports:download"):
        assert client.get(reverse(name, args=[finished.pk])).status_code == 404
    assert "Storumans kommun" not in client.get(LIST).text


def test_while_it_is_made_the_page_asks_again_by_itself(cast, sign_in, run):
    ReportRun.objects.claim(run.pk, "worker")
    ReportRun.objects.update(progress=40, step="Sätter sidorna")
    text = sign_in(cast.reader).get(run.get_absolute_url()).text
    assert "Sätter sidorna" in text
    assert 'hx-trigger="every 1s"' in text


def test_when_it_is_done_the_page_stops_asking(cast, sign_in, finished):
    text = sign_in(cast.reader).get(finished.get_absolute_url()).text
    assert "hx-trigger" not in text
    assert reverse("reports:download", args=[finished.pk]) in text


def test_the_fragment_is_the_part_of_the_page(cast, sign_in, run):
    client = sign_in(cast.reader)
    fragment = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    page = client.get(run.get_absolute_url())
    assert fragment.headers["Vary"].startswith("HX-Request, HX-History-Restore-Request")
    assert " ".join(fragment.text.split()) in " ".join(page.text.split())


def test_going_back_in_the_browser_gets_the_whole_page(cast, sign_in, run):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in sign_in(cast.reader).get(run.get_absolute_url(), headers=headers).text


def test_a_failed_run_tells_why_and_can_be_tried_again(cast, sign_in, run):
    make_failed(run, "Dokumentet kunde inte skapas.")
    client = sign_in(cast.coordinator)
    assert "Dokumentet kunde inte skapas." in client.get(run.get_absolute_url()).text
    client.post(reverse("reports:retry", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "QUEUED"


def test_a_run_at_work_is_not_started_again(cast, sign_in, run):
    ReportRun.objects.claim(run.pk, "worker")
    sign_in(cast.coordinator).post(reverse("reports:retry", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("RUNNING", 1)


def test_the_file_is_served_by_its_row(cast, sign_in, finished):
    response = sign_in(cast.reader).get(reverse("reports:download", args=[finished.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 finished"
    assert response.headers["Content-Type"] == "application/pdf"
    assert "uppfoljning-storumans-kommun-2024-v1.pdf" in response.headers["Content-Disposition"]


def test_a_file_that_has_gone_is_a_404_and_not_a_500(cast, sign_in, finished):
    files.path_of(finished.sha256).unlink()
    client = sign_in(cast.reader)
    assert client.get(reverse("reports:download", args=[finished.pk])).status_code == 404


def test_nothing_can_be_downloaded_before_it_is_done(cast, sign_in, run):
    client = sign_in(cast.reader)
    assert client.get(reverse("reports:download", args=[run.pk])).status_code == 404


def test_home_shows_the_plan_in_force_and_the_four_b(cast, sign_in):
    make_plan(cast.storuman, cast.coordinator, adopted=False, title="Nästa plan", first_year=2026)
    make_plan(cast.storuman, cast.coordinator, title="Planen som gäller")
    make_activity(cast.storuman, cast.coordinator, title="Föräldraträffar", main_b="BYGG")
    response = sign_in(cast.coordinator).get("/")
    assert str(response.context["plan"]) == "Planen som gäller"
    assert [tile["count"] for tile in response.context["tiles"]] == [0, 0, 1, 0]
    assert "Inget under Behandla" in response.text
    assert "Föräldraträffar" in response.text


def test_home_tells_what_awaits(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, title="Halvfärdig", publish=False)
    assert "Gör klart utkastet ”Halvfärdig”" in sign_in(cast.coordinator).get("/").text
    assert "Läs utkastet ”Halvfärdig”" in sign_in(cast.approver).get("/").text
    assert "Halvfärdig" not in sign_in(cast.colleague).get("/").text


def test_a_reader_has_no_button_to_log(cast, sign_in):
    assert 'href="/logga/"' in sign_in(cast.coordinator).get("/").text
    assert 'href="/logga/"' not in sign_in(cast.reader).get("/").text


def test_home_of_one_without_a_role_says_what_to_do(cast, sign_in):
    assert "Du har ingen roll just nu" in sign_in(cast.nobody).get("/").text


def test_a_tile_counts_what_the_list_it_leads_to_shows(cast, sign_in):
    make_activity(cast.storuman, cast.coordinator, main_b="BYGG", further_b=["BEMOT"])
    make_activity(cast.umea, cast.neighbour, main_b="BEMOT", partners=[cast.storuman])
    make_activity(cast.umea, cast.neighbour, main_b="BEMOT")
    make_activity(cast.storuman, cast.coordinator, main_b="BEMOT", publish=False)
    client = sign_in(cast.coordinator)
    tiles = client.get("/").context["tiles"]
    assert [tile["count"] for tile in tiles] == [2, 0, 1, 0]
    for tile in tiles:
        if tile["count"]:
            assert client.get(tile["url"]).context["page"].paginator.count == tile["count"]


def test_home_says_that_a_plan_is_on_referral(cast, sign_in):
    plan = make_plan(cast.storuman, cast.coordinator, adopted=False)
    refer_plan(plan, to=[cast.umea], by=cast.coordinator)
    text = sign_in(cast.coordinator).get("/").text
    assert 'är på remiss och avser <span class="nowrap">2023–2026' in text


@pytest.mark.parametrize(
    ("first", "last", "adopted", "sentence"),
    [
        (0, 2, True, "gäller {0}–{2}"),
        (0, 0, True, "gäller {0}"),
        (-4, -1, True, "gällde till {-1}"),
        (1, 4, True, "gäller från {1}"),
        (1, 4, False, "är ett utkast för {1}–{4}"),
    ],
)
def test_home_says_when_the_plan_holds(cast, sign_in, first, last, adopted, sentence):
    year = timezone.localdate().year
    make_plan(
        cast.storuman,
        cast.coordinator,
        adopted=adopted,
        first_year=year + first,
        last_year=year + last,
    )
    words, years = sign_in(cast.coordinator).get("/").context["plan_holds"]
    for offset in (-1, 0, 1, 2, 4):
        sentence = sentence.replace(f"{{{offset}}}", str(year + offset))
    assert f"{words} {years}" == sentence


def test_home_promises_no_step_that_cannot_be_taken(cast, sign_in):
    pot = make_pot(cast.vasterbotten, cast.officer)
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    money.allocate(pot, cast.umea, amount=10, purpose="Prov", decision=decision, by=cast.officer)
    laid = make_decision(cast.vasterbotten, [cast.region, cast.umea], cast.officer, complete=False)
    assert sign_in(cast.officer).get("/").context["todos"] == []
    todos = sign_in(cast.region_approver).get("/").context["todos"]
    assert [todo.url for todo in todos] == [laid.get_absolute_url()]
    todos = sign_in(cast.coordinator).get("/").context["todos"]
    assert [todo.url for todo in todos] == [LIST]
