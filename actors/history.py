"""What happened to a thing, as people read it: who, when, and what stood there before.

What was done (portal.models.Event) and what PostgreSQL saw change (portal/history.py) become one
list; the changes of one request stand under the event that it left.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, JSONField, Value
from django.db.models.expressions import RawSQL

from actors.history_words import Words
from actors.models import User
from portal.history import change_models
from portal.models import Event

SHOWN = 20  # lines on a page
READ = 300  # the latest changes of rows, from which the lines are made
LISTED = 10  # changes under one line; the others stand in a fold


@dataclass
class Line:
    """One thing that was done, by whom and why, with sentences of what it changed."""

    at: datetime
    verb: str
    label: str
    who: str
    why: str = ""
    changes: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)  # changes that stand in a fold


@dataclass
class History:
    lines: list[Line]
    is_cut: bool  # there is more than is shown


@dataclass
class Row:
    """One row of a table of changes: what became, what was, and what stands after it."""

    model: type
    label: str  # insert, update, delete
    at: datetime
    request: str
    said: dict  # who and why, of the request
    row: dict
    after: dict
    is_own: bool  # of the thing itself, not of a part of it

    @property
    def moment(self):
        """What the changes of one request have in common with the event that it left."""
        return self.request, self.at


def history_of(thing, *, user, inside):
    """The latest that happened to `thing`, latest first.

    `inside`: the reader works for one who takes part, and is told what stood there before. Others
    are told who did what and when.
    """
    events, rows = _read(thing)
    words = Words(user)
    told = defaultdict(list)
    for row in rows:
        told[row.moment].append(row)
    people = {event["by"] for _, _, event in events} | {row.said.get("user") for row in rows}
    words.look_up(rows if inside else [], people - {None})
    lines = []
    for at, request, event in events:
        changed = told.pop((request, at), [])
        # What it was called then may be the title of a draft; of accounts no name is ever noted.
        label = event["object_label"] if isinstance(thing, User) else str(thing)
        line = Line(at, event["verb"], label, words.name(event["by"]), event["why"])
        lines.append(_with(line, changed, words if inside else None, is_told=True))
    for (_, at), changed in told.items():
        said = changed[0].said
        is_new = any(row.is_own and row.label == "insert" for row in changed)
        verb = "skapade" if is_new else "ändrade"
        line = Line(at, verb, str(thing), words.name(said.get("user")), said.get("why", ""))
        lines.append(_with(line, changed, words if inside else None, is_told=False))
    lines.sort(key=lambda line: line.at, reverse=True)
    return History(lines[:SHOWN], is_cut=len(lines) > SHOWN or len(rows) == READ)


def _with(line, rows, words, *, is_told):
    """The line, with a sentence for each change that it does not tell of itself."""
    if words:
        rows = rows[::-1]  # as they happened, the thing itself before its parts
        rows.sort(key=lambda row: (not row.is_own, row.model.__name__))
        sentences = [text for row in rows for text in words.sentences(row, is_told)]
        line.changes, line.further = sentences[:LISTED], sentences[LISTED:]
    return line


def _read(thing):
    """What was done to the thing, and the latest changes of it and its parts, asked for at once."""
    models = {model._meta.label: model for model in change_models()}
    asked = [
        _asked(model, path, thing) for model in models.values() if (path := _path(model, thing))
    ]
    events, rows = [], []
    for kind, _, label, at, request, said, row, after, is_own in (
        _asked_events(thing).union(*asked, all=True).order_by("-told_at", "-told_id")
    ):
        if kind in models:
            rows.append(Row(models[kind], label, at, request, said or {}, row, after or {}, is_own))
        else:
            events.append((at, request, row))
    return events, rows[:READ]


def _path(model, thing):
    """The field by which a table of changes tells of such a thing; "" if it does not."""
    if model.pgh_tracked_model is type(thing):
        return "pgh_obj"
    target = model
    for step in filter(None, model.part_of.split("__")):
        target = target._meta.get_field(step).related_model
    return model.part_of if target is type(thing) else ""


def _asked(model, path, thing):
    changes, live = model._meta.db_table, model.pgh_tracked_model._meta.db_table
    after = f"""coalesce(
        lead(to_jsonb("{changes}".*))
            OVER (PARTITION BY "{changes}"."pgh_obj_id" ORDER BY "{changes}"."pgh_id"),
        (SELECT to_jsonb(live.*) FROM "{live}" live WHERE live.id = "{changes}"."pgh_obj_id")
    )"""  # noqa: S608 - names of tables, from the models
    return _columns(
        model.objects.filter(**{path: thing.pk}).order_by("-pgh_id")[:READ],
        id=F("pgh_id"),
        label=F("pgh_label"),
        at=F("pgh_created_at"),
        request=F("pgh_context_id"),
        said=F("pgh_context"),
        after=RawSQL(after, [], JSONField()),  # noqa: S611 - made of the same names
        own=Value(path == "pgh_obj"),
    )


def _asked_events(thing):
    return _columns(
        Event.about(thing)[: SHOWN + 1],
        id=F("pk"),
        label=Value(""),
        at=F("at"),
        request=F("request"),
        said=Value(None, JSONField()),
        after=Value(None, JSONField()),
        own=Value(True),
    )


def _columns(asked, *, id, label, at, request, said, after, own):
    """The same columns of every table, with its row as it stands."""
    table = asked.model._meta.db_table
    row = RawSQL(f'to_jsonb("{table}".*)', [], JSONField())  # noqa: S611 - a name from the model
    columns = [Value(asked.model._meta.label), id, label, at, request, said, row, after, own]
    names = ["kind", "id", "label", "at", "request", "said", "row", "after", "own"]
    told = {f"told_{name}": column for name, column in zip(names, columns, strict=True)}
    return asked.annotate(**told).values_list(*told)
