from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor, Refusal, new_id
from huangyai.ledger.actions import record
from huangyai.places.access import require_place_work
from huangyai.places.models import Community, Municipality, Village
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


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """What a municipality says of a community (ชุมชน)."""

    number: int
    name: str
    latitude: float | None = None
    longitude: float | None = None
    founded_on: dt.date | None = None


def found_community(*, actor: Actor, facts: CommunityFacts) -> Community:
    """A community begins, with a number that no other has; households and a chair come afterwards."""
    require_place_work(actor)
    _require_free_number(facts.number)
    with transaction.atomic():
        community = Community.objects.create(
            municipality_id=actor.municipality_id,
            number=facts.number,
            name=_without_word(facts.name),
            latitude=facts.latitude,
            longitude=facts.longitude,
            founded_on=facts.founded_on,
        )
        record(actor=actor, verb="community.founded", subject=community)
    return community


def correct_community(*, actor: Actor, community: Community, facts: CommunityFacts) -> Community:
    """Put right the number, name or place of a community."""
    require_place_work(actor)
    if facts.number != community.number:
        _require_free_number(facts.number)
    community.number, community.name = facts.number, _without_word(facts.name)
    community.latitude, community.longitude = facts.latitude, facts.longitude
    community.founded_on = facts.founded_on
    with transaction.atomic():
        community.save()
        record(actor=actor, verb="community.corrected", subject=community)
    return community


def add_village(*, actor: Actor, facts: VillageFacts) -> Village:
    """A village that the municipality began without. Its 8-digit code is its key: names repeat."""
    require_place_work(actor)
    if not (len(facts.code) == 8 and facts.code.isascii() and facts.code.isdigit()):
        raise Refusal(
            "village-code-impossible",
            th="รหัสหมู่บ้านต้องมี 8 หลัก: ตำบล 6 หลัก ตามด้วยหมู่ที่ 2 หลัก",
            en="A village's code has 8 digits: 6 of the sub-district and 2 of the village.",
        )
    if Village.objects.filter(code=facts.code).exists():
        raise Refusal(
            "village-known", th=f"มีหมู่บ้านรหัส {facts.code} อยู่แล้ว", en=f"There is a village {facts.code} already."
        )
    with transaction.atomic():
        village = Village.objects.create(
            municipality_id=actor.municipality_id,
            code=facts.code,
            number=facts.number,
            name=facts.name,
            latitude=facts.latitude,
            longitude=facts.longitude,
        )
        record(actor=actor, verb="village.added", subject=village, code=facts.code)
    return village


def correct_village(*, actor: Actor, village: Village, facts: VillageFacts) -> Village:
    """Put right a village's number, name or place; its code stays, because everything hangs on it."""
    require_place_work(actor)
    village.number, village.name = facts.number, facts.name
    village.latitude, village.longitude = facts.latitude, facts.longitude
    with transaction.atomic():
        village.save()
        record(actor=actor, verb="village.corrected", subject=village)
    return village


def _without_word(name: str) -> str:
    """The name itself: somebody may have typed the word for community before it."""
    return name.strip().removeprefix("ชุมชน").strip()


def _require_free_number(number: int) -> None:
    if Community.objects.filter(number=number).exists():
        raise Refusal(
            "community-number-taken",
            th=f"มีชุมชนที่ {number} อยู่แล้ว โปรดใช้เลขอื่น",
            en=f"There is a community number {number} already; choose another number.",
        )
