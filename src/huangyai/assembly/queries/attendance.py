from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db import models

from huangyai.assembly.access import require_assembly_work, visible_assemblies
from huangyai.assembly.models import (
    AgendaItem,
    Assembly,
    Attendance,
    CompositionRule,
    Group,
    Invitation,
    Invitee,
    VoterMark,
)
from huangyai.assembly.rules import Share, invitation_key, shares_of
from huangyai.kernel import Actor, NotFound
from huangyai.outbox.queries import Told, told
from huangyai.people.models import Person
from huangyai.people.queries import age
from huangyai.places.models import Village


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group among those who came."""

    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Door:
    """How many have come, and who they are as groups; nobody's name."""

    present: int
    checked_in: int
    groups: list[GroupLine]
    women: int
    men: int
    villages: list[tuple[str, int]]
    rule: CompositionRule | None

    @property
    def quorum(self) -> int | None:
        """How many must come, where the municipality has said so."""
        return self.rule.quorum if self.rule else None

    @property
    def missing(self) -> int:
        """How many must still come."""
        return max((self.quorum or 0) - self.present, 0)

    @property
    def groups_missing(self) -> list[GroupLine]:
        """Groups that are fewer than announced."""
        return [line for line in self.groups if not line.share.enough]


def rule_of(level: str) -> CompositionRule | None:
    """The composition that holds for a level, if the municipality has set one."""
    return CompositionRule.objects.filter(level=level).prefetch_related("shares").order_by("-made_at", "-id").first()


def standing_attendances(assembly: Assembly) -> models.QuerySet[Attendance]:
    """Everybody who was checked in and not taken back."""
    return Attendance.objects.filter(assembly=assembly, taken_back_at__isnull=True)


def present_at(assembly: Assembly) -> int:
    """How many came: those checked in, or the heads that were counted where that is more."""
    return max(standing_attendances(assembly).count(), assembly.present)


def door(actor: Actor, assembly: Assembly) -> Door:
    """Live figures of the door, in four questions whatever the number of people."""
    rows = (
        standing_attendances(assembly)
        .filter(assembly__in=visible_assemblies(actor))
        .order_by()
        .values_list("group", "sex", "village_id")
        .annotate(n=models.Count("pk"))
    )
    groups, sexes, villages = Counter[str](), Counter[str](), Counter[uuid.UUID]()
    for group, sex, village_id, n in rows:
        groups[group] += n
        sexes[sex] += n
        if village_id:
            villages[village_id] += n
    rule = rule_of(assembly.level)
    least = {share.group: share.least_percent for share in rule.shares.all()} if rule else {}
    labels = dict(Group.choices)
    checked_in = sum(groups.values())
    names = Village.objects.filter(pk__in=villages) if villages else []
    return Door(
        present=max(checked_in, assembly.present),
        checked_in=checked_in,
        groups=[GroupLine(str(labels.get(share.group, share.group)), share) for share in shares_of(groups, least)],
        women=sexes["f"],
        men=sexes["m"],
        villages=[(str(village), villages[village.pk]) for village in names],
        rule=rule,
    )


def attendances(actor: Actor, assembly: Assembly) -> models.QuerySet[Attendance]:
    """Who came, the newest first; for those who hold assemblies."""
    require_assembly_work(actor)
    return standing_attendances(assembly).select_related("person", "village").order_by("-made_at", "-id")


def attendance(actor: Actor, attendance_id: uuid.UUID) -> Attendance:
    """One check-in that stands, or NotFound."""
    require_assembly_work(actor)
    found = (
        Attendance.objects.filter(pk=attendance_id, taken_back_at__isnull=True)
        .select_related("person__household__village", "assembly__village", "village")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def invitee_by_code(actor: Actor, code: str) -> Invitee:
    """Whose code of a sign-in sheet this is, or NotFound."""
    require_assembly_work(actor)
    found = (
        Invitee.objects.filter(code=code)
        .select_related("assembly__village", "assembly__closure", "person__household__village", "invitation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def invitations(actor: Actor, assembly: Assembly) -> list[Invitation]:
    """Groups that were asked to come, with how many of them stand on the sheet by name."""
    found = Invitation.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor))
    return list(found.annotate(named=models.Count("invitees")).order_by("made_at", "pk"))


def invited_told(actor: Actor, assembly: Assembly) -> Told | None:
    """How many of those invited by name have heard it."""
    key = invitation_key(assembly.pk)
    return told(actor, [key]).get(key)


def invitees(actor: Actor, assembly: Assembly) -> models.QuerySet[Invitee]:
    """The sign-in sheet: everybody asked by name, by village and house, with whether they came."""
    require_assembly_work(actor)
    came = standing_attendances(assembly).filter(person=models.OuterRef("person"))
    return (
        Invitee.objects.filter(assembly=assembly)
        .select_related("person__household__village", "invitation")
        .annotate(came=models.Exists(came))
        .order_by("person__household__village__number", "person__sort_key", "pk")
    )


def agenda(actor: Actor, assembly: Assembly) -> list[AgendaItem]:
    """The points of the agenda, in order."""
    return list(AgendaItem.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor)).order_by("number"))


def may_vote(assembly: Assembly, rule: CompositionRule | None, attendance: Attendance) -> bool:
    """Somebody who came has a vote, as far as the announced composition says."""
    if rule is None:
        return True
    if any(share.group == attendance.group and not share.votes for share in rule.shares.all()):
        return False
    if rule.own_village_votes and assembly.village_id and attendance.village_id != assembly.village_id:
        return False
    years = age(attendance.person, assembly.starts_at.date()) if attendance.person else None
    # Whose birthday nobody knows is not turned away.
    return not (rule.youngest_voter and years is not None and years < rule.youngest_voter)


def voters(assembly: Assembly) -> list[Attendance]:
    """Everybody who came and has a vote."""
    rule = rule_of(assembly.level)
    came = standing_attendances(assembly).select_related("person")
    return [attendance for attendance in came if may_vote(assembly, rule, attendance)]


def have_voted(actor: Actor, vote_id: uuid.UUID) -> set[uuid.UUID]:
    """Who stands on the roll of a vote as having had a ballot."""
    require_assembly_work(actor)
    return set(VoterMark.objects.filter(vote_id=vote_id).values_list("attendance_id", flat=True))


def who_came(person: Person, assembly: Assembly) -> Attendance | None:
    """This person's check-in that stands, if there is one."""
    return standing_attendances(assembly).filter(person=person).first()
