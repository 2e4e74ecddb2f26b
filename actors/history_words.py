"""A change of a row in Swedish words. What the reader may not see is never named."""

from collections import defaultdict
from datetime import date, datetime
from textwrap import shorten

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Value

from actors.models import User
from portal.swedish import dag_tid, datum, number

HIDDEN = "något som du inte ser"
LONGEST = 100
DONE = {"insert": "Lade till", "delete": "Tog bort"}


class Words:
    """Says changes to one reader; names are looked up once for all of them."""

    def __init__(self, reader):
        self.reader = reader
        self.names = defaultdict(dict)

    def look_up(self, rows, people):
        """Read the names of all that the rows point at, whatever it is, in one question."""
        wanted = defaultdict(set, {User: set(people)})
        for row in rows:
            for field in _changed(row) + _naming(row):
                if field.is_relation:
                    values = {row.row.get(field.column), row.after.get(field.column)}
                    wanted[field.related_model] |= values - {None}
        asked = [self._named_in(model, numbers) for model, numbers in wanted.items() if numbers]
        if asked:
            for kind, number, name in asked[0].union(*asked[1:], all=True):
                self.names[apps.get_model(kind)][number] = name

    def _named_in(self, model, numbers):
        """Those that the reader sees, as (kind, number, name)."""
        seen = model._default_manager.filter(pk__in=numbers).order_by()
        if hasattr(seen, "visible_to"):
            seen = seen.visible_to(self.reader)
        columns = {field.name for field in model._meta.fields}
        name = next((F(name) for name in ("name", "title") if name in columns), Value(HIDDEN))
        return seen.annotate(told_kind=Value(model._meta.label), told_name=name).values_list(
            "told_kind", "pk", "told_name"
        )

    def name(self, user_id):
        return self.names[User].get(user_id, "Portalen")

    def sentences(self, row, is_told):
        """What one change says. `is_told`: an event says that and when something was done, so the
        columns that only note this are left out.
        """
        if hasattr(row.model, "label"):
            return [self._link(row)]
        if row.label != "update":
            return [] if row.is_own else [f"{DONE[row.label]} {self._named(row, ': ')}"]
        return [
            _big(self._place(field, row) + self._field(field, row))
            for field in _changed(row)
            if field.editable or not is_told
        ]

    def _place(self, field, row):
        """What changed, before how it did: "status: ", "mål ”Färre dör”, klart senast: "."""
        label = f"{field.verbose_name}: "
        if row.is_own:
            return label
        naming = _naming(row)
        if not all(isinstance(one, models.CharField | models.TextField) for one in naming):
            return f"{self._named(row, ' ')}, {label}"
        named = f"{self._named(row, ' ”')}”"
        return f"{named}: " if field in naming else f"{named}, {label}"

    def _named(self, row, between):
        """The part of the thing: "loggpost 3 mars 2026", "kontakt: Socialjouren"."""
        names = [self.value(field, row.row[field.column]) for field in _naming(row)]
        kind = row.model.pgh_tracked_model._meta.verbose_name
        return f"{kind}{between}{', '.join(filter(None, names))}"

    def _link(self, row):
        [field] = _naming(row)
        old = self.value(field, row.row[field.column])
        if row.label == "update":
            said = f"bytte {old} mot {self.value(field, row.after.get(field.column))}"
        else:
            said = f"{DONE[row.label].lower()} {old}"
        return f"{_big(row.model.label)}: {said}"

    def _field(self, field, row):
        """How one column changed."""
        old = self.value(field, row.row[field.column])
        new = self.value(field, row.after.get(field.column))
        if isinstance(field, models.TextField):
            done = "ändrades" if old and new else "skrevs in" if new else "togs bort"
            return f"texten {done}"
        if not old:
            return new
        if not new:
            return f"{old} togs bort"
        return f"ändrades från {old} till {new}"

    def value(self, field, value):
        """A value of a column, as PostgreSQL wrote it in JSON, for people; "" is empty."""
        if value in (None, "", []):
            return ""
        if field.is_relation:
            return self.names[field.related_model].get(value, HIDDEN)
        if isinstance(field, ArrayField):
            return ", ".join(self.value(field.base_field, one) for one in value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value)).lower()
        return _plain(field, value)


def _plain(field, value):
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(field, models.DateTimeField):
        return dag_tid(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return datum(date.fromisoformat(value))
    if isinstance(field, models.PositiveSmallIntegerField):
        return str(value)  # a year
    if isinstance(value, int):
        return number(value)
    return shorten(str(value), LONGEST, placeholder=" …")


def _changed(row):
    """The columns that the change changed."""
    if row.label != "update":
        return []
    return [
        field
        for field in row.model._meta.fields
        if not field.name.startswith("pgh_") and field.name != "id"
        if row.row[field.column] != row.after.get(field.column)
    ]


def _naming(row):
    """The columns that tell the parts of a thing apart."""
    return [row.model._meta.get_field(name) for name in row.model.named_by.split()]


def _big(text):
    return text[0].upper() + text[1:]
