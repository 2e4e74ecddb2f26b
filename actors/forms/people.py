"""Forms about roles and accounts."""

from datetime import timedelta

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models.functions import Collate
from django.utils import timezone

from actors.access import MAY, Act
from actors.models import Invitation, Membership, Role, User
from portal.forms import PortalModelForm
from portal.models import SWEDISH


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-postadress",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Personens adress i tjänsten. Dit skickas en länk som gäller i 14 dagar.",
    )
    role = forms.ChoiceField(label="Roll", choices=Role.choices, initial=Role.READER)

    def invitation_to(self, actor):
        return Invitation(
            actor=actor, email=self.cleaned_data["email"], role=self.cleaned_data["role"]
        )


class AcceptForm(forms.Form):
    """A new account: the name, and a password that Django's validators let through."""

    name = forms.CharField(
        label="Namn",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="För- och efternamn. Kollegor och de ni samverkar med ser det.",
    )
    password = forms.CharField(
        label="Lösenord",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Minst 12 tecken. En mening som du kommer ihåg är bra.",
    )

    def __init__(self, *args, email, **kwargs):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        if password := data.get("password"):
            try:
                validate_password(password, User(email=self.email, name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class RoleForm(PortalModelForm):
    class Meta:
        model = Membership
        fields = ["role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = Role.choices  # a role is never taken away by an empty choice


class EndForm(forms.Form):
    """When a role ends, and who takes over the drafts where there are any."""

    AT_ONCE, LATER = "genast", "senare"
    when = forms.ChoiceField(
        label="När upphör rollen?",
        choices=[(AT_ONCE, "Genast"), (LATER, "Efter en viss dag")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj när rollen upphör."},
    )
    ends_on = forms.DateField(
        label="Sista dagen",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Fyll bara i om du valde ”Efter en viss dag”.",
    )
    successor = forms.ModelChoiceField(
        label="Vem tar över utkasten?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Välj en kollega",
        help_text=(
            "Behövs om rollen upphör genast. Upphör den senare tar aktörens administratör "
            "över det som är kvar då."
        ),
    )

    def __init__(self, *args, membership, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        if not drafts:
            del self.fields["successor"]
            return
        colleagues = (
            Membership.objects.current()
            .filter(actor=membership.actor, ends_on=None, user__is_active=True)
            .filter(role__in=MAY[Act.CHANGE_ACTIVITY])
            .exclude(user=membership.user)
        )
        self.fields["successor"].queryset = User.objects.filter(
            pk__in=colleagues.order_by().values("user")
        ).order_by(Collate("name", SWEDISH))
        if not colleagues.exists():
            del self.fields["successor"]

    def clean(self):
        data = super().clean()
        today = timezone.localdate()
        if data.get("when") == self.AT_ONCE:
            data["ends_on"] = today - timedelta(days=1)
        elif data.get("when") == self.LATER and "ends_on" in data:
            if data["ends_on"] is None:
                self.add_error("ends_on", "Skriv den sista dagen, eller välj Genast.")
            elif data["ends_on"] < today:
                self.add_error("ends_on", "Dagen har varit. Välj Genast, eller en dag framåt.")
        self._check_successor(data)
        return data

    def _check_successor(self, data):
        if "successor" not in self.fields or self.has_error("successor"):
            return
        if data.get("when") == self.AT_ONCE and not data["successor"]:
            self.add_error("successor", "Välj vem som tar över utkasten.")
        elif data.get("when") == self.LATER and data["successor"]:
            self.add_error(
                "successor",
                "Utkasten lämnas över till aktörens administratör när rollen har upphört. "
                "Välj ingen kollega här, eller välj Genast.",
            )


class AnonymiseForm(forms.Form):
    """A tick that the person is to be forgotten: nothing brings the name back."""

    sure = forms.BooleanField(
        label="Jag förstår att det inte kan ångras",
        error_messages={"required": "Kryssa i rutan om kontot ska avidentifieras för alltid."},
    )


class NameForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["name"]


class LettersForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["mention_mail"]
        widgets = {"mention_mail": forms.RadioSelect}
        help_texts = {
            "mention_mail": "Brevet säger vem det är och vad det gäller, aldrig vad som står."
        }


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="Ny e-postadress",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Vi skickar en länk dit. Adressen byts när du har öppnat länken.",
    )
