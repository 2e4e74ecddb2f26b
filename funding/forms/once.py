"""A form that marks itself, so that Back and Save again books nothing twice."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from funding.actions.once import was_sent


class Once(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    @property
    def mark(self):
        return self.cleaned_data.get("once")

    def told(self):
        """What the action is told: all that was filled in, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def is_sent(self):
        """Whether this very form has done its work, whatever it would be told of now."""
        if not self.is_bound:
            return False
        try:
            field = self.fields["once"]
            return was_sent(field.clean(self.data.get(self.add_prefix("once"))))
        except ValidationError:
            return False
