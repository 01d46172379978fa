from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.actions.telling import tell_call_off, tell_move, untell_invitation
from huangyai.assembly.models import (
    AgendaItem,
    Assembly,
    AssemblyCallOff,
    AssemblyClosure,
    AssemblyMove,
    Invitee,
    Resolution,
    Vote,
    VoteWithdrawal,
)
from huangyai.assembly.queries import standing_attendances
from huangyai.assembly.rules import agenda_points, require_level, require_minutes, require_reason, require_resolution
from huangyai.kernel import Actor, FiscalYear, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.places.models import Village


def call_assembly(
    *,
    actor: Actor,
    title: str,
    starts_at: dt.datetime,
    venue: str,
    village: Village | None = None,
    agenda: str = "",
    level: str = "",
) -> Assembly:
    """Call an assembly of one village, of the whole municipality when no village is named, or of the agencies.

    Each line of `agenda` is one point of it.
    """
    require_assembly_work(actor)
    level = require_level(level, has_village=village is not None)
    with transaction.atomic():
        assembly = Assembly.objects.create(
            municipality_id=actor.municipality_id,
            level=level,
            village=village,
            title=title,
            starts_at=starts_at,
            venue=venue,
            agenda=agenda,
            fiscal_year=FiscalYear.of(starts_at.date()).be,
        )
        _write_agenda(actor, assembly, agenda)
        record(actor=actor, verb="assembly.called", subject=assembly)
    return assembly


def move_assembly(
    *, actor: Actor, assembly: Assembly, starts_at: dt.datetime, venue: str, reason: str
) -> AssemblyMove | None:
    """Put an assembly to another day, hour or place. What was announced stays readable, and those invited are told anew."""
    require_assembly_work(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        assembly = Assembly.objects.select_for_update(of=("self",)).get(pk=assembly.pk)
        require_open(assembly)
        if (assembly.starts_at, assembly.venue) == (starts_at, venue.strip()):
            return None
        if starts_at <= timezone.now():
            raise Refusal(
                "assembly-in-the-past",
                th="วันและเวลาที่เลือกผ่านไปแล้ว โปรดเลือกวันและเวลาที่ยังมาไม่ถึง",
                en="That day and hour are over; choose a day and hour to come.",
            )
        if standing_attendances(assembly).exists() or assembly.present:
            raise Refusal(
                "assembly-began",
                th="มีผู้มาประชุมแล้ว จึงเลื่อนประชาคมนี้ไม่ได้ หากเช็กชื่อผิดการประชุม โปรดยกเลิกการเช็กชื่อก่อน",
                en="People have come, so this assembly can't be moved. Take a mistaken check-in back first.",
            )
        move = AssemblyMove.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            started_at=assembly.starts_at,
            venue=assembly.venue,
            reason=reason,
            moved_by_id=actor.user_id,
        )
        untell_invitation(actor=actor, assembly=assembly)
        assembly.starts_at, assembly.venue = starts_at, venue.strip()
        assembly.fiscal_year = FiscalYear.of(starts_at.date()).be
        assembly.save(update_fields=["starts_at", "venue", "fiscal_year"])
        record(actor=actor, verb="assembly.moved", subject=assembly, move=move.pk)
        tell_move(actor=actor, assembly=assembly, move=move, people=_invited(assembly))
    return move


def call_off_assembly(*, actor: Actor, assembly: Assembly, reason: str) -> AssemblyCallOff:
    """The assembly will not be held. The public page says why, and those invited are told."""
    require_assembly_work(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        assembly = Assembly.objects.select_for_update(of=("self",)).get(pk=assembly.pk)
        require_open(assembly)
        if standing_attendances(assembly).exists() or assembly.present:
            raise Refusal(
                "assembly-held",
                th="มีผู้มาประชุมแล้ว จึงงดประชาคมนี้ไม่ได้ โปรดปิดประชาคมพร้อมรายงานการประชุม",
                en="People came, so this assembly can't be called off. Close it with its minutes instead.",
            )
        call_off = AssemblyCallOff.objects.create(
            municipality_id=actor.municipality_id, assembly=assembly, reason=reason, called_off_by_id=actor.user_id
        )
        for vote in Vote.objects.filter(assembly=assembly, count__isnull=True, withdrawal__isnull=True):
            VoteWithdrawal.objects.create(
                municipality_id=actor.municipality_id, vote=vote, reason=reason, withdrawn_by_id=actor.user_id
            )
        record(actor=actor, verb="assembly.called-off", subject=assembly)
        untell_invitation(actor=actor, assembly=assembly)
        tell_call_off(actor=actor, assembly=assembly, people=_invited(assembly))
    return call_off


def _invited(assembly: Assembly) -> list[Person]:
    return [invitee.person for invitee in Invitee.objects.filter(assembly=assembly).select_related("person")]


def set_agenda(*, actor: Actor, assembly: Assembly, agenda: str) -> Assembly:
    """Write the agenda anew, one point a line."""
    require_assembly_work(actor)
    with transaction.atomic():
        Assembly.objects.select_for_update(no_key=True).get(pk=assembly.pk)
        require_open(assembly)
        AgendaItem.objects.filter(assembly=assembly).delete()
        _write_agenda(actor, assembly, agenda)
        record(actor=actor, verb="assembly.agenda-set", subject=assembly, points=len(agenda_points(agenda)))
    return assembly


def _write_agenda(actor: Actor, assembly: Assembly, agenda: str) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(municipality_id=actor.municipality_id, assembly=assembly, number=number, title=title)
        for number, title in enumerate(agenda_points(agenda), start=1)
    )


def note_presence(*, actor: Actor, assembly: Assembly, present: int) -> Assembly:
    """Write down how many came."""
    require_assembly_work(actor)
    require_open(assembly)
    with transaction.atomic():
        assembly.present = present
        assembly.save(update_fields=["present"])
        record(actor=actor, verb="assembly.presence-noted", subject=assembly, present=present)
    return assembly


def close_assembly(*, actor: Actor, assembly: Assembly, minutes: str) -> AssemblyClosure:
    """End the assembly; its minutes are public from now on."""
    require_assembly_work(actor)
    require_open(assembly)
    minutes = require_minutes(minutes)
    with transaction.atomic():
        closure = AssemblyClosure.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            minutes=minutes,
            closed_by_id=actor.user_id,
        )
        record(actor=actor, verb="assembly.closed", subject=assembly)
    return closure


def require_open(assembly: Assembly) -> None:
    """Nothing is added to an assembly that has ended."""
    if AssemblyClosure.objects.filter(assembly=assembly).exists():
        raise Refusal(
            "assembly-closed",
            th="ประชาคมนี้ปิดแล้ว หากต้องแก้ไขโปรดบันทึกในประชาคมครั้งถัดไป",
            en="This assembly is closed; corrections belong to the next one.",
        )
    if AssemblyCallOff.objects.filter(assembly=assembly).exists():
        raise Refusal(
            "assembly-called-off",
            th="ประชาคมนี้งดแล้ว โปรดเรียกประชาคมครั้งใหม่",
            en="This assembly was called off; call a new one.",
        )


def note_resolution(*, actor: Actor, assembly: Assembly, text: str, vote: Vote | None = None) -> Resolution:
    """Write down what the assembly decided, in one sentence that stands in the minutes."""
    require_assembly_work(actor)
    require_open(assembly)
    with transaction.atomic():
        Assembly.objects.select_for_update().get(pk=assembly.pk)
        before = Resolution.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"] or 0
        resolution = Resolution.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            number=before + 1,
            text=require_resolution(text),
            vote=vote,
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="assembly.resolved", subject=resolution, assembly=assembly.pk)
    return resolution
