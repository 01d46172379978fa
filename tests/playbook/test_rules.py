from __future__ import annotations

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, Refusal
from huangyai.playbook.rules import FORMAT, digest_of, require_model, require_no_personal_data

CONSONANTS = "กขคงจชดตทนบปพมยรลวสหอ"
given_names = st.text(CONSONANTS, min_size=3, max_size=8)
full_names = st.tuples(given_names, given_names).map(" ".join)
# Latin letters can't make a Thai name by chance.
plain_texts = st.text("abcdefgh ", max_size=40)


def a_model() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": "Nobody left behind",
        "from": {"slug": "here", "name_th": "เทศบาล", "name_en": "Here", "province_th": "จันทบุรี"},
        "coordinator_unit": "unit",
        "projects": [
            {
                "facts": {"name": "rides", "objective": "to the doctor, plan 2566-2570 and 2571 - 2575"},
                "answers": ["elderly"],
                "criterion": {
                    "name": "older",
                    "sentence": "60 and more",
                    "definition": {"any": [{"all": [{"fact": "age", "is": "at_least", "value": 60}]}]},
                },
                "activities": [{"kind": "health", "name": "check", "capacity": 24}],
                "indicators": [{"name": "kept", "unit": "%", "method": "book", "before": "58.00", "after": "91.00"}],
                "spent_baht": "12345678.50",
                "people_reached": 43,
            }
        ],
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where a text stands in a document."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in places(item, (*path, key))]
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in places(item, (*path, at))]
    return [path] if isinstance(value, str) else []


def planted(document: dict[str, Any], path: tuple[Any, ...], text: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    there: Any = changed
    for step in path[:-1]:
        there = there[step]
    there[path[-1]] = f"{there[path[-1]]} {text}"
    return changed


ways = st.sampled_from(
    [
        lambda name: name,
        lambda name: name.replace(" ", "   "),
        lambda name: name.replace(" ", "\u00a0"),
        lambda name: name.replace(" ", " \u200b"),
        lambda name: name[:2] + "\u200b" + name[2:],
        lambda name: f"“{name}”และครอบครัว",
        lambda name: name.replace(" ", "\n"),
    ]
)


@given(st.data(), full_names, plain_texts, plain_texts, ways)
def test_a_model_with_a_name_of_the_register_is_refused_wherever_it_stands(
    data: Any, name: str, before: str, after: str, way: Any
) -> None:
    path = data.draw(st.sampled_from(places(a_model())))
    document = planted(a_model(), path, f"{before}{way(name)}{after}")
    with pytest.raises(Refusal) as refusal:
        require_no_personal_data(document, {"ผู้อื่น ในทะเบียน", name})
    assert refusal.value.code == "personal-data-in-model"


@given(full_names)
def test_a_longer_name_is_found_without_its_space(name: str) -> None:
    assume(len(name) > 8)
    with pytest.raises(Refusal):
        require_no_personal_data({"title": name.replace(" ", "")}, {name})


@given(st.sets(full_names, max_size=30))
def test_a_model_that_names_nobody_passes_whoever_is_in_the_register(names: set[str]) -> None:
    whole = json.dumps(a_model(), ensure_ascii=False).replace(" ", "")
    require_no_personal_data(a_model(), {name for name in names if name.replace(" ", "") not in whole})


@given(st.integers(10**8, 10**13 - 1), st.sampled_from(["", " ", "-", " - ", "."]))
def test_no_phone_number_and_no_national_id_passes(number: int, gap: str) -> None:
    digits = str(number)
    assume(not digits.startswith(("25", "26")))
    written = gap.join(digits[at : at + 3] for at in range(0, len(digits), 3))
    for document in ({"title": f"โทร {written}"}, {"people_reached": number}, {written: "x"}):
        with pytest.raises(Refusal):
            require_no_personal_data(document, set())


@pytest.mark.parametrize("text", ["นายสมชาย ใจดี", "น.ส. มาลี รักไทย", "เด็กหญิงแก้ว ใสสะอาด", "โทร ๐๘๑-๒๓๔-๕๖๗๘"])
def test_titled_names_and_thai_digits_are_seen(text: str) -> None:
    with pytest.raises(Refusal):
        require_no_personal_data({"projects": [{"facts": {"name": text}}]}, set())


@pytest.mark.parametrize("text", ["แผนพัฒนา 2566-2570", "ปี 2566 2567 2568 2569", "1234567.50", "นายกเทศมนตรีและปลัด"])
def test_years_money_and_offices_are_nobody(text: str) -> None:
    require_no_personal_data({"title": text}, {"สมชาย ใจดี"})


def test_a_digest_names_one_exact_model_however_its_keys_are_ordered() -> None:
    document = a_model()
    assert digest_of(document) == digest_of(dict(reversed(document.items())))
    assert digest_of(json.loads(json.dumps(document, indent=3))) == digest_of(document)
    assert digest_of({**document, "title": "other"}) != digest_of(document)


def test_a_whole_model_is_taken_as_it_is() -> None:
    assert require_model(a_model()) == a_model()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_anything_else_is_refused_with_a_sentence(value: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        require_model(value)
    assert refusal.value.code == "not-a-model"


@given(st.data(), json_values)
def test_a_damaged_model_is_refused_by_place_or_stays_usable(data: Any, value: Any) -> None:
    document = a_model()
    path = data.draw(
        st.sampled_from(
            [
                *places(document),
                ("from",),
                ("projects",),
                ("projects", 0),
                ("projects", 0, "facts"),
                ("projects", 0, "criterion"),
                ("projects", 0, "criterion", "definition"),
                ("projects", 0, "activities"),
                ("projects", 0, "indicators", 0),
            ]
        )
    )
    there: Any = document
    for step in path[:-1]:
        there = there[step]
    there[path[-1]] = value
    with contextlib.suppress(BadInput, Refusal):
        taken = require_model(document)
        assert isinstance(taken["projects"][0]["facts"]["name"], str)


def test_an_unknown_fact_of_a_project_is_named() -> None:
    document = a_model()
    document["projects"][0]["facts"]["money"] = "all of it"
    with pytest.raises(BadInput) as bad:
        require_model(document)
    assert bad.value.faults[0].column == "projects[1].facts.money"
