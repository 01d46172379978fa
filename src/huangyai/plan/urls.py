from __future__ import annotations

from django.urls import path

from huangyai.plan import views

app_name = "plan"

urlpatterns = [
    path("plans/", views.plan_list, name="plan_list"),
    path("plans/new/", views.plan_new, name="plan_new"),
    path("plans/sources/new/", views.source_new, name="source_new"),
    path("plans/<uuid:plan_id>/", views.plan_detail, name="plan_detail"),
    path("plans/<uuid:plan_id>/approval/", views.plan_approval, name="plan_approval"),
    path("plans/<uuid:plan_id>/strategies/new/", views.strategy_new, name="strategy_new"),
    path("plans/<uuid:plan_id>/projects/new/", views.project_new, name="project_new"),
    path("plans/<uuid:plan_id>/allocation/", views.money_allocation, name="money_allocation"),
    path("plans/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>", views.official_form, name="official_form"),
    path("projects/<uuid:project_id>/", views.project_detail, name="project_detail"),
    path("m/<slug:slug>/plan/", views.public_project_list, name="public_project_list"),
    path(
        "m/<slug:slug>/plan/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>",
        views.public_official_form,
        name="public_official_form",
    ),
]
