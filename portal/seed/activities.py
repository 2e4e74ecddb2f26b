"""The invented activities of the demo, written down as data and logged by the real actions."""

from datetime import date, timedelta

from django.utils import timezone

from initiatives.actions import activities as actions
from initiatives.actions import methods as library
from initiatives.models import Activity, LogEntry, Method, MethodSuggestion, Term
from portal.seed.people import actor


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
    plan=None,
    further=(),
    partners=(),
    methods=(),
    groups=(),
    status="ONGOING",
    ends=None,
    visibility="COUNTY",
    publish=True,
):
    """Log an activity with its entries: (day, text, participants, "cirka" or not, result)."""
    first, *later = [_entry(*entry) for entry in entries]
    activity = actions.log_activity(
        Activity(
            title=title,
            plan=plan,
            main_b=b,
            further_b=list(further),
            lead=actor(lead),
            status=status,
            ends_on=ends,
            visibility=visibility,
        ),
        entry=first,
        partners=[actor(name) for name in partners],
        methods=[Method.objects.get(name__startswith=name) for name in methods],
        terms=Term.objects.filter(taxonomy="malgrupp", category=None, name__in=groups),
        publish=publish,
        by=by,
    )
    for entry in later:
        actions.add_entry(entry, activity=activity, by=by)
    return activity


def _entry(on, text, participants=None, approximate=False, result=""):
    return LogEntry(
        on=on, text=text, participants=participants, is_approximate=approximate, result=result
    )


def storuman(plan, by):
    """What Storuman did under its four B. Returns the activities that money was used on."""
    common = {"lead": "Storumans kommun", "by": by, "plan": plan}
    ask = log(
        "Våga fråga: kvällsutbildning för föreningslivet",
        "BEMOT",
        [
            (date(2024, 2, 13), "Första kvällen. Ledare från idrott, kyrka och byaföreningar.", 34),
            (date(2024, 10, 8), "Andra kvällen, den här gången i Tärnaby.", 28),
            (ago(41), "Uppföljning med dem som gick utbildningen tidigare.", 19),
        ],
        partners=["Polisen i Västerbotten", "Region Västerbotten"],
        methods=["Våga fråga"],
        groups=["Hela befolkningen"],
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
        **common,
    )
    log(
        "YAM i årskurs 8",
        "BEMOT",
        [
            (date(2024, 9, 17), "Alla klasser i årskurs 8 har börjat.", 58),
            (date(2024, 11, 26), "Programmet är genomfört. Elevhälsan följer upp i januari.", 57),
        ],
        further=["BYGG"],
        methods=["YAM"],
        groups=["Elever", "Barn och unga"],
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
        **common,
    )
    log(
        "Lunchmöten om bemötande för nya chefer",
        "BEMOT",
        [(ago(120), "Chefsgruppen har bestämt att det ska bli fyra lunchmöten.", None)],
        groups=["Personal i socialtjänsten"],
        status="PLANNED",
        **common,
    )
    log(
        "Gemensam föräldrakväll med grannkommunerna",
        "BYGG",
        [(ago(20), "Idén kom från föräldrarna i förskolan.", None)],
        groups=["Föräldrar"],
        status="IDEA",
        **common,
    )
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


def neighbours(people):
    """A few activities of others in the county, so that the county looks like one."""
    umea = people["samordnare@umea.example"]
    log(
        "Suicidprevention i elevhälsans årshjul",
        "BEMOT",
        [
            (date(2024, 8, 20), "Elevhälsans team har gått igenom höstens arbete.", 48),
            (ago(19), "Årshjulet är uppdaterat.", 51),
        ],
        lead="Umeå kommun",
        by=umea,
        groups=["Personal i skolan"],
        methods=["Stör döden"],
    )
    log(
        "Mötesplats mot ensamhet",
        "BYGG",
        [
            (date(2024, 4, 9), "Öppnar två eftermiddagar i veckan.", 35, True),
            (ago(33), "Ett år in.", 40, True),
        ],
        lead="Umeå kommun",
        by=umea,
        groups=["Äldre"],
        visibility="PUBLIC",
    )
    log(
        "Utkast: samverkan med studenthälsan",
        "BEHANDLA",
        [(ago(4), "Första samtalet.", 3)],
        lead="Umeå kommun",
        by=umea,
        publish=False,
    )
    log(
        "Brukarrevision av två mottagningar",
        "BEHANDLA",
        [
            (date(2024, 5, 28), "Intervjuerna är klara.", 23),
            (date(2024, 10, 15), "Resultatet är återfört till verksamheterna.", 41),
        ],
        lead="NSPH Västerbotten",
        by=people["brukare@nsph-vasterbotten.example"],
        partners=["Region Västerbotten"],
        groups=["Personer med psykisk funktionsnedsättning", "Anhöriga"],
        visibility="PUBLIC",
    )
    log(
        "Utbildning i första samtalet för yttre personal",
        "BEMOT",
        [(date(2024, 9, 24), "Halvdag tillsammans med ambulansen.", 18)],
        lead="Polisen i Västerbotten",
        by=people["polis@polisen.example"],
        partners=["Region Västerbotten"],
        methods=["AOSP"],
    )


def suggestions(people):
    """What two coordinators miss in the method library; one is answered, the other waits."""
    waiting = MethodSuggestion(
        name="Öppen föräldragrupp på nätet",
        main_b="BYGG",
        text="Byarna ligger långt isär. Vi vill veta vilka som har provat, och vad det gav.",
    )
    library.suggest_method(
        waiting, actor=actor("Storumans kommun"), by=people["samordnare@storuman.example"]
    )
    answered = library.suggest_method(
        MethodSuggestion(name="Samordnad individuell plan", text="Det är vårt viktigaste verktyg."),
        actor=actor("Umeå kommun"),
        by=people["samordnare@umea.example"],
    )
    library.answer_suggestion(
        answered,
        method=Method.objects.get(aliases__contains=["SIP"]),
        answer="Den finns nu i metodbanken, som ett verktyg. B-märkningen är vårt antagande.",
        by=people["admin@portal.example"],
    )
