from __future__ import annotations

from django.urls import path

from huangyai.office import views

app_name = "office"

urlpatterns = [
    path("office/", views.desk, name="desk"),
    path("office/units/", views.unit_new, name="unit_new"),
    path("office/positions/", views.position_new, name="position_new"),
    path("office/tenures/", views.tenure_new, name="tenure_new"),
    path("office/tenures/<uuid:tenure_id>/end/", views.tenure_end, name="tenure_end"),
    path("office/papers/", views.paper_list, name="paper_list"),
    path("office/papers/new/", views.paper_new, name="paper_new"),
    path("office/papers/<uuid:paper_id>/", views.paper_detail, name="paper_detail"),
    path("office/papers/<uuid:paper_id>/signature/", views.paper_signature, name="paper_signature"),
    path("office/papers/<uuid:paper_id>/withdrawal/", views.paper_withdrawal, name="paper_withdrawal"),
    path("office/papers/<uuid:paper_id>/corrections/", views.paper_correction, name="paper_correction"),
    path("office/papers/<uuid:paper_id>/paper.pdf", views.paper_file, {"file_type": "pdf"}, name="paper_pdf"),
    path("office/papers/<uuid:paper_id>/paper.docx", views.paper_file, {"file_type": "docx"}, name="paper_docx"),
]
