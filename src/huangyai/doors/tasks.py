"""What the door does at night, in the background."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="20 3 * * *")
@app.task(name="huangyai.doors.forget_ended_sessions", queueing_lock="forget-ended-sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Take away the sessions of browsers that are signed out by time; they would stay in the database for ever."""
    call_command("clearsessions")
