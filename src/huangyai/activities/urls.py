from __future__ import annotations

from django.urls import path

from huangyai.activities.views import activities, attendance, availability, money, placement, sessions

app_name = "activities"

_ONE = "activities/<uuid:activity_id>"

urlpatterns = [
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/placement/", placement.session_placement, name="session_placement"),
    path("sessions/<uuid:session_id>/", sessions.session_detail, name="session_detail"),
    path("sessions/<uuid:session_id>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<uuid:session_id>/expenses/", money.expense_list, name="expense_list"),
    path("sessions/<uuid:session_id>/expenses/settlement/", money.expense_settlement, name="expense_settlement"),
    path("sessions/times/", availability.group_times, name="group_times"),
    path("sessions/times/days/", availability.days_new, name="days_new"),
    path("sessions/times/days/<uuid:span_id>/end/", availability.days_end, name="days_end"),
    path("sessions/times/school-years/<int:year>/", availability.school_year_new, name="school_year_new"),
    path("sessions/times/people/<uuid:person_id>/", availability.person_times, name="person_times"),
    path("venues/new/", activities.venue_new, name="venue_new"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path(f"{_ONE}/", activities.activity_detail, name="activity_detail"),
    path(f"{_ONE}/rules/", activities.placement_rule_new, name="placement_rule_new"),
    path(f"{_ONE}/rules/<uuid:rule_id>/end/", activities.placement_rule_end, name="placement_rule_end"),
    path(f"{_ONE}/livelihoods/", activities.livelihood_new, name="livelihood_new"),
]
