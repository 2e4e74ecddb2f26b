"""The invented rounds and applications of this year's demonstration, one in every state."""

from actors.models import County
from funding.models import Application, Preparation, Question, Round, Scenario
from initiatives.models import Plan
from portal.models import Event
from portal.seed.activities import ago, group
from portal.seed.money import focuses, noon
from portal.seed.people import actor
from portal.seed.this_years_needs import APPLICATIONS

# key: name, days ago that it opened and closes
ROUNDS = {
    "first": ("Årets första omgång", 290, 230),
    "second": ("Sommarens omgång", 110, 45),
    "open": ("Årets sista omgång", 15, -9),
}
INSTRUCTIONS = (
    "Påhittat för demonstrationen. Beskriv behovet, vad ni vill göra och vilka som är med. "
    "En plan som redan är antagen gör ansökan lättare att bereda. Skriv aldrig om enskilda."
)


def seed_rounds(agreement, pots, by):
    """Three rounds for all the county's joint pots. Returns them by key."""
    county = County.objects.get(code="24")
    rounds = {}
    for key, (name, opened, closes) in ROUNDS.items():
        rounds[key] = Round.objects.create(
            county=county,
            agreement=agreement,
            name=name,
            instructions=INSTRUCTIONS,
            opens_on=ago(opened),
            closes_on=ago(closes),
            created_by=by,
        )
        rounds[key].frames.set(pots.values())
        Event.record("öppnade", rounds[key], by=by)
    return rounds


def seed_applications(rounds, pots, people):
    """Every application, prepared where it has come so far. Returns them by key."""
    made = {}
    for key, told in APPLICATIONS.items():
        made[key] = _application(told, rounds, pots, people)
        _prepare(made[key], told, people["handlaggare@regionvasterbotten.example"])
    _ask(made, people)
    return made


def _application(told, rounds, pots, people):
    frame = pots[told["category"]]
    by = people[told["by"]]
    sent = told.get("sent")
    applicant = actor(told["applicant"])
    application = Application.objects.create(
        round=rounds[told["round"]],
        frame=frame,
        applicant=applicant,
        state=told["state"],
        submitted_at=noon(ago(sent)) if sent else None,
        submitted_by=by if sent else None,
        created_by=by,
        starts_on=ago(-30),
        ends_on=ago(-300),
        plan=Plan.objects.filter(owner=applicant, status="ADOPTED").first(),
        **{name: told.get(name, "") for name in TEXTS},
    )
    application.lines.bulk_create(
        application.lines.model(application=application, text=text, amount=amount)
        for text, amount in told["lines"]
    )
    application.focuses.set(focuses(frame.component.category, told.get("focuses", ())))
    application.target_groups.set([group(name) for name in told.get("groups", ())])
    application.co_applicants.set([actor(name) for name in told.get("together", ())])
    if sent:
        Event.record("skickade in", application, by=by)
    return application


TEXTS = [
    *("title", "need", "work", "result", "participation", "own_effort", "contact", "main_b"),
]


def _prepare(application, told, officer):
    """What the officer found, where the application has been prepared."""
    if "recommended" not in told:
        return
    Preparation.objects.create(
        application=application,
        checks=told.get("checks", ["PURPOSE", "RECEIVER", "BUDGET", "NEED", "REPORTED"]),
        recommended=told["recommended"],
        reason=told["reason"],
        prepared_at=noon(ago(told["sent"]), days=20),
        prepared_by=officer,
    )
    Event.record("beredde", application, by=officer)


def _ask(made, people):
    """One question that is open, and one that was answered."""
    officer = people["handlaggare@regionvasterbotten.example"]
    Question.objects.create(
        application=made["returned"],
        text="Hur många pass räknar ni med, och hur många kan vara med på varje?",
        asked_by=officer,
    )
    Question.objects.create(
        application=made["police"],
        text="Vilka från regionen är med och håller utbildningen?",
        asked_by=officer,
        answer="Ambulansens utbildare och två sjuksköterskor från psykiatrin.",
        answered_at=noon(ago(40)),
        answered_by=people["polis@polisen.example"],
    )


# name of an alternative: {key of an application: kronor}
SCENARIOS = {
    "Alla får något": {"police": 180_000, "movement": 210_000, "late": 300_000},
    "Färre, men hela belopp": {"police": 240_000, "movement": 290_000, "late": 0},
}


def seed_scenarios(round, applications, by):
    for name, amounts in SCENARIOS.items():
        scenario = Scenario.objects.create(round=round, name=name, created_by=by)
        for key, amount in amounts.items():
            scenario.amounts.create(application=applications[key], amount=amount)
