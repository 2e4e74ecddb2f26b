from django.urls import path

from initiatives.views import activities, goals, log, plan_life, plans, versions

app_name = "initiatives"
urlpatterns = [
    path("planer/", plans.plans, name="plans"),
    path("planer/ny/", plans.new, name="new_plan"),
    path("planer/ny/skriv/", plans.write, name="write_plan"),
    path("planer/spridning/", versions.spreading, name="spread"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("planer/<int:pk>/andra/", plans.change, name="change_plan"),
    path("planer/<int:pk>/ta-bort/", plans.remove, name="remove_plan"),
    path("planer/<int:pk>/remiss/", plan_life.refer, name="refer_plan"),
    path("planer/<int:pk>/svara/", plan_life.answer, name="answer_plan"),
    path("planer/<int:pk>/anta/", plan_life.adopt, name="adopt_plan"),
    path("planer/<int:pk>/ny-version/", plan_life.revise, name="revise_plan"),
    path("planer/<int:pk>/avsluta/", plan_life.close, name="close_plan"),
    path("planer/<int:pk>/skillnad/", versions.difference, name="plan_difference"),
    path("planer/<int:pk>/tidslinje/", versions.over_time, name="plan_timeline"),
    path("planer/<int:pk>/mal/nytt/", goals.add_goal, name="add_goal"),
    path("planer/mal/<int:pk>/", goals.change_goal, name="change_goal"),
    path("planer/mal/<int:pk>/ta-bort/", goals.remove_goal, name="remove_goal"),
    path("planer/mal/<int:pk>/utfall/nytt/", goals.add_outcome, name="add_outcome"),
    path("planer/mal/<int:pk>/atgard/ny/", goals.add_measure, name="add_measure"),
    path("planer/atgard/<int:pk>/", goals.change_measure, name="change_measure"),
    path("planer/atgard/<int:pk>/ta-bort/", goals.remove_measure, name="remove_measure"),
    path("om-b4/", versions.about_b4, name="about_b4"),
    path("aktiviteter/", activities.activities, name="activities"),
    path("aktiviteter/logga/", log.log, name="log"),
    path("aktiviteter/<int:pk>/", activities.activity, name="activity"),
    path("aktiviteter/<int:pk>/andra/", activities.change, name="change"),
    path("aktiviteter/<int:pk>/publicera/", activities.publish, name="publish"),
    path("aktiviteter/<int:pk>/logga/", log.add_entry, name="add_entry"),
]
