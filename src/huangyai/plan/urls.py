from __future__ import annotations

from django.urls import path

from huangyai.plan.views import approval, editions, money, papers, payments, plans, projects, public, sources, year

app_name = "plan"

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/sources/new/", sources.source_new, name="source_new"),
    path("plans/sources/<uuid:source_id>/", sources.source_detail, name="source_detail"),
    path("plans/rules/", editions.rule_list, name="rule_list"),
    path("plans/indicator/", projects.indicator_reading, name="indicator_reading"),
    path("plans/<uuid:plan_id>/", plans.plan_detail, name="plan_detail"),
    path("plans/<uuid:plan_id>/approval/", plans.plan_approval, name="plan_approval"),
    path("plans/<uuid:plan_id>/strategies/new/", plans.strategy_new, name="strategy_new"),
    path("plans/<uuid:plan_id>/projects/new/", projects.project_new, name="project_new"),
    path("plans/<uuid:plan_id>/allocation/", money.money_allocation, name="money_allocation"),
    path("plans/<uuid:plan_id>/allocation/floor/", money.need_floor, name="need_floor"),
    path("plans/allocations/<uuid:allocation_id>/", money.allocation_run, name="allocation_run"),
    path("plans/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>", papers.official_form, name="official_form"),
    path("plans/<uuid:plan_id>/vision/", plans.plan_vision, name="plan_vision"),
    path("plans/<uuid:plan_id>/year/", year.plan_year, name="plan_year"),
    path("plans/<uuid:plan_id>/year/evaluation/", year.evaluation_report, name="evaluation_report"),
    path("plans/<uuid:plan_id>/year/posting/", year.posting, name="posting"),
    path("plans/<uuid:plan_id>/editions/new/", editions.edition_new, name="edition_new"),
    path("editions/<uuid:edition_id>/", editions.edition_detail, name="edition_detail"),
    path("editions/<uuid:edition_id>/project/", editions.edition_project, name="edition_project"),
    path("editions/<uuid:edition_id>/meeting/", editions.edition_meeting, name="edition_meeting"),
    path("editions/<uuid:edition_id>/approval/", editions.edition_approval, name="edition_approval"),
    path("editions/<uuid:edition_id>/withdrawal/", editions.edition_withdrawal, name="edition_withdrawal"),
    path("editions/<uuid:edition_id>/items/<uuid:item_id>/removal/", editions.item_removal, name="item_removal"),
    path(
        "editions/<uuid:edition_id>/forms/<slug:form>.<slug:file_type>",
        papers.edition_official_form,
        name="edition_official_form",
    ),
    path("implementation/<uuid:implementation_id>/", year.implementation_detail, name="implementation_detail"),
    path(
        "implementation/<uuid:implementation_id>/announcement/",
        year.implementation_announcement,
        name="implementation_announcement",
    ),
    path(
        "implementation/<uuid:implementation_id>/projects/<uuid:undertaking_id>/",
        year.undertaking_detail,
        name="undertaking_detail",
    ),
    path(
        "implementation/<uuid:implementation_id>/projects/<uuid:undertaking_id>/removal/",
        year.undertaking_removal,
        name="undertaking_removal",
    ),
    path(
        "implementation/<uuid:implementation_id>/chart.<slug:file_type>",
        papers.year_official_form,
        name="year_official_form",
    ),
    path("approvals/", approval.approval_list, name="approval_list"),
    path("approvals/rules/", approval.approval_rule_new, name="approval_rule_new"),
    path("approvals/<uuid:approval_id>/", approval.approval_detail, name="approval_detail"),
    path("approvals/<uuid:approval_id>/signature/", approval.approval_signature, name="approval_signature"),
    path("approvals/<uuid:approval_id>/refusal/", approval.approval_refusal, name="approval_refusal"),
    path("approvals/<uuid:approval_id>/corrections/", approval.approval_correction, name="approval_correction"),
    path("projects/<uuid:project_id>/", projects.project_detail, name="project_detail"),
    path("projects/<uuid:project_id>/money/", payments.project_money, name="project_money"),
    path("projects/<uuid:project_id>/money/approvals/", payments.approval_new, name="approval_new"),
    path("projects/<uuid:project_id>/money/steps/", payments.money_step_new, name="money_step_new"),
    path(
        "projects/<uuid:project_id>/money/steps/<uuid:step_id>/corrections/",
        payments.money_step_correction,
        name="money_step_correction",
    ),
    path("projects/<uuid:project_id>/money/papers/", payments.payment_paper_new, name="payment_paper_new"),
    path("projects/<uuid:project_id>/money/disbursement.pdf", payments.disbursement_file, name="disbursement_file"),
    path("projects/<uuid:project_id>/money/files/<uuid:file_id>/", payments.evidence_file, name="evidence_file"),
    path("projects/<uuid:project_id>/ruling/", money.project_ruling, name="project_ruling"),
    path(
        "projects/<uuid:project_id>/applications/<uuid:source_id>.<slug:file_type>",
        sources.project_application,
        name="project_application",
    ),
    path("projects/<uuid:project_id>/wording/", projects.project_wording, name="project_wording"),
    path("m/<slug:slug>/plan/", public.public_project_list, name="public_project_list"),
    path(
        "m/<slug:slug>/plan/<uuid:plan_id>/forms/<slug:form>.<slug:file_type>",
        papers.public_official_form,
        name="public_official_form",
    ),
    path("m/<slug:slug>/plan/editions/<uuid:announced_id>/", public.public_edition, name="public_edition"),
    path(
        "m/<slug:slug>/plan/editions/<uuid:announced_id>/forms/<slug:form>.<slug:file_type>",
        papers.public_edition_official_form,
        name="public_edition_official_form",
    ),
    path(
        "m/<slug:slug>/plan/implementation/<uuid:implementation_id>/chart.<slug:file_type>",
        papers.public_year_official_form,
        name="public_year_official_form",
    ),
]
