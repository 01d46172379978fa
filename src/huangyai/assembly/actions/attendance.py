from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.models import Assembly, Attendance, Group, Invitee, Vote, VoterMark, VotingCode
from huangyai.assembly.queries import voters, who_came
from huangyai.assembly.rules import CODE_LETTERS
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.people.queries import canonical_of
from huangyai.places.models import Village
from huangyai.vault.sealing import keyed_hash

CODE_PURPOSE = "assembly.voting-code"
MOST_UNLISTED = 500


def check_in(
    *,
    actor: Actor,
    assembly: Assembly,
    person: Person | None = None,
    name: str = "",
    group: str = "",
    how: str = Attendance.How.NAME,
    sex: str = "",
    village: Village | None = None,
) -> Attendance:
    """Write down that somebody came. Coming twice is coming once; whom the register doesn't know comes by name."""
    require_assembly_work(actor)
    if person is None and len(name.strip()) < 2:
        raise Refusal(
            "name-missing",
            th="โปรดพิมพ์ชื่อผู้มาประชุม หรือค้นหาจากทะเบียน",
            en="Type the name of the person who came, or find them in the register.",
        )
    with transaction.atomic():
        # Two phones at two doors: whoever comes second waits here and finds the first one's row, or that it is called off.
        Assembly.objects.select_for_update(no_key=True).get(pk=assembly.pk)
        require_open(assembly)
        if person:
            person = canonical_of(actor, person)
            if before := who_came(person, assembly):
                return before
            invited = Invitee.objects.filter(assembly=assembly, person=person).select_related("invitation").first()
            group = group or (invited.invitation.group if invited else "")
            village = village or (person.household.village if person.household else None)
        attendance = Attendance.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            person=person,
            name="" if person else name.strip()[:160],
            group=group or Group.RESIDENT,
            sex=sex or (person.sex if person else ""),
            village=village,
            how=how,
            checked_by_id=actor.user_id,
        )
        record(actor=actor, verb="assembly.checked-in", subject=attendance, assembly=assembly.pk, how=str(how))
    return attendance


def check_in_from_sheet(
    *,
    actor: Actor,
    assembly: Assembly,
    invitees: Collection[Invitee] = (),
    unlisted: Sequence[str] = (),
    group: str = Group.RESIDENT,
    village: Village | None = None,
) -> int:
    """Enter the paper sheet after the meeting: who signed beside their name, and who wrote their own name below."""
    require_assembly_work(actor)
    names = [name.strip() for name in unlisted if name.strip()]
    if len(names) > MOST_UNLISTED:
        raise Refusal(
            "sheet-too-long",
            th=f"กรอกได้ครั้งละไม่เกิน {MOST_UNLISTED} ชื่อ โปรดแบ่งเป็นหลายครั้ง",
            en=f"At most {MOST_UNLISTED} names at once; enter the sheet in parts.",
        )
    with transaction.atomic():
        for invitee in invitees:
            check_in(actor=actor, assembly=assembly, person=invitee.person, how=Attendance.How.PAPER)
        for name in names:
            check_in(actor=actor, assembly=assembly, name=name, group=group, how=Attendance.How.PAPER, village=village)
    return len(invitees) + len(names)


def take_back_check_in(*, actor: Actor, attendance: Attendance) -> Attendance:
    """Somebody was checked in by mistake; the row stays and says who took it back."""
    require_assembly_work(actor)
    require_open(attendance.assembly)
    if VoterMark.objects.filter(attendance=attendance).exists():
        raise Refusal(
            "has-voted",
            th="ผู้นี้รับบัตรหรือลงคะแนนแล้ว จึงยกเลิกการเช็กชื่อไม่ได้ เพราะบัตรในหีบไม่บอกว่าเป็นของใคร",
            en="This person has had a ballot, so the check-in can't be taken back: nobody can tell which ballot is theirs.",
        )
    with transaction.atomic():
        attendance.taken_back_at = timezone.now()
        attendance.taken_back_by_id = actor.user_id
        attendance.save(update_fields=["taken_back_at", "taken_back_by"])
        _end_codes(attendance)
        record(actor=actor, verb="assembly.check-in-taken-back", subject=attendance)
    return attendance


def issue_voting_code(*, actor: Actor, attendance: Attendance) -> str:
    """A fresh code for voting on one's own phone, shown this once; an earlier one ends."""
    require_assembly_work(actor)
    require_open(attendance.assembly)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    with transaction.atomic():
        _end_codes(attendance)
        VotingCode.objects.create(
            municipality_id=actor.municipality_id,
            attendance=attendance,
            code_hash=keyed_hash(actor.municipality_id, code, purpose=CODE_PURPOSE),
        )
        record(actor=actor, verb="assembly.voting-code-issued", subject=attendance)
    return code


def issue_voting_codes(*, actor: Actor, vote: Vote) -> list[tuple[Attendance, str]]:
    """A fresh code for everybody here who has a vote and has not had their ballot, to be printed on slips at once; their
    earlier codes end.
    """
    require_assembly_work(actor)
    assembly = vote.assembly
    require_open(assembly)
    had = set(VoterMark.objects.filter(vote=vote).values_list("attendance_id", flat=True))
    here = [attendance for attendance in voters(assembly) if attendance.pk not in had]
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(8)) for _attendance in here]
    with transaction.atomic():
        VotingCode.objects.filter(attendance__in=here, ended_at__isnull=True).update(ended_at=timezone.now())
        VotingCode.objects.bulk_create(
            VotingCode(
                municipality_id=actor.municipality_id,
                attendance=attendance,
                code_hash=keyed_hash(actor.municipality_id, code, purpose=CODE_PURPOSE),
            )
            for attendance, code in zip(here, codes, strict=True)
        )
        record(actor=actor, verb="assembly.voting-codes-issued", subject=vote, codes=len(codes))
    return list(zip(here, codes, strict=True))


def _end_codes(attendance: Attendance) -> None:
    VotingCode.objects.filter(attendance=attendance, ended_at__isnull=True).update(ended_at=timezone.now())
