from __future__ import annotations

import uuid
from dataclasses import dataclass

from huangyai.kernel import Words
from huangyai.ledger.models import ChainHead, Entry
from huangyai.ledger.rules import canonical
from huangyai.vault.sealing import keyed_hash


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    position: int
    words: Words


def breaks_in_chain(municipality_id: uuid.UUID) -> list[Break]:
    """Walk one municipality's chain from its first entry and report every break; none means nothing was changed."""
    found: list[Break] = []
    before, position = "", 0
    for entry in Entry.objects.filter(municipality_id=municipality_id).order_by("position").iterator(chunk_size=2000):
        if entry.position != position + 1:
            found.append(
                Break(
                    entry.position,
                    Words(
                        th=f"รายการที่ {position + 1} ถึง {entry.position - 1} หายไป",
                        en=f"entries {position + 1} to {entry.position - 1} are missing",
                    ),
                )
            )
        elif entry.previous != before:
            found.append(Break(entry.position, Words(th="ไม่ต่อจากรายการก่อนหน้า", en="does not follow the entry before")))
        if digest_of(entry) != entry.digest:
            found.append(Break(entry.position, Words(th="เนื้อหาถูกแก้ไข", en="its content was changed")))
        before, position = entry.digest, entry.position
    head = ChainHead.objects.filter(municipality_id=municipality_id).first()
    if (head.position if head else 0) != position or (head.digest if head else "") != before:
        found.append(Break(position + 1, Words(th="ท้ายสายถูกตัดหรือเติม", en="the end of the chain was cut or added to")))
    return found


def digest_of(entry: Entry) -> str:
    """The entry's place in the chain: a keyed hash over its content and the entry before it."""
    content = {
        "position": entry.position,
        "at": entry.at.isoformat(),
        "account": entry.account_id,
        "origin": entry.origin,
        "verb": entry.verb,
        "kind": entry.subject_kind,
        "subject": entry.subject_id,
        "facts": entry.facts,
        "previous": entry.previous,
    }
    return keyed_hash(entry.municipality_id, canonical(content), purpose="ledger")
