from __future__ import annotations

from django.urls import path

from huangyai.activities.views import (
    activities,
    arranging,
    attendance,
    availability,
    money,
    papers,
    placement,
    public,
    sessions,
    sign_ups,
)

app_name = "activities"

_SESSION = "sessions/<uuid:session_id>"
_PUBLIC = f"m/<slug:slug>/{_SESSION}"
_ONE = "activities/<uuid:activity_id>"

urlpatterns = [
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/placement/", placement.session_placement, name="session_placement"),
    path("sessions/<uuid:session_id>/", sessions.session_detail, name="session_detail"),
    path("sessions/<uuid:session_id>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<uuid:session_id>/expenses/", money.expense_list, name="expense_list"),
    path("sessions/<uuid:session_id>/expenses/settlement/", money.expense_settlement, name="expense_settlement"),
    path(f"{_SESSION}/enrolments/", sign_ups.enrolment_new, name="enrolment_new"),
    path("enrolments/<uuid:enrolment_id>/end/", sign_ups.enrolment_end, name="enrolment_end"),
    path("waitings/<uuid:waiting_id>/end/", sign_ups.waiting_end, name="waiting_end"),
    path("sign-ups/<uuid:sign_up_id>/answer/", sign_ups.sign_up_answer, name="sign_up_answer"),
    path(f"{_SESSION}/sign-ups/", sign_ups.sign_up_sheet_new, name="sign_up_sheet_new"),
    path(f"{_SESSION}/reminder/", sign_ups.session_reminder, name="session_reminder"),
    path(f"{_SESSION}/answers/", sign_ups.feedback_new, name="feedback_new"),
    path(f"{_SESSION}/certificates/", sign_ups.certificate_new, name="certificate_new"),
    path(f"{_SESSION}/certificates.pdf", papers.certificates_file, name="certificates_file"),
    path(f"{_SESSION}/sign-up-sheet.pdf", papers.sign_up_sheet, name="sign_up_sheet"),
    path(f"{_SESSION}/cards.pdf", papers.cards, name="cards"),
    path("arrivals/<str:card_code>/", attendance.code_arrival, name="code_arrival"),
    path("m/<slug:slug>/sessions/", public.public_session_list, name="public_session_list"),
    path("m/<slug:slug>/sessions.ics", public.sessions_feed, name="sessions_feed"),
    path(f"{_PUBLIC}/", public.public_session_detail, name="public_session_detail"),
    path(f"{_PUBLIC}/calendar.ics", public.session_feed, name="session_feed"),
    path(f"{_PUBLIC}/sign-up/", public.session_sign_up, name="session_sign_up"),
    path(f"{_PUBLIC}/sign-off/", public.session_sign_off, name="session_sign_off"),
    path(f"{_PUBLIC}/answers/", public.feedback_own, name="feedback_own"),
    path("sessions/times/", availability.group_times, name="group_times"),
    path("sessions/times/days/", availability.days_new, name="days_new"),
    path("sessions/times/days/<uuid:span_id>/end/", availability.days_end, name="days_end"),
    path("sessions/times/school-years/", availability.school_year_new, name="school_year_new"),
    path("sessions/times/people/<uuid:person_id>/", availability.person_times, name="person_times"),
    path(f"{_SESSION}/move/", arranging.session_move, name="session_move"),
    path(f"{_SESSION}/call-off/", arranging.session_call_off, name="session_call_off"),
    path(f"{_ONE}/sessions/new/", arranging.session_new, name="session_new"),
    path("venues/<uuid:venue_id>/change/", activities.venue_change, name="venue_change"),
    path("activities/", activities.activity_list, name="activity_list"),
    path(f"{_ONE}/change/", activities.activity_change, name="activity_change"),
    path("venues/new/", activities.venue_new, name="venue_new"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path(f"{_ONE}/", activities.activity_detail, name="activity_detail"),
    path(f"{_ONE}/rules/", activities.placement_rule_new, name="placement_rule_new"),
    path(f"{_ONE}/rules/<uuid:rule_id>/end/", activities.placement_rule_end, name="placement_rule_end"),
    path(f"{_ONE}/livelihoods/", activities.livelihood_new, name="livelihood_new"),
]
