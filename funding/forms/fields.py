"""Fields for money."""

from django import forms

from portal.swedish import MAX_KRONOR, parse_kronor


class Kronor(forms.CharField):
    """An amount in whole kronor, as people write it."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput({"inputmode": "numeric", "size": 14}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None  # it is not required
        try:
            amount = parse_kronor(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 < amount <= MAX_KRONOR:
            raise forms.ValidationError("Beloppet måste vara minst 1 krona.")
        return amount


class Needed(forms.BaseForm):
    """A form whose `needed` fields are shown as such, though a draft is saved without them."""

    needed = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self._show_needed()

    def full_clean(self):
        super().full_clean()
        self._show_needed()

    def _show_needed(self):
        for name in self.needed:
            self.fields[name].required = True
