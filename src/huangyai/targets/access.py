from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.targets.models import (
    Appeal,
    Candidate,
    Criterion,
    Joining,
    JointMeeting,
    Lesson,
    Pair,
    Party,
    PartyMember,
    Register,
    RegisterDraft,
    RegisterRow,
    RegisterRun,
    RowChange,
    TargetList,
)


def visible_registers(actor: Actor) -> models.QuerySet[Register]:
    """Registers that were brought in: staff."""
    return Register.objects.all() if actor.system or actor.is_staff else Register.objects.none()


def may_read_rows(actor: Actor) -> bool:
    """Those who keep registers, and case workers; others see only how many rows there are."""
    return actor.system or actor.is_any(Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR)


def require_row_reading(actor: Actor) -> None:
    """Refuse everyone who does not read what registers say of people."""
    if not may_read_rows(actor):
        raise NotAllowed


def visible_register_rows(actor: Actor) -> models.QuerySet[RegisterRow]:
    """What registers say of people: those who keep them."""
    return RegisterRow.objects.all() if may_read_rows(actor) else RegisterRow.objects.none()


def visible_pairs(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs of records that may be one person: those who keep registers."""
    return Pair.objects.all() if may_bring_registers(actor) else Pair.objects.none()


def visible_joinings(actor: Actor) -> models.QuerySet[Joining]:
    """Comparisons of the lists: those who keep registers."""
    return Joining.objects.all() if may_bring_registers(actor) else Joining.objects.none()


def visible_lessons(actor: Actor) -> models.QuerySet[Lesson]:
    """What the comparison learnt here: those who keep registers."""
    return Lesson.objects.all() if may_bring_registers(actor) else Lesson.objects.none()


def visible_criteria(actor: Actor) -> models.QuerySet[Criterion]:
    """Criteria cards: staff. What a card asks names nobody, but it is read together with counts of people."""
    return Criterion.objects.all() if actor.system or actor.is_staff else Criterion.objects.none()


def visible_target_lists(actor: Actor) -> models.QuerySet[TargetList]:
    """Target lists: staff see all; everybody else those on which they speak for a party in a joint meeting."""
    if actor.system or actor.is_staff:
        return TargetList.objects.all()
    return TargetList.objects.filter(pk__in=_seats_of(actor).values("party__meeting__target_list_id"))


def visible_meetings(actor: Actor) -> models.QuerySet[JointMeeting]:
    """Joint meetings: staff see all; everybody else those at which they speak for a party."""
    if actor.system or actor.is_staff:
        return JointMeeting.objects.all()
    return JointMeeting.objects.filter(pk__in=_seats_of(actor).values("party__meeting_id"))


def visible_candidates(actor: Actor) -> models.QuerySet[Candidate]:
    """Names on a list: those who may see the list."""
    return Candidate.objects.filter(target_list__in=visible_target_lists(actor))


def may_bring_registers(actor: Actor) -> bool:
    """Officers and the administrator bring registers in and join them."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def require_register_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_bring_registers(actor):
        raise NotAllowed


def visible_drafts(actor: Actor) -> models.QuerySet[RegisterDraft]:
    """Lists on their way in: those who bring them."""
    return RegisterDraft.objects.all() if may_bring_registers(actor) else RegisterDraft.objects.none()


def visible_runs(actor: Actor) -> models.QuerySet[RegisterRun]:
    """Lists that are checked or brought in behind the page: those who bring them."""
    return RegisterRun.objects.all() if may_bring_registers(actor) else RegisterRun.objects.none()


def visible_changes(actor: Actor) -> models.QuerySet[RowChange]:
    """Where newer lists say otherwise: those who read what registers say of people."""
    return (
        RowChange.objects.filter(register__withdrawal__isnull=True)
        if may_read_rows(actor)
        else RowChange.objects.none()
    )


def may_write_lists(actor: Actor) -> bool:
    """Officers and planners write criteria and lists."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def require_target_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_write_lists(actor):
        raise NotAllowed


def may_decide(actor: Actor) -> bool:
    """Whether somebody in this role may sit at the table at all; which table, `party_of` says."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PARTNER)


def is_secretary(actor: Actor) -> bool:
    """Officers write for the whole meeting: what it agrees on, and the words of parties that have no screen."""
    return actor.system or actor.is_any(Role.OFFICER)


def require_secretary(actor: Actor) -> None:
    """Refuse everyone else."""
    if not is_secretary(actor):
        raise NotAllowed


def party_of(actor: Actor, meeting: JointMeeting) -> Party | None:
    """The party that somebody speaks for at this meeting."""
    found = _seats_of(actor).filter(party__meeting=meeting).select_related("party").order_by("party__place").first()
    return found.party if found else None


def require_seat(actor: Actor, party: Party) -> None:
    """A party's own member, or the secretary for it."""
    if not is_secretary(actor) and not _seats_of(actor).filter(party=party).exists():
        raise NotAllowed


def require_deciding(actor: Actor, meeting: JointMeeting) -> None:
    """Somebody who sits at this meeting, or its secretary."""
    if not is_secretary(actor) and party_of(actor, meeting) is None:
        raise NotAllowed


def require_adding(actor: Actor, target_list: TargetList) -> None:
    """Somebody who sits at a meeting on this list, or an officer."""
    if not is_secretary(actor) and not _seats_of(actor).filter(party__meeting__target_list=target_list).exists():
        raise NotAllowed


def require_forgotten_reading(actor: Actor) -> None:
    """Who may be left behind is told to staff, who can do something about it, and to nobody else."""
    if not (actor.system or actor.is_staff):
        raise NotAllowed


def visible_appeals(actor: Actor) -> models.QuerySet[Appeal]:
    """Appeals: officers, who answer them, and leaders; a resident sees their own."""
    if actor.system or actor.is_any(Role.OFFICER, Role.LEADER):
        return Appeal.objects.all()
    own = person_of_account(actor) if actor.is_any(Role.RESIDENT) else None
    return Appeal.objects.filter(person=own) if own else Appeal.objects.none()


def require_appeal(actor: Actor, person: Person) -> None:
    """The resident themselves, or an officer at the counter for them."""
    if is_secretary(actor):
        return
    own = person_of_account(actor) if actor.is_any(Role.RESIDENT) else None
    if own is None or own.pk != person.pk:
        raise NotAllowed


def _seats_of(actor: Actor) -> models.QuerySet[PartyMember]:
    """Where somebody sits. An account without a seat sees no list, whatever its role."""
    if not actor.user_id or not actor.is_any(Role.PARTNER, Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER):
        return PartyMember.objects.none()
    return PartyMember.objects.filter(user_id=actor.user_id)
