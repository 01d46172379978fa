"""Visits and signals: what is written, what is refused, what stays sealed, and what nobody can find out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.watch.conftest import SAID, Watched, days_ago, put_on_visit_list

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting
from huangyai.watch.actions import (
    arrange_round,
    give_help,
    handle_signal,
    look_at_note,
    record_visit,
    send_signal,
    send_to_unvisited,
    watch_over,
)
from huangyai.watch.models import Help, PlannedVisit, Signal, SignalHandling, Visit, VisitRound, Watching
from huangyai.watch.queries import (
    about_whom,
    homes_watched,
    note_of,
    signal_of_receipt,
    unvisited_people,
    waiting_signals,
    words_of,
)

ActorOf = Callable[[Role], Actor]
NOTE = "ลูกชายดื่มเหล้าแล้วตี ขอให้เก็บเป็นความลับ"


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _raw(table: str) -> str:
    """Every row of a table as the database file holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(json_agg(t)::text, '') FROM {table} t")
        return str(cursor.fetchone()[0])


def test_a_round_holds_every_home_once_in_walking_order(officer: Actor, watched: Watched) -> None:
    with acting(officer):
        assert [home.order for home in watched.homes] == [1, 2, 3]
        assert {home.person_id for home in watched.homes} == {person.pk for person in watched.people}
        assert Entry.objects.get(verb="round.arranged").facts == {"homes": 3}
        with _refused("nobody-to-visit"):
            arrange_round(actor=officer, volunteer=watched.volunteer, day=dt.date(2026, 11, 2), people=[])
        assert VisitRound.objects.count() == 1


def test_a_visit_is_written_once_and_its_note_is_sealed(watched: Watched, actor_of: ActorOf) -> None:
    volunteer, home = actor_of(Role.VOLUNTEER), watched.homes[0]
    with acting(volunteer):
        visit = record_visit(actor=volunteer, planned=home, outcome="needs_help", note=NOTE, adl=9)
        assert note_of(visit) == NOTE
        assert NOTE not in _raw("watch_visit")
        assert NOTE.encode().hex() not in _raw("watch_visit")
        entry = Entry.objects.get(verb="visit.recorded")
        assert entry.facts == {"outcome": "needs_help"}
        assert entry.account_id == volunteer.user_id
        with _refused("visit-recorded"):
            record_visit(actor=volunteer, planned=home, outcome="well")
        for adl in (-1, 21):
            with _refused("adl-out-of-range"):
                record_visit(actor=volunteer, planned=watched.homes[1], outcome="well", adl=adl)
        assert Visit.objects.count() == 1


def test_reading_a_note_is_recorded(watched: Watched, officer: Actor) -> None:
    with acting(officer):
        silent = record_visit(actor=officer, planned=watched.homes[0], outcome="well")
        told = record_visit(actor=officer, planned=watched.homes[1], outcome="well", note=NOTE)
        look_at_note(actor=officer, visit=silent)
        look_at_note(actor=officer, visit=told)
        assert [entry.subject_id for entry in Entry.objects.filter(verb="looked-at")] == [told.pk]


def test_nobody_writes_in_somebody_elses_round(watched: Watched, other_volunteer: Any, actor_of: ActorOf) -> None:
    here = watched.volunteer.municipality_id
    others = [actor_of(role) for role in set(Role) - {Role.OFFICER, Role.VOLUNTEER}]
    others.append(Actor(municipality_id=here, user_id=other_volunteer.pk, roles=frozenset({Role.VOLUNTEER})))
    # Somebody who is a volunteer no longer.
    others.append(Actor(municipality_id=here, user_id=watched.volunteer.user_id, roles=frozenset({Role.RESIDENT})))
    for actor in others:
        with acting(actor), pytest.raises(NotAllowed):
            record_visit(actor=actor, planned=watched.homes[0], outcome="well")


def test_only_officers_arrange_and_give(watched: Watched, actor_of: ActorOf) -> None:
    for role in set(Role) - {Role.OFFICER}:
        actor, day = actor_of(role), dt.date(2026, 11, 2)
        with acting(actor):
            with pytest.raises(NotAllowed):
                arrange_round(actor=actor, volunteer=watched.volunteer, day=day, people=watched.people)
            with pytest.raises(NotAllowed):
                send_to_unvisited(actor=actor, volunteer=watched.volunteer, day=day, homes=3)
            with pytest.raises(NotAllowed):
                watch_over(actor=actor, volunteer=watched.volunteer, households=[])
            with pytest.raises(NotAllowed):
                give_help(actor=actor, person=watched.people[0], what="ก", given_on=day)


def test_a_volunteer_watches_over_each_house_once(officer: Actor, watched: Watched) -> None:
    houses = [person.household for person in watched.people]
    with acting(officer):
        for _ in range(2):
            watch_over(actor=officer, volunteer=watched.volunteer, households=houses)
        assert Watching.objects.count() == 3
        assert {home.pk for home in homes_watched(watched.volunteer)} == {home.pk for home in houses}
        assert Entry.objects.filter(verb="watching.begun").count() == 2


def test_help_is_written_down(officer: Actor, watched: Watched) -> None:
    with acting(officer):
        give_help(
            actor=officer, person=watched.people[0], what="แผ่นกันลื่น", given_on=dt.date(2026, 11, 2), baht=Decimal(450)
        )
        assert Help.objects.get().baht == 450
        assert Entry.objects.get(verb="help.given").facts == {"baht": "450"}


def test_who_was_never_reached_is_sent_to_first(officer: Actor, watched: Watched) -> None:
    day = dt.date(2028, 2, 29)
    with acting(officer):
        put_on_visit_list(officer, watched.people)
        village = watched.volunteer.village_id
        everyone = set(unvisited_people(village, days_ago(365).date()))
        assert {person.household.village_id for person in everyone if person.household} == {village}
        # They wait in today's round; nobody is sent twice.
        with _refused("everybody-visited"):
            send_to_unvisited(actor=officer, volunteer=watched.volunteer, day=day, homes=5)
        for home, outcome in zip(watched.homes, ("nobody_home", "well", "nobody_home"), strict=True):
            record_visit(actor=officer, planned=home, outcome=outcome, visited_at=days_ago(1))
        left = set(unvisited_people(village, days_ago(365).date()))
        assert left == {p for p in everyone if p.pk != watched.homes[1].person_id}
        made = send_to_unvisited(actor=officer, volunteer=watched.volunteer, day=day, homes=1)
        assert made.planned.count() == 1
        assert PlannedVisit.objects.count() == 4


def test_a_signals_words_and_person_are_sealed(watched: Watched, actor_of: ActorOf) -> None:
    volunteer, about = actor_of(Role.VOLUNTEER), watched.people[0]
    with acting(volunteer):
        received = send_signal(actor=volunteer, kind="violence", urgency="danger", words=SAID, about=about)
        raw = _raw("watch_signal")
        for secret in (SAID, str(about.pk), about.given_name, received.receipt, str(volunteer.user_id)):
            assert json.dumps(secret)[1:-1] not in raw
            assert secret not in raw
            assert secret.encode().hex() not in raw
        assert words_of(received.signal) == SAID
        assert about_whom(received.signal) == about.pk
        assert signal_of_receipt(volunteer.municipality_id, f" {received.receipt.lower()} ") == received.signal
        assert signal_of_receipt(volunteer.municipality_id, "AAAAA-AAAAA") is None


def test_no_row_of_any_table_ties_a_reporter_to_a_signal(watched: Watched, actor_of: ActorOf) -> None:
    volunteer = actor_of(Role.VOLUNTEER)
    with acting(volunteer):
        received = send_signal(actor=volunteer, kind="violence", urgency="danger", words=SAID, about=watched.people[0])
        told = Entry.objects.get(verb="signal.received")
        assert told.account_id is None
        assert told.subject_id == received.signal.pk
        assert told.facts == {"urgency": "danger"}
        for model in apps.get_models():
            table = model._meta.db_table
            if str(received.signal.pk) in (rows := _raw(table)):
                assert table in {"watch_signal", "ledger_entry"}, table
                assert str(volunteer.user_id) not in rows if table == "watch_signal" else True


@pytest.mark.parametrize("words", ["", "  ", "ก", " \n ข "])
def test_an_empty_signal_is_refused(words: str, actor_of: ActorOf) -> None:
    actor = actor_of(Role.RESIDENT)
    with acting(actor):
        with _refused("signal-empty"):
            send_signal(actor=actor, kind="other", urgency="normal", words=words)
        assert not Signal.objects.exists()


def test_where_a_signal_comes_from(actor_of: ActorOf, municipality: Any) -> None:
    wanted = {Role.VOLUNTEER: "volunteer", Role.PARTNER: "agency", Role.RESIDENT: "resident"}
    for role, source in wanted.items():
        actor = actor_of(role)
        with acting(actor):
            assert send_signal(actor=actor, kind="other", urgency="normal", words=SAID).signal.source == source
    public = Actor.public(municipality.pk)
    with acting(public):
        assert send_signal(actor=public, kind="other", urgency="normal", words=SAID).signal.source == "anonymous"


def test_a_signal_is_taken_up_once_by_case_workers_only(actor_of: ActorOf, municipality: Any) -> None:
    worker = actor_of(Role.CASE_WORKER)
    with acting(worker):
        late = send_signal(actor=worker, kind="other", urgency="normal", words=SAID).signal
        soon = send_signal(actor=worker, kind="other", urgency="danger", words=SAID).signal
        assert [one.signal for one in waiting_signals(worker)] == [soon, late]
        Signal.objects.filter(pk=late.pk).update(made_at=days_ago(4))
        assert [(one.signal, one.late) for one in waiting_signals(worker)] == [(late, True), (soon, False)]
        handle_signal(actor=worker, signal=soon, outcome="visit")
        with _refused("signal-handled"):
            handle_signal(actor=worker, signal=soon, outcome="no_need")
        assert SignalHandling.objects.get().handled_by_id == worker.user_id
        assert Entry.objects.get(verb="signal.handled").facts == {"outcome": "visit"}
        assert [one.signal for one in waiting_signals(worker)] == [late]
    without = Actor(municipality_id=municipality.pk, user_id=worker.user_id, roles=frozenset({Role.CASE_WORKER}))
    for actor in [without, *(actor_of(role) for role in set(Role) - {Role.CASE_WORKER})]:
        with acting(actor):
            assert waiting_signals(actor) == []
            with pytest.raises(NotAllowed):
                handle_signal(actor=actor, signal=late, outcome="no_need")
