"""The invented activities of the demo, written down as data and logged by the real actions."""

from datetime import date, timedelta

from django.utils import timezone

from actors.models import User
from initiatives.actions import activities as actions
from initiatives.models import (
    Activity,
    Category,
    Headcount,
    LogEntry,
    Method,
    Term,
)
from portal.seed.people import actor

CATEGORY_YEAR = 2024


def ago(days):
    """A day counted back from today, so that the demo never looks deserted."""
    return timezone.localdate() - timedelta(days=days)


def log(
    title,
    b,
    entries,
    *,
    lead,
    by,
    further=(),
    partners=(),
    methods=(),
    groups=(),
    category=None,
    named=(),
    status="ONGOING",
    ends=None,
    publish=True,
    **more,
):
    """Log an activity with its entries: (day, text, participants, "cirka" or not), or a dict that
    may also hold `counted` (how many of each target group), result and next step.
    """
    first, *later = [_entry(entry) for entry in entries]
    activity = actions.log_activity(
        Activity(
            title=title,
            main_b=b,
            further_b=list(further),
            lead=actor(lead),
            status=status,
            ends_on=ends,
            **more,
        ),
        entry=first,
        partners=[actor(name) for name in partners],
        methods=[Method.objects.get(name__startswith=name) for name in methods],
        terms=[group(name) for name in groups],
        publish=publish,
        by=by,
    )
    for entry in later:
        actions.add_entry(entry, activity=activity, by=by)
    if category:
        activity.categories.add(Category.objects.get(first_year=CATEGORY_YEAR, number=category))
    activity.named.set(User.objects.filter(email__in=named))
    for entry in [first, *later]:
        for name, count in entry.counted.items():
            Headcount.objects.create(entry=entry, term=group(name), count=count)
    return activity


def _entry(told):
    if not isinstance(told, dict):
        names = ("on", "text", "participants", "is_approximate", "result")
        told = dict(zip(names, told, strict=False))
    counted = told.pop("counted", {})
    entry = LogEntry(**told)
    entry.counted = counted
    return entry


def group(name):
    return Term.objects.get(taxonomy="malgrupp", category=None, name=name)


def storuman(plan, by):
    """What Storuman did under its four B. Returns the activities that money was used on."""
    common = {"lead": "Storumans kommun", "by": by, "plan": plan}
    ask = log(
        "Våga fråga: kvällsutbildning för föreningslivet",
        "BEMOT",
        [
            (date(2024, 2, 13), "Första kvällen. Ledare från idrott, kyrka och byaföreningar.", 34),
            (date(2024, 10, 8), "Andra kvällen, den här gången i Tärnaby.", 28),
            {
                "on": ago(41),
                "text": "Uppföljning med dem som gick utbildningen tidigare.",
                "participants": 19,
                "result": "Fler ledare säger att de vågar fråga.",
                "next_step": "Boka en tredje kväll",
                "next_on": ago(-30),
            },
        ],
        partners=["Polisen i Västerbotten", "Region Västerbotten"],
        methods=["Våga fråga"],
        groups=["Hela befolkningen"],
        category=2,
        responsible_function="Samordnare för psykisk hälsa",
        visibility="PUBLIC",
        **common,
    )
    mhfa = log(
        "Första hjälpen till psykisk hälsa för personalen",
        "BEMOT",
        [
            (date(2024, 3, 19), "Kurs för socialtjänst och hemtjänst.", 22),
            (
                date(2024, 11, 5),
                "Kurs för skolans personal.",
                26,
                False,
                "Fler i skolan frågar rakt ut.",
            ),
            (
                ago(12),
                "Kurs för räddningstjänst och gatukontor.",
                17,
                False,
                "De flesta vet nu vem de ringer.",
            ),
        ],
        partners=["Region Västerbotten"],
        methods=["MHFA"],
        groups=["Personal i socialtjänsten", "Personal i skolan"],
        category=2,
        **common,
    )
    log(
        "YAM i årskurs 8",
        "BEMOT",
        [
            {
                "on": date(2024, 9, 17),
                "text": "Alla klasser i årskurs 8 har börjat.",
                "participants": 58,
                "counted": {"Elever": 52, "Personal i skolan": 6},
            },
            {
                "on": date(2024, 11, 26),
                "text": "Programmet är genomfört. Elevhälsan följer upp i januari.",
                "participants": 57,
                "counted": {"Elever": 54, "Personal i skolan": 3},
                "result": "Eleverna vet vem de kan vända sig till.",
                "next_step": "Elevhälsan följer upp",
                "next_on": date(2025, 1, 31),
            },
        ],
        further=["BYGG"],
        methods=["YAM"],
        groups=["Elever", "Barn och unga"],
        category=3,
        status="DONE",
        ends=date(2024, 11, 26),
        **common,
    )
    care = log(
        "Gemensam rutin mellan hälsocentral och socialtjänst",
        "BEHANDLA",
        [
            (date(2024, 4, 23), "Arbetsmöte om vem som ringer vem, och när.", 9),
            (date(2024, 9, 3), "Rutinen provas i tre månader.", 4),
            (ago(27), "Rutinen är inarbetad och ses över varje år.", 11),
        ],
        partners=["Region Västerbotten", "Glesbygdsmedicinskt centrum"],
        groups=["Personal i hälso- och sjukvården", "Personal i socialtjänsten"],
        category=1,
        **common,
    )
    log(
        "Kort väg in: samtal samma vecka",
        "BEHANDLA",
        [(date(2024, 10, 22), "Hälsocentralen håller två tider i veckan öppna.", None)],
        partners=["Region Västerbotten"],
        groups=["Unga 15–25 år"],
        **common,
    )
    parents = log(
        "Föräldraträffar i förskolan",
        "BYGG",
        [
            (date(2024, 1, 30), "Fyra träffar under våren, första i Storuman.", 31, True),
            (date(2024, 5, 14), "Sista träffen. Föräldrarna vill fortsätta i höst.", 27),
            (date(2024, 10, 1), "Ny omgång, även digitalt för byarna.", 40, True),
        ],
        methods=["Föräldraskapsstöd"],
        groups=["Föräldrar", "Barn och unga"],
        category=3,
        visibility="PUBLIC",
        **common,
    )
    log(
        "Öppet hus på fritidsgården med polis och fältare",
        "BYGG",
        [
            (date(2024, 6, 5), "Sommarstart med grill.", 75, True),
            (ago(6), "Höstlovet: öppet varje kväll.", 60, True),
        ],
        partners=["Polisen i Västerbotten"],
        groups=["Unga 15–25 år"],
        visibility="PUBLIC",
        own_effort="Två fritidsledare, fyra kvällar i veckan.",
        **common,
    )
    log(
        "Stöd till efterlevande tillsammans med kyrka och förening",
        "BYGG",
        [
            (date(2024, 3, 6), "Gruppen har träffats tre gånger.", 4),
            (date(2024, 12, 4), "Gruppen fortsätter till våren.", 4),
        ],
        methods=["Efterlevandestöd"],
        groups=["Efterlevande"],
        **common,
    )
    log(
        "Genomgång av säkra miljöer",
        "BEGRANSA",
        [(ago(74), "Första genomgången med räddningstjänsten och polisen.", 6)],
        partners=["Polisen i Västerbotten"],
        groups=["Hela befolkningen"],
        visibility="ORGANISATION",
        is_sensitive=True,
        **common,
    )
    log(
        "Uppföljning av genomgången",
        "BEGRANSA",
        [(ago(30), "De som ansvarar för varsin punkt har träffats.", 5)],
        visibility="NAMED",
        is_sensitive=True,
        named=["lasare@storuman.example"],
        **common,
    )
    _in_other_states(common)
    log(
        "Studiebesök från grannkommunerna",
        "BYGG",
        [(ago(2), "Tre kommuner vill veta hur B4-gruppen började.", 12)],
        further=["BEMOT"],
        lead="Storumans kommun",
        by=by,
        plan=plan,
        publish=False,
    )
    return {"utbildning": [ask, mhfa], "rutin": [care], "föräldrar": [parents]}


def _in_other_states(common):
    """What Storuman thinks of, has planned, waits with or gave up."""
    log(
        "Samtalscafé i byarna",
        "BYGG",
        [(ago(52), "Tanken kom upp på B4-gruppens möte.")],
        status="IDEA",
        groups=["Äldre", "Hela befolkningen"],
        **common,
    )
    log(
        "Utbildning för nya ledare i föreningslivet",
        "BEMOT",
        [
            {
                "on": ago(15),
                "text": "Föreningarna har sagt vilka kvällar som passar.",
                "next_step": "Skicka inbjudan",
                "next_on": ago(-10),
            }
        ],
        status="PLANNED",
        starts_on=ago(-45),
        methods=["Våga fråga"],
        **common,
    )
    log(
        "Föräldracirkel på nätet",
        "BYGG",
        [(date(2024, 11, 12), "Första omgången.", 8)],
        status="PAUSED",
        status_reason="Vi väntar på en ny cirkelledare.",
        groups=["Föräldrar"],
        category=3,
        **common,
    )
    log(
        "Frukostmöte för arbetsgivare",
        "BEMOT",
        [(date(2024, 5, 22), "För få anmälda.")],
        status="CANCELLED",
        status_reason="Arbetsgivarna ville hellre komma till de vanliga kvällarna.",
        ends=date(2024, 5, 22),
        **common,
    )
