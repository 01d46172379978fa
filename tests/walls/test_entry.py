from __future__ import annotations

from django.db import connection

from huangyai.kernel import Actor
from huangyai.places.models import Municipality, Village
from huangyai.places.queries import villages
from huangyai.walls.entry import acting


def test_a_transaction_sees_only_the_municipality_it_stands_in(
    municipality: Municipality, neighbour: Municipality
) -> None:
    assert not Village.objects.exists()
    with acting(Actor.public(municipality.pk)):
        assert {village.municipality_id for village in villages()} == {municipality.pk}
        with acting(Actor.public(neighbour.pk)):
            assert {village.municipality_id for village in villages()} == {neighbour.pk}
        assert {village.municipality_id for village in villages()} == {municipality.pk}
    assert not Village.objects.exists()


def test_the_working_role_is_the_one_under_the_walls(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("huangyai_app", "huangyai_app")
