"""A joint decision on paper: frozen, ordered once, read by those who see the decision."""

import io

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding import actions
from funding.models import Decision, DecisionItem
from funding.tests.factories import DAY, make_pot
from reports import pdf, tasks
from reports.actions import order_decision
from reports.decision import figures_of_decision
from reports.models import ReportRun


@pytest.fixture
def decision(cast):
    pot = make_pot(cast.vasterbotten, cast.officer, amount=1_000_000)
    items = [
        DecisionItem(
            act="GRANT", frame=pot, receiver=cast.storuman, amount=400_000, purpose="B4-grupper",
            conditions="Redovisas i mars", reason="Väl underbyggd",
        ),
        DecisionItem(act="OTHER", purpose="Nästa möte", reason="Gruppen ses igen i juni."),
    ]  # fmt: skip
    return actions.propose_decision(
        Decision(
            county=cast.vasterbotten, title="Vårens fördelning", body="Länsstyrgruppen",
            decided_on=DAY, text="Fem ansökningar.\n\nTvå bereds vidare.",
        ),
        parties=[cast.region, cast.storuman],
        items=items,
        by=cast.officer,
    )  # fmt: skip


def frozen(decision):
    about = {"generated_at": "2024-03-12T10:00:00+01:00", "version": 1}
    return figures_of_decision(Decision.objects.get(pk=decision.pk)) | about


def test_it_says_who_stood_behind_it_and_when(cast, decision):
    actions.concur(decision, cast.region, by=cast.region_approver, comment="Enligt nämnden")
    figures = frozen(decision)
    first, second = figures["parties"]
    assert (first["answer"], first["by"]) == ("Står bakom", str(cast.region_approver))
    assert first["at"]
    assert (second["answer"], second["at"]) == ("Har inte svarat", "")
    assert figures["state"] == "Inte beslutat: alla parter har inte svarat."
    content = pdf.DOCUMENTS["decision"].build(figures, "0" * 64, [])
    assert [group["title"] for group in content["groups"]] == ["Beviljas", "Annat"]
    assert content["groups"][0]["sum"] == "400\xa0000"
    assert content["background"] == ["Fem ansökningar.", "Två bereds vidare."]


def test_the_file_is_accessible_and_carries_its_figures(cast, decision):
    document = pikepdf.open(io.BytesIO(pdf.render(frozen(decision))))
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "sv"
    assert sorted(document.attachments) == ["beslut.json", "parter.csv", "punkter.csv"]
    metadata = document.open_metadata()
    assert metadata.pdfa_status == "3A"
    assert metadata["dc:title"] == "Vårens fördelning"
    assert b"pdfuaid" in document.Root.Metadata.read_bytes()


def test_ordering_twice_gives_the_run_that_stands(cast, decision, sign_in):
    url = reverse("reports:order_decision", args=[decision.pk])
    client = sign_in(cast.approver)
    first = client.post(url)
    again = client.post(url, follow=True)
    assert first.url == again.redirect_chain[0][0]
    assert "Inget har ändrats" in again.text
    run = ReportRun.objects.get()
    actions.concur(decision, cast.region, by=cast.region_approver)
    newer, is_new = order_decision(Decision.objects.get(pk=decision.pk), by=cast.approver)
    assert (is_new, newer.version, run.version) == (True, 2, 1)


def test_a_worker_makes_it_and_those_who_see_the_decision_read_it(cast, decision, sign_in, media):
    run, _ = order_decision(decision, by=cast.officer)
    assert sign_in(cast.reader).get(run.get_absolute_url()).status_code == 404  # not decided yet
    actions.concur(decision, cast.region, by=cast.region_approver)
    actions.concur(decision, cast.storuman, by=cast.approver)
    tasks.make_report(str(run.pk))
    run.refresh_from_db()
    assert run.state == "DONE"
    for name, status in [("reader", 200), ("neighbour", 200), ("national", 200), ("stranger", 404)]:
        client = sign_in(getattr(cast, name))
        assert client.get(run.get_absolute_url()).status_code == status
        response = client.get(reverse("reports:download", args=[run.pk]))
        assert response.status_code == status
        if status == 200:
            assert response.getvalue().startswith(b"%PDF")
            assert "beslut-" in response["Content-Disposition"]
    assert "Vårens fördelning" not in sign_in(cast.reader).get(reverse("reports:list")).text


def test_a_draft_is_not_printed_and_a_stranger_orders_nothing(cast, decision, sign_in):
    draft = Decision(county=cast.vasterbotten, title="Utkast", body="Organ", decided_on=DAY)
    actions.write_decision(draft, by=cast.officer)
    url = reverse("reports:order_decision", args=[draft.pk])
    assert sign_in(cast.officer).post(url).status_code == 404
    assert sign_in(cast.officer).get(url).status_code == 405
    url = reverse("reports:order_decision", args=[decision.pk])
    assert sign_in(cast.stranger).post(url).status_code == 404
    assert not ReportRun.objects.exists()


def test_a_run_is_about_one_thing(cast, decision):
    run, _ = order_decision(decision, by=cast.reader)
    with pytest.raises(IntegrityError, match="run_about_one_thing"), transaction.atomic():
        ReportRun.objects.filter(pk=run.pk).update(actor=cast.storuman, year=2024)
    with pytest.raises(IntegrityError, match="run_about_one_thing"), transaction.atomic():
        ReportRun.objects.filter(pk=run.pk).update(decision=None)
