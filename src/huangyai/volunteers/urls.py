from __future__ import annotations

from django.urls import path

from huangyai.volunteers import views

app_name = "volunteers"

urlpatterns = [
    path("volunteers/", views.volunteer_list, name="volunteer_list"),
    path("volunteers/new/", views.volunteer_new, name="volunteer_new"),
    path("volunteers/me/", views.volunteer_own, name="volunteer_own"),
    path("volunteers/<uuid:volunteer_id>/", views.volunteer_detail, name="volunteer_detail"),
]
