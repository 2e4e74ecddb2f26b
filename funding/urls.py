from django.urls import path

from funding.views import agreements, allocations, components, distribution, follow, keys, overview

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/", agreements.agreements, name="agreements"),
    path("medel/overenskommelser/ny/", agreements.new, name="agreement_new"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/folj/", follow.follow, name="follow"),
    path("medel/overenskommelser/<int:pk>/andra/", agreements.edit, name="agreement_edit"),
    path("medel/overenskommelser/<int:pk>/beslut/", agreements.decide, name="agreement_decide"),
    path(
        "medel/overenskommelser/<int:pk>/uppgifter/ny/",
        agreements.add_statement,
        name="statement_new",
    ),
    path("medel/uppgifter/<int:pk>/ta-bort/", agreements.remove_statement, name="statement_remove"),
    path("medel/overenskommelser/<int:pk>/dela-upp/", components.split, name="split"),
    path("medel/overenskommelser/<int:pk>/klistra-in/", components.split_paste, name="split_paste"),
    path(
        "medel/overenskommelser/<int:pk>/niva/",
        components.agreement_level,
        name="agreement_level",
    ),
    path("medel/delar/<int:pk>/", components.component, name="component"),
    path("medel/delar/<int:pk>/niva/", components.component_level, name="component_level"),
    path("medel/delar/<int:pk>/ta-tillbaka/", components.take_back, name="take_back"),
    path("medel/delar/<int:pk>/fordela/", distribution.distribute, name="distribute"),
    path("medel/nycklar/", keys.keys, name="keys"),
    path("medel/nycklar/ny/", keys.new, name="key_new"),
    path("medel/nycklar/klistra-in/", keys.paste, name="key_paste"),
    path("medel/nycklar/<int:pk>/", keys.key, name="key"),
    path("medel/ramar/", distribution.frames, name="frames"),
    path("medel/avsattning/", distribution.top_slice, name="top_slice"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
]
