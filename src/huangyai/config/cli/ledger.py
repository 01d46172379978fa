"""`huangyai ledger verify`: has anybody changed what was written down?"""

from __future__ import annotations

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.cli.house import wake_house


@click.group()
def ledger() -> None:
    """บันทึกที่แก้ไขย้อนหลังไม่ได้ · the append-only record."""


@ledger.command("verify")
@click.option("--municipality", "slug", default=None, help="Only this municipality (its slug).")
@speaks
def verify(*, voice: Voice, slug: str | None) -> None:
    """Walk every chain and report any break (exit 3)."""
    wake_house()
    from huangyai.kernel import Actor
    from huangyai.ledger.models import Entry
    from huangyai.ledger.queries import breaks_in_chain
    from huangyai.places.queries import all_municipalities
    from huangyai.walls.entry import acting

    chains, broken = [], False
    for municipality in all_municipalities(slug):
        with acting(Actor.machine(municipality.pk, "ledger verify")):
            breaks = breaks_in_chain(municipality.pk)
            entries = Entry.objects.count()
        broken = broken or bool(breaks)
        chains.append(
            {
                "municipality": municipality.slug,
                "entries": entries,
                "breaks": [{"position": b.position, **b.words.as_dict()} for b in breaks],
            }
        )
        for found in breaks:
            voice.data(f"{municipality.slug} #{found.position}: {found.words.say(voice.language)}")
        if not breaks:
            voice.tell(
                th=f"{municipality.name_th}: {entries:,} รายการ ต่อกันครบ ไม่มีการแก้ไข",
                en=f"{municipality.name_en}: {entries:,} entries, unbroken",
            )
    voice.result({"chains": chains, "whole": not broken})
    voice.finish(differences=broken)
