from __future__ import annotations

from django.urls import path

from huangyai.cases import views

app_name = "cases"

urlpatterns = [
    path("cases/", views.case_list, name="case_list"),
    path("cases/new/", views.case_new, name="case_new"),
    path("cases/<uuid:case_id>/", views.case_detail, name="case_detail"),
    path("cases/<uuid:case_id>/steps/", views.step_list, name="step_list"),
    path("cases/<uuid:case_id>/shares/", views.share_list, name="share_list"),
    path("cases/<uuid:case_id>/closure/", views.closure, name="closure"),
    path("signals/<uuid:signal_id>/triage/", views.signal_triage, name="signal_triage"),
]
