"""What those who sign up are told, each alone, through the outbox."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Enrolment, Session
from huangyai.activities.queries.enrolments import standing_enrolments
from huangyai.activities.rules.codes import spaced_code
from huangyai.activities.rules.telling import (
    call_off_key,
    call_off_words,
    move_key,
    move_words,
    moved_up_words,
    place_key,
    place_words,
    reminder_key,
    reminder_words,
    waiting_key,
    waiting_words,
    what_and_when,
)
from huangyai.kernel import Actor, BuddhistDate, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.outbox.actions import send_message, withdraw_messages
from huangyai.outbox.models import Message
from huangyai.outbox.rules import at_the_clock, tellable
from huangyai.people.models import Person

_A_DAY = dt.timedelta(days=1)


def tell_of_place(actor: Actor, session: Session, enrolments: Sequence[Enrolment], *, moved_up: bool = False) -> None:
    """They have a place; with the code that is theirs."""
    words = moved_up_words if moved_up else place_words
    said = _what(session)
    for ending, found in _by_message(session, enrolments).items():
        _send(
            actor,
            session,
            [enrolment.person for enrolment in found],
            place_key(session.pk, moved_up=moved_up) + ending,
            words(said, ""),
            {enrolment.person_id: words(said, spaced_code(enrolment.code)) for enrolment in found},
        )


def tell_of_waiting(actor: Actor, session: Session, person: Person) -> None:
    """There is no place yet."""
    _send(actor, session, [person], waiting_key(session.pk), waiting_words(_what(session)), {})


def tell_off(actor: Actor, meetings: Iterable[Session], person: Person) -> None:
    """What they were not told yet of these sessions, they need not hear any more."""
    meetings = list(meetings)
    stood = Enrolment.objects.filter(session__in=meetings, person=person).values_list("pk", flat=True)
    keys = [key for session in meetings for key in _keys_of(session, stood)]
    withdraw_messages(actor=_machine(actor), keys=keys, people=[person])


def _keys_of(session: Session, stood: Iterable[uuid.UUID]) -> list[str]:
    first = (
        place_key(session.pk),
        place_key(session.pk, moved_up=True),
        reminder_key(session.pk),
        move_key(session.pk),
    )
    return [key + ending for key in first for ending in ("", *map(_again, stood))]


def tell_of_move(actor: Actor, before: Session, session: Session, enrolments: Sequence[Enrolment]) -> None:
    """It is held at another time or place; everybody who comes along hears both, with their code."""
    old, new = _what(before), _what(session)
    _send(
        actor,
        session,
        [one.person for one in enrolments],
        move_key(session.pk),
        move_words(old, new, ""),
        {one.person_id: move_words(old, new, spaced_code(one.code)) for one in enrolments},
    )


def tell_call_off(actor: Actor, session: Session, people: Sequence[Person]) -> None:
    """It is not held."""
    _send(actor, session, people, call_off_key(session.pk), call_off_words(_what(session)), {})


def withdraw_of_session(actor: Actor, session: Session) -> None:
    """Whoever hasn't heard of their place or the reminder yet need not."""
    stood = Enrolment.objects.filter(session=session).values_list("pk", flat=True)
    withdraw_messages(actor=_machine(actor), keys=[*_keys_of(session, stood), waiting_key(session.pk)])


def remind_session(*, actor: Actor, session: Session) -> int:
    """Remind everybody who is expected, each with their own code; who was reminded already is left in peace."""
    require_activity_work(actor)
    if session.starts_at <= timezone.now():
        raise Refusal(
            "session-begun",
            th="ครั้งนี้เริ่มหรือผ่านไปแล้ว โปรดเลือกครั้งต่อไป",
            en="This session has begun or is over; choose a later one.",
        )
    expected = list(standing_enrolments(session).select_related("person"))
    with transaction.atomic():
        said = _what(session)
        for ending, found in _by_message(session, expected).items():
            own = {one.person_id: reminder_words(said, spaced_code(one.code)) for one in found}
            people = [one.person for one in found]
            _send(actor, session, people, reminder_key(session.pk) + ending, reminder_words(said, ""), own)
        record(actor=actor, verb="session.reminded", subject=session, people=len(expected))
    return len(expected)


def remind_of_tomorrow(*, actor: Actor) -> int:
    """Remind everybody of tomorrow's sessions; returns of how many."""
    now = timezone.now()
    coming = Session.objects.filter(
        call_off__isnull=True, starts_at__gt=now, starts_at__lte=now + _A_DAY + dt.timedelta(hours=12)
    )
    found = list(coming.select_related("activity", "venue"))
    tomorrow = timezone.localdate() + _A_DAY
    found = [session for session in found if timezone.localdate(session.starts_at) == tomorrow]
    for session in found:
        remind_session(actor=actor, session=session)
    return len(found)


def _by_message(session: Session, enrolments: Sequence[Enrolment]) -> dict[str, list[Enrolment]]:
    """Who is told in which message, by the ending of its key.

    A message is told to nobody twice; but whoever called off and comes after all has another code, and hears it.
    """
    came_back = set(
        Enrolment.objects.filter(
            session=session, person__in=[one.person_id for one in enrolments], ended_at__isnull=False
        ).values_list("person_id", flat=True)
    )
    found: dict[str, list[Enrolment]] = {}
    for one in enrolments:
        found.setdefault(_again(one.pk) if one.person_id in came_back else "", []).append(one)
    return found


def _again(enrolment_id: uuid.UUID) -> str:
    return f":{enrolment_id.hex[-12:]}"


def _what(session: Session) -> Words:
    begins = timezone.localtime(session.starts_at)
    day = BuddhistDate(begins.date())
    name, venue = session.activity.name, session.venue.name
    plain = tellable(Words(th=f"{name} {venue}", en=f"{name} {venue}"), Words(th="", en=""))
    return what_and_when(
        name if plain.th else "",
        venue if plain.th else "",
        Words(th=day.with_weekday("th"), en=day.with_weekday("en")),
        Words(th=at_the_clock(begins), en=f"{begins:%H:%M}"),
    )


def _send(
    actor: Actor,
    session: Session,
    people: Sequence[Person],
    key: str,
    text: Words,
    own: Mapping[uuid.UUID, Words],
) -> None:
    name = session.activity.name
    send_message(
        actor=_machine(actor),
        to=people,
        purpose=Message.Purpose.INVITATION,
        key=key,
        occasion=tellable(
            Words(th=f"กิจกรรม: {name}", en=f"Session: {name}"),
            Words(th="กิจกรรมของเทศบาล", en="The municipality’s activity"),
        ),
        text=text,
        own_texts={person.pk: own[person.pk] for person in people if person.pk in own},
        useful_until=session.starts_at,
    )


def _machine(actor: Actor) -> Actor:
    """Volunteers and visitors send nothing themselves; what they cause is sent by the house."""
    return Actor.machine(actor.municipality_id, "activities")
