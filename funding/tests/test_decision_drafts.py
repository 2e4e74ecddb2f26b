"""Writing a joint decision: its head, items, a pasted table, and what is registered."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.models import Kind, UserMovementStatus
from actors.tests.factories import make_actor
from funding import actions, files
from funding.models import Decision, DecisionItem, DecisionOrder, Earmark, Return
from funding.tests.factories import DAY, make_agreement, make_decision
from initiatives.models import Category, Taxonomy, Term
from portal.models import Event

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def order(cast):
    return DecisionOrder.objects.create(
        county=cast.vasterbotten, body="Länsstyrgruppen", kommuner="EACH"
    )


@pytest.fixture
def pot(cast):
    """The county's pot of category 4, 1 000 kr."""
    agreement = make_agreement(cast.officer, total=1000)
    category = Category.objects.create(
        number=4, first_year=2024, name="Brukarrörelsen", aim="", source="Källa"
    )
    component = actions.split(
        agreement, amount=1000, on=DAY, by=cast.officer, name=str(category),
        stream="LANSGEMENSAM", category=category,
    )  # fmt: skip
    return actions.distribute(component, cast.vasterbotten, amount=1000, on=DAY, by=cast.officer)


@pytest.fixture
def draft(cast, order, pot):
    decision = Decision(
        county=cast.vasterbotten, title="Våren", body="Länsstyrgruppen", decided_on=DAY
    )
    return actions.write_decision(decision, by=cast.officer)


def laid(cast, pot, title="Våren", parties=None, amount=1):
    item = DecisionItem(
        act="GRANT", frame=pot, receiver=cast.umea, amount=amount, purpose="Mötesplats"
    )
    decision = Decision(county=cast.vasterbotten, title=title, body="Organ", decided_on=DAY)
    return actions.propose_decision(
        decision, parties=parties or [cast.region, cast.storuman, cast.umea], items=[item],
        by=cast.officer,
    )  # fmt: skip


def grant(cast, pot, **changes):
    values = {"frame": pot.pk, "receiver": cast.umea.pk, "purpose": "Mötesplats", "amount": "400"}
    return values | changes


def item_url(draft, kind="bevilja", **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('funding:item_new', args=[draft.pk])}?slag={kind}{query}"


def test_an_earmark_is_told_with_the_rules_text_and_can_be_gone_past(cast, sign_in, draft, pot):
    Earmark.objects.create(
        county=cast.vasterbotten,
        category=pot.component.category,
        allows="USER_MOVEMENT",
        text="Kategori 4 går till brukarrörelsen.",
        source="Källa",
        since=date(2021, 1, 1),
    )
    client = sign_in(cast.officer)
    response = client.post(item_url(draft), grant(cast, pot))
    assert response.status_code == 422
    assert "Kategori 4 går till brukarrörelsen." in response.text
    reason = {"override_reason": "Ingen förening söker"}
    assert client.post(item_url(draft), grant(cast, pot, **reason)).status_code == 302
    item = draft.items.get()
    assert item.override_by == cast.officer
    text = client.get(draft.get_absolute_url()).text
    assert f"Går ifrån öronmärkningen ({cast.officer}): Ingen förening söker" in text
    club = make_actor("Föreningen", Kind.USER_ORGANISATION, "", [cast.vasterbotten])
    UserMovementStatus.objects.create(
        actor=club, counts=True, decided_on=DAY, decided_by="R", reason="X", entered_by=cast.officer
    )
    posted = grant(cast, pot, receiver=club.pk, **reason)
    client.post(reverse("funding:item_edit", args=[item.pk]), posted)
    item.refresh_from_db()
    assert (item.receiver, item.override_reason, item.override_by) == (club, "", None)


def test_inriktningar_are_asked_for_where_the_category_has_them(cast, sign_in, draft, pot):
    category = pot.component.category
    focus = Term.objects.create(taxonomy=Taxonomy.FOCUS, category=category, name="Samverkan")
    client = sign_in(cast.officer)
    response = client.post(item_url(draft), grant(cast, pot))
    assert response.status_code == 422
    assert "Välj minst en inriktning" in response.text
    assert client.post(item_url(draft), grant(cast, pot, focuses=[focus.pk])).status_code == 302
    assert list(draft.items.get().focuses.all()) == [focus]


@pytest.mark.parametrize("amount", ["0", "-5", "1,5", "femhundra", "10000000000000000", ""])
def test_amounts_that_are_none_are_refused_with_a_sentence(cast, sign_in, draft, pot, amount):
    response = sign_in(cast.officer).post(item_url(draft), grant(cast, pot, amount=amount))
    assert response.status_code == 422
    assert not draft.items.exists()


def test_what_is_left_is_suggested_from_the_accepted_return(cast, sign_in, draft, pot):
    decision = make_decision(cast.vasterbotten, [cast.region], cast.officer)
    allocation = actions.allocate(
        pot, cast.storuman, amount=400, purpose="B4", decision=decision, by=cast.officer
    )
    client = sign_in(cast.officer)
    assert "Det finns ingen tilldelning" in client.get(item_url(draft, "for-over")).text
    actions.pay(allocation, amount=400, on=DAY, by=cast.officer)
    Return.objects.create(
        allocation=allocation, state="ACCEPTED", as_of=DAY, paid=400, booked=150, used=150,
        carry_over=200, to_repay=50, forecast=400, variance="Senare start",
        filled_at="2024-12-01T10:00Z", filled_by=cast.coordinator,
        certified_at="2024-12-02T10:00Z", certified_by=cast.approver,
    )  # fmt: skip
    assert f"tilldelning={allocation.pk}" in client.get(item_url(draft, "for-over")).text
    for kind, amount in (("for-over", 200), ("betala-tillbaka", 50), ("andra", 400)):
        response = client.get(item_url(draft, kind, tilldelning=allocation.pk))
        assert response.context["form"].initial["amount"] == amount
    url = item_url(draft, "betala-tillbaka", tilldelning=allocation.pk)
    assert "större än det som är utbetalt" in client.post(url, {"amount": "401"}).text
    assert client.post(url, {"amount": "50"}).status_code == 302
    url = item_url(draft, "for-over", tilldelning=allocation.pk)
    posted = {"amount": "200", "usable_until": "2025-12-31", "reason": "Senare start"}
    assert client.post(url, posted).status_code == 302
    url = item_url(draft, "andra", tilldelning=allocation.pk)
    assert "kan inte bli mindre" in client.post(url, {"amount": "0", "reason": "X"}).text
    assert {item.act for item in draft.items.all()} == {"REPAY", "CARRY_OVER"}
    for unknown in ("0", "abc", "9" * 30, allocation.pk + 1):
        assert client.get(item_url(draft, "andra", tilldelning=unknown)).status_code == 404
    assert client.get(item_url(draft, "okant")).status_code == 404


def test_other_and_out_of_a_pot(cast, sign_in, draft, pot):
    client = sign_in(cast.officer)
    assert client.post(item_url(draft, "annat"), {"reason": "Flytt tillåts"}).status_code == 302
    url = item_url(draft, "ur-potten")
    assert client.post(url, {"frame": pot.pk, "amount": "1001"}).status_code == 422
    assert client.post(url, {"frame": pot.pk, "amount": "1 000 kr"}).status_code == 302
    for item in draft.items.all():
        assert client.get(reverse("funding:item_edit", args=[item.pk])).status_code == 200
    client.post(reverse("funding:item_remove", args=[draft.items.first().pk]))
    assert draft.items.count() == 1


def test_a_table_from_excel_is_read_row_by_row(cast, sign_in, draft, pot):
    client = sign_in(cast.officer)
    url = reverse("funding:items_paste", args=[draft.pk])
    agreement = pot.component.agreement.pk
    rows = [
        "Mottagare\tÄndamål\tBelopp\tKategori",
        "Umeå kommun\tMötesplats\t1 00\t4",
        "Okända\tMötesplats\t100\t4",
        "Umeå kommun\t\t100\t7",
        "Umeå kommun\t19121212-1212 Tolvan\t100\t4",
        "Umeå kommun\tMötesplats\t100\t4",
    ]
    response = client.post(url, {"agreement": agreement, "table": "\n".join(rows)})
    assert response.status_code == 422
    assert "4 av 5 rader har fel. Rätta dem." in response.text
    one = client.post(url, {"agreement": agreement, "table": rows[2]})
    assert "1 av 1 rad har fel. Rätta den." in one.text
    for sentence in (
        "”Okända” finns inte i länet",
        "Ändamålet saknas",
        "kategori ”7”",
        "I ordning",
    ):
        assert sentence in response.text
    assert not draft.items.exists()
    good = ["Umeå kommun\tMötesplats\t100\t4", "Storumans kommun;Grupper;300 kr;4"]
    response = client.post(url, {"agreement": agreement, "table": good[0]}, follow=True)
    assert "1 punkt är tillagd." in response.text
    assert client.post(url, {"agreement": agreement, "table": good[1]}).status_code == 302
    assert sorted(item.amount for item in draft.items.all()) == [100, 300]
    more = "\n".join(f"Umeå kommun\tMöte {number}\t10\t4" for number in range(5))
    page = client.post(url, {"agreement": agreement, "table": more}, follow=True)
    assert "5 punkter är tillagda" in page.text
    assert "Beviljas i allt" in page.text


def test_only_the_countys_officer_writes_the_draft(cast, sign_in, draft):
    edit = reverse("funding:decision_edit", args=[draft.pk])
    for name, status in [("reader", 404), ("stranger", 404), ("national", 404), ("approver", 404)]:
        client = sign_in(getattr(cast, name))
        assert client.get(edit).status_code == status
        assert client.post(edit, {"title": "Min"}).status_code == status
    head = {"title": "Hösten", "kind": "RECOMMENDS", "decided_on": "2024-09-01"}
    client = sign_in(cast.officer)
    assert client.post(edit, head | {"decided_on": "i höst"}).status_code == 422
    assert client.post(edit, head).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.kind) == ("Hösten", "RECOMMENDS")
    assert client.post(reverse("funding:decision_remove", args=[draft.pk])).status_code == 302
    assert not Decision.objects.exists()


def test_what_is_laid_is_not_edited(cast, sign_in, pot):
    decision = laid(cast, pot)
    client = sign_in(cast.officer)
    for name in ("decision_edit", "item_new", "items_paste"):
        response = client.get(reverse(f"funding:{name}", args=[decision.pk]))
        assert response.status_code == 403
        assert "nytt beslut som följer på det" in response.text


def test_minutes_and_numbers_are_registered_afterwards_and_told(cast, sign_in, pot, media):
    decision = laid(cast, pot)
    client = sign_in(cast.officer)
    url = reverse("funding:decision_register", args=[decision.pk])
    wrong = {"minutes": SimpleUploadedFile("protokoll.pdf", b"MZ\x00\x01")}
    assert client.post(url, wrong).status_code == 422
    note = {"minutes": SimpleUploadedFile("protokoll.txt", b"Hej")}
    assert "ska vara en PDF" in client.post(url, note).text
    right = {
        "paragraph": "§ 7",
        "diary_number": "LSG 2024-11",
        "minutes": SimpleUploadedFile("protokoll.pdf", PDF),
    }
    assert client.post(url, right).status_code == 302
    text = sign_in(cast.approver).get(decision.get_absolute_url()).text
    assert "protokoll.pdf" in text
    assert "paragraf § 7, diarienummer LSG 2024-11, protokoll protokoll.pdf" in text
    response = client.get(reverse("funding:decision_minutes", args=[decision.pk]))
    assert response.getvalue() == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert files.purge() == 0
    client = sign_in(cast.officer)
    newer = {"minutes": SimpleUploadedFile("justerat.pdf", PDF + b"\n%%EOF")}
    assert client.post(url, newer | {"paragraph": "§ 7"}).status_code == 302
    assert files.purge() == 1
    assert Event.about(decision).filter(verb="registrerade").count() == 2
    stranger = sign_in(cast.stranger)
    assert stranger.get(reverse("funding:decision_minutes", args=[decision.pk])).status_code == 404
    assert sign_in(cast.approver).get(url).status_code == 403
    minutes = reverse("funding:decision_minutes", args=[decision.pk])
    assert sign_in(cast.reader).get(minutes).status_code == 404
    assert sign_in(cast.reader).get(url).status_code == 404
