"""Forms for a distribution key: of the population on a day, or of a pasted table."""

from dataclasses import dataclass, field

from django import forms

from actors.models import Actor, Kind, Population
from funding.forms.agreements import day
from funding.models import DistributionKey, KeyBasis
from initiatives.forms.guard import GuardedText
from initiatives.forms.paste import read_rows
from portal.forms import PortalModelForm
from portal.swedish import datum, number, parse_kronor

MOST_ROWS = 400


class KeyForm(GuardedText, PortalModelForm):
    """A key whose weights are the inhabitants on one of the days that the portal knows."""

    unguarded = ("name",)

    reference_date = forms.TypedChoiceField(
        label="Folkmängden gäller per",
        error_messages={"required": "Välj vilken dag folkmängden gäller."},
    )

    class Meta:
        model = DistributionKey
        fields = ["name", "reference_date", "source"]
        help_texts = {
            "name": "Till exempel ”Folkmängd 1 november 2023”.",
            "source": "Var siffrorna eller regeln står, så att andra kan slå upp dem.",
        }
        error_messages = {
            "name": {"required": "Skriv vad nyckeln heter."},
            "source": {"required": "Skriv var siffrorna kommer ifrån."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = Population.objects.order_by("-reference_date").values_list(
            "reference_date", flat=True
        )
        known = {one.isoformat(): one for one in days.distinct()}
        self.fields["reference_date"].choices = [(key, datum(one)) for key, one in known.items()]
        self.fields["reference_date"].coerce = known.get
        self.instance.basis = KeyBasis.POPULATION


@dataclass
class WeightRow:
    """One pasted row: a code, its actor and weight, and what is wrong in it."""

    number: int
    cells: list
    actor: Actor | None = None
    weight: int | None = None
    errors: list = field(default_factory=list)  # (column, sentence)


class PasteKeyForm(GuardedText, PortalModelForm):
    """A key out of a table: the code of a kommun or region, and what it weighs."""

    unguarded = ("name", "rows")

    rows = forms.CharField(
        label="Vikter",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text="Två kolumner: kommunkod (fyra siffror) eller regionkod (två siffror), och "
        "vikten i hela tal. En rubrikrad får vara med. Alla som delen ska fördelas till behöver "
        "stå med.",
        error_messages={"required": "Klistra in minst en rad."},
    )

    class Meta:
        model = DistributionKey
        fields = ["name", "reference_date", "source"]
        widgets = {"reference_date": day()}
        help_texts = KeyForm.Meta.help_texts | {"reference_date": "Om vikterna gäller en viss dag."}
        error_messages = KeyForm.Meta.error_messages

    field_order = ["name", "rows", "reference_date", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked = []
        self.instance.basis = KeyBasis.TABLE

    def clean_rows(self):
        text = self.cleaned_data["rows"]
        found = read_rows(text)
        if found and not found[0][1][0].isdecimal() and "kod" in found[0][1][0].lower():
            found = found[1:]
        if not found:
            raise forms.ValidationError("Klistra in minst en rad.")
        if len(found) > MOST_ROWS:
            raise forms.ValidationError(
                f"Det är {len(found)} rader. En nyckel har högst {MOST_ROWS}."
            )
        actors = Actor.objects.active().filter(kind__in=[Kind.KOMMUN, Kind.REGION])
        by_code = {actor.code: actor for actor in actors}
        seen = {}
        self.checked = [_check(line, cells, by_code, seen) for line, cells in found]
        if wrong := sum(bool(row.errors) for row in self.checked):
            raise forms.ValidationError(
                "En rad går inte att läsa." if wrong == 1 else f"{wrong} rader går inte att läsa."
            )
        if not self.sum:
            raise forms.ValidationError("Alla vikter är noll. Minst en ska vara mer.")
        return text

    @property
    def sum(self):
        return sum(row.weight for row in self.checked)

    @property
    def weights(self):
        return {row.actor.pk: row.weight for row in self.checked}


def _check(line, cells, by_code, seen):
    row = WeightRow(line, [*cells, "", ""][:2])
    code, weight = row.cells
    row.actor = by_code.get(code) or by_code.get(f"0{code}")  # Excel drops the leading zero
    if row.actor is None:
        row.errors.append(("Kod", f"”{code[:20]}” är ingen kommunkod eller regionkod i registret."))
    elif row.actor.pk in seen:
        row.errors.append(("Kod", f"{row.actor} står redan på rad {seen[row.actor.pk]}."))
    else:
        seen[row.actor.pk] = line
    try:
        row.weight = parse_kronor(weight) if weight else None
    except ValueError:
        row.weight = None
    if row.weight is None or row.weight > 10**12 or "kr" in weight.lower():
        row.weight = None
        row.errors.append(
            ("Vikt", f"Skriv ett helt tal från 0 till {number(10**12)}, utan decimaler.")
        )
    if any(cells[2:]):
        row.errors.append(("", "Raden har fler kolumner än 2. Ta bort det som är över."))
    return row
