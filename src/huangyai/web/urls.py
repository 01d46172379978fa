from __future__ import annotations

from django.urls import path

from huangyai.web import left_behind, views

app_name = "web"

urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("leaders/", views.leaders, name="leaders"),
    path("leaders/print/", views.leaders_print, name="leaders_print"),
    path("left-behind/", left_behind.left_behind, name="left_behind"),
    path("left-behind/list.xlsx", left_behind.left_behind_file, name="left_behind_file"),
    path("left-behind/<uuid:person_id>/", left_behind.left_behind_step, name="left_behind_step"),
    path("people/<uuid:person_id>/story/", views.person_story, name="person_story"),
    path("projects/<uuid:project_id>/thread/", views.project_thread, name="project_thread"),
    path("problems/<uuid:problem_id>/thread/", views.problem_thread, name="problem_thread"),
    path("figures/<uuid:figure_id>/thread/", views.figure_thread, name="figure_thread"),
    path("m/<slug:slug>/", views.home, name="home"),
    path("m/<slug:slug>/projects/<uuid:project_id>/thread/", views.public_project_thread, name="public_project_thread"),
]
