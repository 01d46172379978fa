"""Which village a row means."""

from __future__ import annotations

import pytest

from huangyai.targets.rules.villages import KnownVillage, Villages

HERE = Villages(
    [
        KnownVillage("22010801", 1, "บ้านต้นทาง"),
        KnownVillage("22010802", 2, "บ้านหนองนา"),
        KnownVillage("22010812", 12, "หนองนา"),
    ]
)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"village_code": "22010802", "moo": "1"}, "22010802"),
        ({"village_code": "22019901", "moo": "1"}, ""),
        ({"moo": "02"}, "22010802"),
        ({"moo": "9", "village": "ต้นทาง"}, "22010801"),
        ({"village": "บ้านต้นทาง"}, "22010801"),
        # Two villages of one name: only the number tells them apart.
        ({"village": "หนองนา"}, ""),
        ({"address": "12/3 ม.๑๒ ต.ร่มเย็น"}, "22010812"),
        ({"address": "12/3 หมู่ที่ 1 ถ.สุขุมวิท"}, "22010801"),
        ({"address": "123 หมู่บ้านสวนสน"}, ""),
        ({"tambon_code": "22019900", "moo": "1"}, ""),
        ({"tambon_code": "220108", "moo": "1"}, "22010801"),
        ({}, ""),
    ],
)
def test_a_row_means_this_village(row: dict[str, str], code: str) -> None:
    assert HERE.of(row) == code
