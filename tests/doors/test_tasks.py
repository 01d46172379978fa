"""What the door does at night."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.doors.models import DoneRequest, VisitorCount
from huangyai.doors.tasks import (
    DONE_REQUESTS_KEPT,
    forget_done_requests,
    forget_ended_sessions,
    forget_visitors_everywhere,
)
from huangyai.kernel import Actor
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting


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


def test_marks_of_forms_are_kept_for_thirty_days(db: None) -> None:
    old, new = (DoneRequest.objects.create(key=uuid.uuid4(), answer="/") for _ in range(2))
    DoneRequest.objects.filter(pk=old.pk).update(made_at=timezone.now() - DONE_REQUESTS_KEPT - dt.timedelta(minutes=1))
    DoneRequest.objects.filter(pk=new.pk).update(made_at=timezone.now() - DONE_REQUESTS_KEPT + dt.timedelta(minutes=1))
    forget_done_requests(timestamp=0)
    assert list(DoneRequest.objects.values_list("pk", flat=True)) == [new.pk]


def test_counts_of_visitors_go_in_every_municipality(municipality: Municipality, neighbour: Municipality) -> None:
    for place in (municipality, neighbour):
        with acting(Actor.public(place.pk)):
            for ends_at in (timezone.now(), timezone.now() + dt.timedelta(minutes=5)):
                VisitorCount.objects.create(municipality=place, door="bell", ends_at=ends_at, count=1)
    forget_visitors_everywhere(timestamp=0)
    for place in (municipality, neighbour):
        with acting(Actor.public(place.pk)):
            assert VisitorCount.objects.count() == 1


def test_the_background_jobs_know_it() -> None:
    known = {
        task.name: periodic.cron
        for (task_name, _), periodic in app.periodic_registry.periodic_tasks.items()
        for task in [periodic.task]
    }
    assert known["huangyai.doors.forget_ended_sessions"] == "20 3 * * *"
    assert known["huangyai.doors.forget_done_requests"] == "25 3 * * *"
    assert known["huangyai.doors.forget_visitors_everywhere"] == "30 * * * *"
