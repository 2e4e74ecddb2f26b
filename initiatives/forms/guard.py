"""What people write freely is read once before it is kept.

`class MyForm(GuardedText, PortalModelForm)` is all that a form needs, also when its template draws
the fields one by one: `templates/_field_notes.html` shows what was found.
"""

from dataclasses import dataclass

from django import forms

from initiatives.identity_numbers import has_identity_number
from initiatives.wording import Wording, find

SEEN = "sedd"  # marks of the suggestions that the person has been shown
NO_IDENTITY_NUMBERS = (
    "Det ser ut att stå ett personnummer eller samordningsnummer här. Ta bort det: portalen sparar "
    "inget om enskilda personer. Är det ett annat nummer, skriv det i grupper, till exempel "
    "070-123 45 67."
)


@dataclass(frozen=True)
class Suggestion:
    """A better word for one that stands in a field."""

    wording: Wording
    found: str
    mark: str


class GuardedText(forms.BaseForm):
    """A form that refuses identity numbers and suggests better words, once.

    A suggestion is no error. The form is shown again with it, and saved as it stands when it is
    sent a second time.
    """

    unguarded = ()  # names of text fields that hold no free text

    def full_clean(self):
        super().full_clean()
        self.has_suggestions = False
        if not self.is_bound:
            return
        seen = self._seen()
        for name, text in self._free_texts():
            if has_identity_number(text):
                self.add_error(name, NO_IDENTITY_NUMBERS)
            found = [
                Suggestion(wording, words, f"{self.add_prefix(name)}:{wording.key}")
                for wording, words in find(text)
            ]
            self.fields[name].suggestions = found
            self.has_suggestions |= any(one.mark not in seen for one in found)

    def is_valid(self):
        return super().is_valid() and not self.has_suggestions

    def suggestions(self):
        """All that were found. Ask when the form has been checked."""
        return [one for field in self.fields.values() for one in getattr(field, "suggestions", ())]

    def _free_texts(self):
        """(name, text) of each text field that is right so far, or was taken away as wrong."""
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and name not in self.unguarded:
                value = self.cleaned_data.get(name)
                if isinstance(value, str) and value:
                    yield name, value

    def _seen(self):
        many = getattr(self.data, "getlist", None)
        return set(many(SEEN) if many else [self.data.get(SEEN)])
