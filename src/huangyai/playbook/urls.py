from __future__ import annotations

from django.urls import path

from huangyai.playbook import views

app_name = "playbook"

urlpatterns = [
    path("models/", views.model_list, name="model_list"),
    path("models/new/", views.model_new, name="model_new"),
    path("models/<uuid:model_id>/", views.model_detail, name="model_detail"),
    path("models/<uuid:model_id>.json", views.model_json, name="model_json"),
    path("models/<uuid:model_id>/publication/", views.publication_new, name="publication_new"),
    path("adoptions/new/", views.adoption_new, name="adoption_new"),
    path("adoptions/<uuid:adoption_id>/", views.adoption_detail, name="adoption_detail"),
    path("m/<slug:slug>/model/", views.public_model, name="public_model"),
    path("m/<slug:slug>/model.json", views.public_model_json, name="public_model_json"),
]
