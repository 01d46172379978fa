"""`huangyai doctor`: is this machine fit to run a municipality? Each answer is a sentence; a wrong one says what to do."""

from __future__ import annotations

from collections.abc import Iterator

import click

from huangyai.cli.contract import EXIT_BAD_INPUT, Voice, speaks
from huangyai.config.checkup import Finding, examine_database, examine_machine
from huangyai.kernel import BadInput, Words


@click.command("doctor")
@speaks
def doctor(*, voice: Voice) -> None:
    """ตรวจเครื่อง ฐานข้อมูล และไฟล์ที่ต้องมี · check the machine, the database and the built files."""
    findings = list(_examine())
    for finding in findings:
        voice.data(f"{finding.mark} {finding.words.say(voice.language)}")
    ill = [finding for finding in findings if finding.serious]
    voice.result({"healthy": not ill, "findings": [finding.as_dict() for finding in findings]})
    if ill:
        voice.tell(
            th=f"พบ {len(ill)} เรื่องที่ต้องแก้ก่อนใช้งาน ดูบรรทัดที่ขึ้นต้นด้วย ✗",
            en=f"{len(ill)} things must be put right first; see the lines that begin with ✗.",
        )
        raise SystemExit(EXIT_BAD_INPUT)
    voice.tell(th="พร้อมใช้งาน", en="Ready to run.")


def _examine() -> Iterator[Finding]:
    yield from examine_machine()
    try:
        yield from examine_database()
    except BadInput as bad:
        for fault in bad.faults:
            yield Finding("database", ok=False, words=Words(th=fault.say("th"), en=fault.say("en")))
