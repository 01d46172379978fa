"""What follows from the parties' words, by each rule."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Refusal
from huangyai.targets.rules.agreement import (
    ALL,
    AT_LEAST,
    CHAIR,
    LONGEST_REASON,
    MAJORITY,
    TOGETHER,
    Seat,
    Word,
    require_agreement,
    settle,
)
from huangyai.targets.rules.decisions import look_again_day
from huangyai.targets.rules.minimising import hidden_count, shown_reasons

SEATS = [Seat("เทศบาล", chairs=True), Seat("รพ.สต."), Seat("โรงเรียน"), Seat("พมจ.")]
WORDS = st.dictionaries(st.sampled_from([seat.name for seat in SEATS]), st.builds(Word, st.booleans(), st.just("รู้จักดี")))
RULES = st.sampled_from([ALL, MAJORITY, CHAIR, AT_LEAST])


def outcome(rule: str, said: dict[str, Word], least: int | None = 2) -> bool | None:
    settled = settle(rule, least, SEATS, said)
    return settled.confirmed if settled else None


@given(RULES, WORDS)
def test_a_name_that_is_settled_stays_so_whatever_the_silent_say(rule: str, said: dict[str, Word]) -> None:
    settled = outcome(rule, said)
    for verdict in (True, False):
        full = {seat.name: said.get(seat.name, Word(verdict, "ทีหลัง")) for seat in SEATS}
        assert settled is None or outcome(rule, full) == settled


@given(RULES, st.dictionaries(st.sampled_from([s.name for s in SEATS]), st.booleans(), min_size=4, max_size=4))
def test_when_everybody_has_spoken_every_rule_has_an_answer(rule: str, verdicts: dict[str, bool]) -> None:
    said = {name: Word(verdict, "รู้จักดี") for name, verdict in verdicts.items()}
    settled = settle(rule, 2, SEATS, said)
    assert settled
    yes = sum(verdicts.values())
    expected = {ALL: yes == 4, MAJORITY: yes >= 3, AT_LEAST: yes >= 2, CHAIR: verdicts["เทศบาล"]}
    assert settled.confirmed == expected[rule]
    assert len(settled.reason(said)) <= LONGEST_REASON
    assert settled.words.th
    assert settled.words.en


@given(WORDS)
def test_a_meeting_that_agrees_aloud_is_never_settled_by_counting(said: dict[str, Word]) -> None:
    assert settle(TOGETHER, None, SEATS, said) is None


def test_words_of_somebody_who_does_not_sit_here_count_nothing() -> None:
    assert outcome(AT_LEAST, {"คนอื่น": Word(True, "ก"), "พมจ.": Word(True, "ข")}) is None


def test_a_long_reason_is_never_cut_in_the_middle_of_a_party() -> None:
    said = {seat.name: Word(True, f"{seat.name}{'ย' * 200}") for seat in SEATS}
    settled = settle(ALL, None, SEATS, said)
    assert settled
    assert settled.reason(said).count("ยย") == 100


def test_a_reason_that_all_share_is_said_once() -> None:
    settled = settle(ALL, None, SEATS, {seat.name: Word(True, "อยู่จริง") for seat in SEATS})
    assert settled
    said = {seat.name: Word(True, "อยู่จริง") for seat in SEATS}
    assert settled.reason(said) == "เห็นชอบ 4 จาก 4 ฝ่าย · อยู่จริง"


@pytest.mark.parametrize(
    ("rule", "least", "seats", "code"),
    [
        (AT_LEAST, None, SEATS, "agreement-number"),
        (AT_LEAST, 5, SEATS, "agreement-number"),
        (CHAIR, None, SEATS[1:], "agreement-chair"),
        (CHAIR, None, [SEATS[0], Seat("อีกฝ่าย", chairs=True)], "agreement-chair"),
    ],
)
def test_a_rule_that_this_table_cannot_follow_is_refused(
    rule: str, least: int | None, seats: list[Seat], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        require_agreement(rule, least, seats)
    assert refused.value.code == code


@given(st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 60))
def test_the_day_to_look_again_is_that_many_months_later(day: dt.date, months: int) -> None:
    later = look_again_day(day, months)
    assert later
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert look_again_day(day, 0) is None


def test_a_party_is_shown_its_own_registers_reasons_and_told_how_many_more_there_are() -> None:
    reasons = [{"th": "ก", "from": "civil"}, {"th": "ข", "from": "visits"}, {"th": "ค"}]
    assert [one["th"] for one in shown_reasons(reasons, frozenset({"civil", "meeting"}))] == ["ก", "ค"]
    assert hidden_count(reasons, frozenset({"civil", "meeting"})) == 1
    assert hidden_count(reasons, None) == 0
