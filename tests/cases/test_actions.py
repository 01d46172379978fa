"""Cases: opened, shared, written in and closed; sealed in the database, every look written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.cases.conftest import SAID, Opened, as_worker

from huangyai.cases.actions import (
    close_case,
    look_at_case,
    look_at_signal,
    open_case,
    open_case_from_signal,
    share_case,
    triage,
    write_step,
)
from huangyai.cases.models import Case, Closure, Share, Step
from huangyai.cases.queries import case_counts, cases, has_case, late_cases, open_count
from huangyai.cases.queries import opened as opened_file
from huangyai.kernel import Actor, NotAllowed, NotFound, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting
from huangyai.watch.actions import send_signal
from huangyai.watch.models import SignalHandling

ActorOf = Callable[[Role], Actor]
FOUND, END = "แผลกดทับระดับหนึ่งและขาดอาหาร", "มีญาติย้ายมาดูแลแล้ว"


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _raw(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(json_agg(t)::text, '') FROM {table} t")
        return str(cursor.fetchone()[0])


def _verbs(case: Case) -> list[str]:
    return list(Entry.objects.filter(subject_id=case.pk).order_by("position").values_list("verb", flat=True))


def _finish(opened: Opened) -> Closure:
    for kind in ("assessment", "safe"):
        write_step(actor=opened.owner, case=opened.case, kind=kind, words=FOUND)
    return close_case(actor=opened.owner, case=opened.case, outcome="safe", summary=END)


def test_a_signal_becomes_a_case_of_whoever_takes_it_up(opened: Opened) -> None:
    with acting(opened.owner):
        file = opened_file(opened.owner, opened.case.pk)
        assert (file.narrative, file.person, file.leads) == (SAID, opened.person, True)
        assert file.case.urgency == "urgent"
        assert file.case.due_at > file.case.opened_at
        assert SignalHandling.objects.get(signal=opened.signal).outcome == "case"
        assert _verbs(opened.case) == ["case.opened", "case.shared", "case.shared"]
        assert has_case(opened.owner, opened.person)
        assert open_count(opened.owner) == 1
        with _refused("signal-handled"):
            open_case_from_signal(actor=opened.owner, signal=opened.signal)
        assert Case.objects.count() == 1


def test_the_database_file_ties_no_case_to_anybody(opened: Opened) -> None:
    with acting(opened.owner):
        _finish(opened)
        person, household = opened.person, opened.person.household
        secrets = [SAID, FOUND, END, person.given_name, person.family_name, person.phone]
        ids = [str(person.pk), person.pk.hex, str(household.pk), household.pk.hex]
        ids += [str(opened.signal.pk), opened.signal.pk.hex]
        for model in apps.get_app_config("cases").get_models():
            rows = _raw(model._meta.db_table)
            assert rows
            for secret in (*secrets, *ids):
                assert secret not in rows, model
                assert secret.encode().hex() not in rows, model
        told = _raw("ledger_entry")
        for secret in secrets:
            assert secret not in told
        for entry in Entry.objects.filter(subject_id=opened.case.pk):
            assert not any(one in str(entry.facts) for one in ids)


def test_every_case_has_its_own_number(opened: Opened) -> None:
    with acting(opened.owner):
        more = [
            open_case(actor=opened.owner, urgency="danger", kind="child", narrative="ก", person=None) for _ in range(2)
        ]
        numbers = [opened.case.number, *(case.number for case in more)]
        assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
        # Ordered by their clock: danger before urgent.
        assert [case.number for case in cases(opened.owner)][-1] == opened.case.number
        assert not late_cases(opened.owner).exists()


def test_steps_are_sealed_and_need_words(opened: Opened) -> None:
    with acting(opened.owner):
        write_step(actor=opened.owner, case=opened.case, kind="note", words=f"  {FOUND} ")
        assert [words for _, words in opened_file(opened.owner, opened.case.pk).steps] == [FOUND]
        for words in ("", "  ", "ก"):
            with _refused("step-empty"):
                write_step(actor=opened.owner, case=opened.case, kind="note", words=words)
        entry = Entry.objects.get(verb="case.step-written")
        assert entry.facts == {"step": "note"}
        assert Step.objects.count() == 1


def test_a_case_is_closed_when_safe_and_then_stays_as_it_is(opened: Opened) -> None:
    owner, case = opened.owner, opened.case
    with acting(owner):
        with _refused("not-safe-yet"):
            close_case(actor=owner, case=case, outcome="safe", summary=END)
        with _refused("summary-empty"):
            close_case(actor=owner, case=case, outcome="moved", summary=" ")
        closure = _finish(opened)
        assert closure.closed_by_id == owner.user_id
        assert _verbs(case)[-1] == "case.closed"
        assert opened_file(owner, case.pk).summary == END
        assert open_count(owner) == 0
        for attempt in (
            lambda: close_case(actor=owner, case=case, outcome="moved", summary=END),
            lambda: write_step(actor=owner, case=case, kind="note", words=FOUND),
            lambda: share_case(actor=owner, case=case, user=opened.stranger, part="referred"),
        ):
            with _refused("case-closed"):
                attempt()


def test_each_sees_their_slice(opened: Opened, officer: Actor) -> None:
    referred, supervisor = as_worker(opened.referred, officer), as_worker(opened.supervisor, officer)
    with acting(opened.owner):
        for kind in ("assessment", "plan", "note"):
            write_step(actor=opened.owner, case=opened.case, kind=kind, words=f"{FOUND} {kind}")
    with acting(referred):
        write_step(actor=referred, case=opened.case, kind="help", words="ส่งอาหารแล้ว")
        file = opened_file(referred, opened.case.pk)
        assert [step.kind for step, _ in file.steps] == ["plan", "help"]
        assert not file.leads
        with pytest.raises(NotAllowed):
            share_case(actor=referred, case=opened.case, user=opened.stranger, part="referred")
        with pytest.raises(NotAllowed):
            close_case(actor=referred, case=opened.case, outcome="moved", summary=END)
    with acting(supervisor):
        assert len(opened_file(supervisor, opened.case.pk).steps) == 4
        close_case(actor=supervisor, case=opened.case, outcome="moved", summary=END)
    with acting(referred):
        assert opened_file(referred, opened.case.pk).summary == ""


def test_nobody_else_may_learn_that_the_case_exists(
    opened: Opened, officer: Actor, actor_of: ActorOf, neighbour_actor_of: ActorOf
) -> None:
    others = [actor_of(role) for role in set(Role) - {Role.CASE_WORKER}]
    others += [as_worker(opened.stranger, officer), as_worker(opened.referred, officer, second_factor=False)]
    others += [as_worker(type("U", (), {"pk": opened.owner.user_id}), officer, second_factor=False)]
    others += [Actor.machine(officer.municipality_id, "job"), Actor.public(officer.municipality_id)]
    others += [neighbour_actor_of(role) for role in Role]
    for actor in others:
        with acting(actor):
            assert not cases(actor).exists()
            assert not has_case(actor, opened.person)
            assert open_count(actor) == 0
            with pytest.raises(NotFound):
                opened_file(actor, opened.case.pk)
            with pytest.raises(NotAllowed):
                look_at_case(actor=actor, case=opened.case)
            with pytest.raises(NotAllowed):
                write_step(actor=actor, case=opened.case, kind="note", words=FOUND)
            with pytest.raises(NotAllowed):
                share_case(actor=actor, case=opened.case, user=opened.stranger, part="referred")
            with pytest.raises(NotAllowed):
                close_case(actor=actor, case=opened.case, outcome="moved", summary=END)
    with acting(opened.owner):
        assert Step.objects.count() == Closure.objects.count() == 0


def test_only_case_workers_with_their_second_factor_open_cases(
    officer: Actor, opened: Opened, actor_of: ActorOf
) -> None:
    others = [actor_of(role) for role in set(Role) - {Role.CASE_WORKER}]
    for actor in [*others, as_worker(opened.stranger, officer, second_factor=False)]:
        with acting(actor):
            with pytest.raises(NotAllowed):
                open_case(actor=actor, urgency="danger", kind="child", narrative="ก")
            with pytest.raises(NotAllowed):
                look_at_signal(actor=actor, signal=opened.signal)
            with pytest.raises(NotAllowed):
                triage(actor=actor, signal=opened.signal, decision="no_need", urgency="normal")


def test_a_case_is_shared_with_case_workers_and_has_one_owner(
    opened: Opened, user_of: Callable[[Role], Any], officer: Actor
) -> None:
    owner, case = opened.owner, opened.case
    with acting(owner):
        for role in set(Role) - {Role.CASE_WORKER}:
            with _refused("not-a-case-worker"):
                share_case(actor=owner, case=case, user=user_of(role), part="referred")
        for part in ("owner", "friend", ""):
            with _refused("one-owner"):
                share_case(actor=owner, case=case, user=opened.stranger, part=part)
        share_case(actor=owner, case=case, user=opened.referred, part="referred")
        assert Share.objects.count() == 3


def test_a_share_that_ended_opens_nothing_until_it_is_given_again(opened: Opened, officer: Actor) -> None:
    from django.utils import timezone

    referred = as_worker(opened.referred, officer)
    with acting(opened.owner):
        Share.objects.filter(user=opened.referred).update(ended_at=timezone.now())
    with acting(referred):
        assert not cases(referred).exists()
    with acting(opened.owner):
        share_case(actor=opened.owner, case=opened.case, user=opened.referred, part="referred")
    with acting(referred):
        assert cases(referred).exists()


def test_looking_is_written_down(opened: Opened, officer: Actor) -> None:
    supervisor = as_worker(opened.supervisor, officer)
    with acting(supervisor):
        look_at_case(actor=supervisor, case=opened.case)
        look_at_signal(actor=supervisor, signal=opened.signal)
        looks = Entry.objects.filter(verb="looked-at").order_by("position")
        assert [(one.subject_kind, one.subject_id, one.account_id) for one in looks] == [
            ("cases.case", opened.case.pk, opened.supervisor.pk),
            ("watch.signal", opened.signal.pk, opened.supervisor.pk),
        ]


def test_a_signal_without_need_becomes_no_case(opened: Opened, officer: Actor) -> None:
    public = Actor.public(officer.municipality_id)
    with acting(opened.owner):
        for decision in ("visit", "no_need"):
            signal = send_signal(actor=public, kind="other", urgency="urgent", words=SAID).signal
            assert triage(actor=opened.owner, signal=signal, decision=decision, urgency="urgent") is None
        signal = send_signal(actor=public, kind="other", urgency="urgent", words=SAID).signal
        case = triage(actor=opened.owner, signal=signal, decision="case", urgency="danger")
        assert case is not None
        assert case.urgency == "danger"
        assert Case.objects.count() == 2


def test_others_are_told_no_small_numbers(opened: Opened) -> None:
    with acting(opened.owner):
        assert case_counts().opened is None
        for _ in range(9):
            open_case(actor=opened.owner, urgency="normal", kind="other", narrative="ก")
        told = case_counts()
        assert (told.opened, told.closed, told.made_safe) == (10, 0, 0)
        _finish(opened)
        assert (case_counts().opened, case_counts().closed) == (10, None)
