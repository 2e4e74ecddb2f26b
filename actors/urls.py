"""Actors, and the account: allauth's views under Swedish addresses and its own route names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as organisation
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path, register_converter

from actors.views import account as own_account
from actors.views import county, editing, groups, imports, people, register


class CountyCode:
    regex = "[0-9]{2}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CountyCode, "county")

app_name = "actors"
urlpatterns = [
    path("aktorer/", register.actors, name="list"),
    path("aktorer/<int:pk>/", register.actor, name="detail"),
    path("aktorer/importera/", imports.upload, name="import"),
    path("aktorer/importera/genomfor/", imports.confirm, name="import_confirm"),
    path("aktorer/importera/mall/", imports.template, name="import_template"),
    path("aktorer/ny/", editing.add, name="add"),
    path("aktorer/<int:pk>/andra/", editing.change, name="change"),
    path("aktorer/<int:pk>/sla-ihop/", editing.merge, name="merge"),
    path("aktorer/<int:pk>/kontakter/ny/", editing.add_contact, name="add_contact"),
    path("aktorer/kontakter/<int:pk>/", editing.change_contact, name="change_contact"),
    path("aktorer/kontakter/<int:pk>/ta-bort/", editing.remove_contact, name="remove_contact"),
    path(
        "aktorer/<int:pk>/brukarrorelse/", editing.decide_user_movement, name="decide_user_movement"
    ),
    path("aktorer/lan/<county:code>/", county.county, name="county"),
    path("aktorer/grupper/", groups.groups, name="groups"),
    path("aktorer/grupper/ny/", groups.add, name="add_group"),
    path("aktorer/grupper/<int:pk>/", groups.group, name="group"),
    path("aktorer/grupper/<int:pk>/andra/", groups.change, name="change_group"),
    path("aktorer/grupper/<int:pk>/moten/nytt/", groups.add_meeting, name="add_meeting"),
    path("aktorer/moten/<int:pk>/", groups.change_meeting, name="change_meeting"),
    path("aktorer/uppfoljning/<int:pk>/klar/", groups.finish, name="finish"),
    path("konto/aktor/", register.act_for, name="act_for"),
    path("aktorer/<int:pk>/personer/", people.people, name="people"),
    path("aktorer/<int:pk>/personer/tvafaktor/", people.second_step, name="second_step"),
    path("roller/<int:pk>/", people.membership, name="membership"),
    path("roller/<int:pk>/avsluta/", people.leave, name="leave"),
    path("inbjudningar/<int:pk>/ta-tillbaka/", people.withdraw, name="withdraw"),
    path("inbjudningar/<int:pk>/skicka-igen/", people.send_again, name="send_again"),
    path("inbjudan/<str:token>/", people.accept, name="accept"),
    path("konto/", own_account.me, name="me"),
    path("konto/epost/", own_account.email, name="email"),
    path("konto/epost/<str:token>/", own_account.confirm_email, name="confirm_email"),
    path("konto/uppgifter.json", own_account.my_data, name="my_data"),
    path("konton/<int:pk>/", own_account.account, name="account"),
    path("konton/<int:pk>/stang/", own_account.close, name="close_account"),
    path("konton/<int:pk>/oppna/", own_account.reopen, name="reopen_account"),
    path("konton/<int:pk>/avidentifiera/", own_account.anonymise, name="anonymise"),
]

account_urlpatterns = [
    path("konto/logga-in/", account.login, name="account_login"),
    path("konto/logga-ut/", account.logout, name="account_logout"),
    path("konto/skapa/", account.signup, name="account_signup"),
    path("konto/bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/avstangt/", account.account_inactive, name="account_inactive"),
    path("konto/losenord/", account.password_change, name="account_change_password"),
    path("konto/losenord/satt/", account.password_set, name="account_set_password"),
    path("konto/losenord/glomt/", account.password_reset, name="account_reset_password"),
    path(
        "konto/losenord/glomt/skickat/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^konto/losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "konto/losenord/nytt/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("konto/inloggningar/", sessions.list_usersessions, name="usersessions_list"),
    path("konto/tvafaktor/", mfa.index, name="mfa_index"),
    path("konto/tvafaktor/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("konto/tvafaktor/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/tvafaktor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/tvafaktor/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "konto/tvafaktor/reservkoder/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/tvafaktor/reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/tvafaktor/reservkoder/fil/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("konto/tvafaktor/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/tvafaktor/passkeys/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "konto/tvafaktor/passkeys/bekrafta/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "konto/tvafaktor/passkeys/<int:pk>/",
        passkeys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "konto/tvafaktor/passkeys/<int:pk>/ta-bort/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "konto/organisation/avbruten/",
        organisation.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "konto/organisation/fel/",
        login_not_required(organisation.login_error),
        name="socialaccount_login_error",
    ),
    path("konto/organisation/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path(
        "konto/organisation/<slug:provider_id>/svar/",
        oidc.callback,
        name="openid_connect_callback",
    ),
]
