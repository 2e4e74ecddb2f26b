"""What the receiver has used: one at a time, or rows out of a spreadsheet."""

import csv
from dataclasses import dataclass, field

from django import forms
from django.utils import timezone

from funding.forms.fields import Kronor
from funding.forms.payments import AMOUNT, MoneyForm, Note, PastDay, Voucher
from funding.models import Transfer
from initiatives.forms.paste import read_rows
from initiatives.models import Activity
from portal.swedish import datum, kr, parse_day

COLUMNS = {"on": "Datum", "amount": "Belopp", "voucher": "Verifikation", "activity": "Aktivitet"}
HEADINGS = {
    "datum": "on",
    "dag": "on",
    "bokföringsdag": "on",
    "belopp": "amount",
    "kronor": "amount",
    "summa": "amount",
    "verifikation": "voucher",
    "verifikat": "voucher",
    "verifikationsnummer": "voucher",
    "text": "voucher",
    "aktivitet": "activity",
    "insats": "activity",
}
MOST_ROWS = 200


def bookable(user, allocation):
    """Activities that use can be booked on: the receiver's own, of those that the person sees."""
    seen = Activity.objects.visible_to(user).published().with_actor(allocation.receiver)
    return seen.order_by("title", "pk")


def usable(allocation, day):
    """(what can be used on that day without explaining, whether the agreement's time is up)."""
    until = allocation.frame.component.agreement.usable_until
    is_late = bool(until and day > until)
    return (allocation.carried if is_late else allocation.unspent), is_late


def out_of_time(allocation, day, rest):
    """The sentence when more is used than may be after the last day, or ""."""
    until = allocation.frame.component.agreement.usable_until
    if allocation.carried_until and day > allocation.carried_until:
        return f"De överförda medlen får användas till och med {datum(allocation.carried_until)}."
    return (
        f"Medlen får användas till och med {datum(until)}. Därefter finns {kr(rest)} överfört att "
        "använda."
    )


def not_enough(there):
    """The sentence when more is used than is left of what was paid out."""
    left = (
        f"Bara {kr(there)} av det utbetalda är kvar" if there else "Inget av det utbetalda är kvar"
    )
    return f"{left}. Skriv varför mer är använt, eller skriv ett lägre belopp."


class UseForm(MoneyForm):
    kind = Transfer.Kind.USE
    amount = Kronor(label="Hur mycket är använt?", error_messages=AMOUNT)
    on = PastDay(label="Vilken dag?")
    activity = forms.ModelChoiceField(
        label="Vilken aktivitet?",
        queryset=Activity.objects.none(),
        required=False,
        empty_label="Ingen aktivitet",
        help_text="Era egna aktiviteter, så att pengarna går att följa till det som görs.",
    )
    voucher = Voucher()
    note = Note()
    explanation = forms.CharField(
        label="Varför är mer använt än utbetalt?",
        max_length=250,
        required=False,
        help_text="Behövs bara när beloppet är större än det som finns utbetalt.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = bookable(user, self.allocation)
        self.fields["amount"].help_text = (
            f"Utbetalt och oanvänt: {kr(self.allocation.unspent)}."
            + (
                f" Överfört från tidigare: {kr(self.allocation.carried)}."
                if self.allocation.carried
                else ""
            )
        )

    def clean(self):
        data = super().clean()
        if data.get("amount") and data.get("on"):
            self._compare(data)
        return data

    def _compare(self, data):
        there, is_late = usable(self.allocation, data["on"])
        if data["amount"] <= there:
            return
        if is_late:
            self.add_error("on", out_of_time(self.allocation, data["on"], there))
        elif data["amount"] > there + self.allocation.unpaid:
            most = there + self.allocation.unpaid
            self.add_error("amount", f"Mer än det som är beviljat och kvar, {kr(most)}.")
        elif not data.get("explanation"):
            self.add_error("explanation", not_enough(there))

    def booked(self):
        """What the action is told: the explanation goes before the note when one was needed."""
        data = self.told()
        explanation = data.pop("explanation")
        there, _ = usable(self.allocation, data["on"])
        if data["amount"] > there:
            data["note"] = ". ".join(filter(None, [explanation, data["note"]]))[:250]
        return data


class RowForm(MoneyForm):
    kind = Transfer.Kind.USE
    on = PastDay()
    amount = Kronor(error_messages={"required": "Skriv ett belopp."})
    voucher = Voucher()
    activity = forms.CharField(required=False)
    unguarded = ("activity",)  # the title of what is saved already


@dataclass
class Row:
    """One pasted row: its number, its cells, what it is read as, and what is wrong in it."""

    number: int
    cells: dict
    data: dict = field(default_factory=dict)
    activity: Activity | None = None
    errors: list = field(default_factory=list)  # (column, sentence)

    @property
    def amount(self):
        return self.data.get("amount")

    @property
    def on(self):
        return self.data.get("on")

    @property
    def voucher(self):
        return self.data.get("voucher", "")


def _columns(cells):
    """Which column is what, if the row is a heading; else None."""
    names = [HEADINGS.get(cell.lower().rstrip("?:")) for cell in cells]
    return names if "on" in names and "amount" in names else None


def check_rows(text, allocation, user):
    """Every pasted row as it was read, or with what is wrong in it."""
    found = read_rows(text)
    names = _columns(found[0][1]) if found else None
    found = found[1:] if names else found
    names = names or list(COLUMNS)
    titles = {}
    for activity in bookable(user, allocation):
        titles.setdefault(activity.title.casefold(), []).append(activity)
    rows = []
    for number, cells in found[:MOST_ROWS]:
        told = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        row = Row(number, dict.fromkeys(COLUMNS, "") | told)
        _check(row, allocation, titles, [cell for cell in cells[len(names) :] if cell])
        rows.append(row)
    return rows, len(found)


def _check(row, allocation, titles, surplus):
    if surplus:
        row.errors.append(("", f"Raden har fler kolumner än {len(COLUMNS)}. Ta bort dem."))
    typed = dict(row.cells)
    day = typed["on"]
    try:
        typed["on"] = parse_day(day).isoformat() if day else ""
    except ValueError as error:
        row.errors.append((COLUMNS["on"], f"”{day[:30]}” går inte att läsa. {error}"))
        typed["on"] = timezone.localdate().isoformat()
    form = RowForm(typed, allocation=allocation)
    for name, sentences in form.errors.items():
        row.errors += [(COLUMNS.get(name, ""), sentence) for sentence in sentences]
    row.data = form.cleaned_data
    if title := typed["activity"]:
        named = titles.get(title.casefold(), [])
        row.activity = named[0] if len(named) == 1 else None
        if not named:
            row.errors.append((COLUMNS["activity"], f"Ni har ingen aktivitet som heter ”{title}”."))
        elif len(named) > 1:
            row.errors.append(
                (COLUMNS["activity"], "Flera av era aktiviteter heter så. Lämna tomt.")
            )


class UsePasteForm(MoneyForm):
    """Rows of use out of a spreadsheet; all of them are booked, or none."""

    rows = forms.CharField(
        label="Rader",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text="Markera raderna i Excel, kopiera dem och klistra in dem här. Kolumnerna är "
        "datum, belopp, verifikation och aktivitetens rubrik (får vara tom). En rubrikrad får vara "
        "med.",
        error_messages={"required": "Klistra in minst en rad."},
    )
    explanation = forms.CharField(
        label="Varför är mer använt än utbetalt?",
        max_length=250,
        required=False,
        help_text="Behövs bara när raderna tillsammans blir mer än det som finns utbetalt.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.checked = []

    @property
    def total(self):
        return sum(row.amount or 0 for row in self.checked)

    def clean(self):
        data = super().clean()
        if data.get("rows"):
            self._read(data["rows"])
        if self.checked and not self.errors:
            self._compare(data)
        return data

    def _read(self, text):
        try:
            self.checked, count = check_rows(text, self.allocation, self.user)
        except csv.Error:
            self.add_error("rows", "Raderna går inte att läsa. Kopiera dem på nytt från Excel.")
            return
        if not self.checked:
            self.add_error("rows", "Klistra in minst en rad.")
        elif count > MOST_ROWS:
            self.add_error("rows", f"Klistra in högst {MOST_ROWS} rader åt gången.")
        for row in self.checked:
            for column, sentence in row.errors:
                place = f"Rad {row.number}, {column}" if column else f"Rad {row.number}"
                self.add_error("rows", f"{place}: {sentence}")
                self.fields["rows"].errors_told = "Rätta raderna som är märkta i tabellen nedanför."

    def _compare(self, data):
        """Whether there is money for all the rows, on their days."""
        spent = {True: 0, False: 0}
        for row in self.checked:
            there, is_late = usable(self.allocation, row.on)
            spent[is_late] += row.amount
            if is_late and spent[True] > there:
                sentence = out_of_time(self.allocation, row.on, there)
                row.errors.append((COLUMNS["on"], sentence))
                self.add_error("rows", f"Rad {row.number}, Datum: {sentence}")
        there = self.allocation.unspent
        if spent[False] > there + self.allocation.unpaid:
            most = kr(there + self.allocation.unpaid)
            self.add_error("rows", f"Raderna blir mer än det som är beviljat och kvar, {most}.")
        elif spent[False] > there and not data.get("explanation"):
            self.add_error("explanation", not_enough(there))


class ActivitiesForm(forms.Form):
    """Which of the receiver's activities the allocation pays for."""

    activities = forms.ModelMultipleChoiceField(
        label="Vilka aktiviteter betalar tilldelningen?",
        queryset=Activity.objects.none(),
        required=False,
        help_text="Era egna aktiviteter. Samma aktivitet kan ha flera tilldelningar, eller ingen.",
    )

    def __init__(self, *args, allocation, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activities"].queryset = bookable(user, allocation)
