from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huangyai.kernel import Actor, NotFound, Role
from huangyai.people import queries
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.people.models import KnownName, Merge, Person
from huangyai.places.models import Municipality, Village
from huangyai.walls.entry import acting

Residents = dict[str, Person]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("สมศรี", "สมศรี"),
        ("นางสาวสมศรี แสงจันทร์", "สมศรี"),
        ("สมสี", "สมศรี"),
        ("นัทพน", "ณัฐพล"),
        ("ณัฎฐพล", "ณัฐพล"),
        ("บุญเลิด ทองดี", "บุญเลิศ"),
        ("เกศร", "เกษร"),
        ("ไพลิณ", "ไพลิน"),
        ("วิเชียน", "วิเชียร"),
        ("ทองดี ต้นกล้า", "ต้นกล้า"),
        ("ติ๋ม", "สมศรี"),
        ("ติม", "สมศรี"),
        ("081-234-5678", "สมศรี"),
        ("๐๓๙ ๓๑๑ ๑๑๑", "วิเชียร"),
        ("9-0000-00000-02-1", "ณัฐพล"),
        ("๙๐๐๐๐๐๐๐๐๐๐๒๑", "ณัฐพล"),
    ],
)
def test_the_search_finds_whoever_was_meant_first(typed: str, meant: str, officer: Actor, residents: Residents) -> None:
    with acting(officer):
        assert next(iter(queries.people(officer, search=typed))) == residents[meant]


def test_a_house_number_finds_the_houses_with_it(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        found = [person.given_name for person in queries.people(officer, search="12/3")]
        assert found == ["ณัฐพล", "สมศรี", "กาล", "เป็ด"]


@pytest.mark.parametrize("typed", ["ฮฮฮฮฮ", "9000000000013", "0899999999", "!!!", "%", "ก็", "\u0e48", "x" * 500])
def test_a_search_for_nobody_finds_nobody(typed: str, officer: Actor, residents: Residents) -> None:
    with acting(officer):
        assert not queries.people(officer, search=typed).exists()


def test_the_list_stands_in_thai_order(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        names = [person.given_name for person in queries.people(officer)]
        assert names == ["กาล", "เกษร", "ณัฐพล", "ต้นกล้า", "บุญเลิศ", "เป็ด", "ไพลิน", "วิเชียร", "สมศรี"]
        village = Village.objects.get(number=2)
        assert [person.given_name for person in queries.people(officer, village_id=village.pk)] == [
            "กาล", "เป็ด", "ไพลิน", "วิเชียร",
        ]  # fmt: skip


def test_a_household_shows_its_people_oldest_first(officer: Actor, residents: Residents) -> None:
    with acting(officer):
        home = queries.household_of(officer, residents["ต้นกล้า"].household_id or officer.municipality_id)
        assert [person.given_name for person in queries.household_members(officer, home)] == ["บุญเลิศ", "เกษร", "ต้นกล้า"]
        assert queries.household_at(officer, home.village, " 7 ") == home
        assert [line.people for line in queries.households(officer)] == [3, 2, 2, 2]
        with pytest.raises(NotFound):
            queries.household_of(officer, residents["กาล"].pk)


def test_an_entry_that_is_read_as_another_is_not_listed(
    officer: Actor, residents: Residents, join: Callable[[Person, Person], Merge]
) -> None:
    with acting(officer):
        merge = join(residents["เป็ด"], residents["กาล"])
        assert list(queries.people(officer, search="เป็ด")) == [residents["กาล"]]
        assert residents["เป็ด"] not in queries.people(officer)
        assert queries.canonical_of(officer, residents["เป็ด"]) == residents["กาล"]
        assert queries.merges_of(officer, residents["เป็ด"]) == queries.merges_of(officer, residents["กาล"]) == [merge]
        assert queries.merge(officer, merge.pk) == merge


def test_the_id_is_shown_by_its_end_to_those_who_compare_cards(
    officer: Actor, residents: Residents, actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        assert queries.masked_national_id(officer, residents["สมศรี"]) == "x-xxxx-xxxxx-01-2"
        assert queries.masked_national_id(officer, residents["กาล"]) == ""
        assert queries.masked_national_id(actor_of(Role.LEADER), residents["สมศรี"]) == ""


def test_counts(officer: Actor, residents: Residents, join: Callable[[Person, Person], Merge]) -> None:
    with acting(officer):
        assert queries.count_people(officer) == (9, 4)
        by_number = {Village.objects.get(pk=pk).number: n for pk, n in queries.people_by_village(officer).items()}
        assert by_number == {1: 5, 2: 4}
        join(residents["เป็ด"], residents["กาล"])
        assert queries.count_people(officer) == (8, 4)
        assert sorted(queries.people_by_village(officer).values()) == [3, 5]


def test_a_list_of_any_length_asks_the_same_questions(
    officer: Actor, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    with acting(officer):
        village = Village.objects.all()[0]
        for size in (3, 40):
            members = [PersonFacts(given_name=f"สมชาย{'กขคงจ'[at % 5]}", family_name="ใจดี") for at in range(size)]
            admit_households(actor=officer, households=[HouseholdFacts(village, "1", members)], source="test")
            with django_assert_num_queries(1):
                assert queries.residents(queries.people(officer), most=50)
            with django_assert_max_num_queries(12):
                assert queries.residents(queries.people(officer, search="สมชาย"), most=50)


SEARCHES = ("สมสี", "สมสีแสงจัน", "สมสี แสงจัน", "แสงจัน สมศรี", "สมชาย", "0812345678", "9000000000012")


FOUND_BY = (
    "fold",
    "skeleton",
    "phone",
    "value",
    "national_id_hash",
    "given_fold",
    "family_fold",
    "id",
    "person_id",
    "alias_id",
)


def test_every_question_of_a_search_can_use_an_index_under_row_security(
    municipality: Municipality, officer: Actor
) -> None:
    with acting(officer):
        village = Village.objects.all()[0]
        homes = [
            HouseholdFacts(village, str(at), [PersonFacts(given, family, nickname=given[:6], phone=f"08{at:08d}")])
            for at, (given, family) in enumerate(_names(2_000))
        ]
        admit_households(actor=officer, households=homes, source="test")
        assert KnownName.objects.count() > 2_000
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("huangyai_app",)
            # So small a table is read whole at once; what counts is that the large one need not be.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for typed in SEARCHES:
            with CaptureQueriesContext(connection) as asked:
                list(queries.people(officer, search=typed)[:50])
            nodes = [node for question in asked.captured_queries for node in _nodes(_plan(question["sql"]))]
            large = {"people_person", "people_knownname", "people_othername", "people_contact"}
            reads = [
                node for node in nodes if node.get("Relation Name") in large or "Bitmap Index" in node["Node Type"]
            ]
            assert reads
            for node in reads:
                condition = f"{node.get('Index Cond', '')} {node.get('Recheck Cond', '')}"
                assert any(f"({column} " in condition or f"{column} = " in condition for column in FOUND_BY), (
                    typed,
                    node,
                )


def _plan(sql: str) -> dict[str, Any]:
    if not sql.startswith("SELECT"):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        told = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if plan:
        yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _names(size: int) -> Iterator[tuple[str, str]]:
    from huangyai.demo.registers.names import family_names, female_names

    given, family = female_names(), family_names()
    for at in range(size):
        yield given[(at * 7) % len(given)], family[(at * 11) % len(family)]
