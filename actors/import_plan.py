"""What an import would do, worked out without writing: new, changed, unchanged, faulty.

The whole register is read in four queries and held in memory; nothing is asked per row.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from actors import import_values as values
from actors.import_checks import ambiguous, described, faults_of
from actors.models import Actor, County
from actors.spreadsheet import COLUMNS, REQUIRED, Fault, clean_text

PLAIN = ("name", "short_name", "kind", "code", "organisation_number", "started_on", "ended_on")


@dataclass
class Entry:
    """One row: what it says, which actor it is about, and what would change."""

    number: int
    given: dict
    bad: set = field(default_factory=set)
    actor: Actor | None = None
    is_loose: bool = False  # nobody knows which actor is meant; the rest of the row is still read
    is_new: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    fields: set = field(default_factory=set)
    counties: set | None = None
    aliases: list[str] = field(default_factory=list)


@dataclass
class Plan:
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def new(self):
        return [entry for entry in self.entries if entry.is_new]

    @property
    def changed(self):
        return [entry for entry in self.entries if entry.changes and not entry.is_new]

    @property
    def unchanged(self):
        return [entry for entry in self.entries if not entry.changes and not entry.is_new]

    @property
    def faulty_rows(self):
        return len({fault.row for fault in self.faults})

    @property
    def fingerprint(self):
        """Two plans with the same fingerprint would do the same."""
        said = [
            (entry.number, entry.is_new or entry.actor.pk, entry.changes)
            for entry in self.new + self.changed
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


class Register:
    """Every actor with its names, held in memory; new ones join with a number below zero."""

    def __init__(self):
        self.actors = {
            actor.pk: actor
            for actor in Actor.objects.order_by("pk").prefetch_related("counties", "aliases")
        }
        self.counties = {pk: set(actor.counties.all()) for pk, actor in self.actors.items()}
        self.aliases = {
            pk: [alias.name for alias in actor.aliases.all()] for pk, actor in self.actors.items()
        }
        for actor in self.actors.values():
            actor.parent = self.actors.get(actor.parent_id)
        self.known_counties = {}
        for county in County.objects.all():
            for name in (county.code, county.name, county.short_name):
                self.known_counties[name.casefold()] = county

    def add(self, actor):
        self.actors[actor.pk], self.counties[actor.pk], self.aliases[actor.pk] = actor, set(), []

    def index(self):
        """Look-ups of the present state: by code, by organisation number, by what it is called."""
        self.by_code, self.by_number = defaultdict(list), defaultdict(list)
        self.by_name, self.by_call = defaultdict(list), defaultdict(list)
        for pk, actor in self.actors.items():
            if actor.code:
                self.by_code[actor.kind, actor.code].append(actor)
            if actor.organisation_number:
                self.by_number[actor.organisation_number].append(actor)
            own = clean_text(actor.name).casefold()
            self.by_name[own].append(actor)
            for call in {own} | {
                clean_text(name).casefold() for name in [actor.short_name, *self.aliases[pk]]
            }:
                self.by_call[call].append(actor)

    def find(self, text):
        """Those that are called so, or have that organisation number."""
        number = values.read_organisation_number(text)
        return self.by_number.get(number) or self.by_call.get(clean_text(text).casefold(), [])


def plan_import(sheet):
    """Work out what importing the sheet (spreadsheet.Sheet) would do. Reads only."""
    plan = Plan(faults=list(sheet.faults), notes=list(sheet.notes))
    if any(fault.text.startswith("Kolumnen saknas") for fault in plan.faults):
        return plan  # without names and kinds every row would be wrong for the same reason
    register = Register()
    entries = [_read(number, cells, register, plan) for number, cells in sheet.rows]
    _match(entries, register, plan)
    matched = [entry for entry in entries if not entry.is_loose]
    for entry in matched:
        _apply(entry, register)
    register.index()  # names as they will be
    register.loose = {entry.given.get("name", "").casefold() for entry in entries if entry.is_loose}
    for entry in entries:
        _set_parent(entry, register, plan)
    for entry in entries:
        for name, text in faults_of(entry, register):
            if name not in entry.bad:
                plan.faults.append(Fault(entry.number, COLUMNS[name], text))
    plan.faults.sort()
    wrong = {fault.row for fault in plan.faults}
    plan.entries = [entry for entry in matched if entry.number not in wrong]
    return plan


def _read(number, cells, register, plan):
    """Read the cells of a row; an empty one says nothing."""
    entry = Entry(number, {})
    told = {name: cell for name, cell in cells.items() if clean_text(cell) != ""}
    for name in [name for name in COLUMNS if name in told or name in REQUIRED]:
        try:
            if name not in told:
                raise ValidationError("Rutan är tom. Fyll i den.")
            value, note = _value(name, told[name], entry.given.get("kind"), register)
        except ValidationError as error:
            entry.bad.add(name)
            plan.faults.append(Fault(number, COLUMNS[name], error.message))
        else:
            entry.given[name] = value
            if note:
                plan.notes.append(f"Rad {number}: {note}")
    return entry


def _value(name, cell, kind, register):
    """The value of a cell, and a note to show when it was not read as it stands."""
    if name == "kind":
        return values.read_kind(cell), ""
    if name == "code":
        return values.read_code(cell, kind)
    if name == "organisation_number":
        return values.read_organisation_number(cell), ""
    if name == "counties":
        return values.read_counties(cell, register.known_counties), ""
    if name == "aliases":
        return values.read_aliases(cell), ""
    if name in ("started_on", "ended_on"):
        return values.read_date(cell)
    return clean_text(cell), ""


def _match(entries, register, plan):
    """Find the actor of every row, or make a new one. A second row about it is a fault."""
    register.index()
    seen = {}
    for entry in entries:
        if entry.bad & set(REQUIRED):
            _let_loose(entry)
            continue
        given = entry.given
        found = (
            register.by_code.get((given["kind"], given.get("code")))
            or register.by_number.get(given.get("organisation_number"))
            or _called(given, register)
        )
        if len(found) > 1:
            plan.faults.append(Fault(entry.number, COLUMNS["name"], ambiguous(found)))
            _let_loose(entry)
            continue
        key = found[0].pk if found else given["name"].casefold()
        if key in seen:
            text = f"Samma aktör står redan på rad {seen[key]}. Ta bort en av raderna."
            plan.faults.append(Fault(entry.number, COLUMNS["name"], text))
            _let_loose(entry)
            continue
        seen[key] = entry.number
        entry.is_new = not found
        entry.actor = found[0] if found else Actor(pk=-entry.number, parent=None)
        if entry.is_new:
            register.add(entry.actor)
        else:
            _recognise(entry, register, plan)


def _let_loose(entry):
    """Hold what the row says in an actor of its own, outside the register, for the other faults."""
    entry.is_loose = True
    entry.actor = Actor(pk=-entry.number, parent=None)
    for name in PLAIN:
        if name in entry.given:
            setattr(entry.actor, name, entry.given[name])


def _recognise(entry, register, plan):
    """A short name or an alias in the column Namn says which actor is meant; it renames nobody."""
    actor, name = entry.actor, entry.given["name"]
    others = {
        clean_text(call).casefold() for call in [actor.short_name, *register.aliases[actor.pk]]
    }
    if name.casefold() in others and name.casefold() != clean_text(actor.name).casefold():
        del entry.given["name"]
        plan.notes.append(
            f"Rad {entry.number}: {name} är ett annat namn på {actor}, som behåller sitt."
        )


def _called(given, register):
    """Those with the name; of several, those of the kind that the row says."""
    found = register.by_call.get(given["name"].casefold(), [])
    return [actor for actor in found if actor.kind == given["kind"]] or found


def _apply(entry, register):
    """Bring the actor in memory in line with the row, and note old and new."""
    actor, given = entry.actor, entry.given
    for name in PLAIN:
        old = getattr(actor, name)
        if name in given and given[name] != old:
            before = "" if entry.is_new else _shown(actor, name)
            setattr(actor, name, given[name])
            entry.fields.add(name)
            entry.changes.append((COLUMNS[name], before, _shown(actor, name)))
    counties, kept = given.get("counties"), register.counties[actor.pk]
    if counties and counties != kept:
        entry.counties = counties
        entry.changes.append((COLUMNS["counties"], _listed(kept), _listed(counties)))
        register.counties[actor.pk] = counties
    has = register.aliases[actor.pk]
    taken = {clean_text(name).casefold() for name in [*has, actor.name, actor.short_name]}
    entry.aliases = [name for name in given.get("aliases", []) if name.casefold() not in taken]
    if entry.aliases:
        register.aliases[actor.pk] = has + entry.aliases
        before, after = "; ".join(has), "; ".join(has + entry.aliases)
        entry.changes.append((COLUMNS["aliases"], before, after))


def _shown(actor, name):
    if name == "kind":
        return actor.get_kind_display()
    if name == "organisation_number":
        return actor.formatted_organisation_number
    return str(getattr(actor, name) or "")


def _listed(counties):
    return ", ".join(county.short_name for county in sorted(counties, key=lambda c: c.code))


def _set_parent(entry, register, plan):
    """Find what the actor is part of, among those of the register and those of the file."""
    text = entry.given.get("parent")
    if not text:
        return
    found = register.find(text)
    if not found and clean_text(text).casefold() in register.loose:
        return  # it has a row of its own, which is put right first
    if len(found) != 1:
        entry.bad.add("parent")
        words = (
            f"Flera aktörer kallas ”{text}”: "
            + " och ".join(f"{actor} ({described(actor)})" for actor in found)
            + ". Skriv organisationsnumret i stället."
            if found
            else f"Det finns ingen aktör som kallas ”{text[:80]}”. "
            "Skriv namnet som det står i registret, eller lägg till aktören på en egen rad."
        )
        plan.faults.append(Fault(entry.number, COLUMNS["parent"], words))
    elif found[0] is not entry.actor.parent:
        before = str(entry.actor.parent or "")
        entry.actor.parent = found[0]
        entry.fields.add("parent")
        entry.changes.append((COLUMNS["parent"], before, str(found[0])))
