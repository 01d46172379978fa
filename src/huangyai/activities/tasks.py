"""Work of the activities room behind the page."""

from __future__ import annotations

from procrastinate.contrib.django import app

from huangyai.kernel import Actor
from huangyai.places.queries import all_municipalities
from huangyai.walls.entry import acting


@app.periodic(cron="0 2 * * *")
@app.task(name="huangyai.activities.tasks.remind", queueing_lock="remind-of-tomorrow")
def remind(timestamp: int) -> None:
    """At nine in the morning (two by the clock of the machine), remind everybody of tomorrow's sessions."""
    from huangyai.activities.actions.telling import remind_of_tomorrow  # the engines of its room are heavy

    for municipality in all_municipalities():
        machine = Actor.machine(municipality.pk, "activities")
        with acting(machine):
            remind_of_tomorrow(actor=machine)
