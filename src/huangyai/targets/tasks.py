"""Work of the target room behind the page."""

from __future__ import annotations

import uuid

from procrastinate.contrib.django import app


@app.task(name="huangyai.targets.tasks.join")
def join(municipality: str, joining: str) -> None:
    """Compare all lists of a municipality with its civil register."""
    from huangyai.targets.actions import carry_out_joining  # the engines are heavy, and only who works needs them

    carry_out_joining(municipality_id=uuid.UUID(municipality), joining_id=uuid.UUID(joining))


@app.task(name="huangyai.targets.tasks.run_register")
def run_register(municipality: str, run: str) -> None:
    """Check an office's list, or bring it in."""
    from huangyai.targets.actions.bringing.runs import carry_out_run

    carry_out_run(municipality_id=uuid.UUID(municipality), run_id=uuid.UUID(run))


@app.periodic(cron="40 3 * * *")
@app.task(name="huangyai.targets.tasks.drop_forgotten_drafts", queueing_lock="drop-forgotten-drafts")
def drop_forgotten_drafts(timestamp: int) -> None:
    """Take away lists that were left on their way in."""
    from huangyai.targets.actions.bringing.drafts import forget_drafts_everywhere

    forget_drafts_everywhere()
