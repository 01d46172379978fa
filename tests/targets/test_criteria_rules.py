from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, Words
from huangyai.targets.rules.criteria import (
    PersonFacts,
    check_definition,
    conditions_of,
    describe,
    judge,
    sentences,
    takes,
)

REGISTERS = ("civil", "elderly", "disability", "school", "welfare", "visits")
FACTS = st.builds(
    PersonFacts,
    age=st.none() | st.integers(0, 110),
    sex=st.sampled_from(["", "m", "f"]),
    registers=st.frozensets(st.sampled_from(REGISTERS)),
    adl=st.none() | st.integers(0, 20),
    income=st.none() | st.integers(0, 500_000),
    wheelchair=st.booleans(),
    disability=st.booleans(),
    in_school=st.booleans(),
    lives_alone=st.booleans(),
    household_size=st.integers(0, 12),
    village=st.sampled_from(["", "22010801", "22010802"]),
    has_child=st.booleans(),
    only_old_and_young=st.booleans(),
    deprived=st.frozensets(st.sampled_from(["no_water", "no_work"])),
    dimensions=st.none() | st.integers(0, 5),
    days_since_visit=st.none() | st.integers(0, 800),
)
CONDITIONS = conditions_of(
    villages=[("22010801", "หมู่ 1 บ้านต้นทาง")], wants={"no_water": Words(th="น้ำไม่พอ", en="not enough water")}
)
ONE = st.builds(
    lambda key, number, more: CONDITIONS[key].definition(number, number + more),
    st.sampled_from(sorted(CONDITIONS)),
    st.integers(0, 120),
    st.integers(0, 40),
)


def together(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Several parts as a group."""
    joint = st.sampled_from(["all", "any"])
    return st.builds(lambda key, chosen: {key: chosen}, joint, st.lists(parts, min_size=1, max_size=3))


CARD = ONE | together(ONE) | together(ONE | together(ONE))


@given(CARD, FACTS)
def test_a_card_takes_with_reasons_or_not_at_all(card: dict[str, Any], facts: PersonFacts) -> None:
    check_definition(card)
    reasons = judge(card, facts)
    assert reasons is None or (reasons and all(reason.th and reason.en and reason.source for reason in reasons))
    assert takes(card)(facts) == (reasons is not None)


@given(st.lists(ONE, min_size=1, max_size=4), FACTS)
def test_all_takes_fewer_than_each_and_any_takes_more(parts: list[dict[str, Any]], facts: PersonFacts) -> None:
    each = [judge(part, facts) is not None for part in parts]
    assert (judge({"all": parts}, facts) is not None) == all(each)
    assert (judge({"any": parts}, facts) is not None) == any(each)


@given(st.integers(0, 120), st.integers(0, 120))
def test_at_least_and_at_most_meet_at_the_number(age: int, limit: int) -> None:
    facts = PersonFacts(age=age)
    least = judge({"fact": "age", "is": "at_least", "value": limit}, facts) is not None
    most = judge({"fact": "age", "is": "at_most", "value": limit}, facts) is not None
    assert least == (age >= limit)
    assert most == (age <= limit)


@given(ONE)
def test_what_is_not_known_takes_nobody(part: dict[str, Any]) -> None:
    taken = judge(part, PersonFacts()) is not None
    # Nobody is on no register, a house of nobody holds none, nobody was ever there, and nobody said that they live
    # elsewhere: only these can be said of the unknown.
    said = {"household_size", "days_since_visit", "lives_here"}
    assert not taken or part.get("is") == "lacks" or part.get("fact") in said


@given(CARD)
def test_every_card_can_be_said_in_words(card: dict[str, Any]) -> None:
    told = describe(card)
    assert told
    assert all(words.th and words.en and "…" not in words.th for words in told)
    assert "()" not in sentences(card).th


@pytest.mark.parametrize(
    "definition",
    [
        {},
        {"fact": "age"},
        {"fact": "age", "is": "at_least", "value": "60"},
        {"fact": "age", "is": "at_least", "value": True},
        {"fact": "religion", "is": "true"},
        {"fact": "registers", "is": "contains", "value": "police"},
        {"fact": ["age"], "is": "at_least", "value": 1},
        {"fact": "registers", "is": "contains", "value": ["civil"]},
        {"all": []},
        {"any": [{"all": []}]},
        {"all": [{"fact": "wheelchair", "is": "true"}, {"fact": "gossip", "is": "true"}]},
        {"all": "everything"},
        {"all": ["everything"]},
        {"fact": "age", "is": "between", "value": [12]},
        {"fact": "age", "is": "between", "value": [None, 15]},
        {"fact": "sex", "is": "equals", "value": "x"},
        {"fact": "village", "is": "equals", "value": ""},
        {"fact": "days_since_visit", "is": "at_most", "value": 3},
        {"all": [{"any": [{"all": [{"any": [{"fact": "wheelchair", "is": "true"}]}]}]}]},
    ],
)
def test_a_card_that_asks_the_unknown_is_refused(definition: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as bad:
        check_definition(definition)
    assert bad.value.faults[0].words.th
    assert bad.value.faults[0].words.en


def test_a_card_reads_as_a_sentence() -> None:
    card = {
        "all": [
            {"any": [CONDITIONS["adl-at_most"].definition(11), CONDITIONS["wheelchair"].definition()]},
            CONDITIONS["village-22010801"].definition(),
            CONDITIONS["want-no_water"].definition(),
        ]
    }
    assert sentences(card).th == ("คนที่(คะแนน ADL ไม่เกิน 11 หรือ ใช้รถเข็น) และ อยู่ หมู่ 1 บ้านต้นทาง และ ครัวเรือนขาด: น้ำไม่พอ")


@given(st.integers(0, 900), st.integers(0, 900))
def test_a_visit_long_ago_counts_like_none(days: int, limit: int) -> None:
    card = CONDITIONS["unvisited"].definition(limit)
    assert (judge(card, PersonFacts(days_since_visit=days)) is not None) == (days >= limit)
    assert judge(card, PersonFacts()) is not None
