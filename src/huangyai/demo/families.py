"""Who is kin to whom in the example, its communities, and changes of the register that wait or were approved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from huangyai.demo.registers import Household as Home
from huangyai.demo.registers import Person as Somebody
from huangyai.demo.registers import SubDistrict
from huangyai.kernel import Actor, NationalId
from huangyai.people import queries
from huangyai.people.actions import (
    KinFacts,
    add_contact,
    approve_change,
    join_community,
    note_many_kin,
    propose_change,
    record_consent,
    take_seat,
)
from huangyai.people.models import ChangeRequest, CommunitySeat, Consent, Household, Kinship, Person
from huangyai.places.actions import CommunityFacts, found_community
from huangyai.places.queries import villages

_KIND = Kinship.Kind
_COMMUNITIES = ("ริมคลองบางกะจะ", "หลังวัดพลับ", "ตลาดเช้า")


def note_families(actor: Actor, sub_district: SubDistrict) -> int:
    """Parents and children, couples, brothers and sisters, and who cares for whom, as the house registration books say."""
    known = queries.people_by_national_id()

    def entry(person: Somebody) -> Person | None:
        return known.get(queries.id_key(actor, NationalId(person.national_id)))

    entries = {person.id: found for person in sub_district.people if (found := entry(person))}
    ties = [
        KinFacts(entries[one].pk, entries[other].pk, kind)
        for home in sub_district.households
        for one, other, kind in _ties(sub_district, home)
        if one in entries and other in entries
    ]
    return note_many_kin(actor=actor, ties=ties, source="civil")


def _ties(sub_district: SubDistrict, home: Home) -> Iterator[tuple[str, str, str]]:
    members = [sub_district.person[pk] for pk in home.member_ids]

    def those(*positions: str) -> list[str]:
        return [member.id for member in members if member.position in positions]

    couple, children, heads = those("head", "spouse"), those("child"), those("head")
    yield from ((one, other, _KIND.SPOUSE) for one, other in product(heads, those("spouse")))
    yield from ((parent, child, _KIND.PARENT) for parent, child in product(couple, children))
    yield from ((parent, head, _KIND.PARENT) for parent, head in product(those("parent"), heads))
    yield from ((head, other, _KIND.SIBLING) for head, other in product(heads, those("sibling")))
    yield from ((head, child, _KIND.GUARDIAN) for head, child in product(heads, those("grandchild")))
    yield from ((one, other, _KIND.SIBLING) for at, one in enumerate(children) for other in children[at + 1 :])
    yield from ((member.carer_id, member.id, _KIND.CARER) for member in members if member.carer_id)


def found_communities(actor: Actor) -> None:
    """Three communities with thirty households each, a chair and a secretary."""
    for number, (name, village) in enumerate(zip(_COMMUNITIES, villages(), strict=False), start=1):
        community = found_community(
            actor=actor,
            facts=CommunityFacts(number, name, latitude=village.latitude, longitude=village.longitude),
        )
        homes = list(queries.households(actor, village_id=village.pk)[:30])
        join_community(actor=actor, community=community, households=homes)
        adults = Person.objects.filter(household__in=homes, birth_date__year__lt=1985).order_by("birth_date", "pk")
        for person, duty in zip(adults, (CommunitySeat.Duty.CHAIR, CommunitySeat.Duty.SECRETARY), strict=False):
            take_seat(actor=actor, community=community, person=person, duty=duty)


def change_the_register(officer: Actor, administrator: Actor, today: str) -> None:
    """At the counter: a family name corrected and approved, a move that waits for another pair of eyes, a consent."""
    homes = Household.objects.filter(members__isnull=False).order_by("village__number", "house_no", "pk").distinct()
    first, second = (queries.household_members(officer, home)[0] for home in homes[:2])
    approve_change(
        actor=administrator,
        request=propose_change(
            actor=officer,
            kind=ChangeRequest.Kind.CORRECTION,
            people=[first],
            asked={"person": str(first.pk), "field": "phone", "value": "0100000001", "source": "เจ้าตัวแจ้ง"},
            reason="เปลี่ยนเบอร์ใหม่ แจ้งที่เคาน์เตอร์",
        ),
    )
    add_contact(actor=officer, person=first, way="phone", value="0100000002", whose="ลูกสาว")
    record_consent(
        actor=officer,
        person=first,
        purpose=Consent.Purpose.CONTACT,
        answer=Consent.Answer.GIVEN,
        answered_on=first.made_at.date(),
    )
    propose_change(
        actor=officer,
        kind=ChangeRequest.Kind.MOVE,
        people=[second],
        asked={
            "people": [str(second.pk)],
            "moves": "home",
            "elsewhere": "กรุงเทพมหานคร",
            "on": today,
            "source": "ญาติแจ้ง",
        },
        reason="ไปทำงานกรุงเทพฯ ชื่อยังอยู่ในทะเบียนบ้าน",
    )
