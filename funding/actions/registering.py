"""What is known of a decision first when it is on paper: paragraph, diary number and minutes."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from actors.access import may_move_money, require
from funding import files
from funding.models import Decision
from portal.models import Event, refusals


@transaction.atomic
def register(decision, *, paragraph, diary_number, minutes=None, by):
    """Note the paragraph, the diary number and the minutes (a `file_types.File`) of a decision.

    Minutes that were filed are kept when none are given, and replaced when there are new ones.
    """
    require(may_move_money(by, decision.county))
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.is_draft:
        raise ValidationError("Beslutet är inte framlagt än. Skriv uppgifterna i utkastet.")
    said = [
        f"{name} {new or 'borttaget'}"
        for name, old, new in [
            ("paragraf", held.paragraph, paragraph),
            ("diarienummer", held.diary_number, diary_number),
            ("protokoll", held.minutes_name, minutes.name if minutes else held.minutes_name),
        ]
        if old != new
    ]
    held.paragraph, held.diary_number = paragraph, diary_number
    if minutes:
        held.minutes_name, held.minutes_size = minutes.name, len(minutes.content)
        sha256 = files.keep(minutes.content, owner=uuid4().hex)
        said = said or ["protokollet i en ny version"] * (sha256 != held.minutes_sha256)
        held.minutes_sha256 = sha256
    if said:
        with refusals():
            held.save()
        Event.record("registrerade", held, by=by, why=", ".join(said))
    return held
