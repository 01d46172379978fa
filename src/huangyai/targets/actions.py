from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, BadInput, Fault, NationalId, Refusal, Words, read_date
from huangyai.kernel.words import arabic_digits
from huangyai.ledger.actions import record, record_look
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households, note_circumstances
from huangyai.people.models import Person
from huangyai.people.queries import id_key, people_by_national_id
from huangyai.places.models import Village
from huangyai.targets.access import (
    require_deciding,
    require_register_work,
    require_row_reading,
    require_target_work,
)
from huangyai.targets.bridge import join
from huangyai.targets.models import (
    Candidate,
    Criterion,
    Decision,
    JointMeeting,
    Register,
    RegisterRow,
    TargetList,
)
from huangyai.targets.queries import ORIGINAL_PURPOSE, facts_of_everyone, original
from huangyai.targets.rules.columns import KEPT_FACTS
from huangyai.targets.rules.criteria import check_definition, judge
from huangyai.targets.rules.register_file import RegisterFile, read_register
from huangyai.vault.sealing import seal
from huangyai.walls.statistics import refresh_statistics

MOST_FAULTS = 200
SAID_BY_HAND = "เจ้าหน้าที่ตรวจดูและยืนยัน"
_LONGEST = {"title": 40, "first_name": 80, "last_name": 80, "house_no": 40}


@dataclass(frozen=True, slots=True)
class BroughtRegister:
    """A register that was brought in, and what was wrong in single cells (the rows were kept)."""

    register: Register
    faults: tuple[Fault, ...]


def bring_register(
    *,
    actor: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    columns: Mapping[str, str] | None = None,
    house_places: Mapping[str, tuple[float, float]] | None = None,
) -> BroughtRegister:
    """Bring an office's list in. The civil register makes people and households; every other list waits to be joined.

    The whole file is kept sealed; of each row only the facts that criteria ask stay readable. A file that can't be
    read leaves nothing behind.
    """
    require_register_work(actor)
    file = read_register(content, columns)
    faults: list[Fault] = []
    with transaction.atomic():
        register = Register.objects.create(
            municipality_id=actor.municipality_id,
            kind=kind,
            file_name=file_name[:200],
            rows=len(file.rows),
            original_sealed=seal(actor.municipality_id, file.text, purpose=ORIGINAL_PURPOSE),
            brought_by_id=actor.user_id,
        )
        people = _admit_civil(actor, file, house_places or {}, faults) if kind == Register.Kind.CIVIL else {}
        RegisterRow.objects.bulk_create(
            (
                RegisterRow(
                    municipality_id=actor.municipality_id,
                    register=register,
                    row=number,
                    row_key=row.get("id", "")[:60],
                    says={key: arabic_digits(value) for key, value in row.items() if key in KEPT_FACTS and value},
                    person=people.get(number),
                    probability=1.0 if number in people else None,
                )
                for number, row in file.numbered
            ),
            batch_size=2000,
        )
        refresh_statistics(RegisterRow)
        record(
            actor=actor,
            verb="register.brought",
            subject=register,
            register=kind,
            rows=len(file.rows),
            faults=len(faults),
        )
    return BroughtRegister(register, tuple(faults))


def join_registers(*, actor: Actor, progress: Callable[[str, float], None] | None = None) -> int:
    """Find who in the civil register each row of the other lists is; returns how many rows found their person."""
    require_register_work(actor)
    civil = Register.objects.filter(kind=Register.Kind.CIVIL).order_by("-made_at").first()
    others = list(Register.objects.exclude(kind=Register.Kind.CIVIL).order_by("made_at"))
    if civil is None or not others:
        raise Refusal(
            "registers-missing",
            th="ต้องนำเข้าทะเบียนราษฎรและทะเบียนอื่นอย่างน้อยหนึ่งชุดก่อนเชื่อม",
            en="Bring the civil register and at least one other list in before joining.",
        )
    joined = join(civil, others, progress)
    with transaction.atomic():
        by_hand = Q(person__isnull=False, probability__isnull=True)
        rows = RegisterRow.objects.exclude(by_hand).in_bulk([found.row_id for found in joined])
        for found in joined:
            row = rows.get(found.row_id)
            if row is None:
                continue
            row.person_id, row.probability, row.why = found.person_id, found.probability, found.why
        RegisterRow.objects.bulk_update(rows.values(), ["person", "probability", "why"], batch_size=1000)
        _note_circumstances(actor, others)
        refresh_statistics(RegisterRow, Person)
        record(
            actor=actor,
            verb="registers.joined",
            subject=civil,
            joined=len(joined),
            registers=[r.pk for r in others],
        )
    return len(joined)


def name_person_of_row(*, actor: Actor, row: RegisterRow, person: Person) -> RegisterRow:
    """An officer says who a waiting row is, after looking at both. A later joining leaves it as it is."""
    require_register_work(actor)
    if row.person_id:
        raise Refusal(
            "row-has-person",
            th="แถวนี้มีผู้ระบุตัวคนแล้ว โปรดเปิดทะเบียนใหม่เพื่อดูผลล่าสุด",
            en="Somebody said who this row is already; open the list again to see.",
        )
    row.person, row.probability, row.why = person, None, SAID_BY_HAND
    with transaction.atomic():
        row.save(update_fields=["person", "probability", "why"])
        record(actor=actor, verb="register-row.named", subject=row, person=person.pk)
    return row


def look_at_register(*, actor: Actor, register: Register, loose: bool) -> None:
    """Somebody opens the names of an office's sealed list: the ledger keeps who, and why."""
    require_row_reading(actor)
    record_look(actor=actor, subject=register, reason="loose-rows" if loose else "rows")


def write_criterion(*, actor: Actor, name: str, sentence: str, definition: Mapping[str, Any]) -> Criterion:
    """Write a criteria card."""
    require_target_work(actor)
    check_definition(definition)
    with transaction.atomic():
        version = Criterion.objects.filter(name=name).count() + 1
        criterion = Criterion.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            sentence=sentence,
            definition=dict(definition),
            version=version,
        )
        record(actor=actor, verb="criterion.written", subject=criterion, version=version)
    return criterion


def draw_target_list(
    *, actor: Actor, name: str, criterion: Criterion, fiscal_year: int, problem: Problem | None = None
) -> TargetList:
    """Draw the candidates whom a card takes, each with the reasons; the joint meeting decides on every name."""
    require_target_work(actor)
    reasons = {pk: judge(criterion.definition, facts) for pk, facts in facts_of_everyone().items()}
    with transaction.atomic():
        drawn = TargetList.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            criterion=criterion,
            problem=problem,
            fiscal_year=fiscal_year,
        )
        Candidate.objects.bulk_create(
            (
                Candidate(
                    municipality_id=actor.municipality_id,
                    target_list=drawn,
                    person_id=pk,
                    reasons=[words.as_dict() for words in found],
                )
                for pk, found in reasons.items()
                if found
            ),
            batch_size=2000,
        )
        record(
            actor=actor,
            verb="target-list.drawn",
            subject=drawn,
            names=sum(1 for found in reasons.values() if found),
        )
    return drawn


def add_candidate(*, actor: Actor, target_list: TargetList, person: Person, reason: str) -> Candidate:
    """The meeting adds somebody whom no register named."""
    require_deciding(actor)
    _require_reason(reason)
    with transaction.atomic():
        candidate, made = Candidate.objects.get_or_create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            person=person,
            defaults={"reasons": [{"th": reason, "en": reason}], "added_by_meeting": True},
        )
        if not made:
            raise Refusal("already-on-list", th="คนนี้อยู่ในรายชื่อแล้ว", en="This person is already on the list.")
        record(actor=actor, verb="candidate.added", subject=candidate, person=person.pk)
    return candidate


def hold_joint_meeting(
    *, actor: Actor, target_list: TargetList, held_on: dt.date, venue: str, parties: Sequence[str]
) -> JointMeeting:
    """Begin the joint meeting of all parties on a list."""
    require_target_work(actor)
    if len(parties) < 2:
        raise Refusal(
            "one-party-only",
            th="การประชุมร่วมต้องมีอย่างน้อยสองฝ่าย โปรดระบุหน่วยงานที่มาร่วม",
            en="A joint meeting needs at least two parties.",
        )
    with transaction.atomic():
        meeting = JointMeeting.objects.create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            held_on=held_on,
            venue=venue,
            parties=list(parties),
        )
        record(actor=actor, verb="joint-meeting.held", subject=meeting, parties=len(parties))
    return meeting


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meeting's word on one name."""

    candidate: Candidate
    confirmed: bool
    reason: str


def decide_names(*, actor: Actor, meeting: JointMeeting, verdicts: Sequence[Verdict]) -> int:
    """Confirm or decline names, each with a reason. A name is decided once; a changed mind is a new meeting's matter."""
    require_deciding(actor)
    for verdict in verdicts:
        _require_reason(verdict.reason)
        if verdict.candidate.target_list_id != meeting.target_list_id:
            raise Refusal("other-list", th="ชื่อนี้อยู่ในรายชื่ออื่น", en="This name is on another list.")
    decided = set(
        Decision.objects.filter(candidate__in=[v.candidate.pk for v in verdicts]).values_list("candidate_id", flat=True)
    )
    if decided:
        raise Refusal(
            "already-decided",
            th="มีบางชื่อที่ที่ประชุมตัดสินแล้ว โปรดเปิดรายชื่อใหม่เพื่อดูผลล่าสุด",
            en="Some of these names are already decided; open the list again to see.",
        )
    with transaction.atomic():
        made = Decision.objects.bulk_create(
            Decision(
                municipality_id=actor.municipality_id,
                meeting=meeting,
                candidate=verdict.candidate,
                outcome=Decision.Outcome.CONFIRMED if verdict.confirmed else Decision.Outcome.DECLINED,
                reason=verdict.reason.strip(),
                decided_by_id=actor.user_id,
            )
            for verdict in verdicts
        )
        refresh_statistics(Candidate, Decision)
        record(
            actor=actor,
            verb="names.decided",
            subject=meeting,
            confirmed=sum(1 for v in verdicts if v.confirmed),
            declined=sum(1 for v in verdicts if not v.confirmed),
        )
    return len(made)


def _require_reason(reason: str) -> None:
    if len(reason.strip()) < 3:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลของที่ประชุมสำหรับชื่อนี้",
            en="Please write the meeting's reason for this name.",
        )


def _admit_civil(
    actor: Actor, file: RegisterFile, house_places: Mapping[str, tuple[float, float]], faults: list[Fault]
) -> dict[int, Person]:
    villages = {village.code: village for village in Village.objects.all()}
    houses: dict[tuple[str, str, str], list[tuple[int, PersonFacts]]] = defaultdict(list)
    known = people_by_national_id()
    known_rows: dict[int, Person] = {}
    first_rows: dict[str, int] = {}
    same_as: dict[int, int] = {}
    for number, row in file.numbered:
        code = row.get("village_code", "")
        if code not in villages:
            faults.append(_fault(number, "village_code", f"ไม่มีหมู่บ้านรหัส {code} ในเทศบาลนี้", f"no village {code} here"))
            continue
        facts = _civil_person(number, row, faults)
        if facts is None:
            continue
        key = id_key(actor, facts.national_id) if facts.national_id else ""
        if key in known:
            # Brought before: this row says who they are, and nobody is entered twice.
            known_rows[number] = known[key]
            continue
        if key and key in first_rows:
            same_as[number] = first_rows[key]
            faults.append(
                _fault(
                    number,
                    "national_id",
                    f"เลขเดียวกับแถว {first_rows[key]} จึงนับเป็นคนเดียวกัน",
                    f"the same id as row {first_rows[key]}; counted as one person",
                )
            )
            continue
        if key:
            first_rows[key] = number
        house_no = row.get("house_no", "")
        if len(house_no) > _LONGEST["house_no"]:
            faults.append(_too_long(number, "house_no"))
            house_no = house_no[: _LONGEST["house_no"]]
        houses[code, house_no, row.get("house_code", "")].append((number, facts))
    if not houses and not known_rows:
        raise BadInput(faults[:MOST_FAULTS])
    admitted = admit_households(
        actor=actor,
        households=[
            HouseholdFacts(
                villages[code],
                house_no,
                [facts for _, facts in members],
                *(house_places.get(house_code) or (villages[code].latitude, villages[code].longitude)),
            )
            for (code, house_no, house_code), members in houses.items()
        ],
        source="civil",
    )
    numbers = [number for members in houses.values() for number, _ in members]
    found = known_rows | dict(zip(numbers, admitted, strict=True))
    return found | {number: found[first] for number, first in same_as.items()}


def _civil_person(number: int, row: Mapping[str, str], faults: list[Fault]) -> PersonFacts | None:
    given, _, family = row.get("full_name", "").partition(" ")
    given, family = row.get("first_name", "") or given, row.get("last_name", "") or family.strip()
    if not given:
        faults.append(_fault(number, "first_name", "ไม่มีชื่อ แถวนี้ยังไม่เข้าทะเบียนคน", "no name; nobody was entered"))
        return None
    names = {"title": row.get("title", ""), "first_name": given, "last_name": family}
    for column, text in names.items():
        if len(text) > _LONGEST[column]:
            faults.append(_too_long(number, column))
            names[column] = text[: _LONGEST[column]]
    national_id, born = None, None
    try:
        national_id = NationalId.parse(row["national_id"]) if row.get("national_id") else None
    except BadInput as bad:
        faults.append(Fault(number, "national_id", bad.faults[0].words))
    try:
        born = read_date(row["birth_date"]) if row.get("birth_date") else None
    except BadInput as bad:
        faults.append(Fault(number, "birth_date", bad.faults[0].words))
    sex = row.get("sex", "").strip().lower()
    return PersonFacts(
        given_name=names["first_name"],
        family_name=names["last_name"],
        title=names["title"],
        sex="m" if sex in {"ชาย", "ช", "m"} else "f" if sex in {"หญิง", "ญ", "f"} else "",
        birth_date=born,
        national_id=national_id,
    )


def _note_circumstances(actor: Actor, registers: Sequence[Register]) -> None:
    """What joined rows add to a person: nickname and phone where none is known, and that they use a wheelchair."""
    changed: dict[Any, Person] = {}
    for register in registers:
        rows = {
            row.row: row.person
            for row in RegisterRow.objects.filter(register=register, person__isnull=False).select_related("person")
        }
        for number, said in original(register).numbered:
            found = rows.get(number)
            if found is None:
                continue
            person = changed.get(found.pk, found)
            phone = "".join(letter for letter in arabic_digits(said.get("phone", "")) if letter.isdigit())
            before = (person.nickname, person.phone, person.wheelchair)
            person.nickname = person.nickname or said.get("nickname", "")[:40]
            person.phone = person.phone or (phone if len(phone) in {9, 10} else "")
            person.wheelchair = person.wheelchair or said.get("wheelchair", "").strip().upper() in {
                "Y",
                "1",
                "ใช่",
                "ใช้",
            }
            if (person.nickname, person.phone, person.wheelchair) != before:
                changed[person.pk] = person
    note_circumstances(actor=actor, people=list(changed.values()), source="registers")


def _too_long(number: int, column: str) -> Fault:
    most = _LONGEST[column]
    return _fault(
        number,
        column,
        f"ยาวเกิน {most} ตัวอักษร เก็บไว้เท่าที่ได้ โปรดตรวจแถวนี้",
        f"longer than {most} letters and was cut; check this row",
    )


def _fault(row: int, column: str, th: str, en: str) -> Fault:
    return Fault(row, column, Words(th=th, en=en))
