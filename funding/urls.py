from django.urls import path

from funding.views import agreements, allocations, overview, scenarios

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
    path("medel/alternativ/", scenarios.scenarios, name="scenarios"),
    path("medel/alternativ/nytt/<int:pk>/", scenarios.scenario_new, name="scenario_new"),
    path("medel/alternativ/<int:pk>/", scenarios.scenario, name="scenario"),
    path("medel/alternativ/<int:pk>/rakna/", scenarios.scenario_preview, name="scenario_preview"),
    path(
        "medel/alternativ/<int:pk>/beslutsforslag/",
        scenarios.scenario_propose,
        name="scenario_propose",
    ),
]
