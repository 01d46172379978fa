from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.actions.telling import tell_invitation
from huangyai.assembly.models import Assembly, CompositionRule, GroupShare, Invitation, Invitee
from huangyai.assembly.rules import CODE_LETTERS
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person

CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What the municipality announced for one group."""

    group: str
    least_percent: int | None = None
    votes: bool = True


def set_composition(
    *,
    actor: Actor,
    level: str,
    quorum: int | None = None,
    youngest_voter: int | None = None,
    own_village_votes: bool = False,
    clause: str = "",
    verified_on: dt.date | None = None,
    verified_by: str = "",
    groups: Sequence[GroupFacts] = (),
) -> CompositionRule:
    """Announce who makes up an assembly of this level from now on; what was announced before stays readable."""
    require_assembly_work(actor)
    if sum(facts.least_percent or 0 for facts in groups) > 100:
        raise Refusal(
            "shares-over-hundred",
            th="สัดส่วนขั้นต่ำของทุกกลุ่มรวมกันเกินร้อยละ 100 โปรดลดบางกลุ่ม",
            en="The groups' least shares add up to more than 100 per cent; lower some of them.",
        )
    if bool(verified_on) != bool(verified_by.strip()):
        raise Refusal(
            "verification-incomplete",
            th="หากตรวจกับตัวบทแล้ว โปรดใส่ทั้งวันที่ตรวจและชื่อผู้ตรวจ",
            en="If it was compared with the regulation's text, say both when and by whom.",
        )
    with transaction.atomic():
        rule = CompositionRule.objects.create(
            municipality_id=actor.municipality_id,
            level=level,
            quorum=quorum,
            youngest_voter=youngest_voter,
            own_village_votes=own_village_votes,
            clause=clause.strip(),
            verified_on=verified_on,
            verified_by=verified_by.strip(),
            set_by_id=actor.user_id,
        )
        GroupShare.objects.bulk_create(
            GroupShare(
                municipality_id=actor.municipality_id,
                rule=rule,
                group=facts.group,
                least_percent=facts.least_percent,
                votes=facts.votes,
            )
            for facts in groups
        )
        record(actor=actor, verb="assembly.composition-set", subject=rule, level=level, quorum=quorum)
    return rule


def invite_group(
    *, actor: Actor, assembly: Assembly, group: str, name: str = "", seats: int = 0, people: Sequence[Person] = ()
) -> Invitation:
    """Ask a group to come. Those named stand on the sign-in sheet with a code of their own, and are told; each once."""
    require_assembly_work(actor)
    require_open(assembly)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            group=group,
            name=name.strip(),
            seats=max(seats, len(people)),
            invited_by_id=actor.user_id,
        )
        before = set(Invitee.objects.filter(assembly=assembly).values_list("person_id", flat=True))
        fresh = {person.pk: person for person in people if person.pk not in before}
        Invitee.objects.bulk_create(
            Invitee(
                municipality_id=actor.municipality_id,
                invitation=invitation,
                assembly=assembly,
                person=person,
                code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
            )
            for person in fresh.values()
        )
        record(actor=actor, verb="assembly.invited", subject=invitation, group=group, people=len(fresh))
        tell_invitation(actor=actor, assembly=assembly, people=fresh.values())
    return invitation
