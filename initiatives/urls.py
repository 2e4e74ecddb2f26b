from django.urls import path

from initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("planer/", views.plans, name="plans"),
    path("planer/<int:pk>/", views.plan, name="plan"),
    path("aktiviteter/", views.activities, name="activities"),
    path("aktiviteter/logga/", views.log, name="log"),
    path("aktiviteter/<int:pk>/", views.activity, name="activity"),
    path("aktiviteter/<int:pk>/andra/", views.change, name="change"),
    path("aktiviteter/<int:pk>/publicera/", views.publish, name="publish"),
    path("aktiviteter/<int:pk>/logga/", views.add_entry, name="add_entry"),
]
