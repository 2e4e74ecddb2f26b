"""Actors, and the account: allauth's views under Swedish addresses and its own route names."""

from allauth.account import views as account
from django.urls import path, re_path

from actors import views

app_name = "actors"
urlpatterns = [
    path("aktorer/", views.actors, name="list"),
    path("aktorer/<int:pk>/", views.actor, name="detail"),
    path("konto/aktor/", views.act_for, name="act_for"),
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
]
