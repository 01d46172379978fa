from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Refusal
from huangyai.targets import bridge
from huangyai.targets.rules.review import (
    Band,
    Terms,
    band_of,
    check_terms,
    id_marks,
    ids_contradict,
    ids_in_words,
    likelihood_in_words,
    offered_facts,
)

chances = st.floats(0, 1)
terms = st.tuples(chances, chances).map(sorted).map(lambda pair: Terms(join_from=pair[1], ask_from=pair[0]))


@given(chances, terms, st.booleans(), st.booleans())
def test_only_what_is_sure_and_without_doubt_is_joined(
    chance: float, terms: Terms, contradicts: bool, has_rival: bool
) -> None:
    band = band_of(chance, terms, contradicts=contradicts, has_rival=has_rival)
    if band is Band.JOIN:
        assert chance >= terms.join_from
        assert not contradicts
        assert not has_rival
    assert (band is Band.LEAVE) == (chance < terms.ask_from)


@given(chances, chances, terms)
def test_more_evidence_never_takes_a_row_farther_from_its_person(one: float, other: float, terms: Terms) -> None:
    order = [Band.LEAVE, Band.ASK, Band.JOIN]
    less, more = sorted((one, other))
    assert order.index(band_of(less, terms)) <= order.index(band_of(more, terms))


@pytest.mark.parametrize(("join_from", "ask_from"), [(0.9, 0.9), (0.5, 0.6), (0.9, 0.05), (1.1, 0.3)])
def test_impossible_terms_are_refused(join_from: float, ask_from: float) -> None:
    with pytest.raises(Refusal) as answer:
        check_terms(join_from, ask_from)
    assert answer.value.code == "terms-impossible"


def test_ids_contradict_only_where_both_are_right() -> None:
    assert ids_contradict("9000000000012", "9-0000-00000-02-1")
    assert not ids_contradict("9000000000012", "๙๐๐๐๐๐๐๐๐๐๐๑๒")
    assert not ids_contradict("9000000000012", "9000000000013")
    assert not ids_contradict("", "9000000000012")


@pytest.mark.parametrize("level", ["", "same", "same_wrong", "slip", "two_slips", "both_right", "else"])
def test_ids_are_said_in_words_without_a_digit(level: str) -> None:
    words = ids_in_words(level)
    assert words.th
    assert words.en
    assert not any(letter.isdigit() for letter in words.th + words.en)


@given(st.none() | chances)
def test_every_chance_has_a_sentence(chance: float | None) -> None:
    assert likelihood_in_words(chance).th


def test_a_row_offers_what_an_entry_has_room_for() -> None:
    said = {"nickname": " แดง ", "phone": "๐๘๑-๒๓๔๕๖๗๘", "wheelchair": "y", "full_name": "สมศรี"}
    assert offered_facts(said) == {"nickname": "แดง", "phone": "0812345678", "wheelchair": "1"}
    assert offered_facts({"phone": "12345", "wheelchair": "N", "nickname": ""}) == {}


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("9000000000012", "9-0000-00000-17-2", "•-••••-•••••-[01]-•", "•-••••-•••••-[17]-•"),
        ("9000000000012", "900000000012", "•-•[0]•••-•••••-••-•", None),
        ("๙000000000012", "9000000500412", "•-••••-••[0]••-[0]•-•", "•-••••-••[5]••-[4]•-•"),
    ],
)
def test_a_slip_in_an_id_shows_only_the_digits_that_differ(one: str, other: str, left: str, right: str | None) -> None:
    marked = ["".join(f"[{text}]" if differs else text for text, differs in side) for side in id_marks(one, other)]
    if right is None:
        # One digit is missing: the other side shows a line in its place.
        assert sum(letter.isdigit() for letter in marked[0]) == 1
        assert "[_]" in marked[1]
    else:
        assert marked == [left, right]


@pytest.mark.parametrize("other", ["9000000000012", "9-0000-00000-01-2", "9123450000012", "", "ไม่มีบัตร"])
def test_ids_that_agree_or_have_little_in_common_show_nothing(other: str) -> None:
    assert id_marks("9000000000012", other) == ([], [])


def test_a_pair_that_was_just_shown_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    left = {"first_name": "สมศรี", "last_name": "แสงจันทร์", "birth_date": "1/5/2490"}
    right = left | {"last_name": "แสงจัน"}
    shown = bridge.compare(left, right).levels
    assert shown["birth_date"] != shown["last_name"]

    def compared_again(*_: object, **__: object) -> None:
        raise AssertionError("compared again")

    monkeypatch.setattr("huangyai.targets.bridge.review.compare_rows", compared_again)
    assert bridge.levels_between(left, right) == shown
    # A record that was put right meanwhile is another one.
    with pytest.raises(AssertionError, match="compared again"):
        bridge.levels_between(left, right | {"last_name": "แสงจันทร์"})
