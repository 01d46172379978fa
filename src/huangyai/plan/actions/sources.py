"""Sources of money and the dated rules that they ask by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.models import FundingSource, SourceRule, SourceRuleCheck
from huangyai.plan.queries.sources import catalogue


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a source asks for from a day on; see `SourceRule`."""

    valid_from: dt.date
    basis: str
    valid_until: dt.date | None = None
    applicants: Sequence[str] = ()
    groups: Sequence[str] = ()
    most_per_project: Decimal | None = None
    most_per_year: Decimal | None = None
    own_share: Decimal = Decimal(0)
    deadline: tuple[int, int] | None = None
    form: str = ""
    note: str = ""


def add_source(*, actor: Actor, code: str, name: str) -> FundingSource:
    """Add a source of money: the ordinance, a fund, a partner."""
    require_plan_work(actor)
    if FundingSource.objects.filter(code=code).exists():
        raise Refusal(
            "source-exists",
            th=f"มีแหล่งงบรหัส {code} แล้ว โปรดใช้แหล่งงบเดิม",
            en=f"There is a source with the code {code} already; use that one.",
        )
    with transaction.atomic():
        source = FundingSource.objects.create(municipality_id=actor.municipality_id, code=code, name=name)
        record(actor=actor, verb="source.added", subject=source, code=code)
    return source


def copy_source(*, actor: Actor, code: str, valid_from: dt.date) -> FundingSource:
    """Take a source of the catalogue into use, with its rule from a day on. It stays unverified until somebody checks it."""
    require_plan_work(actor)
    found = next((one for one in catalogue() if one.code == code), None)
    if found is None:
        raise Refusal(
            "not-in-catalogue",
            th="ไม่มีแหล่งงบนี้ในบัญชีตัวอย่าง โปรดเลือกจากรายการหรือเพิ่มเอง",
            en="The catalogue has no such source; choose one of the list, or add your own.",
        )
    with transaction.atomic():
        source = FundingSource.objects.filter(code=code).first() or add_source(actor=actor, code=code, name=found.name)
        if SourceRule.objects.filter(source=source).exists():
            raise Refusal(
                "source-exists",
                th=f"ใช้แหล่งงบ{found.name}อยู่แล้ว หากเกณฑ์เปลี่ยนให้เขียนเกณฑ์ใหม่พร้อมวันที่เริ่มใช้",
                en=f"{found.name} is in use already; if its rule has changed, write a new one with its day.",
            )
        write_source_rule(
            actor=actor,
            source=source,
            facts=RuleFacts(
                valid_from=valid_from,
                basis=found.basis,
                applicants=found.applicants,
                groups=found.groups,
                own_share=Decimal(found.own_share),
                form=found.form,
                note=found.unknown,
            ),
        )
    return source


def write_source_rule(*, actor: Actor, source: FundingSource, facts: RuleFacts) -> SourceRule:
    """Write down what a source asks for from a day on. Earlier rules stay; the newest that has begun holds."""
    require_plan_work(actor)
    if facts.valid_until is not None and facts.valid_until < facts.valid_from:
        raise Refusal(
            "rule-ends-before-it-begins",
            th="วันสิ้นสุดของเกณฑ์อยู่ก่อนวันเริ่มใช้ โปรดตรวจวันที่ทั้งสอง",
            en="The rule ends before it begins; check both days.",
        )
    if not 0 <= facts.own_share < 100:
        raise Refusal(
            "no-such-share",
            th="ส่วนสมทบเป็นร้อยละ 0 ถึงไม่เกิน 99 ของค่าใช้จ่าย โปรดแก้ตัวเลข",
            en="The share that others bring lies between 0 and 99 percent of the cost.",
        )
    with transaction.atomic():
        rule = SourceRule.objects.create(
            municipality_id=actor.municipality_id,
            source=source,
            valid_from=facts.valid_from,
            valid_until=facts.valid_until,
            applicants=list(facts.applicants),
            groups=list(facts.groups),
            most_per_project=facts.most_per_project,
            most_per_year=facts.most_per_year,
            own_share=facts.own_share,
            deadline_month=facts.deadline[0] if facts.deadline else None,
            deadline_day=facts.deadline[1] if facts.deadline else None,
            form=facts.form,
            basis=facts.basis,
            note=facts.note,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="source-rule.written", subject=rule, source=source.pk, valid_from=facts.valid_from)
    return rule


def check_source_rule(
    *, actor: Actor, rule: SourceRule, text_read: str, agrees: bool, note: str = ""
) -> SourceRuleCheck:
    """Say that one has laid a rule beside the text of the law or notice, and whether they agree."""
    require_plan_work(actor)
    if not text_read.strip():
        raise Refusal(
            "text-not-named",
            th="โปรดระบุตัวบทที่อ่าน เช่น ประกาศฉบับใด ข้อใด เพื่อให้คนอื่นตรวจตามได้",
            en="Name the text that you read, with its clause, so that others can follow.",
        )
    if not agrees and not note.strip():
        raise Refusal(
            "difference-not-named",
            th="โปรดเขียนว่าต่างจากตัวบทอย่างไร แล้วเขียนเกณฑ์ใหม่ให้ตรง",
            en="Write how it differs from the text, then write a new rule that agrees.",
        )
    with transaction.atomic():
        check = SourceRuleCheck.objects.create(
            municipality_id=actor.municipality_id,
            rule=rule,
            text_read=text_read.strip(),
            agrees=agrees,
            note=note.strip(),
            checked_by_id=actor.user_id,
        )
        record(actor=actor, verb="source-rule.checked", subject=rule, agrees=agrees)
    return check
