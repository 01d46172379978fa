"""Who wrote a name and a phone number, as far as the register can say."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.activities.access import reachable_people, require_activity_work, visible_sign_ups
from huangyai.activities.models import Session, SignUp
from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.people.queries import Resident, people, residents
from huangyai.people.rules import fold, phone_digits, without_title

_MOST_SHARING = 30
_MOST_FOUND = 8


def who_is_meant(municipality_id: uuid.UUID, name: str, phone: str) -> Person | None:
    """The one living resident who has this number and this name; nobody where there is a doubt."""
    digits = phone_digits(phone)
    if not digits:
        return None
    house = Actor.machine(municipality_id, "activities")
    wanted = fold(without_title(name))
    sharing = people(house, search=digits)[:_MOST_SHARING]
    found = [one for one in sharing if fold(f"{one.given_name} {one.family_name}") == wanted]
    return found[0] if len(found) == 1 else None


def open_sign_ups(actor: Actor, session: Session) -> models.QuerySet[SignUp]:
    """Sign-ups that an officer has to answer, the oldest first."""
    return visible_sign_ups(actor).filter(session=session, answer__isnull=True).order_by("made_at", "pk")


def sign_up(actor: Actor, sign_up_id: uuid.UUID) -> SignUp:
    """One sign-up that waits for an answer, or NotFound."""
    found = visible_sign_ups(actor).filter(pk=sign_up_id).select_related("session__activity", "session__venue").first()
    if found is None:
        raise NotFound
    return found


def who_it_may_be(actor: Actor, sign_up: SignUp) -> list[Resident]:
    """Residents with this number, then those with a name like it."""
    require_activity_work(actor)
    found: dict[uuid.UUID, Resident] = {}
    for text in (sign_up.phone, sign_up.name):
        if text:
            found.update({one.person.pk: one for one in residents(people(actor, search=text), most=_MOST_FOUND)})
    return list(found.values())[:_MOST_FOUND]


def people_to_sign_up(actor: Actor, text: str) -> list[Resident]:
    """Whom one may sign up under this name: officers everybody, volunteers the people of the homes they watch over."""
    reach = reachable_people(actor)
    house = Actor.machine(actor.municipality_id, "activities")
    found = people(house, search=text)
    return residents(found.filter(pk__in=reach.values("pk")), most=_MOST_FOUND)


def person_within_reach(actor: Actor, person_id: str) -> Person:
    """Somebody whom the actor may sign up, or NotFound."""
    try:
        wanted = uuid.UUID(person_id)
    except ValueError:
        raise NotFound from None
    found = reachable_people(actor).filter(pk=wanted).first()
    if found is None:
        raise NotFound
    return found


def own_homes_people(actor: Actor) -> list[Resident]:
    """The people of the homes that a volunteer watches over, in Thai order."""
    return residents(reachable_people(actor).select_related("household__village").order_by("sort_key", "pk"), most=100)
