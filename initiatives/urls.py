from django.urls import path

from initiatives.views import activities, bin, log, plans

app_name = "initiatives"
urlpatterns = [
    path("planer/", plans.plans, name="plans"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("aktiviteter/", activities.activities, name="activities"),
    path("aktiviteter/logga/", log.log, name="log"),
    path("aktiviteter/ny/", log.add, name="add_activity"),
    path("aktiviteter/<int:pk>/", activities.activity, name="activity"),
    path("aktiviteter/<int:pk>/andra/", activities.change, name="change"),
    path("aktiviteter/<int:pk>/publicera/", activities.publish, name="publish"),
    path("aktiviteter/<int:pk>/ta-bort/", activities.remove, name="remove"),
    path("aktiviteter/<int:pk>/logga/", log.add_entry, name="add_entry"),
    path("aktiviteter/logg/<int:pk>/andra/", log.change_entry, name="change_entry"),
    path("aktiviteter/logg/<int:pk>/ta-bort/", log.remove_entry, name="remove_entry"),
    path("papperskorg/", bin.bin, name="bin"),
    path("papperskorg/<str:kind>/<int:pk>/ta-tillbaka/", bin.restore, name="restore"),
]
