"""The last step of `make run` before the site opens: tables, the example municipality, and who can sign in.

``python -m huangyai.config.first_run``
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

import click

from huangyai.cli import main as huangyai
from huangyai.cli.contract import Voice, speaks
from huangyai.config import boot
from huangyai.config.data_directory import data_directory
from huangyai.kernel import Actor


@click.command()
@speaks
def prepare(*, voice: Voice) -> None:
    """Make the example municipality if there is none yet, then say who can sign in."""
    boot.django()
    from django.utils.translation import override

    from huangyai.places.queries import all_municipalities

    accounts = data_directory() / "demo-accounts.json"
    made = not all_municipalities().filter(demonstration=True).exists()
    if made:
        voice.tell(
            th="กำลังสร้างเทศบาลตัวอย่างและหนึ่งรอบปีของงาน…",
            en="Making the example municipality and a year of its work…",
        )
        huangyai(["demo", "--accounts", str(accounts)], standalone_mode=False)
    passwords = _passwords(accounts) if made else {}
    with override(voice.language):
        _say_who_can_sign_in(voice, passwords)
    if accounts.exists():
        voice.tell(
            th=f"รหัสผ่านและรหัสขั้นที่สองอยู่ในไฟล์ {accounts} (อ่านได้เฉพาะผู้ติดตั้ง)",
            en=f"Passwords and second-step secrets are in {accounts} (only you can read it).",
        )


def _say_who_can_sign_in(voice: Voice, passwords: dict[str, str]) -> None:
    from huangyai.accounts.access import visible_memberships
    from huangyai.places.queries import all_municipalities
    from huangyai.walls.entry import acting

    for municipality in all_municipalities().filter(demonstration=True):
        actor = Actor.machine(municipality.pk, "first run")
        with acting(actor):
            found = list(visible_memberships(actor).order_by("user__date_joined", "user_id"))
        voice.tell(th=f"ผู้ที่เข้าสู่ระบบของ{municipality.name_th}ได้:", en=f"Who can sign in at {municipality.name_en}:")
        for user, theirs in groupby(found, key=lambda membership: membership.user):
            roles = ", ".join(str(membership.get_role_display()) for membership in theirs)
            click.echo(f"  {user.username:<16} {passwords.get(user.username, ''):<18} {roles}", err=True)


def _passwords(accounts: Path) -> dict[str, str]:
    """Told once, on the day the example municipality is made."""
    told = json.loads(accounts.read_text(encoding="utf-8"))["accounts"]
    return {account["username"]: account["password"] for account in told}


if __name__ == "__main__":
    sys.exit(prepare())
