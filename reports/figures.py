"""The figures of a yearly follow-up, computed once for the page and the PDF alike.

Whole kronor and ISO dates. A follow-up is read far outside the organisation, so small counts of
participants are suppressed, and activities that only the taking-part may see are counted but not
described, neither they nor with whom they were done. Those for named people are not even counted,
and nothing that names a place or means is told.
"""

from collections import Counter

from django.conf import settings
from django.db.models import Prefetch

from actors.models import Kind
from initiatives.discretion import SMALLEST_SHOWN, shown_sum
from initiatives.models import (
    B4,
    OPEN_VISIBILITY,
    Activity,
    ActivityYear,
    LogEntry,
    Plan,
    Visibility,
)
from portal.swedish import kr, listed, number
from reports.money import money_of

SCHEMA = 1


def figures_for(actor, year):
    """Everything that the actor's follow-up of the year says, as a JSON-serialisable dict."""
    activities = _activities(actor, year)
    described = [activity for activity in activities if _may_be_described(activity)]
    texts = _latest_texts(described, year)
    b4 = [_b4_row(b, activities) for b in B4]
    money = money_of(actor, year)
    about = _actor(actor)
    return {
        "schema": SCHEMA,
        "year": year,
        "is_demo": settings.DEMO or settings.DEBUG,
        "actor": about,
        "summary": _summary(actor, year, activities, b4, money),
        "key_figures": _key_figures(activities, money),
        "plan": _plan(actor, year),
        "b4": b4,
        "gaps": [f"Inget är loggat under {row['label']}." for row in b4 if not row["entries"]],
        "activities": [_activity_row(activity, texts) for activity in described],
        "collaborators": _collaborators(actor, described),
        "money": money,
        "method_note": [*METHOD_NOTE, f"Medlen visas som de stod den 31 december {year}."],
        "sources": _sources(about),
    }


METHOD_NOTE = [
    "En aktivitet räknas om den pågick under året eller om något loggades i den under året.",
    "I tabellen över B4 räknas aktiviteten under sitt huvudsakliga B.",
    "Deltagare räknas per tillfälle. En person som var med två gånger räknas två gånger.",
    "Ett tillfälle med färre än fem deltagare skrivs inte ut som antal. En summa där sådana "
    "tillfällen ingår skrivs med ”minst” eller ”färre än”, även när antal är ungefärliga.",
    "Aktiviteter som bara de deltagande organisationerna får se räknas, men beskrivs inte. "
    "Aktiviteter för namngivna personer räknas inte. Det som nämner en plats eller ett medel "
    "beskrivs aldrig.",
]


def _sources(about):
    sources = ["B4-portalens logg över aktiviteter.", "B4-portalens huvudbok för medel."]
    if about["population"]:
        sources.append(f"Invånare: {about['population_source']}.")
    return sources


def _may_be_described(activity):
    """Never what only those who take part or named people see, nor a place or means."""
    return activity.visibility in OPEN_VISIBILITY and not activity.is_sensitive


def _activities(actor, year):
    """The year's published activities that the actor leads or takes part in, with their sums."""
    sums = ActivityYear.objects.filter(year=year)
    return list(
        Activity.objects.published()
        .exclude(visibility=Visibility.NAMED)  # whoever orders the follow-up
        .with_actor(actor)
        .in_year(year)
        .select_related("lead")
        .prefetch_related(
            "partners",
            "methods",
            "terms",
            Prefetch("years", queryset=sums, to_attr="year_sums"),
        )
        .order_by("starts_on", "pk")
    )


def _latest_texts(activities, year):
    """Activity → what was written last about it in the year.

    Never of a meeting so small that the text points somebody out.
    """
    written = (
        LogEntry.objects.filter(activity__in=activities, on__year=year)
        .exclude(text="")
        .exclude(participants__gt=0, participants__lt=SMALLEST_SHOWN)
        .order_by("activity", "-on", "-pk")
        .distinct("activity")
    )
    return dict(written.values_list("activity", "text"))


def _participants(activities):
    """Sum of participants as text: "–" when nobody counted, and no small count given away."""
    sums = _sums(activities)
    counted = [one.participants for one in sums if one.participants is not None]
    return shown_sum(
        sum(counted) if counted else None,
        large=sum(one.large for one in sums),
        small=sum(one.small for one in sums),
        inside=False,
        approximate=any(one.is_approximate for one in sums),
    )


def _sums(activities):
    """What the log of each activity adds up to in the year, where something was logged."""
    return [one for activity in activities for one in activity.year_sums]


def _entry_count(activities):
    return sum(one.entries for one in _sums(activities))


def _b4_row(b, activities):
    under = [activity for activity in activities if activity.main_b == b]
    latest = max((one.latest_on for one in _sums(under)), default=None)
    return {
        "b": b.value,
        "label": b.label,
        "meaning": b.meaning,
        "activities": len(under),
        "entries": _entry_count(under),
        "participants": _participants(under),
        "latest": latest and latest.isoformat(),
    }


def _actor(actor):
    return {
        "name": actor.name,
        "kind": actor.get_kind_display(),
        "code": actor.code,
        "county": ", ".join(str(county) for county in actor.counties.all()),
    } | _population(actor.population())


def _population(found):
    """Inhabitants, when and from where; a region's are a sum, and come as a dict."""
    if found is None:
        return dict.fromkeys(("population", "population_date", "population_source"))
    if not isinstance(found, dict):
        found = vars(found)
    return {
        "population": found["inhabitants"],
        "population_date": found["reference_date"].isoformat(),
        "population_source": found["source"],
    }


def _activity_row(activity, texts):
    period = activity.starts_on.isoformat()
    if activity.ends_on and activity.ends_on != activity.starts_on:
        period += f"–{activity.ends_on.isoformat()}"
    elif not activity.ends_on:
        period += "–"
    return {
        "title": activity.title,
        "b": activity.main_b,
        "further_b": [b.value for b in B4 if b in activity.further_b],
        "status": activity.get_status_display(),
        "lead": str(activity.lead),
        "partners": sorted(str(partner) for partner in activity.partners.all()),
        "method": ", ".join(str(method) for method in activity.methods.all()),
        "target_groups": activity.target_group_names,
        "period": period,
        "entries": _entry_count([activity]),
        "participants": _participants([activity]),
        "latest_text": texts.get(activity.pk, ""),
    }


def _collaborators(actor, activities):
    """Who the actor did things together with, most often first."""
    together = Counter()
    for activity in activities:
        others = {activity.lead, *activity.partners.all()} - {actor}
        together.update(others)
    ranked = sorted(together.items(), key=lambda item: (-item[1], item[0].name))
    return [
        {"name": str(other), "kind": other.get_kind_display(), "activities": count}
        for other, count in ranked
    ]


def _plan(actor, year):
    plan = (
        Plan.objects.for_actor(actor)
        .in_force(year)
        .select_related("group")
        .prefetch_related("goals", "group__seats__actor")
        .first()
    )
    if plan is None:
        return None
    about = {
        "title": plan.title,
        "years": plan.years,
        "status": plan.get_status_display(),
        "adopted": f"{plan.adopted_by} {plan.adopted_on.isoformat()}",
        "is_open": plan.visibility in OPEN_VISIBILITY,
    }
    # Whoever asked for the follow-up, others read it: what only the owner's people see stays out.
    return about | (_inside_of(plan) if about["is_open"] else WITHHELD)


WITHHELD = {"vision": "", "group": "", "members": [], "goals": []}


def _inside_of(plan):
    return {
        "vision": plan.vision,
        "group": str(plan.group) if plan.group else "",
        "members": _members(plan.group) if plan.group else [],
        "goals": [
            {"b": goal.b, "text": goal.text}
            for _, goals in plan.goals_by_b()
            for goal in goals
            if not goal.is_restricted
        ],
    }


def _members(group):
    """Each actor of the group once, in Swedish order."""
    return list(dict.fromkeys(str(seat.actor) for seat in group.seats.all()))


def _key_figures(activities, money):
    ongoing = sum(activity.status == Activity.Status.ONGOING for activity in activities)
    entries = number(_entry_count(activities))
    return [
        {"label": "Aktiviteter", "value": number(len(activities)), "note": f"{ongoing} pågår"},
        {
            "label": "Loggade tillfällen",
            "value": entries,
            "note": "under året",
        },
        {
            "label": "Deltagare",
            "value": _participants(activities),
            "note": "räknade vid varje tillfälle",
        },
        {
            "label": "Beviljade medel",
            "value": kr(money["sum"]["granted"]),
            "note": f"{kr(money['sum']['used'])} är använt",
        },
    ]


def _plural(count, one, many):
    return f"{number(count)} {one if count == 1 else many}"


def _summary(actor, year, activities, b4, money):
    """The year in three or four plain sentences, each true of the figures beside it."""
    if not activities:
        return [f"{actor.name} har inga loggade aktiviteter för {year}."]
    led = sum(activity.lead_id == actor.pk for activity in activities)
    covered = [row["label"].lower() for row in b4 if row["entries"]]
    counted = _plural(len(activities), "aktivitet", "aktiviteter")
    sentences = [
        f"{actor.name} deltog under {year} i {counted} för psykisk hälsa och suicidprevention "
        f"och ansvarade för {number(led)} av dem.",
        "Arbetet täckte alla fyra B."
        if len(covered) == len(b4)
        else f"Arbetet täckte {len(covered)} av de fyra B: {listed(covered)}."
        if covered
        else "Inget är loggat under något av de fyra B.",
    ]
    if money["rows"]:
        total = money["sum"]
        sentences.append(
            f"Av {kr(total['granted'])} i länsgemensamma medel är {kr(total['used'])} använt."
        )
    elif actor.kind == Kind.KOMMUN:
        sentences.append("Kommunen har inga länsgemensamma medel för året.")
    return sentences
