"""LINE: who agreed to be written to, and the municipality's account."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.outbox.access import require_line_account, require_linking
from huangyai.outbox.channels import is_line_user
from huangyai.outbox.models import LINE_ACCOUNT_PURPOSE, LINE_USER_PURPOSE, LineAccount, LineLink
from huangyai.people.models import Person
from huangyai.vault.sealing import keyed_hash, seal

_TOKEN = re.compile(r"[\x21-\x7e]{20,500}")


def link_line(*, actor: Actor, person: Person, user_id: str, agreed_on: dt.date, whose: str = "") -> LineLink:
    """Somebody agreed on a day to be written to on LINE; an earlier link of theirs ends. `whose`: a relative's LINE."""
    require_linking(actor)
    user_id = user_id.strip()
    if not is_line_user(user_id):
        raise Refusal(
            "line-user-impossible",
            th="รหัสผู้ใช้ LINE ต้องขึ้นต้นด้วย U ตามด้วยตัวเลขหรือ a ถึง f รวม 32 ตัว (ไม่ใช่ชื่อไลน์)",
            en="A LINE user id is U and 32 digits or letters a to f; it is not the name shown in LINE.",
        )
    if agreed_on > timezone.localdate():
        raise Refusal(
            "consent-in-future",
            th="วันที่ยินยอมต้องไม่อยู่ในอนาคต",
            en="The day on which they agreed can't be in the future.",
        )
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
        LineLink.objects.filter(person=person, ended_at__isnull=True).update(ended_at=timezone.now())
        link = LineLink.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            user_sealed=seal(actor.municipality_id, user_id, purpose=LINE_USER_PURPOSE),
            user_hash=keyed_hash(actor.municipality_id, user_id, purpose=LINE_USER_PURPOSE),
            whose=whose.strip()[:80],
            agreed_on=agreed_on,
            linked_by_id=actor.user_id,
        )
        record(actor=actor, verb="line.linked", subject=link, person=person.pk)
    return link


def end_line_link(*, actor: Actor, link: LineLink) -> LineLink:
    """They no longer want to be written to on LINE, or it is another telephone now."""
    require_linking(actor)
    with transaction.atomic():
        if LineLink.objects.filter(pk=link.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
            record(actor=actor, verb="line.link-ended", subject=link, person=link.person_id)
    link.refresh_from_db(fields=["ended_at"])
    return link


def set_line_account(*, actor: Actor, token: str) -> LineAccount:
    """Keep the channel access token of the municipality's LINE Official Account, sealed; the one before ends."""
    require_line_account(actor)
    token = token.strip()
    if not _TOKEN.fullmatch(token):
        raise Refusal(
            "line-token-impossible",
            th="โทเคนต้องเป็นตัวอักษรอังกฤษและตัวเลขติดกันตามที่ LINE Developers แสดง ไม่มีช่องว่าง",
            en="The token is one long word of Latin letters and digits, as LINE Developers shows it, without spaces.",
        )
    with transaction.atomic():
        _end(LineAccount.Ending.REPLACED)
        account = LineAccount.objects.create(
            municipality_id=actor.municipality_id,
            token_sealed=seal(actor.municipality_id, token, purpose=LINE_ACCOUNT_PURPOSE),
            set_by_id=actor.user_id,
        )
        record(actor=actor, verb="line.account-set", subject=account)
    return account


def stop_line_account(*, actor: Actor) -> None:
    """Write to nobody on LINE any more; what waits goes by the next way."""
    require_line_account(actor)
    with transaction.atomic():
        if _end(LineAccount.Ending.STOPPED):
            record(actor=actor, verb="line.account-stopped", kind="outbox.lineaccount")


def _end(ending: LineAccount.Ending) -> int:
    return LineAccount.objects.filter(ended_at__isnull=True).update(ended_at=timezone.now(), ending=ending)
