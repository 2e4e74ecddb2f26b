"""Every address of the portal."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from actors.urls import account_urlpatterns
from portal import health, views
from reports.views.home import home

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "B4-portalen, administration"

urlpatterns = [
    path("", home, name="home"),
    path("", include("actors.urls")),
    path("", include("initiatives.urls")),
    path("", include("funding.urls")),
    path("", include("reports.urls")),
    *account_urlpatterns,
    path("favicon.ico", views.favicon, name="favicon"),
    path("om/", views.about, name="about"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("admin/", admin.site.urls),
    path("halsa/lever", health.alive, name="alive"),
    path("halsa/redo", health.ready, name="ready"),
]
