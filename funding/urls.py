from django.urls import path

from funding import views

app_name = "funding"
urlpatterns = [
    path("medel/", views.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", views.agreement, name="agreement"),
    path("medel/potter/<int:pk>/", views.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", views.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", views.reallocate, name="reallocate"),
]
