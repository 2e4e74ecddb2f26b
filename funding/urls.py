from django.urls import path

from funding.views import (
    agreements,
    allocations,
    decision_drafts,
    decisions,
    minutes,
    overview,
    scenarios,
)

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
    path("medel/beslut/", decisions.decisions, name="decisions"),
    path("medel/beslut/svara/", decisions.answer_several, name="decisions_answer"),
    path("medel/beslut/nytt/", decision_drafts.new, name="decision_new"),
    path("medel/beslut/<int:pk>/", decisions.decision, name="decision"),
    path("medel/beslut/<int:pk>/svara/", decisions.answer, name="decision_answer"),
    path("medel/beslut/<int:pk>/andra/", decision_drafts.edit, name="decision_edit"),
    path("medel/beslut/<int:pk>/slang/", decision_drafts.remove, name="decision_remove"),
    path("medel/beslut/<int:pk>/lagg-fram/", decision_drafts.lay, name="decision_lay"),
    path("medel/beslut/<int:pk>/skriv-om/", decision_drafts.write_on, name="decision_write_on"),
    path("medel/beslut/<int:pk>/registrera/", minutes.register, name="decision_register"),
    path("medel/beslut/<int:pk>/protokoll/", minutes.minutes, name="decision_minutes"),
    path("medel/beslut/<int:pk>/punkter/ny/", decision_drafts.new_item, name="item_new"),
    path("medel/beslut/<int:pk>/punkter/flera/", decision_drafts.paste_items, name="items_paste"),
    path("medel/punkter/<int:pk>/", decision_drafts.edit_item, name="item_edit"),
    path("medel/punkter/<int:pk>/ta-bort/", decision_drafts.remove_item, name="item_remove"),
]
