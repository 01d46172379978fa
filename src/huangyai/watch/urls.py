from __future__ import annotations

from django.urls import path

from huangyai.watch import views

app_name = "watch"

urlpatterns = [
    path("visits/", views.visit_round_list, name="visit_round_list"),
    path("visits/new/", views.visit_round_new, name="visit_round_new"),
    path("visits/<uuid:round_id>/", views.visit_round_detail, name="visit_round_detail"),
    path("visits/homes/<uuid:planned_id>/", views.planned_visit_detail, name="planned_visit_detail"),
    path("visits/homes/<uuid:planned_id>/signal/", views.home_signal_new, name="home_signal_new"),
    path("m/<slug:slug>/danger/", views.public_danger_new, name="public_danger_new"),
    path("m/<slug:slug>/help/", views.public_help_new, name="public_help_new"),
    path("m/<slug:slug>/received/", views.public_received, name="public_received"),
    path("m/<slug:slug>/receipt/", views.public_receipt, name="public_receipt"),
]
