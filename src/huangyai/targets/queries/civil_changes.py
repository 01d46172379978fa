"""What a newer civil register says otherwise of residents, and what became of it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef

from huangyai.kernel import Actor, NationalId
from huangyai.people.models import ChangeRequest, Household, HouseholdMember, Person
from huangyai.people.queries import changes as people_changes
from huangyai.people.queries import find_by_national_id, standing
from huangyai.people.rules import thai_sort_key
from huangyai.targets.access import may_bring_registers
from huangyai.targets.models import CivilProposal, Register, RegisterKind, RowChange
from huangyai.targets.rules.civil_changes import CHANGING
from huangyai.targets.rules.newborns import SaidMother


def differences_unproposed(register: Register) -> models.QuerySet[RowChange]:
    """Changed rows of residents that say something of them otherwise, and of which nothing was proposed yet."""
    return (
        _unproposed(register)
        .filter(kind=RowChange.Kind.CHANGED, after__person__isnull=False, columns__has_any_keys=sorted(CHANGING))
        .select_related("before", "after__person")
        .order_by("after__row")
    )


def births_unproposed(register: Register) -> models.QuerySet[RowChange]:
    """New rows that nobody was entered for: newborn children, of whom nothing was proposed yet."""
    return (
        _unproposed(register)
        .filter(kind=RowChange.Kind.NEW, after__person__isnull=True)
        .select_related("before", "after__person")
        .order_by("after__row")
    )


def find_mother(actor: Actor, said: SaidMother, home: Household) -> Person | None:
    """The resident whom a child's row names as its mother: by her id, by her name in the house, or by her whole name.

    Nobody where it could be either of two.
    """
    if said.national_id:
        known = find_by_national_id(actor, NationalId.parse(said.national_id))
        if known is not None or not said.given_name:
            return known
    women = Person.objects.exclude(sex=Person.Sex.MALE)
    living_here = HouseholdMember.objects.filter(household=home, ends_on__isnull=True).values("person_id")
    found = list(women.filter(given_name=said.given_name, pk__in=living_here))
    if len(found) > 1:
        found = [person for person in found if person.family_name == said.family_name]
    elif not found and said.family_name:
        whole_name = thai_sort_key(f"{said.given_name} {said.family_name}")
        found = list(standing(women).filter(sort_key=whole_name)[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class CivilOutlook:
    """How much of a newer civil register still has to be proposed, and how much waits for approval."""

    differences: int
    births: int
    gone: int
    open: int

    @property
    def to_propose(self) -> int:
        """Rows of which nothing was proposed yet."""
        return self.differences + self.births


def civil_outlook(actor: Actor, register: Register) -> CivilOutlook | None:
    """What a newer civil register asks of staff; nothing for other lists and for others than those who keep registers."""
    if register.kind != RegisterKind.CIVIL or register.previous_id is None or not may_bring_registers(actor):
        return None
    gone = RowChange.objects.filter(register=register, kind=RowChange.Kind.GONE, before__person__death__isnull=True)
    return CivilOutlook(
        differences_unproposed(register).count(),
        births_unproposed(register).count(),
        gone.filter(before__person__household__isnull=False).count(),
        CivilProposal.objects.filter(change__register=register, request__decision__isnull=True)
        .values("request")
        .distinct()
        .count(),
    )


def proposals_of(actor: Actor, changes: Iterable[RowChange]) -> Mapping[uuid.UUID, list[ChangeRequest]]:
    """Change → the requests that were made of it, for those who may read them."""
    found: dict[uuid.UUID, list[ChangeRequest]] = defaultdict(list)
    rows = CivilProposal.objects.filter(
        change__in=[change.pk for change in changes], request__in=people_changes.changes(actor).values("pk")
    )
    for one in rows.select_related("request__decision").order_by("made_at", "pk"):
        found[one.change_id].append(one.request)
    return found


def _unproposed(register: Register) -> models.QuerySet[RowChange]:
    proposed = CivilProposal.objects.filter(change=OuterRef("pk"))
    return RowChange.objects.filter(~Exists(proposed), register=register)
