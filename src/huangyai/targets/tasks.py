"""Work of the target room behind the page."""

from __future__ import annotations

import uuid

from procrastinate.contrib.django import app


@app.task(name="huangyai.targets.tasks.join")
def join(municipality: str, joining: str) -> None:
    """Compare all lists of a municipality with its civil register."""
    from huangyai.targets.actions import carry_out_joining  # the engines are heavy, and only who works needs them

    carry_out_joining(municipality_id=uuid.UUID(municipality), joining_id=uuid.UUID(joining))
