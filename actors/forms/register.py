"""Forms for an actor, its contacts, its status as brukarrörelse, and for merging doubles."""

from django import forms
from django.utils import timezone

from actors.access import may_administer
from actors.forms.names import ActorNameField, ActorNamesField, lines
from actors.models import REGIONAL, Actor, Contact, Kind, UserMovementStatus
from portal.forms import PortalModelForm

DAY = {"invalid": "Skriv datumet som år-månad-dag, till exempel 2024-03-14."}
# What decides an actor's identity, what its people see and whether it still takes part.
PORTAL_ONLY = ["kind", "code", "organisation_number", "counties", "ended_on"]
MOST_ALIASES = 50
EARLIEST_YEAR = 1990  # older than any grant to the user movement; below is a slip


def day_input():
    """The browser's own date picker; it speaks ISO dates whatever the language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActorForm(PortalModelForm):
    """What an actor is. What decides its identity is for the portal's own administrators."""

    aliases = forms.CharField(
        label="Alias",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Andra namn som aktören går under, ett på varje rad. Sökning och import känner "
        "igen dem.",
    )
    parent = ActorNameField(label="Ingår i", help_text="Namnet på aktören som den är en del av.")
    operator = ActorNameField(label="Drivs av", help_text="Om någon annan sköter verksamheten.")
    principals = ActorNamesField(label="Huvudmän", help_text="Ett namn på varje rad.")
    associations = ActorNamesField(
        label="Medlemsorganisationer",
        help_text="För en samling av föreningar. Ett namn på varje rad.",
    )

    class Meta:
        model = Actor
        fields = [
            "kind",
            "code",
            "name",
            "short_name",
            "organisation_number",
            "counties",
            "parent",
            "principals",
            "operator",
            "associations",
            "started_on",
            "ended_on",
        ]
        widgets = {
            "counties": forms.CheckboxSelectMultiple,
            "started_on": day_input(),
            "ended_on": day_input(),
        }
        help_texts = {
            "organisation_number": "Tio siffror, till exempel 212000-2023.",
            "counties": "Lämna tomt för den som verkar i hela landet.",
            "ended_on": "Aktören går då inte längre att välja, men står kvar i historiken.",
        }
        error_messages = {
            "name": {"required": "Skriv vad aktören heter."},
            "kind": {"required": "Välj vad det är för slags aktör."},
            "started_on": DAY,
            "ended_on": DAY,
        }

    def __init__(self, *args, whole, **kwargs):
        """`whole`: also what is for the portal's administrators alone."""
        super().__init__(*args, **kwargs)
        if whole:
            self.fields["kind"].choices = [("", "Välj slag"), *Kind.choices]
        for name in [] if whole else PORTAL_ONLY:
            del self.fields[name]
        if self.instance.pk:
            self.fields["aliases"].initial = "\n".join(
                alias.name for alias in self.instance.aliases.all()
            )
            self.fields["parent"].kept = self.instance.parent
            self.fields["operator"].kept = self.instance.operator
            self.fields["principals"].kept = list(self.instance.principals.all())
            self.fields["associations"].kept = list(self.instance.associations.all())

    def clean_aliases(self):
        names = list(dict.fromkeys(lines(self.cleaned_data["aliases"], MOST_ALIASES)))
        for name in names:
            if len(name) > 200:
                raise forms.ValidationError("Ett alias kan vara högst 200 tecken.")
            other = Actor.objects.called(name).exclude(pk=self.instance.pk).first()
            if other:
                raise forms.ValidationError(f"{other} kallas redan ”{name}”. Ta bort den raden.")
        return names

    def clean(self):
        data = super().clean()
        for name, sentence in [
            ("operator", "Aktören kan inte drivas av sig själv."),
            ("principals", "Aktören kan inte vara sin egen huvudman."),
            ("associations", "Aktören kan inte vara sin egen medlem."),
        ]:
            chosen = data.get(name) or []
            if self.instance.pk and self.instance in (
                chosen if isinstance(chosen, list) else [chosen]
            ):
                self.add_error(name, sentence)
        return data


class ContactForm(PortalModelForm):
    class Meta:
        model = Contact
        fields = ["title", "email", "phone", "is_regional_coordinator"]
        labels = {"is_regional_coordinator": "Regional suicidpreventiv samordnare"}
        help_texts = {
            "title": "Funktionen, till exempel ”Folkhälsostrateg”. Skriv inget personnamn.",
            "email": "Helst en adress som hör till funktionen.",
            "is_regional_coordinator": "Visas överst på länets sida.",
        }
        error_messages = {"title": {"required": "Skriv vilken funktion kontakten gäller."}}

    def __init__(self, *args, user, **kwargs):
        """Only a region's or a county body's contact coordinates a county."""
        super().__init__(*args, **kwargs)
        if self.instance.actor.kind not in REGIONAL and not may_administer(user):
            del self.fields["is_regional_coordinator"]


class UserMovementForm(PortalModelForm):
    counts = forms.TypedChoiceField(
        label="Räknas organisationen som brukarrörelse?",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )

    class Meta:
        model = UserMovementStatus
        fields = ["counts", "decided_on", "decided_by", "reason"]
        widgets = {"decided_on": day_input()}
        labels = {
            "decided_on": "Vilken dag beslutades det?",
            "decided_by": "Vem beslutade?",
            "reason": "Varför?",
        }
        help_texts = {"decided_by": "Ett organ eller en funktion, till exempel Länsstyrgruppen."}
        error_messages = {
            "decided_on": {"required": "Skriv vilken dag det beslutades.", **DAY},
            "decided_by": {"required": "Skriv vem som beslutade."},
            "reason": {"required": "Skriv skälet till beslutet."},
        }

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                "Datumet ligger i framtiden. Skriv den dag då det beslutades."
            )
        if day.year < EARLIEST_YEAR:
            raise forms.ValidationError("Datumet ligger för långt tillbaka. Kontrollera året.")
        return day


class MergeForm(forms.Form):
    """Why two rows are the same actor."""

    why = forms.CharField(
        label="Varför är de samma aktör?",
        max_length=250,
        help_text="Visas i historiken.",
        error_messages={"required": "Skriv varför de två är samma aktör."},
    )
