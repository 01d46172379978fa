from __future__ import annotations

from django.urls import path

from huangyai.evaluation import views

app_name = "evaluation"

urlpatterns = [
    path("indicators/", views.indicator_list, name="indicator_list"),
    path("indicators/new/", views.indicator_new, name="indicator_new"),
    path("indicators/<uuid:indicator_id>/", views.indicator_detail, name="indicator_detail"),
    path("indicators/<uuid:indicator_id>/measurements/new/", views.measurement_new, name="measurement_new"),
    path("reports/", views.report_list, name="report_list"),
    path("reports/new/", views.report_new, name="report_new"),
    path("reports/<uuid:report_id>/", views.report_detail, name="report_detail"),
    path("reports/<uuid:report_id>.pdf", views.report_pdf, name="report_pdf"),
    path("reports/<uuid:report_id>/next-assembly/", views.next_assembly_new, name="next_assembly_new"),
    path("m/<slug:slug>/results/", views.public_results, name="public_results"),
    path("m/<slug:slug>/results/<uuid:report_id>.pdf", views.public_report_pdf, name="public_report_pdf"),
]
