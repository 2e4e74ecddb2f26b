"""Forms for splitting an agreement: one part, many pasted, taken back, closed and opened."""

from dataclasses import dataclass, field

from django import forms
from django.utils import timezone

from funding.forms.agreements import day
from funding.forms.fields import Kronor
from funding.models import Component, Stream
from initiatives.forms.guard import GuardedText
from initiatives.forms.paste import read_rows
from initiatives.models import Category
from portal.swedish import kr

COLUMNS = ["Namn", "Går till", "Kategori", "Belopp"]
STREAMS = {
    "kommun": Stream.KOMMUN,
    "kommuner": Stream.KOMMUN,
    "region": Stream.REGION,
    "regioner": Stream.REGION,
    "länsgemensam": Stream.LANSGEMENSAM,
    "länsgemensamt": Stream.LANSGEMENSAM,
    "länsgemensamma": Stream.LANSGEMENSAM,
    "skr": Stream.SKR,
    "kommuner och regioner": Stream.MIXED,
    "blandat": Stream.MIXED,
} | {label.lower(): value for value, label in Stream.choices}
MOST_ROWS = 200


def categories_of(agreement):
    """The categories that were in force when the agreement began: the latest list before it."""
    years = Category.objects.filter(first_year__lte=agreement.last_year)
    latest = years.order_by("-first_year").values_list("first_year", flat=True).first()
    return years.filter(first_year=latest)


class LevelChoice(forms.ModelChoiceField):
    def label_from_instance(self, component):
        return f"{component} ({kr(component.account.balance)} är inte utdelade)"


class OutOf(forms.Form):
    """Out of what a part is given: the agreement itself, or one of its components."""

    level = LevelChoice(label="Ur vilken del?", queryset=Component.objects.none(), required=False)
    on = forms.DateField(
        label="Datum", widget=day(), error_messages={"required": "Skriv vilken dag det gäller."}
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        level = self.fields["level"]
        left = agreement.whole.balance
        level.empty_label = f"Överenskommelsen själv ({kr(left)} är inte uppdelade)"
        level.queryset = Component.objects.filter(
            agreement=agreement, account__balance__gt=0
        ).select_related("account")
        self.fields["on"].initial = timezone.localdate

    @property
    def source(self):
        return self.cleaned_data["level"] or self.agreement


class SplitForm(GuardedText, OutOf):
    """One new component."""

    unguarded = ("name",)

    name = forms.CharField(
        label="Namn",
        max_length=250,
        error_messages={"required": "Skriv vad delen heter."},
    )
    stream = forms.ChoiceField(
        label="Går till",
        choices=[("", "Välj"), *Stream.choices],
        error_messages={"required": "Välj vart delen går."},
    )
    category = forms.ModelChoiceField(
        label="Kategori",
        queryset=Category.objects.none(),
        required=False,
        empty_label="Ingen",
        help_text="Om delen är till för en av de kategorier som överenskommelsen nämner.",
    )
    amount = Kronor(label="Belopp", error_messages={"required": "Skriv beloppet i hela kronor."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories_of(self.agreement)

    @property
    def part(self):
        names = ("name", "stream", "category", "amount")
        return {name: self.cleaned_data[name] for name in names}


@dataclass
class PartRow:
    """One pasted row: what it says, what was read of it, and what is wrong in it."""

    number: int
    cells: list
    part: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)  # (column, sentence)

    def read(self, column, reader):
        """Read one cell; a sentence about the column when it cannot be read."""
        try:
            return reader(self.cells[COLUMNS.index(column)])
        except forms.ValidationError as error:
            self.errors += [(column, sentence) for sentence in error.messages]
            return None

    @property
    def stream(self):
        stream = self.part.get("stream")
        return Stream(stream).label if stream else self.cells[1]

    @property
    def category(self):
        return self.part.get("category") or self.cells[2]


class PastePartsForm(OutOf):
    """Many new components out of a table: name, to whom, number of the category, amount."""

    rows = forms.CharField(
        label="Delar",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text="Markera raderna i Excel, kopiera dem och klistra in dem här. Kolumnerna är "
        "namn, vart delen går (kommuner, regioner, länsgemensamt, SKR), kategorins nummer (eller "
        "tomt) och belopp. En rubrikrad får vara med.",
        error_messages={"required": "Klistra in minst en rad."},
    )
    field_order = ["level", "rows", "on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked = []
        self.categories = {one.number: one for one in categories_of(self.agreement)}

    def clean_rows(self):
        text = self.cleaned_data["rows"]
        found = read_rows(text)
        if found and "belopp" in [cell.lower() for cell in found[0][1]]:  # the heading
            found = found[1:]
        if not found:
            raise forms.ValidationError("Klistra in minst en rad.")
        if len(found) > MOST_ROWS:
            raise forms.ValidationError(
                f"Det är {len(found)} rader. Klistra in högst {MOST_ROWS} åt gången."
            )
        self.checked = [self._check(number, cells) for number, cells in found]
        if wrong := sum(bool(row.errors) for row in self.checked):
            raise forms.ValidationError(
                "En rad går inte att läsa." if wrong == 1 else f"{wrong} rader går inte att läsa."
            )
        return text

    def clean(self):
        data = super().clean()
        if not self.errors and self.left < 0:
            raise forms.ValidationError(
                f"Raderna är tillsammans {kr(self.sum)}. Det är {kr(-self.left)} mer än det som "
                "finns kvar att dela upp."
            )
        return data

    @property
    def sum(self):
        return sum(row.part["amount"] for row in self.checked)

    @property
    def left(self):
        level = self.cleaned_data["level"]
        account = level.account if level else self.agreement.whole
        return account.balance - self.sum

    def _check(self, number, cells):
        row = PartRow(number, [*cells, *[""] * (len(COLUMNS) - len(cells))])
        if any(cells[len(COLUMNS) :]):
            row.errors.append(
                ("", f"Raden har fler kolumner än {len(COLUMNS)}. Ta bort det som är över.")
            )
        row.part = {
            "name": row.read("Namn", SplitForm.base_fields["name"].clean),
            "stream": row.read("Går till", _stream),
            "category": row.read("Kategori", self._category),
            "amount": row.read("Belopp", SplitForm.base_fields["amount"].clean),
        }
        return row

    def _category(self, text):
        if not text or text in "-–":
            return None
        number = text.rstrip(".")
        if number.isdecimal() and int(number) in self.categories:
            return self.categories[int(number)]
        numbers = ", ".join(map(str, sorted(self.categories))) or "inga"
        raise forms.ValidationError(
            f"”{text[:30]}” är ingen kategori. Skriv numret ({numbers}), eller lämna tomt."
        )


def _stream(text):
    if stream := STREAMS.get(text.lower().strip()):
        return stream
    if not text:
        raise forms.ValidationError("Skriv vart delen går.")
    raise forms.ValidationError(
        f"”{text[:30]}” går inte att läsa. Skriv kommuner, regioner, länsgemensamt eller SKR."
    )


class ReasonForm(GuardedText, forms.Form):
    """Why something is taken back or opened again."""

    why = forms.CharField(
        label="Varför?", max_length=250, error_messages={"required": "Skriv varför."}
    )
