"""Work of the plan room behind the page."""

from __future__ import annotations

import uuid

from procrastinate.contrib.django import app


@app.task(name="huangyai.plan.tasks.allocate")
def allocate(municipality: str, run: str) -> None:
    """Give the money of a plan's years out."""
    from huangyai.plan.actions import carry_out_allocation  # the engine is heavy, and only who works needs it

    carry_out_allocation(municipality_id=uuid.UUID(municipality), run_id=uuid.UUID(run))
