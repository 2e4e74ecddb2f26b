"""The one door: how an account signs in, by password or by its own organisation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.conf import settings

from actors.models import User

DEMO_DOMAIN = ".example"  # reserved by RFC 2606: no real account can have such an address
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_locked_out(user):
    """A demo account wherever the portal is not a demo, even if the data came along."""
    return user.email.endswith(DEMO_DOMAIN) and not (settings.DEMO or settings.DEBUG)


def has_second_step(user):
    """Whether sign-in asks the account for more than the password."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists()


def without_second_step(users):
    """Those of the accounts (ids) of which sign-in asks for no more than the password."""
    found = Authenticator.objects.filter(user__in=users, type__in=SECOND_STEPS)
    return set(users) - set(found.values_list("user", flat=True))


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        return not is_locked_out(user) and super().user_can_authenticate(user)


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-postadressen eller lösenordet stämmer inte.",
        "incorrect_password": "Lösenordet stämmer inte.",
        "enter_current_password": "Det nuvarande lösenordet stämmer inte.",
        "account_inactive": "Kontot är avstängt.",
        "same_as_current": "Det nya lösenordet är samma som det du har. Välj ett annat.",
        "invalid_password_reset": "Länken gäller inte längre. Be om en ny.",
        "too_many_login_attempts": "Det blev för många försök. Vänta en stund och försök igen.",
        "rate_limited": "Det blev för många försök. Vänta en stund och försök igen.",
    }

    def authenticate(self, request, **credentials):
        """Say no to those who are locked out, as if the password were wrong.

        The backend's no is not enough: allauth goes on with a refused user whose password is
        right, so that it can explain an inactive account.
        """
        user = super().authenticate(request, **credentials)
        return None if user and is_locked_out(user) else user

    def is_open_for_signup(self, request):
        """An account begins with an invitation, never with a form that anybody can fill in."""
        return False


class SecondStep(DefaultMFAAdapter):
    """The second step of sign-in: a code from an app, a passkey, or a recovery code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden stämmer inte. Vänta på nästa kod och försök igen.",
        "cannot_generate_recovery_codes": "Lägg först till en app eller en passkey.",
    }

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}"


class AppForm(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Koden som appen visar"


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label="Namn på passkeyn",
        max_length=60,
        help_text="Så att du känner igen den, till exempel ”Min arbetsdator”.",
    )


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label="Namn på passkeyn", max_length=60)


class Organisation(DefaultSocialAccountAdapter):
    """Sign-in by one's own organisation (OpenID Connect). It never makes an account."""

    def populate_user(self, request, sociallogin, data):
        """Key the identity on issuer and subject: a subject alone is not unique."""
        issuer = sociallogin.provider.app.settings["server_url"]
        sociallogin.account.uid = f"{issuer} {sociallogin.account.uid}"
        return super().populate_user(request, sociallogin, data)

    def list_apps(self, request, provider=None, client_id=None):
        """Providers come from the environment alone, so the sign-in page asks no database."""
        from allauth.socialaccount.adapter import _build_apps_from_settings

        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request, sociallogin):
        """Join a new identity to an account that an invitation made, where its owner is proven."""
        sociallogin.state["process"] = "login"  # an identity is never added by a link
        if not sociallogin.is_existing:
            user = self.account_of(sociallogin)
            if user:
                sociallogin.connect(request, user)

    def account_of(self, sociallogin):
        """The account with an address that the organisation has proven and that is its own."""
        domains = {domain.lower() for domain in sociallogin.provider.app.settings["domains"]}
        for address in sociallogin.email_addresses:
            domain = address.email.rpartition("@")[2].lower()
            if address.verified is True and domain in domains:
                user = User.objects.filter(email__iexact=address.email, is_active=True).first()
                return None if user is None or is_locked_out(user) else user
        return None
