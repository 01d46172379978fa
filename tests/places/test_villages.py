from __future__ import annotations

from django.utils import translation

from huangyai.places.models import Village


def test_a_village_is_called_by_its_number_in_the_language_of_the_page() -> None:
    village = Village(number=9, name="บ้านเขาน้อย")
    with translation.override("en"):
        assert str(village) == "Moo 9 บ้านเขาน้อย"
    with translation.override("th"):
        assert str(village) == "ม.9 บ้านเขาน้อย"
    with translation.override(None):
        assert str(village) == "ม.9 บ้านเขาน้อย"
