"""The invented sub-district: who lives there."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from huangyai.demo.registers import VILLAGES, SubDistrict, generate
from huangyai.kernel import NationalId

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="module")
def sub_district() -> SubDistrict:
    return generate(6_000, 7)


def part(sub_district: SubDistrict, claim) -> float:
    return sum(bool(claim(person)) for person in sub_district.people) / len(sub_district.people)


def test_same_seed_same_sub_district_and_another_seed_another_one():
    assert generate(300, 5) == generate(300, 5)
    assert generate(300, 5) != generate(300, 6)


@pytest.mark.parametrize("people", [1, 2, 17, 500])
def test_exactly_as_many_residents_as_asked(people):
    sub_district = generate(people, 3)
    assert len(sub_district.people) == people
    assert sum(len(house.member_ids) for house in sub_district.households) == people


def test_nobody_lives_in_an_empty_sub_district():
    with pytest.raises(ValueError, match="at least one"):
        generate(0, 1)


def test_ids_are_right_unique_and_belong_to_nobody(sub_district):
    everyone = (*sub_district.people, *sub_district.newcomers)
    ids = [NationalId.parse(person.national_id) for person in everyone]
    assert all(national_id.demonstration for national_id in ids)
    assert len({str(national_id) for national_id in ids}) == len(everyone)


def test_phones_use_a_prefix_that_is_nobodys(sub_district):
    assert {person.phone[:3] for person in sub_district.people if person.phone} == {"010"}
    assert {len(person.phone) for person in sub_district.people} <= {0, 10}


def test_the_pyramid_is_that_of_an_ageing_sub_district(sub_district):
    today = sub_district.as_of
    assert 0.18 <= part(sub_district, lambda p: p.age_on(today) >= 60) <= 0.23
    assert 0.13 <= part(sub_district, lambda p: p.age_on(today) < 15) <= 0.19
    assert 0.04 <= part(sub_district, lambda p: p.disability_type) <= 0.065
    assert 0.49 <= part(sub_district, lambda p: p.sex == "f") <= 0.55
    assert 2_750 <= len(sub_district.households) <= 3_050


def test_every_need_that_the_cycle_plans_for_exists(sub_district):
    for claim in (
        lambda p: p.schoolchild,
        lambda p: p.works_without_days_off,
        lambda p: p.needs_wheelchair,
        lambda p: p.lives_alone and p.age_on(sub_district.as_of) >= 60,
        lambda p: p.bedridden,
        lambda p: p.housebound,
        lambda p: p.has_welfare_card,
        lambda p: p.carer_id,
    ):
        assert part(sub_district, claim) > 0.001
    assert 0.2 < sum(house.low_income for house in sub_district.households) / len(sub_district.households) < 0.55


def test_households_hang_together(sub_district):
    for house in sub_district.households:
        members = [sub_district.person[member] for member in house.member_ids]
        assert members[0].position == "head"
        assert all(member.household_id == house.id for member in members)
        assert all(member.lives_alone == (len(members) == 1) for member in members)
        mothers = [m for m in members if m.position in {"head", "spouse"} and m.sex == "f"]
        for child in (m for m in members if m.position == "child" and mothers):
            assert (child.birth_date - mothers[0].birth_date).days > 15 * 365
        for member in members:
            if member.carer_id:
                carer = sub_district.person[member.carer_id]
                assert carer.household_id == house.id
                assert carer.age_on(sub_district.as_of) >= 18


def test_titles_follow_age_and_sex(sub_district):
    for person in sub_district.people:
        child = person.age_on(sub_district.as_of) < 15
        assert person.title in (
            ({"เด็กชาย"} if child else {"นาย"}) if person.sex == "m" else ({"เด็กหญิง"} if child else {"นาง", "นางสาว"})
        )


def test_schoolchildren_are_of_school_age(sub_district):
    assert all(2 <= p.age_on(sub_district.as_of) <= 18 for p in sub_district.people if p.schoolchild)


def test_houses_stand_near_their_village_and_have_their_own_number(sub_district):
    for house in sub_district.households:
        assert abs(house.latitude - house.village.latitude) < 0.02
        assert abs(house.longitude - house.village.longitude) < 0.02
        assert len(house.house_code) == 11
    numbers = {(house.village_code, house.house_no) for house in sub_district.households}
    assert len(numbers) == len(sub_district.households)


def test_ages_hold_on_any_day_of_the_year():
    for as_of in (dt.date(2028, 2, 29), dt.date(2026, 1, 1), dt.date(2026, 12, 31)):
        sub_district = generate(120, 1, as_of=as_of)
        assert all(0 <= person.age_on(as_of) <= 110 for person in sub_district.people)


def test_two_villages_share_a_name_and_codes_are_the_public_ones():
    assert len({village.code for village in VILLAGES}) == 10
    assert len({village.name for village in VILLAGES}) == 9
    public = SHARED / "data" / "geo" / "chanthaburi_muban.csv"
    if not public.exists():
        pytest.skip("the shared folder with the public register of villages is not beside this checkout")
    with public.open(encoding="utf-8") as file:
        named = {row["village_code"]: (row["name_th"], row["name_en"]) for row in csv.DictReader(file)}
    for village in VILLAGES:
        assert named[village.code] == (village.name, village.name_en)
        assert village.code.endswith(f"{village.moo:02d}")
