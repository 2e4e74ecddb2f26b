from django.urls import path

from initiatives.views import activities, log, plans

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
]
