from __future__ import annotations

from django.urls import path

from huangyai.activities.views import activities, attendance, money, placement, sessions

app_name = "activities"

urlpatterns = [
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/placement/", placement.session_placement, name="session_placement"),
    path("sessions/<uuid:session_id>/", sessions.session_detail, name="session_detail"),
    path("sessions/<uuid:session_id>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<uuid:session_id>/expenses/", money.expense_list, name="expense_list"),
    path("venues/new/", activities.venue_new, name="venue_new"),
    path("activities/new/", activities.activity_new, name="activity_new"),
]
