from django.urls import path

from funding.views import (
    agreements,
    allocations,
    applications,
    overview,
    rules,
    write_application,
)

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
    path("medel/regler/", rules.rules, name="rules"),
    path("medel/regler/<str:code>/beslutsordning/", rules.order, name="order"),
    path("medel/regler/<str:code>/oronmarkningar/ny/", rules.earmark_new, name="earmark_new"),
    path("medel/oronmarkningar/<int:pk>/andra/", rules.earmark_edit, name="earmark_edit"),
    path("medel/oronmarkningar/<int:pk>/avsluta/", rules.earmark_end, name="earmark_end"),
    path("medel/regler/<str:code>/omgangar/ny/", rules.round_new, name="round_new"),
    path("medel/omgangar/<int:pk>/", rules.round, name="round"),
    path("medel/omgangar/<int:pk>/andra/", rules.round_edit, name="round_edit"),
    path("medel/omgangar/<int:pk>/sok/", write_application.new, name="application_new"),
    path("medel/ansokningar/", applications.applications, name="applications"),
    path("medel/ansokningar/<int:pk>/", applications.application, name="application"),
    path("medel/ansokningar/<int:pk>/andra/", write_application.edit, name="application_edit"),
    path("medel/ansokningar/<int:pk>/skicka/", applications.submit, name="application_submit"),
    path("medel/ansokningar/<int:pk>/aterta/", applications.withdraw, name="application_withdraw"),
    path("medel/fragor/<int:pk>/svara/", applications.answer, name="application_answer"),
]
