"""What the door does at night, in the background."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.doors.limits import forget_visitors
from huangyai.doors.models import DoneRequest
from huangyai.kernel import Actor
from huangyai.places.queries import all_municipalities
from huangyai.walls.entry import acting

DONE_REQUESTS_KEPT = dt.timedelta(days=30)
"""So long a form that is sent again gets its first answer."""


@app.periodic(cron="20 3 * * *")
@app.task(name="huangyai.doors.forget_ended_sessions", queueing_lock="forget-ended-sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Take away the sessions of browsers that are signed out by time; they would stay in the database for ever."""
    call_command("clearsessions")


@app.periodic(cron="25 3 * * *")
@app.task(name="huangyai.doors.forget_done_requests", queueing_lock="forget-done-requests")
def forget_done_requests(timestamp: int) -> None:
    """Take away the marks of forms that were carried out thirty days ago: who sent something, and where it led."""
    DoneRequest.objects.filter(made_at__lt=timezone.now() - DONE_REQUESTS_KEPT).delete()


@app.periodic(cron="30 * * * *")
@app.task(name="huangyai.doors.forget_visitors_everywhere", queueing_lock="forget-visitors")
def forget_visitors_everywhere(timestamp: int) -> None:
    """Take away, every hour and in every municipality, the counts of visitors whose hour has ended."""
    for municipality in all_municipalities():
        with acting(Actor.machine(municipality.pk, "doors")):
            forget_visitors()
