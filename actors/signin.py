"""The one door: how an account signs in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

DEMO_DOMAIN = ".example"  # reserved by RFC 2606: no real account can have such an address


def is_locked_out(user):
    """A demo account wherever the portal is not a demo, even if the data came along."""
    return user.email.endswith(DEMO_DOMAIN) and not (settings.DEMO or settings.DEBUG)


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        return not is_locked_out(user) and super().user_can_authenticate(user)


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-postadressen eller lösenordet stämmer inte.",
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
