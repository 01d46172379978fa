from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.models import AgendaItem, Assembly, AssemblyClosure, Resolution, Vote
from huangyai.assembly.rules import agenda_points, require_level, require_minutes, require_resolution
from huangyai.kernel import Actor, FiscalYear, Refusal
from huangyai.ledger.actions import record
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
        AgendaItem.objects.bulk_create(
            AgendaItem(municipality_id=actor.municipality_id, assembly=assembly, number=number, title=title)
            for number, title in enumerate(agenda_points(agenda), start=1)
        )
        record(actor=actor, verb="assembly.called", subject=assembly)
    return assembly


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
