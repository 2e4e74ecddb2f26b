"""The what-if board's forms: a new alternative, its amounts, and rows out of a spreadsheet."""

import csv

from django import forms

from funding.forms.fields import Kronor
from funding.models import Scenario
from funding.whatif import amounts_of
from initiatives.forms.guard import GuardedText
from initiatives.forms.paste import read_rows
from portal.forms import LockedModelForm, PortalModelForm
from portal.swedish import MAX_KRONOR, number, parse_kronor

STARTS = [
    ("noll", "Tomt: 0 kr på varje ansökan"),
    ("foreslaget", "Handläggarens förslag"),
    ("sokt", "Det som är sökt"),
]
UNREADABLE = "Raderna går inte att läsa. Kopiera dem på nytt från Excel."


def name_of(application):
    """The name of the field for an application's amount."""
    return f"belopp-{application}"


class Amount(Kronor):
    """Kronor that may be none: empty is 0."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        text = forms.CharField.clean(self, value)
        return _kronor(text) if text.strip() else 0

    def has_changed(self, initial, data):
        try:
            return self.clean(initial or "") != self.clean(data or "")
        except forms.ValidationError:
            return True


def _kronor(text):
    try:
        amount = parse_kronor(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
    if amount > MAX_KRONOR:
        raise forms.ValidationError("Beloppet är för stort. Kontrollera antalet siffror.")
    return amount


class WithAmounts(forms.BaseForm):
    """A form with one amount for each open row of a board."""

    def add_amounts(self, rows):
        self.rows = [row for row in rows if row.is_open]
        for row in self.rows:
            self.fields[name_of(row.number)] = Amount(label=f"{row.applicant}, {row.title}")
            self.initial[name_of(row.number)] = written(row.amount)

    def amounts(self):
        """Kronor by application; what cannot be read counts as 0."""
        return {row.number: self.cleaned_data.get(name_of(row.number), 0) for row in self.rows}

    def unreadable(self):
        """How many amounts cannot be read."""
        return sum(name_of(row.number) in self.errors for row in self.rows)


def written(amount):
    """An amount as it stands in its field: nothing is left empty."""
    return number(amount) if amount else ""


class AmountsForm(WithAmounts, forms.Form):
    """Amounts to try out, which are not saved."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_amounts(rows)


class BoardForm(GuardedText, WithAmounts, LockedModelForm):
    """An alternative's name and amounts, which two may write at once."""

    unguarded = ("paste",)
    paste = forms.CharField(
        label="Rader från Excel",
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text="Första kolumnen är ansökans nummer eller rubrik, den sista är beloppet. "
        "En kolumn med bara belopp fylls i uppifrån och ned, och måste ha lika många rader som det "
        "finns ansökningar. En rubrikrad får vara med.",
    )

    class Meta:
        model = Scenario
        fields = ["name"]
        labels = {"name": "Namn på alternativet"}

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_amounts(rows)

    def _as_saved(self, saved):
        amounts = amounts_of([saved])[saved.pk]
        return {"name": saved.name} | {
            name_of(row.number): written(amounts.get(row.number, 0)) for row in self.rows
        }


class NewScenarioForm(GuardedText, PortalModelForm):
    """A new alternative: its name, and what to begin from."""

    start = forms.ChoiceField(label="Utgå från", widget=forms.RadioSelect)

    class Meta:
        model = Scenario
        fields = ["name"]
        help_texts = {"name": "Till exempel ”Lika till alla kommuner”."}

    def __init__(self, *args, copies=(), **kwargs):
        super().__init__(*args, **kwargs)
        others = [(str(one.pk), f"Kopia av {one.name}") for one in copies]
        self.fields["start"].choices = [*STARTS, *others]
        self.fields["start"].initial = "foreslaget"


def read_paste(text, rows):
    """Amounts by application out of pasted rows, and a sentence for each row that is wrong."""
    try:
        lines = read_rows(text)
    except csv.Error:
        return {}, [UNREADABLE]
    rows = [row for row in rows if row.is_open]
    if not lines:
        return {}, ["Klistra in minst en rad."]
    if all(len(cells) == 1 for _, cells in lines):
        return _read_column(lines, rows)
    return _read_table(lines, rows)


def _is_heading(cell):
    return cell.lower().rstrip(":") in ("belopp", "kr", "kronor", "belopp, kr", "belopp, kronor")


def _read_column(lines, rows):
    if _is_heading(lines[0][1][0]):
        lines = lines[1:]
    if len(lines) != len(rows):
        return {}, [
            f"Kolumnen har {len(lines)} belopp och det finns {len(rows)} ansökningar. "
            "Ta med ansökans nummer eller rubrik i en kolumn före beloppet."
        ]
    amounts, wrong = {}, []
    for (place, cells), row in zip(lines, rows, strict=True):
        _take(amounts, wrong, place, row, cells[0])
    return amounts, wrong


def _read_table(lines, rows):
    if _is_heading(lines[0][1][-1]):
        lines = lines[1:]
    amounts, wrong = {}, []
    for place, cells in lines:
        named = _named(cells[0], rows)
        if len(named) == 1 and named[0].number in amounts:
            wrong.append(f"Rad {place}: ansökan ”{cells[0][:60]}” står redan på en rad ovanför.")
        elif len(named) == 1:
            _take(amounts, wrong, place, named[0], cells[-1] if len(cells) > 1 else "")
        elif named:
            wrong.append(f"Rad {place}: flera ansökningar heter ”{cells[0][:60]}”. Skriv numret.")
        else:
            wrong.append(f"Rad {place}: ingen ansökan har numret eller rubriken ”{cells[0][:60]}”.")
    return amounts, wrong


def _named(name, rows):
    """The rows that have the name as their number or, else, as their title."""
    wanted = name.casefold().removeprefix("nr").strip(" .#")
    numbered = [row for row in rows if str(row.number) == wanted]
    return numbered or [row for row in rows if row.title.casefold() == name.casefold()]


def _take(amounts, wrong, place, row, cell):
    try:
        amounts[row.number] = _kronor(cell) if cell else 0
    except forms.ValidationError as error:
        wrong.append(f"Rad {place}, {row.title}: {error.message}")
