from django.urls import path

from funding.views import agreements, allocations, overview, payments, returns

app_name = "funding"
urlpatterns = [
    path("medel/", overview.overview, name="overview"),
    path("medel/overenskommelser/<int:pk>/", agreements.agreement, name="agreement"),
    path("medel/potter/<int:pk>/", overview.pot, name="pot"),
    path("medel/tilldelningar/<int:pk>/", allocations.allocation, name="allocation"),
    path("medel/tilldelningar/<int:pk>/flytta/", allocations.reallocate, name="reallocate"),
    # An allocation's life and the receiver's return.
    path("medel/tilldelningar/<int:pk>/betala/", payments.pay, name="pay"),
    path("medel/tilldelningar/<int:pk>/bokfor/", payments.use, name="use"),
    path("medel/tilldelningar/<int:pk>/klistra/", payments.use_paste, name="use_paste"),
    path("medel/tilldelningar/<int:pk>/aterbetalning/", payments.repayment, name="repayment"),
    path("medel/tilldelningar/<int:pk>/for-over/", payments.carry_over, name="carry_over"),
    path(
        "medel/tilldelningar/<int:pk>/aktiviteter/",
        payments.link_activities,
        name="link_activities",
    ),
    path("medel/tilldelningar/<int:pk>/betalplan/", payments.plan_payment, name="plan_payment"),
    path("medel/betalplan/<int:pk>/ta-bort/", payments.unplan_payment, name="unplan_payment"),
    path("medel/tilldelningar/<int:pk>/rekvirera/", payments.requisition, name="requisition"),
    path("medel/rekvisitioner/<int:pk>/", payments.answer_requisition, name="answer_requisition"),
    path("medel/rorelser/<int:pk>/ratta/", payments.correct, name="correct"),
    path("medel/redovisningar/", returns.returns, name="returns"),
    path("medel/tilldelningar/<int:pk>/redovisa/", returns.begin, name="return_begin"),
    path("medel/redovisningar/<int:pk>/", returns.report, name="return"),
    path("medel/redovisningar/<int:pk>/fyll-i/", returns.fill, name="return_fill"),
    path("medel/redovisningar/<int:pk>/intyga/", returns.certify, name="return_certify"),
    path(
        "medel/redovisningar/<int:pk>/lamna-tillbaka/", returns.hand_back, name="return_hand_back"
    ),
    path("medel/redovisningar/<int:pk>/svara/", returns.answer, name="return_answer"),
    path("medel/redovisningar/<int:pk>/oppna-igen/", returns.reopen, name="return_reopen"),
]
