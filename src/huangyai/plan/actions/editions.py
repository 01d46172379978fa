"""An announced plan changes by a new edition only: begun with a reason, considered in a meeting, announced by the head."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huangyai.assembly.models import Assembly, Problem
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.places.models import Village
from huangyai.plan.access import require_approval, require_plan_work
from huangyai.plan.actions.entering import (
    WORDED,
    ProjectFacts,
    WorkPlace,
    alter_project,
    enter_project,
    require_fitting,
)
from huangyai.plan.models import (
    Edition,
    EditionApproval,
    EditionItem,
    EditionMeeting,
    EditionWithdrawal,
    Plan,
    PlanApproval,
    Project,
    RuleSetting,
    Strategy,
)
from huangyai.plan.queries.amending import changed_meanwhile, changes, is_open, items, newest_meeting, rule_for
from huangyai.plan.queries.wordings import document, standing_document
from huangyai.plan.rules.amending import EditionKind, RuleKey, may_touch
from huangyai.plan.rules.clocks import buddhist_year
from huangyai.targets.models import TargetList


def set_rule(
    *,
    actor: Actor,
    key: RuleKey,
    value: int | None,
    clause: str,
    verified_on: dt.date | None = None,
    verified_by: str = "",
) -> RuleSetting:
    """Say what the regulation has it, with the clause; who compared it with the text, and when, or nobody yet."""
    require_plan_work(actor)
    if bool(verified_on) != bool(verified_by.strip()):
        raise Refusal(
            "half-verified",
            th="โปรดบอกทั้งวันที่ตรวจกับตัวบทและชื่อผู้ตรวจ หรือเว้นว่างทั้งสองช่อง",
            en="Say both the day on which it was compared with the text and who did it, or leave both empty.",
        )
    with transaction.atomic():
        row = RuleSetting.objects.create(
            municipality_id=actor.municipality_id,
            key=key,
            value=value,
            clause=clause.strip(),
            verified_on=verified_on,
            verified_by=verified_by.strip(),
            set_by_id=actor.user_id,
        )
        record(actor=actor, verb="plan-rule.set", subject=row, key=str(key), value=value)
    return row


def begin_edition(*, actor: Actor, plan: Plan, kind: str, reason: str, year: int | None = None) -> Edition:
    """Begin an addition, a change or a correction of an announced plan; its number follows by itself."""
    require_plan_work(actor)
    if not PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-is-draft",
            th="แผนนี้ยังเป็นร่าง แก้ไขโครงการได้โดยตรง ยังไม่ต้องมีฉบับเพิ่มเติมหรือเปลี่ยนแปลง",
            en="This plan is a draft still; write in it directly, no edition is needed.",
        )
    _require_reason(reason)
    be = year or buddhist_year(timezone.localdate())
    with transaction.atomic():
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        before = Edition.objects.filter(plan=plan, kind=kind, year=be).aggregate(last=Max("number"))["last"] or 0
        edition = Edition.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            kind=EditionKind(kind),
            number=before + 1,
            year=be,
            reason=reason.strip(),
            begun_by_id=actor.user_id,
        )
        record(actor=actor, verb="edition.begun", subject=edition, kind_=kind, number=before + 1, year=be)
    return edition


def take_up_project(
    *,
    actor: Actor,
    edition: Edition,
    strategy: Strategy,
    facts: ProjectFacts,
    reason: str,
    project: Project | None = None,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
    place: WorkPlace | None = None,
) -> EditionItem:
    """Write into an edition what a project will say; without `project` it is a new one. The plan stays as it is until then."""
    require_plan_work(actor)
    _require_reason(reason)
    if words := may_touch(EditionKind(edition.kind), new_project=project is None):
        raise Refusal("edition-of-another-kind", th=words.th, en=words.en)
    if project is not None and project.plan_id != edition.plan_id:
        raise Refusal(
            "project-of-another-plan",
            th="โครงการนี้อยู่ในแผนอื่น โปรดเลือกโครงการของแผนนี้",
            en="The project belongs to another plan; choose one of this plan.",
        )
    require_fitting(edition.plan, strategy, facts.money)
    after = _document(strategy, facts, problems, target_list, place)
    with transaction.atomic():
        _require_open(edition)
        before = standing_document(project) if project else None
        if before == after:
            raise Refusal(
                "nothing-differs",
                th="ยังไม่มีข้อความหรือจำนวนเงินใดต่างจากเดิม โปรดแก้ส่วนที่ต้องการก่อนบันทึก",
                en="Nothing differs from what the plan says; change something first.",
            )
        if project is not None:
            EditionItem.objects.filter(edition=edition, project=project).delete()
        item = EditionItem.objects.create(
            municipality_id=actor.municipality_id,
            edition=edition,
            project=project,
            added=project is None,
            reason=reason.strip(),
            before=before,
            after=after,
        )
        record(
            actor=actor,
            verb="edition.project-taken-up",
            subject=edition,
            item=item.pk,
            project=project.pk if project else None,
        )
    return item


def drop_project(*, actor: Actor, item: EditionItem) -> None:
    """Leave a project out of an edition that isn't announced."""
    require_plan_work(actor)
    with transaction.atomic():
        _require_open(item.edition)
        record(actor=actor, verb="edition.project-dropped", subject=item.edition, item=item.pk)
        item.delete()


def note_meeting(
    *, actor: Actor, edition: Edition, held_on: dt.date, name: str, joint: bool, assembly: Assembly | None = None
) -> EditionMeeting:
    """Write down which meeting considered an edition, and whether committee and assembly met together."""
    require_plan_work(actor)
    if held_on > timezone.localdate():
        raise Refusal(
            "meeting-to-come",
            th="การประชุมยังมาไม่ถึง โปรดบันทึกหลังประชุมแล้ว",
            en="That meeting is still to come; write it down when it has been held.",
        )
    with transaction.atomic():
        _require_open(edition)
        meeting = EditionMeeting.objects.create(
            municipality_id=actor.municipality_id,
            edition=edition,
            held_on=held_on,
            name=name.strip(),
            joint=joint,
            assembly=assembly,
        )
        record(actor=actor, verb="edition.considered", subject=edition, held_on=held_on, joint=joint)
    return meeting


def withdraw_edition(*, actor: Actor, edition: Edition, reason: str) -> EditionWithdrawal:
    """Give up an edition that isn't announced; it stays readable, with the reason."""
    require_plan_work(actor)
    _require_reason(reason)
    with transaction.atomic():
        _require_open(edition)
        withdrawal = EditionWithdrawal.objects.create(
            municipality_id=actor.municipality_id,
            edition=edition,
            reason=reason.strip(),
            withdrawn_by_id=actor.user_id,
        )
        record(actor=actor, verb="edition.withdrawn", subject=edition)
    return withdrawal


def approve_edition(*, actor: Actor, edition: Edition, announced_on: dt.date) -> EditionApproval:
    """The head approves and announces an edition: from now on the plan says what it says, and so does its public page."""
    require_approval(actor)
    with transaction.atomic():
        _require_open(edition)
        fresh = Edition.objects.select_related("plan", "approval", "withdrawal").get(pk=edition.pk)
        _require_ready(actor, fresh, announced_on)
        rule = rule_for(fresh)
        for change in changes(items(fresh)):
            item = change.item
            facts, strategy, problems, target_list, place = _facts_of(item.after, fresh.plan)
            if item.project is None:
                item.project = enter_project(
                    actor=actor,
                    plan=fresh.plan,
                    strategy=strategy,
                    facts=facts,
                    problems=problems,
                    target_list=target_list,
                    place=place,
                )
                item.save(update_fields=["project"])
            else:
                alter_project(
                    actor=actor,
                    project=item.project,
                    strategy=strategy,
                    facts=facts,
                    problems=problems,
                    target_list=target_list,
                    place=place,
                )
        approval = EditionApproval.objects.create(
            municipality_id=actor.municipality_id,
            edition=fresh,
            approved_by_id=actor.user_id,
            announced_on=announced_on,
            clause=rule.clause,
            clause_verified=rule.verified,
        )
        record(actor=actor, verb="edition.approved", subject=fresh, announced_on=announced_on)
    return approval


def _require_ready(actor: Actor, edition: Edition, announced_on: dt.date) -> None:
    found = list(items(edition))
    meeting, rule = newest_meeting(edition), rule_for(edition)
    if not found:
        raise Refusal(
            "edition-empty",
            th="ฉบับนี้ยังไม่มีโครงการ จึงประกาศใช้ไม่ได้ โปรดเพิ่มโครงการก่อน",
            en="This edition holds no project yet; take one up before announcing it.",
        )
    if edition.begun_by_id and edition.begun_by_id == actor.user_id:
        raise Refusal(
            "own-edition",
            th="ผู้จัดทำฉบับนี้อนุมัติเองไม่ได้ โปรดให้ผู้มีอำนาจอีกคนอนุมัติ",
            en="Who wrote this edition can't approve it; somebody else with that right has to.",
        )
    if rule.value and not (meeting and meeting.joint):
        raise Refusal(
            "joint-meeting-missing",
            th=f"ยังไม่ได้บันทึกการประชุมร่วมของคณะกรรมการพัฒนาท้องถิ่นกับประชาคม ({rule.clause}) โปรดบันทึกการประชุมก่อน",
            en=f"The joint meeting of committee and assembly ({rule.clause}) isn't written down yet; note it first.",
        )
    if announced_on > timezone.localdate():
        raise Refusal(
            "announced-tomorrow",
            th="วันที่ประกาศยังมาไม่ถึง โปรดบันทึกในวันที่ประกาศจริง เพราะประชาชนจะเห็นแผนทันที",
            en="That day is still to come. Write it down on the day itself: the public sees the plan at once.",
        )
    if meeting and announced_on < meeting.held_on:
        raise Refusal(
            "announced-before-meeting",
            th="วันที่ประกาศอยู่ก่อนวันประชุม โปรดตรวจวันที่ทั้งสองอีกครั้ง",
            en="It would be announced before the meeting that considered it; check both days.",
        )
    stale = next((item for item in found if changed_meanwhile(item)), None)
    if stale:
        name = stale.after["said"]["name"]
        raise Refusal(
            "changed-meanwhile",
            th=f"“{name}” ถูกฉบับอื่นเปลี่ยนไปหลังจากร่างฉบับนี้ โปรดเปิดแก้โครงการนี้ในฉบับนี้อีกครั้งแล้วบันทึก",
            en=f"“{name}” was changed by another edition after this one took it up; open it here again and save it.",
        )


def _document(
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem],
    target_list: TargetList | None,
    place: WorkPlace | None,
) -> dict[str, Any]:
    said = place if place and place.anywhere else None
    return document(
        said={name: getattr(facts, name) for name in WORDED},
        money=facts.money,
        strategy=(strategy.pk, str(strategy)),
        target_list=(target_list.pk, target_list.name) if target_list else (None, ""),
        problems=[problem.pk for problem in problems],
        place={
            "village": str(said.village.pk) if said.village else None,
            "village_name": str(said.village) if said.village else "",
            "name": said.name,
            "latitude": said.latitude,
            "longitude": said.longitude,
        }
        if said
        else None,
    )


def _facts_of(
    kept: Mapping[str, Any], plan: Plan
) -> tuple[ProjectFacts, Strategy, list[Problem], TargetList | None, WorkPlace | None]:
    """What an edition kept, as rows of today."""
    money = {int(year): Decimal(satang) / 100 for year, satang in kept["money"].items()}
    place = kept["place"]
    return (
        ProjectFacts(**{name: kept["said"][name] for name in WORDED}, money=money),
        Strategy.objects.get(plan=plan, pk=kept["strategy"][0]),
        list(Problem.objects.filter(pk__in=[uuid.UUID(each) for each in kept["problems"]])),
        TargetList.objects.filter(pk=kept["target_list"][0]).first() if kept["target_list"][0] else None,
        WorkPlace(
            village=Village.objects.filter(pk=place["village"]).first() if place["village"] else None,
            name=place["name"],
            latitude=place["latitude"],
            longitude=place["longitude"],
        )
        if place
        else None,
    )


def _require_open(edition: Edition) -> None:
    """Inside a transaction: nobody announces or gives up the edition until it ends."""
    Plan.objects.select_for_update(no_key=True).get(pk=edition.plan_id)
    if not is_open(Edition.objects.select_related("approval", "withdrawal").get(pk=edition.pk)):
        raise Refusal(
            "edition-closed",
            th="ฉบับนี้ประกาศใช้หรือยกเลิกแล้ว แก้ไม่ได้ โปรดเริ่มฉบับใหม่",
            en="This edition is announced or given up and can't be changed; begin a new one.",
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผล เพราะประชาชนและผู้ตรวจสอบจะอ่านพร้อมกับฉบับนี้",
            en="Write the reason: the public and the auditor read it with this edition.",
        )
