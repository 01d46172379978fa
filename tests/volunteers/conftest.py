"""A volunteer of the first village, and an account that no village has taken in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.places.models import Village
from huangyai.volunteers.actions import welcome_volunteer
from huangyai.volunteers.models import Volunteer
from huangyai.walls.entry import acting


@pytest.fixture
def volunteer(officer: Actor, user_of: Callable[[Role], User]) -> Volunteer:
    """The volunteer of the first village."""
    with acting(officer):
        return welcome_volunteer(actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1))
