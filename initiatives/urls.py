from django.urls import path

from initiatives.views import activities, drafts, log, plans, quick

app_name = "initiatives"
urlpatterns = [
    path("planer/", plans.plans, name="plans"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("aktiviteter/", activities.activities, name="activities"),
    path("aktiviteter/logga/", log.log, name="log"),
    path("aktiviteter/<int:pk>/", activities.activity, name="activity"),
    path("aktiviteter/<int:pk>/andra/", activities.change, name="change"),
    path("aktiviteter/<int:pk>/publicera/", activities.publish, name="publish"),
    path("aktiviteter/<int:pk>/logga/", log.add_entry, name="add_entry"),
    path("logga/", quick.quick, name="quick"),
    path("logga/klistra/", quick.paste, name="paste"),
    path("logga/utan-nat/", quick.shell, name="quick_shell"),
    path("sw.js", quick.worker, name="quick_worker"),
    path("utkast/", drafts.drafts, name="drafts"),
]
