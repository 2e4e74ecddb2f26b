"""The base of every form."""

from contextlib import contextmanager
from functools import reduce
from operator import and_

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint


def posted(request):
    """What was posted, or None: an empty post still gets its errors."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refused_in(form):
    """Show a refusal in the form, with what was typed: nothing was saved, and nothing is lost."""
    try:
        yield
    except ValidationError as error:
        for message in error.messages:
            form.add_error(None, message)


def validate_constraints(instance):
    """Raise ValidationError with the sentence of each constraint that the row would break.

    All the checks are one question to PostgreSQL, and one each only when one of them is broken.
    """
    constraints = instance._meta.constraints
    checks = [one for one in constraints if isinstance(one, CheckConstraint)]
    if checks:
        condition = reduce(and_, (check.condition for check in checks))
        try:
            CheckConstraint(condition=condition, name="all").validate(type(instance), instance)
        except ValidationError:
            instance.validate_constraints()
    for constraint in constraints:
        if constraint not in checks:
            constraint.validate(type(instance), instance)


class PortalModelForm(forms.ModelForm):
    """A model form that validates every constraint of its instance.

    Django skips a constraint when the form shows only some of its fields, and the save then ends
    in a 500 instead of a sentence.
    """

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self._errors:
            try:
                self.validate_row()
            except ValidationError as error:
                self.add_error(None, error)

    def validate_row(self):
        """Raise ValidationError when a constraint would refuse the row."""
        validate_constraints(self.instance)

    def _post_clean(self):
        # Django would ask some of the constraints here; full_clean() asks all of them.
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints

    def changed_labels(self):
        """What was changed, in words, for the event log."""
        labels = [self.fields[name].label for name in self.changed_data]
        return ", ".join(label[0].lower() + label[1:] for label in labels).replace("?", "")


SAVED_MEANWHILE = (
    "Någon annan har sparat sedan du öppnade sidan. Det du skrev står kvar här nedanför. "
    "Jämför med det som nu är sparat, och spara igen när texten är som den ska vara."
)
REMOVED_MEANWHILE = (
    "Någon har tagit bort det här medan du skrev. Det du skrev står kvar här nedanför. "
    "Ta tillbaka det från papperskorgen först, och spara sedan igen."
)
OUT_OF_SIGHT = "något som du inte kan välja"


class Lock(forms.IntegerField):
    """The number of the save that the page was made from; what is no number is no number known."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return None


class LockedModelForm(PortalModelForm):
    """A form for something that two people may edit at once (`portal.removal.Locked`).

    The form carries the number that the row had when the page was opened. If somebody has saved
    meanwhile nothing is overwritten: `conflicts` holds (label, what is saved, what was typed) of
    each field that differs, for `_conflict.html`, and saving once more is then a choice. Needs a
    transaction, since the row is held from the check to the save.
    """

    lock = Lock(required=False)
    also_saved = ()  # columns that `clean()` sets without a field of their own

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["lock"] = self.instance.lock
        self.conflicts = []

    def clean(self):
        data = super().clean()
        if self.instance.pk:
            self._compare(data)
        return data

    def _compare(self, data):
        """Look at the row under a lock of its own, so that of two who save at once one waits."""
        rows = type(self.instance)._base_manager.select_for_update(of=["self"])
        saved = rows.get(pk=self.instance.pk)
        self._next = saved.lock + 1
        if getattr(saved, "removed_at", None):
            self.add_error(None, REMOVED_MEANWHILE)
        if data.get("lock") == saved.lock:
            return
        self.conflicts = list(self._differing(self._as_saved(saved)))
        if self.conflicts:  # the same thing sent twice differs in nothing
            self.data = self.data.copy()
            self.data[self.add_prefix("lock")] = saved.lock
            self.add_error(None, SAVED_MEANWHILE)

    def _differing(self, theirs):
        for name, field in self.fields.items():
            saved, typed = theirs.get(name), self._typed(name)
            if name in theirs and field.has_changed(saved, typed):
                theirs_said = self._words(name, saved, OUT_OF_SIGHT)
                typed_said = self._words(name, typed)
                if theirs_said != typed_said:  # 7 and "7" are one choice
                    yield field.label, theirs_said, typed_said

    def _as_saved(self, saved):
        """What each field of the form holds in the row as it is saved now."""
        return forms.model_to_dict(saved, fields=list(self.fields))

    def _typed(self, name):
        field = self.fields[name]
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _words(self, name, value, unknown=""):
        """A value as people read it; a row that is not on offer is never named."""
        field = self.fields[name]
        if isinstance(value, bool):
            return "ja" if value else "nej"
        chosen = value if isinstance(value, list | tuple) else [value]
        chosen = [str(getattr(one, "pk", one)) for one in chosen if one not in (None, "")]
        if isinstance(field, forms.ModelChoiceField):
            keys = [one for one in chosen if one.isdecimal() and len(one) < 19]
            names = {str(row.pk): str(row) for row in field.queryset.filter(pk__in=keys)}
        else:
            names = dict(_flat(getattr(field, "choices", ()))) | {"": ""}
            unknown = None
        words = (names.get(one, one if unknown is None else unknown) for one in chosen)
        said = ", ".join(filter(None, dict.fromkeys(map(str, words))))
        return said.strip().replace("\r\n", "\n")  # a script sends a new line otherwise

    def save(self, commit=True):
        """Write the form's own columns alone: the rest of the row may be newer than we are."""
        if not commit or not self.instance.pk:
            return super().save(commit)
        self.instance.lock = self._next
        concrete = {field.name for field in self.instance._meta.concrete_fields}
        own = concrete & {*self.fields, *self.also_saved}
        self.instance.save(update_fields=[*own, "lock"])
        self._save_m2m()
        return self.instance


def _flat(choices):
    """Every choice as (value as text, label), also of those that stand in groups."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label
