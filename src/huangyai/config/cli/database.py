"""`huangyai migrate` and `huangyai manage`."""

from __future__ import annotations

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.config import boot


@click.command("migrate")
@speaks
def migrate(*, voice: Voice) -> None:
    """ปรับฐานข้อมูลให้เป็นรุ่นนี้ · bring the database up to date."""
    boot.django(migrated=False)
    applied = boot.migrate()
    if applied:
        voice.tell(
            th=f"ปรับฐานข้อมูลแล้ว {applied} รายการ",
            en=f"The database was brought up to date ({applied} migrations).",
        )
    else:
        voice.tell(th="ฐานข้อมูลเป็นรุ่นล่าสุดแล้ว", en="The database is up to date.")
    voice.result({"applied": applied})


@click.command("manage", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@speaks
def manage(*, voice: Voice, words: tuple[str, ...]) -> None:
    """คำสั่งของ Django · any Django command, such as `huangyai manage check`."""
    boot.django(migrated=False)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["huangyai manage", *words])
