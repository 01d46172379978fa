"""What the papers of a payment ask of the sessions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.activities.conftest import Held

from huangyai.activities.actions import pay_expense, record_attendance
from huangyai.activities.queries import enrolments, held_sessions
from huangyai.kernel import Actor
from huangyai.plan.queries.following import held_sessions as asked_from_below
from huangyai.walls.entry import acting

pytestmark = pytest.mark.django_db


def test_a_session_counts_once_somebody_came_with_what_it_cost(officer: Actor, held: Held) -> None:
    with acting(officer):
        assert held_sessions([held.project.pk]) == {}
        record_attendance(actor=officer, session=held.session, enrolments=list(enrolments(officer, held.session))[:2])
        for baht in (1_800, 700):
            pay_expense(
                actor=officer,
                session=held.session,
                baht=Decimal(baht),
                what="ค่าวิทยากร",
                paid_on=held.session.starts_at.date(),
            )
        (told,) = held_sessions([held.project.pk])[held.project.pk]
        assert (told.came, told.baht, told.name) == (2, Decimal(2_500), held.activity.name)
        assert asked_from_below(held.project) == [told]
