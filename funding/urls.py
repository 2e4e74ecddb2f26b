from django.urls import path

from funding.views import agreements, allocations, follow, overview

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/folj/", follow.follow, name="follow"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
]
