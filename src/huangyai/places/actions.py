from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor, Refusal, new_id
from huangyai.ledger.actions import record
from huangyai.places.models import Municipality, Village
from huangyai.walls.entry import acting


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """What a municipality says of a village when it begins."""

    code: str
    number: int
    name: str
    latitude: float | None = None
    longitude: float | None = None


def found_municipality(
    *,
    slug: str,
    name_th: str,
    name_en: str,
    province_th: str,
    district_th: str = "",
    tambon_code: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    demonstration: bool = False,
    villages: Sequence[VillageFacts] = (),
) -> Municipality:
    """Begin a municipality in this installation, with its villages. Done from the command line by whoever runs it."""
    if Municipality.objects.filter(slug=slug).exists():
        raise Refusal(
            "municipality-exists",
            th=f"มีเทศบาลชื่อย่อ {slug} อยู่แล้ว โปรดใช้ชื่อย่ออื่น หรือเปิดของเดิม",
            en=f"There is already a municipality called {slug}; choose another short name or use that one.",
        )
    actor = Actor.machine(new_id(), "found-municipality")
    with transaction.atomic(), acting(actor):
        municipality = Municipality.objects.create(
            id=actor.municipality_id,
            slug=slug,
            name_th=name_th,
            name_en=name_en,
            province_th=province_th,
            district_th=district_th,
            tambon_code=tambon_code,
            latitude=latitude,
            longitude=longitude,
            demonstration=demonstration,
        )
        Village.objects.bulk_create(
            Village(
                municipality=municipality,
                code=facts.code,
                number=facts.number,
                name=facts.name,
                latitude=facts.latitude,
                longitude=facts.longitude,
            )
            for facts in villages
        )
        record(actor=actor, verb="municipality.founded", subject=municipality, villages=len(villages))
    return municipality
