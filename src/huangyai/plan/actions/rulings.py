"""What people decide about money themselves: rulings on a project, and floors for groups and villages."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.places.models import Village
from huangyai.plan.access import may_approve, may_plan, require_plan_work, require_ruling
from huangyai.plan.models import FundingSource, MoneyRuling, MoneyRulingEnd, NeedFloor, Plan, Project, YearMoney
from huangyai.plan.queries.needs import voted_for


def rule_on_money(
    *,
    actor: Actor,
    project: Project,
    year: int,
    kind: str,
    reason: str,
    source: FundingSource | None = None,
    baht: Decimal | None = None,
) -> MoneyRuling:
    """Rule that a project must get its money in a year, gets none, or gets exactly so much from a source.

    The reason is compulsory and stands beside the project. Against what an assembly voted for only the head rules. A
    ruling of the project's same year takes the place of the one before.
    """
    keeps_out = kind == MoneyRuling.Kind.BAN or (kind == MoneyRuling.Kind.OVERRULE and not baht)
    against_vote = keeps_out and project.pk in voted_for(actor)
    if against_vote and may_plan(actor) and not may_approve(actor):
        raise Refusal(
            "assembly-voted",
            th="ประชาคมลงมติให้ทำโครงการนี้แล้ว มีเพียงผู้บริหารท้องถิ่นที่สั่งไม่ให้เงินได้ พร้อมเหตุผลที่ประชาชนอ่านได้",
            en="An assembly voted for this project; only the head of the municipality may rule it out, with a reason that "
            "residents read.",
        )
    require_ruling(actor, against_vote=against_vote)
    _check(project, year, kind, reason, source, baht)
    with transaction.atomic():
        for before in MoneyRuling.objects.select_for_update(of=("self",)).filter(
            project=project, year=year, end__isnull=True
        ):
            MoneyRulingEnd.objects.create(
                municipality_id=actor.municipality_id, ruling=before, reason=reason.strip(), ended_by_id=actor.user_id
            )
        ruling = MoneyRuling.objects.create(
            municipality_id=actor.municipality_id,
            project=project,
            year=year,
            kind=kind,
            source=source,
            baht=baht if kind == MoneyRuling.Kind.OVERRULE else None,
            reason=reason.strip(),
            ruled_by_id=actor.user_id,
        )
        record(actor=actor, verb="money.ruled", subject=project, ruling=ruling.pk, kind=kind, year=year)
    return ruling


def end_ruling(*, actor: Actor, ruling: MoneyRuling, reason: str) -> MoneyRulingEnd:
    """Take a ruling back, with the reason. It stays to be read."""
    require_ruling(actor, against_vote=False)
    if MoneyRulingEnd.objects.filter(ruling=ruling).exists():
        raise Refusal(
            "ruling-ended",
            th="คำสั่งนี้ถอนไปแล้ว ไม่ต้องถอนซ้ำ",
            en="This ruling was taken back already; nothing more is needed.",
        )
    _require_reason(reason)
    with transaction.atomic():
        end = MoneyRulingEnd.objects.create(
            municipality_id=actor.municipality_id, ruling=ruling, reason=reason.strip(), ended_by_id=actor.user_id
        )
        record(actor=actor, verb="money.ruling-ended", subject=ruling, year=ruling.year)
    return end


def set_floor(
    *, actor: Actor, plan: Plan, least: int, reason: str, group: str = "", village: Village | None = None
) -> NeedFloor:
    """Set the least need (people on lists and voices) of a group or village that each year's money must meet; 0 for none."""
    require_plan_work(actor)
    _require_reason(reason)
    if bool(group) == (village is not None):
        raise Refusal(
            "group-or-village",
            th="โปรดเลือกกลุ่มหรือหมู่บ้านอย่างใดอย่างหนึ่ง",
            en="Choose either a group or a village.",
        )
    with transaction.atomic():
        floor = NeedFloor.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            group=group,
            village=village,
            least=least,
            reason=reason.strip(),
            set_by_id=actor.user_id,
        )
        record(actor=actor, verb="floor.set", subject=plan, group=group, least=least)
    return floor


def _check(
    project: Project, year: int, kind: str, reason: str, source: FundingSource | None, baht: Decimal | None
) -> None:
    _require_reason(reason)
    planned = YearMoney.objects.filter(project=project, year=year, baht__gt=0).first()
    if planned is None:
        raise Refusal(
            "nothing-planned",
            th=f"โครงการนี้ไม่ได้ตั้งงบไว้ในปี {year} โปรดเลือกปีที่ตั้งงบไว้",
            en=f"The project plans no money in {year}; choose a year that has some.",
        )
    if kind != MoneyRuling.Kind.OVERRULE:
        return
    if baht is None or (baht and source is None):
        raise Refusal(
            "overrule-unclear",
            th="การกำหนดเงินเองต้องบอกจำนวนเงินและแหล่งงบ (0 บาทคือไม่ให้)",
            en="To set the money yourself, say how much and from which source (0 baht: none).",
        )
    if baht > planned.baht:
        raise Refusal(
            "more-than-planned",
            th=f"ให้เกินที่ตั้งไว้ไม่ได้ ปี {year} ตั้งไว้ {planned.baht:,.0f} บาท หากต้องใช้มากกว่านี้ให้แก้แผนก่อน",
            en=f"It can't get more than the {planned.baht:,.0f} baht planned for {year}; amend the plan first.",
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผล เพราะทุกคนจะเห็นเหตุผลนี้ข้างโครงการ",
            en="Write the reason: everybody reads it beside the project.",
        )
