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
