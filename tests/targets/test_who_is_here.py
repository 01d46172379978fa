"""Who died, moved away or is somebody's double is counted no more; who lives elsewhere is not looked for at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.targets.conftest import person_called

from huangyai.kernel import Actor, Role
from huangyai.people.actions import approve_change, propose_change
from huangyai.people.models import Merge, Person
from huangyai.targets import queries
from huangyai.targets.actions import (
    Verdict,
    decide_names,
    note_left_behind,
    take_to_meeting,
)
from huangyai.targets.models import Candidate, JointMeeting, LeftBehindStep, Reconsideration, Register
from huangyai.targets.queries import facts
from huangyai.targets.queries.left_behind import left_behind
from huangyai.targets.queries.meetings import decided_names
from huangyai.walls.entry import acting

DAY = "2026-11-01"


@pytest.fixture
def second(actor_of: Callable[[Role], Actor]) -> Actor:
    """Whoever approves what the officer proposes."""
    return actor_of(Role.ADMINISTRATOR)


def died(officer: Actor, second: Actor, name: str) -> None:
    with acting(officer):
        who = person_called(name)
    changed(officer, second, "death", who, {"person": str(who.pk)})


def moved(officer: Actor, second: Actor, name: str, moves: str) -> None:
    with acting(officer):
        who = person_called(name)
    changed(officer, second, "move", who, {"people": [str(who.pk)], "moves": moves, "elsewhere": "จังหวัดระยอง"})


def changed(officer: Actor, second: Actor, kind: str, who: Person, asked: dict[str, Any]) -> None:
    asked |= {"on": DAY, "source": "หนังสือแจ้ง"}
    with acting(officer):
        request = propose_change(actor=officer, kind=kind, people=[who], asked=asked, reason="แจ้งที่เทศบาลแล้ว")
    with acting(second):
        approve_change(actor=second, request=request)


def reasons_for(officer: Actor, name: str) -> set[str]:
    pk = person_called(name).pk
    return {rule.key for one in left_behind(officer).people if one.person_id == pk for rule in one.rules}


def test_the_dead_and_those_who_moved_away_are_counted_no_more(officer: Actor, second: Actor, civil: Register) -> None:
    with acting(officer):
        before = queries.facts_of_everyone()
        assert not before[person_called("บุญเลิศ").pk].lives_alone
    died(officer, second, "บุญเลิศ")
    moved(officer, second, "วิเชียร", "both")
    with acting(officer):
        now = queries.facts_of_everyone()
        assert len(now) == len(before) - 2
        assert person_called("บุญเลิศ").pk not in now
        assert person_called("วิเชียร").pk not in now
        # A child whose grandfather has died is alone in that house.
        assert now[person_called("มะลิ").pk].lives_alone
        assert not reasons_for(officer, "บุญเลิศ")


def test_whoever_lives_elsewhere_is_not_looked_for_at_the_door(officer: Actor, second: Actor, civil: Register) -> None:
    with acting(officer):
        assert "old-alone-unvisited" in reasons_for(officer, "สมศรี")
    moved(officer, second, "สมศรี", "home")
    with acting(officer):
        found = queries.facts_of_everyone()[person_called("สมศรี").pk]
        assert (found.lives_here, found.lives_elsewhere, found.household_size) == (False, True, 0)
        # The allowance is paid where somebody is registered.
        assert reasons_for(officer, "สมศรี") == {"old-without-allowance"}


def test_a_meeting_hears_why_a_confirmed_name_is_here_no_more(
    officer: Actor, second: Actor, meeting: JointMeeting
) -> None:
    with acting(officer):
        names = list(Candidate.objects.filter(target_list=meeting.target_list))
        decide_names(actor=officer, meeting=meeting, verdicts=[Verdict(name, True, "อยู่จริง") for name in names])
    died(officer, second, "บุญเลิศ")
    moved(officer, second, "สมศรี", "both")
    with acting(officer):
        again = {
            one.candidate.person.given_name: one.words.th for one in queries.names_to_look_at_again(meeting.target_list)
        }
        assert again == {"บุญเลิศ": "เสียชีวิตแล้ว", "สมศรี": "ย้ายออกจากพื้นที่แล้ว"}


def test_a_double_is_the_same_person_on_every_list(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        alias, canonical = person_called("สมศรี"), person_called("วิเชียร")
        canonical.birth_date = alias.birth_date
        canonical.save()
        Merge.objects.create(municipality_id=officer.municipality_id, alias=alias, canonical=canonical)
        facts._kept.clear()
        # Who stands on the list under the double's name is no newcomer, and still fits.
        assert canonical.pk not in queries.newly_taken(meeting.target_list)
        names = list(Candidate.objects.filter(target_list=meeting.target_list))
        decide_names(actor=officer, meeting=meeting, verdicts=[Verdict(name, True, "อยู่จริง") for name in names])
        assert queries.names_to_look_at_again(meeting.target_list) == []


@pytest.mark.parametrize(("kind", "days"), [("visit", 30), ("meeting", 90), ("as_it_is", 365)])
def test_a_step_without_effect_brings_the_name_back(officer: Actor, civil: Register, kind: str, days: int) -> None:
    with acting(officer):
        who = person_called("มะลิ")
        step = note_left_behind(actor=officer, person=who, rule="child-out-of-school", kind=kind, note="เรียนที่ระยอง")
        assert "child-out-of-school" not in reasons_for(officer, "มะลิ")
        told = {one.rule.key: one.dealt_with for one in left_behind(officer).by_rule}
        assert told["child-out-of-school"] == 1
        # (A step can't be rewritten; an older one is made beside it.)
        LeftBehindStep.objects.filter(pk=step.pk).update(made_at=step.made_at - dt.timedelta(days=days + 1))
        assert "child-out-of-school" in reasons_for(officer, "มะลิ")


def test_a_name_that_was_declined_before_comes_on_the_agenda_again(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        who = person_called("สมศรี")
        name = Candidate.objects.get(target_list=meeting.target_list, person=who)
        # It waits for this meeting's word anyway.
        take_to_meeting(actor=officer, person=who, rule="old-alone-unvisited", target_list=meeting.target_list)
        assert not Reconsideration.objects.exists()
        decide_names(actor=officer, meeting=meeting, verdicts=[Verdict(name, False, "อยู่กับลูก")])
        assert name.pk in decided_names([name])
        take_to_meeting(actor=officer, person=who, rule="old-alone-unvisited", target_list=meeting.target_list)
        assert Reconsideration.objects.get(candidate=name).cause == Reconsideration.Cause.ASKED
        assert name.pk not in decided_names([name])
