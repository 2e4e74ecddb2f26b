"""Every change of every row, kept by PostgreSQL triggers: docs/decisions/0009 weighs it.

`@tracked()` above a model gives it a table of its own for what happened to its rows, also by bulk
update and raw SQL: a new row as it became, a changed or removed one as it was. So old → new can
always be told, from the next thing that happened to the row or from the row itself.
"""

import sys
from contextlib import contextmanager

import pghistory
import pgtrigger
from django.apps import apps
from django.db.models import Index
from pghistory.runtime import _tracker

FORGOTTEN = "Tidigare användare"  # the name of an account that was anonymised,
FORGOTTEN_DOMAIN = "@borttagen.invalid"  # and the end of its address

REFUSE = """
    RAISE EXCEPTION 'Det som står i % kan inte ändras eller tas bort. Rätta med en ny rad.',
        TG_TABLE_NAME USING ERRCODE = '23514';
"""
# The one change that is let through: who somebody was is forgotten, what was done stays.
UNLESS_FORGETTING = f"""
    IF TG_OP = 'UPDATE' AND NEW.email LIKE '%{FORGOTTEN_DOMAIN}'
        AND coalesce(to_jsonb(NEW) ->> 'name', '{FORGOTTEN}') = '{FORGOTTEN}'
        AND to_jsonb(NEW) - '{{name,email}}'::text[] = to_jsonb(OLD) - '{{name,email}}'::text[]
    THEN RETURN NEW; END IF;
"""


def tracked(*, part_of="", named_by="", exclude=(), is_personal=False):
    """Keep every change of the model's rows.

    `part_of`: the path to the thing on whose page the changes are told. `named_by`: the fields that
    tell its rows apart there, with a space between. `exclude`: what is secret, or moves by itself.
    `is_personal`: holds `name` or `email` of a person, who can be forgotten.
    """

    def decorate(model):
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(row="OLD"),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            obj_field=_number_of_the_row(db_index=not part_of),
            model_name=f"{model.__name__}Change",
            attrs={"part_of": part_of, "named_by": named_by},
            meta=_meta(model, part_of, is_personal),
        )(model)

    return decorate


def tracked_links(model, *names):
    """Keep what is added to and taken from the model's many-to-many fields.

    Their tables have no class of their own to stand a trigger on, hence the proxies.
    """
    for name in names:
        field = model._meta.get_field(name)
        through = field.remote_field.through
        options = {"proxy": True, "app_label": model._meta.app_label}
        proxy = type(
            f"{model.__name__}{name.title().replace('_', '')}Link",
            (through,),
            {"__module__": model.__module__, "Meta": type("Meta", (), options)},
        )
        setattr(sys.modules[model.__module__], proxy.__name__, proxy)
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(row="OLD"),
            pghistory.DeleteEvent(),
            obj_field=_number_of_the_row(db_index=False),
            model_name=f"{proxy.__name__}Change",
            attrs={
                "part_of": field.m2m_field_name(),
                "named_by": field.m2m_reverse_field_name(),
                "label": str(field.verbose_name),
            },
            meta=_meta(proxy, field.m2m_field_name(), False),
        )(proxy)


def _number_of_the_row(*, db_index):
    return pghistory.ObjForeignKey(related_name="+", related_query_name="+", db_index=db_index)


def _meta(model, part_of, is_personal):
    keep = pgtrigger.Trigger(
        name="append_only",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=(UNLESS_FORGETTING if is_personal else "") + REFUSE,
    )
    whole = pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        func=REFUSE,
    )
    name = f"{model.__name__.lower()}_change"[:30]
    indexes = [Index(fields=[part_of.split("__")[0]], name=name)] if part_of else []
    return {"triggers": [keep, whole], "indexes": indexes, "verbose_name": "ändring"}


def change_models():
    """The model of every table of changes; `pgh_tracked_model` is what it tells of."""
    return [model for model in apps.get_models() if is_change(model)]


def is_change(model):
    return bool(getattr(model, "pgh_tracked_model", None))


def is_bookkeeping(model):
    """Whether a model is a table of changes or stands in for a link table, and is no thing."""
    return is_change(model) or model._meta.proxy


def forget(model, numbers, **columns):
    """Write over who somebody was in all that is kept of the rows with those numbers."""
    changes = next(one for one in change_models() if one.pgh_tracked_model is model)
    changes.objects.filter(pgh_obj__in=numbers).update(**columns)


@contextmanager
def told_of(**what):
    """Say who does what is done inside, and why, as `user` (a number) and `why`; or decorate."""
    with pghistory.context(**what):
        yield


def add(**what):
    """Say more of what is being done: who it is, once that is known."""
    pghistory.context(**what)


def request_id():
    """The mark that all that one request, command or job changes has in common."""
    return getattr(getattr(_tracker, "value", None), "id", None)


class Middleware:
    """Give each request a mark of its own; actors.middleware adds who it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with told_of():
            return self.get_response(request)


class RequestIdFilter:
    """Write the mark of the request in every line of the log."""

    def filter(self, record):
        record.request = request_id() or "-"
        return True


class RefusalFilter:
    """Write a refusal (403) as the one line it is: nothing has broken, so no traceback."""

    def filter(self, record):
        if getattr(record, "status_code", None) == 403:
            record.exc_info = record.exc_text = None
        return True
