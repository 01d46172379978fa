from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal, Role, Words
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Household, Person
from huangyai.plan.models import Project
from huangyai.vault.sealing import keyed_hash, seal
from huangyai.volunteers.models import Volunteer
from huangyai.watch.access import require_round_work, require_triage, require_visiting
from huangyai.watch.models import Help, PlannedVisit, Signal, SignalHandling, Visit, VisitRound, Watching
from huangyai.watch.queries import (
    ABOUT_PURPOSE,
    NOTE_PURPOSE,
    RECEIPT_PURPOSE,
    SIGNAL_PURPOSE,
    unvisited_people,
    waiting_homes,
)
from huangyai.watch.rules import ON_THE_VISIT_LIST, Home, a_year_before, new_receipt, walking_order


def watch_over(*, actor: Actor, volunteer: Volunteer, households: Sequence[Household]) -> int:
    """A volunteer watches over these households from now on."""
    require_round_work(actor)
    with transaction.atomic():
        made = Watching.objects.bulk_create(
            (
                Watching(municipality_id=actor.municipality_id, volunteer=volunteer, household=home)
                for home in households
            ),
            ignore_conflicts=True,
        )
        record(actor=actor, verb="watching.begun", subject=volunteer, households=len(made))
    return len(made)


def arrange_round(
    *,
    actor: Actor,
    volunteer: Volunteer,
    day: dt.date,
    people: Sequence[Person],
    project: Project | None = None,
    reason: Words | None = None,
) -> VisitRound:
    """Arrange one volunteer's visits of a day, in walking order."""
    require_round_work(actor)
    if not people:
        raise Refusal(
            "nobody-to-visit",
            th="ยังไม่ได้เลือกบ้านที่จะเยี่ยม โปรดเลือกอย่างน้อยหนึ่งหลัง",
            en="Choose at least one home to visit.",
        )
    by_key = {str(person.pk): person for person in people}
    start = (volunteer.village.latitude or 0.0, volunteer.village.longitude or 0.0)
    homes = []
    for person in people:
        home = person.household
        located = home is not None and home.latitude is not None and home.longitude is not None
        latitude, longitude = (home.latitude, home.longitude) if home and located else start
        homes.append(Home(str(person.pk), latitude or 0.0, longitude or 0.0))
    with transaction.atomic():
        made = VisitRound.objects.create(
            municipality_id=actor.municipality_id, volunteer=volunteer, day=day, project=project
        )
        PlannedVisit.objects.bulk_create(
            PlannedVisit(
                municipality_id=actor.municipality_id,
                round=made,
                order=order,
                person=by_key[home.key],
                reason=reason,
            )
            for order, home in enumerate(walking_order(homes, start), start=1)
        )
        record(actor=actor, verb="round.arranged", subject=made, homes=len(homes))
    return made


def send_to_unvisited(*, actor: Actor, volunteer: Volunteer, day: dt.date, homes: int) -> VisitRound:
    """Send a volunteer to those of their village whom nobody has visited for a year and nobody is on the way to."""
    require_round_work(actor)
    unvisited = unvisited_people(volunteer.village_id, a_year_before(day))
    people = list(unvisited.exclude(pk__in=waiting_homes(timezone.localdate()).values("person_id"))[:homes])
    if not people:
        raise Refusal(
            "everybody-visited",
            th="ทุกบ้านในบัญชีเยี่ยมของหมู่บ้านนี้มีคนไปเยี่ยมแล้ว หรือมีรอบเยี่ยมรออยู่ โปรดเลือกหมู่บ้านอื่น",
            en="Everybody on this village's visit list has been visited or is in a round that waits; choose another village.",
        )
    return arrange_round(actor=actor, volunteer=volunteer, day=day, people=people, reason=ON_THE_VISIT_LIST)


def record_visit(
    *,
    actor: Actor,
    planned: PlannedVisit,
    outcome: str,
    note: str = "",
    adl: int | None = None,
    visited_at: dt.datetime | None = None,
) -> Visit:
    """Write down what was found at the door; the note is sealed."""
    require_visiting(actor, planned)
    if adl is not None and not 0 <= adl <= 20:
        raise Refusal(
            "adl-out-of-range",
            th="คะแนน ADL ต้องอยู่ระหว่าง 0 ถึง 20",
            en="The ADL score must be between 0 and 20.",
        )
    if Visit.objects.filter(planned=planned).exists():
        raise Refusal("visit-recorded", th="บ้านนี้บันทึกการเยี่ยมแล้ว", en="This visit is recorded already.")
    with transaction.atomic():
        visit = Visit.objects.create(
            municipality_id=actor.municipality_id,
            planned=planned,
            outcome=outcome,
            adl=adl,
            note_sealed=seal(actor.municipality_id, note, purpose=NOTE_PURPOSE) if note else None,
            visited_at=visited_at or timezone.now(),
        )
        record(actor=actor, verb="visit.recorded", subject=visit, outcome=outcome)
    return visit


def look_at_note(*, actor: Actor, visit: Visit) -> None:
    """Write down that the actor read what was said in confidence at a visit."""
    if visit.note_sealed:
        record_look(actor=actor, subject=visit)


def give_help(
    *,
    actor: Actor,
    person: Person,
    what: str,
    given_on: dt.date,
    baht: Decimal = Decimal(0),
    visit: Visit | None = None,
) -> Help:
    """Write down help that was given."""
    require_round_work(actor)
    with transaction.atomic():
        given = Help.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            visit=visit,
            what=what,
            given_on=given_on,
            baht=baht,
        )
        record(actor=actor, verb="help.given", subject=given, baht=str(baht))
    return given


@dataclass(frozen=True, slots=True)
class ReceivedSignal:
    """A signal, and the code with which its reporter may come back."""

    signal: Signal
    receipt: str


def send_signal(*, actor: Actor, kind: str, urgency: str, words: str, about: Person | None = None) -> ReceivedSignal:
    """Tell that something is wrong. Anybody may, without saying who they are; nothing in the record names them."""
    if len(words.strip()) < 3:
        raise Refusal(
            "signal-empty",
            th="โปรดเล่าสั้น ๆ ว่าเกิดอะไรขึ้นและที่ไหน เพื่อให้เจ้าหน้าที่ไปช่วยได้",
            en="Please say shortly what happens and where.",
        )
    source = (
        Signal.Source.VOLUNTEER
        if actor.is_any(Role.VOLUNTEER)
        else Signal.Source.AGENCY
        if actor.is_any(Role.PARTNER)
        else None
    )
    source = source or (Signal.Source.RESIDENT if actor.user_id else Signal.Source.ANONYMOUS)
    receipt = new_receipt()
    # The ledger must not tie a reporter to a signal either.
    quiet = Actor(municipality_id=actor.municipality_id, origin="signal")
    with transaction.atomic():
        signal = Signal.objects.create(
            municipality_id=actor.municipality_id,
            source=source,
            urgency=urgency,
            kind=kind,
            words_sealed=seal(actor.municipality_id, words.strip(), purpose=SIGNAL_PURPOSE),
            about_sealed=seal(actor.municipality_id, str(about.pk), purpose=ABOUT_PURPOSE) if about else None,
            receipt_hash=keyed_hash(actor.municipality_id, receipt, purpose=RECEIPT_PURPOSE),
        )
        record(actor=quiet, verb="signal.received", subject=signal, urgency=urgency)
    return ReceivedSignal(signal, receipt)


def handle_signal(*, actor: Actor, signal: Signal, outcome: str) -> SignalHandling:
    """Take a signal up: it became a case, a visit, or there was no need."""
    require_triage(actor)
    if SignalHandling.objects.filter(signal=signal).exists():
        raise Refusal("signal-handled", th="มีเจ้าหน้าที่รับเรื่องนี้แล้ว", en="Somebody has already taken this up.")
    with transaction.atomic():
        handling = SignalHandling.objects.create(
            municipality_id=actor.municipality_id, signal=signal, outcome=outcome, handled_by_id=actor.user_id
        )
        record(actor=actor, verb="signal.handled", subject=signal, outcome=outcome)
    return handling
