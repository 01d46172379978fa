from __future__ import annotations

from collections.abc import Callable

import pytest

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NationalId, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.actions import (
    Circumstances,
    PersonFacts,
    correct_circumstances,
    note_circumstances,
    propose_merge,
    register_person,
    tie_account,
)
from huangyai.people.models import (
    Admission,
    Household,
    HouseholdMember,
    KnownName,
    OtherName,
    Person,
    PersonAccount,
    ValueSource,
)
from huangyai.people.queries import people, person_of_account
from huangyai.walls.entry import acting

Residents = dict[str, Person]


def verbs(actor: Actor) -> list[str]:
    return list(
        Entry.objects.filter(municipality_id=actor.municipality_id).order_by("position").values_list("verb", flat=True)
    )


def test_households_are_admitted_with_people_names_and_one_entry(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        assert Household.objects.count() == 4
        assert Person.objects.count() == len(residents) == 9
        assert HouseholdMember.objects.filter(ends_on__isnull=True).count() == 9
        assert Admission.objects.get().source == "test"
        assert {person.admission_id for person in Person.objects.all()} == {Admission.objects.get().pk}
        assert KnownName.objects.filter(place="f").count() == 5
        assert Person.objects.get(pk=residents["กาล"].pk).made_at == residents["กาล"].made_at
        entry = Entry.objects.get(verb="households.admitted")
        assert entry.facts == {"households": 4, "people": 9, "source": "test"}


def test_the_id_is_sealed_and_the_ledger_holds_no_name(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        person = Person.objects.get(pk=residents["สมศรี"].pk)
        assert b"9000000000012" not in bytes(person.national_id_sealed or b"")
        assert "9000000000012" not in person.national_id_hash
        assert all("สมศรี" not in str(facts) for facts in Entry.objects.values_list("facts", flat=True))


def test_somebody_new_is_registered_once(officer: Actor, residents: Residents) -> None:
    facts = PersonFacts(given_name="มะลิ", family_name="แย้มยิ้ม", national_id=NationalId.parse("9000000000047"))
    with acting(officer):
        made = register_person(actor=officer, household=residents["กาล"].household, facts=facts)
        assert made in people(officer, search="มะลิ")
        assert verbs(officer)[-1] == "person.registered"
        with pytest.raises(Refusal) as refused:
            register_person(actor=officer, household=None, facts=facts)
        assert refused.value.code == "person-exists"


def test_circumstances_are_corrected_and_the_new_nickname_is_found(officer: Actor, residents: Residents) -> None:
    person = residents["บุญเลิศ"]
    with acting(officer):
        correct_circumstances(
            actor=officer, person=person, circumstances=Circumstances("จุก", "๐๘๑-๒๓๔-๐๐๐๐", wheelchair=True)
        )
        kept = Person.objects.get(pk=person.pk)
        assert (kept.nickname, kept.phone, kept.wheelchair) == ("จุก", "0812340000", True)
        assert kept in people(officer, search="จุก")
        assert verbs(officer)[-1] == "person.circumstances-corrected"
        with pytest.raises(Refusal) as refused:
            correct_circumstances(actor=officer, person=person, circumstances=Circumstances(phone="12345"))
        assert refused.value.code == "phone-impossible"


def test_a_nickname_that_a_register_brings_is_found(officer: Actor, residents: Residents) -> None:
    person = residents["กาล"]
    with acting(officer):
        person.nickname = "แตงโม"
        note_circumstances(actor=officer, people=[person], source="visits")
        assert list(people(officer, search="แตงโม")) == [person]
        assert OtherName.objects.get(person=person).source == "visits"
        assert ValueSource.objects.get(person=person).field == "nickname"


def test_an_account_is_tied_to_its_resident(
    officer: Actor, residents: Residents, user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        tie_account(actor=officer, person=residents["กาล"], user=user_of(Role.RESIDENT))
        assert PersonAccount.objects.count() == 1
        assert verbs(officer)[-1] == "account.tied"
        assert person_of_account(actor_of(Role.RESIDENT)) == residents["กาล"]
        assert person_of_account(officer) is None
        assert person_of_account(Actor.public(officer.municipality_id)) is None


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.ADMINISTRATOR}])
def test_only_those_who_keep_the_register_write_in_it(
    role: Role, officer: Actor, residents: Residents, actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    one, other = residents["กาล"], residents["เกษร"]
    with acting(officer):
        before = verbs(officer)
        for attempt in (
            lambda: register_person(actor=actor, household=None, facts=PersonFacts(given_name="ใครก็ได้")),
            lambda: propose_merge(actor=actor, alias=one, canonical=other, reason="คนเดียวกันแน่นอน"),
            lambda: correct_circumstances(actor=actor, person=one, circumstances=Circumstances()),
            lambda: note_circumstances(actor=actor, people=[one], source="test"),
            lambda: tie_account(actor=actor, person=one, user=User.objects.all()[0]),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        assert verbs(officer) == before
