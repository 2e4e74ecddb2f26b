"""The plans of the demo: Storuman's, those that it inspired, one on referral, and drafts."""

from datetime import date

from actors.models import County, Group, Kind
from initiatives.actions import plans as actions
from initiatives.actions.goals import tell_outcome
from initiatives.actions.versions import copy_goals
from initiatives.models import Comment, Outcome, Plan
from portal.seed.people import actor, approver_of

# B, text, last year, indicator, baseline, target, measures [(text, responsible, status, note)],
# outcomes [(day, value, note)]. All of it is invented: the source gives the four B and the work.
GOALS = [
    (
        "BEMOT",
        "Alla anställda som möter människor i kris vågar fråga och vet vad nästa steg är.",
        2025,
        ("Andel anställda som har gått utbildningen", "20 procent", "80 procent"),
        [
            ("Utbilda skola, socialtjänst och hemtjänst", "Personalenheten", "DONE", ""),
            ("Utbilda föreningsledare två kvällar om året", "Fritidsenheten", "ONGOING", ""),
        ],
        [
            (date(2023, 12, 15), "35 procent", "Skolan är klar."),
            (date(2024, 12, 13), "60 procent", "Hemtjänsten återstår."),
        ],
    ),
    (
        "BEMOT",
        "Alla elever i årskurs 8 får ett program om psykisk hälsa.",
        2024,
        ("Andel klasser i årskurs 8", "0 procent", "100 procent"),
        [("Genomföra YAM varje höst", "Elevhälsan", "ONGOING", "Klart för 2024.")],
        [(date(2024, 11, 26), "100 procent", "")],
    ),
    (
        "BEHANDLA",
        "Den som söker hjälp får en första tid samma vecka.",
        2025,
        ("Andel som får en tid inom sju dagar", "Inte mätt", "90 procent"),
        [("Skriva en gemensam rutin för vem som ringer vem", "Hälsocentralen", "DONE", "")],
        [(date(2024, 12, 13), "75 procent", "")],
    ),
    (
        "BYGG",
        "Varje by har en mötesplats eller en förening som samlar.",
        2026,
        ("Andel byar med en öppen mötesplats", "Hälften", "Alla"),
        [("Stödja byaföreningar som håller öppet hus", "Fritidsenheten", "ONGOING", "")],
        [],
    ),
    (
        "BYGG",
        "Efterlevande erbjuds stöd inom en vecka.",
        2025,
        ("Rutin som följs upp varje år", "Saknas", "På plats"),
        [("Samla kyrka, förening och hälsocentral kring en rutin", "B4-gruppen", "DONE", "")],
        [(date(2024, 3, 6), "På plats", "")],
    ),
    (
        "BEGRANSA",
        "Kommunens miljöer är genomgångna tillsammans med räddningstjänst och polis.",
        2026,
        ("Andel av kommunens miljöer", "Ingen", "Alla"),
        [("Gå igenom en del av kommunen varje år", "Samhällsbyggnad", "ONGOING", "")],
        [],
    ),
]

# The one text of the demo that tells of the deaths: the owner and the group read it, nobody else.
BACKGROUND = """Varför planen finns
Arbetet började efter att sex människor tog sina liv inom loppet av två år i Storuman. Det skakade \
ett samhälle där alla känner varandra, och det skapade enighet om att något behövde göras.

Uppdraget
Kommunen gav en forskningssamordnare på Glesbygdsmedicinskt centrum, Region Västerbotten, i uppdrag \
att leda och samordna arbetet. Kommunen, regionen och polisen började träffas för att gemensamt \
hitta metoder.

Så arbetar vi
Metoderna hämtades ur en översiktsartikel om suicidprevention och blev fyra B. Det är inte en \
avgränsad insats utan ett brett arbete, långsiktigt och systematiskt.
"""

# Who sits in B4-gruppen, and with what profession.
SEATS = [
    ("Storumans kommun", "Socionom"),
    ("Storumans kommun", "Rektor"),
    ("Storumans kommun", "Alkoholhandläggare"),
    ("Region Västerbotten", "Vårdpersonal"),
    ("Polisen i Västerbotten", "Polis"),
]


def storuman(people):
    kommun = actor("Storumans kommun")
    group = Group.objects.create(
        name="B4-gruppen Storuman",
        commissioner=kommun,
        leader_function="Forskningssamordnare",
        leader_employer=actor("Glesbygdsmedicinskt centrum"),
        county=County.objects.get(code="24"),
        meetings_per_term=5,  # once a month, but for the summer and Christmas
    )
    for member, profession in SEATS:
        group.seats.create(actor=actor(member), profession=profession)
    coordinator = people["samordnare@storuman.example"]
    plan = actions.create_plan(
        Plan(
            title="Handlings- och aktivitetsplan för psykisk hälsa i Storuman",
            owner=kommun,
            group=group,
            first_year=2023,
            last_year=2026,
            background=BACKGROUND,
            revise_before=date(2026, 12, 15),
            vision="Psykisk hälsa byggs brett, långsiktigt och tillsammans. "
            "Ingen i Storuman ska behöva bära det svåraste ensam.",
            visibility="PUBLIC",
        ),
        covers=[kommun],
        by=coordinator,
    )
    for goal in GOALS:
        _goal(plan, *goal[:5])
    plan = actions.adopt_plan(
        plan,
        adopted_by="Kommunfullmäktige (påhittad uppgift)",
        adopted_on=date(2023, 2, 28),
        paragraph="påhittad § 14",
        diary_number="Påhittat KS 2022-118",
        by=people["godkannare@storuman.example"],
    )
    _outcomes(plan, coordinator)
    return plan


def _goal(plan, b, text, year, measured, measures):
    indicator, baseline, target = measured
    last = date(year, 12, 31)
    goal = plan.goals.create(
        b=b,
        text=text,
        indicator=indicator,
        baseline=baseline,
        target=target,
        due_on=last,
        responsible="Kommunstyrelsen",
    )
    for what, responsible, status, note in measures:
        goal.measures.create(
            text=what, responsible=responsible, due_on=last, status=status, status_note=note
        )


def _outcomes(plan, by):
    """What the indicators have shown, as written in by the coordinator."""
    told = {text: outcomes for _, text, *_, outcomes in GOALS}
    for goal in plan.goals.all():
        for on, value, note in told[goal.text]:
            tell_outcome(Outcome(on=on, value=value, note=note), goal=goal, by=by)


def followers(storuman, people):
    """Kommuner that were inspired by Storuman, as the source says that several were: invented."""
    umea = _inspired(
        storuman,
        Plan(
            title="Umeås plan för psykisk hälsa och suicidprevention",
            owner=actor("Umeå kommun"),
            first_year=2025,
            last_year=2028,
            vision="En kommun där det är lätt att be om hjälp och lätt att ge den.",
            gap_note="Begränsa tas upp när samhällsbyggnad har gjort sin genomgång.",
        ),
        ["BEMOT", "BEHANDLA", "BYGG"],
        people["samordnare@umea.example"],
    )
    umea.goals.update(responsible="Individ- och familjenämnden", due_on=date(2027, 12, 31))
    actions.adopt_plan(
        umea,
        adopted_by="Kommunfullmäktige (påhittad uppgift)",
        adopted_on=date(2025, 3, 24),
        paragraph="påhittad § 31",
        diary_number="Påhittat KS-2024-402",
        by=approver_of(actor("Umeå kommun")),
    )
    # On referral: the neighbours read it and answer.
    asked = _inspired(
        storuman,
        Plan(
            title="Länets stöd till lokala handlingsplaner",
            owner=actor("NSPH Västerbotten"),
            first_year=2027,
            last_year=2030,
            vision="Den som har egen erfarenhet är med när varje plan skrivs.",
        ),
        ["BEMOT"],
        people["brukare@nsph-vasterbotten.example"],
    )
    actions.refer_plan(
        asked,
        to=[actor("Storumans kommun"), actor("Umeå kommun"), actor("Region Västerbotten")],
        by=people["brukare@nsph-vasterbotten.example"],
    )
    actions.answer_plan(
        Comment(
            text="Bra att ni vill vara med från början. Vi saknar hur ni når de mindre orterna."
        ),
        plan=asked,
        actor=actor("Umeå kommun"),
        by=people["samordnare@umea.example"],
    )


def _inspired(source, plan, bs, by):
    plan.inspired_by = source
    actions.create_plan(plan, covers=[plan.owner] if plan.owner.kind == Kind.KOMMUN else [], by=by)
    copy_goals(source.goals.filter(b__in=bs), to=plan, with_dates=False)
    return plan


def drafts(people):
    """Plans that only their authors and approvers may see."""
    actions.create_plan(
        Plan(
            title="Nästa plan för Storuman",
            owner=actor("Storumans kommun"),
            first_year=2027,
            last_year=2030,
            vision="Arbetas fram under hösten.",
        ),
        goals=[{"b": "BEMOT", "text": "Varje ny anställd går utbildningen under första året."}],
        by=people["samordnare@storuman.example"],
    )
    actions.create_plan(
        Plan(
            title="Handlingsplan för suicidprevention i Umeå",
            owner=actor("Umeå kommun"),
            first_year=2027,
            last_year=2030,
            vision="En kommun där det är lätt att be om hjälp.",
        ),
        by=people["samordnare@umea.example"],
    )
