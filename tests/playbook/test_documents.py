from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, Refusal
from huangyai.playbook.documents import LARGEST_FILE, page_of, read_model
from huangyai.playbook.rules import digest_of

from .test_rules import a_model, json_values


def test_a_file_is_read_back_as_it_was_written() -> None:
    for text in (json.dumps(a_model()), "\ufeff" + json.dumps(a_model(), ensure_ascii=False, indent=2)):
        assert digest_of(read_model(text.encode())) == digest_of(a_model())


@given(st.binary(max_size=200))
def test_any_file_is_a_model_or_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_model(content)


def test_deep_large_and_strange_files_are_refused() -> None:
    for content in (
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b" " * (LARGEST_FILE + 1),
        b"NaN",
        b'{"format": 1e999}',
        b"\xff\xfe\x00",
    ):
        with pytest.raises(Refusal):
            read_model(content)


def test_a_card_that_asks_the_unknown_is_refused() -> None:
    document = a_model()
    document["projects"][0]["criterion"]["definition"] = {"fact": "religion", "is": "true"}
    with pytest.raises(BadInput):
        read_model(json.dumps(document))


def test_a_page_says_what_the_model_says() -> None:
    page = page_of(a_model())
    [part] = page.parts
    assert (page.title, page.unit, part.name, part.criterion) == ("Nobody left behind", "unit", "rides", "60 and more")
    assert (part.changed[0].before, part.changed[0].after) == (Decimal(58), Decimal(91))
    assert (part.spent, part.reached) == (Decimal("12345678.50"), "43")
    assert part.answers[0] != "elderly"


@given(json_values, json_values, json_values)
def test_a_page_of_any_taken_model_can_be_shown(first: Any, second: Any, third: Any) -> None:
    document = a_model()
    document["projects"][0] |= {
        "indicators": [{"name": first, "before": second, "after": third}],
        "activities": [{"kind": first, "capacity": second}],
        "spent_baht": third,
        "people_reached": first,
    }
    assert page_of(read_model(json.dumps(document))).parts
