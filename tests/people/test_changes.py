"""A change is proposed by one member of staff, decided by another, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NationalId, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people import queries
from huangyai.people.actions import (
    approve_change,
    approve_merge,
    decline_change,
    propose_change,
    propose_merge,
    take_back_merge,
    tie_account,
    undo_change,
    withdraw_change,
)
from huangyai.people.models import (
    Address,
    ChangeRequest,
    Death,
    Household,
    HouseholdMember,
    Kinship,
    Merge,
    OtherName,
    Person,
    ValueSource,
)
from huangyai.walls.entry import acting

Residents = dict[str, Person]
Kind = ChangeRequest.Kind
DAY = "2026-01-15"


def correction(officer: Actor, person: Person, field: str, value: Any, **more: Any) -> ChangeRequest:
    return propose_change(
        actor=officer,
        kind=Kind.CORRECTION,
        people=[person],
        asked={"person": str(person.pk), "field": field, "value": value, "source": "บัตรประชาชน"},
        reason="ดูจากบัตรประชาชนตัวจริง",
        **more,
    )


def move(officer: Actor, people: list[Person], moves: str = "both", **where: Any) -> ChangeRequest:
    asked = {"people": [str(person.pk) for person in people], "moves": moves, "on": DAY, "source": "ใบแจ้งย้าย", **where}
    return propose_change(actor=officer, kind=Kind.MOVE, people=people, asked=asked, reason="แจ้งย้ายที่อำเภอแล้ว")


def standing(person: Person) -> list[tuple[str, str, str]]:
    rows = HouseholdMember.objects.filter(person=person, ends_on__isnull=True).select_related("household")
    return sorted((row.household.house_no, row.part, row.stay) for row in rows)


def snapshot() -> list[Any]:
    """Everything that a change may touch."""
    kept: list[Any] = [
        model.objects.order_by("pk").values_list(*fields)
        for model, fields in (
            (
                Person,
                (
                    "pk",
                    "household_id",
                    "title",
                    "given_name",
                    "family_name",
                    "sort_key",
                    "given_fold",
                    "birth_date",
                    "national_id_hash",
                ),
            ),
            (HouseholdMember, ("pk", "household_id", "person_id", "part", "stay", "begins_on", "ends_on")),
            (Household, ("pk", "house_no")),
            (Death, ("pk",)),
            (Kinship, ("pk",)),
            (Address, ("pk",)),
            (OtherName, ("pk", "name")),
            (ValueSource, ("pk",)),
        )
    ]
    return [list(rows) for rows in kept]


def every_change(officer: Actor, residents: Residents) -> dict[str, Callable[[], ChangeRequest]]:
    mother, home = residents["เกษร"], residents["เกษร"].household
    assert home is not None
    child = {"title": "ด.ญ.", "given_name": "ข้าวหอม", "family_name": "ทองดี", "sex": "f", "birth_date": DAY}
    there = residents["กาล"].household_id
    family = [residents["เกษร"], residents["ต้นกล้า"]]
    return {
        "family name": lambda: correction(officer, mother, "family_name", "ใจงาม"),
        "birth date": lambda: correction(officer, mother, "birth_date", "1951-02-03"),
        "national id": lambda: correction(
            officer, mother, "national_id", "", national_id=NationalId.parse("9000000000055")
        ),
        "death": lambda: propose_change(
            actor=officer,
            kind=Kind.DEATH,
            people=[mother],
            asked={"person": str(mother.pk), "on": DAY, "source": "มรณบัตร"},
            reason="ญาตินำมรณบัตรมาแจ้ง",
        ),
        "move to a house": lambda: move(officer, family, to=str(there)),
        "move to a new house": lambda: move(officer, family, village=str(home.village_id), house_no="99/1"),
        "move away": lambda: move(officer, family, elsewhere="อ.เมือง จ.ตราด"),
        "lives elsewhere": lambda: move(officer, family, "home", elsewhere="กรุงเทพมหานคร"),
        "registered elsewhere": lambda: move(officer, family, "registration", elsewhere="จ.ระยอง"),
        "another head": lambda: propose_change(
            actor=officer,
            kind=Kind.HEAD,
            people=[mother],
            household=home,
            asked={"head": str(mother.pk), "former_part": "member", "on": DAY, "source": "ทะเบียนบ้าน"},
            reason="เจ้าบ้านเดิมขอเปลี่ยน",
        ),
        "split": lambda: propose_change(
            actor=officer,
            kind=Kind.SPLIT,
            people=family,
            household=home,
            asked={
                "people": [str(person.pk) for person in family],
                "head": str(mother.pk),
                "village": str(home.village_id),
                "house_no": "7/1",
                "on": DAY,
                "source": "ทะเบียนบ้าน",
            },
            reason="แยกบ้านหลังใหม่ในที่เดิม",
        ),
        "birth": lambda: propose_change(
            actor=officer,
            kind=Kind.BIRTH,
            people=[mother],
            household=home,
            asked={**child, "mother": str(mother.pk), "father": str(residents["บุญเลิศ"].pk), "source": "สูติบัตร"},
            reason="แจ้งเกิดที่เทศบาลตามสูติบัตร",
            national_id=NationalId.parse("9000000000063"),
        ),
    }


CHANGES = (
    "family name",
    "birth date",
    "national id",
    "death",
    "move to a house",
    "move to a new house",
    "move away",
    "lives elsewhere",
    "registered elsewhere",
    "another head",
    "split",
    "birth",
)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_does_nothing_before_another_approves_and_can_be_undone(
    name: str, officer: Actor, colleague: Actor, residents: Residents
) -> None:
    with acting(officer):
        before = snapshot()
        request = every_change(officer, residents)[name]()
        assert snapshot() == before
        with pytest.raises(Refusal) as refused:
            approve_change(actor=officer, request=request)
        assert refused.value.code == "second-person-needed"
        decision = approve_change(actor=colleague, request=request)
        after = snapshot()
        assert after != before
        assert decision.effects
        with pytest.raises(Refusal) as refused:
            approve_change(actor=colleague, request=request)
        assert refused.value.code == "change-decided"
        undo_change(actor=officer, decision=decision, reason="ใส่ผิดคน ตรวจซ้ำแล้ว")
        assert snapshot() == before
        with pytest.raises(Refusal) as refused:
            undo_change(actor=officer, decision=decision, reason="ใส่ผิดคน ตรวจซ้ำแล้ว")
        assert refused.value.code == "nothing-to-undo"
        verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
        assert verbs[-3:] == ["change.proposed", "change.approved", "change.undone"]


def test_a_move_says_where_somebody_lives_and_where_they_are_registered(
    officer: Actor, colleague: Actor, residents: Residents
) -> None:
    son, mother = residents["ต้นกล้า"], residents["เกษร"]
    there = residents["กาล"].household_id
    with acting(officer):
        approve_change(actor=colleague, request=move(officer, [son], "home", to=str(there)))
        assert standing(son) == [("12/3", "member", "lives"), ("7", "member", "registered")]
        assert Person.objects.get(pk=son.pk).household_id == there
        approve_change(actor=colleague, request=move(officer, [mother], "home", elsewhere="กรุงเทพมหานคร"))
        assert standing(mother) == [("7", "member", "registered")]
        assert Address.objects.get(person=mother).elsewhere == "กรุงเทพมหานคร"
        assert Person.objects.get(pk=mother.pk).household_id == mother.household_id


def test_a_former_family_name_still_finds_somebody(officer: Actor, colleague: Actor, residents: Residents) -> None:
    with acting(officer):
        decision = approve_change(
            actor=colleague, request=correction(officer, residents["เกษร"], "family_name", "มั่งมีสุข")
        )
        assert list(queries.people(officer, search="เกสร มังมีสุก")) == [residents["เกษร"]]
        assert residents["เกษร"] in queries.people(officer, search="ทองดี")
        undo_change(actor=officer, decision=decision, reason="จดทะเบียนไม่สำเร็จ")
        assert list(queries.people(officer, search="มั่งมีสุข")) == []


def test_the_dead_are_not_listed(officer: Actor, colleague: Actor, residents: Residents) -> None:
    with acting(officer):
        request = every_change(officer, residents)["death"]()
        approve_change(actor=colleague, request=request)
        assert residents["เกษร"] not in queries.people(officer)
        assert residents["เกษร"] not in queries.people(officer, search="เกษร")
        with pytest.raises(Refusal) as refused:
            move(officer, [residents["เกษร"]], elsewhere="จ.ตราด")
        assert refused.value.code == "has-died"


def test_the_same_change_is_not_asked_twice_and_the_older_is_decided_first(
    officer: Actor, colleague: Actor, residents: Residents
) -> None:
    asked = every_change(officer, residents)
    with acting(officer):
        first = asked["move away"]()
        with pytest.raises(Refusal) as refused:
            asked["move to a house"]()
        assert refused.value.code == "change-asked-already"
        second = asked["death"]()
        assert queries.conflicts(colleague, second) == [first]
        with pytest.raises(Refusal) as refused:
            approve_change(actor=colleague, request=second)
        assert refused.value.code == "older-change-open"
        decline_change(actor=colleague, request=first, reason="เสียชีวิตแล้ว ไม่ได้ย้าย")
        approve_change(actor=colleague, request=second)
        assert list(queries.open_changes(officer)) == []


def test_what_was_changed_again_is_not_undone(officer: Actor, colleague: Actor, residents: Residents) -> None:
    with acting(officer):
        first = approve_change(actor=colleague, request=correction(officer, residents["กาล"], "family_name", "ใจดี"))
        approve_change(actor=colleague, request=correction(officer, residents["กาล"], "family_name", "ใจเย็น"))
        with pytest.raises(Refusal) as refused:
            undo_change(actor=officer, decision=first, reason="ไม่ถูกต้อง ขอถอน")
        assert refused.value.code == "changed-since"


@pytest.mark.parametrize(
    ("name", "changed", "code"),
    [
        ("death", {"on": "2126-01-01"}, "day-to-come"),
        ("split", {"people": "all"}, "nobody-stays"),
        ("another head", {"head": "stranger"}, "not-of-this-house"),
        ("move to a house", {"to": "own"}, "in-this-house"),
    ],
)
def test_what_cannot_be_is_refused_at_once(
    name: str, changed: dict[str, str], code: str, officer: Actor, residents: Residents
) -> None:
    with acting(officer):
        request = every_change(officer, residents)[name]()
        withdraw_change(actor=officer, request=request)
        asked = dict(request.asked)
        for key, value in changed.items():
            everybody = [str(residents[given].pk) for given in ("บุญเลิศ", "เกษร", "ต้นกล้า")]
            wanted = {
                "all": everybody,
                "stranger": str(residents["กาล"].pk),
                "own": str(residents["เกษร"].household_id),
            }
            asked[key] = wanted.get(value, value)
        with pytest.raises(Refusal) as refused:
            propose_change(
                actor=officer,
                kind=request.kind,
                people=[residents["เกษร"]],
                household=request.household,
                asked=asked,
                reason=request.reason,
            )
        assert refused.value.code == code


def test_an_id_of_another_entry_is_refused(officer: Actor, residents: Residents) -> None:
    with acting(officer), pytest.raises(Refusal) as refused:
        correction(officer, residents["กาล"], "national_id", "", national_id=NationalId.parse("9000000000012"))
    assert refused.value.code == "id-of-another"


def test_a_corrected_id_is_kept_sealed_everywhere(officer: Actor, colleague: Actor, residents: Residents) -> None:
    with acting(officer):
        request = every_change(officer, residents)["national id"]()
        decision = approve_change(actor=colleague, request=request)
        kept = Person.objects.get(pk=residents["เกษร"].pk)
        assert queries.masked_national_id(officer, kept) == "x-xxxx-xxxxx-05-5"
        assert queries.find_by_national_id(officer, NationalId.parse("9000000000055")) == kept
        assert "9000000000055" not in f"{request.asked}{decision.effects}{ValueSource.objects.values_list()}"


@pytest.mark.parametrize("role", list(Role))
def test_who_proposes_and_who_decides(
    role: Role, officer: Actor, colleague: Actor, residents: Residents, actor_of: Callable[[Role], Actor]
) -> None:
    somebody = actor_of(role)
    proposes, decides = {Role.OFFICER, Role.ADMINISTRATOR}, {Role.OFFICER, Role.ADMINISTRATOR, Role.LEADER}
    with acting(officer):
        if role not in proposes:
            with pytest.raises(NotAllowed):
                correction(somebody, residents["กาล"], "family_name", "ใจดี")
        proposer = colleague if role is Role.OFFICER else officer
        request = correction(proposer, residents["กาล"], "family_name", "ใจดี")
        assert queries.may_decide(somebody, request) == (role in decides)
        if role in decides:
            approve_change(actor=somebody, request=request)
        else:
            for attempt in (
                lambda: approve_change(actor=somebody, request=request),
                lambda: decline_change(actor=somebody, request=request, reason="ไม่เห็นด้วย"),
                lambda: withdraw_change(actor=somebody, request=request),
            ):
                with pytest.raises(NotAllowed):
                    attempt()
            assert not queries.open_changes(somebody)


def test_nobody_decides_on_their_own_entry(officer: Actor, colleague: Actor, residents: Residents) -> None:
    own, child = residents["เกษร"], residents["ต้นกล้า"]
    with acting(officer):
        assert colleague.user_id
        tie_account(actor=officer, person=own, user=User.objects.get(pk=colleague.user_id))
        about_them = correction(officer, own, "phone", "0812345670")
        birth = propose_change(
            actor=officer,
            kind=Kind.BIRTH,
            people=[child],
            household=own.household,
            asked={
                "title": "ด.ญ.",
                "given_name": "ใหม่",
                "family_name": "ทองดี",
                "sex": "f",
                "birth_date": DAY,
                "mother": str(own.pk),
                "father": "",
                "source": "สูติบัตร",
            },
            reason="ดูจากสูติบัตรตัวจริง",
        )
    with acting(colleague):
        for request in (about_them, birth):
            with pytest.raises(Refusal, match="own-entry"):
                approve_change(actor=colleague, request=request)


def test_a_machine_proposes_nothing(officer: Actor, residents: Residents) -> None:
    machine = Actor.machine(officer.municipality_id, "test")
    with acting(officer), pytest.raises(NotAllowed):
        propose_merge(actor=machine, alias=residents["เป็ด"], canonical=residents["กาล"], reason="คนเดียวกันแน่นอน")


def test_two_entries_are_read_as_one_until_it_is_taken_back(
    officer: Actor, colleague: Actor, residents: Residents
) -> None:
    alias, canonical = residents["ไพลิน"], residents["เกษร"]
    with acting(officer):
        request = propose_merge(actor=officer, alias=alias, canonical=canonical, reason="วันเกิดและเบอร์โทรเดียวกัน")
        assert queries.open_merge_between(colleague, canonical, alias) == request
        assert alias in queries.people(officer)
        with pytest.raises(Refusal) as refused:
            propose_merge(actor=colleague, alias=canonical, canonical=alias, reason="วันเกิดและเบอร์โทรเดียวกัน")
        assert refused.value.code == "change-asked-already"
        with pytest.raises(Refusal) as refused:
            approve_merge(actor=officer, request=request)
        assert refused.value.code == "second-person-needed"
        merge = approve_merge(actor=colleague, request=request)
        assert (merge.alias, merge.canonical, merge.decided_by_id) == (alias, canonical, colleague.user_id)
        assert alias not in queries.people(officer)
        assert canonical in queries.people(officer)
        take_back_merge(actor=officer, merge=merge)
        assert alias in queries.people(officer)
        assert Merge.objects.get().taken_back_by_id == officer.user_id
        verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
        assert verbs[-5:] == [
            "change.proposed",
            "change.approved",
            "people.merged",
            "change.undone",
            "merge.taken-back",
        ]
        with pytest.raises(Refusal):
            take_back_merge(actor=officer, merge=merge)


@pytest.mark.parametrize(("alias", "canonical"), [("ไพลิน", "กาล"), ("กาล", "ไพลิน"), ("เกษร", "กาล")])
def test_merges_make_no_chain(
    alias: str, canonical: str, officer: Actor, residents: Residents, join: Callable[[Person, Person], Merge]
) -> None:
    with acting(officer):
        join(residents["ไพลิน"], residents["เกษร"])
        with pytest.raises(Refusal) as refused:
            propose_merge(actor=officer, alias=residents[alias], canonical=residents[canonical], reason="คนเดียวกันแน่นอน")
        assert refused.value.code == "already-merged"


def test_a_merge_refuses_the_same_entry_and_a_missing_reason(officer: Actor, residents: Residents) -> None:
    one, other = residents["ไพลิน"], residents["เกษร"]
    with acting(officer):
        for alias, reason, code in ((one, "เหมือนกันทุกอย่าง", "same-entry"), (other, " ", "reason-missing")):
            with pytest.raises(Refusal) as refused:
                propose_merge(actor=officer, alias=alias, canonical=one, reason=reason)
            assert refused.value.code == code
        assert not ChangeRequest.objects.exists()


def test_a_house_gets_its_right_number_and_its_people_go_with_it(
    officer: Actor, colleague: Actor, residents: Residents
) -> None:
    with acting(officer):
        person = next(one for one in residents.values() if one.household_id)
        house = Household.objects.select_related("village").get(pk=person.household_id)
        other = house.village.__class__.objects.exclude(pk=house.village_id).first()
        before = (house.village_id, house.house_no, house.place_key)

        def proposed(village: Any, number: str) -> ChangeRequest:
            asked = {"village": str(village.pk), "house_no": number, "source": "สมุดทะเบียนบ้าน"}
            return propose_change(
                actor=officer, kind=Kind.HOUSE, people=[person], asked=asked, reason="เขียนเลขผิด", household=house
            )

        with pytest.raises(Refusal):
            proposed(house.village, house.house_no)
        neighbour = Household.objects.create(municipality_id=officer.municipality_id, village=other, house_no="88")
        with pytest.raises(Refusal, match="88"):
            proposed(other, neighbour.house_no)
        request = proposed(other, "123/4")
    with acting(colleague):
        decision = approve_change(actor=colleague, request=request)
        house.refresh_from_db()
        assert (house.village_id, house.house_no) == (other.pk, "123/4")
        assert house.place_key.startswith(other.code)
        assert [line.after for line in queries.change_in_words(request)] == [f"123/4 {other}"]
    with acting(officer):
        undo_change(actor=officer, decision=decision, reason="เลขเดิมถูกแล้ว")
        house.refresh_from_db()
        assert (house.village_id, house.house_no, house.place_key) == before
