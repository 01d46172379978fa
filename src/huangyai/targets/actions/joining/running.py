"""All lists are compared with the civil register and the other residents, at once or behind the page."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.joining.keeping import Tally, keep_doubles, keep_likenesses
from huangyai.targets.bridge import Double, Likeness, Lists, compare_lists, find_doubles, read_lists
from huangyai.targets.models import Joining, JoiningEnd, JoiningTerms, Register, counts_now
from huangyai.targets.queries import review
from huangyai.targets.rules.review import LEAST_ASKED, MOST_ROWS_AT_ONCE, SILENT_MINUTES, Terms, check_terms
from huangyai.walls.entry import acting

Progress = Callable[[str, float], None]
JOB = "huangyai.targets.tasks.join"
# Between two words to the page that watches.
_REST_SECONDS = 1.0


class _Stopped(Exception):
    """Somebody stopped the joining."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything that a comparison needs, read from the database beforehand."""

    registers: list[Register]
    lists: Lists
    people: Mapping[uuid.UUID, Mapping[str, str]]
    terms: Terms
    model: str | None


def ask_for_joining(*, actor: Actor) -> Joining:
    """Begin to compare all lists with the civil register: small ones at once, large ones behind the page."""
    require_register_work(actor)
    with transaction.atomic():
        joining = _begin(actor)
        if joining.rows <= MOST_ROWS_AT_ONCE:
            _join_now(actor, joining, None)
        else:
            app.configure_task(JOB, allow_unknown=True, lock=f"joining:{actor.municipality_id}").defer(
                municipality=str(actor.municipality_id), joining=str(joining.pk)
            )
    return joining


def join_registers(*, actor: Actor, progress: Progress | None = None) -> int:
    """Find who in the civil register each row of the other lists is, now; returns how many were joined at once."""
    require_register_work(actor)
    with transaction.atomic():
        return _join_now(actor, _begin(actor), progress).joined


def carry_out_joining(*, municipality_id: uuid.UUID, joining_id: uuid.UUID) -> None:
    """The job behind the page: reads in one transaction, compares in none, keeps in another; stops when told to."""
    machine = Actor.machine(municipality_id, "joining")
    with acting(machine):
        joining = Joining.objects.filter(pk=joining_id, end__isnull=True).first()
        if joining is None:
            return
        work = _read(machine)
    try:
        found = _compare(work, _Told(machine, joining_id))
        with acting(machine):
            _require_going_on(joining_id)
            _keep(machine, joining, work, found)
    except _Stopped:
        return
    except Exception:
        # The page that watches must learn of it; what went wrong is in the job's own log.
        with acting(machine):
            JoiningEnd.objects.get_or_create(
                joining_id=joining_id,
                municipality_id=municipality_id,
                defaults={
                    "outcome": JoiningEnd.Outcome.FAILED,
                    "why": Words(
                        th="เชื่อมไม่สำเร็จ ไม่มีอะไรเปลี่ยนแปลง โปรดลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ",
                        en="It could not be finished and nothing was changed; try again, and tell your administrator if it fails again.",
                    ),
                },
            )
        raise


def stop_joining(*, actor: Actor, joining: Joining) -> Joining:
    """Stop a joining that is going on; nothing of it is kept."""
    require_register_work(actor)
    with transaction.atomic():
        Joining.objects.select_for_update(of=("self",)).get(pk=joining.pk)
        if JoiningEnd.objects.filter(joining=joining).exists():
            raise Refusal(
                "joining-ended",
                th="การเชื่อมรอบนี้จบแล้ว จึงหยุดไม่ได้ ดูผลได้ที่หน้านี้",
                en="This joining has ended already, so it can't be stopped; its result is on this page.",
            )
        JoiningEnd.objects.create(
            municipality_id=actor.municipality_id,
            joining=joining,
            outcome=JoiningEnd.Outcome.STOPPED,
            ended_by_id=actor.user_id,
        )
        record(actor=actor, verb="joining.stopped", subject=joining)
    return joining


def set_joining_terms(*, actor: Actor, join_from: float, ask_from: float) -> JoiningTerms:
    """Say from how sure on rows are joined at once, and from how sure on somebody is asked. Holds from the next joining."""
    require_register_work(actor)
    terms = check_terms(join_from, ask_from)
    with transaction.atomic():
        kept = JoiningTerms.objects.create(
            municipality_id=actor.municipality_id,
            join_from=terms.join_from,
            ask_from=terms.ask_from,
            set_by_id=actor.user_id,
        )
        record(
            actor=actor,
            verb="joining-terms.set",
            subject=kept,
            join_from=str(terms.join_from),
            ask_from=str(terms.ask_from),
        )
    return kept


def _begin(actor: Actor) -> Joining:
    rows = sum(register.rows for register in _others())
    if not rows or not Person.objects.exists():
        raise Refusal(
            "registers-missing",
            th="ต้องนำเข้าทะเบียนราษฎรและทะเบียนอื่นอย่างน้อยหนึ่งชุดก่อนเชื่อม",
            en="Bring the civil register and at least one other list in before joining.",
        )
    silent = timezone.now() - dt.timedelta(minutes=SILENT_MINUTES)
    if Joining.objects.filter(end__isnull=True, touched_at__gte=silent).exists():
        raise Refusal(
            "joining-going-on",
            th="กำลังเชื่อมทะเบียนอยู่ โปรดรอให้เสร็จ หรือหยุดรอบนั้นก่อน",
            en="A joining is going on; wait for its end, or stop it first.",
        )
    joining = Joining.objects.create(municipality_id=actor.municipality_id, asked_by_id=actor.user_id, rows=rows)
    record(actor=actor, verb="joining.asked", subject=joining, rows=rows)
    return joining


def _join_now(actor: Actor, joining: Joining, progress: Progress | None) -> Tally:
    work = _read(actor)
    return _keep(actor, joining, work, _compare(work, progress))


def _civil() -> Register | None:
    return Register.objects.filter(kind=Register.Kind.CIVIL).order_by("-made_at").first()


def _others() -> list[Register]:
    """The newest edition of each other list."""
    return list(Register.objects.exclude(kind=Register.Kind.CIVIL).filter(counts_now()).order_by("made_at"))


def _read(actor: Actor) -> _Work:
    others, entries = _others(), review.entries_of_register()
    lists = read_lists(_civil(), others, entries)
    return _Work(others, lists, entries, review.terms(actor), review.model_in_use())


def _compare(work: _Work, progress: Progress | None) -> tuple[list[Likeness], list[Double]]:
    least = max(work.terms.ask_from, LEAST_ASKED)
    likenesses = compare_lists(
        work.lists, least=least, certain=work.terms.join_from, model=work.model, progress=progress
    )
    if progress is not None:
        progress("doubles", 0.0)
    return likenesses, find_doubles(work.people, least=least, model=work.model)


def _keep(actor: Actor, joining: Joining, work: _Work, found: tuple[list[Likeness], list[Double]]) -> Tally:
    likenesses, doubles = found
    tally = keep_likenesses(actor, work.registers, likenesses, work.lists.rows, work.terms)
    twice = keep_doubles(actor, doubles)
    record(
        actor=actor,
        verb="registers.joined",
        subject=joining,
        joined=tally.joined,
        asked=tally.asked,
        doubles=twice,
        registers=[register.pk for register in work.registers],
    )
    JoiningEnd.objects.create(
        municipality_id=actor.municipality_id,
        joining=joining,
        outcome=JoiningEnd.Outcome.DONE,
        joined=tally.joined,
        asked=tally.asked,
        alone=tally.alone,
        kept=tally.kept,
        doubles=twice,
    )
    return tally


def _require_going_on(joining_id: uuid.UUID) -> None:
    Joining.objects.select_for_update(of=("self",)).get(pk=joining_id)
    if JoiningEnd.objects.filter(joining_id=joining_id).exists():
        raise _Stopped


class _Told:
    """Says to the page how far it is, now and then, and notices that somebody stopped it."""

    def __init__(self, machine: Actor, joining_id: uuid.UUID) -> None:
        self._machine = machine
        self._joining_id = joining_id
        self._next = 0.0

    def __call__(self, stage: str, part: float) -> None:
        if time.monotonic() < self._next and part < 1.0:
            return
        self._next = time.monotonic() + _REST_SECONDS
        with acting(self._machine):
            _require_going_on(self._joining_id)
            Joining.objects.filter(pk=self._joining_id).update(stage=stage[:20], part=part, touched_at=timezone.now())
