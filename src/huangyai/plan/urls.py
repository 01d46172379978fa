from __future__ import annotations

from django.urls import path

from huangyai.plan.views import money, papers, plans, projects, public

app_name = "plan"

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/sources/new/", money.source_new, name="source_new"),
    path("plans/<uuid:plan_id>/", plans.plan_detail, name="plan_detail"),
    path("plans/<uuid:plan_id>/approval/", plans.plan_approval, name="plan_approval"),
    path("plans/<uuid:plan_id>/strategies/new/", plans.strategy_new, name="strategy_new"),
    path("plans/<uuid:plan_id>/projects/new/", projects.project_new, name="project_new"),
    path("plans/<uuid:plan_id>/allocation/", money.money_allocation, name="money_allocation"),
    path("plans/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>", papers.official_form, name="official_form"),
    path("projects/<uuid:project_id>/", projects.project_detail, name="project_detail"),
    path("m/<slug:slug>/plan/", public.public_project_list, name="public_project_list"),
    path(
        "m/<slug:slug>/plan/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>",
        papers.public_official_form,
        name="public_official_form",
    ),
]
