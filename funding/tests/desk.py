"""An application on the funder's desk, for tests: sent in, for a county's pot."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from funding import actions
from funding.forms.preparation import PreparationForm
from funding.models import Application, BudgetLine, CheckPoint, Preparation, Round
from funding.tests.factories import DAY, make_agreement
from initiatives.models import Category

SENT = datetime(2024, 2, 20, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def make_round(county, by, *, amount=1_000_000, year=2024, number=2):
    """A round with one pot in it, of a category."""
    category, _ = Category.objects.get_or_create(
        number=number,
        first_year=2024,
        defaults={"name": f"Kategori {number}", "aim": "", "source": "Källa"},
    )
    agreement = make_agreement(by, total=amount, first_year=year, last_year=year)
    component = actions.split(
        agreement,
        amount=amount,
        on=DAY,
        by=by,
        name="Suicidprevention",
        stream="LANSGEMENSAM",
        category=category,
    )
    frame = actions.distribute(component, county, amount=amount, on=DAY, by=by)
    found = Round.objects.create(
        county=county,
        agreement=agreement,
        name=f"Omgång {year}",
        opens_on=date(year, 2, 1),
        closes_on=date(year, 2, 28),
        created_by=by,
    )
    found.frames.add(frame)
    return found


def send_in(round_, applicant, by, *, asked=300_000, **fields):
    """An application that was sent in, with one budget line."""
    values = {"title": "Utbildning för alla", "main_b": "BYGG", "state": "SUBMITTED"}
    application = Application.objects.create(
        round=round_,
        frame=round_.frames.get(),
        applicant=applicant,
        created_by=by,
        **(values | {"submitted_at": SENT, "submitted_by": by} | fields),
    )
    BudgetLine.objects.create(application=application, text="Utbildare", amount=asked)
    return application


WHOLE = {
    "checks": CheckPoint.values,
    "recommended": "250 000",
    "reason": "Bra och rimligt.",
    "lock": "0",
}


def prepare(application, by, **changes):
    """Finish the preparation of an application."""
    kept = Preparation.objects.filter(application=application).first()
    form = PreparationForm(
        WHOLE | {"lock": kept.lock if kept else 0} | changes,
        instance=kept or Preparation(application=application),
        asked=300_000,
        done=True,
    )
    assert form.is_valid(), form.errors
    return actions.prepare(form, by=by)
