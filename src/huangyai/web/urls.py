from __future__ import annotations

from django.urls import path

from huangyai.web import views

app_name = "web"

urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("m/<slug:slug>/", views.home, name="home"),
]
