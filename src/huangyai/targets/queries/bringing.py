"""What a list that comes in is held against: the edition before, the villages, who was joined."""

from __future__ import annotations

import uuid

from huangyai.kernel import Words
from huangyai.places.models import Village
from huangyai.targets.models import Register, RegisterRow, Source, counts_now
from huangyai.targets.rules.villages import KnownVillage


def known_villages() -> list[KnownVillage]:
    """The municipality's villages, as rows name them."""
    return [KnownVillage(village.code, village.number, village.name) for village in Village.objects.all()]


def newest_edition(source: Source) -> Register | None:
    """The list that this source sent last."""
    return Register.objects.filter(counts_now(), source=source).order_by("-made_at").first()


def earlier_joins(register: Register) -> dict[int, tuple[uuid.UUID, float | None, Words | None]]:
    """Who the rows of a list are, as far as somebody found out: row number → person, how sure, why."""
    rows = RegisterRow.objects.filter(register=register, person__isnull=False)
    return {
        number: (person_id, probability, why)
        for number, person_id, probability, why in rows.values_list("row", "person_id", "probability", "why")
    }
