from __future__ import annotations

from django.urls import path

from huangyai.targets.views import appeals, criteria, lists, meetings, registers, surveys

app_name = "targets"

urlpatterns = [
    path("target-lists/", lists.target_list_list, name="target_list_list"),
    path("target-lists/new/", lists.target_list_new, name="target_list_new"),
    path("target-lists/<uuid:list_id>/", lists.target_list_detail, name="target_list_detail"),
    path("target-lists/<uuid:list_id>/candidates/new/", lists.candidate_new, name="candidate_new"),
    path("target-lists/<uuid:list_id>/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("target-lists/<uuid:list_id>/decisions/", meetings.decision_list, name="decision_list"),
    path("target-lists/<uuid:list_id>/agenda/", lists.agenda_new, name="agenda_new"),
    path("target-lists/<uuid:list_id>/appeals/new/", appeals.appeal_new, name="appeal_new"),
    path("candidates/<uuid:candidate_id>/reconsideration/", lists.reconsideration_new, name="reconsideration_new"),
    path("joint-meetings/<uuid:meeting_id>/", meetings.meeting_detail, name="meeting_detail"),
    path("joint-meetings/<uuid:meeting_id>/names/<uuid:candidate_id>/", meetings.word_new, name="word_new"),
    path("joint-meetings/<uuid:meeting_id>/names/<uuid:candidate_id>/words/", meetings.party_words, name="party_words"),
    path("joint-meetings/<uuid:meeting_id>/settlement/", meetings.settlement, name="settlement"),
    path("joint-meetings/<uuid:meeting_id>/questions/new/", meetings.question_new, name="question_new"),
    path("joint-meetings/<uuid:meeting_id>/closure/", meetings.meeting_closure, name="meeting_closure"),
    path("joint-meetings/<uuid:meeting_id>/minutes.pdf", meetings.minutes_pdf, name="minutes_pdf"),
    path("joint-meetings/<uuid:meeting_id>/list.pdf", meetings.signed_list_pdf, name="signed_list_pdf"),
    path("questions/<uuid:question_id>/answer/", meetings.question_answer, name="question_answer"),
    path("appeals/", appeals.appeal_list, name="appeal_list"),
    path("appeals/<uuid:appeal_id>/", appeals.appeal_detail, name="appeal_detail"),
    path("my/lists/", appeals.own_list_list, name="own_list_list"),
    path("my/lists/<uuid:list_id>/appeal/", appeals.own_appeal_new, name="own_appeal_new"),
    path("registers/", registers.register_list, name="register_list"),
    path("registers/new/", registers.register_new, name="register_new"),
    path("registers/joins/", registers.register_joins, name="register_joins"),
    path("registers/rows/<uuid:row_id>/person/", registers.row_person, name="row_person"),
    path("registers/<uuid:register_id>/", registers.register_detail, name="register_detail"),
    path("criteria/", criteria.criterion_list, name="criterion_list"),
    path("criteria/new/", criteria.criterion_new, name="criterion_new"),
    path("criteria/preview/", criteria.criterion_preview, name="criterion_preview"),
    path("criteria/ready/<slug:key>/", criteria.ready_card, name="ready_card"),
    path("criteria/<uuid:criterion_id>/", criteria.criterion_detail, name="criterion_detail"),
    path("criteria/<uuid:criterion_id>/adoption/", criteria.adoption, name="adoption"),
    path("criteria/<uuid:criterion_id>/personas/new/", criteria.persona_new, name="persona_new"),
    path("criteria/<uuid:criterion_id>/comparison/", criteria.comparison, name="comparison"),
    path("criteria/<uuid:criterion_id>/comparison/<slug:side>/", criteria.comparison_people, name="comparison_people"),
    path("surveys/", surveys.survey_list, name="survey_list"),
    path("surveys/new/", surveys.survey_new, name="survey_new"),
]
