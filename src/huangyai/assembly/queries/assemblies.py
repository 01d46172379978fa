from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Count as CountOf
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from huangyai.assembly.access import visible_assemblies
from huangyai.assembly.models import Assembly, AssemblyMove, Attendance
from huangyai.kernel import Actor, NotFound


def assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies, newest first, with how many problems each heard and how many people came."""
    came = (
        Attendance.objects.filter(assembly=OuterRef("pk"), taken_back_at__isnull=True)
        .order_by()
        .values("assembly")
        .annotate(n=CountOf("pk"))
        .values("n")
    )
    found = (
        visible_assemblies(actor)
        .select_related("village", "closure", "call_off")
        .annotate(heard=CountOf("problems"), came=Greatest("present", Coalesce(Subquery(came), 0)))
    )
    return found.order_by("-starts_at", "-pk")


def assembly(actor: Actor, assembly_id: uuid.UUID) -> Assembly:
    """One assembly, or NotFound."""
    found = assemblies(actor).filter(pk=assembly_id).first()
    if found is None:
        raise NotFound
    return found


def is_closed(assembly: Assembly) -> bool:
    """The assembly ended; its minutes are public. Asks nothing when it was read by `assembly` or `assemblies`."""
    return hasattr(assembly, "closure")


def is_called_off(assembly: Assembly) -> bool:
    """The assembly is not held. Asks nothing when it was read by `assembly` or `assemblies`."""
    return hasattr(assembly, "call_off")


def moves(actor: Actor, assembly: Assembly) -> list[AssemblyMove]:
    """Where and when the assembly had been announced before, in order."""
    return list(AssemblyMove.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor)))


def late_assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies that were held on an earlier day and have no minutes yet, the oldest first."""
    held = visible_assemblies(actor).filter(starts_at__date__lt=timezone.localdate())
    return held.filter(closure__isnull=True, call_off__isnull=True).order_by("starts_at")


def next_assembly(actor: Actor) -> Assembly | None:
    """The next assembly to come, if one is called."""
    return (
        visible_assemblies(actor)
        .filter(starts_at__gte=timezone.now(), call_off__isnull=True)
        .order_by("starts_at")
        .select_related("village")
        .first()
    )
