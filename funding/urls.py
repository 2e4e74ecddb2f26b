from django.urls import path

from funding.views import agreements, allocations, overview, preparation, review

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
    path("medel/granska/", review.review, name="review"),
    path("medel/granska/<int:pk>/", preparation.review_application, name="review_application"),
    path("medel/granska/<int:pk>/ta-upp/", preparation.take_up, name="review_take_up"),
    path("medel/granska/<int:pk>/fraga/", preparation.ask, name="review_ask"),
    path("medel/granska/<int:pk>/jav/", preparation.declare_conflict, name="conflict"),
    path(
        "medel/granska/<int:pk>/jav/<int:conflict>/",
        preparation.lift_conflict,
        name="conflict_lift",
    ),
]
