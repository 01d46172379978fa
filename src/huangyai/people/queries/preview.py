"""A planned change in words: for each row, whom it is about, what, before and after."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huangyai.design.templatetags.thai import be_date
from huangyai.kernel import Actor, NationalId
from huangyai.people.models import (
    ID_PURPOSE,
    Address,
    ChangeRequest,
    Household,
    HouseholdMember,
    Kinship,
    OtherName,
    Person,
)
from huangyai.people.queries.planning import planned_effects
from huangyai.people.rules import Effect
from huangyai.places.models import Village
from huangyai.vault.sealing import seal

VALUE_LABELS = {
    "title": gettext_lazy("Title"),
    "given_name": gettext_lazy("Given name"),
    "family_name": gettext_lazy("Family name"),
    "sex": gettext_lazy("Sex"),
    "birth_date": gettext_lazy("Birth date"),
    "phone": gettext_lazy("Phone"),
    "national_id": gettext_lazy("National id"),
    "nickname": gettext_lazy("Nickname"),
    "wheelchair": gettext_lazy("Uses a wheelchair"),
    "household_id": gettext_lazy("House"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a preview."""

    whom: str
    what: str
    before: str
    after: str


def asked_change(
    actor: Actor,
    *,
    kind: str,
    asked: dict[str, Any],
    household: Household | None = None,
    national_id: NationalId | None = None,
) -> list[ChangeLine]:
    """What a change would do that nobody has proposed yet; nothing is written."""
    request = ChangeRequest(
        municipality_id=actor.municipality_id,
        kind=kind,
        household=household,
        asked=asked,
        asked_sealed=seal(actor.municipality_id, national_id.digits, purpose=ID_PURPOSE) if national_id else None,
    )
    return in_words(planned_effects(request))


def in_words(effects: Sequence[Effect]) -> list[ChangeLine]:
    """The effects as somebody reads them; three questions whatever their number."""
    names = _Names(effects)
    lines: list[ChangeLine] = []
    for effect in effects:
        tell = _MADE.get(effect.what) if effect.makes else None
        if tell:
            lines.append(tell(effect, names))
        elif effect.what == "member":
            lines.append(ChangeLine(effect.whom, _("Leaves the house"), "", _day(effect.after.get("ends_on"))))
        elif effect.what == "household":
            before, after = names.house(effect.before), names.house(effect.after)
            lines.append(ChangeLine(before, _("Number and village of the house"), before, after))
        elif effect.what == "person":
            lines.extend(
                ChangeLine(
                    effect.whom,
                    str(VALUE_LABELS[field]),
                    names.value(field, effect.before.get(field)),
                    names.value(field, value),
                )
                for field, value in effect.after.items()
            )
    return lines


class _Names:
    """Houses, villages and people by what one calls them."""

    def __init__(self, effects: Iterable[Effect]) -> None:
        told = [values for effect in effects for values in (effect.before, effect.after)]
        homes = {str(values["household_id"]) for values in told if values.get("household_id")}
        people = {str(values[key]) for values in told for key in ("canonical_id", "relative_id") if values.get(key)}
        villages = {str(values["village_id"]) for values in told if values.get("village_id")}
        self._villages = {str(pk): village for pk, village in Village.objects.in_bulk(list(villages)).items()}
        self._homes = {
            str(home.pk): str(home) for home in Household.objects.filter(pk__in=homes).select_related("village")
        }
        self._homes |= {
            effect.row: self.house(effect.after) for effect in effects if effect.what == "household" and effect.makes
        }
        self._people = {str(pk): person.full_name for pk, person in Person.objects.in_bulk(list(people)).items()}

    def house(self, values: Mapping[str, Any]) -> str:
        return f"{values['house_no']} {self._villages.get(str(values['village_id']), '')}".strip()

    def home(self, pk: object) -> str:
        return self._homes.get(str(pk), "–") if pk else "–"

    def person(self, pk: object) -> str:
        return self._people.get(str(pk), "–")

    def value(self, field: str, value: Any) -> str:
        if field == "household_id":
            return self.home(value)
        if field == "birth_date":
            return _day(value)
        if field == "sex":
            return str(dict(Person.Sex.choices).get(value or "", "–"))
        return str(value) if value else "–"


def _day(value: Any) -> str:
    if not value:
        return "–"
    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return str(be_date(day))


def _new_member(effect: Effect, names: _Names) -> ChangeLine:
    after = effect.after
    part = HouseholdMember.Part(after["part"]).label
    stay = HouseholdMember.Stay(after["stay"]).label
    return ChangeLine(
        effect.whom, _("Comes into the house"), "", f"{names.home(after['household_id'])} · {part} · {stay}"
    )


_MADE: dict[str, Callable[[Effect, _Names], ChangeLine]] = {
    "member": _new_member,
    "person": lambda effect, names: ChangeLine(effect.whom, _("New in the register"), "", names.home(effect.after["household_id"])),
    "household": lambda effect, names: ChangeLine(names.house(effect.after), _("New house"), "", names.house(effect.after)),
    "death": lambda effect, names: ChangeLine(effect.whom, _("Died"), "", _day(effect.after["died_on"])),
    "merge": lambda effect, names: ChangeLine(effect.whom, _("Is read as"), effect.whom, names.person(effect.after["canonical_id"])),
    "kinship": lambda effect, names: ChangeLine(effect.whom, _("Kinship"), "", str(Kinship.Kind(effect.after["kind"]).label)),
    "address": lambda effect, names: ChangeLine(
        effect.whom, str(Address.Kind(effect.after["kind"]).label), "", str(effect.after["elsewhere"])
    ),
    "other_name": lambda effect, names: ChangeLine(
        effect.whom, str(OtherName.Kind(effect.after["kind"]).label), "", str(effect.after["name"])
    ),
    "value_source": lambda effect, names: ChangeLine(effect.whom, _("Origin"), "", str(effect.after["source"])),
}  # fmt: skip


def person_ids(request: ChangeRequest) -> list[uuid.UUID]:
    """Whom a request is about."""
    return [concerned.person_id for concerned in request.concerned.all()]
