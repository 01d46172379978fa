"""Kin, ways to reach somebody, names, addresses, consents, parts in the house, communities."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.people import actions, queries
from huangyai.people.models import (
    Address,
    CommunityHousehold,
    CommunitySeat,
    Consent,
    Contact,
    Household,
    HouseholdMember,
    Kinship,
    Merge,
    OtherName,
    Person,
)
from huangyai.places.actions import CommunityFacts, VillageFacts, add_village, correct_village, found_community
from huangyai.places.models import Community, Village
from huangyai.walls.entry import acting

Residents = dict[str, Person]
DAY = dt.date(2026, 1, 15)


def tie(officer: Actor, person: Person, relative: Person, kind: str) -> Kinship:
    return actions.note_kinship(actor=officer, person=person, relative=relative, kind=kind, source="test")


def test_kin_within_two_steps_are_kin_even_after_a_divorce(officer: Actor, residents: Residents) -> None:
    mother, husband, son = residents["เกษร"], residents["บุญเลิศ"], residents["ต้นกล้า"]
    brother, stranger = residents["กาล"], residents["เป็ด"]
    with acting(officer):
        tie(officer, mother, son, "parent")
        marriage = tie(officer, mother, husband, "spouse")
        tie(officer, brother, mother, "sibling")
        assert queries.kin_of(son) == {mother.pk, husband.pk, brother.pk}
        actions.end_kinship(actor=officer, kinship=marriage)
        assert queries.are_kin(son, husband)
        assert not queries.are_kin(son, stranger)
        assert queries.live_together(mother, husband)
        assert not queries.live_together(mother, brother)
        with pytest.raises(Refusal):
            tie(officer, mother, brother, "sibling")
        with pytest.raises(Refusal):
            tie(officer, mother, mother, "sibling")


def test_double_entries_share_their_kin(
    officer: Actor, residents: Residents, join: Callable[[Person, Person], Merge]
) -> None:
    with acting(officer):
        tie(officer, residents["เป็ด"], residents["วิเชียร"], "parent")
        join(residents["เป็ด"], residents["กาล"])
        assert queries.are_kin(residents["วิเชียร"], residents["กาล"])


def test_whom_an_account_may_not_judge_about(
    officer: Actor, residents: Residents, user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> None:
    worker = actor_of(Role.CASE_WORKER)
    with acting(officer):
        assert queries.people_close_to_account(worker.user_id) == set()
        actions.tie_account(actor=officer, person=residents["เกษร"], user=user_of(Role.CASE_WORKER))
        tie(officer, residents["กาล"], residents["เกษร"], "sibling")
        assert queries.people_close_to_account(worker.user_id) == {
            residents[name].pk for name in ("เกษร", "บุญเลิศ", "ต้นกล้า", "กาล")
        }


def test_kinships_of_a_register_are_told_once(officer: Actor, residents: Residents) -> None:
    ties = [actions.KinFacts(residents["เกษร"].pk, residents["ต้นกล้า"].pk, "parent")]
    with acting(officer):
        actions.note_many_kin(actor=officer, ties=ties, source="civil")
        actions.note_many_kin(actor=officer, ties=ties, source="civil")
        assert Kinship.objects.count() == 1


def test_a_daughters_telephone_finds_the_mother_until_it_is_given_up(officer: Actor, residents: Residents) -> None:
    mother = residents["เกษร"]
    with acting(officer):
        contact = actions.add_contact(actor=officer, person=mother, way="phone", value="081-999 8888", whose="ลูกสาว")
        assert list(queries.people(officer, search="0819998888")) == [mother]
        actions.end_contact(actor=officer, contact=contact)
        assert list(queries.people(officer, search="0819998888")) == []
        with pytest.raises(Refusal):
            actions.add_contact(actor=officer, person=mother, way="phone", value="12")


def test_several_nicknames_all_find_somebody(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        for name in ("ป้าแกะ", "เกด"):
            actions.add_other_name(actor=officer, person=residents["เกษร"], kind="nickname", name=name)
        assert next(iter(queries.people(officer, search="ป้าแกะ"))) == residents["เกษร"]
        assert residents["เกษร"] in queries.people(officer, search="เกด ทองดี")
        kept = OtherName.objects.get(name="เกด")
        actions.remove_other_name(actor=officer, other_name=kept)
        assert residents["เกษร"] not in queries.people(officer, search="เกด")[:1]


def test_the_newest_word_on_a_purpose_counts(officer: Actor, residents: Residents) -> None:
    person = residents["เกษร"]
    with acting(officer):
        for answer, day in (("given", DAY), ("withdrawn", DAY + dt.timedelta(days=9))):
            actions.record_consent(actor=officer, person=person, purpose="photo", answer=answer, answered_on=day)
            assert queries.consent_of(person, "photo", DAY + dt.timedelta(days=20)) == (answer == "given")
        actions.record_consent(
            actor=officer,
            person=person,
            purpose="health",
            answer="given",
            answered_on=DAY,
            until=DAY + dt.timedelta(days=30),
        )
        assert queries.consent_of(person, "health", DAY + dt.timedelta(days=30))
        assert not queries.consent_of(person, "health", DAY + dt.timedelta(days=31))
        assert not queries.consent_of(person, "sharing", DAY)
        with pytest.raises(Refusal):
            actions.record_consent(
                actor=officer, person=person, purpose="health", answer="given", answered_on=DAY, until=DAY
            )


def test_each_value_says_where_it_comes_from(officer: Actor, residents: Residents) -> None:
    person = residents["สมศรี"]
    with acting(officer):
        told = {line.field: line for line in queries.provenance(officer, queries.person(officer, person.pk))}
        assert told["family_name"].source == "test"
        assert told["national_id"].by
        actions.correct_circumstances(
            actor=officer, person=person, circumstances=actions.Circumstances("ติ๋ม", "0811111111"), source="โทรถาม"
        )
        told = {line.field: line for line in queries.provenance(officer, queries.person(officer, person.pk))}
        assert told["phone"].source == "โทรถาม"
        assert told["nickname"].source == "test"


def test_a_part_in_the_house_is_noted_from_today(officer: Actor, residents: Residents) -> None:
    home = residents["เกษร"].household
    assert home is not None
    with acting(officer):
        member = HouseholdMember.objects.get(person=residents["บุญเลิศ"])
        again = actions.note_part(actor=officer, member=member, part="carer")
        parts = [(row.person_id, row.part, row.ends_on is None) for row in queries.members_over_time(officer, home)]
        assert (again.person_id, "carer", True) in parts
        assert (again.person_id, "member", False) in parts
        with pytest.raises(Refusal) as refused:
            actions.note_part(actor=officer, member=again, part="head")
        assert refused.value.code == "head-needs-request"


def test_a_house_is_placed_where_it_can_be(officer: Actor, residents: Residents) -> None:
    home = residents["เกษร"].household
    assert home is not None
    with acting(officer):
        with pytest.raises(Refusal):
            actions.place_household(actor=officer, household=home, latitude=102.05, longitude=12.56)
        actions.place_household(actor=officer, household=home, latitude=12.56, longitude=102.05)
        assert queries.household_on_map(officer, Household.objects.get(pk=home.pk)) is not None


def test_a_community_has_households_and_one_chair(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        first = found_community(actor=officer, facts=CommunityFacts(1, "ชุมชนริมคลอง"))
        second = found_community(actor=officer, facts=CommunityFacts(2, "หลังวัด"))
        assert str(first) == "ชุมชนริมคลอง"
        homes = list(Household.objects.all())
        assert actions.join_community(actor=officer, community=first, households=homes) == 4
        assert actions.join_community(actor=officer, community=second, households=homes[:1]) == 1
        assert actions.join_community(actor=officer, community=second, households=homes[:1]) == 0
        for name in ("กาล", "เป็ด"):
            actions.take_seat(actor=officer, community=first, person=residents[name], duty="chair")
        lines = {line.community.number: (line.chair, line.households) for line in queries.community_lines(officer)}
        assert lines == {1: ("นางเป็ด วงศ์ไทย", 3), 2: ("", 1)}
        assert [seat.ends_on is None for seat in queries.seats(officer, first)] == [True, False]
        assert not queries.households_outside(officer).exists()
        with pytest.raises(Refusal):
            found_community(actor=officer, facts=CommunityFacts(2, "ซ้ำเลข"))


def test_villages_are_told_apart_by_their_code(officer: Actor) -> None:
    with acting(officer):
        for code, problem in (("2201080", "village-code-impossible"), ("22010801", "village-known")):
            with pytest.raises(Refusal) as refused:
                add_village(actor=officer, facts=VillageFacts(code, 3, "บ้านเก่า"))
            assert refused.value.code == problem
        village = add_village(actor=officer, facts=VillageFacts("22010803", 3, "บ้านต้นทาง"))
        assert Village.objects.filter(name="บ้านต้นทาง").count() == 2
        correct_village(actor=officer, village=village, facts=VillageFacts("22010803", 3, "บ้านใหม่", 12.5, 102.0))
        assert Village.objects.get(code="22010803").name == "บ้านใหม่"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.ADMINISTRATOR}])
def test_only_those_who_keep_the_register_note_anything(
    role: Role, officer: Actor, residents: Residents, actor_of: Callable[[Role], Actor]
) -> None:
    actor, person, home = actor_of(role), residents["กาล"], residents["กาล"].household
    assert home is not None
    with acting(officer):
        member = HouseholdMember.objects.get(person=person)
        attempts: list[Callable[[], Any]] = [
            lambda: tie(actor, person, residents["เป็ด"], "spouse"),
            lambda: actions.note_many_kin(actor=actor, ties=[], source="test"),
            lambda: actions.add_contact(actor=actor, person=person, way="phone", value="0811111111"),
            lambda: actions.add_other_name(actor=actor, person=person, kind="nickname", name="ดำ"),
            lambda: actions.add_address(actor=actor, person=person, kind="lives", elsewhere="ตราด"),
            lambda: actions.record_consent(
                actor=actor, person=person, purpose="photo", answer="given", answered_on=DAY
            ),
            lambda: actions.note_part(actor=actor, member=member, part="carer"),
            lambda: actions.place_household(actor=actor, household=home, latitude=12, longitude=102),
            lambda: found_community(actor=actor, facts=CommunityFacts(1, "ริมคลอง")),
            lambda: add_village(actor=actor, facts=VillageFacts("22010899", 9, "บ้านเก่า")),
        ]
        for attempt in attempts:
            with pytest.raises(NotAllowed):
                attempt()


def test_what_is_known_is_kept_and_ended_on_the_pages(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, person = browser_of(Role.OFFICER), residents["เกษร"]
    forms: dict[str, dict[str, str]] = {
        "contacts": {"way": "phone", "value": "0819998888", "whose": "ลูกสาว"},
        "names": {"kind": "nickname", "name": "เกด"},
        "addresses": {"kind": "works", "elsewhere": "อ.เมืองตราด"},
        "consents": {"purpose": "photo", "answer": "refused", "answered_on": "1 ม.ค. 2569"},
        "kin": {"other": str(residents["ต้นกล้า"].pk), "word": "parent-of", "source": "เจ้าตัว"},
    }
    for page, typed in forms.items():
        address = reverse(f"people:person_{page}", args=[person.pk])
        assert browser.post(address, {}).status_code == 422, page
        assert browser.post(address, typed).status_code == 302, page
        assert browser.get(address).status_code == 200, page
    shown = browser.get(reverse("people:person_detail", args=[person.pk])).text
    for words in ("0819998888", "เกด", "อ.เมืองตราด", "ต้นกล้า"):
        assert words in shown
    with acting(officer):
        endings = [
            reverse("people:contact_end", args=[person.pk, Contact.objects.get().pk]),
            reverse("people:name_removal", args=[person.pk, OtherName.objects.get(person=person).pk]),
            reverse("people:address_end", args=[person.pk, Address.objects.get().pk]),
            reverse("people:kinship_end", args=[person.pk, Kinship.objects.get().pk]),
        ]
        kin = Kinship.objects.get()
        assert (kin.person_id, kin.kind) == (person.pk, "parent")
        assert Consent.objects.get().answer == "refused"
    for address in endings:
        assert browser.get(address).status_code == 405
        assert browser.post(address).status_code == 302
        assert browser.post(address.replace(str(person.pk), str(uuid.uuid4()))).status_code == 404
    with acting(officer):
        assert Address.objects.get().ends_on
        assert not OtherName.objects.filter(person=person).exists()


def test_communities_and_villages_on_the_pages(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    made = browser.post(reverse("people:community_new"), {"number": "1", "name": "ริมคลอง"})
    page = str(made["Location"])
    with acting(officer):
        community, village = Community.objects.get(), Village.objects.all()[0]
        homes = [str(pk) for pk in Household.objects.values_list("pk", flat=True)]
    assert browser.get(f"{page}households/").status_code == 200
    assert browser.post(f"{page}households/", {"household": [*homes, "nonsense"]}).status_code == 302
    assert "กาล" in browser.get(f"{page}seats/", {"q": "กาน"}).text
    seat = {"person": str(residents["กาล"].pk), "duty": "chair"}
    assert browser.post(f"{page}seats/", seat).status_code == 302
    assert browser.post(f"{page}seats/", {**seat, "person": "nobody"}).status_code == 422
    shown = browser.get(page).text
    assert "กาล" in shown
    assert "45" in shown
    assert browser.post(f"{page}correction/", {"number": "7", "name": "ริมคลองใต้"}).status_code == 302
    with acting(officer):
        sits, belongs = CommunitySeat.objects.get(), CommunityHousehold.objects.all()[0]
    assert browser.post(reverse("people:seat_end", args=[community.pk, sits.pk])).status_code == 302
    assert browser.post(reverse("people:community_leaving", args=[community.pk, belongs.pk])).status_code == 302
    assert browser.post(reverse("people:seat_end", args=[community.pk, sits.pk])).status_code == 404
    assert (
        browser.post(
            reverse("people:village_new"), {"code": "22010809", "number": "9", "name": "บ้านเขาน้อย"}
        ).status_code
        == 302
    )
    assert browser.post(reverse("people:village_new"), {"code": "2201", "number": "9", "name": "x"}).status_code == 422
    correction = reverse("people:village_detail", args=[village.pk])
    assert browser.post(correction, {"number": "1", "name": "บ้านต้นทางใหม่"}).status_code == 302
    listed = browser.get(reverse("people:place_list")).text
    for words in ("บ้านเขาน้อย", "บ้านต้นทางใหม่", "ริมคลองใต้"):
        assert words in listed
