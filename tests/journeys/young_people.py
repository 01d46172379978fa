"""Prints, as JSON, who could come to a youth course: their names, phone numbers and homes.

Run with the example's HUANGYAI_DATA. Everybody gets a phone number of nobody's, and three use a wheelchair, noted by the
officer as at the counter. With an activity named, prints the codes of its first session's cards instead.
"""

from __future__ import annotations

import json
import sys
from datetime import date

from huangyai.config import boot

HOW_MANY, BY_VOLUNTEER, YOUNGEST, OLDEST = 40, 3, 10, 20

# Three of them, wherever they stand.
WHEELCHAIRS = (5, 17, 29)


def main() -> None:
    # The rooms' tables can be imported when the house is awake, and not before.
    boot.django(migrated=False)
    from django.utils import timezone

    from huangyai.accounts.models import User
    from huangyai.activities.access import reachable_people
    from huangyai.activities.models import Enrolment, Session
    from huangyai.kernel import Actor, Role
    from huangyai.people.actions import Circumstances, correct_circumstances
    from huangyai.people.models import Person
    from huangyai.places.queries import all_municipalities
    from huangyai.walls.entry import acting

    municipality = all_municipalities("tuayang").get()

    def account(name: str, role: Role) -> Actor:
        return Actor(municipality.pk, User.objects.get(username=name).pk, frozenset({role}))

    machine = Actor.machine(municipality.pk, "young-people")
    with acting(machine):
        if len(sys.argv) > 1:
            first = Session.objects.filter(activity_id=sys.argv[1]).order_by("starts_at")[0]
            cards = Enrolment.objects.filter(session=first, ended_at__isnull=True).order_by("made_at", "pk")
            sys.stdout.write(json.dumps({str(one.person): one.code for one in cards.select_related("person")}))
            return
        officer = account("officer", Role.OFFICER)
        today = timezone.localdate()
        # Who stands on a list is expected anyway; these come on their own.
        young = (
            Person.objects.filter(
                birth_date__range=(date(today.year - OLDEST, 1, 1), date(today.year - YOUNGEST, 1, 1)),
                household__latitude__isnull=False,
            )
            .exclude(pk__in=Enrolment.objects.values("person_id"))
            .order_by("sort_key", "pk")
        )
        # A volunteer signs up those of the homes that they watch over.
        watched = {
            name: list(young.filter(pk__in=reachable_people(account(name, Role.VOLUNTEER)).values("pk"))[:BY_VOLUNTEER])
            for name in (f"volunteer{number}" for number in range(1, 11))
        }
        volunteer, known = max(watched.items(), key=lambda one: len(one[1]))
        others = young.exclude(pk__in=[person.pk for person in known])
        found = []
        for number, person in enumerate([*known, *others[: HOW_MANY - len(known)]]):
            circumstances = Circumstances(
                nickname=person.nickname, phone=f"08000{number:05d}", wheelchair=number in WHEELCHAIRS
            )
            correct_circumstances(actor=officer, person=person, circumstances=circumstances)
            found.append(
                {
                    "name": f"{person.given_name} {person.family_name}",
                    "shown": str(person),
                    "phone": circumstances.phone,
                    "wheelchair": circumstances.wheelchair,
                    "volunteer": volunteer if person in known else "",
                }
            )
    sys.stdout.write(json.dumps(found))


main()
