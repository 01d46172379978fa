"""Which way a message goes, what may stand in it, when a machine tries again."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from huangyai.kernel import Chance, Refusal, Words
from huangyai.outbox.channels import letters_as_line_counts
from huangyai.outbox.rules import (
    LONGEST_TRYING,
    MOST_LETTERS,
    Miss,
    Reach,
    Tried,
    Way,
    at_the_clock,
    next_try,
    next_way,
    require_discreet,
    shortened,
    tellable,
    told_nothing_of_it,
    ways_to,
)

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
EVERYBODY = [Reach(*said) for said in itertools.product([False, True], repeat=5)]


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("reach", EVERYBODY, ids=str)
def test_nobody_is_without_a_way_and_a_no_is_a_no(reach: Reach, private: bool) -> None:
    ways = ways_to(reach, private=private)
    assert ways[-1] == Way.PAPER
    assert len(set(ways)) == len(ways)
    if reach.refused:
        assert ways == (Way.PAPER,)
    # What is private goes to nobody else's telephone.
    assert not (private and Way.LINE in ways and not reach.own_line)
    assert not (private and Way.TELEPHONE in ways and not reach.own_phone)


def test_line_comes_before_the_telephone_and_both_before_the_letter() -> None:
    everything = Reach(phone=True, own_phone=True, line=True, own_line=True)
    assert ways_to(everything, private=True) == (Way.LINE, Way.TELEPHONE, Way.PAPER)
    assert ways_to(Reach(phone=True), private=False) == (Way.TELEPHONE, Way.PAPER)


@pytest.mark.parametrize("has", [Reach(), Reach(phone=True), Reach(line=True), Reach(phone=True, line=True)], ids=str)
def test_every_way_is_tried_and_the_trying_ends(has: Reach) -> None:
    ways = ways_to(has, private=False)
    for misses in itertools.product(Miss, repeat=3):
        tried: list[Tried] = []
        for why in itertools.chain(misses, itertools.repeat(Miss.NOT_HOME)):
            way = next_way(ways, tried)
            if way is None:
                break
            tried.append(Tried(way, why))
        assert {one.way for one in tried} == set(ways)
        assert len(tried) <= 2 * len(ways)


def test_a_wrong_number_is_not_rung_again() -> None:
    ways = (Way.TELEPHONE, Way.PAPER)
    assert next_way(ways, [Tried(Way.TELEPHONE, Miss.WRONG_NUMBER)]) == Way.PAPER
    assert next_way(ways, [Tried(Way.TELEPHONE, Miss.NO_ANSWER)]) == Way.TELEPHONE
    assert next_way(ways, [Tried(Way.TELEPHONE, Miss.NO_ANSWER)] * 2) == Way.PAPER


@pytest.mark.parametrize(
    "text",
    [
        "เรื่องกรณี ห-2569-12 มีความคืบหน้า",
        "เรื่องกรณี ห-๒๕๖๙-๑๒ มีความคืบหน้า",
        "ท่านถูกทำร้ายร่างกายเมื่อวาน",
        "นัดบำบัดวันจันทร์",
        "เลข 9-1234-56789-01-2 ของท่าน",
        "About the domestic Violence at your house",
        "Your HIV test",
    ],
)
def test_what_a_neighbour_must_not_read_is_not_sent(text: str) -> None:
    assert not told_nothing_of_it(text)
    with pytest.raises(Refusal) as refused:
        require_discreet(Words(th=f"{text} {text}", en="Please come to the office."))
    assert refused.value.code == "message-sensitive"
    plain = Words(th="เทศบาลมีเรื่องแจ้งท่าน", en="The municipality has word for you")
    assert tellable(Words(th=text, en=text), plain) == plain


@pytest.mark.parametrize(
    "text", ["ไฟทางติดแล้ว โทร 039 123 456", "รถออก 8.15 น. วันที่ 28/11/2569", "ขอเชิญซ่อมถนน", "The lamps are lit."]
)
def test_everyday_words_are_sent(text: str) -> None:
    assert told_nothing_of_it(text)


def test_a_message_is_a_sentence_that_fits_on_a_page() -> None:
    for text, code in (("สั้น", "message-empty"), ("ก" * (MOST_LETTERS + 1), "message-too-long")):
        with pytest.raises(Refusal) as refused:
            require_discreet(Words.of(text))
        assert refused.value.code == code
    assert letters_as_line_counts("ก" * MOST_LETTERS) <= 5000
    assert letters_as_line_counts("🙏") == 2
    assert at_the_clock(NOW) == "9.00\u00a0น."
    assert shortened("ก  ข\nค") == "ก ข ค"
    assert len(shortened("ก" * 500)) == 200


@pytest.mark.parametrize("seed", range(40))
def test_the_waits_grow_and_end_long_before_a_retry_key_is_forgotten(seed: int) -> None:
    dice = Chance(seed)
    now, before = NOW, dt.timedelta()
    for tries in itertools.count(1):
        asked = dice.uniform(0, 7200) if dice.random() < seed / 40 else None
        due = next_try(NOW, now, tries, asked)
        if due is None:
            break
        assert now < due <= NOW + LONGEST_TRYING < NOW + dt.timedelta(hours=24)
        if asked is None:
            assert due - now >= min(before, dt.timedelta(hours=1))
            before = due - now
        now = due
    assert tries > 3
