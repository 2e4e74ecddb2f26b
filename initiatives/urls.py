from django.urls import path

from initiatives.views import activities, attachments, comments, log, plans

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
    path("aktiviteter/<int:pk>/bilagor/ny/", attachments.attach, name="attach"),
    path("bilagor/<int:pk>/", attachments.attachment, name="attachment"),
    path("bilagor/<int:pk>/ta-bort/", attachments.remove, name="remove_attachment"),
    path("bilagor/<int:pk>/angra/", attachments.restore, name="restore_attachment"),
    path("aktiviteter/<int:pk>/kommentera/", comments.comment, name="comment"),
    path("aktiviteter/<int:pk>/kommentarer/last/", comments.read, name="read_comments"),
    path("kommentarer/<int:pk>/ta-bort/", comments.remove, name="remove_comment"),
    path("kommentarer/<int:pk>/angra/", comments.restore, name="restore_comment"),
]
