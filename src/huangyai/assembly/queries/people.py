from __future__ import annotations

from django.db import models

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.models import Assembly, Attendance
from huangyai.kernel import Actor, NationalId
from huangyai.people.models import CommunitySeat, HouseholdMember, Person
from huangyai.people.queries import Resident, find_by_national_id, people, residents, standing

MOST_FOUND = 20


def found_by_name(actor: Actor, text: str) -> list[Resident]:
    """Who may stand at the door under this name, nearest first."""
    require_assembly_work(actor)
    return residents(people(actor, search=text), most=MOST_FOUND)


def found_by_card(actor: Actor, national_id: NationalId) -> Person | None:
    """Whose card this is, by the keyed hash of its number."""
    require_assembly_work(actor)
    return find_by_national_id(actor, national_id)


def asked_by_name(actor: Actor, assembly: Assembly, whom: str) -> list[Person]:
    """Who stands on the sheet: `heads` of the households of the assembly's village (or of all), or the `committees`."""
    require_assembly_work(actor)
    if whom == "heads":
        held = HouseholdMember.objects.filter(part=HouseholdMember.Part.HEAD, ends_on__isnull=True)
        if assembly.village_id:
            held = held.filter(household__village_id=assembly.village_id)
        found = Person.objects.filter(pk__in=held.values("person_id"))
    elif whom == "committees":
        seated = CommunitySeat.objects.filter(ends_on__isnull=True)
        found = Person.objects.filter(pk__in=seated.values("person_id"))
    else:
        return []
    return list(standing(found).order_by("sort_key", "pk"))


def speakers(actor: Actor, assembly: Assembly) -> models.QuerySet[Attendance]:
    """Those of the register who came, in Thai order: who may have said it."""
    require_assembly_work(actor)
    return (
        Attendance.objects.filter(assembly=assembly, taken_back_at__isnull=True, person__isnull=False)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
