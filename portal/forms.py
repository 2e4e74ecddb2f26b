"""The base of every form."""

from django import forms
from django.core.exceptions import ValidationError


def posted(request):
    """What was posted, or None: an empty post still gets its errors."""
    return request.POST if request.method == "POST" else None


class PortalModelForm(forms.ModelForm):
    """A model form that validates every constraint of its instance.

    Django skips a constraint when the form shows only some of its fields, and the save then ends
    in a 500 instead of a sentence.
    """

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self._errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)

    def changed_labels(self):
        """What was changed, in words, for the event log."""
        labels = [self.fields[name].label for name in self.changed_data]
        return ", ".join(label[0].lower() + label[1:] for label in labels).replace("?", "")


SAVED_MEANWHILE = (
    "Någon annan har sparat sedan du öppnade sidan. Det du skrev står kvar här nedanför. "
    "Jämför med det som nu är sparat, och spara igen när texten är som den ska vara."
)


class LockedModelForm(PortalModelForm):
    """A form for something that two people may edit at once (`portal.removal.Locked`).

    The form carries the number that the row had when the page was opened. If somebody has saved
    meanwhile nothing is overwritten: `conflicts` holds (label, what is saved, what was typed) of
    each field that differs, for `_conflict.html`, and saving once more is then a choice.
    """

    lock = forms.IntegerField(widget=forms.HiddenInput, required=False)

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
        if data.get("lock") == saved.lock:
            return
        theirs = self._as_saved(saved)
        for name, field in self.fields.items():
            if name != "lock" and field.has_changed(theirs.get(name), self._typed(name)):
                self.conflicts.append((field.label, *self._both(name, theirs.get(name))))
        self.data = self.data.copy()
        self.data[self.add_prefix("lock")] = saved.lock
        self.add_error(None, SAVED_MEANWHILE)

    def _as_saved(self, saved):
        return forms.model_to_dict(saved, fields=list(self.fields))

    def _typed(self, name):
        field = self.fields[name]
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _both(self, name, theirs):
        """What is saved and what was typed, as a person reads them."""
        return self._words(name, theirs), self._words(name, self._typed(name))

    def _words(self, name, value):
        field = self.fields[name]
        chosen = value if isinstance(value, list | tuple) else [value]
        if isinstance(field, forms.ModelChoiceField):
            keys = [str(getattr(one, "pk", one)) for one in chosen if one]
            return ", ".join(str(row) for row in field.queryset.model.objects.filter(pk__in=keys))
        choices = dict(getattr(field, "choices", ()))
        return ", ".join(str(choices.get(one, one)) for one in chosen if one not in (None, ""))

    def save(self, commit=True):
        """Write the form's own columns alone: the rest of the row may be newer than we are."""
        if not commit or not self.instance.pk:
            return super().save(commit)
        self.instance.lock = self._next
        concrete = {field.name for field in self.instance._meta.concrete_fields}
        self.instance.save(update_fields=[*(concrete & set(self.fields)), "lock"])
        self._save_m2m()
        return self.instance
