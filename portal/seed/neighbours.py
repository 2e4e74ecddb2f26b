"""What the others in Västerbotten do, so that the county looks like one."""

from datetime import date

from portal.seed.activities import ago, log


def neighbours(people):
    """A few activities of other kommuner, of the user movement and of the police."""
    umea = people["samordnare@umea.example"]
    movement = people["brukare@nsph-vasterbotten.example"]
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
        by=movement,
        partners=["Region Västerbotten"],
        groups=["Personer med psykisk funktionsnedsättning", "Anhöriga"],
        category=4,
        need="De som har egen erfarenhet vill vara med när vården ändras, inte bara höras efteråt.",
        place="Umeå och Skellefteå",
        visibility="PUBLIC",
    )
    log(
        "Kamratstödjare på vårdavdelning",
        "BEHANDLA",
        [
            {
                "on": date(2024, 9, 10),
                "text": "Två kamratstödjare har börjat.",
                "participants": 2,
                "next_step": "Följa upp med avdelningen",
                "next_on": ago(-20),
            },
            {
                "on": ago(23),
                "text": "Avdelningen vill fortsätta.",
                "participants": 16,
                "counted": {"Personer med psykisk funktionsnedsättning": 12},
                "result": "Fler säger att de blir lyssnade på.",
            },
        ],
        lead="NSPH Västerbotten",
        by=movement,
        partners=["Region Västerbotten"],
        groups=["Personer med psykisk funktionsnedsättning"],
        category=4,
        need="Att möta någon som själv har varit där.",
        place="Hela länet",
        own_effort="Medlemmarnas egen tid.",
    )
    log(
        "Anhörigcirkel i inlandet",
        "BYGG",
        [(ago(9), "Cirkeln har fått lokal och två ledare.")],
        lead="NSPH Västerbotten",
        by=movement,
        groups=["Anhöriga"],
        status="PLANNED",
        starts_on=ago(-21),
        need="Anhöriga i inlandet har långt till en grupp.",
        place="Storuman och Lycksele",
        own_effort="Två cirkelledare utan ersättning.",
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
