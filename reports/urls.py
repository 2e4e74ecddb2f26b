from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("rapporter/", views.runs, name="list"),
    path("rapporter/<uuid:pk>/", views.run, name="run"),
    path("rapporter/<uuid:pk>/igen/", views.retry, name="retry"),
    path("rapporter/<uuid:pk>/pdf/", views.download, name="download"),
]
