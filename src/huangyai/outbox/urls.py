from __future__ import annotations

from django.urls import path

from huangyai.outbox import views

app_name = "outbox"

_ONE = "messages/<uuid:message_id>"

urlpatterns = [
    path("messages/", views.message_list, name="message_list"),
    path("messages/own/", views.own_message_list, name="own_message_list"),
    path("messages/line/", views.line_account, name="line_account"),
    path("messages/line/end/", views.line_account_end, name="line_account_end"),
    path("messages/people/<uuid:person_id>/", views.person_reach, name="person_reach"),
    path("messages/line-links/<uuid:link_id>/end/", views.line_link_end, name="line_link_end"),
    path(f"{_ONE}/", views.message_detail, name="message_detail"),
    path(f"{_ONE}/letters.pdf", views.message_letters, name="message_letters"),
    path(f"{_ONE}/<slug:way>/", views.message_results, name="message_results"),
    path(f"{_ONE}/<slug:way>.pdf", views.message_sheet, name="message_sheet"),
]
