"""Forms for an agreement, its terms, and what sources say of it."""

from django import forms

from actors.models import Actor, Kind
from funding.forms.fields import Kronor
from funding.models import Agreement, Statement
from initiatives.forms.guard import GuardedText
from portal.forms import PortalModelForm

FIRST_POSSIBLE, LAST_POSSIBLE = 1990, 2100


def day():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def link():
    return forms.URLField(label="Länk till källan", required=False, assume_scheme="https")


class AgreementForm(GuardedText, PortalModelForm):
    """Who agreed, for which years, and on which terms. The total is asked for a new one alone."""

    unguarded = ("name", "diary_number", "source_url")

    total = Kronor(
        label="Hela beloppet",
        help_text="I hela kronor, till exempel 1 560 000 000.",
        error_messages={"required": "Skriv hela beloppet i kronor."},
    )
    source_url = link()

    class Meta:
        model = Agreement
        fields = [
            "name",
            "first_year",
            "last_year",
            "parties",
            "total",
            "decided_on",
            "diary_number",
            "predecessor",
            "usable_until",
            "carry_over",
            "report_due",
            "report_to",
            "repay_due",
            "source",
            "source_url",
            "note",
        ]
        widgets = {
            "decided_on": day(),
            "usable_until": day(),
            "report_due": day(),
            "repay_due": day(),
            "note": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "last_year": "Samma som det första, om överenskommelsen gäller ett år.",
            "decided_on": "Lämna tomt så länge beloppet är en preliminär ram.",
            "predecessor": "Den överenskommelse som den här följer på.",
            "carry_over": "Vad som gäller för pengar som är kvar när tiden är ute.",
            "source": "Var beloppet och villkoren står, så att andra kan slå upp dem.",
        }
        error_messages = {
            "name": {"required": "Skriv vad överenskommelsen heter."},
            "first_year": {"required": "Skriv vilket år överenskommelsen börjar gälla."},
            "last_year": {"required": "Skriv vilket år överenskommelsen slutar gälla."},
            "source": {"required": "Skriv var uppgifterna kommer ifrån."},
            "parties": {"required": "Välj minst en part."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = Actor.objects.filter(
            kind__in=[Kind.STATE, Kind.SKR]
        ).order_by("kind", "name")
        others = Agreement.objects.exclude(pk=self.instance.pk)
        self.fields["predecessor"].queryset = others
        self.fields["predecessor"].empty_label = "Ingen"
        for name in ("first_year", "last_year"):
            self.fields[name].min_value = FIRST_POSSIBLE
            self.fields[name].widget = forms.TextInput({"inputmode": "numeric", "size": 4})
        if self.instance.pk:
            del self.fields["total"]
            if not self.instance.is_preliminary:
                self.fields["decided_on"].required = True
            else:
                del self.fields["decided_on"]

    def clean(self):
        data = super().clean()
        for name in ("first_year", "last_year"):
            year = data.get(name)
            if year is not None and not FIRST_POSSIBLE <= year <= LAST_POSSIBLE:
                self.add_error(name, "Skriv året med fyra siffror, till exempel 2024.")
        if self._loops(data.get("predecessor")):
            self.add_error(
                "predecessor",
                "Den överenskommelsen bygger redan på den här. Välj en tidigare.",
            )
        return data

    def _loops(self, predecessor):
        """Whether the chosen predecessor builds, directly or not, on this agreement."""
        builds_on = dict(Agreement.objects.values_list("pk", "predecessor"))
        step, seen = predecessor and predecessor.pk, set()
        while self.instance.pk and step and step not in seen:
            seen.add(step)
            step = builds_on[step]
            if step == self.instance.pk:
                return True
        return False


class DecideForm(GuardedText, forms.Form):
    """What the state decided, for an agreement that was a preliminary frame."""

    unguarded = ("diary_number",)

    total = Kronor(
        label="Beslutat belopp", error_messages={"required": "Skriv beloppet i hela kronor."}
    )
    decided_on = forms.DateField(
        label="Beslutsdag", widget=day(), error_messages={"required": "Skriv när beslutet togs."}
    )
    diary_number = forms.CharField(label="Diarienummer", max_length=40, required=False)


class StatementForm(GuardedText, PortalModelForm):
    """What one source says: an amount, words, or both."""

    unguarded = ("source_url",)

    amount = Kronor(
        label="Belopp",
        required=False,
        help_text="I hela kronor. Lämna tomt om källan bara säger något i ord.",
    )
    source_url = link()

    class Meta:
        model = Statement
        fields = ["about", "amount", "text", "source", "source_url"]
        help_texts = {
            "about": "Till exempel ”Hela beloppet”. Uppgifter om samma sak visas bredvid varandra."
        }
        error_messages = {
            "about": {"required": "Skriv vad uppgiften gäller."},
            "source": {"required": "Skriv var uppgiften står."},
        }
