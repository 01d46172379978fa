"""A volunteer of the first village, and an account that no village has taken in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.conftest import sign_in

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.places.models import Municipality, Village
from huangyai.volunteers.actions import welcome_volunteer
from huangyai.volunteers.models import Volunteer
from huangyai.walls.entry import acting


@pytest.fixture
def neighbour_browser_of(neighbour_user_of: Callable[[Role], User]) -> Callable[[Role], Client]:
    """A signed-in browser of somebody in this role in the neighbouring municipality, their second factor given."""
    return lambda role: sign_in(neighbour_user_of(role))


@pytest.fixture
def officer(municipality: Municipality, actor_of: Callable[[Role], Actor]) -> Actor:
    """The officer who takes volunteers in."""
    return actor_of(Role.OFFICER)


@pytest.fixture
def volunteer(officer: Actor, user_of: Callable[[Role], User]) -> Volunteer:
    """The volunteer of the first village."""
    with acting(officer):
        return welcome_volunteer(actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1))
