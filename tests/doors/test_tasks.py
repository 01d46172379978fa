"""What the door does at night."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.doors.tasks import forget_ended_sessions


def test_sessions_that_have_ended_are_forgotten_each_night(db: None) -> None:
    for _ in range(2):
        session = Client().session
        session["anything"] = 1
        session.save()
    ended = Session.objects.first()
    assert ended is not None
    Session.objects.filter(pk=ended.pk).update(expire_date=timezone.now() - dt.timedelta(days=1))
    forget_ended_sessions(timestamp=0)
    assert Session.objects.count() == 1
    assert not Session.objects.filter(pk=ended.pk).exists()


def test_the_background_jobs_know_it() -> None:
    known = {
        task.name: periodic.cron
        for (task_name, _), periodic in app.periodic_registry.periodic_tasks.items()
        for task in [periodic.task]
    }
    assert known["huangyai.doors.forget_ended_sessions"] == "20 3 * * *"
