"""A table pasted from Excel: receiver, purpose, amount and category number, one item a row."""

from dataclasses import dataclass, field

from django import forms

from actors.models import Actor
from funding.actions.shortcomings import rules_for
from funding.models import Agreement, DecisionItem, Frame, ItemAct
from initiatives.forms.guard import NO_IDENTITY_NUMBERS, GuardedText
from initiatives.forms.paste import read_rows
from initiatives.identity_numbers import has_identity_number
from portal.swedish import MAX_KRONOR, counted, parse_kronor

COLUMNS = ["receiver", "purpose", "amount", "category"]
MOST_ROWS = 200


@dataclass
class Row:
    """One pasted row: its number, its cells, the item it becomes, and what is wrong in it."""

    number: int
    receiver: str = ""
    purpose: str = ""
    amount: str = ""
    category: str = ""
    item: DecisionItem = None
    errors: list = field(default_factory=list)


class PasteForm(GuardedText, forms.Form):
    unguarded = ("table",)  # each row is read by itself

    agreement = forms.ModelChoiceField(
        label="Ur vilken överenskommelses potter?",
        queryset=Agreement.objects.none(),
        empty_label=None,
        error_messages={"required": "Välj överenskommelse."},
    )
    table = forms.CharField(
        label="Tabell",
        widget=forms.Textarea({"rows": 8}),
        help_text="Fyra kolumner i den här ordningen: mottagare, ändamål, belopp, kategorins "
        "nummer. Markera i Excel, kopiera och klistra in här.",
        error_messages={"required": "Klistra in minst en rad."},
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.fields["agreement"].queryset = (
            Agreement.objects.filter(components__frames__in=_joint(decision))
            .distinct()
            .order_by("-first_year", "name")
        )
        self.rows = []

    def clean(self):
        data = super().clean()
        if data.get("agreement") and data.get("table"):
            self.rows = list(self._read(data["table"], data["agreement"]))
            wrong = [row for row in self.rows if row.errors]
            if wrong:
                of = counted(len(self.rows), "rad", "rader")
                them = "den" if len(wrong) == 1 else "dem"
                self.add_error("table", f"{len(wrong)} av {of} har fel. Rätta {them}.")
            elif not self.rows:
                self.add_error("table", "Klistra in minst en rad.")
        return data

    def _read(self, text, agreement):
        found = read_rows(text)
        if found and found[0][1][0].lower().startswith("mottagare"):
            found = found[1:]
        if len(found) > MOST_ROWS:
            self.add_error("table", f"Klistra in högst {MOST_ROWS} rader i taget.")
            return
        pots = {
            frame.component.category.number: frame
            for frame in _joint(self.decision)
            .filter(component__agreement=agreement)
            .exclude(component__category=None)
            .select_related("component__category")
        }
        receivers = _receivers(self.decision)
        called = {actor for named in receivers.values() for actor in named}
        rules = rules_for(list(called), self.decision)
        for number, cells in found:
            row = Row(number, **dict(zip(COLUMNS, cells, strict=False)))
            self._check(row, cells, pots, receivers, rules)
            yield row

    def _check(self, row, cells, pots, receivers, rules):
        if len(cells) > len(COLUMNS) and any(cells[len(COLUMNS) :]):
            row.errors.append("Raden har fler kolumner än fyra.")
        called = receivers.get(row.receiver.lower(), set())
        if len(called) != 1:
            known = "är flera" if called else "finns inte i länet"
            row.errors.append(f"Mottagaren ”{row.receiver}” {known}. Skriv hela namnet.")
        if not row.purpose:
            row.errors.append("Ändamålet saknas.")
        elif len(row.purpose) > 250:
            row.errors.append("Ändamålet är längre än 250 tecken.")
        elif has_identity_number(row.purpose):
            row.errors.append(NO_IDENTITY_NUMBERS)
        amount = self._amount(row)
        frame = (
            pots.get(int(row.category))
            if row.category.isdecimal() and len(row.category) < 4
            else None
        )
        if frame is None:
            row.errors.append(f"Länet har ingen pott för kategori ”{row.category}”.")
        if row.errors:
            return
        [receiver] = called
        rule, let = rules.get(frame.component.category_id, (None, ()))
        if rule and receiver.pk not in let:
            row.errors.append(
                f"{rule.text} Skriv in punkten för sig, om länet ska gå ifrån regeln."
            )
        row.item = DecisionItem(
            decision=self.decision,
            act=ItemAct.GRANT,
            receiver=receiver,
            frame=frame,
            purpose=row.purpose,
            amount=amount,
        )

    def _amount(self, row):
        try:
            amount = parse_kronor(row.amount)
        except ValueError as error:
            row.errors.append(str(error))
            return None
        if not 0 < amount <= MAX_KRONOR:
            row.errors.append("Beloppet måste vara minst 1 krona.")
        return amount

    def items(self):
        return [(row.item, ()) for row in self.rows]


def _joint(decision):
    return Frame.objects.joint().filter(county=decision.county_id)


def _receivers(decision):
    """The county's actors by each name that they go by, in small letters."""
    found = {}
    actors = Actor.objects.active().filter(counties=decision.county_id)
    for actor in actors.prefetch_related("aliases"):
        names = [actor.name, actor.short_name, *(alias.name for alias in actor.aliases.all())]
        for name in filter(None, names):
            found.setdefault(name.lower(), set()).add(actor)
    return found
