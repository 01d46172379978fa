"""Prints, as JSON, the name and the code of everybody who stands on an assembly's sign-in sheet, as its paper shows them.

`sheet_codes.py ASSEMBLY`, run with the site's HUANGYAI_DATA.
"""

from __future__ import annotations

import json
import sys

from huangyai.config import boot
from huangyai.kernel import Actor


def main() -> None:
    # The rooms' tables can be imported when the house is awake, and not before.
    boot.django(migrated=False)
    from huangyai.assembly.models import Invitee
    from huangyai.places.models import Municipality
    from huangyai.walls.entry import acting

    for municipality in Municipality.objects.all():
        with acting(Actor.machine(municipality.pk, "test")):
            asked = Invitee.objects.filter(assembly=sys.argv[1]).select_related("person").order_by("person__sort_key")
            if found := [[invitee.person.full_name, invitee.code] for invitee in asked]:
                sys.stdout.write(json.dumps(found))
                return


main()
