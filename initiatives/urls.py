from django.urls import path

from initiatives.views import activities, board, log, methods, plans

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
    path("aktiviteter/<int:pk>/flytta/", board.move, name="move"),
    path("metoder/", methods.methods, name="methods"),
    path("metoder/ny/", methods.add_method, name="add_method"),
    path("metoder/foresla/", methods.suggest_method, name="suggest_method"),
    path("metoder/forslag/", methods.suggestions, name="suggestions"),
    path("metoder/forslag/<int:pk>/", methods.suggestion, name="suggestion"),
    path("metoder/<int:pk>/", methods.method, name="method"),
    path("metoder/<int:pk>/andra/", methods.change_method, name="change_method"),
]
