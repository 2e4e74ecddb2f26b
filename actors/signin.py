"""The one door: how an account signs in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

DEMO_DOMAIN = ".example"  # reserved by RFC 2606: no real account can have such an address


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        """Refuse demo accounts wherever the portal is not a demo, even if the data came along."""
        if user.email.endswith(DEMO_DOMAIN) and not (settings.DEMO or settings.DEBUG):
            return False
        return super().user_can_authenticate(user)


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """An account begins with an invitation, never with a form that anybody can fill in."""
        return False
