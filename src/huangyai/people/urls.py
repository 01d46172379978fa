from __future__ import annotations

from django.urls import path

from huangyai.people import views

app_name = "people"

urlpatterns = [
    path("people/", views.person_list, name="person_list"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<uuid:person_id>/", views.person_detail, name="person_detail"),
    path("people/<uuid:person_id>/circumstances/", views.person_circumstances, name="person_circumstances"),
    path("people/<uuid:person_id>/merges/", views.person_merges, name="person_merges"),
    path("merges/<uuid:merge_id>/removal/", views.merge_removal, name="merge_removal"),
    path("households/<uuid:household_id>/", views.household_detail, name="household_detail"),
]
