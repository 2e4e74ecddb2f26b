"""What PostgreSQL checks of every activity, each with the sentence that a person reads."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from initiatives.models.vocabulary import EARLIEST, OPEN_VISIBILITY

RULES = [
    models.CheckConstraint(
        name="activity_stopped_has_reason",
        condition=~Q(status__in=["PAUSED", "CANCELLED"]) | ~Q(status_reason=""),
        violation_error_message="Skriv varför aktiviteten är pausad eller avbruten.",
    ),
    models.CheckConstraint(
        name="activity_place_and_means_stay_inside",
        condition=Q(is_sensitive=False) | ~Q(visibility__in=OPEN_VISIBILITY),
        violation_error_message=(
            "En aktivitet som nämner en plats eller ett medel får inte visas utanför dem "
            "som deltar. Välj Bara de som deltar eller Bara namngivna personer."
        ),
    ),
    models.CheckConstraint(
        name="activity_under_goal_is_in_plan",
        condition=Q(goal=None) | Q(plan__isnull=False),
        violation_error_message="Välj också planen som målet står i.",
    ),
    models.CheckConstraint(
        name="activity_under_measure_has_goal",
        condition=Q(measure=None) | Q(goal__isnull=False),
        violation_error_message="Välj också målet som åtgärden hör till.",
    ),
    models.CheckConstraint(
        name="activity_dates_in_order",
        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        violation_error_message="Slutdatumet kan inte ligga före startdatumet.",
    ),
    models.CheckConstraint(
        name="activity_ended_has_end",
        condition=~Q(status__in=["DONE", "CANCELLED"]) | Q(ends_on__isnull=False),
        violation_error_message=(
            "Fyll i slutdatum. En aktivitet som är genomförd eller avbruten har ett."
        ),
    ),
    models.CheckConstraint(
        name="activity_starts_in_our_time",
        condition=Q(starts_on__gte=EARLIEST),
        violation_error_message="Datumet ligger för långt tillbaka. Kontrollera året.",
    ),
    models.CheckConstraint(
        name="activity_in_plan_has_main_b",
        condition=Q(plan=None) | ~Q(main_b=""),
        violation_error_message=(
            "Välj ett huvudsakligt B. En aktivitet i en handlingsplan hör alltid till ett."
        ),
    ),
    models.CheckConstraint(
        name="activity_main_b_not_further",
        condition=~Q(
            further_b__contains=Func(
                F("main_b"),
                template="ARRAY[%(expressions)s]::varchar(10)[]",
                output_field=ArrayField(models.CharField(max_length=10)),
            )
        ),
        violation_error_message=("Det huvudsakliga B:t räknas redan. Ta bort det under Fler B."),
    ),
    models.CheckConstraint(
        name="activity_published_when_and_by",
        condition=Q(published_at=None, published_by=None)
        | Q(published_at__isnull=False, published_by__isnull=False),
        violation_error_message="En publicerad aktivitet har både tid och person.",
    ),
]
