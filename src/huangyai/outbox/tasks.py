"""Work of the outbox behind the page."""

from __future__ import annotations

import uuid

from procrastinate.contrib.django import app

from huangyai.outbox.actions import carry_line_everywhere, carry_line_messages


@app.task(name="huangyai.outbox.tasks.carry")
def carry(municipality: str) -> None:
    """Carry one municipality's messages to LINE."""
    carry_line_messages(municipality_id=uuid.UUID(municipality))


@app.periodic(cron="*/3 * * * *")
@app.task(name="huangyai.outbox.tasks.carry_waiting", queueing_lock="carry-waiting")
def carry_waiting(timestamp: int) -> None:
    """What LINE did not take the first time, and what a power cut left behind."""
    carry_line_everywhere()
