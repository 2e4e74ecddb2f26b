"""Rounds and applications for tests, made by the real actions."""

from datetime import date, timedelta

from django.utils import timezone

from actors.access import Reach
from funding import actions
from funding.models import Application, Round
from funding.tests.factories import DAY, make_agreement
from initiatives.models import Category

WHOLE = {
    "need": "Behovet",
    "work": "Arbetet",
    "result": "Resultatet",
    "participation": "Brukarna är med",
    "contact": "Samordnare",
    "main_b": "BEMOT",
    "starts_on": date(2024, 3, 1),
    "ends_on": date(2024, 12, 31),
}


def make_category(number=4, year=2024):
    category, _ = Category.objects.get_or_create(
        number=number,
        first_year=year,
        defaults={"name": f"Kategori {number}", "aim": "Målet", "source": "Källa"},
    )
    return category


def make_category_pot(county, by, *, number=4, amount=1000, agreement=None):
    """A county's joint pot of a category, with `amount` in it."""
    agreement = agreement or make_agreement(by, total=amount)
    component = actions.split(
        agreement,
        amount=amount,
        on=DAY,
        by=by,
        name=f"Kategori {number}",
        stream="LANSGEMENSAM",
        category=make_category(number),
    )
    return actions.distribute(component, county, amount=amount, on=DAY, by=by)


def make_round(frames, by, **fields):
    """A round that is open for ten days more."""
    today = timezone.localdate()
    values = {
        "name": "Våren",
        "opens_on": today - timedelta(days=10),
        "closes_on": today + timedelta(days=10),
    }
    round = Round.objects.create(
        county=frames[0].county,
        agreement=frames[0].component.agreement,
        created_by=by,
        **(values | fields),
    )
    round.frames.set(frames)
    return round


def make_application(round, applicant, by, *, lines=(("Kurs", 500),), focuses=(), **fields):
    """A draft that lacks nothing."""
    values = WHOLE | {"title": "Utbildning", "frame": round.frames.first()} | fields
    application = Application.objects.create(
        round=round, applicant=applicant, created_by=by, **values
    )
    application.focuses.set(focuses)
    for text, amount in lines:
        application.lines.create(text=text, amount=amount)
    return application


def fence_of(user):
    """What `fence.let_through` is told in a request of the person."""
    reach = Reach.of(user)
    return {
        "user_id": reach.user_id,
        "actors": reach.actors,
        "approves_for": reach.approves_for,
        "writes_for": reach.writes_for,
    }
