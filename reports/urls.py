from django.urls import path

from reports.views import county, matrix, runs

app_name = "reports"
urlpatterns = [
    path("oversikt/matris/", matrix.matrix, name="matrix"),
    path("oversikt/lan/<str:code>/", county.county, name="county"),
    path("rapporter/", runs.runs, name="list"),
    path("rapporter/<uuid:pk>/", runs.run, name="run"),
    path("rapporter/<uuid:pk>/igen/", runs.retry, name="retry"),
    path("rapporter/<uuid:pk>/pdf/", runs.download, name="download"),
    path("rapporter/beslut/<int:pk>/", runs.order_decision, name="order_decision"),
]
