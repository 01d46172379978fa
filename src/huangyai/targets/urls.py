from __future__ import annotations

from django.urls import path

from huangyai.targets.views import criteria, lists, meetings, registers

app_name = "targets"

urlpatterns = [
    path("target-lists/", lists.target_list_list, name="target_list_list"),
    path("target-lists/new/", lists.target_list_new, name="target_list_new"),
    path("target-lists/<uuid:list_id>/", lists.target_list_detail, name="target_list_detail"),
    path("target-lists/<uuid:list_id>/candidates/new/", lists.candidate_new, name="candidate_new"),
    path("target-lists/<uuid:list_id>/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("target-lists/<uuid:list_id>/decisions/", meetings.decision_list, name="decision_list"),
    path("registers/", registers.register_list, name="register_list"),
    path("registers/new/", registers.register_new, name="register_new"),
    path("registers/joins/", registers.register_joins, name="register_joins"),
    path("registers/rows/<uuid:row_id>/person/", registers.row_person, name="row_person"),
    path("registers/<uuid:register_id>/", registers.register_detail, name="register_detail"),
    path("criteria/", criteria.criterion_list, name="criterion_list"),
    path("criteria/new/", criteria.criterion_new, name="criterion_new"),
]
