from __future__ import annotations

from django.urls import path

from huangyai.activities import views

app_name = "activities"

urlpatterns = [
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/placement/", views.session_placement, name="session_placement"),
    path("sessions/<uuid:session_id>/", views.session_detail, name="session_detail"),
    path("sessions/<uuid:session_id>/attendance/", views.attendance, name="attendance"),
    path("sessions/<uuid:session_id>/expenses/", views.expense_list, name="expense_list"),
    path("venues/new/", views.venue_new, name="venue_new"),
    path("activities/new/", views.activity_new, name="activity_new"),
]
