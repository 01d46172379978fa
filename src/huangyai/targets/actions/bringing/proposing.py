"""A newer civil register never changes a resident's entry by itself: what it says otherwise is proposed for approval."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from huangyai.kernel import Actor, BuddhistDate, NationalId, NotAllowed, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.actions import propose_change
from huangyai.people.models import ChangeDecision, ChangeRequest, HouseholdMember, Person
from huangyai.people.queries import household_at
from huangyai.places.models import Village
from huangyai.targets.access import require_register_work
from huangyai.targets.models import CivilProposal, Register, RegisterKind, RowChange
from huangyai.targets.queries.civil_changes import births_unproposed, differences_unproposed, find_mother
from huangyai.targets.queries.written import written_rows
from huangyai.targets.rules.civil_changes import Corrected, House, corrections, house_of, moved_to, person_values
from huangyai.targets.rules.difference import Difference
from huangyai.targets.rules.newborns import is_unnamed, name_for_now, said_mother

MOST_AT_ONCE = 200
_Kind = ChangeRequest.Kind
# The entry says so already, or somebody has asked for it.
_STANDS = frozenset({"nothing-changes", "in-this-house", "change-asked-already"})


@dataclass(slots=True)
class ProposedChanges:
    """What became of a newer civil register: how many changes were proposed, by kind, and which can't be."""

    made: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    # The entry of the resident says so already, or somebody has asked for it.
    standing: int = 0
    refused: list[tuple[str, Words]] = field(default_factory=list)
    # Wait for another time, because there are very many.
    left: int = 0

    @property
    def total(self) -> int:
        """How many were proposed."""
        return sum(self.made.values())


def propose_civil_changes(*, actor: Actor, register: Register) -> ProposedChanges:
    """Propose what a newer civil register says otherwise of residents: names, dates, houses, births.

    Somebody else approves each. Whoever is gone from the list has died or moved away, and only a person can find out
    which, so nothing is proposed for them. At most two hundred rows at a time.
    """
    require_register_work(actor)
    if actor.user_id is None:
        raise NotAllowed
    if register.kind != RegisterKind.CIVIL or register.previous_id is None:
        raise Refusal(
            "no-edition-before",
            th="เสนอแก้ไขได้เมื่อเป็นทะเบียนราษฎรที่มีชุดก่อนให้เทียบ",
            en="Changes are proposed from a civil register that has an edition before it.",
        )
    found = ProposedChanges()
    with transaction.atomic():
        waiting = [*differences_unproposed(register), *births_unproposed(register)]
        found.left = max(0, len(waiting) - MOST_AT_ONCE)
        _Proposer(actor, register, waiting[:MOST_AT_ONCE], found).propose()
        record(
            actor=actor,
            verb="civil-changes.proposed",
            subject=register,
            proposed=found.total,
            refused=len(found.refused),
        )
    return found


def births_proposed(previous: Register, difference: Difference) -> tuple[dict[int, uuid.UUID], set[int]]:
    """Rows of the newer edition whose birth was proposed from the one before: who the child is, or that it waits.

    A birth that was turned down waits too: whoever turned it down had looked.
    """
    proposed = CivilProposal.objects.filter(change__after__register=previous, request__kind=_Kind.BIRTH)
    decided = proposed.select_related("request__decision__undo", "change__after")
    requests = {one.change.after.row: one.request for one in decided if one.change.after}
    born: dict[int, uuid.UUID] = {}
    waiting: set[int] = set()
    for after, before in difference.kept_people.items():
        if before in requests:
            child = _child_of(requests[before])
            if child:
                born[after] = child
            else:
                waiting.add(after)
    return born, waiting


def _child_of(request: ChangeRequest) -> uuid.UUID | None:
    decision: ChangeDecision | None = getattr(request, "decision", None)
    if decision is None or decision.verdict != ChangeDecision.Verdict.APPROVED or hasattr(decision, "undo"):
        return None
    return next((uuid.UUID(effect["row"]) for effect in decision.effects if effect["what"] == "person"), None)


class _Proposer:
    """Proposes row after row; what can't be proposed is told, and the others go on."""

    def __init__(self, actor: Actor, register: Register, changes: list[RowChange], found: ProposedChanges) -> None:
        self._actor, self._register, self._changes, self._found = actor, register, changes, found
        self._villages = {village.code: village for village in Village.objects.all()}
        self._after = written_rows(register, [each.after.row for each in changes if each.after])
        previous = register.previous
        self._before = written_rows(previous, [each.before.row for each in changes if each.before]) if previous else {}
        day = BuddhistDate(register.made_at.date())
        language = get_language() or "th"
        self._source = Words(th=f"ทะเบียนราษฎร {day.short('th')}", en=f"civil register {day.short('en')}").say(language)
        self._language = language
        self._unnamed: dict[tuple[House, str, str], int] = defaultdict(int)

    def propose(self) -> None:
        moves: dict[tuple[uuid.UUID | None, House], list[tuple[RowChange, Person]]] = defaultdict(list)
        for change in self._changes:
            after = self._after.get(change.after.row, {}) if change.after else {}
            before = self._before.get(change.before.row, {}) if change.before else {}
            person = change.after.person if change.after else None
            if person is None:
                self._birth(change, after)
                continue
            for corrected in corrections(before, after):
                self._correction(change, person, corrected)
            house = moved_to(before, after)
            if house:
                moves[person.household_id, house].append((change, person))
        for (_, house), moving in moves.items():
            self._move(moving, house)

    def _correction(self, change: RowChange, person: Person, corrected: Corrected) -> None:
        asked = {"person": str(person.pk), "field": corrected.field, "value": corrected.value, "misspelt": False}
        national_id = NationalId.parse(corrected.value) if corrected.field == "national_id" else None
        if national_id:
            asked["value"] = ""
        self._ask([change], _Kind.CORRECTION, [person], asked, field=corrected.field, national_id=national_id)

    def _move(self, moving: list[tuple[RowChange, Person]], house: House) -> None:
        people, changes = [person for _, person in moving], [change for change, _ in moving]
        village = self._villages.get(house.village_code)
        if village is None:
            self._refuse(people[0].full_name, _NO_VILLAGE)
            return
        home = household_at(self._actor, village, house.house_no)
        where = {"to": str(home.pk)} if home else {"village": str(village.pk), "house_no": house.house_no}
        # Who lives elsewhere and is only registered here, moves on paper.
        stays = HouseholdMember.objects.filter(person__in=people, ends_on__isnull=True).values_list("stay", flat=True)
        on_paper = set(stays) == {HouseholdMember.Stay.REGISTERED}
        asked = {
            "people": [str(person.pk) for person in people],
            "moves": "registration" if on_paper else "both",
            "elsewhere": "",
            "on": self._register.made_at.date().isoformat(),
            **where,
        }
        self._ask(changes, _Kind.MOVE, people, asked)

    def _birth(self, change: RowChange, row: Mapping[str, str]) -> None:
        values, house = person_values(row), house_of(row)
        village = self._villages.get(house.village_code)
        home = household_at(self._actor, village, house.house_no) if village else None
        said = said_mother(row)
        mother = find_mother(self._actor, said, home) if said and home else None
        remarks = [_NO_MOTHER] if said and mother is None else []
        if is_unnamed(row):
            values |= self._name_for_now(row, mother)
            remarks.insert(0, _UNNAMED)
        name = f"{values['title']}{values['given_name']} {values['family_name']}".strip()
        if home is None:
            self._refuse(name, _NO_VILLAGE)
            return
        digits = values.pop("national_id")
        national_id = NationalId.parse(digits) if digits else None
        asked = {**values, "mother": str(mother.pk) if mother else "", "father": ""}
        self._ask(
            [change],
            _Kind.BIRTH,
            [mother] if mother else [],
            asked,
            household=home,
            national_id=national_id,
            name=name,
            remarks=remarks,
        )

    def _name_for_now(self, row: Mapping[str, str], mother: Person | None) -> dict[str, str]:
        title, given, family = name_for_now(row, f"{mother.title}{mother.given_name}" if mother else "")
        # Twins without a name are told apart by their number.
        key = (house_of(row), row.get("birth_date", ""), given)
        self._unnamed[key] += 1
        given = given if self._unnamed[key] == 1 else f"{given} คนที่ {self._unnamed[key]}"
        family = family or (mother.family_name if mother else "")
        return {"title": title[:40], "given_name": given[:80], "family_name": family[:80]}

    def _ask(
        self,
        changes: list[RowChange],
        kind: str,
        people: list[Person],
        asked: dict[str, Any],
        *,
        field: str = "",
        name: str = "",
        remarks: Sequence[Words] = (),
        **more: Any,
    ) -> None:
        rows = ", ".join(str(change.after.row) for change in changes if change.after)
        reason = Words(th=f"ทะเบียนราษฎรชุดใหม่เขียนไว้เช่นนี้ แถว {rows}", en=f"the newer civil register says so, row {rows}")
        why = " · ".join(words.say(self._language) for words in (reason, *remarks))
        try:
            request = propose_change(
                actor=self._actor,
                kind=kind,
                people=people,
                asked={**asked, "source": self._source[:60]},
                reason=why,
                **more,
            )
        except Refusal as refusal:
            if refusal.code in _STANDS:
                self._found.standing += 1
            else:
                self._refuse(name or people[0].full_name, refusal.words)
            return
        self._found.made[kind] += 1
        CivilProposal.objects.bulk_create(
            CivilProposal(municipality_id=self._actor.municipality_id, change=change, request=request, field=field)
            for change in changes
        )

    def _refuse(self, name: str, words: Words) -> None:
        self._found.refused.append((name, words))


_NO_VILLAGE = Words(
    th="ไม่พบบ้านหรือหมู่บ้านนี้ในทะเบียน โปรดตรวจรหัสหมู่บ้านและบ้านเลขที่",
    en="this house or village is not in the register; check the village code and the house number",
)
_UNNAMED = Words(
    th="เด็กยังไม่มีชื่อ จึงเรียกตามมารดาไปก่อน เมื่อทะเบียนชุดหลังมีชื่อ จะเสนอแก้ชื่อให้",
    en="the child has no name yet and is called after its mother for now; the name is proposed once a later edition has it",
)
_NO_MOTHER = Words(
    th="ไม่พบมารดาตามที่ทะเบียนเขียนไว้ โปรดตรวจกับสูติบัตร แล้วบันทึกความเป็นญาติภายหลัง",
    en="the mother whom the register names was not found; check the birth certificate, and note the kinship afterwards",
)

__all__ = ["MOST_AT_ONCE", "ProposedChanges", "births_proposed", "propose_civil_changes"]
