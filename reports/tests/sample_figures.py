"""Figures as reports/figures.py makes them: a full year, an empty one, one too big to print."""

from initiatives.models import B4

B4_ROWS = [{"b": b.value, "label": b.label, "meaning": b.meaning} for b in B4]


def activity(title, b, **changes):
    return {
        "title": title,
        "b": b,
        "further_b": [],
        "status": "Pågår",
        "lead": "Storumans kommun",
        "partners": [],
        "method": "",
        "target_groups": [],
        "period": "2024-02-01–2024-11-30",
        "entries": 1,
        "participants": "–",
        "latest_text": "",
    } | changes


def full():
    """Storuman 2024 as the demo tells it: every section has something, one B has little."""
    return {
        "schema": 1,
        "year": 2024,
        "generated_at": "2026-11-22T10:15:00+01:00",
        "version": 1,
        "is_demo": True,
        "actor": {
            "name": "Storumans kommun",
            "kind": "Kommun",
            "code": "2421",
            "county": "Västerbottens län",
            "population": 5577,
            "population_date": "2024-12-31",
        },
        "summary": [
            "Under 2024 arbetade Storumans kommun med 14 aktiviteter inom det suicidförebyggande "
            "arbetet. Nio av dem påbörjades under året och tre avslutades.",
            "Mest har gjorts under Bemöt, där personal i skola, socialtjänst och räddningstjänst "
            "har utbildats. Under Bygg har mötesplatser för unga och äldre tillkommit tillsammans "
            "med föreningslivet.",
            "Av de 780 000 kronor som beviljades har 535 000 kronor använts. Det som är kvar är "
            "planerat för utbildningar under våren.",
        ],
        "key_figures": [
            {"label": "Aktiviteter", "value": "14", "note": "varav 9 påbörjade under året"},
            {"label": "Loggade tillfällen", "value": "31", "note": "minst ett varje månad"},
            {"label": "Deltagare", "value": "cirka 640", "note": "samma person kan räknas igen"},
            {"label": "Samverkande aktörer", "value": "11", "note": "från 6 olika slag"},
            {"label": "Beviljade medel", "value": "780 000 kr", "note": "ur två överenskommelser"},
            {"label": "Använda medel", "value": "535 000 kr", "note": "245 000 kr är kvar"},
        ],
        "plan": {
            "title": "Handlings- och aktivitetsplan för suicidprevention",
            "years": "2023–2026",
            "vision": "Ingen i Storumans kommun ska hamna i ett läge där suicid känns som den enda "
            "utvägen. Den som mår dåligt ska bli sedd, och veta vart man vänder sig.",
            "status": "Antagen",
            "adopted": "Kommunfullmäktige 2023-02-28 § 14",
            "group": "B4-gruppen Storuman",
            "members": [
                "Storumans kommun",
                "Region Västerbotten",
                "Polisen, lokalpolisområde Södra Lappland",
                "Svenska kyrkan",
                "NSPH Västerbotten",
            ],
            "goals": [
                {
                    "b": "BEMOT",
                    "text": "Hälften av kommunens personal med kontakt med människor har gått en "
                    "utbildning i att våga fråga senast 2025.",
                },
                {"b": "BEMOT", "text": "Alla elever i årskurs 8 möter YAM varje läsår."},
                {
                    "b": "BEHANDLA",
                    "text": "Den som har sökt vård för suicidtankar får en uppföljande kontakt "
                    "inom en vecka.",
                },
                {
                    "b": "BYGG",
                    "text": "Varje tätort har en öppen mötesplats för unga och äldre.",
                },
            ],
        },
        "b4": [
            row | counts
            for row, counts in zip(
                B4_ROWS,
                (
                    {"activities": 6, "entries": 15, "participants": "cirka 340"},
                    {"activities": 3, "entries": 6, "participants": "45"},
                    {"activities": 4, "entries": 9, "participants": "cirka 250"},
                    {"activities": 1, "entries": 1, "participants": "färre än 5"},
                ),
                strict=True,
            )
            for counts in [counts | {"latest": "2024-11-05"}]
        ],
        "gaps": [
            "Under Begränsa finns bara en aktivitet, och planen har inget mål där.",
            "Tre aktiviteter har inget loggat under hösten.",
        ],
        "activities": full_activities(),
        "collaborators": [
            {"name": "Region Västerbotten", "kind": "Region", "activities": 6},
            {"name": "Polisen, lokalpolisområde Södra Lappland", "kind": "Polis", "activities": 4},
            {"name": "Svenska kyrkan, Stensele pastorat", "kind": "Trossamfund", "activities": 3},
            {"name": "NSPH Västerbotten", "kind": "Brukarorganisation", "activities": 3},
            {"name": "Storumans församling", "kind": "Trossamfund", "activities": 2},
            {"name": "Räddningstjänsten", "kind": "Räddningstjänst", "activities": 2},
            {"name": "Lycksele kommun", "kind": "Kommun", "activities": 1},
        ],
        "money": {
            "rows": [
                money_row("2. Ett stärkt och utvecklat suicidpreventivt arbete", 450000, 310000),
                money_row("4. Brukarmedverkan och inflytande", 120000, 120000)
                | {"purpose": "Brukarorganisationens medverkan i B4-gruppen"},
                money_row("2. Ett stärkt och utvecklat suicidpreventivt arbete", 210000, 105000)
                | {"purpose": "Länsgemensamt: YAM i högstadieskolorna", "paid": 180000},
            ],
            "sum": {"granted": 780000, "paid": 750000, "used": 535000, "left": 245000},
            "note": "Beloppen är påhittade för demonstrationen.",
        },
        "method_note": [
            "En aktivitet räknas om den har pågått någon dag under 2024. Den räknas en gång, under "
            "sitt huvudsakliga B, även om den också bidrar till andra.",
            "Deltagare är summan av antalet deltagare vid varje loggat tillfälle. Samma person kan "
            "ha deltagit flera gånger. Antal under fem skrivs som färre än 5.",
            "Belopp är hela kronor ur portalens huvudbok den dag uppföljningen togs fram.",
        ],
        "sources": [
            "Folkmängd: Statistiska centralbyrån (SCB), 31 december 2024.",
            "Aktiviteter och medel: B4-portalen.",
        ],
    }


def full_activities():
    region, police = "Region Västerbotten", "Polisen, lokalpolisområde Södra Lappland"
    return [
        activity(
            "YAM i årskurs 8",
            "BEMOT",
            further_b=["BYGG"],
            method="YAM",
            partners=[region],
            target_groups=["Elever i årskurs 8"],
            entries=4,
            participants="62",
            latest_text="Alla tre högstadieklasser har haft sina fem lektioner. Eleverna "
            "uppskattade rollspelen mest.",
        ),
        activity(
            "MHFA för personal i socialtjänsten",
            "BEMOT",
            method="MHFA",
            partners=[region, "NSPH Västerbotten"],
            target_groups=["Personal i socialtjänsten", "Personal i äldreomsorgen"],
            entries=3,
            participants="48",
            latest_text="Tredje kursen är klar. Två nya instruktörer är utbildade.",
        ),
        activity(
            "Våga fråga: öppna kvällar i byarna",
            "BEMOT",
            method="Våga fråga",
            partners=["Svenska kyrkan, Stensele pastorat", police, "Storumans församling"],
            target_groups=["Allmänheten"],
            entries=4,
            participants="cirka 180",
            latest_text="Kvällen i Tärnaby lockade många och fortsätter efter nyår.",
        ),
        activity(
            "PSYK-E bas för elevhälsan",
            "BEMOT",
            status="Avslutad",
            method="PSYK-E bas",
            target_groups=["Elevhälsan"],
            period="2024-01-15–2024-05-31",
            entries=2,
            participants="14",
        ),
        activity(
            "Samtalsstöd för räddningstjänst och polis",
            "BEMOT",
            partners=["Räddningstjänsten", police],
            target_groups=["Blåljuspersonal"],
            participants="26",
        ),
        activity("Stör döden för lärare", "BEMOT", status="Planerad", method="Stör döden"),
        activity(
            "Vårdkedja efter kontakt med akuten",
            "BEHANDLA",
            lead=region,
            partners=["Storumans kommun"],
            target_groups=["Personer med nyligen avslutad vård"],
            entries=3,
            participants="21",
            latest_text="Rutinen för uppföljande samtal inom en vecka är införd på sjukstugan.",
        ),
        activity(
            "Utbildning av läkare i primärvården om depression",
            "BEHANDLA",
            lead=region,
            target_groups=["Läkare i primärvården"],
            status="Avslutad",
            entries=2,
            participants="9",
        ),
        activity(
            "Stöd till anhöriga efter vård",
            "BEHANDLA",
            partners=["NSPH Västerbotten", region],
            target_groups=["Anhöriga"],
            participants="15",
        ),
        activity(
            "Mötesplatsen Källan",
            "BYGG",
            further_b=["BEMOT"],
            partners=["Svenska kyrkan, Stensele pastorat"],
            target_groups=["Äldre", "Personer som lever ensamma"],
            entries=5,
            participants="cirka 150",
            latest_text="Öppet varje torsdag. Åtta frivilliga turas om.",
        ),
        activity(
            "Föräldragrupper om skolfrånvaro",
            "BYGG",
            target_groups=["Föräldrar"],
            entries=2,
            participants="38",
        ),
        activity(
            "Ledare som lyssnar i föreningarna",
            "BYGG",
            method="Ledare som lyssnar",
            partners=["Storumans församling", "Lycksele kommun"],
            target_groups=["Ledare i idrott och föreningsliv"],
            status="Avslutad",
            participants="44",
        ),
        activity("Efterlevandestöd i länet", "BYGG", lead=region, target_groups=["Efterlevande"]),
        activity(
            "Genomgång av trygga miljöer",
            "BEGRANSA",
            partners=[police, "Räddningstjänsten"],
            participants="färre än 5",
            latest_text="En första genomgång är gjord tillsammans med berörda verksamheter.",
        ),
    ]


def money_row(category, granted, used):
    return {
        "agreement": "Överenskommelsen 2024",
        "category": category,
        "purpose": "Utbildningar och samordning enligt B4-planen",
        "decision": "Länssamverkansgruppen 2024-03-12 § 7",
        "granted": granted,
        "paid": granted,
        "used": used,
        "left": granted - used,
    }


def empty():
    """A kommun that has not begun: no plan, no activities, no money."""
    nothing = {"activities": 0, "entries": 0, "participants": "–", "latest": None}
    return full() | {
        "summary": ["Under 2024 har Storumans kommun inte registrerat någon aktivitet i portalen."],
        "key_figures": [
            {"label": label, "value": "0", "note": ""}
            for label in ("Aktiviteter", "Loggade tillfällen", "Samverkande aktörer")
        ],
        "plan": None,
        "b4": [row | nothing for row in B4_ROWS],
        "gaps": [f"Inget är loggat under {row['label']}." for row in B4_ROWS],
        "activities": [],
        "collaborators": [],
        "money": {"rows": [], "sum": dict.fromkeys(("granted", "paid", "used", "left"), 0)}
        | {"note": ""},
        "sources": [],
    }


def many(rows=340):
    """More activities than the document prints, unevenly spread over the four B."""
    pattern = full_activities()
    activities = []
    for place in range(rows):
        row = pattern[place % len(pattern)]
        activities.append(row | {"title": f"{row['title']}, grupp {place + 1}"})
    return full() | {"activities": activities}
