"""`huangyai demo`: the example municipality and one year of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from huangyai.cli.contract import Voice, speaks
from huangyai.cli.house import wake_house

if TYPE_CHECKING:
    from huangyai.demo.year import Step, Year
    from huangyai.kernel import Words


@click.command("demo")
@click.option(
    "--accounts", type=click.Path(dir_okay=False, path_type=Path), help="Write who can log in here (mode 0600)."
)
@click.option("--people", type=click.IntRange(200, 200_000), default=6000, show_default=True, help="Residents.")
@click.option("--seed", type=int, default=1, show_default=True)
@speaks
def demo(*, voice: Voice, accounts: Path | None, people: int, seed: int) -> None:
    """สร้างเทศบาลตัวอย่างและหนึ่งรอบปี · Make the example municipality and run one year of it."""
    wake_house()
    from django.db import transaction
    from django.utils import timezone

    from huangyai.demo.accounts_file import as_document, write_accounts
    from huangyai.demo.year import SLUG, STEPS, Year, run_year
    from huangyai.kernel import Refusal
    from huangyai.places.queries import all_municipalities

    if all_municipalities(SLUG).exists():
        raise Refusal(
            "demo-exists",
            th="มีเทศบาลตัวอย่างอยู่แล้ว หากต้องการสร้างใหม่โปรดล้างด้วย make clean ก่อน",
            en="The example municipality is already there; run make clean first to make it anew.",
        )
    begun = time.monotonic()
    year = Year(today=timezone.localdate(), seed=seed, people=people)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:

        def told(step: Step) -> Callable[[float], None]:
            if not console.is_terminal:
                voice.tell(th=step.words.th, en=step.words.en)
            task = bars.add_task(step.words.say(voice.language), total=1.0)
            return lambda part: bars.update(task, completed=part)

        # All or nothing: an interrupted year leaves no half municipality.
        with transaction.atomic():
            produced = run_year(year, told=told)
    seconds = time.monotonic() - begun
    if accounts:
        write_accounts(accounts, year)
    if voice.as_json:
        steps = {key: words.as_dict() for key, words in produced.items()}
        voice.result({"steps": steps, "accounts": as_document(year)["accounts"], "seconds": round(seconds, 1)})
        return
    _show(voice, STEPS, produced, year, seconds, accounts)


def _show(
    voice: Voice, steps: tuple[Step, ...], produced: dict[str, Words], year: Year, seconds: float, accounts: Path | None
) -> None:
    out = Console()
    english = voice.language == "en"
    table = Table(title="One year of the example municipality" if english else "หนึ่งรอบปีของเทศบาลตัวอย่าง")
    table.add_column("Step" if english else "ขั้น")
    table.add_column("What" if english else "ทำอะไร")
    table.add_column("Produced" if english else "ได้ผล")
    for step in steps:
        table.add_row(step.cycle_step, step.words.say(voice.language), produced[step.key].say(voice.language))
    out.print(table)
    if accounts is None:
        # One line each, never cut: a password is told once.
        voice.data("Who can log in (told once):" if english else "ผู้ที่เข้าสู่ระบบได้ (แสดงครั้งเดียว):")
        for member in [*year.cast.members, *year.neighbour_cast.members]:
            voice.data(
                f"  {member.username:<16} {member.password:<16} {member.role.value:<14} {member.totp_secret}".rstrip()
            )
    else:
        voice.tell(th=f"ผู้ที่เข้าสู่ระบบได้อยู่ใน {accounts}", en=f"Who can log in is in {accounts}")
    voice.tell(th=f"เสร็จใน {seconds:.0f} วินาที", en=f"done in {seconds:.0f} seconds")
