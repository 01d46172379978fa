"""Each hears when the car stands before their own door, and again when that changes; nobody hears of anybody else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from huangyai.activities.models import Session
from huangyai.kernel import Actor, BuddhistDate, Words
from huangyai.outbox.actions import send_message, withdraw_messages
from huangyai.outbox.models import Message
from huangyai.outbox.rules import at_the_clock, tellable
from huangyai.people.models import Person
from huangyai.transport.actions.storing import Changed
from huangyai.transport.models import Replanning, RidePlan, Stop
from huangyai.transport.queries import pickup_key
from huangyai.transport.queries.day import CarRun, runs_on
from huangyai.transport.rules import worth_a_call


def tell_times(actor: Actor, day: dt.date, plans: Sequence[RidePlan]) -> None:
    """Tell everybody of these plans their time; who can't be fetched is told that."""
    runs = runs_on(day)
    for plan in plans:
        own = {uuid.UUID(one["person"]): _sorry(plan) for one in plan.unserved}
        _send(actor, plan, pickup_key(plan.pk), own | _times_of(runs, plan))


def tell_changes(actor: Actor, day: dt.date, replanning: Replanning, changes: Sequence[Changed]) -> None:
    """Tell only those for whom something changed that is worth a call; what they were not told yet is not said any more."""
    runs = runs_on(day)
    plans = {plan.session_id: plan for plan in RidePlan.objects.filter(session__starts_at__date=day)}
    for plan in plans.values():
        concerned = {
            one.person_id: one for one in changes if one.session_id == plan.session_id and worth_a_call(one.shift)
        }
        if not concerned:
            continue
        forget_untold(actor, plan, list(concerned))
        times = _times_of(runs, plan)
        own = {
            person: _anew(times[person]) if one.shift.before and person in times else times.get(person, _sorry(plan))
            for person, one in concerned.items()
        }
        # Who cancelled knows it.
        own = {person: words for person, words in own.items() if not _cancelled(replanning, concerned[person])}
        if own:
            _send(actor, plan, f"rides-change:{replanning.pk}:{str(plan.pk)[-6:]}", own)


def tell_left(actor: Actor, replanning: Replanning, left: Collection[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Who was to come too, and whom no car can fetch, hears that; `left` are sessions and people."""
    plans = RidePlan.objects.filter(session__in={session for session, _ in left})
    for plan in plans.select_related("session__activity", "session__venue"):
        own = {person: _sorry(plan) for session, person in left if session == plan.session_id}
        _send(actor, plan, f"rides-change:{replanning.pk}:{str(plan.pk)[-6:]}", own)


def forget_session(actor: Actor, session: Session) -> None:
    """The session is not held then: who hasn't heard the time of the car need not, and no car goes for it."""
    for plan in RidePlan.objects.filter(session=session).select_related("session"):
        withdraw_messages(actor=actor, keys=_keys_of(plan))


def forget_untold(actor: Actor, plan: RidePlan, people: Sequence[uuid.UUID]) -> None:
    """A time that nobody told them yet is no longer so."""
    withdraw_messages(actor=actor, keys=_keys_of(plan), people=Person.objects.filter(pk__in=people))


def _keys_of(plan: RidePlan) -> list[str]:
    changes = Replanning.objects.filter(day=timezone.localtime(plan.session.starts_at).date())
    return [
        pickup_key(plan.pk),
        *(f"rides-change:{pk}:{str(plan.pk)[-6:]}" for pk in changes.values_list("pk", flat=True)),
    ]


def _cancelled(replanning: Replanning, change: Changed) -> bool:
    return replanning.cause == Replanning.Cause.CANCELLED and change.shift.after is None


def _send(actor: Actor, plan: RidePlan, key: str, own: Mapping[uuid.UUID, Words]) -> None:
    session = plan.session
    if session.starts_at <= timezone.now():
        return
    when, what = _when(plan), _what(plan)
    send_message(
        actor=actor,
        to=Person.objects.filter(pk__in=own),
        purpose=Message.Purpose.PICKUP,
        key=key,
        occasion=tellable(
            Words(th=f"รถรับส่ง: {session.activity.name}", en=f"Car: {session.activity.name}"),
            Words(th="รถรับส่งของเทศบาล", en="The municipality’s car"),
        ),
        text=Words(
            th=f"{when.th} รถของเทศบาลจะไปรับท่านที่บ้าน {what.th} แล้วส่งกลับ",
            en=f"{when.en}: the municipality’s car fetches you at home, {what.en}, and brings you back.",
        ),
        own_texts=own,
        useful_until=session.starts_at,
    )


def _times_of(runs: Sequence[CarRun], plan: RidePlan) -> dict[uuid.UUID, Words]:
    when, what = _when(plan), _what(plan)
    mine = [stop for run in runs for stop in run.stops if stop.route.plan_id == plan.pk]
    home = {stop.person_id: stop.arrives_at for stop in mine if stop.kind == Stop.Kind.HOME}
    return {
        stop.person_id: _time_of(stop.arrives_at, home.get(stop.person_id), when, what)
        for stop in mine
        if stop.kind == Stop.Kind.FETCH
    }


def _when(plan: RidePlan) -> Words:
    day = BuddhistDate(timezone.localtime(plan.session.starts_at).date())
    return Words(th=day.with_weekday("th"), en=day.with_weekday("en"))


def _what(plan: RidePlan) -> Words:
    activity, venue = plan.session.activity.name, plan.session.venue.name
    return tellable(
        Words(th=f"ไปร่วม{activity} ที่{venue}", en=f"to {activity}, {venue}"),
        Words(th="ไปร่วมกิจกรรมของเทศบาล", en="to the municipality’s activity"),
    )


def _sorry(plan: RidePlan) -> Words:
    when, what = _when(plan), _what(plan)
    return Words(
        th=f"{when.th} รถของเทศบาลยังไปรับท่าน{what.th}ไม่ได้ เจ้าหน้าที่จะติดต่อเรื่องการเดินทาง",
        en=f"{when.en}: the municipality’s car can’t fetch you {what.en} yet. An officer will contact you.",
    )


def _anew(time: Words) -> Words:
    return Words(th=f"เปลี่ยนเวลารถรับส่ง: {time.th}", en=f"The car’s time has changed. {time.en}")


def _time_of(fetch_at: dt.datetime, home_at: dt.datetime | None, when: Words, what: Words) -> Words:
    comes = timezone.localtime(fetch_at)
    th = f"{when.th} รถของเทศบาลจะไปรับท่านที่บ้าน เวลา {at_the_clock(comes)} {what.th}"
    en = f"{when.en}: the municipality’s car fetches you at home at {comes:%H:%M}, {what.en}."
    if home_at is not None:
        back = timezone.localtime(home_at)
        th += f" แล้วส่งถึงบ้านประมาณ {at_the_clock(back)}"
        en += f" You are home again at about {back:%H:%M}."
    return Words(th=th, en=en)
