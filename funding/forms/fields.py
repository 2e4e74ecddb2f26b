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
